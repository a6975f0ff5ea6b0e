//! The seam between the store and its database: the statements that the rest of the store runs, and the rows that it reads.
//!
//! Statements are written in what SQLite and PostgreSQL have in common: `?1` for a parameter; whole numbers, texts, bytes, and
//! 0 and 1 for no and yes; conflict targets, collations and the place of NULL in an order written out. A statement that
//! returns rows may be run while another one's rows are read.

#[cfg(feature = "postgres")]
mod connect;
mod connect_error;
#[cfg(test)]
mod counted;
mod own_statements;
mod param;
#[cfg(feature = "postgres")]
mod postgres;
mod row;
mod sets;
mod sqlite;
#[cfg(feature = "postgres")]
mod tls;
mod value;

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::time::Duration;

use uuid::Uuid;

#[cfg(feature = "postgres")]
pub(in crate::store) use connect::{canceller, connect};
pub(crate) use connect_error::ConnectError;
#[cfg(test)]
pub(crate) use counted::StatementCount;
pub(in crate::store) use param::{Param, params};
#[cfg(feature = "postgres")]
use postgres::{Connect, PostgresDatabase};
pub(in crate::store) use row::{Row, SideQuery, SideRows};
pub(in crate::store) use sets::{Beginning, Insertion, Purpose, Update};
pub(in crate::store) use sqlite::{SqliteDatabase, is_failed_read};
pub(in crate::store) use value::{FromColumn, RawValue};

use super::error::{Result, StoreError, missing};

/// The database of a store.
pub(in crate::store) enum Database {
    Sqlite(SqliteDatabase),
    #[cfg(feature = "postgres")]
    Postgres(Box<PostgresDatabase>),
    /// Counts the statements of another one, and lets one of them fail.
    #[cfg(test)]
    Counted(Box<counted::CountedDatabase>),
}

impl Database {
    /// Returns SQLite's own database, for what only that can: its pragmas, its backup, the integrity of its file. `None` if the
    /// store is on a server.
    pub(in crate::store) fn sqlite(&self) -> Option<&SqliteDatabase> {
        match self {
            Self::Sqlite(database) => Some(database),
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => None,
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.sqlite(),
        }
    }

    /// Returns SQLite's own database, of a store that is known to be a file.
    ///
    /// # Errors
    /// It is on a server.
    pub(in crate::store) fn file(&self) -> Result<&SqliteDatabase> {
        self.sqlite().ok_or_else(|| StoreError::Database("only a store in a file has this".into()))
    }

    /// Connects to a database on a server, now and whenever the connection is lost.
    #[cfg(feature = "postgres")]
    pub(in crate::store) fn connect(connect: Connect) -> Result<Self> {
        Ok(Self::Postgres(Box::new(PostgresDatabase::new(connect)?)))
    }

    /// Returns PostgreSQL's own database, of a store that is known to be on a server.
    ///
    /// # Errors
    /// It is a file.
    #[cfg(feature = "postgres")]
    pub(in crate::store) fn on_server(&self) -> Result<&PostgresDatabase> {
        match self {
            Self::Postgres(database) => Ok(database),
            Self::Sqlite(_) => Err(StoreError::Database("only a store on a server has this".into())),
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.on_server(),
        }
    }

