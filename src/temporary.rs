//! Temporary files and folders, which the next command of the kind clears away if their process was killed.
//!
//! A process holds a lock on what it uses. What is unlocked, of the same user and more than an hour older than the newest was
//! left behind. Times are compared among files only, so no clock of another host matters.

use std::fs::{self, DirEntry, File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::time::Duration;

use rustix::fs::OFlags;
use tempfile::{Builder, NamedTempFile, TempDir};

/// How much older than a new file one is that nobody will lock any more.
const ABANDONED: Duration = Duration::from_secs(60 * 60);

/// The random characters at the end of a name.
const RANDOM_CHARACTERS: usize = 6;

/// What a temporary file or folder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TemporaryKind {
    /// A copy of the store that is being made.
    Backup,
    /// A list that is being written.
    Output,
    /// A text in an editor, with what the editor puts beside it.
    Editor,
    /// A copy of the standard input.
    Input,
}

impl TemporaryKind {
    /// Returns the beginning of a name of this kind.
    fn prefix(self) -> &'static str {
        match self {
            Self::Backup => ".hqsync-backup-",
            Self::Output => ".hqsync-output-",
            Self::Editor => "hqsync-edit-",
            Self::Input => "hqsync-input-",
        }
    }

    fn builder(self) -> Builder<'static, 'static> {
        let mut builder = Builder::new();
        builder.prefix(self.prefix()).rand_bytes(RANDOM_CHARACTERS);
        builder
    }

    fn is_name(self, name: &std::ffi::OsStr) -> bool {
        let random = name.to_str().and_then(|name| name.strip_prefix(self.prefix()));
        random.is_some_and(|random| {
            random.len() == RANDOM_CHARACTERS && random.bytes().all(|c| c.is_ascii_alphanumeric())
        })
    }
}

/// A folder that only its owner can read, and that is gone with all that is in it when this is dropped.
pub(crate) struct TemporaryFolder {
    folder: TempDir,
    /// What tells others that it is in use.
    _lock: File,
}

impl TemporaryFolder {
    /// Makes a folder inside another one, and clears away what was left there.
    pub(crate) fn new(kind: TemporaryKind, within: &Path) -> io::Result<Self> {
        let folder = kind.builder().permissions(Permissions::from_mode(0o700)).tempdir_in(within)?;
        let lock = File::open(folder.path())?;
        let own = lock_and_describe(&lock)?;
        clear(kind, within, &own);
        Ok(Self { folder, _lock: lock })
    }

    /// Returns its path.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Makes a file in a folder that only its owner can read, and clears away what was left there.
pub(crate) fn file(kind: TemporaryKind, within: &Path) -> io::Result<NamedTempFile> {
    let file = kind.builder().tempfile_in(within)?;
    let own = lock_and_describe(file.as_file())?;
    clear(kind, within, &own);
    Ok(file)
}

/// Locks a new file. Where the file system has no locks, nothing there is cleared away either.
fn lock_and_describe(file: &File) -> io::Result<Metadata> {
    let _ = file.try_lock();
    file.metadata()
}

/// Removes what was left in a folder. What cannot be removed is left to its owner.
fn clear(kind: TemporaryKind, folder: &Path, own: &Metadata) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| kind.is_name(&entry.file_name())) {
        let _ = remove_if_abandoned(&entry, own);
    }
}

fn remove_if_abandoned(entry: &DirEntry, own: &Metadata) -> io::Result<()> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = OpenOptions::new().read(true).custom_flags(flags.bits() as i32).open(entry.path())?;
    let found = file.metadata()?;
    let age = own.modified()?.duration_since(found.modified()?).unwrap_or_default();
    let is_alike = found.uid() == own.uid() && found.file_type() == own.file_type();
    if !is_alike || age < ABANDONED || file.try_lock().is_err() {
        return Ok(());
    }
    if found.is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use pretty_assertions::assert_eq;

    use super::*;

    const OLD: Duration = Duration::from_secs(2 * 60 * 60);

    fn age(path: &Path) {
        let modified: SystemTime = fs::metadata(path).unwrap().modified().unwrap() - OLD;
        File::open(path).unwrap().set_modified(modified).unwrap();
    }

    #[test]
    fn what_was_left_is_cleared_and_all_else_stays() {
        let within = tempfile::tempdir().unwrap();
        let path = |name: &str| within.path().join(name);
        let at_work = TemporaryFolder::new(TemporaryKind::Backup, within.path()).unwrap();
        age(at_work.path());
        for name in [".hqsync-backup-abandoned", ".hqsync-output-aB3dE6", "hqsync-edit-aB3dE6", ".hqsync-backup-file66"]
        {
            fs::write(path(name), "").unwrap();
            age(&path(name));
        }
        for name in [".hqsync-backup-aB3dE6", ".hqsync-backup-recent"] {
            fs::create_dir(path(name)).unwrap();
            fs::write(path(name).join("copy"), "").unwrap();
        }
        age(&path(".hqsync-backup-aB3dE6"));

        drop(TemporaryFolder::new(TemporaryKind::Backup, within.path()).unwrap());
        assert!(!path(".hqsync-backup-aB3dE6").exists());
        assert_eq!(fs::read_dir(within.path()).unwrap().count(), 6);
        drop(file(TemporaryKind::Output, within.path()).unwrap());
        assert!(!path(".hqsync-output-aB3dE6").exists());
        assert!(at_work.path().exists());
    }
}
