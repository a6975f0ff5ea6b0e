//! Customers whom a channel may know under another account than headquarters.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::channel::Writing;
use crate::engine::error::EngineError;
use crate::model::parse_guid;
use crate::store::DownloadedCustomer;

/// Customers about whose account channels and headquarters disagree, and the accounts under which one channel knows them.
pub(super) struct OtherAccounts {
    customers: HashSet<Uuid>,
    /// `None` until the channel was asked.
    accounts: Option<HashMap<Uuid, Vec<String>>>,
}

impl OtherAccounts {
    pub(super) fn new(customers: HashSet<Uuid>) -> Self {
        Self { customers, accounts: None }
    }

    /// Returns another account under which the channel knows a customer of a company, if there is one.
    ///
    /// # Errors
    /// Those of the channel.
    pub(super) fn account_of(
        &mut self,
        writing: &Writing<'_>,
        company: &str,
        customer: &DownloadedCustomer,
    ) -> Result<Option<String>, EngineError> {
        let Some(guid) = parse_guid(&customer.async_account).filter(|guid| self.customers.contains(guid)) else {
            return Ok(None);
        };
        let accounts = match &self.accounts {
            Some(accounts) => accounts,
            // All at once: the channel's table has no index for it.
            None => self.accounts.insert(writing.accounts_of(company, &self.customers)?),
        };
        let mut accounts = accounts.get(&guid).into_iter().flatten();
        Ok(accounts.find(|account| **account != customer.account).cloned())
    }
}
