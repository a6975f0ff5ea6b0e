//! A world to measure in: channel databases full of operations of invented customers, and a configuration that names them.
//!
//! The same seed gives the same rows. About 2.5 operations per customer: 80 % have an address, 35 % change later, 15 % have a
//! contact, an affiliation or an attribute, and 8 % have one defect somewhere.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::DateTime;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// The tables of a channel database: the program's own file.
const SCHEMA: &str = include_str!("../../src/channel/schema.sql");

const CUSTOMER: &str = "RETAILASYNCCUSTOMERV2";
const ADDRESS: &str = "RETAILASYNCADDRESSV2";
const CONTACT: &str = "RETAILASYNCCUSTOMERCONTACT";
const AFFILIATION: &str = "RETAILASYNCCUSTOMERAFFILIATION";
const ATTRIBUTE: &str = "RETAILASYNCCUSTOMERATTRIBUTEV2";

/// The upload tables.
pub(crate) const TABLES: [&str; 5] = [CUSTOMER, ADDRESS, CONTACT, AFFILIATION, ATTRIBUTE];

const CHANNELS: [(&str, &str); 5] =
    [("Houston", "USRT"), ("San Francisco", "USRT"), ("Web shop", "USRT"), ("Amsterdam", "NLRT"), ("Aarhus", "DKRT")];

/// Code, number sequence, currency and language.
const COMPANIES: [(&str, &str, &str, &str); 3] = [
    ("USRT", "C-#######", "USD", "en-US"),
    ("NLRT", "NL#######", "EUR", "nl-NL"),
    ("DKRT", "DK-######", "DKK", "da-DK"),
];

const REFERENCE: &str = r#"[reference]
customer_groups = ["10", "20", "30", "40"]
affiliations = ["VIP", "Staff", "Student"]

[reference.attributes]
ShoeSize = "integer"
Newsletter = "boolean"
Nickname = "text"
Spend = "decimal"
"#;

const FIRST_NAMES: [&str; 24] = [
    "Marisol", "Ivo", "Anneke", "Søren", "Priya", "Tobias", "Ludmila", "Kwame", "Yara", "Declan", "Mette", "Bram",
    "Noor", "Emil", "Saskia", "Rafael", "Ottilie", "Jasper", "Ingrid", "Casimir", "Fenna", "Dario", "Liv", "Milan",
];
const LAST_NAMES: [&str; 24] = [
    "Quintana",
    "Vermeer",
    "Holmgard",
    "Castell",
    "Okonjo",
    "Bright",
    "Szabados",
    "Ferngrov",
    "Tilland",
    "March",
    "Rosendal",
    "Kuypers",
    "Adeyinka",
    "Lind",
    "Pomeroy",
    "Zandstra",
    "Nakagiri",
    "Velloso",
    "Thorn",
    "Dalgaard",
    "Esterház",
    "Winter",
    "Smithson",
    "Obermann",
];
const STREETS: [&str; 10] = [
    "Heronwood Lane",
    "Old Mill Road",
    "Cobbler Street",
    "Larkspur Avenue",
    "Quayside",
    "Beechnut Court",
    "Tanner Row",
    "Lighthouse Way",
    "Saffron Hill",
    "Juniper Drive",
];
/// City, state, country and postal code.
const CITIES: [(&str, &str, &str, &str); 10] = [
    ("Houston", "TX", "USA", "77008"),
    ("San Francisco", "CA", "USA", "94110"),
    ("Puyallup", "WA", "USA", "98371"),
    ("Boston", "MA", "USA", "02139"),
    ("Amsterdam", "NH", "NLD", "1017 AB"),
    ("Utrecht", "UT", "NLD", "3511 CE"),
    ("Aarhus", "", "DNK", "8000"),
    ("Odense", "", "DNK", "5000"),
    ("Berlin", "BE", "DEU", "10115"),
    ("Ottawa", "ON", "CAN", "K1A 0B1"),
];

/// Of all customers, those with one defect.
const DEFECTIVE: u64 = 8;

/// Milliseconds from 1970 to the first operation, 2026-11-01 08:00 UTC.
const BEGINNING: i64 = 1_793_520_000_000;

/// A world on disk.
pub(crate) struct World {
    pub(crate) folder: PathBuf,
    /// The channel databases.
    pub(crate) channels: Vec<PathBuf>,
    pub(crate) operations: u64,
}

