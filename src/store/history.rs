//! The history of operations, as the audit trail has it.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::database::{Row, among, ids as numbers, params};
use super::error::{Result, unreadable};
use super::handle::Store;
use super::stored_values::read_problem;
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

/// A step of one operation, with its entry.
struct RecordedStep {
    /// Without the bytes of its steps.
    entry: Entry,
    step: Step,
    hash: Vec<u8>,
}

impl RecordedStep {
    fn event(&self) -> Result<Event> {
        Event::from_name(&self.entry.event).ok_or_else(|| unreadable("an entry's event"))
    }

    /// Returns what the step says about its operation.
    fn entry(&self, event: Event, changes: Vec<Change>, problems: Vec<Problem>) -> HistoryEntry {
        let Self { entry, step, hash } = self;
        HistoryEntry {
            id: entry.id,
            operation: OperationId(step.operation),
            at: Timestamp(entry.at),
            author: entry.author(),
            event,
            state: step.state,
            changes,
            problems,
            hash: hex(hash),
        }
    }
}

/// Adds the steps of the operations in an entry's row.
fn add_steps(row: &Row<'_>, ids: &[OperationId], steps_of: &mut HashMap<i64, Vec<RecordedStep>>) -> Result<()> {
    let steps = Steps::new(row.get(9)?).ok_or_else(|| unreadable("the steps of an entry"))?;
    for id in ids {
        if let Some(step) = steps.within(id.0, id.0).next() {
            let step = step.ok_or_else(|| unreadable("a step of an entry"))?;
            let (entry, hash) = read_without_steps(row)?;
            steps_of.entry(id.0).or_default().push(RecordedStep { entry, step, hash });
        }
    }
    Ok(())
}

impl Store {
    /// Returns the number of the last entry about an operation, which is used to detect a concurrent edit.
    pub(crate) fn last_entry(&self, id: OperationId) -> Result<Option<i64>> {
        Ok(self.steps_of(id)?.last().map(|last| last.entry.id))
    }

    /// Returns the history of operations: of one after the other, each in order.
    pub(crate) fn history(&self, ids: &[OperationId]) -> Result<Vec<HistoryEntry>> {
        let mut steps_of = self.steps_of_all(ids)?;
        let mut entries = Vec::new();
        for id in ids {
            entries.extend(self.history_of(*id, &steps_of.remove(&id.0).unwrap_or_default())?);
        }
        Ok(entries)
    }

    fn history_of(&self, id: OperationId, steps: &[RecordedStep]) -> Result<Vec<HistoryEntry>> {
        let mut entries = Vec::with_capacity(steps.len());
        for (at, recorded) in steps.iter().enumerate() {
            let later = &steps[at + 1..];
            let event = recorded.event()?;
            // Adoption recorded first the row and then its outcome: one event for people.
            if event == Event::Adopted && later.first().is_some_and(|next| next.entry.event == recorded.entry.event) {
                continue;
            }
            let is_current = !later.iter().any(|later| later.step.outcome.is_some());
            let changes = self.changes_of_step(id, event, recorded)?;
            let problems = self.problems_of_step(id, &recorded.step, is_current)?;
            entries.push(recorded.entry(event, changes, problems));
        }
        Ok(entries)
    }

