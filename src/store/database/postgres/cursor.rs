//! Rows that are read some at a time, while other statements run.

use std::vec;

use postgres::Row as SentRow;

use super::connection::{PostgresDatabase, given};
use super::row::PostgresRow;
use crate::store::database::param::Param;
use crate::store::database::sets::Purpose;
use crate::store::error::Result;

/// The rows that are asked for first; then as many as have [`BYTES`].
const FIRST: usize = 500;

/// The most rows that are asked for at once.
const MOST: usize = 4_000;

/// The bytes of rows to ask for at once.
const BYTES: usize = 4 << 20;

/// An open cursor. Outside of a transaction it opens one for itself.
pub(super) struct Cursor<'d> {
    database: &'d PostgresDatabase,
    name: String,
    /// Whether it opened the transaction that it reads in.
    is_outermost: bool,
    next: usize,
    is_at_end: bool,
}

impl<'d> Cursor<'d> {
    pub(super) fn open(database: &'d PostgresDatabase, sql: &str, parameters: &[Param<'_>]) -> Result<Self> {
        let is_outermost = !database.is_in_transaction();
        if is_outermost {
            database.begin(Purpose::Snapshot)?;
        }
        let place = database.cursors.get();
        database.cursors.set(place + 1);
        let cursor = Self { database, name: format!("rows_{place}"), is_outermost, next: FIRST, is_at_end: false };
        let declared = database.prepared(&format!("DECLARE {} NO SCROLL CURSOR FOR {sql}", cursor.name), parameters)?;
        database.call(|client| client.execute(&declared, &given(parameters)))?;
        Ok(cursor)
    }

    /// Returns the next rows; `None` at the end.
    pub(super) fn fetch(&mut self) -> Result<Option<Vec<SentRow>>> {
        if self.is_at_end {
            return Ok(None);
        }
        let sql = format!("FETCH FORWARD {} FROM {}", self.next, self.name);
        let rows = self.database.call(|client| client.query_typed(&sql, &[]))?;
        self.is_at_end = rows.len() < self.next;
        let bytes: usize = rows.iter().map(SentRow::raw_size_bytes).sum();
        self.next = (BYTES * rows.len() / bytes.max(1)).clamp(1, MOST);
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    }
}

impl Drop for Cursor<'_> {
    fn drop(&mut self) {
        let database = self.database;
        database.cursors.set(database.cursors.get() - 1);
        if self.is_outermost {
            database.roll_back(Purpose::Snapshot);
        } else if !database.is_spoiled.get() {
            let _ = database.batch(&format!("CLOSE {}", self.name));
        }
    }
}

/// A statement whose rows are read side by side with those of others.
pub(in crate::store) struct PostgresQuery<'d> {
    database: &'d PostgresDatabase,
    sql: String,
}

impl<'d> PostgresQuery<'d> {
    pub(super) fn new(database: &'d PostgresDatabase, sql: &str) -> Self {
        Self { database, sql: sql.to_owned() }
    }

    /// Runs the statement; its first row is present then.
    pub(in crate::store) fn rows(&self, parameters: &[Param<'_>]) -> Result<PostgresRows<'d>> {
        let cursor = Cursor::open(self.database, &self.sql, parameters)?;
        let mut rows = PostgresRows { cursor, fetched: Vec::new().into_iter(), present: None };
        rows.advance()?;
        Ok(rows)
    }
}

/// The rows of a [`PostgresQuery`], one of which is present.
pub(in crate::store) struct PostgresRows<'d> {
    cursor: Cursor<'d>,
    fetched: vec::IntoIter<SentRow>,
    present: Option<PostgresRow>,
}

impl PostgresRows<'_> {
    /// Goes on to the next row.
    pub(in crate::store) fn advance(&mut self) -> Result<()> {
        if self.fetched.len() == 0
            && let Some(rows) = self.cursor.fetch()?
        {
            self.fetched = rows.into_iter();
        }
        self.present = self.fetched.next().map(PostgresRow::new);
        Ok(())
    }

    /// Returns the present row; `None` at the end.
    pub(in crate::store) fn get(&self) -> Option<&PostgresRow> {
        self.present.as_ref()
    }
}
