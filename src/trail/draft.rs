//! What a transaction does to operations, collected until its entries are appended to the trail.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::details::{add_change, change_of_step, edit_details};
use super::digest::{Digest, layout_digest, problems_digest, record_digest};
use super::entry::NewEntry;
use super::event::Event;
use super::note::Note;
use super::step::Step;
use crate::model::{Change, CustomerId, Layout, OperationId, Problem, State};

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
    /// The customers that were changed, by the operation that did it.
    touched: HashMap<i64, CustomerId>,
    /// What is about no operation.
    notes: Vec<(Event, Map<String, Json>)>,
}

struct DraftStep {
    event: Event,
    step: Step,
    /// The fields that an edit changed.
    changes: Vec<Change>,
    /// The customer that the step changed; `None` for most.
    customer: Option<CustomerId>,
}

/// The entries of a transaction, and the change numbers that go with them.
pub(crate) struct Drafted {
    pub(crate) entries: Vec<NewEntry>,
    /// The customers that were changed, with their new change numbers, in no order.
    pub(crate) changes: HashMap<CustomerId, i64>,
    /// The number of the last change to any customer.
    pub(crate) last_change: i64,
}

impl Draft {
    /// Adds that an operation was stored.
    pub(crate) fn receive(&mut self, operation: OperationId, state: State, problems: &[Problem], content: Digest) {
        let outcome = Some(problems_digest(problems));
        let step = Step { operation: operation.0, state, revision: 0, outcome, content: Some(content), touches: false };
        // No operation is received twice, so there is no position to remember.
        self.push(Event::Received, step, Vec::new(), None);
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
        let customer = self.touched.remove(&operation.0);
        let touches = customer.is_some();
        let step = Step { operation: operation.0, state, revision, outcome, content, touches };
        match self.positions.get(&operation.0) {
            Some(position) => {
                let slot = &mut self.steps[*position];
                // What the new step leaves open stays as the transaction made it before.
                let outcome = step.outcome.or(slot.step.outcome);
                let content = step.content.or(slot.step.content);
                let touches = step.touches || slot.step.touches;
                (slot.event, slot.step) = (event, Step { outcome, content, touches, ..step });
                slot.customer = customer.or(slot.customer);
            }
            None => {
                self.positions.insert(operation.0, self.steps.len());
                self.push(event, step, Vec::new(), customer);
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
        self.push(Event::Edited, step, changes, None);
    }

    fn push(&mut self, event: Event, step: Step, changes: Vec<Change>, customer: Option<CustomerId>) {
        self.steps.push(DraftStep { event, step, changes, customer });
    }

    /// Adds that an operation changed a customer, who therefore gets a change number; the operation's step follows.
    pub(crate) fn touch(&mut self, operation: OperationId, customer: CustomerId) {
        self.touched.insert(operation.0, customer);
    }

    /// Adds a note before all others.
    pub(crate) fn put_first(&mut self, event: Event, details: Map<String, Json>) {
        self.notes.insert(0, (event, details));
    }

    /// Whether there is nothing to append.
    pub(crate) fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.notes.is_empty()
    }

    /// Whether any customer was changed.
    pub(crate) fn has_changes(&self) -> bool {
        self.steps.iter().any(|draft| draft.step.touches)
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
        let digest = || layout_digest(layout.kind().index() as i64, &layout.stored_columns());
        *self.layouts.entry(number).or_insert_with(digest)
    }

    /// Returns the entries to append. What a run does is an entry for each event; what a person does is an entry for
    /// each operation. `last_change` is the number of the last change to any customer so far.
    ///
    /// The change number of a customer follows from the place of the step that changed it last: the steps of an entry
    /// stand for the numbers after the one in its details. So the trail says it without a byte for it.
    pub(crate) fn into_entries(self, is_by_run: bool, last_change: i64) -> Drafted {
        let Self { mut steps, notes, .. } = self;
        let entries =
            notes.into_iter().map(|(event, details)| NewEntry { event, details, steps: Vec::new() }).collect();
        let mut drafted = Drafted { entries, changes: HashMap::new(), last_change };
        if is_by_run {
            steps.sort_unstable_by_key(|draft| (draft.event, draft.step.operation));
            steps.chunk_by(|one, other| one.event == other.event).for_each(|steps| drafted.add(steps));
        } else {
            steps.chunks(1).for_each(|step| drafted.add(step));
        }
        drafted
    }
}

impl Drafted {
    /// Adds the entry of steps that have the same event, in the order of their operations.
    fn add(&mut self, steps: &[DraftStep]) {
        let mut details = edit_details(&steps[0].changes);
        let before = self.last_change;
        for (position, draft) in steps.iter().enumerate() {
            if let Some(customer) = draft.customer {
                self.last_change = change_of_step(before, position);
                self.changes.insert(customer, self.last_change);
            }
        }
        if self.last_change > before {
            add_change(&mut details, before);
        }
        let steps_of_entry = steps.iter().map(|draft| draft.step).collect();
        self.entries.push(NewEntry { event: steps[0].event, details, steps: steps_of_entry });
    }
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
        let entries = draft.into_entries(true, 0).entries;
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
        assert_eq!(summary(&mixed().into_entries(true, 0).entries), expected);
    }