    /// Returns the fields that an operation's step edited, or that headquarters changed with it.
    fn changes_of_step(&self, id: OperationId, event: Event, recorded: &RecordedStep) -> Result<Vec<Change>> {
        match (event, recorded.step.state) {
            (Event::Edited, _) => {
                edited_fields(&recorded.entry.details).ok_or_else(|| unreadable("an entry's details"))
            }
            (_, State::Synced) => Ok(self.changes(id)?.into_iter().filter(Change::is_change).collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// Returns the problems with which an operation failed or waited at a step; the current ones if no later step has
    /// an outcome.
    fn problems_of_step(&self, id: OperationId, step: &Step, is_current: bool) -> Result<Vec<Problem>> {
        if !matches!(step.state, State::Failed | State::Waiting) || step.outcome.is_none() {
            return Ok(Vec::new());
        }
        if is_current {
            return self.problems(id);
        }
        let past = self.past_problems(id, step.revision)?;
        // An operation that waits still has the revision of the attempt before.
        let is_its_own = step.state == State::Failed || step.outcome == Some(problems_digest(&past));
        Ok(if is_its_own { past } else { Vec::new() })
    }

    /// Returns the history of all operations of a customer, in order.
    pub(crate) fn history_of_customer(&self, customer: CustomerId) -> Result<Vec<HistoryEntry>> {
        let mut entries = self.history(&self.operations_of(customer)?)?;
        entries.sort_by_key(|entry| (entry.id, entry.operation));
        Ok(entries)
    }

    /// Returns the steps of an operation, in their order.
    fn steps_of(&self, id: OperationId) -> Result<Vec<RecordedStep>> {
        Ok(self.steps_of_all(&[id])?.remove(&id.0).unwrap_or_default())
    }

    /// Returns what people did to operations, in order: corrections, each with the problems that it was about. The outcomes
    /// of runs are left out, which saves reading their entries.
    pub(crate) fn corrections(&self, ids: &[OperationId]) -> Result<Vec<HistoryEntry>> {
        let by_people = [Event::Edited, Event::Resynced, Event::Dismissed].map(|event| format!("'{}'", event.name()));
        let condition = format!(" AND event IN ({})", by_people.join(", "));
        let mut entries = Vec::new();
        for (id, steps) in self.steps_where(ids, &condition)? {
            for recorded in &steps {
                entries.push(self.correction(OperationId(id), recorded)?);
            }
        }
        entries.sort_by_key(|entry| (entry.id, entry.operation));
        Ok(entries)
    }

    fn correction(&self, id: OperationId, recorded: &RecordedStep) -> Result<HistoryEntry> {
        let (event, step) = (recorded.event()?, &recorded.step);
        let problems = match event {
            // Those that it had before.
            Event::Edited | Event::Dismissed => self.past_problems(id, step.revision.saturating_sub(1))?,
            _ if !matches!(step.state, State::Failed | State::Waiting) => Vec::new(),
            _ => match self.past_problems(id, step.revision)? {
                past if past.is_empty() => self.problems(id)?,
                past => past,
            },
        };
        let changes = if event == Event::Edited { self.changes_of_step(id, event, recorded)? } else { Vec::new() };
        Ok(recorded.entry(event, changes, problems))
    }

    /// Returns the steps of operations by operation, in their order.
    fn steps_of_all(&self, ids: &[OperationId]) -> Result<HashMap<i64, Vec<RecordedStep>>> {
        self.steps_where(ids, "")
    }

    /// Returns the steps of operations in the entries that fulfil a condition, ` AND …` or nothing.
    fn steps_where(&self, ids: &[OperationId], condition: &str) -> Result<HashMap<i64, Vec<RecordedStep>>> {
        let mut steps_of: HashMap<i64, Vec<RecordedStep>> = HashMap::new();
        let of_one = format!(
            "SELECT {COLUMNS} FROM entry WHERE {} AND last = first AND first IS NOT NULL{condition}",
            among("first", 1)
        );
        self.settled()?.each(&of_one, &[numbers(ids.iter().map(|id| id.0))], |row| {
            add_steps(row, &[OperationId(row.get(7)?)], &mut steps_of).map(ControlFlow::Continue)
        })?;
        let (first, last) = ids.iter().min().zip(ids.iter().max()).map_or((0, -1), |(first, last)| (first.0, last.0));
        let of_many =
            format!("SELECT {COLUMNS} FROM entry WHERE first <= ?2 AND last >= ?1 AND first < last{condition}");
        self.settled()?.each(&of_many, &params![first, last], |row| {
            add_steps(row, ids, &mut steps_of).map(ControlFlow::Continue)
        })?;
        for steps in steps_of.values_mut() {
            steps.sort_by_key(|step| step.entry.id);
        }
        Ok(steps_of)
    }

    /// Returns the problems that an operation had at an earlier revision.
    pub(super) fn past_problems(&self, id: OperationId, revision: u32) -> Result<Vec<Problem>> {
        let sql = "SELECT reason, field, value, expected, suggestion FROM past_problem
             WHERE operation = ?1 AND turn = ?2 ORDER BY position";
        self.settled()?.all(sql, &params![id.0, revision], |row| read_problem(row, 0))
    }
}
