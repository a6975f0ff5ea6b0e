//! What the trail tells of operations, gathered from its entries.

use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::model::State;
use crate::store::Result;
use crate::trail::Digest;
use crate::trail::{Event, Step, Steps};

/// What the trail tells of one operation.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// 0 where it tells of no such operation.
    pub(super) steps: u32,
    /// Of its receipt; none where the first step is something else.
    pub(super) receipt: Option<Digest>,
    pub(super) edits: u32,
    /// Of the row after the last edit.
    pub(super) edited: Option<Digest>,
    /// Of the record as the operation left it.
    pub(super) record: Option<Digest>,
    pub(super) outcome: Option<Digest>,
    pub(super) state: State,
    pub(super) turn: u32,
}

impl Default for Told {
    fn default() -> Self {
        Self {
            steps: 0,
            receipt: None,
            edits: 0,
            edited: None,
            record: None,
            outcome: None,
            state: State::Pending,
            turn: 0,
        }
    }
}

/// A step after which the operation failed or waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) state: State,
    pub(super) turn: u32,
    pub(super) outcome: Digest,
    /// Whether that is still its outcome.
    pub(super) is_current: bool,
}

/// What the trail tells of the operations in a range of numbers.
pub(super) struct Trails {
    first: i64,
    told: Vec<Told>,
    refusals: HashMap<i64, Vec<Refusal>>,
}

impl Trails {
    /// Reads the entries about operations from `first` to `last`. What cannot be read in them is left out: it was told of with
    /// the chain.
    pub(super) fn gather(connection: &Connection, first: i64, last: i64) -> Result<Self> {
        let mut trails = Self { first, told: Vec::new(), refusals: HashMap::new() };
        // The numbers first, for which an index does: sorting would copy the steps of all entries.
        let mut statement = connection.prepare_cached(
            "SELECT id FROM entry WHERE first <= ?2 AND last >= ?1 AND first IS NOT NULL ORDER BY id",
        )?;
        let ids = statement.query_map((first, last), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        let mut statement = connection.prepare_cached("SELECT event, steps FROM entry WHERE id = ?1")?;
        for id in ids {
            let mut rows = statement.query([id])?;
            let Some(row) = rows.next()? else { continue };
            let event = match row.get_ref(0)? {
                ValueRef::Text(name) => str::from_utf8(name).ok().and_then(Event::from_name),
                _ => None,
            };
            let ValueRef::Blob(steps) = row.get_ref(1)? else { continue };
            for step in Steps::new(steps).iter().flat_map(|steps| steps.within(first, last)).flatten() {
                // Steps that are not in their order may be out of the range.
                if (first..=last).contains(&step.operation) {
                    trails.take(event, step);
                }
            }
        }
        Ok(trails)
    }

    fn take(&mut self, event: Option<Event>, step: Step) {
        // What is in the range is not before its first.
        let at = step.operation.abs_diff(self.first) as usize;
        if at >= self.told.len() {
            self.told.resize(at + 1, Told::default());
        }
        let told = &mut self.told[at];
        if told.steps == 0 {
            told.receipt = step.content.filter(|_| matches!(event, Some(Event::Received | Event::Adopted)));
        } else if event == Some(Event::Edited) {
            told.edits += 1;
            told.edited = step.content;
        } else if step.content.is_some() {
            told.record = step.content;
        }
        told.steps += 1;
        (told.state, told.turn) = (step.state, step.revision);
        let Some(outcome) = step.outcome else { return };
        told.outcome = Some(outcome);
        if let Some(refusals) = self.refusals.get_mut(&step.operation) {
            for refusal in refusals {
                refusal.is_current = false;
            }
        }
        if matches!(step.state, State::Failed | State::Waiting) {
            let refusals = self.refusals.entry(step.operation).or_default();
            let refusal = Refusal { state: step.state, turn: step.revision, outcome, is_current: true };
            // What waits may do so again and again, without an attempt.
            refusals.retain(|known| Refusal { is_current: true, ..*known } != refusal);
            refusals.push(refusal);
        }
    }

    /// What is told of an operation.
    pub(super) fn of(&self, operation: i64) -> Option<&Told> {
        let at = usize::try_from(operation.checked_sub(self.first)?).ok()?;
        self.told.get(at).filter(|told| told.steps > 0)
    }

    /// When it failed and waited.
    pub(super) fn refusals(&self, operation: i64) -> &[Refusal] {
        self.refusals.get(&operation).map_or(&[], Vec::as_slice)
    }

    /// The operations that are told of, in order.
    pub(super) fn operations(&self) -> impl Iterator<Item = i64> {
        let first = self.first;
        self.told.iter().zip(0..).filter(|(told, _)| told.steps > 0).map(move |(_, at)| first + at)
    }
}

/// The lowest operation from `from` on that an entry tells of.
pub(super) fn next_told(connection: &Connection, from: i64) -> Result<Option<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT id FROM entry WHERE last >= ?1 AND first IS NOT NULL ORDER BY id")?;
    let ids = statement.query_map([from], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut statement = connection.prepare_cached("SELECT steps FROM entry WHERE id = ?1")?;
    let mut lowest = None;
    for id in ids {
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { continue };
        let ValueRef::Blob(steps) = row.get_ref(0)? else { continue };
        let next = Steps::new(steps).and_then(|steps| steps.within(from, i64::MAX).next().flatten());
        let next = next.map(|step| step.operation).filter(|operation| *operation >= from);
        lowest = lowest.into_iter().chain(next).min();
    }
    Ok(lowest)
}
