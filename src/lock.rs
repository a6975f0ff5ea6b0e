//! The run lock: one `run-jobs` at a time per store.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use thiserror::Error;

use crate::address::StoreAddress;
use crate::clock::Clock;
use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::model::Activity;
use crate::own_file::{self, OwnFileError};
use crate::stop::Stop;
use crate::store::{LockScope, ServerLock, StoreError};

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// How long to try if no waiting time is given.
const GRACE: Duration = Duration::from_millis(150);

/// A held lock; released when it is dropped, and by the system when the process is killed.
#[derive(Debug)]
pub(crate) enum RunLock {
    /// That of a store in a file.
    File(FileLock),
    /// That of a store on a server.
    Server(ServerLock),
}

/// A lock in a file beside the store.
#[derive(Debug)]
pub(crate) struct FileLock {
    file: File,
    /// Who holds it and since when.
    holder: String,
}

/// What the holder of a lock says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LockHolder {
    /// What its run is at; `None` if it is no run, or one of an earlier version.
    pub(crate) activity: Option<Activity>,
}

/// Called with the holder of the lock that a command waits for; `None` if it was interrupted meanwhile.
pub(crate) type WaitNotice<'a> = &'a dyn Fn(Option<&Phrase>);

/// A lock that could not be taken.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum LockError {
    Held {
        store: StoreAddress,
        holder: Phrase,
    },
    /// The program was asked to stop while it waited, by the signal with that number.
    Interrupted(usize),
    File {
        path: PathBuf,
        source: io::Error,
    },
    Unusable(#[source] OwnFileError),
    /// The server that has the store.
    Server(#[source] StoreError),
}

impl Explain for LockError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Held { store, holder } => Phrase::new("lock-held").with("store", store).because(holder.clone()),
            Self::Interrupted(_) => Phrase::new("lock-interrupted"),
            Self::File { path, source } => {
                Phrase::new("lock-file").with("file", path.display()).because(source.phrase())
            }
            Self::Unusable(error) => Phrase::new("lock-unusable").because(error.phrase()),
            Self::Server(error) => error.phrase(),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Held { .. } => FailureKind::Locked,
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::Server(error) => error.kind(),
            Self::File { .. } | Self::Unusable(_) => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Unusable(error) => error.hint(),
            Self::File { source, .. } => source.hint(),
            Self::Server(error) => error.hint(),
            Self::Held { .. } | Self::Interrupted(_) => self.phrase().hint(),
        }
    }

    fn lacks_store_path(&self) -> bool {
        matches!(self, Self::Server(error) if error.lacks_store_path())
    }
}

impl RunLock {
    /// Whether no run has ever taken the lock of a store, so that to take it would leave a trace.
    pub(crate) fn is_untouched(store: &StoreAddress) -> bool {
        store.file().is_some_and(|file| !FileLock::path(file).exists())
    }

    /// Returns who holds the lock of a store at this moment; `None` if nobody does.
    pub(crate) fn holder(store: &StoreAddress) -> Option<LockHolder> {
        match store {
            StoreAddress::File(path) => FileLock::holder(path),
            StoreAddress::Server(server) => {
                let holder = ServerLock::holder(server)?;
                Some(LockHolder { activity: holder.activity })
            }
        }
    }

    /// Says in the lock what the run is at. If that cannot be written, others know less about the run, and no more.
    pub(crate) fn note(&self, activity: &Activity) {
        match self {
            Self::File(lock) => lock.note(activity),
            Self::Server(lock) => lock.note(activity),
        }
    }

    /// Makes sure that the lock is still held.
    ///
    /// # Errors
    /// It was lost with the connection to the server, and another run has taken it.
    pub(crate) fn renew(&self) -> Result<(), LockError> {
        match self {
            // It is the open file's.
            Self::File(_) => Ok(()),
            Self::Server(lock) if lock.renew().map_err(LockError::Server)? => Ok(()),
            Self::Server(lock) => {
                let store = StoreAddress::Server(Box::new(lock.address().clone()));
                Err(LockError::Held { store, holder: holder_phrase(&lock.present_holder()) })
            }
        }
    }

    /// Tells the lock that there is a store by now. In a file it gets the permissions of the store, so that all who may write
    /// the store can take it; on a server it can say who holds it.
    pub(crate) fn settle(&self, store: &StoreAddress) {
        match self {
            Self::File(lock) => {
                if let Some(store) = store.file() {
                    own_file::adopt_permissions(&lock.file, store);
                }
            }
            Self::Server(lock) => lock.say_holder(),
        }
    }

