//! The folder of a demo: what the demo left there, and clearing it for a new one.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};

use crate::actor;
use crate::clock::Clock;
use crate::config::{ChannelSource, Config, UsedFiles};
use crate::failure::{Failure, Result, ResultExt as _};
use crate::i18n::Phrase;
use crate::lock::RunLock;
use crate::options::used_as;
use crate::own_file::{LOCK, STORE_COMPANIONS, with_ending};
use crate::refusal::Refusal;
use crate::sqlite::WAL;
use crate::stop::Stop;
use crate::witness::Anchoring;

/// The demo's configuration, and its name.
pub(super) const CONFIG: &str = include_str!("../../fixtures/demo/hqsync.toml");
pub(super) const CONFIG_NAME: &str = "hqsync.toml";

/// The file that marks a folder as made by the demo, and says how the demo left it: a line with digest and name per file.
const MARK: &str = ".hqsync-demo";

/// The first line of the mark.
const MADE: &str = "made by `hqsync demo`, which may make it again\n";

/// How to clear a folder.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clearing<'a> {
    /// Whether to remove files that are not as the demo left them.
    pub(crate) is_forced: bool,
    /// The files that are never removed.
    pub(crate) used: &'a UsedFiles,
    pub(crate) clock: Clock,
    /// Who makes the demo.
    pub(crate) actor: &'a str,
}

/// Removes the files of an earlier demo one by one: nothing else in the folder is touched. Returns the run lock of its store,
/// which keeps runs out while a new one is made.
///
/// # Errors
/// The folder is not the user's, holds anything else, or has changed since the demo made it; a run is at work.
pub(crate) fn clear(folder: &Path, clearing: Clearing<'_>) -> Result<Option<RunLock>> {
    check_folder(folder)?;
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(error).with_context(|| Phrase::new("demo-folder").with("folder", folder.display())),
    };
    if is_empty {
        return Ok(None);
    }
    let Some(left) = read_mark(folder) else {
        return Err(elsewhere("strange", folder));
    };
    let config = Config::parse(CONFIG, &folder.join(CONFIG_NAME))?;
    let lock =
        RunLock::acquire(&config.store, Duration::ZERO, None, (clearing.actor, clearing.clock, &Stop::default()))?;
    let files = files(&config, folder);
    for file in &files {
        check(file, folder, &left, clearing)?;
    }
    for file in &files {
        remove(file)?;
        // The lock of the store stays: another process may wait for it.
        let mut companions = STORE_COMPANIONS.iter().filter(|ending| **ending != LOCK);
        companions.try_for_each(|ending| remove(&with_ending(file, ending)))?;
    }
    Ok(Some(lock))
}

/// Checks that neither the folder nor the one of its channels is a link or another user's: who owns it could let the demo
/// write or remove files anywhere.
fn check_folder(folder: &Path) -> Result<()> {
    for part in [folder.to_owned(), folder.join("channels")] {
        let Ok(found) = fs::symlink_metadata(&part) else { continue };
        if found.is_symlink() {
            return Err(elsewhere("link", &part));
        }
        if !actor::is_trusted(found.uid()) {
            let owner = actor::user_name(found.uid());
            let theirs = Phrase::new("demo-folder-of-another").with("path", part.display()).with("owner", owner);
            return Err(Refusal::new(theirs).into());
        }
    }
    Ok(())
}

/// Reads the mark: the digests of the files by their names, as the demo left them. `None` if there is no mark of the user's.
fn read_mark(folder: &Path) -> Option<BTreeMap<String, String>> {
    let path = folder.join(MARK);
    let is_own = |mark: &Metadata| mark.is_file() && actor::is_trusted(mark.uid());
    fs::symlink_metadata(&path).ok().filter(is_own)?;
    let text = fs::read_to_string(&path).ok()?;
    let lines = text.strip_prefix(MADE)?.lines().filter_map(|line| line.split_once(' '));
    Some(lines.map(|(digest, name)| (name.to_owned(), digest.to_owned())).collect())
}

/// Checks that a file is as the demo left it, or may be removed all the same.
fn check(file: &Path, folder: &Path, left: &BTreeMap<String, String>, clearing: Clearing<'_>) -> Result<()> {
    if let Some(file_use) = clearing.used.use_of(file) {
        let in_use = used_as(Phrase::new("demo-file-in-use").with("path", file.display()), file_use);
        return Err(Refusal::new(in_use).into());
    }
    let is_as_left = digest(file).is_some_and(|digest| left.get(&name_in(folder, file)) == Some(&digest));
    let has_changed = fs::symlink_metadata(file).is_ok() && !is_as_left;
    let has_log = fs::metadata(with_ending(file, WAL)).is_ok_and(|log| log.len() > 0);
    if !clearing.is_forced && (has_changed || has_log) {
        let changed = Phrase::new("demo-file-changed").with("path", file.display());
        return Err(Refusal::new(changed.with("folder", folder.display())).into());
    }
    Ok(())
}

fn elsewhere(fault: &'static str, path: &Path) -> Failure {
    Refusal::new(Phrase::new("demo-folder-unusable").with("fault", fault).with("path", path.display())).into()
}

/// Marks a new folder as the demo's.
pub(super) fn mark(folder: &Path) -> io::Result<()> {
    write_mark(folder, MADE)
}

/// Notes how the demo leaves its files, so that a later one knows whether somebody has worked with them.
pub(crate) fn note_files(folder: &Path) -> Result<()> {
    let config = Config::parse(CONFIG, &folder.join(CONFIG_NAME))?;
    let mut text = MADE.to_owned();
    for file in files(&config, folder) {
        if let Some(digest) = digest(&file) {
            let _ = writeln!(text, "{digest} {}", name_in(folder, &file));
        }
    }
    write_mark(folder, &text).with_context(|| Phrase::new("demo-not-written").with("folder", folder.display()))
}

fn write_mark(folder: &Path, text: &str) -> io::Result<()> {
    let path = folder.join(MARK);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => write_new(&path, text),
    }
}

/// Writes a file that does not exist; no link is followed.
pub(super) fn write_new(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// Returns the files of a demo.
fn files(config: &Config, folder: &Path) -> Vec<PathBuf> {
    let databases = config.channels.iter().filter_map(|channel| match &channel.source {
        ChannelSource::Database(path) => Some(path.clone()),
        ChannelSource::Folder(_) => None,
    });
    let stores = config.store.file().into_iter();
    let of_stores = stores.flat_map(|store| [store.to_owned(), Anchoring::default_file(store)]);
    databases.chain([folder.join(CONFIG_NAME)]).chain(of_stores).collect()
}

fn name_in(folder: &Path, file: &Path) -> String {
    file.strip_prefix(folder).unwrap_or(file).to_string_lossy().into_owned()
}

/// Returns the digest of a file; `None` if it cannot be read or is a link.
fn digest(file: &Path) -> Option<String> {
    fs::symlink_metadata(file).ok().filter(Metadata::is_file)?;
    let digest = Sha256::digest(fs::read(file).ok()?);
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat())
}

/// Removes a file if there is one.
fn remove(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| Phrase::new("demo-not-removed").with("file", file.display()))
        }
        _ => Ok(()),
    }
}
