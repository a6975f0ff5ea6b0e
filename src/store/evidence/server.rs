//! A store on a server: whether its schema is as the program makes it, and whether rows refer to others that are there.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

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

/// Returns what the schema has: names and descriptions.
const DESCRIPTION: &str = include_str!("catalogue.sql");

/// What it returns of the schema that the migrations make: a line for each, with a tab between name and description.
const EXPECTED: &str = include_str!("../migrations/postgres/catalogue.txt");

/// Returns the table that something belongs to.
fn table_of<'s>(name: &'s str, description: &'s str) -> &'s str {
    let mut words = description.split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some("column"), ..) => name.split('.').next().unwrap_or_default(),
        (Some(_), Some("of"), Some(table)) => table,
        (Some("table" | "reference"), ..) => name,
        _ => "",
    }
}

impl Store {
    /// Returns the names of the tables, columns, indexes, triggers and functions that are not as the migrations create them, and of those
    /// that the store's tables have beside them. Others in the same schema are none of the program's business.
    pub(super) fn catalogue_differences(&self) -> Result<Vec<String>> {
        let mut found = BTreeSet::new();
        self.settled()?.each(DESCRIPTION, &[], |row| -> Result<_> {
            found.insert((row.get::<String>(0)?, row.get::<String>(1)?));
            Ok(ControlFlow::Continue(()))
        })?;
        let expected: BTreeSet<(&str, &str)> = EXPECTED.lines().filter_map(|line| line.split_once('\t')).collect();
        let tables: HashSet<&str> =
            expected.iter().filter(|(_, is)| is.starts_with("table ")).map(|(name, _)| *name).collect();
        let found: BTreeSet<_> = found.iter().map(|(name, is)| (name.as_str(), is.as_str())).collect();
        let differing = expected.difference(&found).map(|(name, _)| (*name).to_owned());
        let additional = found.difference(&expected).filter(|(name, is)| tables.contains(table_of(name, is)));
        let differences: BTreeSet<_> = differing.chain(additional.map(|(name, _)| (*name).to_owned())).collect();
        Ok(differences.into_iter().collect())
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