impl World {
    /// Makes a world in a folder; databases that are there are replaced.
    pub(crate) fn make(folder: &Path, customers: u64, seed: u64) -> Result<Self> {
        fs::create_dir_all(folder.join("channels"))?;
        fs::write(folder.join("hqsync.toml"), configuration()?)?;
        let mut writer = Writer { random: Random(seed), clock: BEGINNING, channels: Vec::new(), operations: 0 };
        for (number, (name, company)) in CHANNELS.into_iter().enumerate() {
            writer.channels.push(Channel::create(&folder.join(file_of(name)), number, company)?);
        }
        for number in 0..customers {
            writer.customer(number)?;
        }
        let operations = writer.operations;
        for channel in writer.channels {
            channel.connection.execute_batch("COMMIT")?;
        }
        Ok(Self::in_folder(folder, operations))
    }

    /// A fresh copy in another folder, so that the next round finds what the first one found.
    pub(crate) fn copy(&self, folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder.join("channels"))?;
        let copy = Self::in_folder(folder, self.operations);
        fs::copy(self.folder.join("hqsync.toml"), folder.join("hqsync.toml"))?;
        for (from, to) in self.channels.iter().zip(&copy.channels) {
            fs::copy(from, to).with_context(|| format!("copying `{}`", from.display()))?;
        }
        Ok(copy)
    }

    fn in_folder(folder: &Path, operations: u64) -> Self {
        let channels = CHANNELS.iter().map(|(name, _)| folder.join(file_of(name))).collect();
        Self { folder: folder.to_owned(), channels, operations }
    }
}

fn file_of(channel: &str) -> String {
    format!("channels/{}.db", channel.to_lowercase().replace(' ', "-"))
}

fn id_of(number: usize) -> i64 {
    5_637_144_592 + number as i64
}

fn configuration() -> Result<String> {
    let mut text = "store = \"headquarters.db\"\n\n".to_owned();
    for (code, sequence, currency, language) in COMPANIES {
        writeln!(text, "[companies.{code}]\nnumber_sequence = \"{sequence}\"\ncurrency = \"{currency}\"")?;
        writeln!(text, "language = \"{language}\"\ncustomer_group = \"30\"\n")?;
    }
    for (number, (name, company)) in CHANNELS.into_iter().enumerate() {
        writeln!(text, "[[channels]]\nname = \"{name}\"\nid = {}\ncompany = \"{company}\"", id_of(number))?;
        writeln!(text, "database = \"{}\"\n", file_of(name))?;
    }
    Ok(text + REFERENCE)
}

/// Sebastiano Vigna's `splitmix64`: ten lines instead of a dependency, and the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; the slight bias of the remainder does not matter here.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Whether something happens that happens to so many of a hundred.
    fn percent(&mut self, share: u64) -> bool {
        self.below(100) < share
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len() as u64) as usize]
    }

    /// A GUID of version 4, one of five in upper case.
    fn guid(&mut self) -> String {
        let bits = (u128::from(self.next()) << 64) | u128::from(self.next());
        let guid = uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid().to_string();
        if self.percent(20) { guid.to_uppercase() } else { guid }
    }
}

