//! A folder of backups that are named by their time, of which the newest are kept.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::address::StoreAddress;
use crate::model::Timestamp;
use crate::new_file::folder_of;
use crate::own_file::with_ending;
use crate::store::{Store, StoreError, identity_of_backup};

/// What a time in a name looks like: `d` is a digit. It is in UTC, so that the names are in the order of time.
const TIME: &str = "dddd-dd-ddTddddddZ";

/// The ending of a backup's name.
const ENDING: &str = ".db";

/// Whether a path names a folder for backups rather than a file.
pub(crate) fn is_backup_folder(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"/") || path.is_dir()
}

/// Returns the file in a folder for a backup that is made now, such as `headquarters-2026-11-27T082430Z.db`.
pub(crate) fn backup_in(folder: &Path, store: &StoreAddress, now: Timestamp) -> PathBuf {
    let second = Timestamp(now.0 - now.0.rem_euclid(1_000_000));
    let time: String = second.rfc3339().chars().filter(|c| *c != ':').collect();
    with_ending(&with_ending(&folder.join(beginning_of(store)), &time), ENDING)
}

/// Removes the backups of a store in the folder of the newest one, but for the newest `keep`, and returns them, the oldest
/// first. What has another name, is no whole backup or is one of another store stays.
///
/// # Errors
/// Those of the store, and a file that cannot be removed.
pub(crate) fn prune_backups(
    store: &Store,
    address: &StoreAddress,
    newest: &Path,
    keep: usize,
) -> Result<Vec<PathBuf>, PruneFault> {
    let identity = store.identity().map_err(PruneFault::Store)?;
    let folder = folder_of(newest);
    let entries = fs::read_dir(folder).map_err(|error| PruneFault::File(folder.to_owned(), error))?;
    let beginning = beginning_of(address);
    let mut backups: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| is_name(&entry.file_name(), &beginning) && entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .filter(|path| path.file_name() != newest.file_name())
        .filter(|path| identity_of_backup(path).is_some_and(|of_backup| of_backup == identity))
        .collect();
    backups.sort();
    // The newest is one of those that are kept, whatever its clock said.
    backups.truncate(backups.len().saturating_sub(keep.saturating_sub(1)));
    for backup in &backups {
        fs::remove_file(backup).map_err(|error| PruneFault::File(backup.clone(), error))?;
    }
    Ok(backups)
}

/// Why old backups could not be removed.
#[derive(Debug)]
pub(crate) enum PruneFault {
    Store(StoreError),
    File(PathBuf, io::Error),
}

/// What the names of a store's backups begin with: its own name without an ending.
fn beginning_of(store: &StoreAddress) -> OsString {
    let mut name = store.file().and_then(Path::file_stem).map_or_else(|| "headquarters".into(), OsStr::to_owned);
    name.push("-");
    name
}

fn is_name(name: &OsStr, beginning: &OsStr) -> bool {
    let rest = name.as_encoded_bytes().strip_prefix(beginning.as_encoded_bytes());
    let time = rest.and_then(|rest| rest.strip_suffix(ENDING.as_bytes()));
    time.is_some_and(|time| {
        let fits = |(c, form): (&u8, u8)| if form == b'd' { c.is_ascii_digit() } else { *c == form };
        time.len() == TIME.len() && time.iter().zip(TIME.bytes()).all(fits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_named_by_its_store_and_its_time() {
        let now = Timestamp::parse("2026-11-27T08:24:30.5Z").unwrap();
        let name = backup_in(Path::new("/backup"), &"/var/lib/hqsync/headquarters.db".into(), now);
        assert_eq!(name, Path::new("/backup/headquarters-2026-11-27T082430Z.db"));
        for (name, expected) in [
            ("headquarters-2026-11-27T082430Z.db", true),
            ("headquarters-2026-11-27.db", false),
            ("headquarters-2026-11-27T082430Z.db-wal", false),
            ("headquarters-copy-2026-11-27T082430Z.db", false),
            ("other-2026-11-27T082430Z.db", false),
        ] {
            assert_eq!(is_name(OsStr::new(name), OsStr::new("headquarters-")), expected, "{name}");
        }
    }
}
