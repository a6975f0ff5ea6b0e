//! The tables of a channel on which a statement may have no effect without an error.

use std::collections::HashMap;

use rusqlite::Transaction;

/// Tables on which a change may come to nothing without an error, in upper case: those with triggers, views and virtual
/// tables. Each with whether SQLite does not count its changes, as it does not count what a view's triggers change.
pub(super) struct UnreliableTables(HashMap<String, bool>);

impl UnreliableTables {
    pub(super) fn read(transaction: &Transaction<'_>) -> rusqlite::Result<Self> {
        let mut statement = transaction.prepare_cached(
            "SELECT upper(tbl_name), max(type <> 'trigger') FROM sqlite_schema
             WHERE type IN ('trigger', 'view') OR (type = 'table' AND rootpage = 0) GROUP BY 1",
        )?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>().map(Self)
    }

    pub(super) fn has(&self, table: &str) -> bool {
        self.0.contains_key(table)
    }

    /// Whether the number of changes says nothing.
    pub(super) fn is_uncounted(&self, table: &str) -> bool {
        self.0.get(table).copied().unwrap_or_default()
    }
}
