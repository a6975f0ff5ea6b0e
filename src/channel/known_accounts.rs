//! The accounts that a channel knows: those that it downloaded, and those that rows of its upload tables name.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::database::ChannelDatabase;
use super::error::Result;
use super::writing::Writing;
use crate::model::{KnownAccount, RecordKind, UnreadTables, parse_guid};

/// The longest text that is taken for an account.
const LONGEST: usize = 20;

/// The GUID of a customer, unless it is far too long for one: it is not read then.
const GUID: &str = "CASE WHEN octet_length(CUSTACCOUNTASYNC) <= 64 THEN CUSTACCOUNTASYNC END";

/// The account that a row of an upload table names, likewise.
const ACCOUNT: &str = "CASE WHEN octet_length(CUSTACCOUNT) <= 256 THEN CUSTACCOUNT END";

/// Some of the accounts that a channel has.
#[derive(Debug, Clone)]
pub(crate) struct AccountsPage {
    pub(crate) accounts: Vec<KnownAccount>,
    /// Where the next page goes on; `None` after the last one.
    pub(crate) end: Option<AccountsEnd>,
}

/// The last account of a page, and what follows: the spellings of the company in its key whose accounts were not all read, the
/// present one first.
#[derive(Debug, Clone)]
pub(crate) struct AccountsEnd {
    account: Option<Value>,
    spellings: Vec<Value>,
}

impl ChannelDatabase {
    /// Returns the next accounts of a company's customers that the channel downloaded, at most `limit`.
    pub(crate) fn downloaded_accounts(
        &self,
        company: &str,
        after: Option<AccountsEnd>,
        limit: usize,
    ) -> Result<AccountsPage> {
        let mut end = match after {
            Some(end) => end,
            None => AccountsEnd { account: None, spellings: self.sqlite(spellings(&self.connection, company))? },
        };
        let (mut accounts, mut count) = (Vec::new(), 0);
        while let Some(spelling) = end.spellings.first() {
            // The order is that of the table's key.
            let is_after = if end.account.is_some() { "AND ACCOUNTNUM > ?3" } else { "" };
            let sql = format!(
                "SELECT {GUID}, ACCOUNTNUM FROM RETAILCUSTTABLE WHERE DATAAREAID = ?1 {is_after} ORDER BY ACCOUNTNUM LIMIT ?2"
            );
            let mut parameters = vec![spelling.clone(), Value::from((limit - count) as i64)];
            parameters.extend(end.account.take());
            let mut statement = self.sqlite(self.connection.prepare_cached(&sql))?;
            let mut rows = self.sqlite(statement.query(rusqlite::params_from_iter(parameters)))?;
            while let Some(row) = self.sqlite(rows.next())? {
                let (guid, account) = self.sqlite(pair(row))?;
                accounts.extend(known_account(&guid, &account));
                end.account = Some(account);
                count += 1;
            }
            if count == limit {
                return Ok(AccountsPage { accounts, end: Some(end) });
            }
            end = AccountsEnd { account: None, spellings: end.spellings.split_off(1) };
        }
        Ok(AccountsPage { accounts, end: None })
    }

    /// Whether the channel has downloaded customers with a GUID.
    pub(crate) fn has_downloaded(&self) -> Result<bool> {
        let mut statement = self.sqlite(
            self.connection.prepare_cached("SELECT 1 FROM RETAILCUSTTABLE WHERE CUSTACCOUNTASYNC <> '' LIMIT 1"),
        )?;
        self.sqlite(statement.exists([]))
    }

    /// Returns how many rows a table has.
    pub(crate) fn count_rows(&self, table: &'static str) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(self.sqlite(self.connection.query_row(&sql, [], |row| row.get::<_, i64>(0)))?.unsigned_abs())
    }

    /// Returns the upload tables of earlier versions of the channel database that have rows.
    pub(crate) fn unread_tables(&self) -> Result<UnreadTables> {
        let mut tables = UnreadTables::default();
        for name in UnreadTables::names() {
            let sql = "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE AND type IN ('table', 'view')";
            let mut statement = self.sqlite(self.connection.prepare_cached(sql))?;
            if self.sqlite(statement.exists([name]))? {
                // What cannot be counted is nobody's concern: it is not read.
                tables.add(name, self.count_rows(name).unwrap_or_default());
            }
        }
        Ok(tables)
    }

    /// Returns those of a company's accounts that the channel does not have.
    pub(crate) fn lacking_accounts(&self, company: &str, accounts: Vec<String>) -> Result<HashSet<String>> {
        let spellings = self.sqlite(spellings(&self.connection, company))?;
        let sql = "SELECT 1 FROM RETAILCUSTTABLE WHERE DATAAREAID = ?1 AND ACCOUNTNUM = ?2";
        let mut statement = self.sqlite(self.connection.prepare_cached(sql))?;
        let mut lacking = HashSet::new();
        for account in accounts {
            let mut is_there = false;
            for spelling in &spellings {
                is_there |= self.sqlite(statement.exists((spelling, &account)))?;
            }
            if !is_there {
                lacking.insert(account);
            }
        }
        Ok(lacking)
    }

