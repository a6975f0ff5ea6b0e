//! The desk of a transaction: what it has read of the customers at hand, and what it has done and not yet written.
//!
//! A decision reads only its customer, its record, what the customer's other operations wait for, and accounts of its company.
//! What a batch needs of these is laid out with a few statements, decisions work on the desk, and what they did is written
//! with one statement per table. What is missing on the desk is read on demand, and a read that the desk cannot answer writes
//! it out first: so what is read is always what has been done so far.

mod accounts;
mod customers;
mod held;
mod known;
mod numbers;
mod records;
mod writes;

use std::collections::HashMap;

pub(super) use accounts::CompanyAccounts;
pub(super) use customers::{CustomersOnDesk, IntroducedCustomer};
pub(super) use held::{HeldOperations, is_held};
pub(super) use known::DeskAnswer;
pub(super) use numbers::{LastNumbers, Numbers};
pub(super) use records::RecordsOnDesk;
pub(super) use writes::{AssignedCustomer, NewState, PendingWrites};

use super::work_item::WorkItem;
use crate::model::OperationId;

/// What a transaction knows and has not written yet. Empty while no transaction is open.
#[derive(Default)]
pub(super) struct Desk {
    /// Whether a transaction is open: what is read outside of one may change at any time, and is not kept.
    pub(super) is_open: bool,
    /// The run that the transaction belongs to; `None` for what a person does.
    pub(super) run: Option<i64>,
    pub(super) numbers: Option<Numbers>,
    pub(super) customers: CustomersOnDesk,
    pub(super) accounts: CompanyAccounts,
    pub(super) records: RecordsOnDesk,
    pub(super) held: HeldOperations,
    /// Operations that wait, as `sync` needs them once they are released.
    pub(super) works: HashMap<OperationId, WorkItem>,
    pub(super) writes: PendingWrites,
}

impl Desk {
    /// Whether anything is to be written.
    pub(super) fn has_writes(&self) -> bool {
        !self.writes.is_empty()
            || self.records.has_writes()
            || self.customers.has_writes()
            || self.accounts.has_writes()
            || self.numbers.is_some_and(|numbers| numbers.has_writes())
    }
}
