//! What the trail recorded about operations, gathered from its entries.

use std::collections::HashMap;

use crate::model::State;
use crate::store::{Result, Store};
use crate::trail::{Digest, Event, Step, Steps, change_of_step};

/// What the trail recorded about one operation.
#[derive(Debug, Clone)]
pub(super) struct Recorded {
    /// 0 if the trail does not know the operation.
    steps: u32,
    /// Of the operation as it was received; `None` if its first step is something else.
    pub(super) receipt: Option<Digest>,
    pub(super) edits: u32,
    /// Of the row after the last edit.
    pub(super) edited: Option<Digest>,
    /// Of the record as the operation left it.
    pub(super) record: Option<Digest>,
    pub(super) outcome: Option<Digest>,
    pub(super) state: State,
    /// The state in which the operation had gone through before another step, which no command takes.
    pub(super) reverted: Option<State>,
    pub(super) revision: u32,
    /// The change number that the operation's customer got for it; `None` if the operation did not change its customer.
    pub(super) change: Option<i64>,
    /// The last run with a step of the operation; `None` if no run has one.
    pub(super) run: Option<i64>,
}

impl Default for Recorded {
    fn default() -> Self {
        Self {
            steps: 0,
            receipt: None,
            edits: 0,
            edited: None,
            record: None,
            outcome: None,
            state: State::Pending,
            reverted: None,
            revision: 0,
            change: None,
            run: None,
        }
    }
}

/// A step after which the operation failed or waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnresolvedStep {
    pub(super) state: State,
    pub(super) revision: u32,
    pub(super) outcome: Digest,
    /// Whether the operation still has that outcome.
    pub(super) is_current: bool,
}

/// Returns whether an operation may enter a state: one that has gone through is never decided on again.
fn may_become(state: State, next: State) -> bool {
    match state {
        State::Synced => next == State::Completed,
        State::Completed => false,
        State::Pending | State::Waiting | State::Failed | State::Dismissed => true,
    }
}

/// What the trail recorded about the operations in a range of numbers.
pub(super) struct RecordedOperations {
    first: i64,
    recorded: Vec<Recorded>,
    unresolved: HashMap<i64, Vec<UnresolvedStep>>,
}

impl RecordedOperations {
    /// Reads the entries about operations from `first` to `last`. What cannot be read in them is left out: the check of
    /// the chain reports it.
    pub(super) fn gather(store: &Store, first: i64, last: i64) -> Result<Self> {
        let mut gathered = Self::none(first);
        store.for_each_entry_about(first, last, &mut |stored| {
            let steps = Steps::new(stored.bytes);
            for (position, step) in steps.iter().flat_map(|steps| steps.positioned_within(first, last)) {
                // Steps that are not in their order may be outside of the range.
                let Some(step) = step.filter(|step| (first..=last).contains(&step.operation)) else { continue };
                let change = stored.change_before.filter(|_| step.touches);
                gathered.add((stored.event, stored.run), step, change.map(|before| change_of_step(before, position)));
            }
            Ok(())
        })?;
        Ok(gathered)
    }

    /// Nothing about the operations from `first` on.
    pub(super) fn none(first: i64) -> Self {
        Self { first, recorded: Vec::new(), unresolved: HashMap::new() }
    }

    fn add(&mut self, (event, run): (Option<Event>, Option<i64>), step: Step, change: Option<i64>) {
        // What is in the range is not before its first.
        let at = step.operation.abs_diff(self.first) as usize;
        if at >= self.recorded.len() {
            self.recorded.resize(at + 1, Recorded::default());
        }
        let recorded = &mut self.recorded[at];
        if recorded.steps == 0 {
            recorded.receipt = step.content.filter(|_| matches!(event, Some(Event::Received | Event::Adopted)));
        } else if event == Some(Event::Edited) {
            recorded.edits += 1;
            recorded.edited = step.content;
        } else if step.content.is_some() {
            recorded.record = step.content;
        }
        if recorded.steps > 0 && !may_become(recorded.state, step.state) {
            recorded.reverted = Some(recorded.state);
        }
        recorded.steps += 1;
        recorded.change = change.or(recorded.change);
        recorded.run = run.or(recorded.run);
        (recorded.state, recorded.revision) = (step.state, step.revision);
        if let Some(outcome) = step.outcome {
            recorded.outcome = Some(outcome);
            self.add_outcome(step, outcome);
        }
    }

