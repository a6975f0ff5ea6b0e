//! The file with the present key of a sealed trail, which is beside the store and in no backup of it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _};
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use super::error::SealError;
use crate::new_file::sync_name;
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
        let file = own_file::open_or_create_secret(&path, &options, store).map_err(SealError::Unusable)?;
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

    /// Reads the present key, which may be followed by those of seals that were about to begin.
    ///
    /// # Errors
    /// The file cannot be read, or has neither.
    pub(crate) fn read(&mut self) -> Result<Vec<SealState>, SealError> {
        let mut bytes = Vec::new();
        let read = self.file.rewind().and_then(|()| (&mut self.file).take(LONGEST).read_to_end(&mut bytes));
        let keys = SealState::read_all(&String::from_utf8_lossy(&bytes));
        if read.is_err() || keys.is_empty() {
            return Err(SealError::Unreadable { file: self.path.clone() });
        }
        Ok(keys)
    }

    /// Reads the present key of a seal.
    ///
    /// # Errors
    /// The file cannot be read, has something else, or the key of another seal.
    pub(crate) fn read_of(&mut self, seal: &str) -> Result<SealState, SealError> {
        let keys = self.read()?;
        let other = || SealError::OtherSeal { file: self.path.clone() };
        keys.into_iter().find(|key| key.seal == seal).ok_or_else(other)
    }

    /// Puts the key of a new seal on the disk behind what is there, before it is known whether the seal begins.
    ///
    /// # Errors
    /// The file cannot be read or written; the present key is as it was.
    pub(crate) fn prepare(&mut self, state: &SealState) -> Result<(), SealError> {
        let text = state.write();
        let has_key = self.read().is_ok();
        let write = || {
            let end = self.file.metadata()?.len();
            // Nothing can be of use behind what is read.
            let at = if has_key { end.min(LONGEST - text.len() as u64) } else { 0 };
            self.file.write_all_at(text.as_bytes(), at)?;
            self.file.set_len(at + text.len() as u64)?;
            self.file.sync_all()
        };
        write().map_err(|error| self.unwritable(error))?;
        sync_name(&self.path);
        Ok(())
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
        assert_eq!(file.read().unwrap(), [state]);
        let second = fs::read_to_string(SealFile::path(&store)).unwrap();
        assert_eq!(second.len(), first.len());
        assert!(!second.contains(first.lines().nth(3).unwrap()));
    }

    #[test]
    fn a_new_seal_does_not_replace_the_key_before_it_begins() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("headquarters.db");
        let [first, second, third] = [3, 4, 5].map(|entry| SealState::first(SealKey::generate().unwrap(), entry));
        let mut file = SealFile::open_or_create(&store).unwrap();
        file.prepare(&first).unwrap();
        assert_eq!(file.read_of(&first.seal).unwrap(), first);
        file.prepare(&second).unwrap();
        file.prepare(&third).unwrap();
        assert_eq!(file.read().unwrap(), [first.clone(), second, third.clone()]);
        file.write(&third).unwrap();
        assert_eq!(file.read().unwrap(), [third]);
        assert!(matches!(file.read_of(&first.seal), Err(SealError::OtherSeal { .. })));
        // A power cut may leave the present key in pieces, and the new one whole.
        file.prepare(&first).unwrap();
        file.file.write_all_at(b"x", 20).unwrap();
        assert_eq!(file.read_of(&first.seal).unwrap(), first);
        for _ in 0..100 {
            file.prepare(&first).unwrap();
            assert_eq!(file.read_of(&first.seal).unwrap(), first);
        }
        assert!(file.file.metadata().unwrap().len() <= LONGEST);
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
