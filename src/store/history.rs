//! What the audit trail tells of operations.

use std::collections::HashMap;

use rusqlite::Row;

use super::error::{Result, unreadable};
use super::handle::Store;
use super::stored_values::read_problems;
use super::trail::{COLUMNS, read_without_steps};
use crate::model::{Change, CustomerId, OperationId, Problem, State, Timestamp, hex};
use crate::trail::{Author, Entry, Event, Step, Steps, edited_fields, problems_digest};

/// What an entry of the audit trail says about one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HistoryEntry {
    pub(crate) id: i64,
    pub(crate) operation: OperationId,
    pub(crate) at: Timestamp,
    pub(crate) author: Author,
    pub(crate) event: Event,
    /// The state that the operation entered.
    pub(crate) state: State,
    /// Old and new value of the fields that were edited, or that headquarters changed with the operation.
    pub(crate) changes: Vec<Change>,
    /// What was wrong.
    pub(crate) problems: Vec<Problem>,
    /// The entry's hash in hexadecimal digits, over itself and the entry before it.
    pub(crate) hash: String,
}

/// What an entry tells of one operation.
struct ToldStep {
    /// Without its steps.
    entry: Entry,
    step: Step,
    hash: Vec<u8>,
}

/// Takes what the entry in a row tells of the operations.
fn take_steps(row: &Row<'_>, ids: &[OperationId], told: &mut HashMap<i64, Vec<ToldStep>>) -> Result<()> {
    let bytes = row.get_ref(9)?.as_blob().map_err(rusqlite::Error::from)?;
    let steps = Steps::new(bytes).ok_or_else(|| unreadable("the steps of an entry"))?;
    for id in ids {
        if let Some(step) = steps.within(id.0, id.0).next() {
            let step = step.ok_or_else(|| unreadable("a step of an entry"))?;
            let (entry, hash) = read_without_steps(row)?;
            told.entry(id.0).or_default().push(ToldStep { entry, step, hash });
        }
    }
    Ok(())
}

impl Store {
    /// The number of the last entry that is about an operation, by which a person hears of what another one has done
    /// meanwhile.
    pub(crate) fn last_entry(&self, id: OperationId) -> Result<Option<i64>> {
        Ok(self.told_of(id)?.last().map(|told| told.entry.id))
    }

    /// What happened to operations: to one after the other, each in order.
    pub(crate) fn history(&self, ids: &[OperationId]) -> Result<Vec<HistoryEntry>> {
        let mut told = self.told_of_all(ids)?;
        let mut entries = Vec::new();
        for id in ids {
            entries.extend(self.history_of(*id, &told.remove(&id.0).unwrap_or_default())?);
        }
        Ok(entries)
    }

    fn history_of(&self, id: OperationId, steps: &[ToldStep]) -> Result<Vec<HistoryEntry>> {
        let mut entries = Vec::with_capacity(steps.len());
        for (at, ToldStep { entry, step, hash }) in steps.iter().enumerate() {
            let event = Event::from_name(&entry.event).ok_or_else(|| unreadable("an entry's event"))?;
            // First the row was taken into the trail, then what had become of it: one event for people.
            if event == Event::Adopted && steps.get(at + 1).is_some_and(|next| next.entry.event == entry.event) {
                continue;
            }
            let is_current = !steps[at + 1..].iter().any(|later| later.step.outcome.is_some());
            let is_refusal = matches!(step.state, State::Failed | State::Waiting) && step.outcome.is_some();
            let problems = match (is_refusal, is_current) {
                (false, _) => Vec::new(),
                (true, true) => self.problems(id)?,
                (true, false) => {
                    let past = self.past_problems(id, step.revision)?;
                    // One that waits is still at the turn of the attempt before.
                    let is_its_own = step.state == State::Failed || step.outcome == Some(problems_digest(&past));
                    if is_its_own { past } else { Vec::new() }
                }
            };
            let changes = match (event, step.state) {
                (Event::Edited, _) => edited_fields(&entry.details).ok_or_else(|| unreadable("an entry's details"))?,
                (_, State::Synced) => self.changes(id)?.into_iter().filter(Change::is_change).collect(),
                _ => Vec::new(),
            };
            entries.push(HistoryEntry {
                id: entry.id,
                operation: id,
                at: Timestamp(entry.at),
                author: entry.author(),
                event,
                state: step.state,
                changes,
                problems,
                hash: hex(hash),
            });
        }
        Ok(entries)
    }

    /// What happened to all operations of a customer, in order.
    pub(crate) fn history_of_customer(&self, customer: CustomerId) -> Result<Vec<HistoryEntry>> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM operation WHERE customer = ?1")?;
        let ids = statement.query_map([customer.0], |row| row.get(0).map(OperationId))?;
        let mut entries = self.history(&ids.collect::<rusqlite::Result<Vec<_>>>()?)?;
        entries.sort_by_key(|entry| (entry.id, entry.operation));
        Ok(entries)
    }

    /// The entries that are about an operation, in their order.
    fn told_of(&self, id: OperationId) -> Result<Vec<ToldStep>> {
        Ok(self.told_of_all(&[id])?.remove(&id.0).unwrap_or_default())
    }

    /// The entries that are about operations, by the operation and in their order.
    fn told_of_all(&self, ids: &[OperationId]) -> Result<HashMap<i64, Vec<ToldStep>>> {
        let mut told: HashMap<i64, Vec<ToldStep>> = HashMap::new();
        let mut of_one = self.connection.prepare_cached(&format!(
            "SELECT {} FROM entry WHERE first = ?1 AND last = ?1 AND first IS NOT NULL",
            COLUMNS
        ))?;
        for id in ids {
            let mut rows = of_one.query([id.0])?;
            while let Some(row) = rows.next()? {
                take_steps(row, &[*id], &mut told)?;
            }
        }
        let ends = ids.iter().min().zip(ids.iter().max()).map(|(first, last)| (first.0, last.0));
        let mut of_many = self.connection.prepare_cached(&format!(
            "SELECT {} FROM entry WHERE first <= ?2 AND last >= ?1 AND first < last",
            COLUMNS
        ))?;
        let mut rows = of_many.query(ends.unwrap_or((0, -1)))?;
        while let Some(row) = rows.next()? {
            take_steps(row, ids, &mut told)?;
        }
        for steps in told.values_mut() {
            steps.sort_by_key(|told| told.entry.id);
        }
        Ok(told)
    }

    /// What was wrong with an operation at an earlier turn.
    pub(super) fn past_problems(&self, id: OperationId, turn: u32) -> Result<Vec<Problem>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT reason, field, value, expected, suggestion FROM past_problem
             WHERE operation = ?1 AND turn = ?2 ORDER BY position",
        )?;
        read_problems(statement.query((id.0, turn))?)
    }
}
