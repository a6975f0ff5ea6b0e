//! The rows of the audit trail: reading and appending its entries.

use super::database::{Database, Insertion, Row, params};
use super::error::Result;
use crate::clock::Clock;
use crate::trail::{Author, ChainEnd, Entry, Event, NewEntry, migration_details};

/// The columns of [`read_entry`].
pub(super) const COLUMNS: &str = "id, at, actor, event, run, reason, details, first, last, steps, hash";

const ENTRIES: Insertion<11> = Insertion {
    table: "entry",
    columns: ["id", "at", "actor", "event", "run", "reason", "details", "first", "last", "steps", "hash"],
    conflict: "",
};

/// Reads an entry and its hash.
pub(super) fn read_entry(row: &Row<'_>) -> Result<(Entry, Vec<u8>)> {
    let (entry, hash) = read_without_steps(row)?;
    Ok((Entry { steps: row.get(9)?, ..entry }, hash))
}

/// Reads an entry without its steps, of which there may be many, and its hash.
pub(super) fn read_without_steps(row: &Row<'_>) -> Result<(Entry, Vec<u8>)> {
    let entry = Entry {
        id: row.get(0)?,
        at: row.get(1)?,
        actor: row.get(2)?,
        event: row.get(3)?,
        run: row.get(4)?,
        reason: row.get(5)?,
        details: row.get(6)?,
        first: row.get(7)?,
        last: row.get(8)?,
        steps: Vec::new(),
    };
    Ok((entry, row.get(10)?))
}

/// Appends entries to a trail that is not sealed yet.
pub(super) fn append(database: &Database, author: &Author, clock: Clock, entries: Vec<NewEntry>) -> Result<()> {
    let end = chain_end(database)?.unwrap_or_default();
    append_to_chain(database, end, author, clock, entries).map(drop)
}

/// Appends entries after the last one, which is `end`; returns number and hash of each.
pub(super) fn append_to_chain(
    database: &Database,
    mut end: ChainEnd,
    author: &Author,
    clock: Clock,
    entries: Vec<NewEntry>,
) -> Result<Vec<ChainEnd>> {
    let mut appended = Vec::with_capacity(entries.len());
    let rows = entries.into_iter().map(|new| {
        let entry = end.append(new, author, clock.now());
        appended.push(end.clone());
        let Entry { id, at, actor, event, run, reason, details, first, last, steps } = entry;
        params![id, at, actor, event, run, reason, details, first, last, steps, end.hash.clone()]
    });
    database.insert_all(&ENTRIES, rows)?;
    Ok(appended)
}

/// Reads the last entry of the trail.
pub(super) const LAST_ENTRY: &str = "SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1";

/// Returns the last entry of the trail; `None` if the trail is empty.
pub(super) fn chain_end(database: &Database) -> Result<Option<ChainEnd>> {
    database.one(LAST_ENTRY, &[], read_end)
}

/// Reads what [`LAST_ENTRY`] returns.
pub(super) fn read_end(row: &Row<'_>) -> Result<ChainEnd> {
    Ok(ChainEnd { id: row.get(0)?, hash: row.get(1)? })
}

/// Appends that the store was created, or migrated to the newest schema.
pub(super) fn note_migration(database: &Database, author: &Author, clock: Clock, version: i64) -> Result<()> {
    let (store, created): (String, i64) =
        database.only("SELECT id, created FROM store", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let details = migration_details(version, &store, created);
    append(database, author, clock, vec![NewEntry { event: Event::Migrated, details, steps: Vec::new() }])
}
