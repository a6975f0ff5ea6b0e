//! Invented customers: realistic names and addresses, and a world that is full of them.
//!
//! The same seed gives the same rows. About 2.5 operations per customer: 80 % have an address, 35 % change later, 15 % have a
//! contact, an affiliation or an attribute, and 8 % have one defect somewhere.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use chrono::DateTime;
use hqsync_support::rows::Row;
use hqsync_support::tables::{
    AARHUS, ADDRESS, AFFILIATION, AMSTERDAM, ATTRIBUTE, CONTACT, CUSTOMER, Channel, HOUSTON, SEATTLE, UPLOAD_TABLES,
    WEB_SHOP,
};
use rusqlite::Connection;

use super::World;

/// The channels of the world.
pub(crate) const CHANNELS: [Channel; 5] = [HOUSTON, SEATTLE, WEB_SHOP, AMSTERDAM, AARHUS];

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

/// Makes a world in a folder, and returns it with the number of its operations. Databases that are there are replaced.
pub(crate) fn make(folder: &Path, customers: u64, seed: u64) -> Result<(World, u64)> {
    let mut writer = Writer { random: Random(seed), clock: BEGINNING, channels: Vec::new(), operations: 0 };
    // Room for the customers of a whole chain.
    let mut world = World::in_folder(folder)
        .setting("companies.USRT.number_sequence", "\"C-#######\"")
        .setting("companies.DKRT.number_sequence", "\"DK-######\"");
    for channel in CHANNELS {
        let database = folder.join(channel.file);
        if database.exists() {
            fs::remove_file(database)?;
        }
        world = world.channel(channel.name, |rows| rows);
        writer.channels.push(Target::open(channel, &world)?);
    }
    for number in 0..customers {
        writer.customer(number)?;
    }
    for target in writer.channels {
        target.connection.execute_batch("COMMIT")?;
    }
    Ok((world, writer.operations))
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

/// A channel database that is being filled.
struct Target {
    connection: Connection,
    channel: Channel,
    currency: String,
    language: String,
    counters: [i64; UPLOAD_TABLES.len()],
}

impl Target {
    fn open(channel: Channel, world: &World) -> Result<Self> {
        let connection = world.channel_db(channel.name);
        connection.execute_batch("BEGIN")?;
        let (currency, language) = (channel.company_setting("currency"), channel.company_setting("language"));
        Ok(Self { connection, channel, currency, language, counters: [0; UPLOAD_TABLES.len()] })
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
    channels: Vec<Target>,
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
        self.append(channel, &guid, 1, creation)?;
        if self.random.percent(80) {
            let mut address = self.address();
            if defect == Defect::Address {
                address = self.spoil_address(address);
            }
            self.append(channel, &guid, 1, address.clone())?;
            if self.random.percent(10) {
                self.append(channel, &guid, 3, address)?;
            }
        }
        if self.random.percent(15) || defect == Defect::Other {
            let other = if defect == Defect::Other { self.spoilt_other() } else { self.other() };
            self.append(channel, &guid, 1, other)?;
        }
        if self.random.percent(35) || defect == Defect::Update {
            let mut changed = row.clone().set("PHONE", format!("+1 206 555 0{}", 100 + self.random.below(100)));
            if defect == Defect::Update {
                changed = changed.set("EMAIL", "still wrong@".to_owned());
            }
            self.append(channel, &guid, 2, changed)?;
            if self.random.percent(30) {
                let changed = row.set("PHONE", format!("+1 425 555 0{}", 200 + self.random.below(100)));
                self.append(channel, &guid, 2, changed)?;
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
        let Target { currency, language, .. } = &self.channels[channel];
        Row::new(CUSTOMER)
            .set("RELATIONSHIPTYPE", 1)
            .set("CUSTNAME", name)
            .set("FIRSTNAME", first.to_owned())
            .set("MIDDLENAME", middle.to_owned())
            .set("LASTNAME", last.to_owned())
            .set("CUSTGROUP", self.random.pick(&["10", "20", "30", "40", ""]).to_owned())
            .set("CURRENCY", currency.clone())
            .set("LANGUAGEID", language.clone())
            .set("EMAIL", email)
            .set("PHONE", self.phone())
            .set("CELLULARPHONE", String::new())
            .set("RECEIPTEMAIL", receipt)
            .set("RECEIPTOPTION", self.random.below(3) as i64)
            .set("CREDITMAX", self.random.pick(&["", "0", "2500.00"]).to_owned())
            .set("VATNUM", String::new())
    }

    fn phone(&mut self) -> String {
        format!("{}-555-0{}", 200 + self.random.below(800), 100 + self.random.below(900))
    }

    fn address(&mut self) -> Row {
        let (city, state, country, zip) = self.random.pick(&CITIES);
        let street = format!("{} {}", 1 + self.random.below(9999), self.random.pick(&STREETS));
        Row::new(ADDRESS)
            .set("ADDRESSID", self.random.guid())
            .set("ADDRESSNAME", "Home".to_owned())
            .set("STREET", street)
            .set("BUILDINGCOMPLIMENT", String::new())
            .set("CITY", city.to_owned())
            .set("STATE", state.to_owned())
            .set("COUNTRY", country.to_owned())
            .set("ZIP", zip.to_owned())
            .set("PHONE", self.phone())
            .set("MAKEPOSTALADDRESSPRIMARY", 1)
    }

    /// An affiliation, an attribute or a contact.
    fn other(&mut self) -> Row {
        match self.random.below(3) {
            0 => affiliation(self.random.pick(&["VIP", "Staff", "Student"])),
            1 => attribute("ShoeSize", (35 + self.random.below(13)).to_string()),
            _ => {
                let (guid, phone) = (self.random.guid(), self.phone());
                contact(guid, 1, phone)
            }
        }
    }

    fn spoil_customer(&mut self, row: Row) -> Row {
        match self.random.below(18) {
            0 => ["CUSTNAME", "FIRSTNAME", "MIDDLENAME", "LASTNAME"]
                .into_iter()
                .fold(row, |row, column| row.set(column, String::new())),
            1 => row.set("EMAIL", "jdoe@".to_owned()),
            2 => row.set("EMAIL", "no-at-sign.example.com".to_owned()),
            3 => row.set("EMAIL", "two words@example.com".to_owned()),
            4 => row.set("RECEIPTEMAIL", "a@@b.com".to_owned()),
            5 => row.set("PHONE", "call me".to_owned()),
            6 => row.set("CELLULARPHONE", "--".to_owned()),
            7 => row.set("CURRENCY", "EURO".to_owned()),
            8 => row.set("CURRENCY", "QQQ".to_owned()),
            9 => row.set("LANGUAGEID", "klingonese".to_owned()),
            10 => row.set("CUSTGROUP", "99".to_owned()),
            11 => row.set("CREDITMAX", "-5".to_owned()),
            12 => row.set("CREDITMAX", "lots".to_owned()),
            13 => row.set("CUSTNAME", "x".repeat(150)),
            14 => row.set("VATNUM", "9".repeat(60)),
            15 => row.set("OPERATION", 7),
            16 => row.set("CREATEDDATETIME", "31/12/2026 late".to_owned()),
            _ => row.set("CUSTACCOUNTASYNC", "not-a-guid".to_owned()),
        }
    }

    fn spoil_address(&mut self, row: Row) -> Row {
        match self.random.below(6) {
            0 => row.set("COUNTRY", "XX".to_owned()),
            1 => row.set("COUNTRY", "Belgium".to_owned()),
            2 => row.set("COUNTRY", "ZZZ".to_owned()),
            3 => row.set("COUNTRY", "USA".to_owned()).set("ZIP", "ABC".to_owned()),
            4 => row.set("CITY", "L".repeat(90)),
            _ => row.set("EMAIL", "@example.com".to_owned()),
        }
    }

    fn spoilt_other(&mut self) -> Row {
        match self.random.below(5) {
            0 => affiliation("Moonwalkers"),
            1 => attribute("HatSize", "7".to_owned()),
            2 => attribute("ShoeSize", "wide".to_owned()),
            3 => contact(self.random.guid(), 2, "nobody".to_owned()),
            _ => contact(self.random.guid(), 1, "unlisted".to_owned()),
        }
    }

    /// Appends a row to its upload table. Common columns that a defect has set stay as they are.
    fn append(&mut self, channel: usize, guid: &str, operation: i64, row: Row) -> Result<()> {
        self.clock += 1 + self.random.below(4000) as i64;
        let created = DateTime::from_timestamp_millis(self.clock).context("the clock ran out")?;
        let target = &mut self.channels[channel];
        let counter =
            &mut target.counters[UPLOAD_TABLES.iter().position(|name| *name == row.table).unwrap_or_default()];
        *counter += 1;
        row.default("REPLICATIONCOUNTERFROMORIGIN", *counter)
            .default("CUSTACCOUNTASYNC", guid.to_owned())
            .default("OPERATION", operation)
            .default("CREATEDDATETIME", created.format("%Y-%m-%d %H:%M:%S%.3f").to_string())
            .of(&target.channel)
            .append(&target.connection);
        self.operations += 1;
        Ok(())
    }
}

fn affiliation(name: &str) -> Row {
    Row::new(AFFILIATION).set("AFFILIATION", name.to_owned())
}

fn attribute(name: &str, value: String) -> Row {
    Row::new(ATTRIBUTE)
        .set("ATTRIBUTENAME", name.to_owned())
        .set("ATTRIBUTEDATATYPE", 2)
        .set("ATTRIBUTEVALUESTRING", value)
}

fn contact(guid: String, contact_type: i64, locator: String) -> Row {
    Row::new(CONTACT)
        .set("CONTACTID", guid)
        .set("CONTACTTYPE", contact_type)
        .set("LOCATOR", locator)
        .set("DESCRIPTION", "Work".to_owned())
}
