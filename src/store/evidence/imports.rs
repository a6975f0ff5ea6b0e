//! What was imported of customers, beside the customers as they are now.

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::error::Result;
use crate::store::handle::Store;

stored_row! {
    /// A row of `imported`.
    struct StoredImport<'r> {
        change: i64 = "i.change" as "change",
        customer: i64 = "i.customer" as "customer",
        account: &'r str = "i.account" as "account",
        async_account: &'r str = "i.async_account" as "async_account",
        content: Option<&'r [u8]> = "i.content" as "content",
        merged: Option<i64> = "i.merged" as "merged",
    }
}

/// The customer of an import as it is now.
const CUSTOMER: &[&str] = &[
    "c.id",
    "c.company",
    "k.code",
    "c.account",
    "c.async_account",
    "c.changed",
    "i.content IS NULL OR NOT EXISTS (SELECT 1 FROM imported g WHERE g.customer = i.customer AND g.content IS NULL)",
    "EXISTS (SELECT 1 FROM record r WHERE r.customer = i.customer AND r.kind = 0)
       OR EXISTS (SELECT 1 FROM operation o WHERE o.customer = i.customer AND o.kind = 0 AND o.effect IS NOT NULL)",
];

/// What was imported of a customer, and the customer.
#[derive(Debug)]
pub(crate) struct ImportEvidence<'r> {
    pub(crate) imported: StoredImport<'r>,
    /// `None` if there is no such customer.
    pub(crate) company: Option<i64>,
    /// The code of the customer's company.
    pub(crate) code: &'r str,
    pub(crate) account: &'r str,
    pub(crate) async_account: &'r str,
    /// The number of the customer's last change.
    pub(crate) changed: i64,
    /// Whether no later import named the customer's GUID.
    pub(crate) is_last: bool,
    /// Whether the customer has a record, or an operation that has to have left it one.
    pub(crate) has_record: bool,
    /// Names of the import's columns whose values have an unexpected type.
    pub(crate) unreadable: Vec<&'static str>,
}

impl Store {
    /// Passes everything that was imported to `each` in the order of the change numbers.
    pub(crate) fn for_each_import(&self, each: &mut dyn FnMut(&ImportEvidence<'_>) -> Result<()>) -> Result<()> {
        let columns = select_list(&[StoredImport::COLUMNS, CUSTOMER]);
        let sql = format!(
            "SELECT {columns} FROM imported i LEFT JOIN customer c ON c.id = i.customer
               LEFT JOIN company k ON k.id = c.company ORDER BY i.change"
        );
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            let imported = StoredImport::read(&mut columns);
            let customer: Option<i64> = columns.next_or_default();
            let company = columns.next_or_default::<i64>();
            each(&ImportEvidence {
                imported,
                company: customer.map(|_| company),
                code: columns.next_or_default(),
                account: columns.next_or_default(),
                async_account: columns.next_or_default(),
                changed: columns.next_or_default(),
                is_last: columns.next_or_default(),
                has_record: columns.next_or_default(),
                unreadable: columns.into_unreadable(),
            })
        })
    }
}
