//! The account of a new customer: the one under which channels know it, or else the next of the company's number sequence.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::terms::Terms;
use crate::config::CompanyConfig;
use crate::engine::error::EngineError;
use crate::engine::identity::AwaitedChannels;
use crate::model::{
    Action, AssignedAccount, CompanyKey, Expected, Problem, Reason, RecordKind, decode_row, parse_guid,
};
use crate::store::{ChannelRow, Customer, StoreError, Transaction, WorkItem};
use crate::validate;

/// The field that problems with an account are about.
const FIELD: &str = "CustAccount";

/// A customer that an operation creates.
#[derive(Clone, Copy)]
pub(super) struct NewCustomer<'a> {
    pub(super) item: &'a WorkItem,
    pub(super) channel: &'a ChannelRow,
    /// `None` if the channel and its company were removed from the configuration after the upload.
    pub(super) company: Option<&'a CompanyConfig>,
    pub(super) customer: &'a Customer,
}

/// Gives new customers their accounts.
#[derive(Clone, Copy)]
pub(super) struct Accounts<'a, 's> {
    pub(super) transaction: &'a Transaction<'s>,
    /// Whether channels know accounts of customers who have none here.
    pub(super) has_reserved: bool,
    /// The channels that may know such accounts and were not asked yet.
    pub(super) awaited: &'a AwaitedChannels,
}

impl Accounts<'_, '_> {
    /// Assigns a new customer its account; the problem says why there is none.
    pub(super) fn give(&self, new: NewCustomer<'_>) -> Result<Result<AssignedAccount, Problem>, EngineError> {
        let spelled = new.item.async_account.as_deref().unwrap_or(&new.customer.async_account);
        let account = match self.reserved_account(new)? {
            Some(Ok(account)) => {
                if !self.transaction.set_account(new.channel.company, new.customer, &account, spelled)? {
                    return Err(StoreError::DamagedRow(format!("account `{account}` has two customers")).into());
                }
                Some(account)
            }
            Some(Err(problem)) => return Ok(Err(problem)),
            None => match self.awaited.of_creation(&new.channel.company_code, new.item.order) {
                [] => self.next_account(new, spelled)?,
                awaited => {
                    let expected = Expected::OneOf(awaited.to_vec());
                    return Ok(Err(Problem::new(Reason::AccountAwaited, FIELD, "").expecting(expected)));
                }
            },
        };
        Ok(match account {
            Some(account) => Ok(AssignedAccount { account, async_account: spelled.to_owned() }),
            None => Err(exhausted(new.company)),
        })
    }

    /// Looks up together who has the accounts that new customers of these operations may get.
    pub(super) fn look_ahead(&self, items: &[WorkItem], terms: &Terms<'_>) -> Result<(), EngineError> {
        let mut creations: BTreeMap<CompanyKey, (&ChannelRow, usize)> = BTreeMap::new();
        let creates = |item: &&WorkItem| item.order.kind == RecordKind::Customer && item.action == Action::Create;
        for item in items.iter().filter(creates) {
            if let Ok(channel) = terms.channel(item) {
                creations.entry(channel.company).or_insert((channel, 0)).1 += 1;
            }
        }
        for (company, (channel, count)) in creations {
            let Some(config) = terms.config.company(&channel.company_code) else { continue };
            let first = self.transaction.next_account_number(company)?;
            let accounts = (first..).take(count).map_while(|number| config.number_sequence.account(number));
            self.transaction.lay_out_accounts(company, accounts.collect::<Vec<_>>().iter().map(String::as_str))?;
        }
        Ok(())
    }

    /// Returns why it is not known whom an operation means whose row has an account and no GUID: channels know the account as
    /// that of somebody else.
    pub(super) fn dispute(
        &self,
        item: &WorkItem,
        channel: &ChannelRow,
        customer: &Customer,
    ) -> Result<Option<Problem>, EngineError> {
        let has_guid = item.async_account.as_ref().is_none_or(|spelled| parse_guid(spelled).is_some());
        let (Some(account), Some(guid)) = (&customer.account, parse_guid(&customer.async_account)) else {
            return Ok(None);
        };
        if !self.has_reserved || has_guid {
            return Ok(None);
        }
        let other = self.transaction.disputed_by(channel.company, account, guid)?;
        Ok(other.map(|other| {
            Problem::new(Reason::AccountDisputed, FIELD, account).expecting(Expected::Customer(other.to_string()))
        }))
    }

