//! The files that the program and its channels work with: no command may replace one of them.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::settings::{ChannelSource, Config};
use crate::new_file::folder_of;
use crate::own_file::{STORE_COMPANIONS, beside};
use crate::sqlite;

/// What a file is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileUse {
    Configuration,
    Store,
    /// What belongs to the store, such as its log or its lock.
    StoreCompanion,
    /// The file in which the end of the audit trail is noted.
    Anchors,
    /// The channel of that name.
    Channel(String),
    /// What belongs to that channel's database.
    ChannelCompanion(String),
}

impl FileUse {
    /// Returns the key by which a text says what the file is used for.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Store => "store",
            Self::StoreCompanion => "store-companion",
            Self::Anchors => "anchors",
            Self::Channel(_) => "channel",
            Self::ChannelCompanion(_) => "channel-companion",
        }
    }

    /// Returns the name of the channel that uses the file; empty if none does.
    pub(crate) fn channel(&self) -> &str {
        match self {
            Self::Channel(name) | Self::ChannelCompanion(name) => name,
            Self::Configuration | Self::Store | Self::StoreCompanion | Self::Anchors => "",
        }
    }
}

/// The files in use, with what they are used for.
#[derive(Debug, Default)]
pub(crate) struct UsedFiles(Vec<(PathBuf, FileUse)>);

impl UsedFiles {
    /// Returns the files that a configuration names, as far as there is one, and those of stores.
    pub(crate) fn new<'p>(
        config: Option<&Config>,
        config_path: Option<&Path>,
        stores: impl IntoIterator<Item = &'p Path>,
    ) -> Self {
        let mut used = Self::default();
        used.0.extend(config_path.map(|path| (path.to_owned(), FileUse::Configuration)));
        for store in stores {
            used.add_with_companions(store, &STORE_COMPANIONS, FileUse::Store, &FileUse::StoreCompanion);
        }
        for channel in config.into_iter().flat_map(|config| &config.channels) {
            let ChannelSource::Database(path) = &channel.source else { continue };
            let name = || channel.name.clone();
            let companion = FileUse::ChannelCompanion(name());
            used.add_with_companions(path, &sqlite::COMPANIONS, FileUse::Channel(name()), &companion);
        }
        used
    }

    /// Adds a file and its companions with these endings.
    fn add_with_companions(&mut self, path: &Path, endings: &[&str], file_use: FileUse, companion: &FileUse) {
        self.0.push((path.to_owned(), file_use));
        self.0.extend(endings.iter().map(|ending| (beside(path, ending), companion.clone())));
    }

    /// Adds a file.
    pub(crate) fn add(&mut self, file: PathBuf, file_use: FileUse) {
        self.0.push((file, file_use));
    }

    /// Returns what a file is used for, whatever name or link leads to it. A file that does not exist yet may be one that
    /// SQLite will look for.
    pub(crate) fn use_of(&self, file: &Path) -> Option<&FileUse> {
        let found = self.0.iter().find(|(used, _)| is_same(used, file));
        found.map(|(_, file_use)| file_use)
    }
}

/// Whether two paths lead to one file, or would if it existed.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        (Err(_), Err(_)) => {
            let folders = [one, other].map(|path| folder_of(path).canonicalize().ok());
            one.file_name() == other.file_name() && folders[0].is_some() && folders[0] == folders[1]
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn a_file_in_use_is_found_by_any_of_its_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let text = "[companies.USRT]\nnumber_sequence = \"C-#\"\n[[channels]]\nname = \"Houston\"\nid = 1\n\
                    company = \"USRT\"\ndatabase = \"houston.db\"\n";
        let config = Config::parse(text, &path("hqsync.toml")).unwrap();
        for name in ["hqsync.toml", "houston.db", "other.csv"] {
            fs::write(path(name), "").unwrap();
        }
        fs::hard_link(path("houston.db"), path("second.db")).unwrap();
        symlink("houston.db", path("link.db")).unwrap();
        let given = path("given.db");
        let stores = [Some(given.as_path()), config.store.file()];
        let used = UsedFiles::new(Some(&config), Some(&path("hqsync.toml")), stores.into_iter().flatten());
        let use_of = |name: &str| used.use_of(&path(name)).map(|file_use| (file_use.name(), file_use.channel()));
        for name in ["houston.db", "second.db", "link.db", "./houston.db"] {
            assert_eq!(use_of(name), Some(("channel", "Houston")), "{name}");
        }
        assert_eq!(use_of("houston.db-journal"), Some(("channel-companion", "Houston")));
        assert_eq!(use_of("hqsync.toml"), Some(("configuration", "")));
        for store in ["given.db", "headquarters.db"] {
            assert_eq!(use_of(store), Some(("store", "")));
            assert_eq!(use_of(&format!("{store}-wal")), Some(("store-companion", "")));
        }
        assert_eq!((use_of("other.csv"), use_of("new.csv")), (None, None));
    }
}
