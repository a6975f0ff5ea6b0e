//! Customers that headquarters had before: imported from a file instead of created by an operation.

use uuid::Uuid;

use super::customer::{Customer, Record, ValuesSource};
use super::database::{Insertion, Update, params};
use super::desk::Numbers;
use super::error::Result;
use super::handle::Store;
use super::identification::{IdentifiedCustomer, NumberedIdentification};
use super::transaction::Transaction;
use super::write_out::write_records;
use crate::model::{
    AsyncAccount, ChannelKey, Code, CompanyKey, Counter, CustomerId, OperationId, Order, RecordKind, State, Timestamp,
    hex,
};
use crate::trail::{CustomersImported, Digest, ImportDigest, ImportedRow, Note, record_digest};

const ADDED: Insertion<6> = Insertion {
    table: "customer",
    columns: ["id", "company", "guid", "async_account", "account", "changed"],
    conflict: "",
};
const COMPLETED: Update<3> = Update { table: "customer", columns: ["id", "account", "changed"], key: 1 };
const IMPORTED: Insertion<6> = Insertion {
    table: "imported",
    columns: ["change", "customer", "account", "async_account", "content", "merged"],
    conflict: "",
};

/// The order of what was imported: every operation is newer, since headquarters had the customer before it heard of any.
const BEFORE_OPERATIONS: Order = Order {
    at: Timestamp(i64::MIN),
    kind: RecordKind::Customer,
    counter: Counter(0),
    channel: ChannelKey(0),
    id: OperationId(0),
};

/// Operations that headquarters knew no customer for and would find one now: their rows name an account that a customer has, or
/// their customer has got one.
const RESOLVABLE: &str = "SELECT count(DISTINCT o.id) FROM problem p JOIN operation o ON o.id = p.operation
     JOIN channel h ON h.id = o.channel
   WHERE p.code = ?1 AND o.state = ?2 AND (EXISTS (
       SELECT 1 FROM customer c WHERE c.company = h.company AND c.account COLLATE NOCASE = o.account COLLATE NOCASE AND o.account IS NOT NULL)
     OR EXISTS (SELECT 1 FROM customer c WHERE c.id = o.customer AND c.account IS NOT NULL))";

/// A company into which customers are imported.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ImportTarget<'a> {
    pub(crate) company: CompanyKey,
    /// The code of the company.
    pub(crate) code: &'a str,
    /// The files that the customers were read from.
    pub(crate) files: &'a [String],
}

/// A customer that is to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportedCustomer {
    pub(crate) account: String,
    /// Whose customer it is.
    pub(crate) identity: ImportedIdentity,
    /// The values, as [`crate::model::Fields::to_json`] writes them.
    pub(crate) fields: String,
}

/// Which customer an account is imported for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ImportedIdentity {
    /// One that operations named by its GUID, and that has no account yet.
    Known(Customer),
    /// One that headquarters has not heard of, with its GUID if it has one.
    New(Option<AsyncAccount>),
}

/// Returns what stands in the place of the GUID of a customer that has none: different for each, and no GUID that any channel
/// gives.
pub(crate) fn guid_of_nobody(customer: CustomerId) -> Uuid {
    Uuid::from_u64_pair(u64::MAX, customer.0.unsigned_abs())
}

impl Store {
    /// Returns how many operations in a state headquarters knew no customer for, and would now.
    pub(crate) fn count_resolvable(&self, state: State) -> Result<u64> {
        let parameters = params![Code::CustomerUnknown.name(), state.index()];
        self.settled()?.only(RESOLVABLE, &parameters, |row| row.get(0))
    }

    /// Returns all companies with their codes.
    pub(crate) fn companies(&self) -> Result<Vec<(CompanyKey, String)>> {
        self.database
            .all("SELECT id, code FROM company ORDER BY id", &[], |row| Ok((CompanyKey(row.get(0)?), row.get(1)?)))
    }

    /// Returns the company with that code, in any case, and the code as it was spelled first; `None` if nothing is known of it
    /// yet.
    pub(crate) fn company_with_code(&self, code: &str) -> Result<Option<(CompanyKey, String)>> {
        let sql = "SELECT id, code FROM company WHERE code = ?1";
        self.database.one(sql, &params![code], |row| Ok((CompanyKey(row.get(0)?), row.get(1)?)))
    }
}

/// A customer with the numbers that it got.
struct NumberedCustomer<'c> {
    imported: &'c ImportedCustomer,
    id: CustomerId,
    change: i64,
    guid: Uuid,
    content: Digest,
}

