//! The customers at hand.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use crate::model::{CompanyKey, CustomerId};
use crate::store::customer::Customer;

/// A customer that is to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct IntroducedCustomer {
    pub(in crate::store) company: CompanyKey,
    pub(in crate::store) guid: Uuid,
}

/// Customers as they are, and what is to be written of them.
#[derive(Default)]
pub(in crate::store) struct CustomersOnDesk {
    known: HashMap<CustomerId, Customer>,
    added: BTreeMap<CustomerId, IntroducedCustomer>,
    changed: BTreeSet<CustomerId>,
}

impl CustomersOnDesk {
    pub(in crate::store) fn get(&self, id: CustomerId) -> Option<&Customer> {
        self.known.get(&id)
    }

    /// Notes a customer as the store has it, unless it is known.
    pub(in crate::store) fn note(&mut self, id: CustomerId, customer: impl FnOnce() -> Customer) {
        self.known.entry(id).or_insert_with(customer);
    }

    /// Adds a customer.
    pub(in crate::store) fn add(&mut self, customer: Customer, new: IntroducedCustomer) {
        self.added.insert(customer.id, new);
        self.known.insert(customer.id, customer);
    }

    /// Changes a customer that is known, or was just read.
    pub(in crate::store) fn change(&mut self, customer: Customer) {
        // One that is still to be added is added as it is then.
        if !self.added.contains_key(&customer.id) {
            self.changed.insert(customer.id);
        }
        self.known.insert(customer.id, customer);
    }

    /// Forgets what is known of a customer that was written otherwise.
    pub(in crate::store) fn forget(&mut self, id: CustomerId) {
        self.known.remove(&id);
    }

    /// Whether there is anything to write.
    pub(in crate::store) fn has_writes(&self) -> bool {
        !self.added.is_empty() || !self.changed.is_empty()
    }

    /// Returns the customers to add, in the order of their numbers, and counts them as added.
    pub(in crate::store) fn take_added(&mut self) -> Vec<(Customer, IntroducedCustomer)> {
        let added = std::mem::take(&mut self.added);
        added.into_iter().filter_map(|(id, new)| Some((self.known.get(&id)?.clone(), new))).collect()
    }

    /// Returns the customers to change, in the order of their numbers, and counts them as written.
    pub(in crate::store) fn take_changed(&mut self) -> Vec<Customer> {
        let changed = std::mem::take(&mut self.changed);
        changed.into_iter().filter_map(|id| self.known.get(&id).cloned()).collect()
    }
}
