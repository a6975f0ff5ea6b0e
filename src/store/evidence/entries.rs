//! The entries of the audit trail as they are stored.

use std::ops::ControlFlow;

use super::columns::{Columns, for_each_row};
use crate::model::Timestamp;
use crate::store::database::{among, ids as numbers, params};
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::store::trail::{COLUMNS, read_entry};
use crate::trail::{Entry, Event, change_before};

/// The most entries that one statement reads by their numbers.
const SOME: usize = 10_000;

/// A row of `entry`.
#[derive(Debug)]
pub(crate) struct StoredEntry {
    pub(crate) id: i64,
    /// `None` if its values have unexpected types.
    pub(crate) entry: Option<Entry>,
    /// `None` if it is no sequence of bytes.
    pub(crate) hash: Option<Vec<u8>>,
    /// Its code under the seal; `None` if it has none, empty if that is no sequence of bytes.
    pub(crate) code: Option<Vec<u8>>,
}

/// The steps of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StoredSteps<'r> {
    /// `None` if there is no such event.
    pub(crate) event: Option<Event>,
    /// `None` if a person did it.
    pub(crate) run: Option<i64>,
    pub(crate) bytes: &'r [u8],
    /// The number of the last change to any customer before the entry; `None` if the entry changed none.
    pub(crate) change_before: Option<i64>,
}

/// An entry that changed customers.
#[derive(Debug)]
pub(crate) struct ChangingEntry {
    pub(crate) id: i64,
    /// The number of the last change to any customer before the entry.
    pub(crate) before: i64,
    /// As [`crate::trail::Steps`] reads them.
    pub(crate) steps: Vec<u8>,
}

/// An entry that is about no operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoteEntry<'r> {
    pub(crate) id: i64,
    pub(crate) actor: &'r str,
    pub(crate) event: Event,
    pub(crate) run: Option<i64>,
    pub(crate) details: &'r str,
}

impl Store {
    /// Passes all entries to `each` in the order of their numbers.
    pub(crate) fn for_each_entry(&self, each: &mut dyn FnMut(StoredEntry) -> Result<()>) -> Result<()> {
        let sql = format!(
            "SELECT {COLUMNS}, c.entry, c.code FROM entry LEFT JOIN entry_code c ON c.entry = entry.id ORDER BY entry.id"
        );
        self.settled()?.each(&sql, &[], |row| {
            let entry = read_entry(row).ok().map(|(entry, _)| entry);
            let has_code = row.get::<Option<i64>>(11)?.is_some();
            let code = has_code.then(|| row.get(12).unwrap_or_default());
            each(StoredEntry { id: row.get(0)?, entry, hash: row.get(10).ok(), code }).map(ControlFlow::Continue)
        })
    }

    /// Returns the hash of an entry; `None` if there is no such entry, or its hash is no sequence of bytes.
    pub(crate) fn entry_hash(&self, entry: i64) -> Result<Option<Vec<u8>>> {
        let hash =
            self.settled()?.one("SELECT hash FROM entry WHERE id = ?1", &params![entry], |row| Ok(row.get(0).ok()));
        Ok(hash?.flatten())
    }

    /// Returns when an entry was appended; `None` if there is no such entry.
    pub(crate) fn entry_time(&self, entry: i64) -> Result<Option<Timestamp>> {
        self.settled()?.one("SELECT at FROM entry WHERE id = ?1", &params![entry], |row| row.get(0).map(Timestamp))
    }

    /// Returns the number of the last entry; 0 if there is none.
    pub(crate) fn last_entry_number(&self) -> Result<i64> {
        self.settled()?.only("SELECT coalesce(max(id), 0) FROM entry", &[], |row| row.get(0))
    }

    /// Passes the steps of the entries to `each` that may be about operations from `first` to `last`, in the order of
    /// the entries. Those that are no bytes are left out.
    pub(crate) fn for_each_entry_about(
        &self,
        first: i64,
        last: i64,
        each: &mut dyn FnMut(StoredSteps<'_>) -> Result<()>,
    ) -> Result<()> {
        // The numbers first, for which an index does: sorting would copy the steps of all entries.
        let sql = "SELECT id FROM entry WHERE first <= ?2 AND last >= ?1 AND first IS NOT NULL ORDER BY id";
        let ids: Vec<i64> = self.settled()?.all(sql, &params![first, last], |row| row.get(0))?;
        let sql = format!("SELECT event, run, details, steps FROM entry WHERE {} ORDER BY id", among("id", 1));
        for some in ids.chunks(SOME) {
            let some = numbers(some.iter().copied());
            for_each_row(self.settled()?, &sql, &[some], &mut |mut columns| {
                let event = Event::from_name(columns.next_or_default());
                let run = columns.next_or_default();
                let change_before = change_before(columns.next_or_default());
                match columns.next_or_default() {
                    Some(bytes) => each(StoredSteps { event, run, bytes, change_before }),
                    None => Ok(()),
                }
            })?;
        }
        Ok(())
    }

    /// Passes the details of the entries of one event that are about no operation to `each`, in their order. Those that are
    /// no text are left out.
    pub(crate) fn for_each_note(&self, event: Event, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        let sql = "SELECT details FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id";
        for_each_row(self.settled()?, sql, &params![event.name()], &mut |mut columns| match columns.next_or_default() {
            Some(details) => each(details),
            None => Ok(()),
        })
    }

    /// Passes the entries that are about no operation to `each` in their order. Those that cannot be read are left out.
    pub(crate) fn for_each_note_entry(&self, each: &mut dyn FnMut(NoteEntry<'_>) -> Result<()>) -> Result<()> {
        let sql = "SELECT id, actor, event, run, details FROM entry WHERE first IS NULL ORDER BY id";
        for_each_row(self.settled()?, sql, &[], &mut |mut columns| {
            let (id, actor, event) = (columns.next("id"), columns.next("actor"), columns.next("event"));
            let (run, details) = (columns.next("run"), columns.next("details"));
            match Event::from_name(event) {
                Some(event) if columns.into_unreadable().is_empty() => {
                    each(NoteEntry { id, actor, event, run, details })
                }
                _ => Ok(()),
            }
        })
    }

    /// Returns the next entry after the one with that number that changed customers, with the number of the last change
    /// before it and its steps; `None` if there are no more.
    pub(crate) fn next_changing_entry(&self, after: i64) -> Result<Option<ChangingEntry>> {
        let sql =
            "SELECT id, details, steps FROM entry WHERE id > ?1 AND first IS NOT NULL AND details <> '{}' ORDER BY id";
        let mut found = None;
        self.settled()?.each(sql, &params![after], |row| -> Result<_> {
            let mut columns = Columns::new(row);
            let (id, change_before) = (columns.next_or_default(), change_before(columns.next_or_default()));
            let Some(before) = change_before else { return Ok(ControlFlow::Continue(())) };
            found = Some(ChangingEntry { id, before, steps: columns.next_or_default::<&[u8]>().to_vec() });
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// Returns the details of the next entry of an event that is about no operation, after the one with that number, with
    /// its number; `None` if there are no more.
    pub(crate) fn next_note(&self, event: Event, after: i64) -> Result<Option<(i64, String)>> {
        let sql = "SELECT id, details FROM entry WHERE event = ?1 AND id > ?2 AND first IS NULL ORDER BY id LIMIT 1";
        self.settled()?.one(sql, &params![event.name(), after], |row| Ok((row.get(0)?, row.get(1)?)))
    }
}
