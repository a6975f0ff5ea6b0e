//! Statements that only SQLite runs, such as pragmas and questions about types: their rows are read as those of others.

use std::ops::ControlFlow;

use super::row::Row;
use super::sqlite::SqliteDatabase;
use crate::store::error::{Result, StoreError};

impl SqliteDatabase {
    /// Passes the rows of a statement to `read`, one at a time, until it breaks.
    ///
    /// # Errors
    /// Those of the database, and those of `read`.
    pub(in crate::store) fn each_row<E: From<StoreError>>(
        &self,
        sql: &str,
        mut read: impl FnMut(&Row<'_>) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        self.each(sql, &[], |row| read(&Row::Sqlite(row)))
    }

    /// Whether a statement returns any row.
    pub(in crate::store) fn has_row(&self, sql: &str) -> Result<bool> {
        Ok(self.one(sql, &[], |_| Ok(()))?.is_some())
    }
}
