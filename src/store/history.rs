//! What the audit trail tells of operations.

use std::collections::HashMap;

use rusqlite::Row;
use serde_json::Value as Json;

use super::Result;
use super::connection::Store;
use super::digest::problems_digest;
use super::error::unreadable;
use super::operations::read_problems;
use super::trail::{Step, Steps, Stored};
use crate::model::{Author, Change, CustomerId, Entry, Event, OperationId, Problem, State, Timestamp, hex};

/// What an entry tells of one operation.
struct ToldStep {
    /// Without its steps.
    entry: Stored,
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
            let (entry, hash) = Stored::read_without_steps(row)?;
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
    pub(crate) fn history(&self, ids: &[OperationId]) -> Result<Vec<Entry>> {
        let mut told = self.told_of_all(ids)?;
        let mut entries = Vec::new();
        for id in ids {
            entries.extend(self.history_of(*id, &told.remove(&id.0).unwrap_or_default())?);
        }
        Ok(entries)
    }

    fn history_of(&self, id: OperationId, steps: &[ToldStep]) -> Result<Vec<Entry>> {
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
                    let past = self.past_problems(id, step.turn)?;
                    // One that waits is still at the turn of the attempt before.
                    let is_its_own = step.state == State::Failed || step.outcome == Some(problems_digest(&past));
                    if is_its_own { past } else { Vec::new() }
                }
            };
            let changes = match (event, step.state) {
                (Event::Edited, _) => fields_from_json(&entry.details)?,
                (_, State::Synced) => self.changes(id)?.into_iter().filter(Change::is_change).collect(),
                _ => Vec::new(),
            };
            entries.push(Entry {
                id: entry.id,
                operation: id,
                at: Timestamp(entry.at),
                author: Author { actor: entry.actor.clone(), run: entry.run, reason: entry.reason.clone() },
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
    pub(crate) fn history_of_customer(&self, customer: CustomerId) -> Result<Vec<Entry>> {
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
            Stored::COLUMNS
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
            Stored::COLUMNS
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

/// The fields in an entry's details; none where it is no edit.
fn fields_from_json(details: &str) -> Result<Vec<Change>> {
    let details: Json = serde_json::from_str(details).map_err(|_| unreadable("an entry's details"))?;
    let fields = details.get("fields").and_then(Json::as_array).into_iter().flatten();
    let text = |field: &Json, key: &str| field.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    Ok(fields
        .map(|field| Change { field: text(field, "name"), old: text(field, "old"), new: text(field, "new") })
        .collect())
}
