//! The file with the present key of a sealed trail, which is beside the store and in no backup of it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::SealError;
use crate::own_file;
use crate::trail::SealState;

/// How long to wait for another command that has just appended entries.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(1);

/// More than a state has bytes.
const LONGEST: u64 = 4_096;

/// The file, under its lock.
#[derive(Debug)]
pub(crate) struct SealFile {
    path: PathBuf,
    file: File,
}

impl SealFile {
    /// Returns where the file of a store is, also of one that is reached through a link.
    pub(crate) fn path(store: &Path) -> PathBuf {
        own_file::beside(store, own_file::SEAL)
    }

    /// Opens the file of a store and takes its lock.
    ///
    /// # Errors
    /// It does not exist, is not what the program made, cannot be opened, or is locked.
    pub(crate) fn open(store: &Path) -> Result<Self, SealError> {
        let path = Self::path(store);
        match own_file::open(&path, OpenOptions::new().read(true).write(true)) {
            Ok(file) => Self::locked(path, file),
            Err(error) if error.is_missing() => Err(SealError::Missing { file: path }),
            Err(error) => Err(SealError::Unusable(error)),
        }
    }

    /// Opens the file of a store, or creates it for those who may write the store, and takes its lock.
    ///
    /// # Errors
    /// It is not what the program made, cannot be opened or created, or is locked.
    pub(crate) fn open_or_create(store: &Path) -> Result<Self, SealError> {
        let path = Self::path(store);
        let options = OpenOptions::new().read(true).write(true).clone();
        let file = own_file::open_or_create(&path, &options, store).map_err(SealError::Unusable)?;
        own_file::keep_from_readers(&file).map_err(|error| SealError::Unwritable { file: path.clone(), error })?;
        Self::locked(path, file)
    }

    fn locked(path: PathBuf, file: File) -> Result<Self, SealError> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { path, file }),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(SealError::Locked { file: path }),
                Err(TryLockError::Error(error)) => return Err(SealError::Unwritable { file: path, error }),
            }
        }
    }

    /// Reads the present key.
    ///
    /// # Errors
    /// The file cannot be read, or has something else.
    pub(crate) fn read(&mut self) -> Result<SealState, SealError> {
        let mut text = String::new();
        let read = self.file.rewind().and_then(|()| (&mut self.file).take(LONGEST).read_to_string(&mut text));
        let unreadable = || SealError::Unreadable { file: self.path.clone() };
        read.ok().and_then(|_| SealState::read(&text)).ok_or_else(unreadable)
    }

    /// Replaces the key in place, so that nothing is left of it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(crate) fn write(&self, state: &SealState) -> Result<(), SealError> {
        let text = state.write();
        let write = || {
            self.file.write_all_at(text.as_bytes(), 0)?;
            if self.file.metadata()?.len() == text.len() as u64 { Ok(()) } else { self.file.set_len(text.len() as u64) }
        };
        write().map_err(|error| self.unwritable(error))
    }

    /// Waits until the key is on the disk.
    ///
    /// # Errors
    /// The disk cannot be written.
    pub(crate) fn sync(&self) -> Result<(), SealError> {
        self.file.sync_all().map_err(|error| self.unwritable(error))
    }

    fn unwritable(&self, error: io::Error) -> SealError {
        SealError::Unwritable { file: self.path.clone(), error }
    }

    /// Returns the path of the file.
    pub(crate) fn own_path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::trail::SealKey;

    #[test]
    fn a_key_replaces_the_one_before_in_place() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("headquarters.db");
        assert!(matches!(SealFile::open(&store), Err(SealError::Missing { .. })));
        let mut state = SealState::first(SealKey::generate().unwrap(), 3);
        SealFile::open_or_create(&store).unwrap().write(&state).unwrap();
        let first = fs::read_to_string(SealFile::path(&store)).unwrap();
        state.move_to(4);
        let mut file = SealFile::open(&store).unwrap();
        file.write(&state).unwrap();
        assert_eq!(file.read().unwrap(), state);
        let second = fs::read_to_string(SealFile::path(&store)).unwrap();
        assert_eq!(second.len(), first.len());
        assert!(!second.contains(first.lines().nth(3).unwrap()));
    }

    #[test]
    fn anything_else_is_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("headquarters.db");
        for content in ["", "key 12", "\u{fffd}"] {
            fs::write(SealFile::path(&store), content).unwrap();
            assert!(matches!(SealFile::open(&store).unwrap().read(), Err(SealError::Unreadable { .. })));
        }
    }
}
