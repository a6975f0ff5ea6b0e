//! A copy that is being made.

use std::ops::ControlFlow;

use super::chunk::{CopyChunk, key_text};
use super::fault::CopyFault;
use super::mark::{CopiedRows, CopyMark, CopyOrigin};
use super::reading::{RowRange, sum_rows};
use super::row_sum::RowSum;
use super::tables::{CopiedTable, STORE, TABLES};
use crate::address::StoreAddress;
use crate::clock::Clock;
use crate::model::hex;
use crate::store::database::{Database, Purpose, params};
use crate::store::error::{Result, StoreError};
use crate::store::handle::Store;
use crate::store::migrations::{self, DatabaseKind, HALF_COPY, NEWEST};
use crate::store::server;
use crate::store::trail::chain_end;

/// What a function of a copy returns.
type Copied<T> = std::result::Result<T, CopyFault>;

/// A half-made copy, open for writing.
pub(crate) struct HalfCopy {
    store: Store,
    mark: CopyMark,
    /// Whether an earlier command began it.
    pub(crate) was_begun: bool,
}

impl HalfCopy {
    /// Begins a copy of that state of a store in a place that is empty, or goes on with one.
    ///
    /// # Errors
    /// Something else is there, or it cannot be written.
    pub(crate) fn open(address: &StoreAddress, clock: Clock, origin: CopyOrigin) -> Copied<Self> {
        let (store, kind) = Store::open_for_copy(address, clock).map_err(CopyFault::Target)?;
        match kind {
            DatabaseKind::Blank => Self::begin(store, CopyMark::new(origin)).map_err(CopyFault::Target),
            DatabaseKind::HalfCopy => Self::go_on(store, &origin),
            DatabaseKind::Current | DatabaseKind::Older => {
                // What cannot be read is no copy that could be told of.
                let is_copy = store.copy_origin().is_ok_and(|found| found == origin);
                Err(CopyFault::Whole { is_copy })
            }
        }
    }

    fn begin(store: Store, mark: CopyMark) -> Result<Self> {
        within_transaction(&store.database, |database| {
            match database.sqlite() {
                Some(_) => migrations::lay_out(database)?,
                None => server::lay_out(database)?,
            }
            database.execute(&format!("CREATE TABLE {HALF_COPY} (mark TEXT NOT NULL)"), &[])?;
            database.execute(&format!("INSERT INTO {HALF_COPY} (mark) VALUES (?1)"), &params![text_of(&mark)?])?;
            Ok(())
        })?;
        Ok(Self { store, mark, was_begun: false })
    }

    fn go_on(store: Store, origin: &CopyOrigin) -> Copied<Self> {
        let sql = format!("SELECT mark FROM {HALF_COPY}");
        let text: Option<String> = store.database.one(&sql, &[], |row| row.get(0)).map_err(CopyFault::Target)?;
        let mark: Option<CopyMark> = text.and_then(|text| serde_json::from_str(&text).ok());
        match mark.filter(|mark| mark.schema == NEWEST) {
            None => Err(CopyFault::OtherVersion),
            Some(mark) if mark.origin.store != origin.store => Err(CopyFault::OtherSource { store: mark.origin.store }),
            Some(mark) if mark.origin != *origin => Err(CopyFault::WentOn),
            Some(mark) => Ok(Self { store, mark, was_begun: true }),
        }
    }

    /// Returns how far a table is.
    ///
    /// # Errors
    /// The copy does not say that as this version of the program does.
    pub(crate) fn progress(&self, table: &CopiedTable) -> Copied<CopiedRows> {
        self.mark.progress(table).ok_or(CopyFault::OtherVersion)
    }

    /// Writes some rows of a table after those that `progress` is about, and moves that on.
    ///
    /// # Errors
    /// A row is not taken, or the copy cannot be written; then none of these rows are.
    pub(crate) fn write(&mut self, chunk: &CopyChunk, progress: &mut CopiedRows) -> Copied<()> {
        let next = CopiedRows {
            sum: progress.sum.and(&chunk.sum),
            after: chunk.last_key().or_else(|| progress.after.clone()),
            is_whole: false,
        };
        match self.write_with(chunk.table, &next, |database| chunk.table.insert(database, &chunk.values)) {
            Err(error) if error.is_of_a_row() => {
                return Err(self.first_refused(chunk)?.unwrap_or(CopyFault::Target(error)));
            }
            written => written.map_err(CopyFault::Target)?,
        }
        *progress = next;
        Ok(())
    }

    /// Notes that a table has all rows.
    ///
    /// # Errors
    /// The copy cannot be written.
    pub(crate) fn end_table(&mut self, table: &CopiedTable, progress: &mut CopiedRows) -> Copied<()> {
        let next = CopiedRows { is_whole: true, ..progress.clone() };
        self.write_with(table, &next, |_| Ok(())).map_err(CopyFault::Target)?;
        *progress = next;
        Ok(())
    }

    /// Writes to a table, and notes how far it is then.
    fn write_with(
        &mut self,
        table: &CopiedTable,
        progress: &CopiedRows,
        write: impl FnOnce(&Database) -> Result<()>,
    ) -> Result<()> {
        let mut mark = self.mark.clone();
        mark.note(table, progress);
        let (text, before) = (text_of(&mark)?, text_of(&self.mark)?);
        within_transaction(&self.store.database, |database| {
            let sql = format!("UPDATE {HALF_COPY} SET mark = ?1 WHERE mark = ?2");
            check_alone(database.execute(&sql, &params![text, before]))?;
            write(database)
        })?;
        self.mark = mark;
        Ok(())
    }

