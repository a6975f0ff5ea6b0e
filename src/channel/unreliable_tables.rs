//! The tables of a channel on which a statement may have no effect without an error.

use std::collections::HashSet;

use rusqlite::Transaction;

/// Tables on which a change may come to nothing without an error, in upper case: those with triggers, views and virtual
/// tables. SQLite does not count what a view's triggers change.
pub(super) struct UnreliableTables(HashSet<String>);

impl UnreliableTables {
    pub(super) fn read(transaction: &Transaction<'_>) -> rusqlite::Result<Self> {
        let mut statement = transaction.prepare_cached(
            "SELECT upper(tbl_name) FROM sqlite_schema WHERE type IN ('trigger', 'view') OR (type = 'table' AND rootpage = 0)",
        )?;
        statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>().map(Self)
    }

    pub(super) fn has(&self, table: &str) -> bool {
        self.0.contains(table)
    }
}