/// Columns and values of a row, without those that every row gets when it is written.
#[derive(Clone)]
struct Row(Vec<(&'static str, Value)>);

impl Row {
    fn with(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        let value = value.into();
        match self.0.iter_mut().find(|(name, _)| *name == column) {
            Some(slot) => slot.1 = value,
            None => self.0.push((column, value)),
        }
        self
    }
}

/// A channel database that is being filled.
struct Channel {
    connection: Connection,
    id: i64,
    company: &'static str,
    counters: [i64; TABLES.len()],
}

impl Channel {
    fn create(path: &Path, number: usize, company: &'static str) -> Result<Self> {
        if path.exists() {
            fs::remove_file(path)?;
        }
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.execute_batch(SCHEMA)?;
        connection.execute_batch("BEGIN")?;
        Ok(Self { connection, id: id_of(number), company, counters: [0; TABLES.len()] })
    }
}

/// Where a customer's one defect is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Defect {
    Nowhere,
    Customer,
    Update,
    Address,
    Other,
}

/// Writes customers, one after the other, on one clock.
struct Writer {
    random: Random,
    clock: i64,
    channels: Vec<Channel>,
    operations: u64,
}

impl Writer {
    /// One customer: created, given an address and more, changed now and then; sometimes with a defect.
    fn customer(&mut self, number: u64) -> Result<()> {
        let channel = self.random.below(CHANNELS.len() as u64) as usize;
        let guid = self.random.guid();
        let row = self.snapshot(channel, number);
        let defect = self.defect();
        let creation = if defect == Defect::Customer { self.spoil_customer(row.clone()) } else { row.clone() };
        self.append(channel, CUSTOMER, &guid, 1, creation)?;
        if self.random.percent(80) {
            let mut address = self.address();
            if defect == Defect::Address {
                address = self.spoil_address(address);
            }
            self.append(channel, ADDRESS, &guid, 1, address.clone())?;
            if self.random.percent(10) {
                self.append(channel, ADDRESS, &guid, 3, address)?;
            }
        }
        if self.random.percent(15) || defect == Defect::Other {
            let (table, other) = if defect == Defect::Other { self.spoilt_other() } else { self.other() };
            self.append(channel, table, &guid, 1, other)?;
        }
        if self.random.percent(35) || defect == Defect::Update {
            let mut changed = row.clone().with("PHONE", format!("+1 206 555 0{}", 100 + self.random.below(100)));
            if defect == Defect::Update {
                changed = changed.with("EMAIL", "still wrong@".to_owned());
            }
            self.append(channel, CUSTOMER, &guid, 2, changed)?;
            if self.random.percent(30) {
                let changed = row.with("PHONE", format!("+1 425 555 0{}", 200 + self.random.below(100)));
                self.append(channel, CUSTOMER, &guid, 2, changed)?;
            }
        }
        Ok(())
    }

    fn defect(&mut self) -> Defect {
        if !self.random.percent(DEFECTIVE) {
            return Defect::Nowhere;
        }
        match self.random.below(100) {
            0..40 => Defect::Customer,
            40..60 => Defect::Update,
            60..85 => Defect::Address,
            _ => Defect::Other,
        }
    }

    /// A customer's full row, as a till uploads it.
    fn snapshot(&mut self, channel: usize, number: u64) -> Row {
        let (first, last) = (self.random.pick(&FIRST_NAMES), self.random.pick(&LAST_NAMES));
        let middle = if self.random.percent(40) { self.random.pick(&["A", "C", "J", "M"]) } else { "" };
        let name = [first, middle, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let email = format!("{}.{}+{number}@example.com", first.to_lowercase(), last.to_lowercase());
        let receipt = if self.random.percent(50) { email.clone() } else { String::new() };
        let company = self.channels[channel].company;
        let (currency, language) = COMPANIES
            .into_iter()
            .find_map(|(code, _, currency, language)| (code == company).then_some((currency, language)))
            .unwrap_or_default();
        Row(Vec::with_capacity(16))
            .with("RELATIONSHIPTYPE", 1)
            .with("CUSTNAME", name)
            .with("FIRSTNAME", first.to_owned())
            .with("MIDDLENAME", middle.to_owned())
            .with("LASTNAME", last.to_owned())
            .with("CUSTGROUP", self.random.pick(&["10", "20", "30", "40", ""]).to_owned())
            .with("CURRENCY", currency.to_owned())
            .with("LANGUAGEID", language.to_owned())
            .with("EMAIL", email)
            .with("PHONE", self.phone())
            .with("CELLULARPHONE", String::new())
            .with("RECEIPTEMAIL", receipt)
            .with("RECEIPTOPTION", self.random.below(3) as i64)
            .with("CREDITMAX", self.random.pick(&["", "0", "2500.00"]).to_owned())
            .with("VATNUM", String::new())
    }

    fn phone(&mut self) -> String {
        format!("{}-555-0{}", 200 + self.random.below(800), 100 + self.random.below(900))
    }

    fn address(&mut self) -> Row {
        let (city, state, country, zip) = self.random.pick(&CITIES);
        let street = format!("{} {}", 1 + self.random.below(9999), self.random.pick(&STREETS));
        Row(Vec::with_capacity(11))
            .with("ADDRESSID", self.random.guid())
            .with("ADDRESSNAME", "Home".to_owned())
            .with("STREET", street)
            .with("BUILDINGCOMPLIMENT", String::new())
            .with("CITY", city.to_owned())
            .with("STATE", state.to_owned())
            .with("COUNTRY", country.to_owned())
            .with("ZIP", zip.to_owned())
            .with("PHONE", self.phone())
            .with("MAKEPOSTALADDRESSPRIMARY", 1)
    }

    /// An affiliation, an attribute or a contact.
    fn other(&mut self) -> (&'static str, Row) {
        match self.random.below(3) {
            0 => (AFFILIATION, affiliation(self.random.pick(&["VIP", "Staff", "Student"]))),
            1 => (ATTRIBUTE, attribute("ShoeSize", (35 + self.random.below(13)).to_string())),
            _ => {
                let (guid, phone) = (self.random.guid(), self.phone());
                (CONTACT, contact(guid, 1, phone))
            }
        }
    }

    fn spoil_customer(&mut self, row: Row) -> Row {
        match self.random.below(18) {
            0 => ["CUSTNAME", "FIRSTNAME", "MIDDLENAME", "LASTNAME"]
                .into_iter()
                .fold(row, |row, column| row.with(column, String::new())),
            1 => row.with("EMAIL", "jdoe@".to_owned()),
            2 => row.with("EMAIL", "no-at-sign.example.com".to_owned()),
            3 => row.with("EMAIL", "two words@example.com".to_owned()),
            4 => row.with("RECEIPTEMAIL", "a@@b.com".to_owned()),
            5 => row.with("PHONE", "call me".to_owned()),
            6 => row.with("CELLULARPHONE", "--".to_owned()),
            7 => row.with("CURRENCY", "EURO".to_owned()),
            8 => row.with("CURRENCY", "QQQ".to_owned()),
            9 => row.with("LANGUAGEID", "klingonese".to_owned()),
            10 => row.with("CUSTGROUP", "99".to_owned()),
            11 => row.with("CREDITMAX", "-5".to_owned()),
            12 => row.with("CREDITMAX", "lots".to_owned()),
            13 => row.with("CUSTNAME", "x".repeat(150)),
            14 => row.with("VATNUM", "9".repeat(60)),
            15 => row.with("OPERATION", 7),
            16 => row.with("CREATEDDATETIME", "31/12/2026 late".to_owned()),
            _ => row.with("CUSTACCOUNTASYNC", "not-a-guid".to_owned()),
        }
    }

    fn spoil_address(&mut self, row: Row) -> Row {
        match self.random.below(6) {
            0 => row.with("COUNTRY", "XX".to_owned()),
            1 => row.with("COUNTRY", "Belgium".to_owned()),
            2 => row.with("COUNTRY", "ZZZ".to_owned()),
            3 => row.with("COUNTRY", "USA".to_owned()).with("ZIP", "ABC".to_owned()),
            4 => row.with("CITY", "L".repeat(90)),
            _ => row.with("EMAIL", "@example.com".to_owned()),
        }
    }

    fn spoilt_other(&mut self) -> (&'static str, Row) {
        match self.random.below(5) {
            0 => (AFFILIATION, affiliation("Moonwalkers")),
            1 => (ATTRIBUTE, attribute("HatSize", "7".to_owned())),
            2 => (ATTRIBUTE, attribute("ShoeSize", "wide".to_owned())),
            3 => (CONTACT, contact(self.random.guid(), 2, "nobody".to_owned())),
            _ => (CONTACT, contact(self.random.guid(), 1, "unlisted".to_owned())),
        }
    }

    /// Appends a row to an upload table. Common columns that a defect has set stay as they are.
    fn append(&mut self, channel: usize, table: &'static str, guid: &str, operation: i64, row: Row) -> Result<()> {
        self.clock += 1 + self.random.below(4000) as i64;
        let created = DateTime::from_timestamp_millis(self.clock).context("the clock ran out")?;
        let channel = &mut self.channels[channel];
        let counter = &mut channel.counters[TABLES.iter().position(|name| *name == table).unwrap_or_default()];
        *counter += 1;
        let common = [
            ("REPLICATIONCOUNTERFROMORIGIN", Value::from(*counter)),
            ("CUSTACCOUNTASYNC", guid.to_owned().into()),
            ("DATAAREAID", channel.company.to_owned().into()),
            ("OPERATION", operation.into()),
            ("ORIGINATINGCHANNEL", channel.id.into()),
            ("CREATEDDATETIME", created.format("%Y-%m-%d %H:%M:%S%.3f").to_string().into()),
        ];
        let mut columns = row.0;
        for (column, value) in common {
            if !columns.iter().any(|(name, _)| *name == column) {
                columns.push((column, value));
            }
        }
        let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
        let marks = vec!["?"; names.len()].join(",");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({marks})", names.join(","));
        channel
            .connection
            .prepare_cached(&sql)?
            .execute(params_from_iter(columns.into_iter().map(|(_, value)| value)))?;
        self.operations += 1;
        Ok(())
    }
}

fn affiliation(name: &str) -> Row {
    Row(Vec::new()).with("AFFILIATION", name.to_owned())
}

fn attribute(name: &str, value: String) -> Row {
    Row(Vec::new())
        .with("ATTRIBUTENAME", name.to_owned())
        .with("ATTRIBUTEDATATYPE", 2)
        .with("ATTRIBUTEVALUESTRING", value)
}

fn contact(guid: String, contact_type: i64, locator: String) -> Row {
    Row(Vec::new())
        .with("CONTACTID", guid)
        .with("CONTACTTYPE", contact_type)
        .with("LOCATOR", locator)
        .with("DESCRIPTION", "Work".to_owned())
}
