//! What a store has besides operations when its audit trail begins to cover that: notes about its runs, customers,
//! channels and saved filters as they are.

use std::mem;
use std::ops::{ControlFlow, RangeInclusive};

use super::database::{Database, params};
use super::error::Result;
use super::evidence::{early_contacts_digest, report_digests, run_digest};
use super::saved::saved_filters;
use super::trail::append;
use crate::clock::Clock;
use crate::model::hex;
use crate::trail::{
    AdoptedChanges, AdoptedCompanies, AdoptedContacts, AdoptedDigests, AdoptedRuns, Author, ChannelRegistered,
    DownloadedUpTo, NewEntry, Note, ReportedRange, RowsReported, reports_digest,
};

/// The number of runs in a note.
const RUNS: i64 = 1_000;

/// The number of customers in a note.
const CUSTOMERS: usize = 10_000;

/// The number of rows of a replaced database in a note.
const ROWS: usize = 10_000;

/// Adds what is there to the audit trail. The memory that it takes does not grow with the store. What cannot be read gets no
/// note, or one that it does not agree with: `verify` reports it, and it keeps nobody from opening the store.
pub(super) fn take_inventory(database: &Database, author: &Author, clock: Clock) -> Result<()> {
    let note = |note: Note| {
        let entry = NewEntry { event: note.event(), details: note.details(), steps: Vec::new() };
        append(database, author, clock, vec![entry])
    };
    let last: i64 = database.only("SELECT count(*) FROM run", &[], |row| row.get(0))?;
    let mut first = 1;
    while first <= last {
        note(runs(database, first..=last.min(first + RUNS - 1))?)?;
        first += RUNS;
    }
    let mut after = 0;
    loop {
        let changes = changes(database, after)?;
        let Some((last, _)) = changes.last() else { break };
        after = *last;
        note(Note::Changes(AdoptedChanges { changes }))?;
    }
    let companies = companies(database)?;
    if !companies.is_empty() {
        note(Note::Companies(AdoptedCompanies { companies }))?;
    }
    let channels = channels(database)?;
    if !channels.is_empty() {
        channels.into_iter().try_for_each(note)?;
        let contacts = hex(&early_contacts_digest(database)?.unwrap_or_default());
        note(Note::Contacts(AdoptedContacts { contacts }))?;
    }
    for_each_reported(database, &mut |reported| note(Note::Reported(reported)))?;
    for filter in saved_filters(database).unwrap_or_default() {
        note(filter.note())?;
    }
    Ok(())
}

/// Returns the note about a range of runs.
fn runs(database: &Database, numbers: RangeInclusive<i64>) -> Result<Note> {
    let (first, mut rows, mut reports) = (*numbers.start(), String::new(), String::new());
    for number in numbers {
        rows.push_str(&hex(&run_digest(database, number)?.unwrap_or_default()));
        let digests = report_digests(database, number)?.into_iter().map(Option::unwrap_or_default);
        reports.push_str(&hex(&reports_digest(digests)));
    }
    Ok(Note::Runs(AdoptedRuns { runs: AdoptedDigests { first, rows, reports } }))
}

/// Returns the next customers after the one with that number, each with the number of its last change.
fn changes(database: &Database, after: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT id, changed FROM customer WHERE id > ?1 AND changed IS NOT NULL ORDER BY id";
    let mut changes = Vec::new();
    database.each(sql, &params![after], |row| -> Result<_> {
        if let Ok(change) = row.get(1) {
            changes.push((row.get(0)?, change));
        }
        Ok(if changes.len() < CUSTOMERS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    })?;
    Ok(changes)
}

/// Returns the codes of all companies.
fn companies(database: &Database) -> Result<Vec<String>> {
    let codes = database.all("SELECT code FROM company ORDER BY id", &[], |row| Ok(row.get(0).ok()))?;
    Ok(codes.into_iter().flatten().collect())
}

/// Returns the notes about all channels.
fn channels(database: &Database) -> Result<Vec<Note>> {
    let sql = "SELECT h.id, h.origin, h.name, k.code, h.downloaded FROM channel h JOIN company k ON k.id = h.company ORDER BY h.id";
    let notes = database.all(sql, &[], |row| {
        let read = || -> Result<_> {
            let number = row.get(0)?;
            let channel = ChannelRegistered { number, origin: row.get(1)?, name: row.get(2)?, company: row.get(3)? };
            let downloaded = DownloadedUpTo { number, change: row.get(4)? };
            Ok([Note::Registered(channel), Note::Downloaded(downloaded)])
        };
        Ok(read().ok())
    })?;
    Ok(notes.into_iter().flatten().flatten().collect())
}

/// Passes the rows of replaced databases that were reported as completed once more to `each`, some of them at a time.
fn for_each_reported(database: &Database, each: &mut dyn FnMut(RowsReported) -> Result<()>) -> Result<()> {
    let sql = "SELECT channel, epoch, kind, counter FROM retaken WHERE told = 1 ORDER BY channel, epoch, kind, counter";
    let mut gathered: Vec<(i64, i64)> = Vec::new();
    let mut of = (0, 0);
    database.each(sql, &[], |row| -> Result<_> {
        let next = (row.get(0)?, row.get(1)?);
        if next != of || gathered.len() == ROWS {
            report(of, mem::take(&mut gathered), each)?;
            of = next;
        }
        gathered.push((row.get(2)?, row.get(3)?));
        Ok(ControlFlow::Continue(()))
    })?;
    report(of, gathered, each)
}

fn report(
    (number, epoch): (i64, i64),
    rows: Vec<(i64, i64)>,
    each: &mut dyn FnMut(RowsReported) -> Result<()>,
) -> Result<()> {
    if rows.is_empty() { Ok(()) } else { each(RowsReported { number, epoch, rows: ReportedRange::of(rows) }) }
}
