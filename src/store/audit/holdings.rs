//! What headquarters has: customers, their records, and how many accounts each company has given.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Row;

use super::columns::Columns;
use super::{Audit, KeptRecord};
use crate::model::{CustomerId, Layout, RecordKind, parse_guid};
use crate::store::Result;
use crate::store::handle::Store;
use crate::verify::{BreachKind, BreachPlace};

const RECORD_NAMES: &[&str] =
    &["customer", "kind", "key", "active", "is_primary", "claimed", "at", "counter", "channel", "operation", "fields"];

/// A record with the customer's name, whether it is its operation's, and whether an operation came at the time when it claimed
/// the mark of the primary one.
const RECORDS: &str = "SELECT x.customer, x.kind, x.key, x.active, x.is_primary, x.claimed, x.at, x.counter, x.channel,
       x.operation, x.fields, coalesce(c.account, c.async_account),
       o.customer IS x.customer AND o.kind IS x.kind AND o.key IS x.key AND o.effect BETWEEN 1 AND 4
         AND o.at IS x.at AND o.counter IS x.counter AND o.channel IS x.channel,
       x.claimed IS NULL OR x.claimed IS o.at OR EXISTS (SELECT 1 FROM operation p WHERE p.customer = x.customer
         AND p.kind = x.kind AND p.key = x.key AND p.at = x.claimed AND p.effect IS NOT NULL)
     FROM record x LEFT JOIN customer c ON c.id = x.customer LEFT JOIN operation o ON o.id = x.operation
     ORDER BY x.customer, x.kind, x.key";

const CUSTOMER_NAMES: &[&str] = &["id", "company", "guid", "async_account", "account", "changed"];

/// The records of one kind of one customer, as far as they were read.
#[derive(Default)]
struct Kin {
    customer: i64,
    kind: i64,
    /// The customer's name; none where there is no such customer.
    name: Option<String>,
    records: Vec<KeptRecord>,
}

