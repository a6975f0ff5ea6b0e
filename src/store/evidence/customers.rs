//! Customers, and companies with the number of accounts that they have given.

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::database::params;
use crate::store::error::Result;
use crate::store::handle::Store;

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

/// A customer, and what there is about it.
#[derive(Debug)]
pub(crate) struct CustomerEvidence<'r> {
    pub(crate) customer: StoredCustomer<'r>,
    /// Whether an operation created the customer.
    pub(crate) has_creation: bool,
    /// Whether any operation is about the customer.
    pub(crate) has_operation: bool,
    pub(crate) has_record: bool,
    /// The number of the change with which the customer, or at last its GUID, was imported; `None` if it was not.
    pub(crate) imported: Option<i64>,
    /// Names of the customer's columns whose values have an unexpected type.
    pub(crate) unreadable: Vec<&'static str>,
}

/// What [`CustomerEvidence`] has beside the customer.
const ABOUT_CUSTOMER: &[&str] = &[
    "EXISTS (SELECT 1 FROM operation o WHERE o.customer = customer.id AND o.kind = 0 AND o.effect = 1)",
    "EXISTS (SELECT 1 FROM operation o WHERE o.customer = customer.id)",
    "EXISTS (SELECT 1 FROM record r WHERE r.customer = customer.id)",
    "(SELECT max(i.change) FROM imported i WHERE i.customer = customer.id)",
];

stored_row! {
    /// A row of `company`.
    struct StoredCompany<'r> {
        id: i64 = "id" as "id",
        code: &'r str = "code" as "code",
        accounts: i64 = "accounts" as "accounts",
    }
}

impl Store {
    /// Passes all customers to `each` in the order of their numbers.
    pub(crate) fn for_each_customer_evidence(
        &self,
        each: &mut dyn FnMut(&CustomerEvidence<'_>) -> Result<()>,
    ) -> Result<()> {
        let columns = select_list(&[StoredCustomer::COLUMNS, ABOUT_CUSTOMER]);
        let sql = format!("SELECT {columns} FROM customer ORDER BY id");
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(&CustomerEvidence {
                customer: StoredCustomer::read(&mut columns),
                has_creation: columns.next_or_default(),
                has_operation: columns.next_or_default(),
                has_record: columns.next_or_default(),
                imported: columns.next_or_default(),
                unreadable: columns.into_unreadable(),
            })
        })
    }

    /// Passes the customers that changed after the change with that number to `each` in the order of their changes: number
    /// of the change, number of the customer, and its account, or else its GUID. Those that were imported and have not changed
    /// since are left out.
    pub(crate) fn for_each_change(&self, after: i64, each: &mut dyn FnMut(i64, i64, &str) -> Result<()>) -> Result<()> {
        let sql =
            "SELECT changed, id, coalesce(account, async_account) FROM customer WHERE changed > ?1 AND NOT EXISTS (
               SELECT 1 FROM imported i WHERE i.customer = customer.id AND i.change = customer.changed)
             ORDER BY changed";
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
}
