//! What the customers at hand have that failed or waits.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::mem;

use super::known::DeskAnswer;
use crate::model::{CustomerId, OperationId, Order, RecordKind, State};
use crate::store::unresolved_operation::UnresolvedOperation;

/// The failed and waiting operations of customers.
#[derive(Default)]
pub(in crate::store) struct HeldOperations {
    /// In the order of `sync`. A customer that is not here was not asked for.
    of_customers: HashMap<CustomerId, Vec<UnresolvedOperation>>,
    /// Those that failed since headquarters has no such address or contact.
    lacking_record: HashSet<OperationId>,
    /// Those that wait, since [`Self::take_waiting`] returned the others.
    waiting: Vec<OperationId>,
    /// The customers that operations turned out to be about in this transaction.
    assigned: HashMap<OperationId, CustomerId>,
}

impl HeldOperations {
    /// Returns the failed and waiting operations of a customer; `None` if they are not known here.
    pub(in crate::store) fn of(&self, customer: CustomerId) -> Option<&[UnresolvedOperation]> {
        self.of_customers.get(&customer).map(Vec::as_slice)
    }

    /// Notes what a customer has, as the store has it, unless that is known.
    pub(in crate::store) fn note(&mut self, customer: CustomerId, held: Vec<UnresolvedOperation>) {
        if let Entry::Vacant(place) = self.of_customers.entry(customer) {
            let waiting = held.iter().filter(|held| held.state == State::Waiting);
            self.waiting.extend(waiting.map(|held| held.order.id));
            place.insert(held);
        }
    }

    /// Returns the earliest operation on a record; with `only_creations`, the earliest that may create it.
    pub(in crate::store) fn earliest(
        &self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        only_creations: bool,
    ) -> DeskAnswer<Order> {
        let Some(held) = self.of(customer) else { return DeskAnswer::Unknown };
        let on_record = |held: &&UnresolvedOperation| held.order.kind == kind && held.key == key;
        let earliest = held.iter().filter(on_record).find(|held| !only_creations || held.may_create());
        DeskAnswer::Known(earliest.map(|held| held.order))
    }

    /// Adds an operation that failed or waits now.
    pub(in crate::store) fn add(&mut self, customer: Option<CustomerId>, operation: UnresolvedOperation) {
        let customer = self.assigned.get(&operation.order.id).copied().or(customer);
        let Some(held) = customer.and_then(|customer| self.of_customers.get_mut(&customer)) else { return };
        held.retain(|other| other.order.id != operation.order.id);
        let place = held.partition_point(|other| other.order < operation.order);
        if operation.state == State::Waiting {
            self.waiting.push(operation.order.id);
        }
        held.insert(place, operation);
    }

    /// Takes an operation off; returns the state that it was in, if it is known here.
    pub(in crate::store) fn remove(&mut self, customer: Option<CustomerId>, id: OperationId) -> Option<State> {
        self.lacking_record.remove(&id);
        let customer = self.assigned.get(&id).copied().or(customer);
        let held = self.of_customers.get_mut(&customer?)?;
        let place = held.iter().position(|held| held.order.id == id)?;
        Some(held.remove(place).state)
    }

    /// Notes which customer an operation turned out to be about.
    pub(in crate::store) fn note_assigned(&mut self, id: OperationId, customer: CustomerId) {
        self.assigned.insert(id, customer);
    }

    /// Notes that an operation failed since headquarters has no such address or contact.
    pub(in crate::store) fn note_lacking_record(&mut self, id: OperationId) {
        self.lacking_record.insert(id);
    }

    /// Whether an operation of a customer that is known here failed since headquarters has no such address or contact.
    pub(in crate::store) fn lacks_record(&self, id: OperationId) -> bool {
        self.lacking_record.contains(&id)
    }

    /// Returns all operations that wait and were not returned before.
    pub(in crate::store) fn take_waiting(&mut self) -> Vec<OperationId> {
        let mut waiting = mem::take(&mut self.waiting);
        waiting.sort_unstable();
        waiting.dedup();
        waiting
    }

    /// Forgets what is known of an operation, about which somebody else decides.
    pub(in crate::store) fn forget_operation(&mut self, id: OperationId) {
        self.assigned.remove(&id);
        self.lacking_record.remove(&id);
    }

    /// Forgets what is known of a customer.
    pub(in crate::store) fn forget(&mut self, customer: CustomerId) {
        self.of_customers.remove(&customer);
    }
}

/// Whether an operation in that state failed or waits.
pub(in crate::store) fn is_held(state: State) -> bool {
    matches!(state, State::Failed | State::Waiting)
}
