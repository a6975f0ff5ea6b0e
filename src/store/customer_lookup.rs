//! From operations to their customers, and from a customer to its operations.

use super::database::{among, ids, params};
use super::error::{Result, missing};
use super::handle::Store;
use crate::model::{Action, CompanyKey, CustomerId, OperationId, RecordKind};

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

    /// Returns the newest operations of a customer by their numbers, at most `most`, the newest first.
    pub(crate) fn newest_operations_of(&self, customer: CustomerId, most: Option<usize>) -> Result<Vec<OperationId>> {
        let sql = "SELECT id FROM operation WHERE customer = ?1 ORDER BY id DESC LIMIT ?2";
        self.settled()?.all(sql, &params![customer.0, limit(most)], |row| row.get(0).map(OperationId))
    }

    /// Returns the first operations of a customer that have not gone through, at most `most`, in the order of their numbers.
    pub(crate) fn open_operations_of(&self, customer: CustomerId, most: Option<usize>) -> Result<Vec<OperationId>> {
        let sql = "SELECT id FROM operation WHERE customer = ?1 AND +state IN (0, 1, 2) ORDER BY id LIMIT ?2";
        self.settled()?.all(sql, &params![customer.0, limit(most)], |row| row.get(0).map(OperationId))
    }

    /// Returns the first operation of a customer on a kind of record; `None` if there is none.
    pub(crate) fn first_operation_on(&self, customer: CustomerId, kind: RecordKind) -> Result<Option<OperationId>> {
        let sql = "SELECT id FROM operation WHERE customer = ?1 AND kind = ?2 ORDER BY id LIMIT 1";
        self.settled()?.one(sql, &params![customer.0, kind.index()], |row| row.get(0).map(OperationId))
    }

    /// Returns the number of operations of a customer.
    pub(crate) fn count_operations_of(&self, customer: CustomerId) -> Result<u64> {
        self.settled()?
            .only("SELECT count(*) FROM operation WHERE customer = ?1", &params![customer.0], |row| row.get(0))
    }

    /// Returns the name of the channel that created a customer, or else of the first that sent an operation about it; `None` if
    /// no operation is about it.
    pub(crate) fn origin_of(&self, customer: CustomerId) -> Result<Option<String>> {
        let sql = "SELECT h.name FROM operation o JOIN channel h ON h.id = o.channel WHERE o.customer = ?1
                   ORDER BY o.kind = ?2 AND o.action IS NOT DISTINCT FROM ?3 DESC, o.at, o.id LIMIT 1";
        let parameters = params![customer.0, RecordKind::Customer.index(), Action::Create as i64];
        self.settled()?.one(sql, &parameters, |row| row.get(0))
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
        let sql = "SELECT id FROM operation WHERE customer IS NULL AND account COLLATE NOCASE = ?1 COLLATE NOCASE ORDER BY id LIMIT ?2";
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

/// Returns what SQL's `LIMIT` takes; a negative number is no limit.
fn limit(most: Option<usize>) -> i64 {
    most.map_or(i64::MAX, |most| i64::try_from(most).unwrap_or(i64::MAX))
}
