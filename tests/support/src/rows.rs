//! Rows of a channel's upload tables, as a channel appends them.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::tables::{ADDRESS, AFFILIATION, ATTRIBUTE, CONTACT, CUSTOMER, Channel};

/// Creates the record.
pub const CREATE: i64 = 1;
/// Updates the record.
pub const UPDATE: i64 = 2;
/// Deactivates the record.
pub const DEACTIVATE: i64 = 3;

/// The GUID that a short name such as `A1` stands for: its letters, in hexadecimal.
pub fn guid(name: &str) -> String {
    assert!((1..=6).contains(&name.len()), "`{name}` has 1 to 6 letters");
    let letters = name.bytes().fold(0, |sum, letter| sum << 8 | u128::from(letter));
    Uuid::from_u128(0x5f0b_1c6e_7d3a_4b58_9a34 << 48 | letters).to_string()
}

/// One row of an upload table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The name of the table.
    pub table: &'static str,
    values: Vec<(Cow<'static, str>, Value)>,
}

impl Row {
    /// Makes a row without values.
    pub fn new(table: &'static str) -> Self {
        Self { table, values: Vec::new() }
    }

    /// Makes a row that creates a record of a customer with a short name.
    fn about(table: &'static str, customer: &str) -> Self {
        Self::new(table).set("OPERATION", CREATE).set("CUSTACCOUNTASYNC", guid(customer))
    }

    /// Sets a column, or replaces what was set before.
    pub fn set(mut self, column: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        let (column, value) = (column.into(), value.into());
        match self.values.iter_mut().find(|(known, _)| *known == column) {
            Some((_, known)) => *known = value,
            None => self.values.push((column, value)),
        }
        self
    }

    /// Sets a column unless it is set.
    pub fn default(self, column: &'static str, value: impl Into<Value>) -> Self {
        if self.get(column).is_some() { self } else { self.set(column, value) }
    }

    /// Sets columns from a text such as `Country=NLD Zip=1017AB`.
    fn with(self, fields: &str) -> Self {
        fields.split_whitespace().fold(self, |row, field| {
            let (name, value) = field.split_once('=').unwrap_or_else(|| panic!("`{field}` is no field=value"));
            row.set(name.to_uppercase(), value.to_owned())
        })
    }

    /// Makes it a row of that channel and its company, unless it says otherwise.
    pub fn of(self, channel: &Channel) -> Self {
        self.default("DATAAREAID", channel.company.to_owned()).default("ORIGINATINGCHANNEL", channel.id)
    }

    /// Returns the value of a column, if it is set.
    pub fn get(&self, column: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == column).map(|(_, value)| value)
    }

    /// Appends the row to a channel database.
    pub fn append(&self, channel: &Connection) {
        let columns: Vec<_> = self.values.iter().map(|(column, _)| format!("\"{column}\"")).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", self.table, columns.join(", "));
        let values = params_from_iter(self.values.iter().map(|(_, value)| value));
        let append = || channel.prepare_cached(&sql)?.execute(values);
        append().unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// The rows that a channel is about to append, one per statement; a modifier is about the last one.
#[derive(Debug, Clone, Default)]
pub struct Rows(pub(crate) Vec<Row>);

impl Rows {
    /// A new customer.
    pub fn customer(self, name: &str) -> Self {
        self.push(Row::about(CUSTOMER, name).set("CUSTNAME", format!("Customer {name}")))
    }

    /// A later snapshot of a customer.
    pub fn update(self, name: &str) -> Self {
        self.customer(name).operation(UPDATE)
    }

    /// A customer that is to be blocked.
    pub fn deactivate(self, name: &str) -> Self {
        self.customer(name).operation(DEACTIVATE)
    }

    /// A customer's new address.
    pub fn address(self, customer: &str, id: &str, fields: &str) -> Self {
        self.push(Row::about(ADDRESS, customer).set("ADDRESSID", guid(id)).with(fields))
    }

    /// A customer's new telephone number, unless the fields say something else.
    pub fn contact(self, customer: &str, id: &str, fields: &str) -> Self {
        let row = Row::about(CONTACT, customer).set("CONTACTID", guid(id)).set("CONTACTTYPE", 1);
        self.push(row.with(fields).default("LOCATOR", "555-0100".to_owned()))
    }

    /// A customer's new affiliation.
    pub fn affiliation(self, customer: &str, affiliation: &str) -> Self {
        let row = Row::about(AFFILIATION, customer);
        self.push(row.set("AFFILIATION", affiliation.to_owned()))
    }

    /// A customer's new attribute.
    pub fn attribute(self, customer: &str, name: &str, value: &str) -> Self {
        let row = Row::about(ATTRIBUTE, customer);
        self.push(row.set("ATTRIBUTENAME", name.to_owned()).set("ATTRIBUTEVALUESTRING", value.to_owned()))
    }

    /// Says what the last row does to its record.
    pub fn operation(self, operation: i64) -> Self {
        self.set("OPERATION", operation)
    }

    /// Makes the last row an update.
    pub fn updated(self) -> Self {
        self.operation(UPDATE)
    }

    /// Makes the last row a deactivation.
    pub fn deactivated(self) -> Self {
        self.operation(DEACTIVATE)
    }

    /// Sets columns of the last row, such as `Email=molly@example.com Phone=555-0100`.
    pub fn with(self, fields: &str) -> Self {
        self.change(|row| row.with(fields))
    }

    /// Sets a column of the last row to a value of any kind.
    pub fn set(self, column: &str, value: impl Into<Value>) -> Self {
        self.change(|row| row.set(column.to_uppercase(), value))
    }

    /// Says when the last row was written.
    pub fn at(self, time: &str) -> Self {
        self.set("CREATEDDATETIME", time.to_owned())
    }

    /// Gives the last row its counter.
    pub fn counter(self, counter: i64) -> Self {
        self.set("REPLICATIONCOUNTERFROMORIGIN", counter)
    }

    /// Makes the last row name its customer by the account that headquarters has given, and not by its GUID.
    pub fn by_account(self, account: &str) -> Self {
        self.set("CUSTACCOUNTASYNC", String::new()).set("CUSTACCOUNT", account.to_owned())
    }

    fn push(mut self, row: Row) -> Self {
        self.0.push(row);
        self
    }

    fn change(mut self, change: impl FnOnce(Row) -> Row) -> Self {
        let last = self.0.pop().expect("a row before its modifier");
        self.push(change(last))
    }
}

/// The time of a world's row with that number: a second after the one before.
pub fn time(number: u32) -> String {
    let start: NaiveDateTime = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
    (start + TimeDelta::seconds(number.into())).format("%Y-%m-%d %H:%M:%S").to_string()
}
