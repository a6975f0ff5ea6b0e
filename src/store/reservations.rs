//! Accounts that channels know of customers who have none here: reserved for these customers, and given to nobody else.

use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use super::channels::ChannelRow;
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::{CompanyKey, KnownAccount};
use crate::trail::{Event, ReservedAccount, passed_over_details, reserved_details};

/// How many accounts an entry of the trail lists at most.
const LISTED: usize = 1_000;

impl Store {
    /// Whether any account is reserved.
    pub(crate) fn has_reserved_accounts(&self) -> Result<bool> {
        Ok(self.connection.prepare_cached("SELECT 1 FROM reserved_account LIMIT 1")?.exists([])?)
    }

    /// Returns the accounts that are reserved for a GUID, in order.
    pub(crate) fn reserved_for(&self, company: CompanyKey, guid: Uuid) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT account FROM reserved_account WHERE company = ?1 AND guid = ?2 ORDER BY account")?;
        let accounts = statement.query_map((company.0, guid.as_bytes()), |row| row.get(0))?;
        Ok(accounts.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns a GUID, other than the one given, for which an account is reserved.
    pub(crate) fn reserved_for_other(&self, company: CompanyKey, account: &str, guid: Uuid) -> Result<Option<Uuid>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT guid FROM reserved_account WHERE company = ?1 AND account = ?2 AND guid <> ?3 ORDER BY guid LIMIT 1",
        )?;
        let other = statement.query_row((company.0, account, guid.as_bytes()), |row| row.get(0).map(Uuid::from_bytes));
        Ok(other.optional()?)
    }

    /// Whether an account is reserved for anybody.
    pub(crate) fn is_reserved(&self, company: CompanyKey, account: &str) -> Result<bool> {
        let mut statement =
            self.connection.prepare_cached("SELECT 1 FROM reserved_account WHERE company = ?1 AND account = ?2")?;
        Ok(statement.exists((company.0, account))?)
    }
}

impl Transaction<'_> {
    /// Reserves the accounts that a channel knows of customers who have not this account here. Returns how many are new.
    pub(crate) fn reserve(&self, channel: &ChannelRow, known: &[KnownAccount]) -> Result<u64> {
        let mut reserved = Vec::new();
        for KnownAccount { guid, account } in known {
            let here = self.customer_by_guid(channel.company, *guid)?.and_then(|customer| customer.account);
            if here.as_ref().is_some_and(|here| here.eq_ignore_ascii_case(account)) {
                continue;
            }
            let is_new = self.execute(
                "INSERT INTO reserved_account (company, guid, account, channel) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO NOTHING",
                (channel.company.0, guid.as_bytes(), account, channel.key.0),
            )?;
            if is_new > 0 {
                let holder = self.holder(channel.company, account)?;
                reserved.push(ReservedAccount { guid: *guid, account: account.clone(), here, holder });
            }
        }
        for part in reserved.chunks(LISTED) {
            let details = reserved_details(&channel.name, channel.key, &channel.company_code, part);
            self.draft.borrow_mut().note(Event::Reserved, details);
        }
        Ok(reserved.len() as u64)
    }

    /// Returns the GUID of the customer who has an account here.
    fn holder(&self, company: CompanyKey, account: &str) -> Result<Option<Uuid>> {
        let mut statement =
            self.connection.prepare_cached("SELECT guid FROM customer WHERE company = ?1 AND account = ?2")?;
        let holder = statement.query_row((company.0, account), |row| row.get(0).map(Uuid::from_bytes));
        Ok(holder.optional()?)
    }

    /// Lets a company's number sequence go on behind a number, if it has not come so far.
    pub(crate) fn go_on_behind(&self, company: CompanyKey, code: &str, number: i64) -> Result<()> {
        let next = self.next_account_number(company)?;
        if number >= next {
            self.execute("UPDATE company SET accounts = ?2 WHERE id = ?1", (company.0, number))?;
            self.draft.borrow_mut().note(Event::PassedOver, passed_over_details(code, next, number));
        }
        Ok(())
    }
}