    fn add_outcome(&mut self, step: Step, outcome: Digest) {
        for earlier in self.unresolved.get_mut(&step.operation).into_iter().flatten() {
            earlier.is_current = false;
        }
        if matches!(step.state, State::Failed | State::Waiting) {
            let unresolved = self.unresolved.entry(step.operation).or_default();
            let step = UnresolvedStep { state: step.state, revision: step.revision, outcome, is_current: true };
            // An operation may wait again and again, without an attempt.
            unresolved.retain(|known| UnresolvedStep { is_current: true, ..*known } != step);
            unresolved.push(step);
        }
    }

    /// Returns what was recorded about an operation; `None` if nothing was.
    pub(super) fn of(&self, operation: i64) -> Option<&Recorded> {
        let at = usize::try_from(operation.checked_sub(self.first)?).ok()?;
        self.recorded.get(at).filter(|recorded| recorded.steps > 0)
    }

    /// Returns the steps after which an operation failed or waited.
    pub(super) fn unresolved(&self, operation: i64) -> &[UnresolvedStep] {
        self.unresolved.get(&operation).map_or(&[], Vec::as_slice)
    }

    /// Returns the operations about which something was recorded, in order.
    pub(super) fn operations(&self) -> impl Iterator<Item = i64> {
        let first = self.first;
        self.recorded.iter().zip(0..).filter(|(recorded, _)| recorded.steps > 0).map(move |(_, at)| first + at)
    }
}

/// Returns the lowest operation from `from` on about which something was recorded; `None` if there is none.
pub(super) fn next_recorded(store: &Store, from: i64) -> Result<Option<i64>> {
    let mut lowest: Option<i64> = None;
    store.for_each_entry_about(from, i64::MAX, &mut |stored| {
        let next = Steps::new(stored.bytes).and_then(|steps| steps.within(from, i64::MAX).next().flatten());
        let next = next.map(|step| step.operation).filter(|operation| *operation >= from);
        lowest = lowest.into_iter().chain(next).min();
        Ok(())
    })?;
    Ok(lowest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(operation: i64, state: State, revision: u32, outcome: u8, content: u8) -> Step {
        let digest = |byte: u8| (byte > 0).then_some([byte; 16]);
        Step { operation, state, revision, outcome: digest(outcome), content: digest(content), touches: false }
    }

    #[test]
    fn the_last_step_of_each_kind_counts() {
        let mut recorded = RecordedOperations::none(10);
        for (event, step) in [
            (Event::Received, step(12, State::Pending, 0, 1, 1)),
            (Event::Edited, step(12, State::Pending, 1, 2, 2)),
            (Event::Synchronized, step(12, State::Synced, 2, 3, 3)),
            (Event::Completed, step(12, State::Completed, 2, 0, 0)),
        ] {
            recorded.add((Some(event), None), step, None);
        }
        assert_eq!(recorded.operations().collect::<Vec<_>>(), [12]);
        assert!(recorded.of(11).is_none() && recorded.of(9).is_none() && recorded.of(13).is_none());
        let recorded = recorded.of(12).unwrap();
        assert_eq!((recorded.receipt, recorded.edited, recorded.record), (Some([1; 16]), Some([2; 16]), Some([3; 16])));
        assert_eq!((recorded.edits, recorded.revision, recorded.state), (1, 2, State::Completed));
        assert_eq!(recorded.outcome, Some([3; 16]));
    }

    #[test]
    fn an_operation_that_was_never_received_has_no_receipt() {
        let mut recorded = RecordedOperations::none(0);
        recorded.add((Some(Event::Synchronized), None), step(0, State::Synced, 1, 1, 1), None);
        recorded.add((None, None), step(1, State::Pending, 0, 1, 1), None);
        assert!([0, 1].iter().all(|id| recorded.of(*id).unwrap().receipt.is_none()));
    }

    #[test]
    fn what_failed_or_waited_is_current_until_the_next_outcome() {
        let mut recorded = RecordedOperations::none(0);
        for step in [
            step(0, State::Failed, 1, 1, 0),
            step(0, State::Waiting, 1, 2, 0),
            step(0, State::Waiting, 1, 2, 0),
            step(0, State::Dismissed, 1, 0, 0),
        ] {
            recorded.add((Some(Event::Synchronized), None), step, None);
        }
        let found: Vec<_> = recorded.unresolved(0).iter().map(|step| (step.state, step.is_current)).collect();
        assert_eq!(found, [(State::Failed, false), (State::Waiting, true)]);
        recorded.add((Some(Event::Synchronized), None), step(0, State::Synced, 2, 3, 0), None);
        assert!(recorded.unresolved(0).iter().all(|step| !step.is_current));
    }
}
