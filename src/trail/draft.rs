//! What a transaction does to operations, collected until its entries are appended to the trail.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::details::edit_details;
use super::digest::{Digest, layout_digest, problems_digest, record_digest};
use super::entry::NewEntry;
use super::event::Event;
use super::note::Note;
use super::step::Step;
use crate::model::{Change, Layout, OperationId, Problem, State};

/// What a transaction has done to operations so far.
#[derive(Default)]
pub(crate) struct Draft {
    steps: Vec<DraftStep>,
    /// Positions of the steps that a later step of the same operation replaces: only what an operation comes to in the
    /// end counts. An edit is never replaced.
    positions: HashMap<i64, usize>,
    /// Digests of the records that were written, by the operation that they came with.
    records: HashMap<i64, Digest>,
    layouts: HashMap<i64, Digest>,
    /// What is about no operation.
    notes: Vec<(Event, Map<String, Json>)>,
}

struct DraftStep {
    event: Event,
    step: Step,
    /// The fields that an edit changed.
    changes: Vec<Change>,
}

impl Draft {
    /// Adds that an operation was stored.
    pub(crate) fn receive(&mut self, operation: OperationId, state: State, problems: &[Problem], content: Digest) {
        let outcome = Some(problems_digest(problems));
        let step = Step { operation: operation.0, state, revision: 0, outcome, content: Some(content) };
        // No operation is received twice, so there is no position to remember.
        self.push(Event::Received, step, Vec::new());
    }

    /// Adds that an operation entered a state.
    pub(crate) fn step(
        &mut self,
        event: Event,
        operation: OperationId,
        state: State,
        revision: u32,
        outcome: Option<Digest>,
    ) {
        let content = self.records.remove(&operation.0);
        let step = Step { operation: operation.0, state, revision, outcome, content };
        match self.positions.get(&operation.0) {
            Some(position) => {
                let slot = &mut self.steps[*position];
                // What the new step leaves open stays as the transaction made it before.
                let outcome = step.outcome.or(slot.step.outcome);
                let content = step.content.or(slot.step.content);
                (slot.event, slot.step) = (event, Step { outcome, content, ..step });
            }
            None => {
                self.positions.insert(operation.0, self.steps.len());
                self.push(event, step, Vec::new());
            }
        }
    }

    /// Whether the operation's present outcome came in this transaction, with a step that the next one replaces.
    pub(crate) fn has_replaceable_outcome(&self, operation: OperationId) -> bool {
        self.positions.get(&operation.0).is_some_and(|position| self.steps[*position].step.outcome.is_some())
    }

    /// Adds that an operation was edited.
    pub(crate) fn edit(&mut self, step: Step, changes: Vec<Change>) {
        self.positions.remove(&step.operation);
        self.push(Event::Edited, step, changes);
    }

    fn push(&mut self, event: Event, step: Step, changes: Vec<Change>) {
        self.steps.push(DraftStep { event, step, changes });
    }

    /// Adds a note.
    pub(crate) fn add(&mut self, note: &Note) {
        self.note(note.event(), note.details());
    }

    /// Adds an event that is about no operation.
    pub(crate) fn note(&mut self, event: Event, details: Map<String, Json>) {
        self.notes.push((event, details));
    }

    /// Adds that an operation wrote a record; the operation's step follows.
    pub(crate) fn record(&mut self, operation: OperationId, active: bool, fields: &str) {
        self.records.insert(operation.0, record_digest(active, fields));
    }

    /// Returns the digest of a layout by its number.
    pub(crate) fn layout(&mut self, number: i64, layout: &Layout) -> Digest {
        let digest = || layout_digest(layout.kind().index() as i64, layout.columns());
        *self.layouts.entry(number).or_insert_with(digest)
    }

