//! A database for tests: it counts statements, and lets one of them fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Database;
use crate::store::error::{Result, StoreError};

/// What was asked of a [`CountedDatabase`], and what it is to do; shared with the test.
#[derive(Debug, Clone, Default)]
pub(crate) struct StatementCount(Arc<Statements>);

#[derive(Debug, Default)]
struct Statements {
    count: AtomicUsize,
    /// The number of the statement that fails, counted from 1; 0 for none.
    failing: AtomicUsize,
}

impl StatementCount {
    /// Returns how many statements there were.
    pub(crate) fn get(&self) -> usize {
        self.0.count.load(Ordering::Relaxed)
    }

    /// Counts from 0 again, and lets the statement with that number fail, counted from 1.
    pub(crate) fn fail_at(&self, number: usize) {
        self.0.count.store(0, Ordering::Relaxed);
        self.0.failing.store(number, Ordering::Relaxed);
    }

    /// Counts from 0 again, without any that fails.
    pub(crate) fn reset(&self) {
        self.fail_at(0);
    }
}

/// A database that counts.
pub(in crate::store) struct CountedDatabase {
    pub(super) inner: Database,
    pub(super) statements: StatementCount,
}

impl CountedDatabase {
    /// Counts a statement and returns the database to run it on.
    ///
    /// # Errors
    /// It is the one that is to fail.
    pub(super) fn step(&self, sql: &str) -> Result<&Database> {
        let Statements { count, failing } = &*self.statements.0;
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        if number == failing.load(Ordering::Relaxed) {
            return Err(StoreError::Database(format!("statement {number} was made to fail: {sql}").into()));
        }
        Ok(&self.inner)
    }
}

impl Database {
    /// Begins to count the statements.
    pub(in crate::store) fn count_statements(&mut self) -> Result<StatementCount> {
        let inner = std::mem::replace(self, Self::Sqlite(super::SqliteDatabase::temporary()?));
        let statements = StatementCount::default();
        *self = Self::Counted(Box::new(CountedDatabase { inner, statements: statements.clone() }));
        Ok(statements)
    }
}
