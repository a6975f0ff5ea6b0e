//! Accounts that channels know of customers who have none here: reserved for these customers, and given to nobody else. A
//! transaction never holds back what it reserves.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::channels::ChannelRow;
use super::database::{Insertion, Row, accounts, among_accounts, among_guids, guids, params};
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::{Code, CompanyKey, CustomerId, KnownAccount, OperationId, Reason};
use crate::trail::{Event, ReservedAccount, passed_over_details, reserved_details};

/// How many accounts an entry of the trail lists at most.
const LISTED: usize = 1_000;

const RESERVATIONS: Insertion<4> =
    Insertion { table: "reserved_account", columns: ["company", "guid", "account", "channel"], conflict: "" };

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
      EXISTS (SELECT 1 FROM reserved_account o WHERE o.company = r.company AND o.guid = r.guid AND o.account COLLATE NOCASE <> r.account COLLATE NOCASE)
      OR EXISTS (SELECT 1 FROM reserved_account o WHERE o.company = r.company AND o.account COLLATE NOCASE = r.account COLLATE NOCASE AND o.guid <> r.guid)
      OR EXISTS (SELECT 1 FROM customer o WHERE o.company = r.company AND o.account COLLATE NOCASE = r.account COLLATE NOCASE AND o.guid <> r.guid))";

impl Store {
    /// Whether any account is reserved.
    pub(crate) fn has_reserved_accounts(&self) -> Result<bool> {
        self.database.exists("SELECT 1 FROM reserved_account LIMIT 1", &[])
    }

    /// Returns how things stand with the reserved accounts.
    pub(crate) fn reservations(&self) -> Result<Reservations> {
        let sql = format!(
            "SELECT (SELECT count(*) FROM reserved_account), count(*) FILTER (WHERE is_open = 1),
               count(*) FILTER (WHERE is_conflict = 1)
             FROM (SELECT max(CASE WHEN c.account IS NULL THEN 1 ELSE 0 END) AS is_open,
                 max(CASE WHEN {IS_CONFLICT} THEN 1 ELSE 0 END) AS is_conflict
               FROM reserved_account r LEFT JOIN customer c ON c.company = r.company AND c.guid = r.guid
               GROUP BY r.company, r.guid) AS awaited"
        );
        self.settled()?.only(&sql, &[], |row| {
            Ok(Reservations { accounts: row.get(0)?, open: row.get(1)?, conflicts: row.get(2)? })
        })
    }

    /// Returns the accounts that are reserved for a GUID, in order.
    pub(crate) fn reserved_for(&self, company: CompanyKey, guid: Uuid) -> Result<Vec<String>> {
        let sql =
            "SELECT account FROM reserved_account WHERE company = ?1 AND guid = ?2 ORDER BY account COLLATE NOCASE";
        self.database.all(sql, &params![company.0, guid.as_bytes()], |row| row.get(0))
    }

    /// Returns a GUID, other than the one given, for which an account is reserved.
    pub(crate) fn reserved_for_other(&self, company: CompanyKey, account: &str, guid: Uuid) -> Result<Option<Uuid>> {
        let sql = "SELECT guid FROM reserved_account WHERE company = ?1 AND account COLLATE NOCASE = ?2 COLLATE NOCASE AND guid <> ?3 ORDER BY guid LIMIT 1";
        self.database.one(sql, &params![company.0, account, guid.as_bytes()], guid_of)
    }

    /// Returns a customer without an account here, other than the one given, whom channels know under an account.
    pub(crate) fn disputed_by(&self, company: CompanyKey, account: &str, guid: Uuid) -> Result<Option<Uuid>> {
        let sql =
            "SELECT r.guid FROM reserved_account r LEFT JOIN customer c ON c.company = r.company AND c.guid = r.guid
             WHERE r.company = ?1 AND r.account COLLATE NOCASE = ?2 COLLATE NOCASE AND r.guid <> ?3 AND c.account IS NULL ORDER BY r.guid LIMIT 1";
        self.settled()?.one(sql, &params![company.0, account, guid.as_bytes()], guid_of)
    }

    /// Returns the creations that wait for channels which may know the customer's account: each with the code of its company,
    /// and whether an account is reserved for the customer by now.
    pub(crate) fn awaiting_accounts(&self) -> Result<Vec<AwaitingCreation>> {
        let sql = "SELECT o.id, k.code, EXISTS (SELECT 1 FROM reserved_account r WHERE r.company = c.company AND r.guid = c.guid)
             FROM problem p JOIN operation o ON o.id = p.operation JOIN channel h ON h.id = o.channel
               JOIN company k ON k.id = h.company JOIN customer c ON c.id = o.customer
             WHERE p.code = ?1 AND p.reason = ?2 AND o.state = 1 ORDER BY o.id";
        self.settled()?.all(sql, &params![Code::AccountConflict.name(), Reason::AccountAwaited.id()], |row| {
            Ok(AwaitingCreation { id: OperationId(row.get(0)?), company: row.get(1)?, is_reserved: row.get(2)? })
        })
    }

    /// Returns the customers of a company whose account is not the one that channels know.
    pub(crate) fn contradicted_customers(&self, company: CompanyKey) -> Result<HashSet<CustomerId>> {
        let sql = "SELECT c.id FROM reserved_account r JOIN customer c ON c.company = r.company AND c.guid = r.guid
             WHERE r.company = ?1 AND c.account COLLATE NOCASE <> r.account COLLATE NOCASE";
        let customers = self.settled()?.all(sql, &params![company.0], |row| row.get(0).map(CustomerId))?;
        Ok(customers.into_iter().collect())
    }

