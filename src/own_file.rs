//! The program's own files beside the store, opened so that nobody else can plant what is behind their names.

use std::fs::{File, Metadata, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::geteuid;
use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::new_file::PRIVATE;
use crate::sqlite;
use crate::system_fault::key_of;

/// The endings of the program's own files beside a store: the run lock and the present key of a sealed trail.
pub(crate) const LOCK: &str = ".lock";
pub(crate) const SEAL: &str = ".seal";

/// The endings of all files that SQLite and the program keep beside a store.
pub(crate) const STORE_COMPANIONS: [&str; 5] = [sqlite::WAL, sqlite::SHM, sqlite::JOURNAL, LOCK, SEAL];

/// A file of the program's own that is not what the program made, or cannot be opened.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) struct OwnFileError {
    path: PathBuf,
    fault: OwnFileFault,
}

/// What is wrong with the file.
#[derive(Debug)]
enum OwnFileFault {
    Link,
    Special,
    SeveralNames,
    Unusable(io::Error),
}

impl OwnFileError {
    /// Returns the error of a file that is open, but cannot be used.
    pub(crate) fn unusable(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), fault: OwnFileFault::Unusable(error) }
    }

    /// Returns what is wrong with a file that was named before.
    pub(crate) fn fault(&self) -> Phrase {
        self.worded("it")
    }

    fn worded(&self, form: &str) -> Phrase {
        let phrase = match &self.fault {
            OwnFileFault::Link => Phrase::new("own-file-link"),
            OwnFileFault::Special => Phrase::new("own-file-special"),
            OwnFileFault::SeveralNames => Phrase::new("own-file-several-names"),
            OwnFileFault::Unusable(error) => {
                Phrase::new("own-file-unusable").with("fault", key_of(error)).because(error.phrase())
            }
        };
        phrase.with("form", form).with("file", self.path.display())
    }

    /// Whether there is no such file.
    pub(crate) fn is_missing(&self) -> bool {
        self.io_error_kind() == Some(io::ErrorKind::NotFound)
    }

    /// Whether the user lacks the permission to open the file.
    pub(crate) fn is_denied(&self) -> bool {
        self.io_error_kind() == Some(io::ErrorKind::PermissionDenied)
    }

    /// Whether the system does not open the file, whatever it is.
    pub(crate) fn is_of_system(&self) -> bool {
        self.io_error_kind().is_some()
    }

    fn io_error_kind(&self) -> Option<io::ErrorKind> {
        match &self.fault {
            OwnFileFault::Unusable(error) => Some(error.kind()),
            OwnFileFault::Link | OwnFileFault::Special | OwnFileFault::SeveralNames => None,
        }
    }
}

impl Explain for OwnFileError {
    fn phrase(&self) -> Phrase {
        self.worded("named")
    }
}

/// Returns the name of a companion of a database, such as its log. Behind a link it is beside the file that the link leads to,
/// as SQLite has it.
pub(crate) fn beside(database: &Path, ending: &str) -> PathBuf {
    with_ending(&database.canonicalize().unwrap_or_else(|_| database.to_owned()), ending)
}

/// Returns a name with an ending after it, whatever endings it has.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Opens a file of the program's own. Neither a link is followed nor a pipe waited for. `options` say whether to read,
/// write or append; a lock or a log is not truncated before it is known whose it is.
///
/// # Errors
/// The file does not exist, is not a regular file with one name, or cannot be opened.
pub(crate) fn open(path: &Path, options: &OpenOptions) -> Result<File, OwnFileError> {
    let failed = |fault| OwnFileError { path: path.to_owned(), fault };
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    let file = options.clone().custom_flags(flags.bits() as i32).open(path).map_err(|error| {
        let is_link = error.raw_os_error() == Some(Errno::LOOP.raw_os_error());
        failed(if is_link { OwnFileFault::Link } else { OwnFileFault::Unusable(error) })
    })?;
    let metadata = file.metadata().map_err(|error| failed(OwnFileFault::Unusable(error)))?;
    match metadata {
        metadata if !metadata.is_file() => Err(failed(OwnFileFault::Special)),
        metadata if metadata.nlink() > 1 => Err(failed(OwnFileFault::SeveralNames)),
        _ => Ok(file),
    }
}

/// Opens a file of the program's own as [`open`] does, and creates it if it does not exist. A new file gets the permissions
/// of the store and, if root creates it, the store's owner: who can use the store can use what belongs to it. A secret is
/// no such file.
///
/// # Errors
/// The file is not a regular file with one name, or can be neither opened nor created.
pub(crate) fn open_or_create(path: &Path, options: &OpenOptions, store: &Path) -> Result<File, OwnFileError> {
    match create(path, options)? {
        Some(file) => {
            adopt_permissions(&file, store);
            Ok(file)
        }
        None => open(path, options),
    }
}

