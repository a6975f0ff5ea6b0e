//! The accounts that headquarters gave to customers.

use uuid::Uuid;

use crate::model::CompanyKey;
use crate::store::database::{Row, params};
use crate::store::error::Result;
use crate::store::handle::Store;

/// The account of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GivenAccount {
    /// The number of the customer.
    pub(crate) customer: i64,
    pub(crate) async_account: String,
    pub(crate) account: String,
    /// The number of the customer's last change.
    pub(crate) changed: i64,
}

const COLUMNS: &str = "id, async_account, account, coalesce(changed, 0)";

impl Store {
    /// Returns the account of the customer with a GUID; `None` if there is no such customer, or it has no account.
    pub(crate) fn given_account(&self, company: CompanyKey, guid: Uuid) -> Result<Option<GivenAccount>> {
        let sql = format!("SELECT {COLUMNS} FROM customer WHERE company = ?1 AND guid = ?2 AND account IS NOT NULL");
        self.settled()?.one(&sql, &params![company.0, guid.as_bytes()], read)
    }

    /// Returns the next accounts of a company in the order of their customers' last changes, at most `limit`: those after a
    /// change, up to another.
    pub(crate) fn given_accounts(
        &self,
        company: CompanyKey,
        (after, last): (i64, i64),
        limit: usize,
    ) -> Result<Vec<GivenAccount>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM customer
             WHERE company = ?1 AND changed > ?2 AND changed <= ?3 AND account IS NOT NULL ORDER BY changed LIMIT ?4"
        );
        self.settled()?.all(&sql, &params![company.0, after, last, limit], read)
    }
}

fn read(row: &Row<'_>) -> Result<GivenAccount> {
    Ok(GivenAccount { customer: row.get(0)?, async_account: row.get(1)?, account: row.get(2)?, changed: row.get(3)? })
}
