//! The verdicts of `sync` on operations, and the states that operations enter.

use std::slice;

use super::customer::Customer;
use super::database::{Row, among, ids, params};
use super::desk::{AssignedCustomer, NewState, is_held};
use super::error::{Result, missing};
use super::stored_values::state_of;
use super::transaction::Transaction;
use super::unresolved_operation::UnresolvedOperation;
use super::work_item::{Revision, WorkItem};
use super::write_out::write_problems;
use crate::model::{
    Action, AssignedAccount, Change, ChannelKey, Code, CustomerId, Effect, OperationId, Order, Problem, State,
};
use crate::trail::{Digest, Event, NO_OUTCOME, OperationOutcome};

/// What `sync` decided on an operation.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) state: State,
    /// Whether it counts as an attempt: waiting for another operation does not.
    pub(crate) attempt: bool,
    pub(crate) effect: Option<Effect>,
    /// The account that the operation assigns to its customer.
    pub(crate) account: Option<AssignedAccount>,
    pub(crate) changes: Vec<Change>,
    pub(crate) problems: Vec<Problem>,
}

/// An operation that `sync` has decided on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DecidedOperation<'a> {
    pub(crate) order: Order,
    pub(crate) action: Option<Action>,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) key: &'a str,
    /// Before the decision.
    pub(crate) revision: Revision,
}

impl<'a> From<&'a WorkItem> for DecidedOperation<'a> {
    fn from(item: &'a WorkItem) -> Self {
        let WorkItem { order, action, customer, key, revision, .. } = item;
        Self { order: *order, action: Some(*action), customer: *customer, key, revision: *revision }
    }
}

