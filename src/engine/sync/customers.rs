//! Which customer a row is about, and the other keys that the store keeps with the row.

use std::collections::HashMap;

use uuid::Uuid;

use crate::engine::error::EngineError;
use crate::model::{AsyncAccount, CompanyKey, Envelope, parse_guid};
use crate::store::{ChannelRow, Customer, RowKeys, Store, Transaction};

/// Finds the customers of a channel's rows; a GUID that appears for the first time adds its customer.
pub(in crate::engine) struct Customers<'t, 's> {
    transaction: &'t Transaction<'s>,
    channel: &'t ChannelRow,
    /// Whether channels know accounts of customers who have none here.
    has_reserved_accounts: bool,
    /// Customers of this batch: a customer's rows are close together.
    by_guid: HashMap<Uuid, Customer>,
}

impl<'t, 's> Customers<'t, 's> {
    pub(in crate::engine) fn new(
        transaction: &'t Transaction<'s>,
        channel: &'t ChannelRow,
    ) -> Result<Self, EngineError> {
        let has_reserved_accounts = transaction.has_reserved_accounts()?;
        Ok(Self { transaction, channel, has_reserved_accounts, by_guid: HashMap::new() })
    }

    /// Looks up the customers of rows together.
    pub(in crate::engine) fn look_up<'e>(
        &self,
        envelopes: impl Iterator<Item = &'e Envelope> + Clone,
    ) -> Result<(), EngineError> {
        let company = self.channel.company;
        let guids = envelopes.clone().filter_map(|envelope| envelope.async_account.as_ref().map(AsyncAccount::guid));
        self.transaction.lay_out_guids(company, &guids.collect())?;
        self.transaction.lay_out_accounts(company, envelopes.filter_map(|envelope| envelope.account.as_deref()))?;
        Ok(())
    }

    /// Returns the keys of a row, above all its customer.
    pub(in crate::engine) fn row_keys<'e>(&mut self, envelope: &'e Envelope) -> Result<RowKeys<'e>, EngineError> {
        let customer = self.find(envelope)?;
        let spelled = customer.as_ref().map_or("", |customer| customer.async_account.as_str());
        let has_account = customer.as_ref().is_some_and(|customer| customer.account.is_some());
        let company_differs = !envelope.company.eq_ignore_ascii_case(&self.channel.company_code);
        Ok(RowKeys {
            action: envelope.action,
            timestamp: envelope.timestamp,
            key: &envelope.key,
            account: envelope.account.as_deref().filter(|_| !has_account),
            async_account: (envelope.async_spelled != spelled).then_some(envelope.async_spelled.as_str()),
            company: company_differs.then_some(envelope.company.as_str()),
            customer: customer.map(|customer| customer.id),
        })
    }

    /// Finds the customer by its GUID, or by `CUSTACCOUNT` if the channel knows the account already.
    fn find(&mut self, envelope: &Envelope) -> Result<Option<Customer>, EngineError> {
        let guid = envelope.async_account.as_ref().map(AsyncAccount::guid);
        let by_account = |account: Option<&str>| match account {
            Some(account) => {
                find_by_account(self.transaction, self.channel.company, account, guid, self.has_reserved_accounts)
            }
            None => Ok(None),
        };
        let Some(async_account) = &envelope.async_account else {
            return by_account(envelope.account.as_deref());
        };
        if let Some(customer) = self.by_guid.get(&async_account.guid()) {
            return Ok(Some(customer.clone()));
        }
        let known = self.transaction.customer_by_guid(self.channel.company, async_account.guid())?;
        let customer = match known {
            Some(customer) if customer.account.is_some() => customer,
            known => match (by_account(envelope.account.as_deref())?, known) {
                // The account is another row's to resolve: rows without it still mean the GUID.
                (Some(customer), _) => return Ok(Some(customer)),
                (None, Some(customer)) => customer,
                (None, None) => self.introduce(async_account)?,
            },
        };
        self.by_guid.insert(async_account.guid(), customer.clone());
        Ok(Some(customer))
    }

    fn introduce(&self, async_account: &AsyncAccount) -> Result<Customer, EngineError> {
        Ok(self.transaction.add_customer(self.channel.company, async_account)?)
    }
}

/// Finds the customer with an account that a row names beside a GUID. If channels know the GUID under an account that is
/// another customer's here, the row is not about that customer.
pub(super) fn find_by_account(
    store: &Store,
    company: CompanyKey,
    account: &str,
    guid: Option<Uuid>,
    has_reserved_accounts: bool,
) -> Result<Option<Customer>, EngineError> {
    let found = store.customer_by_account(company, account)?;
    let (Some(customer), Some(guid), true) = (&found, guid, has_reserved_accounts) else { return Ok(found) };
    let is_other = parse_guid(&customer.async_account) != Some(guid);
    let is_known = || store.reserved_for(company, guid).map(|accounts| !accounts.is_empty());
    Ok(if is_other && is_known()? { None } else { found })
}
