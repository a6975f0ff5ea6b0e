//! Customers and their records: what headquarters has.

use rusqlite::{OptionalExtension as _, Row};

use super::error::{Result, missing, unreadable};
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::{
    AsyncAccount, ChannelKey, CompanyKey, Counter, CustomerId, OperationId, Order, RecordKind, Timestamp,
};

/// A customer that headquarters knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Customer {
    pub(crate) id: CustomerId,
    /// The GUID as its channel spells it.
    pub(crate) async_account: String,
    /// `None` until an operation creates the customer.
    pub(crate) account: Option<String>,
}

/// The newest applied snapshot of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Inactive: deactivated or removed.
    pub(crate) active: bool,
    /// Whether the record has the primary flag.
    pub(crate) primary: bool,
    /// When it last claimed that flag.
    pub(crate) claimed: Option<Timestamp>,
    /// The operation that the snapshot came with.
    pub(crate) order: Order,
    /// The values, as [`crate::model::Fields::to_json`] writes them.
    pub(crate) fields: String,
}

/// A record with its place among the customer's others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordRow {
    pub(crate) kind: RecordKind,
    pub(crate) key: String,
    pub(crate) active: bool,
    pub(crate) primary: bool,
    pub(crate) claimed: Option<Timestamp>,
    pub(crate) fields: String,
}

/// A customer on the way to the channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DownloadedCustomer {
    pub(crate) id: CustomerId,
    pub(crate) account: String,
    pub(crate) async_account: String,
    /// The number of its last change.
    pub(crate) change: i64,
}

impl Store {
    /// Returns the customer with that number.
    pub(crate) fn customer(&self, id: CustomerId) -> Result<Customer> {
        let mut statement =
            self.connection().prepare_cached("SELECT id, async_account, account FROM customer WHERE id = ?1")?;
        let customer = statement.query_row([id.0], customer_of).optional()?;
        customer.ok_or_else(|| missing(&format!("customer {}", id.0)))
    }