    /// Returns the first row of a chunk that the copy does not take, which is found by writing them one by one.
    fn first_refused(&self, chunk: &CopyChunk) -> Copied<Option<CopyFault>> {
        let database = &self.store.database;
        begin(database).map_err(CopyFault::Target)?;
        let refused = chunk.each_row().find_map(|row| match chunk.table.insert(database, row) {
            Ok(()) => None,
            Err(source) => {
                let (table, key) = (chunk.table.name, key_text(&row[..chunk.table.key]));
                Some(CopyFault::Refused { table, key, source })
            }
        });
        database.roll_back(Purpose::Write);
        Ok(refused)
    }

    /// Returns the sum of the rows of a table as they are in the copy; `look` hears of each so many rows, and ends the reading
    /// if it breaks.
    ///
    /// # Errors
    /// The copy cannot be read.
    pub(crate) fn sum(
        &self,
        table: &'static CopiedTable,
        look: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Copied<RowSum> {
        sum_rows(&self.store.database, table, RowRange::All, look).map_err(CopyFault::of_target)
    }

    /// Lets a server know its tables now that they are filled. A file has no need of it.
    ///
    /// # Errors
    /// The server cannot be reached any more.
    pub(crate) fn analyze(&self) -> Copied<()> {
        let database = &self.store.database;
        if database.sqlite().is_some() {
            return Ok(());
        }
        TABLES.iter().try_for_each(|table| server::analyze(database, table.name)).map_err(CopyFault::Target)
    }

    /// Makes the copy a store, by the row that says which one it is. Its audit trail ends as that of the store that was copied.
    ///
    /// # Errors
    /// The copy differs, or cannot be written; it is a half-made one then.
    pub(crate) fn finish(self, store_row: &CopyChunk) -> Copied<Store> {
        let database = &self.store.database;
        let end = chain_end(database).map_err(CopyFault::Target)?;
        let is_head =
            end.is_some_and(|end| end.id == self.mark.origin.entry && hex(&end.hash) == self.mark.origin.head);
        if !is_head {
            return Err(CopyFault::Differs { table: "entry" });
        }
        let mark = text_of(&self.mark).map_err(CopyFault::Target)?;
        begin(database).map_err(CopyFault::Target)?;
        let ended = Self::become_store(database, store_row, &mark)
            .and_then(|()| database.commit(Purpose::Write).map_err(CopyFault::Target));
        if let Err(fault) = ended {
            database.roll_back(Purpose::Write);
            return Err(fault);
        }
        // The end of its trail is noted beside it, as after any command that wrote to a store.
        self.store.has_appended.set(true);
        Ok(self.store)
    }

    fn become_store(database: &Database, store_row: &CopyChunk, mark: &str) -> Copied<()> {
        let removed = database.execute(&format!("DELETE FROM {HALF_COPY} WHERE mark = ?1"), &params![mark]);
        check_alone(removed).map_err(CopyFault::Target)?;
        let inserted = match database.sqlite() {
            Some(_) => STORE.insert(database, &store_row.values),
            None => server::insert_store_row(database, &STORE.names(), &store_row.values),
        };
        inserted.map_err(CopyFault::Target)?;
        let written = sum_rows(database, &STORE, RowRange::All, &mut |_| ControlFlow::Continue(()));
        if written.map_err(CopyFault::of_target)? != store_row.sum {
            return Err(CopyFault::Differs { table: STORE.name });
        }
        database.execute(&format!("DROP TABLE {HALF_COPY}"), &[]).map_err(CopyFault::Target)?;
        Ok(())
    }

    /// Counts the statements of the copy from now on, and lets one fail if the count is told to.
    #[cfg(test)]
    pub(crate) fn count_statements(&mut self) -> crate::store::database::StatementCount {
        self.store.count_statements()
    }
}

/// Returns what a half-made copy says of itself.
fn text_of(mark: &CopyMark) -> Result<String> {
    serde_json::to_string(mark).map_err(|error| StoreError::Database(Box::new(error)))
}

/// Checks that the mark was changed that was read: nobody else has gone on with the copy. The run lock of a server ends when its
/// connection is lost, so it alone does not keep two copies apart.
fn check_alone(changed: Result<usize>) -> Result<()> {
    match changed {
        Ok(1) => Ok(()),
        // The other one has even finished it, so that the mark's table is gone.
        Ok(_) | Err(StoreError::Damaged(_)) => Err(StoreError::Locked),
        Err(error) => Err(error),
    }
}

/// Begins a transaction that writes.
fn begin(database: &Database) -> Result<()> {
    match database.sqlite() {
        Some(_) => database.begin(Purpose::Write),
        None => server::begin_copying(database),
    }
}

/// Writes in a transaction; if that fails, nothing is written.
fn within_transaction(database: &Database, write: impl FnOnce(&Database) -> Result<()>) -> Result<()> {
    begin(database)?;
    let written = write(database).and_then(|()| database.commit(Purpose::Write));
    if written.is_err() {
        database.roll_back(Purpose::Write);
    }
    written
}