impl Audit<'_> {
    /// Looks at all records: where they came from, and which of them have the mark of the primary one.
    pub(super) fn check_records(&mut self) -> Result<()> {
        let mut statement = self.connection.prepare(RECORDS)?;
        let mut rows = statement.query([])?;
        let mut kin = Kin::default();
        while let Some(row) = rows.next()? {
            let mut columns = Columns::new(row, RECORD_NAMES);
            let (customer, kind) = (columns.number(0), columns.number(1));
            if (customer, kind) != (kin.customer, kin.kind) {
                self.check_marks(&kin)?;
                let name: Option<String> = row.get(11).unwrap_or_default();
                if name.is_none() && customer != kin.customer {
                    self.breach(BreachPlace::Customer(format!("#{customer}")), BreachKind::Gone);
                }
                kin = Kin { customer, kind, name, records: Vec::new() };
            }
            let holds = |at: usize| row.get::<_, Option<bool>>(at).ok().flatten().unwrap_or_default();
            let record = KeptRecord {
                key: columns.text(2).to_owned(),
                active: columns.number(3) == 1,
                primary: columns.number(4),
                claimed: columns.optional_number(5),
                claim_has_operation: holds(13),
                at: columns.number(6),
                fields: columns.text(10).to_owned(),
            };
            let wrong = columns.wrong();
            if !wrong.is_empty() {
                self.found(kin.place(&record), BreachKind::Unreadable, &wrong);
                continue;
            }
            if !holds(12) {
                self.breach(kin.place(&record), BreachKind::Source);
            }
            kin.records.push(record);
        }
        self.check_marks(&kin)
    }

    fn check_marks(&mut self, kin: &Kin) -> Result<()> {
        let Some(kind) = RecordKind::from_index(kin.kind).filter(|_| !kin.records.is_empty()) else { return Ok(()) };
        let misplaced = self.auditor.misplaced_marks(CustomerId(kin.customer), kind, &kin.records)?;
        for record in misplaced.into_iter().filter_map(|at| kin.records.get(at)) {
            self.breach(kin.place(record), BreachKind::Primary);
        }
        Ok(())
    }

    /// Looks at all customers: each account was given by an operation, and each change has a number of its own.
    pub(super) fn check_customers(&mut self) -> Result<()> {
        let last_change = self.store.last_change()?;
        let mut highest = 0;
        let mut statement = self
            .connection
            .prepare("SELECT id, company, guid, async_account, account, changed FROM customer ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.audited.customers += 1;
            highest = highest.max(self.check_customer(row, last_change)?);
        }
        if highest != last_change {
            self.differs(BreachPlace::Store, BreachKind::Changes, &last_change, &highest);
        }
        let mut statement = self.connection.prepare(
            "SELECT id, coalesce(account, async_account) FROM customer WHERE changed IN (
               SELECT changed FROM customer WHERE changed IS NOT NULL GROUP BY changed HAVING count(*) > 1) ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name: Option<String> = row.get(1).unwrap_or_default();
            self.found(BreachPlace::Customer(name.unwrap_or_default()), BreachKind::Customer, &"changed");
        }
        Ok(())
    }

    /// Looks at a customer; gives the number of its last change.
    fn check_customer(&mut self, row: &Row<'_>, last_change: i64) -> Result<i64> {
        let mut columns = Columns::new(row, CUSTOMER_NAMES);
        let (id, _company) = (columns.number(0), columns.number(1));
        let (guid, async_account) = (columns.bytes(2), columns.text(3));
        let (account, changed) = (columns.optional_text(4), columns.optional_number(5));
        let name = account.unwrap_or(async_account);
        let name = if name.is_empty() { format!("#{id}") } else { name.to_owned() };
        let place = BreachPlace::Customer(name);
        let wrong = columns.wrong();
        if !wrong.is_empty() {
            self.found(place, BreachKind::Unreadable, &wrong);
            return Ok(0);
        }
        let mut differing = Vec::new();
        if parse_guid(async_account).is_none_or(|spelled| spelled.as_bytes() != guid) {
            differing.push("guid");
        }
        let has = |sql: &str| -> Result<bool> { Ok(self.connection.prepare_cached(sql)?.exists([id])?) };
        let mut is_unexplained = false;
        if account.is_some() {
            if !has("SELECT 1 FROM operation WHERE customer = ?1 AND kind = 0 AND effect = 1")? {
                is_unexplained = !has("SELECT 1 FROM operation WHERE customer = ?1")?;
                differing.push("account");
            }
        } else if has("SELECT 1 FROM record WHERE customer = ?1")? {
            // An edit may have left a customer behind that a wrong GUID had made known, but no records.
            differing.push("account");
        }
        if changed.is_some() != account.is_some()
            || changed.is_some_and(|changed| !(1..=last_change).contains(&changed))
        {
            differing.push("changed");
        }
        if is_unexplained {
            self.breach(place, BreachKind::Unexplained);
        } else if !differing.is_empty() {
            self.found(place, BreachKind::Customer, &differing.join(", "));
        }
        Ok(changed.unwrap_or_default())
    }

    /// Whether each company has given as many accounts as its customers have, and as creations went through.
    pub(super) fn check_companies(&mut self) -> Result<()> {
        let mut customers: HashMap<i64, i64> = HashMap::new();
        let mut statement = self
            .connection
            .prepare("SELECT company, count(*) FROM customer WHERE account IS NOT NULL GROUP BY company")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            // What is no number was told of with its customer.
            if let Ok(company) = row.get(0) {
                customers.insert(company, row.get(1)?);
            }
        }
        let mut statement = self.connection.prepare("SELECT id, code, accounts FROM company ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut columns = Columns::new(row, &["id", "code", "accounts"]);
            let (id, code, given) = (columns.number(0), columns.text(1), columns.number(2));
            let place = BreachPlace::Company(code.to_owned());
            let wrong = columns.wrong();
            let have = customers.get(&id).copied().unwrap_or_default();
            let created = self.creations.get(&id).copied().unwrap_or_default();
            if !wrong.is_empty() {
                self.found(place, BreachKind::Unreadable, &wrong);
            } else if given != have {
                self.differs(place, BreachKind::Accounts, &given, &have);
            } else if i64::try_from(created) != Ok(given) {
                self.differs(place, BreachKind::Accounts, &given, &created);
            }
        }
        Ok(())
    }
}

impl Kin {
    fn place(&self, record: &KeptRecord) -> BreachPlace {
        BreachPlace::Record {
            customer: self.name.clone().unwrap_or_else(|| format!("#{}", self.customer)),
            kind: RecordKind::from_index(self.kind).unwrap_or(RecordKind::Customer),
            key: record.key.clone(),
        }
    }
}

impl Store {
    /// Key, layout and row of every operation that went through on records of a kind of a customer.
    pub(crate) fn rows_gone_through(
        &self,
        customer: CustomerId,
        kind: RecordKind,
    ) -> Result<Vec<(String, Arc<Layout>, String)>> {
        let sql = format!(
            "SELECT o.key, r.layout, {} FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.customer = ?1 AND o.kind = ?2 AND o.effect IS NOT NULL",
            crate::store::operations::ROW
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query((customer.0, kind.index()))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, self.layout(row.get(1)?)?, row.get(2)?));
        }
        Ok(found)
    }
}
