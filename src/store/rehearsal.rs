//! Rehearsing on a store: everything happens in one transaction, which is rolled back in the end.

use super::database::{Database, Purpose, SqliteDatabase};
use super::error::Result;
use super::handle::Store;
use super::migrations;
use crate::address::StoreAddress;
use crate::clock::Clock;
use crate::trail::Author;

/// KiB of page cache: holds the index pages that a batch touches (measured in `benches/README.md`).
pub(super) const CACHE_KIB: i64 = 36_864;

impl Store {
    /// Begins the transaction that is rolled back in the end. An older store stays as it is.
    pub(super) fn begin_rehearsal(&mut self, author: &Author) -> Result<()> {
        self.is_rehearsal = true;
        self.database.begin(Purpose::Write)?;
        while migrations::apply_next(&self.database, author, self.clock)? {}
        Ok(())
    }
}

/// Rehearses on a store that is not there yet: nothing of it is kept.
pub(super) fn rehearse_new_store(address: &StoreAddress, author: &Author, clock: Clock) -> Result<Store> {
    let mut store = Store::around(Database::Sqlite(temporary()?), address.clone(), clock);
    store.begin_rehearsal(author)?;
    Ok(store)
}

/// Opens a store that is gone once it is closed.
pub(super) fn temporary() -> Result<SqliteDatabase> {
    let database = SqliteDatabase::temporary()?;
    database.configure(CACHE_KIB)?;
    Ok(database)
}
