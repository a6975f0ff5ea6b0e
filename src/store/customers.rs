//! Customers and their records: what headquarters has.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use uuid::Uuid;

use super::customer::{Customer, DownloadedCustomer, Record, RecordRow, ValuesSource};
use super::database::{self, Param, Row, among, among_guids, ids, params, texts};
use super::desk::{CompanyAccounts, DeskAnswer, IntroducedCustomer, Numbers};
use super::error::{Result, missing, unreadable};
use super::handle::Store;
use super::stored_values::kind_of;
use super::transaction::Transaction;
use super::work_item::WorkItem;
use crate::model::{
    AsyncAccount, ChannelKey, CompanyKey, Counter, CustomerId, OperationId, Order, RecordKind, Timestamp,
};

impl Store {
    /// Returns the customer with that number.
    pub(crate) fn customer(&self, id: CustomerId) -> Result<Customer> {
        if let Some(customer) = self.desk.borrow().customers.get(id) {
            return Ok(customer.clone());
        }
        let sql = "SELECT id, async_account, account FROM customer WHERE id = ?1";
        let customer = self.database.one(sql, &params![id.0], customer_of)?;
        let customer = customer.ok_or_else(|| missing(&format!("customer {}", id.0)))?;
        self.note_found(Some(&customer), |_, _| {});
        Ok(customer)
    }

    /// Returns the customer with that GUID, whether it has an account or not.
    pub(crate) fn customer_by_guid(&self, company: CompanyKey, guid: Uuid) -> Result<Option<Customer>> {
        let known = self.desk.borrow().accounts.of_guid(company, guid);
        let sql = "SELECT id, async_account, account FROM customer WHERE company = ?1 AND guid = ?2";
        let parameters = params![company.0, guid.as_bytes()];
        self.find_customer(known, sql, &parameters, |accounts, id| accounts.note_guid(company, guid, id))
    }

    /// Returns the customer with that account, ignoring case.
    pub(crate) fn customer_by_account(&self, company: CompanyKey, account: &str) -> Result<Option<Customer>> {
        let known = self.desk.borrow().accounts.holder(company, account);
        let sql = "SELECT id, async_account, account FROM customer WHERE company = ?1 AND account COLLATE NOCASE = ?2 COLLATE NOCASE";
        let parameters = params![company.0, account];
        self.find_customer(known, sql, &parameters, |accounts, id| accounts.note_holder(company, account, id))
    }

    /// Returns the customer that the desk knows, or else the one that a statement finds, which is noted.
    fn find_customer(
        &self,
        known: DeskAnswer<CustomerId>,
        sql: &str,
        parameters: &[Param<'_>],
        note: impl FnOnce(&mut CompanyAccounts, Option<CustomerId>),
    ) -> Result<Option<Customer>> {
        let id = match known {
            DeskAnswer::Known(id) => id,
            DeskAnswer::Unknown => {
                let found = self.database.one(sql, parameters, customer_of)?;
                self.note_found(found.as_ref(), note);
                found.map(|customer| customer.id)
            }
        };
        // As the desk has it.
        id.map(|id| self.customer(id)).transpose()
    }

    /// Notes what the store was asked for, in a transaction.
    fn note_found(&self, found: Option<&Customer>, note: impl FnOnce(&mut CompanyAccounts, Option<CustomerId>)) {
        let mut desk = self.desk.borrow_mut();
        if desk.is_open {
            note(&mut desk.accounts, found.map(|customer| customer.id));
            if let Some(customer) = found {
                desk.customers.note(customer.id, || customer.clone());
            }
        }
    }

    /// Lays out who has these GUIDs.
    pub(crate) fn lay_out_guids(&self, company: CompanyKey, guids: &BTreeSet<Uuid>) -> Result<()> {
        let known = |guid: &&Uuid| self.desk.borrow().accounts.of_guid(company, **guid).is_known();
        let asked: Vec<_> = guids.iter().filter(|guid| !known(guid)).copied().collect();
        if asked.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "SELECT id, async_account, account, guid FROM customer WHERE company = ?1 AND {}",
            among_guids("guid", 2)
        );
        let sets = [Param::from(company.0), database::guids(&asked)];
        let found = self.database.all(&sql, &sets, |row| Ok((customer_of(row)?, Uuid::from_bytes(row.get(3)?))))?;
        let mut desk = self.desk.borrow_mut();
        for guid in asked {
            desk.accounts.note_guid(company, guid, None);
        }
        for (customer, guid) in found {
            desk.accounts.note_guid(company, guid, Some(customer.id));
            desk.customers.note(customer.id, || customer);
        }
        Ok(())
    }

