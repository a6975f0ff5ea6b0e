//! An open store, and reading one state of it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;

use super::error::Result;
use crate::model::Layout;
use crate::trail::Author;

/// An open store.
pub(crate) struct Store {
    pub(super) connection: Connection,
    /// Whether one transaction is around everything, to be rolled back at the end.
    pub(super) rehearsal: bool,
    pub(super) layouts: RefCell<HashMap<i64, Arc<Layout>>>,
    /// Who writes, for the audit trail.
    pub(super) author: RefCell<Author>,
}

impl Store {
    /// Begins to read one state of the store, however many statements it takes and whatever others write meanwhile.
    ///
    /// It also saves a lock and an unlock for each statement.
    pub(crate) fn snapshot(&self) -> Result<Snapshot<'_>> {
        if !self.rehearsal {
            self.connection.execute_batch("BEGIN DEFERRED")?;
        }
        Ok(Snapshot { store: self })
    }

    /// The store's identity, by which a channel tells one headquarters from another.
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
}

impl Deref for Snapshot<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if !self.store.rehearsal {
            // Nothing was written, so nothing can be lost if this fails.
            let _ = self.store.connection.execute_batch("COMMIT");
        }
    }
}
