//! Accounts that channels know of customers who have none here: reserved for these customers, and given to nobody else.

use std::collections::HashSet;

use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use super::channels::ChannelRow;
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::{Code, CompanyKey, CustomerId, KnownAccount, OperationId, Reason};
use crate::trail::{Event, ReservedAccount, passed_over_details, reserved_details};

/// How many accounts an entry of the trail lists at most.
const LISTED: usize = 1_000;

/// The creation of a customer whose account channels may know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AwaitingCreation {
    pub(crate) id: OperationId,
    /// Code of its company.
    pub(crate) company: String,
    /// Whether an account is reserved for the customer.
    pub(crate) is_reserved: bool,
}

/// How things stand with the reserved accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Reservations {
    pub(crate) accounts: u64,
    /// Customers who have no account here yet.
    pub(crate) open: u64,
    /// Customers who cannot be created, since channels and headquarters contradict each other about their account.
    pub(crate) conflicts: u64,
}

/// Whether a reserved account contradicts another one, or what headquarters has, so that its customer cannot be created.
const IS_CONFLICT: &str = "c.account IS NULL AND (
      EXISTS (SELECT 1 FROM reserved_account o WHERE o.company = r.company AND o.guid = r.guid AND o.account <> r.account)
      OR EXISTS (SELECT 1 FROM reserved_account o WHERE o.company = r.company AND o.account = r.account AND o.guid <> r.guid)
      OR EXISTS (SELECT 1 FROM customer o WHERE o.company = r.company AND o.account = r.account AND o.guid <> r.guid))";

impl Store {
    /// Whether any account is reserved.
    pub(crate) fn has_reserved_accounts(&self) -> Result<bool> {
        Ok(self.connection().prepare_cached("SELECT 1 FROM reserved_account LIMIT 1")?.exists([])?)
    }

    /// Returns how things stand with the reserved accounts.
    pub(crate) fn reservations(&self) -> Result<Reservations> {
        let sql = format!(
            "SELECT count(*), count(DISTINCT CASE WHEN c.account IS NULL THEN r.company || ':' || hex(r.guid) END),
               count(DISTINCT CASE WHEN {IS_CONFLICT} THEN r.company || ':' || hex(r.guid) END)
             FROM reserved_account r LEFT JOIN customer c ON c.company = r.company AND c.guid = r.guid"
        );
        let count = |row: &rusqlite::Row<'_>, at| row.get::<_, i64>(at).map(i64::unsigned_abs);
        Ok(self.connection().query_row(&sql, [], |row| {
            Ok(Reservations { accounts: count(row, 0)?, open: count(row, 1)?, conflicts: count(row, 2)? })
        })?)
    }

    /// Returns the accounts that are reserved for a GUID, in order.
    pub(crate) fn reserved_for(&self, company: CompanyKey, guid: Uuid) -> Result<Vec<String>> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT account FROM reserved_account WHERE company = ?1 AND guid = ?2 ORDER BY account")?;
        let accounts = statement.query_map((company.0, guid.as_bytes()), |row| row.get(0))?;
        Ok(accounts.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns a GUID, other than the one given, for which an account is reserved.
    pub(crate) fn reserved_for_other(&self, company: CompanyKey, account: &str, guid: Uuid) -> Result<Option<Uuid>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT guid FROM reserved_account WHERE company = ?1 AND account = ?2 AND guid <> ?3 ORDER BY guid LIMIT 1",
        )?;
        let other = statement.query_row((company.0, account, guid.as_bytes()), |row| row.get(0).map(Uuid::from_bytes));
        Ok(other.optional()?)
    }

    /// Returns a customer without an account here, other than the one given, whom channels know under an account.
    pub(crate) fn disputed_by(&self, company: CompanyKey, account: &str, guid: Uuid) -> Result<Option<Uuid>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT r.guid FROM reserved_account r LEFT JOIN customer c ON c.company = r.company AND c.guid = r.guid
             WHERE r.company = ?1 AND r.account = ?2 AND r.guid <> ?3 AND c.account IS NULL ORDER BY r.guid LIMIT 1",
        )?;
        let other = statement.query_row((company.0, account, guid.as_bytes()), |row| row.get(0).map(Uuid::from_bytes));
        Ok(other.optional()?)
    }

    /// Returns the creations that wait for channels which may know the customer's account: each with the code of its company,
    /// and whether an account is reserved for the customer by now.
    pub(crate) fn awaiting_accounts(&self) -> Result<Vec<AwaitingCreation>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT o.id, k.code, EXISTS (SELECT 1 FROM reserved_account r WHERE r.company = c.company AND r.guid = c.guid)
             FROM problem p JOIN operation o ON o.id = p.operation JOIN channel h ON h.id = o.channel
               JOIN company k ON k.id = h.company JOIN customer c ON c.id = o.customer
             WHERE p.code = ?1 AND p.reason = ?2 AND o.state = 1 ORDER BY o.id",
        )?;
        let creations = statement.query_map((Code::AccountConflict.name(), Reason::AccountAwaited.id()), |row| {
            Ok(AwaitingCreation { id: OperationId(row.get(0)?), company: row.get(1)?, is_reserved: row.get(2)? })
        })?;
        Ok(creations.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the customers of a company whose account is not the one that channels know.
    pub(crate) fn contradicted_customers(&self, company: CompanyKey) -> Result<HashSet<CustomerId>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT c.id FROM reserved_account r JOIN customer c ON c.company = r.company AND c.guid = r.guid
             WHERE r.company = ?1 AND c.account <> r.account",
        )?;
        let customers = statement.query_map([company.0], |row| row.get(0).map(CustomerId))?;
        Ok(customers.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether an account is reserved for anybody.
    pub(crate) fn is_reserved(&self, company: CompanyKey, account: &str) -> Result<bool> {
        let mut statement =
            self.connection().prepare_cached("SELECT 1 FROM reserved_account WHERE company = ?1 AND account = ?2")?;
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
            self.connection().prepare_cached("SELECT guid FROM customer WHERE company = ?1 AND account = ?2")?;
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