    /// Takes the lock of a store, waiting for it up to `wait` or until the program is asked to stop; `notice` hears for whom.
    ///
    /// # Errors
    /// Another run holds the lock; the error says who and since when.
    pub(crate) fn acquire(
        store: &StoreAddress,
        wait: Duration,
        notice: Option<WaitNotice<'_>>,
        (actor, clock, stop): (&str, Clock, &Stop),
        scope: &LockScope,
    ) -> Result<Self, LockError> {
        let waiting = Waiting { store, wait, notice, stop };
        match store {
            StoreAddress::File(path) => FileLock::acquire(path, &waiting, || holder_now(actor, clock)).map(Self::File),
            StoreAddress::Server(server) => {
                let lock = ServerLock::new(server, scope, holder_now(actor, clock)).map_err(LockError::Server)?;
                let attempt = || lock.attempt().map_err(LockError::Server);
                waiting.take(Duration::ZERO, attempt, || Ok(holder_phrase(&lock.present_holder())))?;
                lock.say_holder();
                Ok(Self::Server(lock))
            }
        }
    }
}

/// How a command waits for the lock of a store.
struct Waiting<'a> {
    store: &'a StoreAddress,
    wait: Duration,
    notice: Option<WaitNotice<'a>>,
    stop: &'a Stop,
}

impl Waiting<'_> {
    /// Tries until the lock is taken, at least for the time of `grace`, in which nobody hears for whom.
    ///
    /// # Errors
    /// Another one holds the lock when the time is over, as `holder` says; the program was asked to stop; and those of `attempt`.
    fn take(
        &self,
        grace: Duration,
        attempt: impl Fn() -> Result<bool, LockError>,
        holder: impl Fn() -> Result<Phrase, LockError>,
    ) -> Result<(), LockError> {
        let begun = Instant::now();
        let deadline = begun.checked_add(self.wait.max(grace));
        let notice = self.notice.filter(|_| self.wait > grace);
        let mut is_noticed = false;
        while !attempt()? {
            if let Some(signal) = self.stop.signal() {
                if let Some(notice) = notice.filter(|_| is_noticed) {
                    notice(None);
                }
                return Err(LockError::Interrupted(signal));
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Err(LockError::Held { store: self.store.clone(), holder: holder()? });
            }
            if let Some(notice) = notice.filter(|_| !is_noticed && begun.elapsed() > grace) {
                is_noticed = true;
                notice(Some(&holder()?));
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl FileLock {
    /// Returns the lock's file, next to the store. A store that is reached through a link has the same lock.
    fn path(store: &Path) -> PathBuf {
        own_file::beside(store, own_file::LOCK)
    }

    fn holder(store: &Path) -> Option<LockHolder> {
        let file = own_file::open(&Self::path(store), OpenOptions::new().read(true)).ok()?;
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)).then(|| LockHolder::read(&file))
    }

    fn note(&self, activity: &Activity) {
        let _ = write(&self.file, &format!("{}\n{}\n", self.holder, activity.to_json()));
    }

    /// Takes the lock; `holder` says who does when that is done.
    fn acquire(store: &Path, waiting: &Waiting<'_>, holder: impl FnOnce() -> String) -> Result<Self, LockError> {
        let path = Self::path(store);
        let failed = |source| LockError::File { path: path.clone(), source };

        let options = OpenOptions::new().read(true).write(true).clone();
        let file = own_file::open_or_create(&path, &options, store).map_err(LockError::Unusable)?;
        let attempt = || match file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        };
        // A `status` that checks whether the lock is held takes it for a moment.
        waiting.take(GRACE, attempt, || holder_of(&file).map_err(failed))?;
        // The store may have got another owner or other permissions since the lock was created.
        own_file::adopt_permissions(&file, store);
        let holder = holder();
        // The empty line hides what the last holder said, before it is cut off.
        write(&file, &format!("{holder}\n\n")).map_err(failed)?;
        Ok(Self { file, holder })
    }
}

/// Returns who takes a lock now, as it says that.
fn holder_now(actor: &str, clock: Clock) -> String {
    format!("{actor}, process {}, since {}", std::process::id(), clock.now().local())
}