    #[test]
    fn what_a_person_does_is_an_entry_for_each_operation() {
        let expected = [
            (Event::Reset, vec![]),
            (Event::Released, vec![(7, State::Pending)]),
            (Event::Synchronized, vec![(5, State::Synced)]),
            (Event::Synchronized, vec![(3, State::Failed)]),
        ];
        assert_eq!(summary(&mixed().into_entries(false, 0).entries), expected);
    }

    #[test]
    fn an_edit_is_never_replaced() {
        let mut draft = Draft::default();
        let step =
            Step { operation: 1, state: State::Pending, revision: 1, outcome: None, content: None, touches: false };
        let change = Change { field: "Phone".to_owned(), old: "1".to_owned(), new: "2".to_owned() };
        draft.edit(step, vec![change]);
        draft.step(Event::Dismissed, OperationId(1), State::Dismissed, 1, None);
        let entries = draft.into_entries(false, 0).entries;
        let expected = [(Event::Edited, vec![(1, State::Pending)]), (Event::Dismissed, vec![(1, State::Dismissed)])];
        assert_eq!(summary(&entries), expected);
        assert_eq!(Json::Object(entries[0].details.clone())["fields"][0]["new"], "2");
    }

    #[test]
    fn the_change_number_of_a_customer_is_that_of_the_last_step_that_changed_it() {
        let mut draft = Draft::default();
        for (id, customer) in [(9, Some(1)), (4, Some(2)), (6, None), (7, Some(1)), (5, None)] {
            if let Some(customer) = customer {
                draft.touch(OperationId(id), CustomerId(customer));
            }
            draft.step(Event::Synchronized, OperationId(id), State::Synced, 1, None);
        }
        draft.step(Event::Released, OperationId(3), State::Pending, 1, None);
        let Drafted { entries, changes, last_change } = draft.into_entries(true, 100);
        // Operations 4, 5, 6, 7 and 9 stand for 101 to 105.
        assert_eq!(changes, HashMap::from([(CustomerId(2), 101), (CustomerId(1), 105)]));
        assert_eq!(last_change, 105);
        let details: Vec<_> = entries.into_iter().map(|entry| Json::Object(entry.details).to_string()).collect();
        assert_eq!(details, [r#"{"change":100}"#, "{}"]);
    }

    #[test]
    fn what_a_person_does_gets_change_numbers_in_its_order() {
        let mut draft = Draft::default();
        for (id, customer) in [(9, 1), (4, 1)] {
            draft.touch(OperationId(id), CustomerId(customer));
            draft.step(Event::Resynced, OperationId(id), State::Synced, 1, None);
        }
        let Drafted { changes, last_change, .. } = draft.into_entries(false, 7);
        assert_eq!((changes, last_change), (HashMap::from([(CustomerId(1), 9)]), 9));
    }
}