    /// Returns the entries to append. What a run does is an entry for each event; what a person does is an entry for
    /// each operation.
    pub(crate) fn into_entries(self, is_by_run: bool) -> Vec<NewEntry> {
        let Self { mut steps, notes, .. } = self;
        let mut entries: Vec<_> =
            notes.into_iter().map(|(event, details)| NewEntry { event, details, steps: Vec::new() }).collect();
        if is_by_run {
            steps.sort_unstable_by_key(|draft| (draft.event, draft.step.operation));
            entries.extend(steps.chunk_by(|one, other| one.event == other.event).map(entry_of_many));
        } else {
            entries.extend(steps.into_iter().map(entry_of_one));
        }
        entries
    }
}

fn entry_of_one(DraftStep { event, step, changes }: DraftStep) -> NewEntry {
    NewEntry { event, details: edit_details(&changes), steps: vec![step] }
}

/// Returns the entry of steps that have the same event.
fn entry_of_many(steps: &[DraftStep]) -> NewEntry {
    let event = steps[0].event;
    NewEntry { event, details: Map::new(), steps: steps.iter().map(|draft| draft.step).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trail::digest::NO_OUTCOME;

    /// Event, and operation and state of each step.
    type Summary = (Event, Vec<(i64, State)>);

    fn summary(entries: &[NewEntry]) -> Vec<Summary> {
        let steps = |entry: &NewEntry| entry.steps.iter().map(|step| (step.operation, step.state)).collect();
        entries.iter().map(|entry| (entry.event, steps(entry))).collect()
    }

    #[test]
    fn a_step_without_an_outcome_keeps_the_one_that_the_transaction_made_before() {
        let mut draft = Draft::default();
        let id = OperationId(1);
        assert!(!draft.has_replaceable_outcome(id));
        draft.step(Event::Released, id, State::Pending, 3, Some(*NO_OUTCOME));
        draft.step(Event::Dismissed, id, State::Dismissed, 3, None);
        assert!(draft.has_replaceable_outcome(id));
        let entries = draft.into_entries(true);
        assert_eq!(summary(&entries), [(Event::Dismissed, vec![(1, State::Dismissed)])]);
        assert_eq!(entries[0].steps[0].outcome, Some(*NO_OUTCOME));
    }

    fn mixed() -> Draft {
        let mut draft = Draft::default();
        for (event, id, state) in [
            (Event::Released, 7, State::Pending),
            (Event::Synchronized, 5, State::Synced),
            (Event::Synchronized, 3, State::Failed),
        ] {
            draft.step(event, OperationId(id), state, 1, None);
        }
        draft.note(Event::Reset, Map::new());
        draft
    }

    #[test]
    fn what_a_run_does_is_an_entry_for_each_event() {
        let expected = [
            (Event::Reset, vec![]),
            (Event::Synchronized, vec![(3, State::Failed), (5, State::Synced)]),
            (Event::Released, vec![(7, State::Pending)]),
        ];
        assert_eq!(summary(&mixed().into_entries(true)), expected);
    }

    #[test]
    fn what_a_person_does_is_an_entry_for_each_operation() {
        let expected = [
            (Event::Reset, vec![]),
            (Event::Released, vec![(7, State::Pending)]),
            (Event::Synchronized, vec![(5, State::Synced)]),
            (Event::Synchronized, vec![(3, State::Failed)]),
        ];
        assert_eq!(summary(&mixed().into_entries(false)), expected);
    }

    #[test]
    fn an_edit_is_never_replaced() {
        let mut draft = Draft::default();
        let step = Step { operation: 1, state: State::Pending, revision: 1, outcome: None, content: None };
        let change = Change { field: "Phone".to_owned(), old: "1".to_owned(), new: "2".to_owned() };
        draft.edit(step, vec![change]);
        draft.step(Event::Dismissed, OperationId(1), State::Dismissed, 1, None);
        let entries = draft.into_entries(false);
        let expected = [(Event::Edited, vec![(1, State::Pending)]), (Event::Dismissed, vec![(1, State::Dismissed)])];
        assert_eq!(summary(&entries), expected);
        assert_eq!(Json::Object(entries[0].details.clone())["fields"][0]["new"], "2");
    }
}
