//! Rows of a channel's upload tables, as a channel appends them.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

/// Creates the record.
pub(crate) const CREATE: i64 = 1;
/// Updates the record.
pub(crate) const UPDATE: i64 = 2;
/// Deactivates the record.
pub(crate) const DEACTIVATE: i64 = 3;

/// The GUID that a short name such as `A1` stands for: its letters, in hexadecimal.
pub(crate) fn guid(name: &str) -> String {
    assert!((1..=6).contains(&name.len()), "`{name}` has 1 to 6 letters");
    let letters = name.bytes().fold(0, |sum, letter| sum << 8 | u128::from(letter));
    Uuid::from_u128(0x5f0b_1c6e_7d3a_4b58_9a34 << 48 | letters).to_string()
}

/// One row of an upload table: what is not said has a valid value.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    table: &'static str,
    values: Vec<(String, Value)>,
}

impl Row {
    fn new(table: &'static str, customer: &str) -> Self {
        let row = Self { table, values: Vec::new() };
        row.set("OPERATION", CREATE).set("CUSTACCOUNTASYNC", guid(customer))
    }

    /// Sets a column, or takes back what was set before.
    pub(crate) fn set(mut self, column: &str, value: impl Into<Value>) -> Self {
        let column = column.to_uppercase();
        self.values.retain(|(known, _)| *known != column);
        self.values.push((column, value.into()));
        self
    }

    /// Sets columns from a text such as `Country=NLD Zip=1017AB`.
    fn with(self, fields: &str) -> Self {
        fields.split_whitespace().fold(self, |row, field| {
            let (name, value) = field.split_once('=').unwrap_or_else(|| panic!("`{field}` is no field=value"));
            row.set(name, value.to_owned())
        })
    }

    fn has(&self, column: &str) -> bool {
        self.values.iter().any(|(known, _)| known == column)
    }

    fn default(self, column: &str, value: impl Into<Value>) -> Self {
        if self.has(column) { self } else { self.set(column, value) }
    }

    /// Appends the row to a channel database.
    pub(crate) fn append(self, channel: &Connection, company: &str, origin: i64, at: &str) {
        let row = self
            .default("DATAAREAID", company.to_owned())
            .default("ORIGINATINGCHANNEL", origin)
            .default("CREATEDDATETIME", at.to_owned());
        let columns: Vec<_> = row.values.iter().map(|(column, _)| format!("\"{column}\"")).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", row.table, columns.join(", "));
        let values = row.values.iter().map(|(_, value)| value);
        channel.execute(&sql, params_from_iter(values)).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

/// The rows that a channel is about to append, one per statement; a modifier is about the last one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows(pub(crate) Vec<Row>);

impl Rows {
    /// A new customer.
    pub(crate) fn customer(self, name: &str) -> Self {
        self.push(Row::new("RETAILASYNCCUSTOMERV2", name).set("CUSTNAME", format!("Customer {name}")))
    }

    /// A later snapshot of a customer.
    pub(crate) fn update(self, name: &str) -> Self {
        self.customer(name).operation(UPDATE)
    }

    /// A customer that is to be blocked.
    pub(crate) fn deactivate(self, name: &str) -> Self {
        self.customer(name).operation(DEACTIVATE)
    }

    /// A customer's new address.
    pub(crate) fn address(self, customer: &str, id: &str, fields: &str) -> Self {
        self.push(Row::new("RETAILASYNCADDRESSV2", customer).set("ADDRESSID", guid(id)).with(fields))
    }

    /// A customer's new telephone number, unless the fields say something else.
    pub(crate) fn contact(self, customer: &str, id: &str, fields: &str) -> Self {
        let row = Row::new("RETAILASYNCCUSTOMERCONTACT", customer).set("CONTACTID", guid(id)).set("CONTACTTYPE", 1);
        self.push(row.with(fields).default("LOCATOR", "555-0100".to_owned()))
    }

    /// A customer's new affiliation.
    pub(crate) fn affiliation(self, customer: &str, affiliation: &str) -> Self {
        let row = Row::new("RETAILASYNCCUSTOMERAFFILIATION", customer);
        self.push(row.set("AFFILIATION", affiliation.to_owned()))
    }

    /// A customer's new attribute.
    pub(crate) fn attribute(self, customer: &str, name: &str, value: &str) -> Self {
        let row = Row::new("RETAILASYNCCUSTOMERATTRIBUTEV2", customer);
        self.push(row.set("ATTRIBUTENAME", name.to_owned()).set("ATTRIBUTEVALUESTRING", value.to_owned()))
    }

    /// Says what the last row does to its record.
    pub(crate) fn operation(self, operation: i64) -> Self {
        self.set("OPERATION", operation)
    }

    /// Makes the last row an update.
    pub(crate) fn updated(self) -> Self {
        self.operation(UPDATE)
    }

    /// Makes the last row a deactivation.
    pub(crate) fn deactivated(self) -> Self {
        self.operation(DEACTIVATE)
    }

    /// Sets columns of the last row, such as `Email=molly@example.com Phone=555-0100`.
    pub(crate) fn with(self, fields: &str) -> Self {
        self.change(|row| row.with(fields))
    }

    /// Sets a column of the last row to a value of any kind.
    pub(crate) fn set(self, column: &str, value: impl Into<Value>) -> Self {
        self.change(|row| row.set(column, value))
    }

    /// Says when the last row was written.
    pub(crate) fn at(self, time: &str) -> Self {
        self.set("CREATEDDATETIME", time.to_owned())
    }

    /// Gives the last row its counter.
    pub(crate) fn counter(self, counter: i64) -> Self {
        self.set("REPLICATIONCOUNTERFROMORIGIN", counter)
    }

    /// Makes the last row name its customer by the account that headquarters has given, and not by its GUID.
    pub(crate) fn by_account(self, account: &str) -> Self {
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
pub(crate) fn time(number: u32) -> String {
    let start: NaiveDateTime = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
    (start + TimeDelta::seconds(number.into())).format("%Y-%m-%d %H:%M:%S").to_string()
}
