//! The run lock: one `run-jobs` at a time per store.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::engine::Stop;
use crate::model::Timestamp;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// A held lock; released when it is dropped, and by the system when the process is killed.
#[derive(Debug)]
pub(crate) struct RunLock {
    _file: File,
}

/// A lock that could not be taken.
#[derive(Debug, Error)]
pub(crate) enum LockError {
    #[error("another run holds the lock: {holder}")]
    Held { holder: String },
    #[error("the lock `{}` cannot be used", path.display())]
    File { path: PathBuf, source: io::Error },
}

impl RunLock {
    /// Takes the lock of a store, waiting for it up to `wait` or until the program is asked to stop.
    ///
    /// # Errors
    /// Says who holds it since when.
    pub(crate) fn acquire(store: &Path, wait: Duration, actor: &str, stop: &Stop) -> Result<Self, LockError> {
        let mut name = store.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let failed = |source| LockError::File { path: path.clone(), source };

        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(failed)?;
        let deadline = Instant::now() + wait;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < deadline && stop.signal().is_none() => {
                    thread::sleep(PAUSE);
                }
                Err(TryLockError::WouldBlock) => {
                    let mut holder = String::new();
                    file.read_to_string(&mut holder).map_err(failed)?;
                    return Err(LockError::Held { holder });
                }
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
        let content = format!("{actor}, process {}, since {}", std::process::id(), Timestamp::now().local());
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(content.as_bytes()))
            .map_err(failed)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_hears_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("headquarters.db");
        let take = || RunLock::acquire(&store, Duration::ZERO, "ann@hq", &Stop::default());
        let first = take().unwrap();
        let message = take().unwrap_err().to_string();
        assert!(message.contains("ann@hq, process"), "{message}");
        drop(first);
        assert!(take().is_ok());
    }
}