    /// Whether an account is reserved for anybody.
    pub(crate) fn is_reserved(&self, company: CompanyKey, account: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM reserved_account WHERE company = ?1 AND account COLLATE NOCASE = ?2 COLLATE NOCASE";
        self.database.exists(sql, &params![company.0, account])
    }
}

/// Reads the GUID in a row's first column.
fn guid_of(row: &Row<'_>) -> Result<Uuid> {
    row.get(0).map(Uuid::from_bytes)
}

impl Transaction<'_> {
    /// Reserves the accounts that a channel knows of customers who have not this account here. Returns how many are new.
    pub(crate) fn reserve(&self, channel: &ChannelRow, known: &[KnownAccount]) -> Result<u64> {
        let mut reserved = Vec::new();
        for some in known.chunks(LISTED) {
            reserved.extend(self.reserve_some(channel, some)?);
        }
        for part in reserved.chunks(LISTED) {
            let details = reserved_details(&channel.name, channel.key, &channel.company_code, part);
            self.draft.borrow_mut().note(Event::Reserved, details);
        }
        Ok(reserved.len() as u64)
    }

    /// Reserves as many accounts as a statement takes; returns those that are new.
    fn reserve_some(&self, channel: &ChannelRow, known: &[KnownAccount]) -> Result<Vec<ReservedAccount>> {
        let company = channel.company;
        let here = self.accounts_here(company, known)?;
        let mut before = self.reserved_before(company, known)?;
        let without_guid = self.accounts_without_guid(company, known)?;
        let new = known.iter().filter(|KnownAccount { guid, account }| {
            let is_here = here.get(guid).is_some_and(|here| here.eq_ignore_ascii_case(account))
                || without_guid.contains(&account.to_ascii_lowercase());
            !is_here && before.insert((*guid, account.to_ascii_lowercase()))
        });
        let new: Vec<_> = new.collect();
        let rows = new
            .iter()
            .map(|KnownAccount { guid, account }| params![company.0, guid.as_bytes(), account, channel.key.0]);
        self.database.insert_all(&RESERVATIONS, rows)?;
        let holders = self.holders(company, &new)?;
        let reserved = new.into_iter().map(|KnownAccount { guid, account }| ReservedAccount {
            guid: *guid,
            account: account.clone(),
            here: here.get(guid).cloned(),
            holder: holders.get(&account.to_ascii_lowercase()).copied(),
        });
        Ok(reserved.collect())
    }

    /// Returns the accounts that customers have here, by their GUIDs.
    fn accounts_here(&self, company: CompanyKey, known: &[KnownAccount]) -> Result<HashMap<Uuid, String>> {
        let is_known = among_guids("guid", 2);
        let sql = format!("SELECT guid, account FROM customer WHERE company = ?1 AND {is_known}");
        let set = guids(known.iter().map(|known| &known.guid));
        let accounts = self.settled()?.all(&sql, &[company.0.into(), set], |row| {
            let guid = guid_of(row)?;
            Ok(row.get::<Option<String>>(1)?.map(|account| (guid, account)))
        })?;
        Ok(accounts.into_iter().flatten().collect())
    }

    /// Returns those of some accounts whose customers have no GUID here, in lower case: they are the channels' customers.
    fn accounts_without_guid(&self, company: CompanyKey, known: &[KnownAccount]) -> Result<HashSet<String>> {
        let is_known = among_accounts("account", 2);
        let sql = format!("SELECT account FROM customer WHERE company = ?1 AND {is_known} AND async_account = ''");
        let set = accounts(known.iter().map(|known| known.account.as_str()));
        let found =
            self.settled()?.all(&sql, &[company.0.into(), set], |row| Ok(row.get::<&str>(0)?.to_ascii_lowercase()))?;
        Ok(found.into_iter().collect())
    }

    /// Returns what is reserved for some GUIDs, each with the account in lower case.
    fn reserved_before(&self, company: CompanyKey, known: &[KnownAccount]) -> Result<HashSet<(Uuid, String)>> {
        let is_known = among_guids("guid", 2);
        let sql = format!("SELECT guid, account FROM reserved_account WHERE company = ?1 AND {is_known}");
        let set = guids(known.iter().map(|known| &known.guid));
        let reserved = self
            .database
            .all(&sql, &[company.0.into(), set], |row| Ok((guid_of(row)?, row.get::<&str>(1)?.to_ascii_lowercase())))?;
        Ok(reserved.into_iter().collect())
    }

    /// Returns the GUIDs of the customers who have some accounts here, by the account in lower case.
    fn holders(&self, company: CompanyKey, known: &[&KnownAccount]) -> Result<HashMap<String, Uuid>> {
        let sql = format!("SELECT guid, account FROM customer WHERE company = ?1 AND {}", among_accounts("account", 2));
        let set = accounts(known.iter().map(|known| known.account.as_str()));
        let holders = self
            .settled()?
            .all(&sql, &[company.0.into(), set], |row| Ok((row.get::<&str>(1)?.to_ascii_lowercase(), guid_of(row)?)))?;
        Ok(holders.into_iter().collect())
    }

    /// Lets a company's number sequence go on behind a number, if it has not come so far.
    pub(crate) fn go_on_behind(&self, company: CompanyKey, code: &str, number: i64) -> Result<()> {
        let next = self.next_account_number(company)?;
        if number >= next {
            self.take_account_number(company, number);
            self.draft.borrow_mut().note(Event::PassedOver, passed_over_details(code, next, number));
        }
        Ok(())
    }
}
