//! The accounts that a channel knows: those that it downloaded, and those that rows of its upload tables name.

use std::collections::HashSet;

use rusqlite::types::Value;

use super::database::Database;
use super::error::Result;
use crate::model::{KnownAccount, RecordKind, parse_guid};

/// The longest text that is taken for an account.
const LONGEST: usize = 20;

/// Where a page of accounts ends: the account and its company.
#[derive(Debug, Clone)]
pub(crate) struct AccountsPage {
    pub(crate) accounts: Vec<KnownAccount>,
    /// Where the next page goes on; `None` after the last one.
    pub(crate) end: Option<AccountsEnd>,
}

/// The last account of a page.
#[derive(Debug, Clone)]
pub(crate) struct AccountsEnd(Value, Value);

impl Database {
    /// Returns the next accounts of a company's customers that the channel downloaded, at most `limit`.
    pub(crate) fn downloaded_accounts(
        &self,
        company: &str,
        after: Option<&AccountsEnd>,
        limit: usize,
    ) -> Result<AccountsPage> {
        let is_after = if after.is_some() { "AND (ACCOUNTNUM, DATAAREAID) > (?3, ?4)" } else { "" };
        let sql = format!(
            "SELECT CUSTACCOUNTASYNC, ACCOUNTNUM, DATAAREAID FROM RETAILCUSTTABLE
             WHERE DATAAREAID = ?1 COLLATE NOCASE {is_after} ORDER BY ACCOUNTNUM, DATAAREAID LIMIT ?2"
        );
        let mut parameters = vec![Value::from(company.to_owned()), Value::from(limit as i64)];
        parameters
            .extend(after.into_iter().flat_map(|AccountsEnd(account, company)| [account.clone(), company.clone()]));
        let (mut accounts, mut end, mut count) = (Vec::new(), None, 0);
        let mut statement = self.sqlite(self.connection.prepare_cached(&sql))?;
        let mut rows = self.sqlite(statement.query(rusqlite::params_from_iter(parameters)))?;
        while let Some(row) = self.sqlite(rows.next())? {
            let read = || -> rusqlite::Result<(Value, Value, Value)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
            let (guid, account, company) = self.sqlite(read())?;
            accounts.extend(known_account(&guid, &account));
            end = Some(AccountsEnd(account, company));
            count += 1;
        }
        Ok(AccountsPage { accounts, end: end.filter(|_| count == limit) })
    }

    /// Returns how many rows a table has.
    pub(crate) fn count_rows(&self, table: &'static str) -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(self.sqlite(self.connection.query_row(&sql, [], |row| row.get::<_, i64>(0)))?.unsigned_abs())
    }

    /// Returns those of a company's accounts that the channel does not have.
    pub(crate) fn lacking_accounts(&self, company: &str, accounts: Vec<String>) -> Result<HashSet<String>> {
        let sql = "SELECT 1 FROM RETAILCUSTTABLE WHERE ACCOUNTNUM = ?1 AND DATAAREAID = ?2 COLLATE NOCASE";
        let mut statement = self.sqlite(self.connection.prepare_cached(sql))?;
        let mut lacking = HashSet::new();
        for account in accounts {
            if !self.sqlite(statement.exists((&account, company)))? {
                lacking.insert(account);
            }
        }
        Ok(lacking)
    }

    /// Returns the accounts that rows of the upload tables name beside a GUID, each once.
    pub(crate) fn uploaded_accounts(&self, company: &str) -> Result<Vec<KnownAccount>> {
        let mut accounts = HashSet::new();
        for kind in RecordKind::ALL {
            let sql = format!(
                "SELECT CUSTACCOUNTASYNC, CUSTACCOUNT FROM {}
                 WHERE CUSTACCOUNT <> '' AND CUSTACCOUNTASYNC <> '' AND DATAAREAID = ?1 COLLATE NOCASE",
                kind.table()
            );
            let mut statement = self.sqlite(self.connection.prepare(&sql))?;
            let mut rows = self.sqlite(statement.query([company]))?;
            while let Some(row) = self.sqlite(rows.next())? {
                let read = || -> rusqlite::Result<(Value, Value)> { Ok((row.get(0)?, row.get(1)?)) };
                let (guid, account) = self.sqlite(read())?;
                accounts.extend(known_account(&guid, &account));
            }
        }
        Ok(accounts.into_iter().collect())
    }
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
