//! The rows of the audit trail: reading and appending its entries.

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::error::Result;
use crate::clock::Clock;
use crate::trail::{Author, ChainEnd, Entry, Event, NewEntry, migration_details};

/// The columns of [`read_entry`].
pub(super) const COLUMNS: &str = "id, at, actor, event, run, reason, details, first, last, steps, hash";

/// Reads an entry and its hash.
pub(super) fn read_entry(row: &Row<'_>) -> rusqlite::Result<(Entry, Vec<u8>)> {
    let (entry, hash) = read_without_steps(row)?;
    Ok((Entry { steps: row.get(9)?, ..entry }, hash))
}

/// Reads an entry without its steps, of which there may be many, and its hash.
pub(super) fn read_without_steps(row: &Row<'_>) -> rusqlite::Result<(Entry, Vec<u8>)> {
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
pub(super) fn append(connection: &Connection, author: &Author, clock: Clock, entries: Vec<NewEntry>) -> Result<()> {
    append_to_chain(connection, author, clock, entries)?;
    Ok(())
}

/// Appends entries after the last one; returns number and hash of each.
pub(super) fn append_to_chain(
    connection: &Connection,
    author: &Author,
    clock: Clock,
    entries: Vec<NewEntry>,
) -> Result<Vec<ChainEnd>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let mut appended = Vec::with_capacity(entries.len());
    let mut end = chain_end(connection)?.unwrap_or_default();
    let mut insert = connection.prepare_cached(&format!(
        "INSERT INTO entry ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    ))?;
    for new in entries {
        let entry = end.append(new, author, clock.now());
        let Entry { id, at, actor, event, run, reason, details, first, last, steps } = entry;
        insert.execute((id, at, actor, event, run, reason, details, first, last, steps, &end.hash))?;
        appended.push(end.clone());
    }
    Ok(appended)
}

pub(super) fn chain_end(connection: &Connection) -> Result<Option<ChainEnd>> {
    let mut statement = connection.prepare_cached("SELECT id, hash FROM entry ORDER BY id DESC LIMIT 1")?;
    Ok(statement.query_row([], |row| Ok(ChainEnd { id: row.get(0)?, hash: row.get(1)? })).optional()?)
}

/// Appends that the store was created, or migrated to the newest schema.
pub(super) fn note_migration(connection: &Connection, author: &Author, clock: Clock, version: i64) -> Result<()> {
    let (store, created): (String, i64) =
        connection.query_row("SELECT id, created FROM store", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let details = migration_details(version, &store, created);
    append(connection, author, clock, vec![NewEntry { event: Event::Migrated, details, steps: Vec::new() }])
}