    /// Returns the customer with that GUID, whether it has an account or not.
    pub(crate) fn customer_by_guid(&self, company: CompanyKey, guid: uuid::Uuid) -> Result<Option<Customer>> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id, async_account, account FROM customer WHERE company = ?1 AND guid = ?2")?;
        Ok(statement.query_row((company.0, guid.as_bytes()), customer_of).optional()?)
    }

    /// Returns the customer with that account, ignoring case.
    pub(crate) fn customer_by_account(&self, company: CompanyKey, account: &str) -> Result<Option<Customer>> {
        let mut statement = self
            .connection()
            .prepare_cached("SELECT id, async_account, account FROM customer WHERE company = ?1 AND account = ?2")?;
        Ok(statement.query_row((company.0, account), customer_of).optional()?)
    }

    /// Returns a record of a customer.
    pub(crate) fn record(&self, customer: CustomerId, kind: RecordKind, key: &str) -> Result<Option<Record>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT active, is_primary, claimed, at, counter, channel, operation, fields FROM record
             WHERE customer = ?1 AND kind = ?2 AND key = ?3",
        )?;
        let record = statement.query_row((customer.0, kind.index(), key), |row| {
            Ok(Record {
                active: row.get(0)?,
                primary: row.get(1)?,
                claimed: row.get::<_, Option<i64>>(2)?.map(Timestamp),
                order: Order {
                    at: Timestamp(row.get(3)?),
                    kind,
                    counter: Counter(row.get(4)?),
                    channel: ChannelKey(row.get(5)?),
                    id: OperationId(row.get(6)?),
                },
                fields: row.get(7)?,
            })
        });
        Ok(record.optional()?)
    }

    /// Returns all records of a customer, or those of one kind, including inactive ones; the customer itself comes first.
    pub(crate) fn records(&self, customer: CustomerId, kind: Option<RecordKind>) -> Result<Vec<RecordRow>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT kind, key, active, is_primary, claimed, fields FROM record
             WHERE customer = ?1 AND kind BETWEEN ?2 AND ?3 ORDER BY kind, key",
        )?;
        let first = kind.map_or(0, RecordKind::index);
        let last = kind.map_or(RecordKind::ALL.len(), RecordKind::index);
        let mut rows = statement.query((customer.0, first, last))?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            records.push(RecordRow {
                kind: RecordKind::from_index(row.get(0)?).ok_or_else(|| unreadable("a record's kind"))?,
                key: row.get(1)?,
                active: row.get(2)?,
                primary: row.get(3)?,
                claimed: row.get::<_, Option<i64>>(4)?.map(Timestamp),
                fields: row.get(5)?,
            });
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
        let mut statement = self.connection().prepare_cached(
            "SELECT id, account, async_account, changed FROM customer
             WHERE company = ?1 AND changed > ?2 AND changed IS NOT NULL ORDER BY changed LIMIT ?3",
        )?;
        let rows = statement.query_map((company.0, after, limit as i64), |row| {
            Ok(DownloadedCustomer {
                id: CustomerId(row.get(0)?),
                account: row.get(1)?,
                async_account: row.get(2)?,
                change: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns customers of a company by their numbers; those without an account, and those of others, are left out.
    pub(crate) fn customers_with_account(
        &self,
        company: CompanyKey,
        ids: &[CustomerId],
    ) -> Result<Vec<DownloadedCustomer>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT account, async_account, changed FROM customer
             WHERE id = ?1 AND company = ?2 AND account IS NOT NULL AND changed IS NOT NULL",
        )?;
        let mut customers = Vec::with_capacity(ids.len());
        for &id in ids {
            let customer = statement.query_row((id.0, company.0), |row| {
                Ok(DownloadedCustomer { id, account: row.get(0)?, async_account: row.get(1)?, change: row.get(2)? })
            });
            customers.extend(customer.optional()?);
        }
        Ok(customers)
    }

    /// Returns the number of customers that [`Store::changed_customers`] returns without a limit.
    pub(crate) fn count_changed_customers(&self, company: CompanyKey, after: i64) -> Result<u64> {
        let mut statement = self.connection().prepare_cached(
            "SELECT count(*) FROM customer WHERE company = ?1 AND changed > ?2 AND changed IS NOT NULL",
        )?;
        Ok(statement.query_row((company.0, after), |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// Returns the number of the customer that was added last; 0 if there is none.
    pub(crate) fn last_customer(&self) -> Result<i64> {
        Ok(self.connection().query_row("SELECT coalesce(max(id), 0) FROM customer", [], |row| row.get(0))?)
    }

    /// Returns the number of the last change to any customer.
    pub(crate) fn last_change(&self) -> Result<i64> {
        Ok(self.connection().query_row("SELECT change FROM store", [], |row| row.get(0))?)
    }
}

impl Transaction<'_> {
    /// Adds a customer with its GUID. It has no account yet.
    pub(crate) fn add_customer(&self, company: CompanyKey, async_account: &AsyncAccount) -> Result<CustomerId> {
        self.execute(
            "INSERT INTO customer (company, guid, async_account) VALUES (?1, ?2, ?3)",
            (company.0, async_account.guid().as_bytes(), async_account.as_str()),
        )?;
        Ok(CustomerId(self.connection().last_insert_rowid()))
    }

    /// Returns the next number of a company's sequence: one more than the last that was given or passed over.
    pub(crate) fn next_account_number(&self, company: CompanyKey) -> Result<i64> {
        let mut statement = self.connection().prepare_cached("SELECT accounts + 1 FROM company WHERE id = ?1")?;
        Ok(statement.query_row([company.0], |row| row.get(0))?)
    }

    /// Takes a number of a company's sequence, which is not before the next one.
    pub(crate) fn take_account_number(&self, company: CompanyKey, number: i64) -> Result<()> {
        self.execute("UPDATE company SET accounts = ?2 WHERE id = ?1", (company.0, number))?;
        Ok(())
    }

    /// Assigns a customer its account, and the GUID as its creation spells it. Returns false, and changes nothing, if the
    /// company has a customer with that account.
    pub(crate) fn set_account(&self, customer: &Customer, account: &str, async_account: &str) -> Result<bool> {
        let assigned = self.execute(
            "UPDATE customer SET account = ?2, async_account = ?3 WHERE id = ?1
             AND NOT EXISTS (SELECT 1 FROM customer o WHERE o.company = customer.company AND o.account = ?2)",
            (customer.id.0, account, async_account),
        )?;
        if assigned > 0 && customer.async_account != async_account {
            // Operations whose spelling was the customer's keep it.
            self.execute(
                "UPDATE operation SET async_account = ?2 WHERE customer = ?1 AND async_account IS NULL",
                (customer.id.0, &customer.async_account),
            )?;
        }
        Ok(assigned > 0)
    }

    /// Writes the newest snapshot of a record.
    pub(crate) fn put_record(&self, customer: CustomerId, kind: RecordKind, key: &str, record: &Record) -> Result<()> {
        self.draft.borrow_mut().record(record.order.id, record.active, &record.fields);
        self.execute(
            "INSERT INTO record (customer, kind, key, active, is_primary, claimed, at, counter, channel, operation, fields)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT DO UPDATE SET active = excluded.active, is_primary = excluded.is_primary,
               claimed = excluded.claimed, at = excluded.at, counter = excluded.counter, channel = excluded.channel,
               operation = excluded.operation, fields = excluded.fields",
            (
                customer.0,
                kind.index(),
                key,
                record.active,
                record.primary,
                record.claimed.map(|at| at.0),
                record.order.at.0,
                record.order.counter.0,
                record.order.channel.0,
                record.order.id.0,
                &record.fields,
            ),
        )?;
        Ok(())
    }

    /// Clears the primary flag of a record.
    pub(crate) fn clear_primary(&self, customer: CustomerId, kind: RecordKind, key: &str) -> Result<()> {
        self.execute(
            "UPDATE record SET is_primary = 0 WHERE customer = ?1 AND kind = ?2 AND key = ?3",
            (customer.0, kind.index(), key),
        )?;
        Ok(())
    }
}

fn customer_of(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer { id: CustomerId(row.get(0)?), async_account: row.get(1)?, account: row.get(2)? })
}
