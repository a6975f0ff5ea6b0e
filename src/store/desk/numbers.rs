//! The last numbers that were given, as the store's row has them.

use crate::model::{CustomerId, OperationId};

/// The store's last numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct LastNumbers {
    /// Of a change to a customer.
    pub(in crate::store) change: i64,
    pub(in crate::store) operation: i64,
    pub(in crate::store) customer: i64,
    pub(in crate::store) later_document: i64,
}

/// The last numbers in a transaction that gives further ones.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Numbers {
    pub(in crate::store) last: LastNumbers,
    /// As the store's row has them.
    stored: LastNumbers,
    /// The last operation in the search index.
    pub(in crate::store) indexed: i64,
}

impl Numbers {
    /// Returns the numbers that the store's row has.
    pub(in crate::store) fn new(stored: LastNumbers, indexed: i64) -> Self {
        Self { last: stored, stored, indexed }
    }

    /// Returns the numbers that the store's row has, in the order of its columns: changes, operations, customers, later documents,
    /// and the last operation in the search index.
    pub(in crate::store) fn read([change, operation, customer, later_document, indexed]: [i64; 5]) -> Self {
        Self::new(LastNumbers { change, operation, customer, later_document }, indexed)
    }

    /// Whether numbers were given that the store's row does not have.
    pub(in crate::store) fn has_writes(self) -> bool {
        self.last != self.stored
    }

    /// Notes that the store's row has them.
    pub(in crate::store) fn note_written(&mut self) {
        self.stored = self.last;
    }

    /// Gives the next operations their numbers; returns the first one.
    pub(in crate::store) fn next_operations(&mut self, count: usize) -> OperationId {
        let first = self.last.operation.saturating_add(1);
        self.last.operation = self.last.operation.saturating_add(count as i64);
        OperationId(first)
    }

    /// Gives the next customer its number.
    pub(in crate::store) fn next_customer(&mut self) -> CustomerId {
        self.last.customer = self.last.customer.saturating_add(1);
        CustomerId(self.last.customer)
    }

    /// Gives the next later document its number.
    pub(in crate::store) fn next_later_document(&mut self) -> i64 {
        self.last.later_document = self.last.later_document.saturating_add(1);
        self.last.later_document
    }
}
