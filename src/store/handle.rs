//! An open store, and reading one state of it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;

use super::error::Result;
use crate::clock::Clock;
use crate::model::{Layout, Timestamp};

/// An open store.
pub(crate) struct Store {
    pub(super) connection: Connection,
    /// Whether everything happens in one transaction, which is rolled back at the end.
    pub(super) is_rehearsal: bool,
    pub(super) clock: Clock,
    pub(super) layouts: RefCell<HashMap<i64, Arc<Layout>>>,
}

impl Store {
    /// Whether nothing that is written here is kept.
    pub(crate) fn is_rehearsal(&self) -> bool {
        self.is_rehearsal
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
        let is_outermost = self.connection.is_autocommit();
        if is_outermost {
            self.connection.execute_batch("BEGIN DEFERRED")?;
        }
        Ok(Snapshot { store: self, is_outermost })
    }

    /// Returns the store's identity, by which a channel tells one headquarters from another.
    pub(crate) fn identity(&self) -> Result<String> {
        Ok(self.connection.query_row("SELECT id FROM store", [], |row| row.get(0))?)
    }

    /// Runs an UPDATE, INSERT or DELETE that is prepared once.
    pub(super) fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize> {
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)?)
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
            // Nothing was written, so nothing can be lost if this fails.
            let _ = self.store.connection.execute_batch("COMMIT");
        }
    }
}