impl NumberedCustomer<'_> {
    fn async_account(&self) -> &str {
        match &self.imported.identity {
            ImportedIdentity::Known(customer) => &customer.async_account,
            ImportedIdentity::New(async_account) => async_account.as_ref().map_or("", AsyncAccount::as_str),
        }
    }

    fn row(&self) -> ImportedRow<'_> {
        ImportedRow {
            change: self.change,
            customer: self.id.0,
            account: &self.imported.account,
            async_account: self.async_account(),
            content: Some(&self.content),
            merged: None,
        }
    }
}

impl Transaction<'_> {
    /// Adds customers of a company with their accounts and values, all of which differ from those that it has, and gives
    /// others that it has their GUIDs. A transaction does not hold them back.
    pub(crate) fn import_customers(
        &self,
        target: ImportTarget<'_>,
        customers: &[ImportedCustomer],
        identified: &[IdentifiedCustomer],
    ) -> Result<()> {
        let count = customers.len() + identified.len();
        if count == 0 {
            return Ok(());
        }
        let before = self.last_change()?;
        let mut changes = before.saturating_add(1)..;
        let mut numbered = Vec::with_capacity(customers.len());
        for (imported, change) in customers.iter().zip(changes.by_ref()) {
            let id = match &imported.identity {
                ImportedIdentity::Known(customer) => customer.id,
                ImportedIdentity::New(_) => self.give_numbers(Numbers::next_customer)?,
            };
            let guid = match &imported.identity {
                ImportedIdentity::New(Some(async_account)) => async_account.guid(),
                ImportedIdentity::New(None) | ImportedIdentity::Known(_) => guid_of_nobody(id),
            };
            let content = record_digest(true, &imported.fields);
            numbered.push(NumberedCustomer { imported, id, change, guid, content });
        }
        let identified: Vec<_> = identified
            .iter()
            .zip(changes)
            .map(|(identified, change)| NumberedIdentification { identified, change })
            .collect();
        let last = before.saturating_add(count as i64);
        self.give_numbers(|numbers| numbers.last.change = last)?;
        // Whatever refers to a customer is written after it.
        self.write_out()?;
        self.write_imported(target.company, &numbered)?;
        self.write_identified(target.company, &identified)?;
        let mut digest = ImportDigest::new(target.code);
        let rows: Vec<_> = (numbered.iter().map(NumberedCustomer::row))
            .chain(identified.iter().map(NumberedIdentification::row))
            .collect();
        for row in &rows {
            digest.add(*row);
        }
        let rows = rows.iter().map(|ImportedRow { change, customer, account, async_account, content, merged }| {
            params![*change, *customer, *account, *async_account, *content, *merged]
        });
        self.database.insert_all(&IMPORTED, rows)?;
        self.add_note(&Note::Imported(CustomersImported {
            company: target.code.to_owned(),
            files: target.files.to_vec(),
            customers: count as i64,
            identified: Some(identified.len() as i64).filter(|count| *count > 0),
            before,
            digest: hex(&digest.digest()),
        }));
        Ok(())
    }

    fn write_imported(&self, company: CompanyKey, customers: &[NumberedCustomer<'_>]) -> Result<()> {
        let is_new = |customer: &&NumberedCustomer<'_>| matches!(customer.imported.identity, ImportedIdentity::New(_));
        let added = customers.iter().filter(is_new).map(|customer| {
            let account = customer.imported.account.as_str();
            let (guid, async_account) = (customer.guid.as_bytes(), customer.async_account());
            params![customer.id.0, company.0, guid, async_account, account, customer.change]
        });
        self.database.insert_all(&ADDED, added)?;
        let known = customers.iter().filter(|customer| !is_new(customer));
        let completed = known.map(|known| params![known.id.0, known.imported.account.as_str(), known.change]);
        self.database.update_all(&COMPLETED, completed)?;
        let records: Vec<_> = customers.iter().map(|customer| (customer.id, record_of(customer.imported))).collect();
        write_records(&self.database, records.iter().map(|(customer, record)| (*customer, "", record)))?;
        let mut desk = self.desk.borrow_mut();
        for customer in customers {
            desk.accounts.note_holder(company, &customer.imported.account, Some(customer.id));
        }
        Ok(())
    }
}

/// Returns the record of an imported customer.
fn record_of(imported: &ImportedCustomer) -> Record {
    Record {
        active: true,
        primary: false,
        claimed: None,
        order: BEFORE_OPERATIONS,
        snapshot: ValuesSource::LastOperation,
        deactivation: None,
        fields: imported.fields.clone(),
    }
}