/// Reads who holds the lock and since when.
fn holder_of(file: &File) -> io::Result<Phrase> {
    Ok(holder_phrase(read(file)?.lines().next().unwrap_or_default()))
}

/// Returns who holds the lock, as the lock says it in English; what no version wrote stays as it is.
fn holder_phrase(line: &str) -> Phrase {
    let parts = || {
        let (rest, since) = line.rsplit_once(", since ")?;
        let (actor, process) = rest.rsplit_once(", process ")?;
        Some(Phrase::new("lock-holder").with("actor", actor).with("process", process).with("since", since))
    };
    parts().unwrap_or_else(|| Phrase::verbatim(line))
}

/// Reads the content of the lock. The holder may be replacing it, so its end may be in the middle of a character.
fn read(mut file: &File) -> io::Result<String> {
    let mut content = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut content)?;
    Ok(String::from_utf8_lossy(&content).into_owned())
}

/// Replaces the content of the lock. A reader may see the end of the content before, but never an empty lock.
fn write(mut file: &File, content: &str) -> io::Result<()> {
    file.rewind()?;
    file.write_all(content.as_bytes())?;
    file.set_len(content.len() as u64)
}

impl LockHolder {
    /// Reads what the holder says in the lock, in its second line.
    fn read(file: &File) -> Self {
        // What cannot be read says nothing; that the lock is held is known.
        let content = read(file).unwrap_or_default();
        Self { activity: content.lines().nth(1).and_then(Activity::from_json) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Job, Timestamp};

    /// Takes a lock if nobody holds it.
    fn take(store: &StoreAddress) -> Result<RunLock, LockError> {
        let taker = ("ann@hq", Clock::system(), &Stop::default());
        RunLock::acquire(store, Duration::ZERO, None, taker, &LockScope::Whole)
    }

    #[test]
    fn a_second_run_hears_who_holds_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let store = StoreAddress::from(folder.path().join("headquarters.db"));
        let take = || take(&store);
        let first = take().unwrap();
        let message = take().unwrap_err().to_string();
        assert!(message.contains("ann@hq, process"), "{message}");
        drop(first);
        assert!(take().is_ok());
    }

    #[test]
    fn a_holder_reads_in_english_as_the_lock_has_it() {
        for (line, is_known) in [
            ("ann@hq, process 7, since 2026-11-16 09:30:00", true),
            ("ann, process 1, since@hq, process 7, since 2026-11-16 09:30:00", true),
            ("", false),
            ("ann@hq", false),
        ] {
            let holder = holder_phrase(line);
            assert_eq!((holder.to_string().as_str(), holder != Phrase::verbatim(line)), (line, is_known));
        }
    }

    #[test]
    fn half_a_character_in_the_lock_hides_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let store = StoreAddress::from(folder.path().join("headquarters.db"));
        let take = || take(&store);
        let first = take().unwrap();
        let activity =
            Activity { run: Some(7), is_rehearsal: false, jobs: vec![Job::Sync], since: Timestamp(3), step: None };
        first.note(&activity);
        OpenOptions::new()
            .append(true)
            .open(FileLock::path(store.file().unwrap()))
            .unwrap()
            .write_all(b"\xe2\x82")
            .unwrap();
        let message = take().unwrap_err().to_string();
        assert!(message.contains("ann@hq, process"), "{message}");
        assert_eq!(RunLock::holder(&store), Some(LockHolder { activity: Some(activity) }));
    }

    #[test]
    fn the_lock_says_what_its_holder_is_at() {
        let folder = tempfile::tempdir().unwrap();
        let store = StoreAddress::from(folder.path().join("headquarters.db"));
        assert_eq!(RunLock::holder(&store), None);
        let lock = RunLock::acquire(
            &store,
            Duration::ZERO,
            None,
            ("ann@hq", Clock::system(), &Stop::default()),
            &LockScope::Whole,
        )
        .unwrap();
        assert_eq!(RunLock::holder(&store), Some(LockHolder { activity: None }));
        for run in [Some(12_345), None, Some(7)] {
            let activity =
                Activity { run, is_rehearsal: false, jobs: vec![Job::Sync], since: Timestamp(3), step: None };
            lock.note(&activity);
            assert_eq!(RunLock::holder(&store), Some(LockHolder { activity: Some(activity) }));
        }
        drop(lock);
        assert_eq!(RunLock::holder(&store), None);
    }
}
