//! The change numbers of customers, by which 1010 finds what a channel has not received: each is that of the operation that
//! changed the customer last.

use std::collections::VecDeque;

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::store::{ChangingEntry, Result, Store};
use crate::trail::{Event, Note, Steps, change_of_step};

/// The change numbers that customers had when the trail began to cover them, read in the order of the customers.
#[derive(Default)]
pub(super) struct AdoptedNumbers {
    /// The entry that was read last.
    entry: i64,
    /// What is left of it: customers with their change numbers.
    numbers: VecDeque<(i64, i64)>,
    is_at_end: bool,
}

impl AdoptedNumbers {
    /// Returns the change number of a customer; `None` if it had none. Each customer comes after the one before.
    pub(super) fn of(&mut self, store: &Store, customer: i64) -> Result<Option<i64>> {
        loop {
            match self.numbers.front() {
                Some((known, change)) if *known == customer => return Ok(Some(*change)),
                Some((known, _)) if *known > customer => return Ok(None),
                Some(_) => drop(self.numbers.pop_front()),
                None if self.is_at_end => return Ok(None),
                None => {
                    let Some((entry, details)) = store.next_note(Event::Adopted, self.entry)? else {
                        self.is_at_end = true;
                        continue;
                    };
                    self.entry = entry;
                    if let Some(Note::Changes(adopted)) = Note::read(Event::Adopted, &details) {
                        self.numbers = adopted.changes.into();
                    }
                }
            }
        }
    }
}

/// Reports the customers whose change number is not that of an operation that changed them.
pub(super) fn report_unexplained_changes(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let mut entry: Option<ChangingEntry> = None;
    store.for_each_change(v.adopted_change, &mut |change, customer, name| {
        while entry.as_ref().is_none_or(|entry| last_change(entry) < change) {
            let next = store.next_changing_entry(entry.as_ref().map_or(0, |entry| entry.id))?;
            let Some(next) = next else { break };
            entry = Some(next);
        }
        let is_explained = match entry.as_ref().and_then(|entry| operation_of(entry, change)) {
            Some(operation) => store.is_about(operation, customer)?,
            None => false,
        };
        if !is_explained {
            v.found(BreachPlace::Customer(name.to_owned()), BreachKind::Customer, &"changed");
        }
        Ok(())
    })
}

/// Returns the last change number for which a step of an entry may stand.
fn last_change(entry: &ChangingEntry) -> i64 {
    change_of_step(entry.before, Steps::new(&entry.steps).map_or(0, |steps| steps.len()))
}

/// Returns the operation whose step in an entry stands for a change number.
fn operation_of(entry: &ChangingEntry, change: i64) -> Option<i64> {
    let position = usize::try_from(change.checked_sub(entry.before)?.checked_sub(1)?).ok()?;
    let step = Steps::new(&entry.steps)?.at(position)?;
    step.touches.then_some(step.operation)
}