    /// Makes statements end when the program is asked to stop. A transaction that writes is rolled back then.
    pub(in crate::store) fn interrupt_on_signal(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(database) => database.interrupt_on_signal(),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => {
                database.interrupt_on_signal();
                Ok(())
            }
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.interrupt_on_signal(),
        }
    }

    /// Lets statements finish again.
    pub(in crate::store) fn never_interrupt(&mut self) -> Result<()> {
        match self {
            Self::Sqlite(database) => database.never_interrupt(),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => {
                database.never_interrupt();
                Ok(())
            }
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.never_interrupt(),
        }
    }

    /// Waits no longer than that for another process's transaction, from now on.
    pub(in crate::store) fn wait_at_most(&self, patience: Duration) -> Result<()> {
        match self {
            Self::Sqlite(database) => database.wait_at_most(patience),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.wait_at_most(patience),
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.wait_at_most(patience),
        }
    }

    /// Runs a statement that writes; returns the number of rows that it changed.
    pub(in crate::store) fn execute(&self, sql: &str, parameters: &[Param<'_>]) -> Result<usize> {
        match self {
            Self::Sqlite(database) => database.execute(sql, parameters),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.execute(sql, parameters),
            #[cfg(test)]
            Self::Counted(counted) => counted.step(sql)?.execute(sql, parameters),
        }
    }

    /// Reads the first row of a statement; `None` if it returns none.
    pub(in crate::store) fn one<R>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<R>,
    ) -> Result<Option<R>> {
        match self {
            Self::Sqlite(database) => database.one(sql, parameters, |row| read(&Row::Sqlite(row))),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.one(sql, parameters, |row| read(&Row::Postgres(row))),
            #[cfg(test)]
            Self::Counted(counted) => counted.step(sql)?.one(sql, parameters, read),
        }
    }

    /// Reads the row of a statement that always returns one.
    ///
    /// # Errors
    /// [`StoreError::DamagedRow`] if it returns none.
    pub(in crate::store) fn only<R>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<R>,
    ) -> Result<R> {
        self.one(sql, parameters, read)?.ok_or_else(|| missing("a row"))
    }

    /// Whether a statement returns any row.
    pub(in crate::store) fn exists(&self, sql: &str, parameters: &[Param<'_>]) -> Result<bool> {
        Ok(self.one(sql, parameters, |_| Ok(()))?.is_some())
    }

    /// Passes the rows of a statement to `read`, one at a time, until it breaks.
    ///
    /// # Errors
    /// Those of the database, and those of `read`.
    pub(in crate::store) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        mut read: impl FnMut(&Row<'_>) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        match self {
            Self::Sqlite(database) => database.each(sql, parameters, |row| read(&Row::Sqlite(row))),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.each(sql, parameters, |row| read(&Row::Postgres(row))),
            #[cfg(test)]
            Self::Counted(counted) => counted.step(sql)?.each(sql, parameters, read),
        }
    }

    /// Reads all rows of a statement.
    pub(in crate::store) fn all<R>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<R>,
    ) -> Result<Vec<R>> {
        #[cfg(feature = "postgres")]
        if let Self::Postgres(database) = self {
            return database.returned(sql, parameters)?.iter().map(|row| read(&Row::Postgres(row))).collect();
        }
        let mut all = Vec::new();
        self.each(sql, parameters, |row| {
            all.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })
        .map(|()| all)
    }

    /// Prepares a statement whose rows are read side by side with those of others.
    pub(in crate::store) fn query(&self, sql: &str) -> Result<SideQuery<'_>> {
        match self {
            Self::Sqlite(database) => database.query(sql).map(SideQuery::Sqlite),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => Ok(SideQuery::Postgres(database.query(sql))),
            #[cfg(test)]
            Self::Counted(counted) => counted.step(sql)?.query(sql),
        }
    }

    /// Inserts rows with one statement; none is run if there are no rows. Returns the place of the first row that was there
    /// already.
    pub(in crate::store) fn insert_all<'p, const N: usize>(
        &self,
        insertion: &Insertion<N>,
        rows: impl IntoIterator<Item = [Param<'p>; N]>,
    ) -> Result<Option<usize>> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return Ok(None);
        }
        let rows: &mut dyn Iterator<Item = _> = &mut rows;
        match self {
            Self::Sqlite(database) => database.insert_all(insertion, rows),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.insert_all(insertion, rows),
            #[cfg(test)]
            Self::Counted(counted) => counted.step(insertion.table)?.insert_all(insertion, rows),
        }
    }

    /// Updates rows by their keys with one statement; none is run if there are no rows.
    pub(in crate::store) fn update_all<'p, const N: usize>(
        &self,
        update: &Update<N>,
        rows: impl IntoIterator<Item = [Param<'p>; N]>,
    ) -> Result<()> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let rows: &mut dyn Iterator<Item = _> = &mut rows;
        match self {
            Self::Sqlite(database) => database.update_all(update, rows),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.update_all(update, rows),
            #[cfg(test)]
            Self::Counted(counted) => counted.step(update.table)?.update_all(update, rows),
        }
    }

    /// Begins a transaction, or what takes its place inside one.
    pub(in crate::store) fn begin(&self, purpose: Purpose) -> Result<()> {
        match self {
            Self::Sqlite(database) => database.begin(purpose),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.begin(purpose),
            #[cfg(test)]
            Self::Counted(counted) => counted.step("BEGIN")?.begin(purpose),
        }
    }

    /// Begins a transaction, and returns what every one that writes reads, if that was read with it.
    pub(in crate::store) fn begin_reading(&self, purpose: Purpose) -> Result<Option<Beginning>> {
        #[cfg(feature = "postgres")]
        if let Self::Postgres(database) = self
            && purpose == Purpose::Write
        {
            return database.begin_reading();
        }
        self.begin(purpose).map(|()| None)
    }

    /// Keeps what was done since [`Database::begin`].
    pub(in crate::store) fn commit(&self, purpose: Purpose) -> Result<()> {
        match self {
            Self::Sqlite(database) => database.commit(purpose),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.commit(purpose),
            #[cfg(test)]
            Self::Counted(counted) => counted.step("COMMIT")?.commit(purpose),
        }
    }

    /// Undoes what was done since [`Database::begin`]. A statement that failed may have ended the transaction already; then
    /// there is nothing left to undo.
    pub(in crate::store) fn roll_back(&self, purpose: Purpose) {
        match self {
            Self::Sqlite(database) => database.roll_back(purpose),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.roll_back(purpose),
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.roll_back(purpose),
        }
    }

    /// Whether a transaction is open.
    pub(in crate::store) fn is_in_transaction(&self) -> bool {
        match self {
            Self::Sqlite(database) => database.is_in_transaction(),
            #[cfg(feature = "postgres")]
            Self::Postgres(database) => database.is_in_transaction(),
            #[cfg(test)]
            Self::Counted(counted) => counted.inner.is_in_transaction(),
        }
    }
}

