//! The store's file: its schema, and SQLite's own checks.

use std::collections::BTreeMap;

use std::ops::ControlFlow;

use crate::store::database::{Database, SqliteDatabase, is_failed_read};
use crate::store::error::{Result, StoreError};
use crate::store::handle::Store;
use crate::store::migrations;
use crate::trail::Author;

/// The most messages of SQLite's check.
const MESSAGES: i64 = 1_000;

/// The tables whose references are checked here; those of the others are compared with what they refer to anyway.
const REFERRING: [&str; 10] = [
    "channel",
    "bookmark",
    "gap",
    "retaken",
    "customer",
    "report",
    "later_document",
    "entry",
    "entry_code",
    "state_count",
];

/// A row that refers to one that is not there.
#[derive(Debug)]
pub(crate) struct DanglingReference {
    pub(crate) table: &'static str,
    /// `None` if the table's rows have no numbers.
    pub(crate) row: Option<i64>,
    /// The table that it refers to.
    pub(crate) parent: String,
}

impl Store {
    /// Returns the names of the tables, indexes and triggers that are not as the migrations create them, and of tables with
    /// statistics, which the program never gathers.
    pub(crate) fn schema_differences(&self) -> Result<Vec<String>> {
        let Some(sqlite) = self.settled()?.sqlite() else { return self.catalogue_differences() };
        let fresh = Database::Sqlite(SqliteDatabase::temporary()?);
        migrations::migrate(&fresh, &Author::default(), self.clock)?;
        let (expected, found) = (objects(fresh.file()?)?, objects(sqlite)?);
        let differing = expected.iter().filter(|(key, objects)| found.get(*key) != Some(objects)).map(|(key, _)| key);
        let additional = found.keys().filter(|key| !expected.contains_key(*key));
        let mut differences: Vec<_> = differing.chain(additional).map(|(_, name)| name.clone()).collect();
        differences.extend(tables_with_statistics(sqlite)?);
        Ok(differences)
    }

    /// Passes each message of SQLite's integrity check to `each`.
    pub(crate) fn for_each_damage(&self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let Some(sqlite) = self.settled()?.sqlite() else { return Ok(()) };
        let sql = format!("PRAGMA integrity_check({MESSAGES})");
        sqlite.each_row(&sql, |row| {
            match row.get::<&str>(0)? {
                message if is_failed_read(message) => return Err(StoreError::Unread(message.to_owned())),
                "ok" => {}
                message => each(message)?,
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Passes each row to `each` that refers to one that is not there.
    pub(crate) fn for_each_dangling_reference(
        &self,
        each: &mut dyn FnMut(DanglingReference) -> Result<()>,
    ) -> Result<()> {
        let Some(sqlite) = self.settled()?.sqlite() else { return self.for_each_reference_without_row(each) };
        for table in REFERRING {
            sqlite.each_row(&format!("PRAGMA foreign_key_check({table})"), |row| {
                each(DanglingReference { table, row: row.get(1)?, parent: row.get(2)? }).map(ControlFlow::Continue)
            })?;
        }
        Ok(())
    }
}

/// The type and the name of tables, indexes or triggers: a trigger may have the name of an index.
type SchemaKey = (String, String);

/// The table that an object belongs to, and the SQL that created it.
type SchemaObject = (String, Option<String>);

/// What SQLite itself adds to a schema: tables for counters and statistics. Statistics mislead its query planner, so they must
/// be empty: the program never runs ANALYZE.
const OF_SQLITE: &str =
    "type = 'table' AND rootpage > 0 AND name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')";

/// Returns all tables, indexes and triggers, without the tables that SQLite adds. A schema that was written by hand may have
/// several of one type and name.
fn objects(sqlite: &SqliteDatabase) -> Result<BTreeMap<SchemaKey, Vec<SchemaObject>>> {
    let sql =
        format!("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE NOT ({OF_SQLITE}) ORDER BY tbl_name, sql");
    let mut objects: BTreeMap<_, Vec<_>> = BTreeMap::new();
    sqlite.each_row(&sql, |row| -> Result<_> {
        objects.entry((row.get(0)?, row.get(1)?)).or_default().push((row.get(2)?, row.get(3)?));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(objects)
}

/// Returns the names of the tables that SQLite adds to a schema and that have rows.
fn tables_with_statistics(sqlite: &SqliteDatabase) -> Result<Vec<String>> {
    let mut filled = Vec::new();
    sqlite.each_row(&format!("SELECT name FROM sqlite_schema WHERE {OF_SQLITE}"), |row| -> Result<_> {
        let name: String = row.get(0)?;
        if sqlite.has_row(&format!("SELECT 1 FROM {name}"))? {
            filled.push(name);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_could_not_be_read_is_no_damage() {
        assert!(is_failed_read("Tree 15 page 15: unable to get the page. error code=8458\nPage 65: never used"));
        assert!(is_failed_read("Tree 15 page 16: unable to get the page. error code=266"));
        assert!(!is_failed_read("Tree 2 page 3: btreeInitPage() returns error code 11"));
        assert!(!is_failed_read("row 1 missing from index error code"));
        assert!(!is_failed_read("ok"));
    }
}
