//! From operations to their customers, and from a customer to its operations.

use super::database::{among, ids, params};
use super::error::{Result, missing};
use super::handle::Store;
use crate::model::{CompanyKey, CustomerId, OperationId};

/// Where a customer belongs, and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CustomerStanding {
    pub(crate) company: CompanyKey,
    /// The number of its last change; `None` until headquarters has its values.
    pub(crate) change: Option<i64>,
}

impl Store {
    /// Returns the operations of a customer, in the order of their numbers.
    pub(crate) fn operations_of(&self, customer: CustomerId) -> Result<Vec<OperationId>> {
        let sql = "SELECT id FROM operation WHERE customer = ?1 ORDER BY id";
        self.settled()?.all(sql, &params![customer.0], |row| row.get(0).map(OperationId))
    }

    /// Returns the customers that operations are about, each once.
    pub(crate) fn customers_of(&self, operations: &[OperationId]) -> Result<Vec<CustomerId>> {
        let sql = format!(
            "SELECT DISTINCT customer FROM operation WHERE customer IS NOT NULL AND {} ORDER BY customer",
            among("id", 1)
        );
        let numbers = ids(operations.iter().map(|id| id.0));
        self.settled()?.all(&sql, &[numbers], |row| row.get(0).map(CustomerId))
    }

    /// Returns the first operations that name an account which no customer has.
    pub(crate) fn operations_naming(&self, account: &str, most: usize) -> Result<Vec<OperationId>> {
        let sql =
            "SELECT id FROM operation WHERE customer IS NULL AND account = ?1 COLLATE NOCASE ORDER BY id LIMIT ?2";
        self.settled()?.all(sql, &params![account, most], |row| row.get(0).map(OperationId))
    }

    /// Returns where a customer belongs, and how far it has come.
    pub(crate) fn customer_standing(&self, customer: CustomerId) -> Result<CustomerStanding> {
        let sql = "SELECT company, changed FROM customer WHERE id = ?1";
        let standing = self.settled()?.one(sql, &params![customer.0], |row| {
            Ok(CustomerStanding { company: CompanyKey(row.get(0)?), change: row.get(1)? })
        })?;
        standing.ok_or_else(|| missing(&format!("customer {}", customer.0)))
    }
}