    /// Returns the account that is reserved for a customer, or the contradiction; `None` if none is reserved.
    fn reserved_account(&self, new: NewCustomer<'_>) -> Result<Option<Result<String, Problem>>, EngineError> {
        let Some(guid) = parse_guid(&new.customer.async_account).filter(|_| self.has_reserved) else {
            return Ok(None);
        };
        let company = new.channel.company;
        let reserved = self.transaction.reserved_for(company, guid)?;
        let problem = match reserved.as_slice() {
            [] => return Ok(None),
            [account] => match other_customer(self.transaction, company, account, guid)? {
                None => return Ok(Some(Ok(account.clone()))),
                Some(other) => {
                    Problem::new(Reason::AccountTaken, FIELD, account).expecting(Expected::Customer(other.to_string()))
                }
            },
            several => {
                let accounts = several.join(", ");
                Problem::new(Reason::AccountAmbiguous, FIELD, &accounts).expecting(Expected::OneOf(several.to_vec()))
            }
        };
        Ok(Some(self.decided_account(new, guid, &reserved)?.ok_or(problem)))
    }

    /// Returns the account that a person has decided on in a contradiction, by an edit of `CustAccount`; `None` if it is
    /// another customer's, or if nobody has decided. It is reserved for the customer then.
    fn decided_account(
        &self,
        new: NewCustomer<'_>,
        guid: Uuid,
        reserved: &[String],
    ) -> Result<Option<String>, EngineError> {
        let (company, item) = (new.channel.company, new.item);
        let Some(account) = item.account.as_ref().filter(|_| item.revision.edits > 0) else { return Ok(None) };
        if received_account(self.transaction, item)?.as_ref() == Some(account)
            || self.transaction.customer_by_account(company, account)?.is_some()
        {
            return Ok(None);
        }
        if let Some(known) = reserved.iter().find(|known| known.eq_ignore_ascii_case(account)) {
            return Ok(Some(known.clone()));
        }
        if self.transaction.is_reserved(company, account)? {
            return Ok(None);
        }
        let decided = crate::model::KnownAccount { guid, account: account.clone() };
        self.transaction.reserve(new.channel, &[decided])?;
        Ok(Some(account.clone()))
    }

    /// Assigns the next account of the company's sequence that nobody has and that is reserved for nobody; `None` if the
    /// sequence is exhausted.
    fn next_account(&self, new: NewCustomer<'_>, spelled: &str) -> Result<Option<String>, EngineError> {
        let company = new.channel.company;
        let first = self.transaction.next_account_number(company)?;
        let accounts = (first..).map_while(|number| {
            let account = new.company.and_then(|company| company.number_sequence.account(number))?;
            Some((number, account))
        });
        let mut passed = None;
        for (number, account) in accounts {
            let is_free = !self.has_reserved || !self.transaction.is_reserved(company, &account)?;
            if is_free && self.transaction.set_account(company, new.customer, &account, spelled)? {
                self.pass_over(new, passed)?;
                self.transaction.take_account_number(company, number);
                return Ok(Some(account));
            }
            passed = Some(number);
        }
        self.pass_over(new, passed)?;
        Ok(None)
    }

    fn pass_over(&self, new: NewCustomer<'_>, last: Option<i64>) -> Result<(), EngineError> {
        match last {
            Some(last) => Ok(self.transaction.go_on_behind(new.channel.company, &new.channel.company_code, last)?),
            None => Ok(()),
        }
    }
}

/// Returns the GUID of another customer who has an account, or for whom it is reserved.
fn other_customer(
    transaction: &Transaction<'_>,
    company: CompanyKey,
    account: &str,
    guid: Uuid,
) -> Result<Option<Uuid>, EngineError> {
    if let Some(holder) = transaction.customer_by_account(company, account)? {
        return Ok(parse_guid(&holder.async_account));
    }
    Ok(transaction.reserved_for_other(company, account, guid)?)
}

/// Returns the account that an operation's row had when it was received.
fn received_account(transaction: &Transaction<'_>, item: &WorkItem) -> Result<Option<String>, EngineError> {
    let id = item.order.id;
    let Some(detail) = transaction.detail(id)? else { return Ok(None) };
    let values = decode_row(&detail.received).map_err(|source| EngineError::Unreadable { id, source })?;
    Ok(validate::read_envelope(&detail.layout, &values).0.account)
}

fn exhausted(company: Option<&CompanyConfig>) -> Problem {
    let pattern = |company: &CompanyConfig| Expected::NumberSequence(company.number_sequence.to_string());
    Problem::new(Reason::NumberSequenceExhausted, FIELD, "").expecting(company.map_or(Expected::Nothing, pattern))
}