/// Opens a file with a secret as [`open_or_create`] does; those who may only read the store can never read it.
///
/// # Errors
/// As [`open_or_create`]; or the file belongs to somebody else and can be read by others.
pub(crate) fn open_or_create_secret(path: &Path, options: &OpenOptions, store: &Path) -> Result<File, OwnFileError> {
    match create(path, options)? {
        Some(file) => {
            adopt(&file, store, writers_only);
            Ok(file)
        }
        None => {
            let file = open(path, options)?;
            keep_from_readers(&file).map_err(|error| OwnFileError::unusable(path, error))?;
            Ok(file)
        }
    }
}

/// Creates a file that is private until it gets the permissions of the store; `None` if there is one already.
fn create(path: &Path, options: &OpenOptions) -> Result<Option<File>, OwnFileError> {
    match options.clone().create_new(true).mode(PRIVATE).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        Err(error) => Err(OwnFileError::unusable(path, error)),
    }
}

/// Gives a file the permissions of the store and, if the user is root, its owner, as far as the system allows it. Without
/// a store it stays as it is.
pub(crate) fn adopt_permissions(file: &File, store: &Path) {
    adopt(file, store, |mode| mode);
}

/// Gives a file the owner and the group of the store, and then what `permitted` leaves of its permissions.
fn adopt(file: &File, store: &Path, permitted: fn(u32) -> u32) {
    let (Ok(model), Ok(own)) = (store.metadata(), file.metadata()) else { return };
    let owner = geteuid().is_root().then(|| model.uid());
    let has_group = own.gid() == model.gid() || fchown(file, owner, Some(model.gid())).is_ok();
    if let Some(owner) = owner {
        let _ = fchown(file, Some(owner), None);
    }
    let _ = file.set_permissions(Permissions::from_mode(permitted(shared_mode(&model, has_group))));
}

/// Takes the right to read a file from all who may not write it, such as those who may only read the store.
fn keep_from_readers(file: &File) -> io::Result<()> {
    let mode = file.metadata()?.mode() & 0o777;
    if writers_only(mode) == mode | PRIVATE {
        return Ok(());
    }
    file.set_permissions(Permissions::from_mode(writers_only(mode)))
}

/// Returns permissions without those to read of all who may not write.
fn writers_only(mode: u32) -> u32 {
    let writers = (mode & 0o222) << 1;
    mode & (writers | 0o222) | PRIVATE
}

/// Returns the permissions for reading and writing that a file gets from the store. Another group gets none of them.
fn shared_mode(store: &Metadata, has_group: bool) -> u32 {
    let mask = if has_group { 0o666 } else { 0o606 };
    store.mode() & mask | PRIVATE
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use pretty_assertions::assert_eq;

    use super::*;

    fn update() -> OpenOptions {
        OpenOptions::new().read(true).write(true).clone()
    }

    #[test]
    fn a_new_file_has_the_permissions_of_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let [store, lock] = ["headquarters.db", "headquarters.db.lock"].map(|name| folder.path().join(name));
        for mode in [0o600, 0o640, 0o664] {
            fs::write(&store, "").unwrap();
            fs::set_permissions(&store, Permissions::from_mode(mode)).unwrap();
            open_or_create(&lock, &update(), &store).unwrap();
            assert_eq!(lock.metadata().unwrap().mode() & 0o777, mode);
            fs::remove_file(&lock).unwrap();
        }
        for (mode, of_secret) in [(0o600, 0o600), (0o640, 0o600), (0o664, 0o660)] {
            fs::set_permissions(&store, Permissions::from_mode(mode)).unwrap();
            open_or_create_secret(&lock, &update(), &store).unwrap();
            assert_eq!(lock.metadata().unwrap().mode() & 0o777, of_secret);
            fs::remove_file(&lock).unwrap();
        }
        fs::remove_file(&store).unwrap();
        open_or_create(&lock, &update(), &store).unwrap();
        assert_eq!(lock.metadata().unwrap().mode() & 0o777, PRIVATE);
    }

    #[test]
    fn a_planted_file_is_refused_and_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let [victim, lock] = ["victim", "lock"].map(|name| folder.path().join(name));
        fs::write(&victim, "precious").unwrap();
        let refusal = || open_or_create(&lock, &update(), &victim).unwrap_err().to_string();
        symlink(&victim, &lock).unwrap();
        assert!(refusal().ends_with("is a link, which hqsync does not follow"));
        fs::remove_file(&lock).unwrap();
        symlink(folder.path().join("nowhere"), &lock).unwrap();
        assert!(refusal().ends_with("is a link, which hqsync does not follow"));
        fs::remove_file(&lock).unwrap();
        fs::hard_link(&victim, &lock).unwrap();
        assert!(refusal().ends_with("has several names, so it may be somebody else's file"));
        assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
    }
}