/// Returns the parameter for a set of numbers, which [`among`] looks in.
pub(in crate::store) fn ids(numbers: impl IntoIterator<Item = i64>) -> Param<'static> {
    Param::Integers(numbers.into_iter().collect())
}

/// Returns the parameter for a set of texts, which [`among`] looks in.
pub(in crate::store) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Param<'t> {
    Param::Texts(texts.into_iter().map(Cow::Borrowed).collect())
}

/// Returns the parameter for a set of accounts, which [`among_accounts`] looks in.
pub(in crate::store) fn accounts<'a>(accounts: impl IntoIterator<Item = &'a str>) -> Param<'static> {
    Param::Texts(accounts.into_iter().map(|account| Cow::Owned(account.to_ascii_lowercase())).collect())
}

/// Returns the parameter for a set of GUIDs, which [`among_guids`] looks in.
pub(in crate::store) fn guids<'g>(guids: impl IntoIterator<Item = &'g Uuid>) -> Param<'static> {
    Param::Guids(guids.into_iter().copied().collect())
}

/// Returns the condition that a column's value is in the set of the parameter with that number: see [`guids`].
pub(in crate::store) fn among_guids(column: &str, parameter: usize) -> String {
    format!("{column} IN (SELECT unhex(value) FROM json_each(?{parameter}))")
}

/// Returns the condition that a column's value is in the set of the parameter with that number: see [`ids`] and [`texts`].
pub(in crate::store) fn among(column: &str, parameter: usize) -> String {
    format!("{column} IN (SELECT value FROM json_each(?{parameter}))")
}

/// Returns the condition that a column's account is in the set of the parameter with that number, ignoring the case of ASCII: see
/// [`accounts`].
pub(in crate::store) fn among_accounts(column: &str, parameter: usize) -> String {
    among(&format!("{column} COLLATE NOCASE"), parameter)
}