impl Transaction<'_> {
    /// Writes the verdict on a pending operation, which has no problems and changes before: see [`Transaction::reopen`].
    pub(crate) fn set_verdict(&self, decided: DecidedOperation<'_>, event: Event, verdict: Verdict) {
        let DecidedOperation { order, action, customer, key, revision } = decided;
        let (id, Verdict { state, attempt, effect, account, changes, problems }) = (order.id, verdict);
        let revision = Revision { attempts: revision.attempts + u32::from(attempt), ..revision };
        let outcome = OperationOutcome { effect, account: account.as_ref(), problems: &problems, changes: &changes };
        self.draft.borrow_mut().step(event, id, state, revision.number(), Some(outcome.digest()));
        let mut desk = self.desk.borrow_mut();
        if is_held(state) {
            desk.held.add(customer, UnresolvedOperation { order, action, key: key.to_owned(), state });
            if state == State::Failed && problems.iter().any(lacks_record) {
                desk.held.note_lacking_record(id);
            }
        }
        // It may be released once more in this transaction.
        if let Some(work) = desk.works.get_mut(&id) {
            work.revision = revision;
        }
        desk.writes.count(order.channel, Some(State::Pending), state, 1);
        desk.writes.states.insert(id, NewState { state, attempts: revision.attempts, effect });
        if !problems.is_empty() {
            desk.writes.problems.insert(id, problems);
        }
        if !changes.is_empty() {
            desk.writes.changes.insert(id, changes);
        }
    }

    /// Marks an operation as failed that cannot be worked with, whatever its columns say.
    pub(crate) fn fail(&self, id: OperationId, event: Event, problem: &Problem) -> Result<()> {
        self.put_problems_aside(id)?;
        self.count_change(id, State::Failed)?;
        let sql = "UPDATE operation SET state = ?2, attempts = attempts + 1, effect = NULL, superseded_by = NULL,
                     run = coalesce(?3, run)
                   WHERE id = ?1 RETURNING CAST(attempts AS INTEGER), CAST(edited AS INTEGER)";
        let revision = self.settled()?.one(sql, &params![id.0, State::Failed.index(), self.run()], revision_of)?;
        let revision = revision.ok_or_else(|| missing(&format!("operation {id}")))?;
        let problems = slice::from_ref(problem);
        let outcome = OperationOutcome { effect: None, account: None, problems, changes: &[] };
        self.draft.borrow_mut().step(event, id, State::Failed, revision.number(), Some(outcome.digest()));
        write_problems(&self.database, std::iter::once((id, problems)))
    }

    /// Makes a failed, waiting or dismissed operation pending again.
    pub(crate) fn reopen(&self, item: &WorkItem) -> Result<()> {
        let (id, channel) = (item.order.id, item.order.channel);
        let known = self.desk.borrow_mut().held.remove(item.customer, id);
        match known {
            Some(before) => self.set_pending(id, channel, before, item.revision),
            None => self.reopen_all(&[id])?,
        }
        Ok(())
    }

    /// Makes failed, waiting or dismissed operations pending again.
    ///
    /// # Errors
    /// [`super::error::StoreError::OfOperation`] if one of them cannot be read.
    pub(crate) fn reopen_all(&self, operations: &[OperationId]) -> Result<()> {
        if operations.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "SELECT id, channel, state, attempts, edited, customer FROM operation WHERE {} ORDER BY id",
            among("id", 1)
        );
        let held = self.settled()?.all(&sql, &[ids(operations.iter().map(|id| id.0))], |row| {
            let id = OperationId(row.get(0)?);
            let read = || -> Result<_> {
                let revision = Revision { attempts: row.get(3)?, edits: row.get(4)? };
                // One that cannot be read shows when the operation is decided on.
                let customer = row.get::<Option<i64>>(5).ok().flatten().map(CustomerId);
                Ok((ChannelKey(row.get(1)?), state_of(row.get(2)?)?, revision, customer))
            };
            Ok((id, read().map_err(|error| error.of_operation(id))?))
        })?;
        for (id, (channel, before, revision, customer)) in held {
            self.desk.borrow_mut().held.remove(customer, id);
            self.set_pending(id, channel, before, revision);
        }
        Ok(())
    }

    fn set_pending(&self, id: OperationId, channel: ChannelKey, before: State, revision: Revision) {
        let (mut draft, mut desk) = (self.draft.borrow_mut(), self.desk.borrow_mut());
        desk.writes.problems.remove(&id);
        // An attempt that is followed by another one in the same transaction gets no entry.
        if draft.has_replaceable_outcome(id) {
            desk.writes.dropped.push(id);
        } else {
            desk.writes.aside.push(id);
        }
        desk.writes.count(channel, Some(before), State::Pending, 1);
        let state = NewState { state: State::Pending, attempts: revision.attempts, effect: None };
        desk.writes.states.insert(id, state);
        draft.step(Event::Released, id, State::Pending, revision.number(), Some(*NO_OUTCOME));
    }

    /// Lays out what waits of the customers at hand, some of whose operations are released, unless these are laid out already:
    /// others will be.
    pub(crate) fn lay_out_waiting(&self, released: &[OperationId]) -> Result<()> {
        if released.iter().all(|id| self.desk.borrow().works.contains_key(id)) {
            return Ok(());
        }
        let waiting = self.desk.borrow_mut().held.take_waiting();
        if waiting.is_empty() { Ok(()) } else { self.lay_out_works(waiting) }
    }

    /// Dismisses an operation: `sync` leaves it alone. Its problems stay visible.
    pub(crate) fn dismiss(&self, id: OperationId) -> Result<()> {
        self.enter(id, State::Dismissed, Event::Dismissed, None)
    }

    /// Makes a dismissed operation failed again, since its row is malformed.
    pub(crate) fn revive(&self, id: OperationId) -> Result<()> {
        self.enter(id, State::Failed, Event::Resynced, None)
    }

    fn enter(&self, id: OperationId, state: State, event: Event, outcome: Option<Digest>) -> Result<()> {
        self.count_change(id, state)?;
        let sql = "UPDATE operation SET state = ?2, run = coalesce(?3, run) WHERE id = ?1 RETURNING attempts, edited";
        let revision = self.settled()?.one(sql, &params![id.0, state.index(), self.run()], revision_of)?;
        let revision = revision.ok_or_else(|| missing(&format!("operation {id}")))?;
        self.draft.borrow_mut().step(event, id, state, revision.number(), outcome);
        Ok(())
    }

    /// Counts that an operation is about to enter a state. What is known of its customer is not true any longer then.
    pub(super) fn count_change(&self, id: OperationId, state: State) -> Result<()> {
        // Whatever its columns say: an operation that cannot be worked with fails all the same.
        let sql = "SELECT channel, CAST(state AS INTEGER), customer FROM operation WHERE id = ?1";
        let found = self.settled()?.one(sql, &params![id.0], |row| {
            let customer = row.get::<Option<i64>>(2).ok().flatten().map(CustomerId);
            Ok((row.get(0).ok().map(ChannelKey), State::from_index(row.get(1)?), customer))
        })?;
        let (channel, before, customer) = found.ok_or_else(|| missing(&format!("operation {id}")))?;
        let mut desk = self.desk.borrow_mut();
        if let Some(channel) = channel {
            desk.writes.count(channel, before, state, 1);
        }
        desk.works.remove(&id);
        desk.held.forget_operation(id);
        if let Some(customer) = customer {
            desk.held.forget(customer);
        }
        Ok(())
    }

    /// Moves an operation's problems to its history: see [`super::desk`].
    pub(super) fn put_problems_aside(&self, id: OperationId) -> Result<()> {
        self.write_out()?;
        self.desk.borrow_mut().writes.aside.push(id);
        self.write_out()
    }

    /// Assigns an operation to the customer that its account turned out to name. The row's own spelling of the GUID, or
    /// that the row has none, is kept.
    pub(crate) fn assign_customer(&self, item: &WorkItem, customer: &Customer) -> Result<()> {
        let before = match (&item.async_account, item.customer) {
            (Some(spelled), _) => spelled.clone(),
            (None, Some(before)) => self.customer(before)?.async_account,
            (None, None) => String::new(),
        };
        let async_account = Some(before).filter(|before| *before != customer.async_account);
        let assigned = AssignedCustomer { customer: customer.id, async_account };
        let mut desk = self.desk.borrow_mut();
        desk.works.remove(&item.order.id);
        desk.held.note_assigned(item.order.id, customer.id);
        desk.writes.assigned.insert(item.order.id, assigned);
        Ok(())
    }
}

/// Whether an operation failed since headquarters has no such address or contact.
fn lacks_record(problem: &Problem) -> bool {
    matches!(problem.code(), Code::AddressUnknown | Code::ContactUnknown)
}

fn revision_of(row: &Row<'_>) -> Result<Revision> {
    Ok(Revision { attempts: row.get(0)?, edits: row.get(1)? })
}
