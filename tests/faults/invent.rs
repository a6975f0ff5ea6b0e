//! Rows that channels append: invented customers with their records, some of them defective.

use chrono::{NaiveDate, TimeDelta};
use fastrand::Rng;
use hqsync_support::rows::{CREATE, DEACTIVATE, Row, UPDATE};
use hqsync_support::tables::{
    ADDRESS, AFFILIATION, AMSTERDAM, ATTRIBUTE, CONTACT, CUSTOMER, Channel, HOUSTON, SEATTLE, UPLOAD_TABLES,
};
use rusqlite::Connection;
use rusqlite::types::Value;
use uuid::Uuid;

/// The channels of every world here.
pub(crate) const CHANNELS: [Channel; 3] = [HOUSTON, SEATTLE, AMSTERDAM];

/// Parts of invented names; each is in a part of the customers, and a filter finds these.
pub(crate) const NAMES: [&str; 6] = ["Arun", "Vries", "Sørensen", "O'Neill", "Müller", "Иванова"];

/// How customers are invented.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Story {
    pub(crate) customers: usize,
    /// Whether customers also go to other channels of their company, and rows come late: then the end depends on the order of
    /// arrival, as far as something is held back.
    pub(crate) tangled: bool,
}

/// A row on its way to a channel.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// The position of the channel in [`CHANNELS`].
    pub(crate) channel: usize,
    pub(crate) counter: i64,
    pub(crate) row: Row,
}

impl Upload {
    fn new(channel: usize, table: &'static str, operation: i64, guid: &str) -> Self {
        let row = Row::new(table).set("OPERATION", operation).set("CUSTACCOUNTASYNC", guid.to_owned());
        Self { channel, counter: 0, row: row.of(&CHANNELS[channel]) }
    }

    fn set(self, column: &'static str, value: impl Into<Value>) -> Self {
        Self { row: self.row.set(column, value), ..self }
    }

    pub(crate) fn channel(&self) -> &'static Channel {
        const { &CHANNELS }.get(self.channel).unwrap()
    }

    pub(crate) fn append(&self, database: &Connection) {
        self.row.append(database);
    }
}

/// A GUID that depends on nothing but the random choices.
pub(crate) fn guid(rng: &mut Rng) -> String {
    Uuid::from_u128(rng.u128(..)).to_string()
}

/// Writes the times into rows that are in their order, one second apart, and their counters, which have gaps.
pub(crate) struct Clock {
    seconds: i64,
    counters: [[i64; UPLOAD_TABLES.len()]; CHANNELS.len()],
}

impl Clock {
    pub(crate) fn new() -> Self {
        Self { seconds: 0, counters: [[0; UPLOAD_TABLES.len()]; CHANNELS.len()] }
    }

    /// Dates a row; a late one seems to come from some time ago.
    pub(crate) fn date(&mut self, upload: Upload, late: i64, gap: i64) -> Upload {
        self.seconds += 1;
        let table = UPLOAD_TABLES.iter().position(|table| *table == upload.row.table).unwrap();
        let counter = &mut self.counters[upload.channel][table];
        *counter += 1 + gap;
        let begin = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap().and_hms_opt(8, 0, 0).unwrap();
        let at = (begin + TimeDelta::seconds(self.seconds - late)).format("%Y-%m-%d %H:%M:%S").to_string();
        let row = upload.row.set("REPLICATIONCOUNTERFROMORIGIN", *counter).default("CREATEDDATETIME", at);
        Upload { counter: *counter, row, ..upload }
    }
}

/// Invents customers: all rows in the order in which they are appended.
pub(crate) fn invent(rng: &mut Rng, story: Story, clock: &mut Clock) -> Vec<Upload> {
    let mut rows = Vec::new();
    for number in 0..story.customers {
        let of_customer = customer(rng, number, story.tangled);
        // The rows of some twenty customers are mixed; those of one keep their order.
        let mut places: Vec<_> = of_customer.iter().map(|_| number * 100 + rng.usize(..2_000)).collect();
        places.sort_unstable();
        rows.extend(places.into_iter().zip(of_customer));
    }
    rows.sort_by_key(|(place, _)| *place);
    let mut dated = Vec::with_capacity(rows.len());
    for (_, row) in rows {
        let late = if story.tangled && rng.u8(..) < 12 { rng.i64(1..3_000) } else { 0 };
        let gap = if rng.u8(..) < 8 { rng.i64(1..4) } else { 0 };
        dated.push(clock.date(row, late, gap));
    }
    dated
}

