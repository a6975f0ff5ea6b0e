//! Customers whom a channel could not receive: their account is another customer's there. They are tried again at each
//! contact, and nobody else waits for them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::channel::{ChannelFault, ChannelSession};
use crate::engine::error::EngineError;
use crate::model::CustomerId;
use crate::store::DownloadedCustomer;

/// The customers of a channel who are left out, shared with the thread that writes them.
#[derive(Clone)]
pub(super) struct LeftOut(Arc<Mutex<LeftOutCustomers>>);

struct LeftOutCustomers {
    left_out: Vec<LeftOutCustomer>,
    /// How many others were written.
    written: u64,
}

struct LeftOutCustomer {
    customer: CustomerId,
    /// Why, with account and GUID; `None` until it was tried at this contact.
    contradiction: Option<(Contradiction, String, String)>,
}

/// How a channel contradicts headquarters about an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Contradiction {
    /// In the channel the account is that of a customer with this GUID.
    OtherCustomer(String),
    /// In the channel the customer has this account.
    OtherAccount(String),
}

impl Contradiction {
    fn fault(&self, account: &str, async_account: &str, more: u64) -> ChannelFault {
        let (account, customer) = (account.to_owned(), async_account.to_owned());
        match self.clone() {
            Self::OtherCustomer(theirs) => ChannelFault::AccountTaken { account, theirs, ours: customer, more },
            Self::OtherAccount(theirs) => ChannelFault::AccountDiffers { customer, theirs, ours: account, more },
        }
    }
}

impl LeftOut {
    /// Returns those who were left out at earlier contacts.
    pub(super) fn new(numbers: &[i64]) -> Self {
        let customer = |number: &i64| LeftOutCustomer { customer: CustomerId(*number), contradiction: None };
        let left_out = numbers.iter().map(customer).collect();
        Self(Arc::new(Mutex::new(LeftOutCustomers { left_out, written: 0 })))
    }

    /// Adds a customer who was not written, or takes one off the list who was.
    pub(super) fn note(&self, customer: &DownloadedCustomer, contradiction: Option<Contradiction>) {
        let mut customers = self.lock();
        customers.left_out.retain(|known| known.customer != customer.id);
        customers.written += u64::from(contradiction.is_none());
        customers.left_out.extend(contradiction.map(|contradiction| LeftOutCustomer {
            customer: customer.id,
            contradiction: Some((contradiction, customer.account.clone(), customer.async_account.clone())),
        }));
    }

    /// Takes those off the list who are not among these.
    pub(super) fn forget_others(&self, customers: &[DownloadedCustomer]) {
        self.lock().left_out.retain(|known| customers.iter().any(|customer| customer.id == known.customer));
    }

    /// Returns how many customers were written since it was asked for last.
    pub(super) fn take_written(&self) -> u64 {
        std::mem::take(&mut self.lock().written)
    }

    /// Returns those who are left out.
    pub(super) fn customers(&self) -> Vec<CustomerId> {
        self.lock().left_out.iter().map(|known| known.customer).collect()
    }

    /// Returns the numbers of the customers, as a channel keeps them.
    pub(super) fn numbers(&self) -> Vec<i64> {
        self.lock().left_out.iter().map(|known| known.customer.0).collect()
    }

    /// Fails if anybody was left out at this contact.
    ///
    /// # Errors
    /// Names the first one.
    pub(super) fn result(&self, session: &ChannelSession) -> Result<(), EngineError> {
        let customers = self.lock();
        let mut contradictions = customers.left_out.iter().filter_map(|known| known.contradiction.as_ref());
        let Some((first, account, async_account)) = contradictions.next() else { return Ok(()) };
        Err(session.fault(first.fault(account, async_account, contradictions.count() as u64)).into())
    }

    fn lock(&self) -> MutexGuard<'_, LeftOutCustomers> {
        // What a thread that panicked left behind is a list of customers all the same.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
