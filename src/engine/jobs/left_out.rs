//! Customers whom a channel could not receive: their account is another customer's there, or the channel refuses them. They are
//! tried again at each contact, and nobody else waits for them.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::channel::{ChannelError, ChannelFault, ChannelSession};
use crate::engine::error::EngineError;
use crate::model::{CustomerId, REFUSES_ROW};
use crate::store::DownloadedCustomer;

/// The customers of a channel who are left out, shared with the thread that writes them.
#[derive(Clone)]
pub(super) struct LeftOut(Arc<Mutex<LeftOutCustomers>>);

#[derive(Clone)]
pub(super) struct LeftOutCustomers {
    /// Why, with account and GUID; `None` until it was tried at this contact.
    left_out: BTreeMap<CustomerId, Option<(LeftOutCause, String, String)>>,
    /// How many others were written.
    written: u64,
    /// The customer with whom the channel ended the transaction, and why.
    ended_by: Option<(DownloadedCustomer, LeftOutCause)>,
}

/// Why a customer is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LeftOutCause {
    /// In the channel the account is that of a customer with this GUID.
    OtherCustomer(String),
    /// In the channel the customer has this account.
    OtherAccount(String),
    /// The channel did not keep the row in that table.
    NotKept(&'static str),
    /// What the channel says, or why headquarters cannot read the customer.
    Refused(String),
}

impl LeftOutCause {
    /// Returns the cause of an error that is about one customer.
    pub(super) fn of(error: &EngineError) -> Self {
        match error {
            EngineError::Channel(ChannelError { fault: ChannelFault::NotKept { table, .. }, .. }) => {
                Self::NotKept(table)
            }
            EngineError::Channel(ChannelError { fault: ChannelFault::Refused(detail), .. }) => {
                Self::Refused(format!("{REFUSES_ROW}{detail}"))
            }
            error => Self::Refused(error.to_string()),
        }
    }

    fn fault(&self, account: &str, async_account: &str, more: u64) -> ChannelFault {
        let (account, customer) = (account.to_owned(), async_account.to_owned());
        match self.clone() {
            Self::OtherCustomer(theirs) => ChannelFault::AccountTaken { account, theirs, ours: customer, more },
            Self::OtherAccount(theirs) => ChannelFault::AccountDiffers { customer, theirs, ours: account, more },
            Self::NotKept(table) => ChannelFault::NotKept { table, account },
            Self::Refused(detail) => ChannelFault::CustomerRefused { account, detail, more },
        }
    }
}

impl LeftOut {
    /// Returns those who were left out at earlier contacts.
    pub(super) fn new(numbers: &[i64]) -> Self {
        let left_out = numbers.iter().map(|number| (CustomerId(*number), None)).collect();
        Self(Arc::new(Mutex::new(LeftOutCustomers { left_out, written: 0, ended_by: None })))
    }

    /// Adds a customer who was not written, or takes one off the list who was.
    pub(super) fn note(&self, customer: &DownloadedCustomer, cause: Option<LeftOutCause>) {
        let mut customers = self.lock();
        if let Some(cause) = cause {
            let cause = (cause, customer.account.clone(), customer.async_account.clone());
            customers.left_out.insert(customer.id, Some(cause));
        } else {
            customers.left_out.remove(&customer.id);
            customers.written += 1;
        }
    }

    /// Returns the list as it is, to put it back after a transaction that failed.
    pub(super) fn list(&self) -> LeftOutCustomers {
        self.lock().clone()
    }

    /// Puts the list back as it was.
    pub(super) fn put_back(&self, list: LeftOutCustomers) {
        *self.lock() = list;
    }

    /// Notes that the channel ended the transaction because of a customer.
    pub(super) fn note_end(&self, customer: &DownloadedCustomer, cause: LeftOutCause) {
        self.lock().ended_by = Some((customer.clone(), cause));
    }

    /// Returns the customer with whom the channel ended the transaction, and why.
    pub(super) fn take_end(&self) -> Option<(DownloadedCustomer, LeftOutCause)> {
        self.lock().ended_by.take()
    }

    /// Takes those of `tried` off the list who are not customers any longer.
    pub(super) fn forget_missing(&self, tried: &[CustomerId], customers: &[DownloadedCustomer]) {
        let these: HashSet<CustomerId> = customers.iter().map(|customer| customer.id).collect();
        let mut known = self.lock();
        for customer in tried.iter().filter(|customer| !these.contains(customer)) {
            known.left_out.remove(customer);
        }
    }

    /// Returns how many customers were written since it was asked for last.
    pub(super) fn take_written(&self) -> u64 {
        std::mem::take(&mut self.lock().written)
    }

    /// Returns those who are left out.
    pub(super) fn customers(&self) -> Vec<CustomerId> {
        self.lock().left_out.keys().copied().collect()
    }

    /// Returns the numbers of the customers, as a channel keeps them.
    pub(super) fn numbers(&self) -> Vec<i64> {
        self.lock().left_out.keys().map(|customer| customer.0).collect()
    }

    /// Fails if anybody was left out at this contact.
    ///
    /// # Errors
    /// Names the first one.
    pub(super) fn result(&self, session: &ChannelSession) -> Result<(), EngineError> {
        let customers = self.lock();
        let mut tried = customers.left_out.values().flatten();
        let Some((first, account, async_account)) = tried.next() else { return Ok(()) };
        Err(session.fault(first.fault(account, async_account, tried.count() as u64)).into())
    }

    fn lock(&self) -> MutexGuard<'_, LeftOutCustomers> {
        // What a thread that panicked left behind is a list of customers all the same.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
