//! Reserved accounts, and the customers whose account does not agree with them.

use super::columns::for_each_row;
use crate::store::database::params;
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::trail::ReservedAccount;

/// The account of a customer, by the number of the company and the bytes of the GUID.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct HeldAccount {
    pub(crate) company: i64,
    pub(crate) guid: Vec<u8>,
    pub(crate) account: String,
}

/// Customers who have another account than those that are reserved for them.
const OTHER_ACCOUNT: &str = "SELECT c.company, c.guid, c.account FROM reserved_account r
     JOIN customer c ON c.company = r.company AND c.guid = r.guid
     WHERE c.account IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reserved_account o
       WHERE o.company = r.company AND o.guid = r.guid AND o.account COLLATE NOCASE = c.account COLLATE NOCASE)";

/// Customers who have an account that is reserved, but not for them.
const OTHERS_ACCOUNT: &str = "SELECT c.company, c.guid, c.account FROM reserved_account r
     JOIN customer c ON c.company = r.company AND c.account COLLATE NOCASE = r.account COLLATE NOCASE AND c.guid <> r.guid
     WHERE NOT EXISTS (SELECT 1 FROM reserved_account o
       WHERE o.company = r.company AND o.guid = c.guid AND o.account COLLATE NOCASE = r.account COLLATE NOCASE)";

impl Store {
    /// Returns the number of reserved accounts.
    pub(crate) fn count_reserved_accounts(&self) -> Result<i64> {
        self.settled()?.only("SELECT count(*) FROM reserved_account", &[], |row| row.get(0))
    }

    /// Whether an account is reserved as the entry says, for a channel by its number.
    pub(crate) fn has_reservation(&self, company: &str, channel: i64, reserved: &ReservedAccount) -> Result<bool> {
        let sql = "SELECT account FROM reserved_account
             WHERE company = (SELECT id FROM company WHERE code COLLATE NOCASE = ?1 COLLATE NOCASE) AND guid = ?2 AND account COLLATE NOCASE = ?3 COLLATE NOCASE AND channel = ?4";
        let ReservedAccount { guid, account, .. } = reserved;
        let found = self
            .settled()?
            .one(sql, &params![company, guid.as_bytes(), account, channel], |row| Ok(row.get::<&str>(0)? == account))?;
        Ok(found.unwrap_or_default())
    }

    /// Passes the customers to `each` whose account is not among those that are reserved for them, and those who have an
    /// account that is reserved for somebody else.
    pub(crate) fn for_each_contradicting_account(&self, each: &mut dyn FnMut(HeldAccount) -> Result<()>) -> Result<()> {
        for sql in [OTHER_ACCOUNT, OTHERS_ACCOUNT] {
            for_each_row(self.settled()?, sql, &[], &mut |mut columns| {
                each(HeldAccount {
                    company: columns.next_or_default(),
                    guid: columns.next_or_default::<&[u8]>().to_vec(),
                    account: columns.next_or_default::<&str>().to_owned(),
                })
            })?;
        }
        Ok(())
    }

    /// Passes each company that gave customers a reserved account to `each`, with their number; those that were imported are not
    /// among them.
    pub(crate) fn for_each_count_of_taken_over(&self, each: &mut dyn FnMut(i64, i64) -> Result<()>) -> Result<()> {
        let sql = "SELECT r.company, count(*) FROM reserved_account r
             JOIN customer c ON c.company = r.company AND c.guid = r.guid AND c.account COLLATE NOCASE = r.account COLLATE NOCASE
             WHERE NOT EXISTS (SELECT 1 FROM imported i WHERE i.customer = c.id) GROUP BY r.company";
        for_each_row(self.settled()?, sql, &[], &mut |mut columns| {
            each(columns.next_or_default(), columns.next_or_default())
        })
    }
}
