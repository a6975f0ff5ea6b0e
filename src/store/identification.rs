//! Imported customers whose GUID headquarters learns later. Operations may have named the customer by it meanwhile.

use uuid::Uuid;

use super::customer::Customer;
use super::database::{Update, among, ids, params};
use super::error::Result;
use super::transaction::Transaction;
use crate::model::{AsyncAccount, CompanyKey};
use crate::trail::ImportedRow;

const IDENTIFIED: Update<4> = Update { table: "customer", columns: ["id", "guid", "async_account", "changed"], key: 1 };

/// A customer with an account and without a GUID, and its GUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdentifiedCustomer {
    pub(crate) customer: Customer,
    pub(crate) async_account: AsyncAccount,
    /// The customer without an account that operations named by this GUID: it is the same one. `None` if there were none.
    pub(crate) named: Option<Customer>,
}

impl IdentifiedCustomer {
    /// Returns the GUID as channels spell it if they have named it, else as the import does.
    fn spelled(&self) -> &str {
        self.named.as_ref().map_or(self.async_account.as_str(), |named| &named.async_account)
    }

    fn guid(&self) -> Uuid {
        self.async_account.guid()
    }
}

/// An identified customer with the number of its change.
pub(super) struct NumberedIdentification<'i> {
    pub(super) identified: &'i IdentifiedCustomer,
    pub(super) change: i64,
}

impl NumberedIdentification<'_> {
    pub(super) fn row(&self) -> ImportedRow<'_> {
        ImportedRow {
            change: self.change,
            customer: self.identified.customer.id.0,
            account: self.identified.customer.account.as_deref().unwrap_or_default(),
            async_account: self.identified.spelled(),
            content: None,
            merged: self.identified.named.as_ref().map(|named| named.id.0),
        }
    }
}

impl Transaction<'_> {
    /// Gives customers of a company their GUIDs, and makes the operations theirs that named these.
    pub(super) fn write_identified(
        &self,
        company: CompanyKey,
        identified: &[NumberedIdentification<'_>],
    ) -> Result<()> {
        if identified.is_empty() {
            return Ok(());
        }
        let all = || identified.iter().map(|numbered| numbered.identified);
        // Rows without a GUID stay so: they had the spelling of a customer without one.
        let sql =
            format!("UPDATE operation SET async_account = '' WHERE async_account IS NULL AND {}", among("customer", 1));
        self.database.execute(&sql, &[ids(all().map(|identified| identified.customer.id.0))])?;
        let merged = || all().filter_map(|identified| Some((identified.customer.id, identified.named.as_ref()?.id)));
        for (customer, named) in merged() {
            let sql = "UPDATE operation SET customer = ?1 WHERE customer = ?2";
            self.database.execute(sql, &params![customer.0, named.0])?;
        }
        let sql = format!("DELETE FROM customer WHERE {}", among("id", 1));
        self.database.execute(&sql, &[ids(merged().map(|(_, named)| named.0))])?;
        let guids: Vec<_> = all().map(IdentifiedCustomer::guid).collect();
        let rows = identified.iter().zip(&guids).map(|(numbered, guid)| {
            let NumberedIdentification { identified, change } = numbered;
            params![identified.customer.id.0, guid.as_bytes(), identified.spelled(), *change]
        });
        self.database.update_all(&IDENTIFIED, rows)?;
        let mut desk = self.desk.borrow_mut();
        for identified in all() {
            let id = identified.customer.id;
            desk.accounts.note_guid(company, identified.guid(), Some(id));
            for customer in [Some(id), identified.named.as_ref().map(|named| named.id)].into_iter().flatten() {
                desk.customers.forget(customer);
                desk.held.forget(customer);
            }
        }
        Ok(())
    }
}