    /// Returns the GUIDs of the customers who have rows in the upload table of customers.
    pub(crate) fn uploaded_customers(&self) -> Result<HashSet<Uuid>> {
        let sql = format!("SELECT {GUID} FROM {} WHERE CUSTACCOUNTASYNC <> ''", RecordKind::Customer.table());
        let mut statement = self.sqlite(self.connection.prepare(&sql))?;
        let mut rows = self.sqlite(statement.query([]))?;
        let mut customers = HashSet::new();
        while let Some(row) = self.sqlite(rows.next())? {
            if let Value::Text(guid) = self.sqlite(row.get(0))? {
                customers.extend(parse_guid(guid.trim()));
            }
        }
        Ok(customers)
    }

    /// Returns the accounts that rows of the upload tables name beside a GUID, each once.
    pub(crate) fn uploaded_accounts(&self, company: &str) -> Result<Vec<KnownAccount>> {
        let mut accounts = HashSet::new();
        for kind in RecordKind::ALL {
            let sql = format!(
                "SELECT {GUID}, {ACCOUNT} FROM {}
                 WHERE CUSTACCOUNT <> '' AND CUSTACCOUNTASYNC <> '' AND DATAAREAID = ?1 COLLATE NOCASE",
                kind.table()
            );
            let mut statement = self.sqlite(self.connection.prepare(&sql))?;
            let mut rows = self.sqlite(statement.query([company]))?;
            while let Some(row) = self.sqlite(rows.next())? {
                let (guid, account) = self.sqlite(pair(row))?;
                accounts.extend(known_account(&guid, &account));
            }
        }
        Ok(accounts.into_iter().collect())
    }
}

impl Writing<'_> {
    /// Returns the accounts under which the channel knows customers of a company.
    pub(crate) fn accounts_of(&self, company: &str, customers: &HashSet<Uuid>) -> Result<HashMap<Uuid, Vec<String>>> {
        let mut accounts: HashMap<Uuid, Vec<String>> = HashMap::new();
        let sql = format!(
            "SELECT {GUID}, ACCOUNTNUM FROM RETAILCUSTTABLE
             WHERE DATAAREAID = ?1 COLLATE NOCASE AND CUSTACCOUNTASYNC <> '' ORDER BY ACCOUNTNUM"
        );
        let mut statement = self.sqlite(self.transaction.prepare_cached(&sql))?;
        let mut rows = self.sqlite(statement.query([company]))?;
        while let Some(row) = self.sqlite(rows.next())? {
            let (guid, account) = self.sqlite(pair(row))?;
            let known = known_account(&guid, &account).filter(|known| customers.contains(&known.guid));
            if let Some(KnownAccount { guid, account }) = known {
                accounts.entry(guid).or_default().push(account);
            }
        }
        Ok(accounts)
    }
}

/// Returns how the channel spells a company in the keys of its customers.
fn spellings(connection: &Connection, company: &str) -> rusqlite::Result<Vec<Value>> {
    let sql = "SELECT DISTINCT DATAAREAID FROM RETAILCUSTTABLE WHERE DATAAREAID = ?1 COLLATE NOCASE";
    connection.prepare_cached(sql)?.query_map([company], |row| row.get(0))?.collect()
}

fn pair(row: &Row<'_>) -> rusqlite::Result<(Value, Value)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// Returns the account of a GUID; `None` if one of the two is none.
fn known_account(guid: &Value, account: &Value) -> Option<KnownAccount> {
    let Value::Text(guid) = guid else { return None };
    let account = match account {
        Value::Text(text) => text.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        _ => return None,
    };
    let is_account = !account.is_empty() && account.chars().count() <= LONGEST;
    Some(KnownAccount { guid: parse_guid(guid.trim())?, account }).filter(|_| is_account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_needs_a_guid_and_a_text_of_its_own() {
        let text = |text: &str| Value::Text(text.to_owned());
        let guid = "{5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B}";
        let known = |guid: &str, account: Value| known_account(&text(guid), &account).map(|known| known.account);
        assert_eq!(known(guid, text(" C-000001 ")).as_deref(), Some("C-000001"));
        assert_eq!(known(guid, Value::Integer(17)).as_deref(), Some("17"));
        for account in [text(""), text(" "), text(&"C".repeat(21)), Value::Null, Value::Real(1.5)] {
            assert_eq!(known(guid, account), None);
        }
        assert_eq!(known("00000000-0000-0000-0000-000000000000", text("C-000001")), None);
        assert_eq!(known_account(&Value::Null, &text("C-000001")), None);
    }
}
