//! An open store, and reading one state of it.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::ops::Deref;
use std::os::unix::fs::MetadataExt as _;
use std::sync::Arc;
use std::time::Duration;

#[cfg(test)]
use super::database::StatementCount;
use super::database::{Database, Purpose};
use super::desk::Desk;
use super::error::Result;
use super::log_access::FrozenStore;
use super::place::PlaceError;
use super::trail_end::TrailEnd;
use crate::address::StoreAddress;
use crate::clock::Clock;
use crate::model::{Layout, Timestamp};
use crate::witness::Anchoring;

/// An open store.
pub(crate) struct Store {
    pub(super) database: Database,
    /// What an open transaction holds back.
    pub(super) desk: RefCell<Desk>,
    /// Whether everything happens in one transaction, which is rolled back at the end.
    pub(super) is_rehearsal: bool,
    pub(super) clock: Clock,
    pub(super) layouts: RefCell<HashMap<i64, Arc<Layout>>>,
    /// Where the end of the trail is noted when the store is closed.
    pub(super) anchoring: Option<Anchoring>,
    /// Whether entries were appended through this handle.
    pub(super) has_appended: Cell<bool>,
    /// Whether the key of the seal was moved on through this handle.
    pub(super) has_moved_seal: Cell<bool>,
    /// The end of the trail after what was written last through this handle.
    pub(super) trail_end: RefCell<Option<TrailEnd>>,
    /// Where it is.
    pub(super) address: StoreAddress,
    /// Whether what it writes has to be moved from the log to the store's file in the end.
    pub(super) is_writer: bool,
    /// The state of a store that is read without a log.
    pub(super) frozen: Option<FrozenStore>,
    /// The file that this run has locked. It is closed after the connection: that would release SQLite's own locks.
    pub(super) claim: Option<File>,
}

impl Store {
    /// Locks the store's file for a run, whatever its name: the run lock beside it is found by the name alone. A store that is
    /// no file has one name, and one that does not exist has none.
    ///
    /// # Errors
    /// [`PlaceError::RunElsewhere`] if another run has locked it.
    pub(crate) fn claim(&mut self) -> Result<()> {
        let Some(path) = self.address.file().filter(|path| path.exists()) else { return Ok(()) };
        let file = File::open(path)?;
        let lock = file.try_lock();
        self.claim = Some(file);
        match lock {
            Err(TryLockError::WouldBlock) => Err(PlaceError::RunElsewhere.into()),
            // A file system that has no such locks has the run lock alone.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
        }
    }

    /// Checks that the store's path still leads to the file that this run has locked.
    ///
    /// # Errors
    /// [`PlaceError::Replaced`] if it does not.
    pub(super) fn check_claimed(&self) -> Result<()> {
        let (Some(claim), Some(path)) = (&self.claim, self.address.file()) else { return Ok(()) };
        let (ours, present) = (claim.metadata()?, fs::metadata(path)?);
        let is_same = (ours.dev(), ours.ino()) == (present.dev(), present.ino());
        if is_same { Ok(()) } else { Err(PlaceError::Replaced.into()) }
    }

    /// Counts the statements of this handle from now on, and lets one fail if the count is told to.
    #[cfg(test)]
    pub(crate) fn count_statements(&mut self) -> StatementCount {
        self.database.count_statements().unwrap()
    }

    /// Takes the state that the store had when it was opened, if it is read without a log: what was read is right if the
    /// store is still in that state.
    pub(crate) fn take_frozen(&mut self) -> Option<FrozenStore> {
        self.frozen.take()
    }

    /// Waits no longer than that for another process's transaction, from now on.
    pub(crate) fn wait_at_most(&self, patience: Duration) -> Result<()> {
        self.database.wait_at_most(patience)
    }

    /// Whether the user may write the store's file, whatever it was opened for. What a server lets the user do, it says when
    /// that is tried.
    pub(crate) fn may_write(&self) -> bool {
        self.address.file().is_none_or(|path| rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok())
    }

    /// Whether nothing that is written here is kept.
    pub(crate) fn is_rehearsal(&self) -> bool {
        self.is_rehearsal
    }

    /// Returns what its transactions that write are for.
    pub(super) fn purpose(&self) -> Purpose {
        if self.is_rehearsal { Purpose::Rehearsal } else { Purpose::Write }
    }

    /// Returns the present, by the clock that the store was opened with.
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Begins to read one state of the store, however many statements it takes and whatever others write meanwhile.
    ///
    /// It also saves a lock and an unlock for each statement.
    pub(crate) fn snapshot(&self) -> Result<Snapshot<'_>> {
        // Inside a transaction, a snapshot or a rehearsal there is one state already.
        let is_outermost = !self.database.is_in_transaction();
        if is_outermost {
            self.database.begin(Purpose::Snapshot)?;
        }
        Ok(Snapshot { store: self, is_outermost })
    }

    /// Returns when the store was created, in microseconds since 1970.
    pub(crate) fn created(&self) -> Result<i64> {
        self.settled()?.only("SELECT created FROM store", &[], |row| row.get(0))
    }

    /// Returns the store's identity, by which a channel tells one headquarters from another.
    pub(crate) fn identity(&self) -> Result<String> {
        self.settled()?.only("SELECT id FROM store", &[], |row| row.get(0))
    }

    /// Returns the database, with everything written to it that a transaction still holds back: what is read there is what
    /// has been done so far.
    pub(super) fn settled(&self) -> Result<&Database> {
        self.write_out()?;
        Ok(&self.database)
    }
}

impl Drop for Store {
    /// Notes the end of the trail, and moves what was written from the log to the store's file. The log stays, empty: a
    /// reader who may not create it needs it to see what others write later.
    fn drop(&mut self) {
        self.note_end();
        self.sync_seal();
        if self.is_writer
            && let Some(sqlite) = self.database.sqlite()
        {
            // Others who read or write need not be waited for: the last of them moves the rest.
            let _ = sqlite.wait_at_most(Duration::ZERO);
            let _ = sqlite.move_log();
        }
    }
}

/// One state of the store; reading it ends when it is dropped.
pub(crate) struct Snapshot<'s> {
    store: &'s Store,
    /// Whether it began the transaction that it reads in.
    is_outermost: bool,
}

impl Deref for Snapshot<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if self.is_outermost {
            // Nothing was written, so nothing can be lost.
            self.store.database.roll_back(Purpose::Snapshot);
        }
    }
}
