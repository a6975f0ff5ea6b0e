//! Statements that only one database runs, such as pragmas and questions about the catalogue: their rows are read as those of others.

use std::ops::ControlFlow;

#[cfg(feature = "postgres")]
use super::postgres::PostgresDatabase;
use super::row::Row;
use super::sqlite::SqliteDatabase;
#[cfg(feature = "postgres")]
use crate::store::error::missing;
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

#[cfg(feature = "postgres")]
impl PostgresDatabase {
    /// Reads the first row of a statement, if it returns any.
    pub(in crate::store) fn first_row<R>(
        &self,
        sql: &str,
        read: impl FnOnce(&Row<'_>) -> Result<R>,
    ) -> Result<Option<R>> {
        self.one(sql, &[], |row| read(&Row::Postgres(row)))
    }

    /// Reads the row of a statement that always returns one.
    ///
    /// # Errors
    /// [`StoreError::DamagedRow`] if it returns none.
    pub(in crate::store) fn only_row<R>(&self, sql: &str, read: impl FnOnce(&Row<'_>) -> Result<R>) -> Result<R> {
        self.first_row(sql, read)?.ok_or_else(|| missing("a row"))
    }
}