/// One customer's rows in their order.
fn customer(rng: &mut Rng, number: usize, tangled: bool) -> Vec<Upload> {
    let home = rng.usize(..CHANNELS.len());
    let guid = guid(rng);
    let mut rows = Vec::new();
    // Whatever the random choices are, there is something to be edited and something to be resynced.
    if number < 2 {
        let good = snapshot(rng, home, CREATE, &guid, number).set("EMAIL", String::new()).set("PHONE", String::new());
        rows.push(good.set("CUSTGROUP", ["90", "30"][number].to_owned()));
        let id = self::guid(rng);
        rows.push(address(rng, home, CREATE, &guid, &id).set("COUNTRY", "NL".to_owned()));
        return rows;
    }
    // Of some customers the creation never arrives.
    if rng.u8(..) >= 6 {
        rows.push(snapshot(rng, home, CREATE, &guid, number));
    }
    for _ in 0..rng.usize(..3) {
        rows.push(snapshot(rng, home, UPDATE, &guid, number));
    }
    for _ in 0..rng.usize(..3) {
        record(rng, &mut rows, address, home, &guid);
    }
    for _ in 0..rng.usize(..3) {
        record(rng, &mut rows, contact, home, &guid);
    }
    if rng.bool() {
        let name = pick(rng, &["VIP", "Staff", "Student"], &["Moonwalkers"]);
        let row = |operation| Upload::new(home, AFFILIATION, operation, &guid).set("AFFILIATION", name.to_owned());
        rows.push(row(CREATE));
        if rng.u8(..) < 60 {
            rows.push(row(DEACTIVATE));
        }
    }
    if rng.bool() {
        let value = pick(rng, &["42", "38", "45"], &["wide"]);
        let row = Upload::new(home, ATTRIBUTE, CREATE, &guid).set("ATTRIBUTENAME", "ShoeSize".to_owned());
        rows.push(row.set("ATTRIBUTEDATATYPE", 2).set("ATTRIBUTEVALUESTRING", value.to_owned()));
    }
    if rng.u8(..) < 16 {
        rows.push(snapshot(rng, home, DEACTIVATE, &guid, number));
    }
    for row in &mut rows {
        spoil(rng, row);
        if tangled && rng.u8(..) < 40 && CHANNELS[row.channel].company == "USRT" {
            row.channel = rng.usize(..2);
            *row = row.clone().set("ORIGINATINGCHANNEL", CHANNELS[row.channel].id);
        }
    }
    rows
}

/// The creation of a record, then perhaps updates and a deactivation of it. Some begin with an update.
fn record(
    rng: &mut Rng,
    rows: &mut Vec<Upload>,
    make: impl Fn(&mut Rng, usize, i64, &str, &str) -> Upload,
    channel: usize,
    customer: &str,
) {
    let id = guid(rng);
    if rng.u8(..) >= 6 {
        rows.push(make(rng, channel, CREATE, customer, &id));
    }
    for _ in 0..rng.usize(..2) {
        rows.push(make(rng, channel, UPDATE, customer, &id));
    }
    if rng.u8(..) < 25 {
        rows.push(make(rng, channel, DEACTIVATE, customer, &id));
    }
}

fn snapshot(rng: &mut Rng, channel: usize, operation: i64, guid: &str, number: usize) -> Upload {
    let name = NAMES[rng.usize(..NAMES.len())];
    let email = pick(rng, &["@contoso.com", "@example.org"], &["", "@nowhere"]);
    Upload::new(channel, CUSTOMER, operation, guid)
        .set("CUSTNAME", format!("Customer {number} {name}"))
        .set("EMAIL", format!("customer{number}{email}"))
        .set("PHONE", pick(rng, &["+1 555 0100", "020-5550101", ""], &["12", "none"]).to_owned())
        .set("CUSTGROUP", pick(rng, &["", "10", "30"], &["90"]).to_owned())
}

fn address(rng: &mut Rng, channel: usize, operation: i64, customer: &str, id: &str) -> Upload {
    let country = pick(rng, &["NLD", "USA", "DNK"], &["NL"]);
    Upload::new(channel, ADDRESS, operation, customer)
        .set("ADDRESSID", id.to_owned())
        .set("CITY", ["Amsterdam", "Sugar Land", "Århus"][rng.usize(..3)].to_owned())
        .set("STREET", format!("Street {}", rng.u16(..)))
        .set("COUNTRY", country.to_owned())
        .set("MAKEPOSTALADDRESSPRIMARY", i64::from(rng.bool()))
}

fn contact(rng: &mut Rng, channel: usize, operation: i64, customer: &str, id: &str) -> Upload {
    Upload::new(channel, CONTACT, operation, customer)
        .set("CONTACTID", id.to_owned())
        .set("CONTACTTYPE", 1)
        .set("LOCATOR", pick(rng, &["555-0100", "+31 20 555 0102"], &["none"]).to_owned())
        .set("ISPRIMARY", i64::from(rng.bool()))
}

/// One of the good values, and now and then one of the others.
fn pick<'v>(rng: &mut Rng, good: &[&'v str], bad: &[&'v str]) -> &'v str {
    let values = if rng.u8(..) < 20 { bad } else { good };
    values[rng.usize(..values.len())]
}

/// Makes some rows malformed, or those of another company.
fn spoil(rng: &mut Rng, upload: &mut Upload) {
    let (column, value): (_, Value) = match rng.u8(..) {
        0 => ("OPERATION", 9.into()),
        1 => ("CREATEDDATETIME", "soon".to_owned().into()),
        2 => ("DATAAREAID", "DKRT".to_owned().into()),
        3 => ("CUSTACCOUNTASYNC", String::new().into()),
        _ => return,
    };
    *upload = upload.clone().set(column, value);
}
