//! The store's file: its schema, and SQLite's own checks.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::Audit;
use crate::clock::Clock;
use crate::store::Result;
use crate::store::migrations;
use crate::trail::Author;
use crate::verify::{BreachKind, BreachPlace};

/// How many messages SQLite's check may give.
const MESSAGES: i64 = 1_000;

/// The tables whose references are checked here; those of the others are compared with what they refer to anyway.
const REFERRING: [&str; 8] = ["channel", "bookmark", "gap", "retaken", "customer", "report", "later_document", "entry"];

impl Audit<'_> {
    /// Whether every table, index and trigger is as the migrations make it: without a trigger, what is never changed can be.
    pub(super) fn check_schema(&mut self) -> Result<()> {
        let mut fresh = Connection::open_in_memory()?;
        migrations::migrate(&mut fresh, &Author::default(), Clock::system())?;
        let expected = objects(&fresh)?;
        let found = objects(self.connection)?;
        let differing = expected.iter().filter(|(name, object)| found.get(*name) != Some(object)).map(|(name, _)| name);
        let additional = found.keys().filter(|name| !expected.contains_key(*name));
        for name in differing.chain(additional) {
            self.found(BreachPlace::Store, BreachKind::Schema, &name);
        }
        Ok(())
    }

    /// Asks SQLite whether the file is whole.
    pub(super) fn check_integrity(&mut self) -> Result<()> {
        let mut statement = self.connection.prepare(&format!("PRAGMA integrity_check({MESSAGES})"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let message: String = row.get(0)?;
            if message != "ok" {
                self.found(BreachPlace::Store, BreachKind::Damaged, &message);
            }
        }
        for table in REFERRING {
            let mut statement = self.connection.prepare(&format!("PRAGMA foreign_key_check({table})"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (number, parent): (Option<i64>, String) = (row.get(1)?, row.get(2)?);
                let place = match (table, number) {
                    ("entry", Some(number)) => BreachPlace::Entry(number),
                    _ => BreachPlace::Store,
                };
                let number = number.map(|number| format!(" {number}")).unwrap_or_default();
                let message = format!("row{number} of `{table}` refers to a row of `{parent}` that is not there");
                self.found(place, BreachKind::Damaged, &message);
            }
        }
        Ok(())
    }
}

/// The type of a table, an index or a trigger, the table it belongs to, and how it was made.
type Object = (String, String, Option<String>);

/// All tables, indexes and triggers by name; those that SQLite makes for itself are
/// left out.
fn objects(connection: &Connection) -> Result<BTreeMap<String, Object>> {
    let mut statement = connection
        .prepare("SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")?;
    let objects = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
    Ok(objects.collect::<rusqlite::Result<_>>()?)
}
