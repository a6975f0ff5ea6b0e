//! Rows that statements return.

use super::param::Param;
#[cfg(feature = "postgres")]
use super::postgres::{PostgresQuery, PostgresRow, PostgresRows};
use super::sqlite::{SqliteQuery, SqliteRow, SqliteRows};
use super::value::{FromColumn, RawValue};
use crate::store::error::{Result, StoreError};

/// A row that a statement returns.
pub(in crate::store) enum Row<'r> {
    Sqlite(SqliteRow<'r>),
    #[cfg(feature = "postgres")]
    Postgres(&'r PostgresRow),
}

impl Row<'_> {
    /// Returns the value of a column, counted from 0.
    pub(in crate::store) fn value(&self, at: usize) -> Result<RawValue<'_>> {
        match self {
            Self::Sqlite(row) => row.value(at),
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => row.value(at),
        }
    }

    /// Returns the value of a column, counted from 0, as it is expected to be.
    ///
    /// # Errors
    /// [`StoreError::DamagedRow`] if it is something else.
    pub(in crate::store) fn get<'s, T: FromColumn<'s>>(&'s self, at: usize) -> Result<T> {
        let value = self.value(at)?;
        T::from_column(value).ok_or_else(|| self.unexpected(at, value))
    }

    fn unexpected(&self, at: usize, value: RawValue<'_>) -> StoreError {
        let name = match self {
            Self::Sqlite(row) => row.column_name(at),
            #[cfg(feature = "postgres")]
            Self::Postgres(row) => row.column_name(at),
        };
        let found = match value {
            RawValue::Null => "Null",
            RawValue::Integer(_) => "Integer",
            RawValue::Text(_) => "Text",
            RawValue::Bytes(_) => "Blob",
            RawValue::Other(found) => found,
        };
        StoreError::DamagedRow(format!("`{name}` has a value of type {found}, or out of range"))
    }
}

/// A statement whose rows are read side by side with those of others.
pub(in crate::store) enum SideQuery<'d> {
    Sqlite(SqliteQuery<'d>),
    #[cfg(feature = "postgres")]
    Postgres(PostgresQuery<'d>),
}

/// The rows of a [`SideQuery`], one of which is present.
pub(in crate::store) enum SideRows<'q> {
    Sqlite(SqliteRows<'q>),
    #[cfg(feature = "postgres")]
    Postgres(PostgresRows<'q>),
}

impl SideQuery<'_> {
    /// Runs the statement; its first row is present then.
    pub(in crate::store) fn rows(&mut self, parameters: &[Param<'_>]) -> Result<SideRows<'_>> {
        match self {
            Self::Sqlite(query) => query.rows(parameters).map(SideRows::Sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(query) => query.rows(parameters).map(SideRows::Postgres),
        }
    }
}

impl SideRows<'_> {
    /// Goes on to the next row.
    pub(in crate::store) fn advance(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(rows) => rows.advance(),
            #[cfg(feature = "postgres")]
            Self::Postgres(rows) => rows.advance(),
        }
    }

    /// Returns the present row; `None` at the end.
    pub(in crate::store) fn get(&self) -> Option<Row<'_>> {
        match self {
            Self::Sqlite(rows) => rows.get().map(Row::Sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(rows) => rows.get().map(Row::Postgres),
        }
    }
}