    /// Lays out who has these accounts.
    pub(crate) fn lay_out_accounts<'a>(
        &self,
        company: CompanyKey,
        accounts: impl IntoIterator<Item = &'a str>,
    ) -> Result<()> {
        let known = |account: &&str| self.desk.borrow().accounts.holder(company, account).is_known();
        let asked: Vec<_> = accounts.into_iter().filter(|account| !known(account)).collect();
        if asked.is_empty() {
            return Ok(());
        }
        // In this order: SQLite would look at every account of the company otherwise.
        let sql = "SELECT c.id, c.async_account, c.account FROM json_each(?2) a CROSS JOIN customer c
                   ON c.company = ?1 AND c.account COLLATE NOCASE = a.value COLLATE NOCASE AND c.account IS NOT NULL";
        let found = self.database.all(sql, &[Param::from(company.0), texts(asked.iter().copied())], customer_of)?;
        let mut desk = self.desk.borrow_mut();
        for account in asked {
            desk.accounts.note_holder(company, account, None);
        }
        for customer in found {
            let account = customer.account.clone().unwrap_or_default();
            desk.accounts.note_holder(company, &account, Some(customer.id));
            desk.customers.note(customer.id, || customer);
        }
        Ok(())
    }

    /// Returns a record of a customer.
    pub(crate) fn record(&self, customer: CustomerId, kind: RecordKind, key: &str) -> Result<Option<Record>> {
        if let Some(record) = self.desk.borrow().records.get(customer, kind, key) {
            return Ok(record.clone());
        }
        let sql = format!(
            "SELECT {RECORD} FROM record x {RECORD_JOINS} WHERE x.customer = ?1 AND x.kind = ?2 AND x.key = ?3"
        );
        let parameters = params![customer.0, kind.index(), key];
        let record = self.database.one(&sql, &parameters, |row| record_of(row, 0, kind))?.flatten();
        let mut desk = self.desk.borrow_mut();
        if desk.is_open {
            desk.records.note(customer, (kind, key), || record.clone());
        }
        Ok(record)
    }

    /// Lays out the records of customers that have the primary flag or ever claimed it.
    pub(super) fn lay_out_claimants(&self, asked: &BTreeSet<(CustomerId, RecordKind)>) -> Result<()> {
        if asked.is_empty() {
            return Ok(());
        }
        let sql = format!(
            "SELECT {RECORD}, x.customer, x.kind, x.key FROM record x {RECORD_JOINS}
             WHERE {} AND x.kind IN (1, 2) AND (x.is_primary <> 0 OR x.claimed IS NOT NULL)",
            among("x.customer", 1)
        );
        let customers: BTreeSet<_> = asked.iter().map(|(customer, _)| customer.0).collect();
        let mut unreadable = HashSet::new();
        self.database.each(&sql, &[ids(customers)], |row| -> Result<_> {
            let customer = CustomerId(row.get(RECORD_COLUMNS)?);
            let read = || -> Result<_> {
                let kind = kind_of(row.get(RECORD_COLUMNS + 1)?)?;
                Ok((kind, row.get::<String>(RECORD_COLUMNS + 2)?, record_of(row, 0, kind)?))
            };
            match read() {
                Ok((kind, key, record)) => self.desk.borrow_mut().records.note(customer, (kind, &key), || record),
                // It shows when it is asked for.
                Err(error) if error.is_of_a_row() => drop(unreadable.insert(customer)),
                Err(error) => return Err(error),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let mut desk = self.desk.borrow_mut();
        for (customer, kind) in asked.iter().filter(|(customer, _)| !unreadable.contains(customer)) {
            desk.records.note_claimants(*customer, *kind);
        }
        Ok(())
    }

    /// Returns the records of a customer and kind that have the primary flag or ever claimed it, in the order of their keys.
    pub(crate) fn claimants(&self, customer: CustomerId, kind: RecordKind) -> Result<Vec<RecordRow>> {
        if !self.desk.borrow().records.knows_claimants(customer, kind) {
            let records = self.records(customer, Some(kind))?;
            return Ok(records.into_iter().filter(|record| record.primary || record.claimed.is_some()).collect());
        }
        Ok(self.desk.borrow().records.claimants(customer, kind))
    }

    /// Returns all records of a customer, or those of one kind, including inactive ones; the customer itself comes first.
    pub(crate) fn records(&self, customer: CustomerId, kind: Option<RecordKind>) -> Result<Vec<RecordRow>> {
        let sql = "SELECT kind, key, active, is_primary, claimed, fields FROM record
                   WHERE customer = ?1 AND kind BETWEEN ?2 AND ?3 ORDER BY kind, key";
        let first = kind.map_or(0, RecordKind::index);
        let last = kind.map_or(RecordKind::ALL.len(), RecordKind::index);
        self.settled()?.all(sql, &params![customer.0, first, last], record_row_of)
    }

    /// Returns all records of customers, each as [`Self::records`] does, or why they cannot be read: of as many customers, in
    /// the order of their numbers, as fill that many bytes, and of one at least. Others are left out.
    pub(crate) fn records_of_all(
        &self,
        customers: &[CustomerId],
        most: usize,
    ) -> Result<HashMap<CustomerId, Result<Vec<RecordRow>>>> {
        let sql = format!(
            "SELECT kind, key, active, is_primary, claimed, fields, customer FROM record WHERE {}
             ORDER BY customer, kind, key",
            among("customer", 1)
        );
        let mut records: HashMap<_, Result<Vec<_>>> = HashMap::new();
        let (mut present, mut bytes, mut end) = (None, 0, None);
        self.settled()?.each(&sql, &[ids(customers.iter().map(|id| id.0))], |row| -> Result<_> {
            let customer = CustomerId(row.get(6)?);
            if present.replace(customer) != Some(customer) && bytes >= most {
                end = Some(customer);
                return Ok(ControlFlow::Break(()));
            }
            let of_customer = records.entry(customer).or_insert_with(|| Ok(Vec::new()));
            match (record_row_of(row), of_customer) {
                (Ok(record), Ok(records)) => {
                    bytes += record.fields.len();
                    records.push(record);
                }
                (Err(error), of_customer @ Ok(_)) if error.is_of_a_row() => *of_customer = Err(error),
                (Err(error), Ok(_)) => return Err(error),
                (_, Err(_)) => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        for customer in customers.iter().filter(|customer| end.is_none_or(|end| **customer < end)) {
            records.entry(*customer).or_insert_with(|| Ok(Vec::new()));
        }
        Ok(records)
    }

    /// Returns the customers of a company that changed after the change with that number, oldest change first.
    pub(crate) fn changed_customers(
        &self,
        company: CompanyKey,
        after: i64,
        limit: usize,
    ) -> Result<Vec<DownloadedCustomer>> {
        self.settled()?.all(
            "SELECT id, account, async_account, changed FROM customer
             WHERE company = ?1 AND changed > ?2 AND changed IS NOT NULL ORDER BY changed LIMIT ?3",
            &params![company.0, after, limit],
            downloaded_of,
        )
    }

    /// Returns customers of a company by their numbers; those without an account, and those of others, are left out.
    pub(crate) fn customers_with_account(
        &self,
        company: CompanyKey,
        ids: &[CustomerId],
    ) -> Result<Vec<DownloadedCustomer>> {
        let sql = format!(
            "SELECT id, account, async_account, changed FROM customer
             WHERE {} AND company = ?2 AND account IS NOT NULL AND changed IS NOT NULL ORDER BY id",
            among("id", 1)
        );
        let parameters = [database::ids(ids.iter().map(|id| id.0)), Param::from(company.0)];
        self.settled()?.all(&sql, &parameters, downloaded_of)
    }

    /// Returns the number of customers that [`Store::changed_customers`] returns without a limit.
    pub(crate) fn count_changed_customers(&self, company: CompanyKey, after: i64) -> Result<u64> {
        let sql = "SELECT count(*) FROM customer WHERE company = ?1 AND changed > ?2 AND changed IS NOT NULL";
        Ok(self.settled()?.one(sql, &params![company.0, after], |row| row.get(0))?.unwrap_or_default())
    }

    /// Returns the number of the customer that was added last; 0 if there is none.
    pub(crate) fn last_customer(&self) -> Result<i64> {
        let sql = "SELECT coalesce(max(id), 0) FROM customer";
        Ok(self.settled()?.one(sql, &[], |row| row.get(0))?.unwrap_or_default())
    }

    /// Returns the number of the last change to any customer.
    pub(crate) fn last_change(&self) -> Result<i64> {
        Ok(self.numbers()?.last.change)
    }
}

impl Transaction<'_> {
    /// Adds a customer with its GUID. It has no account yet.
    pub(crate) fn add_customer(&self, company: CompanyKey, async_account: &AsyncAccount) -> Result<Customer> {
        let id = self.give_numbers(Numbers::next_customer)?;
        let customer = Customer { id, async_account: async_account.as_str().to_owned(), account: None };
        let guid = async_account.guid();
        let mut desk = self.desk.borrow_mut();
        desk.customers.add(customer.clone(), IntroducedCustomer { company, guid });
        desk.accounts.note_guid(company, guid, Some(id));
        desk.held.note(id, Vec::new());
        Ok(customer)
    }

    /// Returns the next number of a company's sequence: one more than the last that was given or passed over.
    pub(crate) fn next_account_number(&self, company: CompanyKey) -> Result<i64> {
        let known = self.desk.borrow().accounts.last_number(company);
        let last = match known {
            Some(last) => last,
            None => {
                let sql = "SELECT accounts FROM company WHERE id = ?1";
                let last = self.database.one(sql, &params![company.0], |row| row.get(0))?;
                let last = last.ok_or_else(|| missing(&format!("company {}", company.0)))?;
                self.desk.borrow_mut().accounts.note_last_number(company, last);
                last
            }
        };
        Ok(last.saturating_add(1))
    }

    /// Takes a number of a company's sequence, which is not before the next one.
    pub(crate) fn take_account_number(&self, company: CompanyKey, number: i64) {
        self.desk.borrow_mut().accounts.take_number(company, number);
    }

    /// Assigns a customer its account, and the GUID as its creation spells it. Returns false, and changes nothing, if the
    /// company has a customer with that account.
    pub(crate) fn set_account(
        &self,
        company: CompanyKey,
        customer: &Customer,
        account: &str,
        async_account: &str,
    ) -> Result<bool> {
        if self.customer_by_account(company, account)?.is_some() {
            return Ok(false);
        }
        if customer.async_account != async_account {
            self.respell(customer)?;
        }
        let mut desk = self.desk.borrow_mut();
        desk.accounts.note_holder(company, account, Some(customer.id));
        desk.customers.change(Customer {
            id: customer.id,
            async_account: async_account.to_owned(),
            account: Some(account.to_owned()),
        });
        Ok(true)
    }

    /// Lets the operations whose spelling of the GUID was the customer's keep it.
    fn respell(&self, customer: &Customer) -> Result<()> {
        if !self.desk.borrow().writes.assigned.is_empty() {
            // Those that were assigned before have its spelling until now, those after will have the new one.
            self.write_out()?;
        }
        let mut desk = self.desk.borrow_mut();
        desk.writes.respelled.push((customer.id, customer.async_account.clone()));
        let is_its = |work: &&mut WorkItem| work.customer == Some(customer.id) && work.async_account.is_none();
        for work in desk.works.values_mut().filter(is_its) {
            work.async_account = Some(customer.async_account.clone());
        }
        Ok(())
    }

    /// Writes the newest snapshot of a record.
    pub(crate) fn put_record(&self, customer: CustomerId, kind: RecordKind, key: &str, record: Record) {
        self.draft.borrow_mut().record(record.order.id, record.active, &record.fields);
        self.desk.borrow_mut().records.put(customer, kind, key, record);
    }

    /// Clears the primary flag of a record.
    pub(crate) fn clear_primary(&self, customer: CustomerId, kind: RecordKind, key: &str) -> Result<()> {
        // It is known then.
        self.record(customer, kind, key)?;
        self.desk.borrow_mut().records.change(customer, (kind, key), |record| record.primary = false);
        Ok(())
    }
}

fn customer_of(row: &Row<'_>) -> Result<Customer> {
    Ok(Customer { id: CustomerId(row.get(0)?), async_account: row.get(1)?, account: row.get(2)? })
}

fn downloaded_of(row: &Row<'_>) -> Result<DownloadedCustomer> {
    Ok(DownloadedCustomer {
        id: CustomerId(row.get(0)?),
        account: row.get(1)?,
        async_account: row.get(2)?,
        change: row.get(3)?,
    })
}

/// The columns of a record `x`, with the operations of [`RECORD_JOINS`].
pub(super) const RECORD: &str = "x.active, x.is_primary, x.claimed, x.at, x.counter, x.channel, x.operation, x.fields, \
     x.snapshot, coalesce(s.ordered, s.at), s.counter, s.channel, x.deactivation, coalesce(d.ordered, d.at), d.counter, d.channel";

/// The number of columns of [`RECORD`].
pub(super) const RECORD_COLUMNS: usize = 16;

/// The operations that a record `x` names beside the one that wrote it last.
pub(super) const RECORD_JOINS: &str =
    "LEFT JOIN operation s ON s.id = x.snapshot LEFT JOIN operation d ON d.id = x.deactivation";

/// Reads a record from the columns of [`RECORD`], from `first` on; `None` if they are those of no record.
pub(super) fn record_of(row: &Row<'_>, first: usize, kind: RecordKind) -> Result<Option<Record>> {
    let Some(active) = row.get::<Option<bool>>(first)? else { return Ok(None) };
    Ok(Some(Record {
        active,
        primary: row.get(first + 1)?,
        claimed: row.get::<Option<i64>>(first + 2)?.map(Timestamp),
        order: Order {
            at: Timestamp(row.get(first + 3)?),
            kind,
            counter: Counter(row.get(first + 4)?),
            channel: ChannelKey(row.get(first + 5)?),
            id: OperationId(row.get(first + 6)?),
        },
        fields: row.get(first + 7)?,
        snapshot: match row.get::<Option<i64>>(first + 8)? {
            None => ValuesSource::LastOperation,
            Some(0) => ValuesSource::Nowhere,
            Some(id) => ValuesSource::Before(order_beside(row, first + 9, kind, id)?),
        },
        deactivation: match row.get::<Option<i64>>(first + 12)? {
            None => None,
            Some(id) => Some(order_beside(row, first + 13, kind, id)?),
        },
    }))
}

/// Reads the order of an operation that a record names, from the columns `at`, `counter` and `channel`.
fn order_beside(row: &Row<'_>, first: usize, kind: RecordKind, id: i64) -> Result<Order> {
    Ok(Order {
        at: Timestamp(row.get(first)?),
        kind,
        counter: Counter(row.get(first + 1)?),
        channel: ChannelKey(row.get(first + 2)?),
        id: OperationId(id),
    })
}

fn record_row_of(row: &Row<'_>) -> Result<RecordRow> {
    Ok(RecordRow {
        kind: RecordKind::from_index(row.get(0)?).ok_or_else(|| unreadable("a record's kind"))?,
        key: row.get(1)?,
        active: row.get(2)?,
        primary: row.get(3)?,
        claimed: row.get::<Option<i64>>(4)?.map(Timestamp),
        fields: row.get(5)?,
    })
}
