//! What headquarters has: customers, their records, and companies with the number of accounts that they have given.

use std::sync::Arc;

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::model::{CustomerId, Layout, RecordKind};
use crate::store::database::params;
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::store::operations::ROW;

stored_row! {
    /// A row of `record`, but for its source.
    struct StoredRecord<'r> {
        customer: i64 = "x.customer" as "customer",
        kind: i64 = "x.kind" as "kind",
        key: &'r str = "x.key" as "key",
        active: i64 = "x.active" as "active",
        primary: i64 = "x.is_primary" as "is_primary",
        claimed: Option<i64> = "x.claimed" as "claimed",
        at: i64 = "x.at" as "at",
        fields: &'r str = "x.fields" as "fields",
    }
}

/// A record, and how it agrees with the operations.
#[derive(Debug)]
pub(crate) struct RecordEvidence<'r> {
    pub(crate) record: StoredRecord<'r>,
    /// The customer's account, or its GUID if it has no account; `None` if there is no such customer.
    pub(crate) customer_name: Option<&'r str>,
    /// Whether the operation that the record came with is about it, and came when and from where the record says.
    pub(crate) has_source: bool,
    /// Whether an operation on the record came when it last claimed the primary flag, if it ever did.
    pub(crate) claim_has_operation: bool,
    /// Names of the record's columns whose values have an unexpected type.
    pub(crate) unreadable: Vec<&'static str>,
}

/// What [`RecordEvidence`] has beside the record.
const RECORD_AGREEMENT: &[&str] = &[
    "coalesce(c.account, c.async_account)",
    "o.customer IS NOT DISTINCT FROM x.customer AND o.kind IS NOT DISTINCT FROM x.kind AND o.key IS NOT DISTINCT FROM x.key
       AND o.effect BETWEEN 1 AND 4 AND o.at IS NOT DISTINCT FROM x.at AND o.counter IS NOT DISTINCT FROM x.counter
       AND o.channel IS NOT DISTINCT FROM x.channel",
    "x.claimed IS NULL OR x.claimed IS NOT DISTINCT FROM o.at OR EXISTS (SELECT 1 FROM operation p WHERE p.customer = x.customer
       AND p.kind = x.kind AND p.key = x.key AND p.at = x.claimed AND p.effect IS NOT NULL)",
];

stored_row! {
    /// A row of `customer`.
    struct StoredCustomer<'r> {
        id: i64 = "id" as "id",
        company: i64 = "company" as "company",
        guid: &'r [u8] = "guid" as "guid",
        async_account: &'r str = "async_account" as "async_account",
        account: Option<&'r str> = "account" as "account",
        changed: Option<i64> = "changed" as "changed",
    }
}

stored_row! {
    /// A row of `company`.
    struct StoredCompany<'r> {
        id: i64 = "id" as "id",
        code: &'r str = "code" as "code",
        accounts: i64 = "accounts" as "accounts",
    }
}

/// The row of an operation that had an effect on a record.
#[derive(Debug)]
pub(crate) struct AppliedRow {
    /// The record's key.
    pub(crate) key: String,
    pub(crate) layout: Arc<Layout>,
    /// After the operation's edits.
    pub(crate) row: String,
}

impl Store {
    /// Passes all records to `each`, ordered by customer, kind and key.
    pub(crate) fn for_each_record_evidence(
        &self,
        each: &mut dyn FnMut(RecordEvidence<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT {} FROM record x LEFT JOIN customer c ON c.id = x.customer
               LEFT JOIN operation o ON o.id = x.operation
             ORDER BY x.customer, x.kind, x.key",
            select_list(&[StoredRecord::COLUMNS, RECORD_AGREEMENT])
        );
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(RecordEvidence {
                record: StoredRecord::read(&mut columns),
                customer_name: columns.next_or_default(),
                has_source: columns.next_or_default::<i64>() != 0,
                claim_has_operation: columns.next_or_default::<i64>() != 0,
                unreadable: columns.into_unreadable(),
            })
        })
    }

    /// Passes all customers to `each` in the order of their numbers, with the names of their columns whose values have
    /// an unexpected type.
    pub(crate) fn for_each_stored_customer(
        &self,
        each: &mut dyn FnMut(StoredCustomer<'_>, &[&'static str]) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT {} FROM customer ORDER BY id", select_list(&[StoredCustomer::COLUMNS]));
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(StoredCustomer::read(&mut columns), &columns.into_unreadable())
        })
    }

    /// Passes the customers that changed after the change with that number to `each` in the order of their changes: number
    /// of the change, number of the customer, and its account, or else its GUID.
    pub(crate) fn for_each_change(&self, after: i64, each: &mut dyn FnMut(i64, i64, &str) -> Result<()>) -> Result<()> {
        let sql =
            "SELECT changed, id, coalesce(account, async_account) FROM customer WHERE changed > ?1 ORDER BY changed";
        for_each_row(self.settled()?, sql, &params![after], &mut |mut columns| {
            each(columns.next_or_default(), columns.next_or_default(), columns.next_or_default())
        })
    }

    /// Whether an operation is about a customer.
    pub(crate) fn is_about(&self, operation: i64, customer: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM operation WHERE id = ?1 AND customer = ?2";
        self.settled()?.exists(sql, &params![operation, customer])
    }

    /// Passes all companies to `each`, with the names of their columns whose values have an unexpected type.
    pub(crate) fn for_each_company(
        &self,
        each: &mut dyn FnMut(StoredCompany<'_>, &[&'static str]) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT {} FROM company ORDER BY id", select_list(&[StoredCompany::COLUMNS]));
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(StoredCompany::read(&mut columns), &columns.into_unreadable())
        })
    }

    /// Passes each company that has customers with an account to `each`, with their number.
    pub(crate) fn for_each_count_of_accounts(&self, each: &mut dyn FnMut(i64, i64) -> Result<()>) -> Result<()> {
        let sql = "SELECT company, count(*) FROM customer WHERE account IS NOT NULL GROUP BY company";
        for_each_row(self.settled()?, sql, &[], &mut |mut columns| match columns.next_or_default() {
            Some(company) => each(company, columns.next_or_default()),
            // A company that is no number was reported with its customer.
            None => Ok(()),
        })
    }

    /// Whether an operation created the customer.
    pub(crate) fn has_creation(&self, customer: i64) -> Result<bool> {
        self.has("SELECT 1 FROM operation WHERE customer = ?1 AND kind = 0 AND effect = 1", customer)
    }

    /// Whether any operation is about the customer.
    pub(crate) fn has_operation(&self, customer: i64) -> Result<bool> {
        self.has("SELECT 1 FROM operation WHERE customer = ?1", customer)
    }

    /// Whether the customer has any record.
    pub(crate) fn has_record(&self, customer: i64) -> Result<bool> {
        self.has("SELECT 1 FROM record WHERE customer = ?1", customer)
    }

    fn has(&self, sql: &str, customer: i64) -> Result<bool> {
        self.settled()?.exists(sql, &params![customer])
    }

    /// Returns the rows of all operations that had an effect on a customer's records of one kind.
    pub(crate) fn applied_rows(&self, customer: CustomerId, kind: RecordKind) -> Result<Vec<AppliedRow>> {
        let sql = format!(
            "SELECT o.key, r.layout, {ROW} FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.customer = ?1 AND o.kind = ?2 AND o.effect IS NOT NULL"
        );
        self.settled()?.all(&sql, &params![customer.0, kind.index()], |row| {
            Ok(AppliedRow { key: row.get(0)?, layout: self.layout(row.get(1)?)?, row: row.get(2)? })
        })
    }
}
