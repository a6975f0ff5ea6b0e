//! The run lock: one `run-jobs` at a time per store.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::clock::Clock;
use crate::failure::{Explain, FailureKind};
use crate::own_file::{self, OwnFileError};
use crate::stop::Stop;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// How long to try if no waiting time is given.
const GRACE: Duration = Duration::from_millis(150);

/// A held lock; released when it is dropped, and by the system when the process is killed.
#[derive(Debug)]
pub(crate) struct RunLock {
    _file: File,
}

/// A lock that could not be taken.
#[derive(Debug, Error)]
pub(crate) enum LockError {
    #[error("another run holds the lock of store `{}`: {holder}", store.display())]
    Held { store: PathBuf, holder: String },
    /// The program was asked to stop while it waited, by the signal with that number.
    #[error("interrupted while waiting for the lock")]
    Interrupted(usize),
    #[error("the lock `{}` cannot be used", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("the lock cannot be used")]
    Unusable(#[source] OwnFileError),
}

impl Explain for LockError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Held { .. } => FailureKind::Locked,
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::File { .. } | Self::Unusable(_) => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Held { .. } => Some("`--wait 5m` waits for it".to_owned()),
            Self::Unusable(error) => error.hint(),
            Self::File { source, .. } => source.hint(),
            Self::Interrupted(_) => None,
        }
    }
}

impl RunLock {
    /// Returns the lock's file, next to the store. A store that is reached through a link has the same lock.
    pub(crate) fn path(store: &Path) -> PathBuf {
        let real = store.canonicalize().unwrap_or_else(|_| store.to_owned());
        let mut name = real.into_os_string();
        name.push(".lock");
        PathBuf::from(name)
    }

    /// Whether a run holds the lock of a store at this moment.
    pub(crate) fn is_held(store: &Path) -> bool {
        own_file::open(&Self::path(store), OpenOptions::new().read(true))
            .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    /// Takes the lock of a store, waiting for it up to `wait` or until the program is asked to stop.
    ///
    /// # Errors
    /// Another run holds the lock; the error says who and since when.
    pub(crate) fn acquire(
        store: &Path,
        wait: Duration,
        actor: &str,
        clock: Clock,
        stop: &Stop,
    ) -> Result<Self, LockError> {
        let path = Self::path(store);
        let failed = |source| LockError::File { path: path.clone(), source };

        let options = OpenOptions::new().read(true).write(true).clone();
        let mut file = own_file::open_or_create(&path, &options, store).map_err(LockError::Unusable)?;
        // A `status` that checks whether the lock is held takes it for a moment.
        let deadline = Instant::now().checked_add(wait.max(GRACE));
        let may_wait = || deadline.is_none_or(|deadline| Instant::now() < deadline);
        loop {
            match (file.try_lock(), stop.signal()) {
                (Ok(()), _) => break,
                (Err(TryLockError::WouldBlock), Some(signal)) => return Err(LockError::Interrupted(signal)),
                (Err(TryLockError::WouldBlock), None) if may_wait() => thread::sleep(PAUSE),
                (Err(TryLockError::WouldBlock), None) => {
                    let mut holder = String::new();
                    file.read_to_string(&mut holder).map_err(failed)?;
                    return Err(LockError::Held { store: store.to_owned(), holder });
                }
                (Err(TryLockError::Error(error)), _) => return Err(failed(error)),
            }
        }
        // The store may have got another owner or other permissions since the lock was created.
        own_file::adopt_permissions(&file, store);
        let content = format!("{actor}, process {}, since {}", std::process::id(), clock.now().local());
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
        let take = || RunLock::acquire(&store, Duration::ZERO, "ann@hq", Clock::system(), &Stop::default());
        let first = take().unwrap();
        let message = take().unwrap_err().to_string();
        assert!(message.contains("ann@hq, process"), "{message}");
        drop(first);
        assert!(take().is_ok());
    }
}
