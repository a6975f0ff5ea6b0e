//! `hqsync filter`: the operations that an expression means. What an expression finds is held against the same question in
//! plain Rust, asked of each operation as `show` gives it.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::Stdio;
use std::{fs, iter};

use chrono::{DateTime, TimeDelta, Utc};
use pretty_assertions::assert_eq;
use serde_json::{Value, json};

use super::rows::{DEACTIVATE, Rows, guid};
use super::world::{Outcome, World};

/// An operation as `show --format json` gives it.
struct Op {
    json: Value,
    /// Old and new value by the field's name.
    fields: BTreeMap<String, (Option<String>, String)>,
}

impl Op {
    fn new(json: &Value) -> Self {
        let field = |field: &Value| {
            let text = |key: &str| field[key].as_str().map(str::to_owned);
            (text("name").unwrap(), (text("old"), text("new").unwrap()))
        };
        Self { json: json.clone(), fields: json["attributes"].as_array().unwrap().iter().map(field).collect() }
    }

    fn number(&self, key: &str) -> i64 {
        self.json[key].as_i64().unwrap()
    }

    fn id(&self) -> i64 {
        self.number("id")
    }

    /// A built-in text; none for null.
    fn text(&self, key: &str) -> Option<&str> {
        self.json[key].as_str()
    }

    fn is(&self, key: &str, value: &str) -> bool {
        self.text(key).is_some_and(|text| same(text, value))
    }

    fn time(&self, key: &str) -> Option<DateTime<Utc>> {
        self.text(key).map(|text| text.parse().unwrap())
    }

    /// Whether that time is from one to another, the first included and the second not.
    fn at_between(&self, from: &str, to: &str) -> bool {
        self.at().is_some_and(|at| utc(from) <= at && at < utc(to))
    }

    /// The timestamp, or the time of receipt where that cannot be read.
    fn at(&self) -> Option<DateTime<Utc>> {
        self.time("timestamp").or_else(|| self.time("received"))
    }

    /// Whether the timestamp is from one time to another, the first included and the second not.
    fn between(&self, from: &str, to: &str) -> bool {
        self.time("timestamp").is_some_and(|at| utc(from) <= at && at < utc(to))
    }

    fn has_error(&self, code: &str) -> bool {
        self.json["errors"].as_array().unwrap().iter().any(|error| error["code"] == code)
    }

    /// What the operation makes of a field.
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(|(_, new)| new.as_str())
    }

    /// What headquarters had or has.
    fn old(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.0.as_deref()
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.field("AttributeName").filter(|own| same(own, name))?;
        self.field("AttributeValueString")
    }
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The characters without regard to case.
fn bare(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

fn same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn has(text: Option<&str>, part: &str) -> bool {
    let part = bare(part);
    text.is_some_and(|text| part.is_empty() || bare(text).windows(part.len()).any(|window| window == part))
}

/// Whether a text is there and equal to one with wildcards.
fn like(text: Option<&str>, pattern: &str) -> bool {
    fn matches(text: &[char], pattern: &[char]) -> bool {
        match (pattern, text) {
            ([], _) => text.is_empty(),
            (['*', rest @ ..], _) => (0..=text.len()).any(|from| matches(&text[from..], rest)),
            (['?', rest @ ..], [_, text @ ..]) => matches(text, rest),
            ([c, rest @ ..], [d, text @ ..]) => c == d && matches(text, rest),
            (_, []) => false,
        }
    }
    text.is_some_and(|text| matches(&bare(text), &bare(pattern)))
}

fn number(text: &str) -> Option<f64> {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).then(|| text.parse().ok()).flatten()
}

/// The order of a text that is there, and not empty, beside another: as numbers where both are.
fn order(text: Option<&str>, other: &str) -> Option<Ordering> {
    let text = text.filter(|text| !text.is_empty())?;
    match (number(text), number(other)) {
        (Some(one), Some(other)) => one.partial_cmp(&other),
        _ => Some(bare(text).cmp(&bare(other))),
    }
}

fn below(text: Option<&str>, other: &str) -> bool {
    order(text, other).is_some_and(Ordering::is_lt)
}

fn above(text: Option<&str>, other: &str) -> bool {
    order(text, other).is_some_and(Ordering::is_gt)
}

fn is_empty(text: Option<&str>) -> bool {
    text.is_none_or(str::is_empty)
}

/// The present of the mixed world.
const NOW: &str = "2026-11-20T12:00:00Z";

fn now() -> DateTime<Utc> {
    utc(NOW)
}

/// A time so many hours ago, as a channel writes it.
fn ago(hours: i64) -> String {
    (now() - TimeDelta::hours(hours)).format("%Y-%m-%d %H:%M:%S").to_string()
}

/// A text that is no field of its own, with the spaces and signs that it has.
trait Texts {
    fn text(self, column: &str, value: &str) -> Self;
}

impl Texts for Rows {
    fn text(self, column: &str, value: &str) -> Self {
        self.set(column, value.to_owned())
    }
}

/// Operations of all kinds and in all states: some in the search index from their receipt, some that changed afterwards, and
/// some that are not in it yet.
fn varied() -> World {
    let world = World::new()
        .at(NOW)
        .channel("Houston", |c| c)
        .channel("Seattle", |c| c)
        .channel("Amsterdam", |c| c)
        .channel("Aarhus", |c| c)
        .execute("Houston", "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN LOYALTYTIER TEXT")
        .execute("Aarhus", "ALTER TABLE RETAILASYNCCUSTOMERV2 ADD COLUMN LoyaltyTier TEXT")
        .execute("Amsterdam", "ALTER TABLE RETAILASYNCADDRESSV2 ADD COLUMN GATECODE INTEGER");
    let world = world
        .append("Houston", |c| {
            c.customer("A1")
                .text("CustName", "Özgür Öz")
                .with("Email=molly@contoso.com Phone=555-0100 CreditMax=2500.00 CustGroup=10 LoyaltyTier=Gold")
                .customer("B2")
                .text("CustName", "Wang 王")
                .with("Email=nobody Phone=12 LoyaltyTier=gOLD_plus")
                .customer("C3")
                .text("CustName", "O'Hara \"the Boss\", 50%_*")
                .with("Email=Molly@Contoso.com.au CreditMax=900 PriceGroup=007")
                .customer("D4")
                .text("CustName", "Nobody knows when")
                .at("31/12/2026 late")
                .customer("E5")
                .operation(9)
                .customer("F6")
                .with("CreditMax=-5 CustGroup=99 PriceGroup=7")
                .address("A1", "home", "City=Køge Country=DNK Zip=4600 MakePostalAddressPrimary=1")
                .text("Street", "50% off_lane *1")
                .address("A1", "work", "City=KØGE Country=NL Zip=0017 MakePostalAddressPrimary=1")
                .text("Street", "5000 ofXlane 1")
                .address("B2", "home", "City=Houston Country=USA Zip=00501")
                .contact("A1", "mobile", "Locator=555-0101 Description=mobile")
                .contact("C9", "mobile", "Locator=555-0109")
                .contact("C9", "mobile", "Locator=555-0110")
                .updated()
                .contact("A1", "lost", "Locator=555-0108")
                .updated()
                .affiliation("A1", "VIP")
                .affiliation("A1", "Astronaut")
                .attribute("A1", "ShoeSize", "042")
                .attribute("C3", "shoesize", "44")
                .attribute("C3", "Nickname", "王小明")
        })
        .append("Seattle", |c| {
            c.customer("S1")
                .text("CustAccountAsync", &format!("{{{}}}", guid("S1").to_uppercase()))
                .with("Phone=+1-206-555-0100 Email=a%b@example.com Currency=EUR")
                .at("2026-11-02 23:59:59.999999")
                .customer("S2")
                .with("Phone=555_0100 Email=a_b@example.com")
                .at("2026-11-03 00:00:00")
        })
        .append("Amsterdam", |c| {
            c.customer("N1")
                .text("CustName", "Weiße Straße")
                .at("2026-11-03 08:30:05.25")
                .customer("N2")
                .with("Currency=USD LanguageId=en-US CustGroup=20")
                .text("FirstName", "and")
                .at("2026-11-03 08:31:00")
                .address("N1", "home", "Country=NLD Zip=1017AB GateCode=7")
                .text("City", "Line one\nLine two")
                .at("2026-11-03 09:00:00")
                .address("N2", "home", "Country=NLD Zip=1017AC GateCode=0012")
                .text("City", "New York")
                .at("2026-11-03 09:00:01")
        })
        .append("Aarhus", |c| {
            c.customer("K1")
                .text("CustName", "ΣΊΣΥΦΟΣ Ελένη")
                .with("Email=ELENI@EXAMPLE.GR LoyaltyTier=silver")
                .at("2026-11-04 10:00:00")
                .customer("K2")
                .text("DataAreaId", "NLRT")
                .at("2026-11-04 10:00:01")
        });
    world.run_jobs();
    let world = world
        .append("Houston", |c| {
            c.update("A1")
                .text("CustName", "Özgür Öz")
                .with("Email=molly@contoso.com Phone=555-0199 CreditMax=2600 LoyaltyTier=platinum")
                .at("2026-11-05 08:00:00")
                .update("A1")
                .text("CustName", "Never So")
                .with("Phone=555-0666")
                .at("2026-10-30 08:00:00")
                .update("A1")
                .by_account("c-000001")
                .text("CustName", "Özgür Öz")
                .with("Email=molly@contoso.com Phone=555-0199 CreditMax=2600 LoyaltyTier=platinum CustGroup=30")
                .at("2026-11-05 09:00:00")
                .customer("C9")
                .at("2026-11-05 10:00:00")
                .contact("A1", "lost", "Locator=555-0107")
                .address("A1", "home", "City=Viborg Country=DNK Zip=8800")
                .updated()
                .affiliation("A1", "vip")
                .deactivated()
                .attribute("C3", "Nickname", "")
                .updated()
                .at("2026-11-05 11:00:00")
        })
        .append("Aarhus", |c| c.deactivate("K1").at("2026-11-05 12:00:00"));
    world.run_jobs();
    let world = world
        .append("Houston", |c| {
            c.update("A1").with("Phone=555-0200 Email=late@contoso.com").at(&ago(1)).deactivate("C3").at(&ago(3))
        })
        .append("Seattle", |c| {
            c.customer("S3")
                .text("CustName", "'; DROP TABLE operation; --")
                .at(&ago(30))
                .address("S1", "home", "City=Unindexed Country=USA")
                .at(&ago(200))
                .address("S1", "ghost", "City=KØGE")
                .operation(DEACTIVATE)
                .at("2026-12-01 00:00:00")
        })
        .append("Amsterdam", |c| c.attribute("N1", "Spend", "10.50").at("2026-12-24 18:00:00"));
    world.run("run-jobs p --quiet").exits(0);
    world
}

/// Runs `filter` with an expression, whatever quotes it has, and options.
fn filter<'w>(world: &'w World, expression: &str, options: &str) -> Outcome<'w> {
    let mut program = world.command(&format!("filter {options}"));
    if !expression.is_empty() {
        program.arg("--").arg(expression);
    }
    Outcome::new(world, &format!("filter {options} -- {expression}"), program.output().unwrap())
}

#[track_caller]
fn found(world: &World, expression: &str, options: &str) -> Vec<i64> {
    let outcome = filter(world, expression, &format!("--columns id --sort id --format csv --no-header {options}"));
    outcome.exits(0).stdout.lines().map(|line| line.parse().unwrap()).collect()
}

fn all_operations(world: &World) -> Vec<Op> {
    let ids = world.listed("id").join(" ");
    let shown = world.run(&format!("show {ids} --format json")).exits(0).json();
    shown.as_array().unwrap().iter().map(Op::new).collect()
}

type Question = fn(&Op) -> bool;

/// Expressions, and the same question of one operation.
const EXPRESSIONS: &[(&str, Question)] = &[
    // Built-in columns.
    ("id = 7", |op| op.id() == 7),
    ("id != 7", |op| op.id() != 7),
    ("id < 5", |op| op.id() < 5),
    ("id <= 5", |op| op.id() <= 5),
    ("id > 5 and id >= 9", |op| op.id() >= 9),
    ("id = 5..8", |op| (5..=8).contains(&op.id())),
    ("id = ..3 or id = 30..", |op| op.id() <= 3 || op.id() >= 30),
    ("id in (1, 3, 10..12)", |op| [1, 3, 10, 11, 12].contains(&op.id())),
    ("id not in (1, 3)", |op| ![1, 3].contains(&op.id())),
    ("counter = 1", |op| op.number("counter") == 1),
    ("attempts = 0", |op| op.number("attempts") == 0),
    ("attempts > 1", |op| op.number("attempts") > 1),
    ("channel = houston", |op| op.is("channel", "Houston")),
    ("channel = A*", |op| like(op.text("channel"), "a*")),
    ("company = NLRT", |op| op.is("company", "NLRT")),
    ("company != USRT", |op| !op.is("company", "USRT")),
    ("account = c-000001", |op| op.is("customer_account", "C-000001")),
    ("customer_account = DK*", |op| like(op.text("customer_account"), "dk*")),
    ("account is empty", |op| is_empty(op.text("customer_account"))),
    ("account != C-000001", |op| !op.is("customer_account", "C-000001")),
    ("async ~ {", |op| has(op.text("async_customer_account"), "{")),
    ("async = 5F0B1C6E-*4131", |op| like(op.text("async_customer_account"), "5f0b1c6e-*4131")),
    ("async_customer_account is empty", |op| is_empty(op.text("async_customer_account"))),
    ("record = address", |op| op.is("record", "address")),
    ("record in (contact, Affiliation)", |op| op.is("record", "contact") || op.is("record", "affiliation")),
    ("record = a*", |op| like(op.text("record"), "a*")),
    ("table = *ATTRIBUTEV2", |op| op.is("record", "attribute")),
    ("operation = create", |op| op.is("operation", "create")),
    ("operation is empty", |op| op.text("operation").is_none()),
    ("operation != deactivate", |op| !op.is("operation", "deactivate")),
    ("status = failed", |op| op.is("status", "failed")),
    ("status in (pending, waiting)", |op| op.is("status", "pending") || op.is("status", "waiting")),
    ("status != completed", |op| !op.is("status", "completed")),
    ("description ~ superseded", |op| has(op.text("description"), "superseded")),
    ("description = 'changed: *Phone*'", |op| like(op.text("description"), "changed: *phone*")),
    ("description = 'customer * created'", |op| like(op.text("description"), "customer * created")),
    ("description is empty", |op| is_empty(op.text("description"))),
    ("not description is empty and description != 'nothing to change'", |op| {
        !is_empty(op.text("description")) && !op.is("description", "nothing to change")
    }),
    ("effect = superseded", |op| has(op.text("description"), "superseded")),
    ("effect = Created or effect = deactiv*", |op| {
        let description = op.text("description");
        ["* created", "* blocked", "* deactivated", "* removed"].iter().any(|effect| like(description, effect))
    }),
    ("effect ~ date", |op| {
        like(op.text("description"), "changed: *") || like(op.text("description"), "* active again")
    }),
    ("effect not in (updated, created, unchanged, superseded, deactivated)", |op| is_empty(op.text("description"))),
    ("effect is empty", |op| is_empty(op.text("description"))),
    // Errors.
    ("error = email-invalid", |op| op.has_error("email-invalid")),
    ("errors = *-unknown", |op| {
        ["country", "customer-group", "affiliation", "attribute", "customer"]
            .iter()
            .any(|what| op.has_error(&format!("{what}-unknown")))
    }),
    ("error = email-invalid and error = phone-invalid", |op| {
        op.has_error("email-invalid") && op.has_error("phone-invalid")
    }),
    ("error != email-invalid and status = failed", |op| !op.has_error("email-invalid") && op.is("status", "failed")),
    ("error is empty", |op| op.json["errors"] == json!([])),
    ("error is not empty and not error = malformed", |op| op.json["errors"] != json!([]) && !op.has_error("malformed")),
    ("error ~ mal", |op| op.has_error("malformed")),
    ("error in (company-mismatch, credit-limit-invalid)", |op| {
        op.has_error("company-mismatch") || op.has_error("credit-limit-invalid")
    }),
    // Fields.
    ("Email = molly@contoso.com", |op| op.field("Email").is_some_and(|email| same(email, "molly@contoso.com"))),
    ("Email = *@contoso.com", |op| like(op.field("Email"), "*@contoso.com")),
    ("Email != molly@contoso.com", |op| !op.field("Email").is_some_and(|email| same(email, "molly@contoso.com"))),
    ("Email ~ CONTOSO", |op| has(op.field("Email"), "contoso")),
    ("Email !~ contoso", |op| !has(op.field("Email"), "contoso")),
    ("Email ~ a%b or Phone ~ _0", |op| has(op.field("Email"), "a%b") || has(op.field("Phone"), "_0")),
    ("Email is empty", |op| is_empty(op.field("Email"))),
    ("Email is not empty", |op| !is_empty(op.field("Email"))),
    ("Email = ''", |op| op.field("Email") == Some("")),
    ("customer.Email is empty and record = customer", |op| is_empty(op.field("Email")) && op.is("record", "customer")),
    ("CustName = 'özgür ÖZ'", |op| op.field("CustName").is_some_and(|name| same(name, "Özgür Öz"))),
    ("CustName = ?zg?r*", |op| like(op.field("CustName"), "?zg?r*")),
    ("CustName ~ 王", |op| has(op.field("CustName"), "王")),
    ("CustName = '* ?'", |op| like(op.field("CustName"), "* ?")),
    ("CustName = σίσυφος*", |op| like(op.field("CustName"), "σίσυφοσ*")),
    ("CustName ~ ελένη", |op| has(op.field("CustName"), "ελένη")),
    ("CustName ~ STRAẞE", |op| has(op.field("CustName"), "straße")),
    (r#"CustName ~ "O'Hara ""the Boss"", 50%_*""#, |op| has(op.field("CustName"), "o'hara \"the boss\", 50%_*")),
    (r"CustName = *50%_\*", |op| op.field("CustName").is_some_and(|name| name.ends_with("50%_*"))),
    ("CustName ~ *", |op| has(op.field("CustName"), "*")),
    ("CustName < customer", |op| below(op.field("CustName"), "customer")),
    ("CustName = o..x", |op| {
        order(op.field("CustName"), "o").is_some_and(Ordering::is_ge)
            && order(op.field("CustName"), "x").is_some_and(Ordering::is_le)
    }),
    ("CustName ~ 'DROP TABLE'", |op| has(op.field("CustName"), "drop table")),
    ("FirstName = and", |op| op.field("FirstName") == Some("and")),
    (r"Street = 50%\ off_lane\ \*1", |op| op.field("Street") == Some("50% off_lane *1")),
    ("Street = 50*", |op| like(op.field("Street"), "50*")),
    ("Street ~ off_lane", |op| has(op.field("Street"), "off_lane")),
    ("City = køge", |op| op.field("City").is_some_and(|city| same(city, "Køge"))),
    ("City = 'New York'", |op| op.field("City") == Some("New York")),
    ("City = Line*two", |op| like(op.field("City"), "line*two")),
    ("City ~ 'one\nline'", |op| has(op.field("City"), "one\nline")),
    ("City in (KØGE, 'new york')", |op| {
        op.field("City").is_some_and(|city| same(city, "køge") || same(city, "new york"))
    }),
    ("City not in (Køge, Houston) and record = address", |op| {
        op.is("record", "address") && !op.field("City").is_some_and(|city| same(city, "Køge") || city == "Houston")
    }),
    ("City ~ index", |op| has(op.field("City"), "index")),
    // Texts that look like numbers, and amounts.
    ("Zip = 0017", |op| op.field("Zip") == Some("0017")),
    ("Zip = 17 or PriceGroup = 7", |op| op.field("Zip") == Some("17") || op.field("PriceGroup") == Some("7")),
    ("PriceGroup <= 7", |op| order(op.field("PriceGroup"), "7").is_some_and(Ordering::is_le)),
    ("Zip = 10..4600", |op| {
        order(op.field("Zip"), "10").is_some_and(Ordering::is_ge)
            && order(op.field("Zip"), "4600").is_some_and(Ordering::is_le)
    }),
    ("CreditMax > 1000", |op| above(op.field("CreditMax"), "1000")),
    ("CreditMax < 1000", |op| below(op.field("CreditMax"), "1000")),
    ("not CreditMax < 1000 and record = customer", |op| {
        op.is("record", "customer") && !below(op.field("CreditMax"), "1000")
    }),
    ("CreditMax = 2500", |op| op.field("CreditMax").and_then(number) == Some(2500.0)),
    ("CreditMax = 900..2500", |op| {
        op.field("CreditMax").and_then(number).is_some_and(|max| (900.0..=2500.0).contains(&max))
    }),
    ("RelationshipType = 1", |op| op.field("RelationshipType") == Some("1")),
    ("Blocked = 2", |op| op.field("Blocked") == Some("2")),
    ("MakePostalAddressPrimary = 1", |op| op.field("MakePostalAddressPrimary") == Some("1")),
    // Defaults of the company.
    ("Currency = usd", |op| op.field("Currency").is_some_and(|currency| same(currency, "USD"))),
    ("Currency is empty", |op| is_empty(op.field("Currency"))),
    ("LanguageId = nl-*", |op| like(op.field("LanguageId"), "nl-*")),
    ("CustGroup = 30 and Currency in (EUR, DKK)", |op| {
        op.field("CustGroup") == Some("30") && matches!(op.field("Currency"), Some("EUR" | "DKK"))
    }),
    // Fields of one kind of record, and of channels alone.
    ("address.Phone is empty and record = address", |op| op.is("record", "address") && is_empty(op.field("Phone"))),
    ("customer.Phone = 555*", |op| op.is("record", "customer") && like(op.field("Phone"), "555*")),
    ("contact.Description = mobile", |op| op.is("record", "contact") && op.field("Description") == Some("mobile")),
    ("contact.Locator > 555-0102", |op| above(op.field("Locator"), "555-0102")),
    ("affiliation.Affiliation = vip", |op| op.field("Affiliation").is_some_and(|name| same(name, "VIP"))),
    ("attribute.AttributeName = Nickname", |op| op.field("AttributeName") == Some("Nickname")),
    ("LoyaltyTier = gold*", |op| {
        op.fields.iter().any(|(name, (_, new))| same(name, "LoyaltyTier") && like(Some(new), "gold*"))
    }),
    ("loyaltytier = silver", |op| op.field("LoyaltyTier") == Some("silver")),
    ("customer.LOYALTYTIER is not empty", |op| {
        op.fields.iter().any(|(name, (_, new))| same(name, "LoyaltyTier") && !new.is_empty())
    }),
    ("GateCode < 10", |op| below(op.field("GATECODE"), "10")),
    ("AddressId = 5f0b1c6e-*", |op| like(op.field("AddressId"), "5f0b1c6e-*")),
    ("AddressId ~ 68-6f6d65 or ContactId ~ 9a34-6d", |op| {
        has(op.field("AddressId"), "68-6f6d65") || has(op.field("ContactId"), "9a34-6d")
    }),
    // Old values.
    ("old.Phone = 555-0100", |op| op.old("Phone") == Some("555-0100")),
    ("old.Phone ~ 555 and Phone is not empty", |op| has(op.old("Phone"), "555") && !is_empty(op.field("Phone"))),
    ("old.Phone != ''", |op| op.old("Phone") != Some("")),
    ("old.Phone != '' and old.Phone is not empty", |op| !is_empty(op.old("Phone"))),
    ("old.CustName = *öz", |op| like(op.old("CustName"), "*öz")),
    ("old.customer.Email ~ contoso", |op| has(op.old("Email"), "contoso")),
    ("old.Currency = USD and record = customer", |op| op.old("Currency") == Some("USD")),
    ("old.CreditMax < 2600", |op| below(op.old("CreditMax"), "2600")),
    ("old.CreditMax = 2500", |op| op.old("CreditMax").and_then(number) == Some(2500.0)),
    ("old.LoyaltyTier = GOLD", |op| op.old("LOYALTYTIER").is_some_and(|tier| same(tier, "gold"))),
    ("old.Locator is empty and record = contact", |op| is_empty(op.old("Locator")) && op.is("record", "contact")),
    ("old.AttributeValueString = 王*", |op| like(op.old("AttributeValueString"), "王*")),
    ("old.City = køge", |op| op.old("City").is_some_and(|city| same(city, "Køge"))),
    ("old.Locator = 555-0109 and Locator = 555-0110", |op| {
        op.old("Locator") == Some("555-0109") && op.field("Locator") == Some("555-0110")
    }),
    ("old.Locator ~ 0107", |op| has(op.old("Locator"), "0107")),
    // Attributes by their name.
    ("attr.ShoeSize = 042", |op| op.attribute("ShoeSize") == Some("042")),
    ("attr.SHOESIZE > 40", |op| above(op.attribute("ShoeSize"), "40")),
    ("attr.ShoeSize < 43", |op| below(op.attribute("ShoeSize"), "43")),
    ("attr.Nickname = 王??", |op| like(op.attribute("Nickname"), "王??")),
    ("attr.Nickname is empty and record = attribute", |op| {
        op.is("record", "attribute") && is_empty(op.attribute("Nickname"))
    }),
    ("attr.Nickname = ''", |op| op.attribute("Nickname") == Some("")),
    ("attr.Spend != 10.50 and record = attribute", |op| {
        op.is("record", "attribute") && op.attribute("Spend") != Some("10.50")
    }),
    ("attr.Spend = 10.*", |op| like(op.attribute("Spend"), "10.*")),
    // Times. The program runs in UTC.
    ("timestamp = 2026-11-03", |op| op.between("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z")),
    ("timestamp < 2026-11-03", |op| op.time("timestamp").is_some_and(|at| at < utc("2026-11-03T00:00:00Z"))),
    ("timestamp <= 2026-11-03", |op| op.time("timestamp").is_some_and(|at| at < utc("2026-11-04T00:00:00Z"))),
    ("timestamp > 2026-11-03", |op| op.time("timestamp").is_some_and(|at| at >= utc("2026-11-04T00:00:00Z"))),
    ("timestamp >= 2026-11-03", |op| op.time("timestamp").is_some_and(|at| at >= utc("2026-11-03T00:00:00Z"))),
    ("timestamp != 2026-11-03", |op| !op.between("2026-11-03T00:00:00Z", "2026-11-04T00:00:00Z")),
    ("timestamp = 2026-11-02..2026-11-03", |op| op.between("2026-11-02T00:00:00Z", "2026-11-04T00:00:00Z")),
    ("timestamp = ..2026-11-02", |op| op.time("timestamp").is_some_and(|at| at < utc("2026-11-03T00:00:00Z"))),
    ("timestamp = 2026-11-03T08:30", |op| op.between("2026-11-03T08:30:00Z", "2026-11-03T08:31:00Z")),
    ("timestamp = 2026-11-03T08:30:05", |op| op.between("2026-11-03T08:30:05Z", "2026-11-03T08:30:06Z")),
    ("timestamp = '2026-11-03 09:30:05.25+01:00'", |op| op.time("timestamp") == Some(utc("2026-11-03T08:30:05.25Z"))),
    ("timestamp >= 2026-11-04T10:00:01Z", |op| {
        op.time("timestamp").is_some_and(|at| at >= utc("2026-11-04T10:00:01Z"))
    }),
    ("timestamp in (2026-11-04, 2026-10-30)", |op| {
        op.between("2026-11-04T00:00:00Z", "2026-11-05T00:00:00Z")
            || op.between("2026-10-30T00:00:00Z", "2026-10-31T00:00:00Z")
    }),
    ("timestamp is empty", |op| op.text("timestamp").is_none()),
    ("timestamp is not empty", |op| op.text("timestamp").is_some()),
    ("timestamp = -2h..now", |op| {
        op.time("timestamp").is_some_and(|at| now() - TimeDelta::hours(2) <= at && at <= now())
    }),
    ("timestamp = -7d..-2h", |op| {
        let now = now();
        op.time("timestamp").is_some_and(|at| now - TimeDelta::days(7) <= at && at <= now - TimeDelta::hours(2))
    }),
    ("timestamp in (today, yesterday)", |op| {
        let today = now().date_naive();
        op.time("timestamp").is_some_and(|at| at.date_naive() == today || at.date_naive() == today.pred_opt().unwrap())
    }),
    // How it belongs together.
    ("id = 1 or id = 2 and status = pending", |op| op.id() == 1 || (op.id() == 2 && op.is("status", "pending"))),
    ("(id = 1 or id = 2) and not status = pending", |op| op.id() <= 2 && !op.is("status", "pending")),
    ("not id < 5 and id < 9", |op| (5..9).contains(&op.id())),
    ("not (id < 5 or id > 9)", |op| (5..=9).contains(&op.id())),
    ("NOT NOT id = 4 OR id = 5", |op| op.id() == 4 || op.id() == 5),
    ("Phone ~ 555 and not (channel = Seattle or status in (pending, failed))", |op| {
        has(op.field("Phone"), "555") && op.text("channel") != Some("Seattle") && op.is("status", "completed")
    }),
    ("City = Køge or Email ~ contoso or attr.Nickname ~ 王", |op| {
        op.field("City").is_some_and(|city| same(city, "Køge"))
            || has(op.field("Email"), "contoso")
            || has(op.attribute("Nickname"), "王")
    }),
];

/// Options without and with an expression beside them, and the same question.
const OPTIONS: &[(&str, &str, Question)] = &[
    ("--status failed", "", |op| op.is("status", "failed")),
    ("--status FAILED,waiting", "", |op| op.is("status", "failed") || op.is("status", "waiting")),
    ("--status failed --status pending", "", |op| op.is("status", "failed") || op.is("status", "pending")),
    ("--channel seattle", "", |op| op.is("channel", "Seattle")),
    ("--channel Seattle --channel A*", "", |op| op.is("channel", "Seattle") || like(op.text("channel"), "a*")),
    ("--company NLRT,dkrt", "", |op| op.is("company", "NLRT") || op.is("company", "DKRT")),
    ("--since 2026-11-03", "", |op| op.at().is_some_and(|at| at >= utc("2026-11-03T00:00:00Z"))),
    ("--until 2026-11-03", "", |op| op.at().is_some_and(|at| at < utc("2026-11-04T00:00:00Z"))),
    ("--since 2026-11-03T08:31 --until '2026-11-03 09:00:00'", "", |op| {
        op.at_between("2026-11-03T08:31:00Z", "2026-11-03T09:00:01Z")
    }),
    ("--since -2h --until now", "", |op| op.at().is_some_and(|at| at >= now() - TimeDelta::hours(2) && at <= now())),
    ("--account C-000001", "", |op| op.is("customer_account", "C-000001")),
    ("--account c-000001 --account NL000001", "", |op| {
        op.is("customer_account", "C-000001") || op.is("customer_account", "NL000001")
    }),
    ("--account {5f0b1c6e-7d3a-4b58-9a34-000000005331}", "", |op| {
        let is_spelled = |account: &str| op.is("async_customer_account", account);
        is_spelled("{5f0b1c6e-7d3a-4b58-9a34-000000005331}") || is_spelled("5f0b1c6e-7d3a-4b58-9a34-000000005331")
    }),
    ("--account 5F0B1C6E-7D3A-4B58-9A34-000000004232", "", |op| {
        op.is("async_customer_account", "5f0b1c6e-7d3a-4b58-9a34-000000004232")
    }),
    ("--error country-unknown,malformed", "", |op| op.has_error("country-unknown") || op.has_error("malformed")),
    ("--error email-invalid --status failed --channel Houston", "", |op| op.has_error("email-invalid")),
    ("--status failed --channel Houston", "id < 5 or id > 7", |op| {
        op.is("status", "failed") && op.is("channel", "Houston") && !(5..=7).contains(&op.id())
    }),
    ("--company USRT --since 2026-11-05", "not Phone ~ 555", |op| {
        op.is("company", "USRT")
            && op.at().is_some_and(|at| at >= utc("2026-11-05T00:00:00Z"))
            && !has(op.field("Phone"), "555")
    }),
];

#[test]
fn every_expression_finds_what_the_same_question_in_plain_rust_finds() {
    let world = varied();
    let operations = all_operations(&world);
    let mut wrong = Vec::new();
    let mut check = |options: &str, expression: &str, question: Question| {
        let outcome =
            filter(&world, expression, &format!("--columns id --sort id --format csv --no-header {options}")).exits(0);
        let ids: Vec<i64> = outcome.stdout.lines().map(|line| line.parse().unwrap()).collect();
        let expected: Vec<i64> = operations.iter().filter(|op| question(op)).map(Op::id).collect();
        if ids != expected {
            wrong.push(format!("{options} {expression}: found {ids:?}, and there are {expected:?}"));
        } else if ids.is_empty() || ids.len() == operations.len() {
            wrong.push(format!("{options} {expression}: finds {} operations, which shows nothing", ids.len()));
        }
    };
    for (expression, question) in EXPRESSIONS {
        check("", expression, *question);
    }
    for (options, expression, question) in OPTIONS {
        check(options, expression, *question);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_time_of_receipt_is_asked_for_as_any_time() {
    let world = small();
    let received = world.show(2)["received"].as_str().unwrap().to_owned();
    assert_eq!(found(&world, "received >= -1h and received <= now", ""), [1, 2, 3]);
    assert_eq!(found(&world, "received < -1h or received is empty", ""), [0; 0]);
    assert_eq!(found(&world, &format!("id = 2 and received = {received}"), ""), [2]);
}

#[test]
fn a_bare_date_is_a_day_of_the_local_time() {
    let world = World::new().channel("Houston", |c| c.customer("A1").at("2026-11-01 23:30:00"));
    world.run_jobs();
    let found = |zone: &str, date: &str| {
        let mut program = world.command(&format!("filter --no-header --columns id --format csv 'timestamp = {date}'"));
        String::from_utf8(program.env("TZ", zone).output().unwrap().stdout).unwrap()
    };
    assert_eq!([found("UTC", "2026-11-01"), found("UTC", "2026-11-02")], ["1\n", ""]);
    assert_eq!([found("Asia/Tokyo", "2026-11-01"), found("Asia/Tokyo", "2026-11-02")], ["", "1\n"]);
    assert_eq!(found("Asia/Tokyo", "2026-11-01T23:30Z"), "1\n", "a time with its zone is the same everywhere");
}

#[test]
fn a_default_of_a_configuration_that_changed_shows_where_nothing_was_recorded() {
    let world = World::new().channel("Houston", |c| c.customer("A1"));
    world.run_jobs();
    let world = world.append("Houston", |c| c.customer("B2")).setting("companies.USRT.currency", "\"CAD\"");
    world.run("run-jobs p --quiet").exits(0);
    assert_eq!((found(&world, "Currency = USD", ""), found(&world, "Currency = cad", "")), (vec![1], vec![2]));
    assert_eq!((world.field(1, "Currency").1, world.field(2, "Currency").1), ("USD".into(), "CAD".into()));
}

/// Two customers, the second of which failed, and an address.
fn small() -> World {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("Email=molly@contoso.com Phone=555-0100")
            .customer("B2")
            .with("Email=nobody Phone=12")
            .address("A1", "home", "City=Houston Country=USA Zip=77001")
    });
    world.run_jobs();
    world
}

#[test]
fn a_mistake_is_shown_with_its_place() {
    let world = small();
    for (expression, message) in [
        (
            "Emial = *@contoso.com",
            "unknown field `Emial`\n  Emial = *@contoso.com\n  ^^^^^\nhint: did you mean `Email`?\n",
        ),
        (
            "id = 1 and status = faild",
            "`faild` is not a status\n  id = 1 and status = faild\n                      ^^^^^\nhint: did you mean `failed`?\n",
        ),
        (
            "error = email-invald",
            "`email-invald` is not an error code\n  error = email-invald\n          ^^^^^^^^^^^^\nhint: did you mean `email-invalid`?\n",
        ),
        (
            "effect = superceded",
            "`superceded` is not an effect\n  effect = superceded\n           ^^^^^^^^^^\nhint: did you mean `superseded`?\n",
        ),
        ("efect = created", "unknown field `efect`\n  efect = created\n  ^^^^^\nhint: did you mean `effect`?\n"),
        (
            "CustName = 王 and Citty = Køge",
            "unknown field `Citty`\n  CustName = 王 and Citty = Køge\n                    ^^^^^\nhint: did you mean `City`?\n",
        ),
        (
            "City = New York",
            "expected `and`, `or` or the end\n  City = New York\n             ^^^^\n\
             hint: write 'City = \"New York\"'\n",
        ),
        ("City =", "expected a value\n  City =\n        ^\n"),
        ("(City = x", "expected `and`, `or` or `)`\n  (City = x\n           ^\n"),
        ("City = x)", "unmatched `)`\n  City = x)\n          ^\n"),
        ("City = 'x", "the quote ' is not closed\n  City = 'x\n         ^^\nhint: close it with '\n"),
        ("City", "expected an operator: = != < <= > >= ~ !~ in, is empty, is not empty\n  City\n      ^\n"),
        ("City = x and", "expected a field, `not` or `(`\n  City = x and\n              ^\n"),
        (
            "City like x",
            "expected an operator: = != < <= > >= ~ !~ in, is empty, is not empty\n  City like x\n       ^^^^\nhint: `FIELD ~ TEXT` finds what contains TEXT; `FIELD = *TEXT*` uses wildcards\n",
        ),
        (
            "id = seven",
            "`seven` is not an integer\n  id = seven\n       ^^^^^\nhint: write a number such as 100, or a range such as 100..200\n",
        ),
        (
            "timestamp = 31-12-2026",
            "`31-12-2026` is not a time\n  timestamp = 31-12-2026\n              ^^^^^^^^^^\n\
             hint: did you mean `2026-12-31`?\n",
        ),
        (
            "counter ~ 1",
            "`~` needs a text, but `counter` is a number\n  counter ~ 1\n            ^\n\
             hint: use = != < <= > >= in, or a range such as `a..b`\n",
        ),
        (
            "edited = maybe",
            "`maybe` is neither true nor false\n  edited = maybe\n           ^^^^^\nhint: write `edited = true` or `edited = false`\n",
        ),
        (
            "City = x and\nCty = \u{1b}[31m",
            "unknown field `Cty`\n  Cty = \\u{1b}[31m\n  ^^^\nhint: did you mean `City`?\n",
        ),
    ] {
        let mut program = world.command("filter");
        let outcome = Outcome::new(&world, expression, program.arg(expression).output().unwrap());
        outcome.exits(2).prints("").says_only(&format!("error: {message}"));
    }
}

#[test]
fn a_mistake_in_an_option_names_the_option() {
    let world = small();
    for (options, message) in [
        ("--channel Huston", "`--channel`: unknown channel `Huston`\nhint: did you mean `Houston`?\n"),
        ("--channel Rotterdam", "`--channel`: unknown channel `Rotterdam`\nhint: known: `Houston`\n"),
        ("--company USRX", "`--company`: unknown company `USRX`\nhint: did you mean `USRT`?\n"),
        ("--status faild", "`--status`: `faild` is not a status\nhint: did you mean `failed`?\n"),
        (
            "--error emial-invalid",
            "`--error`: `emial-invalid` is not an error code\nhint: did you mean `email-invalid`?\n",
        ),
        (
            "--since soon",
            "`--since`: `soon` is not a time\n\
             hint: write a time such as 2026-11-01, 2026-11-01T08:30, today, yesterday, -2h or -7d\n",
        ),
        ("--status failed --columns statsu", "unknown column `statsu`\nhint: did you mean `status`?\n"),
        ("--status failed --sort old.Emial", "unknown column `old.Emial`\nhint: did you mean `old.Email`?\n"),
        ("--status failed --count-by Emial", "unknown column `Emial`\nhint: did you mean `Email`?\n"),
    ] {
        world.run(&format!("filter {options}")).exits(2).prints("").says_only(&format!("error: {message}"));
    }
}

#[test]
fn a_channel_and_a_company_without_operations_are_known_too() {
    let world = small().configured("Aarhus");
    world.run("filter --channel aarhus --no-header --format csv").exits(0).prints("");
    world.run("filter --company NLRT --no-header --format csv").exits(0).prints("");
}

#[test]
fn an_expression_or_an_option_is_needed() {
    small().run("filter").exits(2).prints("").says_only(
        "error: no operations selected\n\
         hint: give an expression, such as `hqsync filter 'status = failed'`; `list --all` lists all\n",
    );
}

#[test]
fn without_a_store_it_says_how_there_comes_to_be_one() {
    let world = World::new();
    let outcome = world.run("filter 'id = 1'").exits(1).prints("");
    assert!(outcome.stderr.starts_with("error: store `"), "{}", outcome.stderr);
}

#[test]
fn the_newest_come_first_and_a_limit_takes_some() {
    let world = small();
    let ids = |options: &str| world.run(&format!("filter 'id > 0' --columns id --no-header {options}")).exits(0).stdout;
    assert_eq!(ids(""), "3\n2\n1\n");
    assert_eq!(ids("--limit 2"), "3\n2\n");
    assert_eq!(ids("--limit 0"), "");
    assert_eq!(ids("--limit 9 --sort id"), "1\n2\n3\n");
}

#[test]
fn fields_of_customers_sort_without_regard_to_case_and_amounts_as_numbers() {
    let world = World::new().channel("Houston", |c| {
        c.customer("A1")
            .with("CreditMax=900 Email=b@example.com PriceGroup=x")
            .customer("B2")
            .with("CreditMax=2500.00 Email=A@example.com")
            .customer("C3")
            .with("CreditMax=30 Email=Ö@example.com")
            .customer("D4")
            .with("CreditMax=30 Email=ö@example.com")
            .affiliation("A1", "VIP")
    });
    world.run_jobs();
    let ids = |options: &str| {
        let outcome = world.run(&format!("filter 'id > 0' --columns id --no-header {options}")).exits(0);
        outcome.stdout.lines().collect::<String>()
    };
    assert_eq!(ids("--sort CreditMax"), "34125");
    assert_eq!(ids("--sort creditmax --desc"), "21435");
    assert_eq!(ids("--sort Email"), "21345");
    assert_eq!(ids("--sort old.Email --desc"), "54321");
}

#[test]
fn columns_are_any_fields_under_the_names_they_were_asked_for() {
    let world = small();
    let columns = "--columns ID,email,old.Email,address.City,attr.ShoeSize,error";
    world.run(&format!("filter 'id > 0' --sort id --format csv {columns}")).exits(0).prints(
        "ID,email,old.Email,address.City,attr.ShoeSize,error\n\
         1,molly@contoso.com,,,,\n\
         2,nobody,,,,email-invalid phone-invalid\n\
         3,,,Houston,,\n",
    );
    world.run(&format!("filter 'id = 3' --format csv --no-header {columns}")).prints("3,,,Houston,,\n");
    world.run("filter 'id = 3' --format tsv --columns id,City").prints("id\tCity\n3\tHouston\n");
    assert_eq!(
        world.run(&format!("filter 'id in (1, 3)' --sort id --format json {columns}")).exits(0).json(),
        json!([
            {"ID": 1, "email": "molly@contoso.com", "old.Email": null, "address.City": null, "attr.ShoeSize": null, "error": []},
            {"ID": 3, "email": "", "old.Email": null, "address.City": "Houston", "attr.ShoeSize": null, "error": []},
        ]),
        "null is a field that the operation lacks, and no text one that it has without a value"
    );
    world
        .run("filter 'id = 1' --format jsonl --columns id,Locator,id")
        .exits(0)
        .prints("{\"id\":1,\"Locator\":null}\n");
    world
        .run("filter 'id = 3' --format markdown --columns id,City --no-header")
        .exits(0)
        .prints("| Id | City |\n| --- | --- |\n| 3 | Houston |\n");
    world
        .run("filter 'id = 3' --format table --columns id,City")
        .exits(0)
        .prints("Id  City\n──  ───────\n 3  Houston\n");
    world.run("filter 'id = 3' --format table --columns id,City --no-header").exits(0).prints("3  Houston\n");
}

#[test]
fn json_of_all_columns_is_what_list_gives() {
    let world = small();
    assert_eq!(world.run("filter 'id > 0' --format json").json(), world.run("list --all --format json").json());
    assert_eq!(world.run("filter 'id > 0'").stdout, world.run("list --all").stdout);
}

#[test]
fn nothing_found_is_no_error() {
    let world = small();
    world.run("filter 'id = 99' --columns id").exits(0).prints("id\n").says_only("");
    world.run("filter 'id = 99' --format json").exits(0).prints("[]\n");
    world.run("filter 'id = 99' --format jsonl").exits(0).prints("");
    world.run("filter 'id = 99' --count-by status").exits(0).prints("status,count\n");
}

#[test]
fn operations_are_counted_by_what_they_have_in_common() {
    let world = World::new()
        .channel("Houston", |c| {
            c.customer("A1")
                .customer("B2")
                .with("Email=nobody Phone=1 CellularPhone=2")
                .customer("C3")
                .with("Email=nobody Currency=CAD")
        })
        .channel("Amsterdam", |c| c.customer("N1").address("N1", "home", "Country=NL"));
    world.run_jobs();
    let count = |options: &str| world.run(&format!("filter 'id > 0' --count-by {options}")).exits(0);
    count("status --format csv").prints("status,count\nfailed,3\ncompleted,2\n");
    count("Status,CHANNEL --format csv").prints(
        "Status,CHANNEL,count\nfailed,Houston,2\ncompleted,Amsterdam,1\ncompleted,Houston,1\nfailed,Amsterdam,1\n",
    );
    count("error --format csv").prints("error,count\n,2\nemail-invalid,2\ncountry-unknown,1\nphone-invalid,1\n");
    assert_eq!(
        count("error,Currency --format json").json(),
        json!([
            {"error": null, "Currency": "EUR", "count": 1},
            {"error": null, "Currency": "USD", "count": 1},
            {"error": "country-unknown", "Currency": null, "count": 1},
            {"error": "email-invalid", "Currency": "CAD", "count": 1},
            {"error": "email-invalid", "Currency": "USD", "count": 1},
            {"error": "phone-invalid", "Currency": "USD", "count": 1},
        ])
    );
    count("error --format csv --no-header --limit 1").prints(",2\n");
    count("effect --format csv").prints("effect,count\n,3\ncreated,2\n");
    count("effect,status --format table").prints(
        "Effect   Customer sync status  Count\n───────  ────────────────────  ─────\n         failed                    3\ncreated  completed                 2\n",
    );
    count("account,account --format jsonl --limit 1").prints("{\"account\":null,\"count\":2}\n");
    count("status --format table").prints(
        "Customer sync status  Count\n────────────────────  ─────\nfailed                    3\ncompleted                 2\n",
    );
    world.run("filter 'id > 0' --count-by status --columns id").exits(2).says("cannot be used with");
    world
        .run("filter 'error = email-invalid' --count-by error --format csv")
        .exits(0)
        .prints("error,count\nemail-invalid,2\nphone-invalid,1\n");
}

#[test]
fn an_explanation_has_customers_values_as_parameters_only() {
    let world = small();
    let value = "Robert'; DROP TABLE operation; --";
    for expression in [
        format!("CustName = \"{value}\""),
        format!("CustName = \"{value}*\""),
        format!("CustName ~ \"{value}\""),
        format!("CustName > \"{value}\""),
        format!("old.Email in (\"{value}\", x..\"y\")").replace("x..\"y\"", "x..y"),
        format!("attr.ShoeSize != \"{value}\""),
        format!("\"attr.{value}\" is empty"),
        format!("account = \"{value}\" or async = \"{value}\""),
        format!("description ~ \"{value}\""),
        format!("company != \"{value}*\""),
    ] {
        for by in ["", "--count-by status,City", "--sort CustName --columns City"] {
            let explained = filter(&world, &expression, &format!("--explain {by}")).exits(0).stdout;
            let (sql, rest) = explained.split_once("\n\n").unwrap();
            assert!(sql.starts_with("SELECT "), "{expression}: {sql}");
            assert!(!sql.to_lowercase().contains("robert") && !sql.contains("DROP"), "{expression}: {sql}");
            // Without parameters there is no part for them.
            let (parameters, plan) = if rest.starts_with('?') { rest.split_once("\n\n").unwrap() } else { ("", rest) };
            assert!(parameters.lines().all(|line| line.starts_with('?')), "{expression}: {parameters}");
            let (plan, decided) = plan.split_once("\n\ndecided on each row: ").unwrap();
            let decided = decided.lines().next().unwrap();
            assert!(decided.contains(value), "{expression}: {decided}");
            assert!(!plan.is_empty());
        }
    }
    assert_eq!(world.listed("id"), ["1", "2", "3"]);
}

#[test]
fn an_explained_question_asks_the_index() {
    let explained = small().run("filter 'Email = molly@contoso.com' --explain").exits(0).stdout;
    assert!(explained.contains("SCAN search VIRTUAL TABLE INDEX"), "{explained}");
}

#[test]
fn an_explanation_says_what_is_decided_on_each_row() {
    let world = small();
    let ends_with = |arguments: &str, end: &str| {
        let explained = world.run(&format!("filter {arguments} --explain")).exits(0).stdout;
        assert!(explained.ends_with(end), "{arguments}: {explained}");
        explained
    };
    ends_with("'status = failed and City = hou*'", "\n\ndecided on each row: City = \"hou*\"\n");
    ends_with(
        "'not City = x or id > 2' --sort City",
        "\n\ndecided on each row: not City = \"x\" or id = 3..\nthen sorted by: City\n",
    );
    ends_with("'status = failed' --count-by error,City", "\n\nthen counted by: errors, City\n");
    let all = ends_with("'status = failed and not (record = address or edited = yes)'", "LEFT-JOIN\n");
    assert!(!all.contains("decided") && !all.contains("received r"), "{all}");
}

#[test]
fn a_saved_expression_is_used_by_its_name_in_any_case() {
    let world = small();
    world
        .run("filter 'City = hou*' --save Größe-1")
        .exits(0)
        .prints("")
        .says_only("saved; `hqsync filter @Größe-1` uses it\n");
    world.run("filter @GRößE-1 --columns id --no-header").exits(0).prints("3\n");
    world.run("filter @GRÖßE-1 --columns id --no-header").exits(0).prints("3\n");
    world.run("filter @größe-1 --status failed --columns id --no-header").exits(0).prints("");
    world.run("filter 'id = 2' --save GRÖßE-1 --force").exits(0).prints("");
    world.run("filter @Größe-1 --columns id --no-header").exits(0).prints("2\n");
    let saved = world.run("filter --list-saved --format json").exits(0).json();
    assert_eq!((saved.as_array().unwrap().len(), &saved[0]["expression"]), (1, &json!("id = 2")));
    world.run("filter --remove-saved @GRÖßE-1").exits(0).says_only("removed the saved expression `@GRÖßE-1`\n");
    world.run("filter --list-saved --format json").exits(0).prints("[]\n");
}

#[test]
fn saved_expressions_are_listed_and_forgotten() {
    let world = small();
    world.run("filter --list-saved --format csv").exits(0).prints("name,expression,actor,saved\n");
    world.run("filter 'status = failed' --save zeta").exits(0);
    world.run("filter 'id = 1' --save @Alpha").exits(0);
    let saved = world.run("filter --list-saved --format json").exits(0).json();
    let named: Vec<_> = saved.as_array().unwrap().iter().map(|one| (&one["name"], &one["expression"])).collect();
    assert_eq!(named, [(&json!("Alpha"), &json!("id = 1")), (&json!("zeta"), &json!("status = failed"))]);
    assert!(saved[0]["actor"].is_string() && saved[0]["saved"].as_str().unwrap().ends_with('Z'), "{saved}");
    world.run("filter --remove-saved ALPHA").exits(0).prints("").says_only("removed the saved expression `@ALPHA`\n");
    world.run("filter --remove-saved Alpha").exits(2).says("error: no expression is saved as `@Alpha`\n");
    world
        .run("filter @zta")
        .exits(2)
        .prints("")
        .says_only("error: no expression is saved as `@zta`\nhint: did you mean `@zeta`?\n");
    world.run("filter @unheard-of").exits(2).prints("").says_only(
        "error: no expression is saved as `@unheard-of`\n\
         hint: `hqsync filter --list-saved` lists the saved expressions; `--save NAME` saves one\n",
    );
    world.run("filter 'id = 1' --save 'a b'").exits(2).says("use letters, digits, `-`, `_` and `.` only");
    world.run("filter --save name").exits(2);
}

#[test]
fn a_wrong_expression_is_not_saved() {
    let world = small();
    world.run("filter 'Emial = x' --save wrong").exits(2);
    world.run("filter --list-saved --format json").exits(0).prints("[]\n");
}

#[test]
fn a_file_is_complete_or_not_there() {
    let world = small();
    world.run("filter 'id < 3' --columns id,status --sort id --output out.csv").exits(0).prints("").says_only("");
    let read = |name: &str| fs::read_to_string(world.elsewhere(name)).unwrap();
    assert_eq!(read("out.csv"), "id,status\n1,completed\n2,failed\n");
    world.run("filter 'id = 3' --columns id --output out.csv").exits(0);
    assert_eq!(read("out.csv"), "id\n3\n");
    for wrong in ["'Emial = x'", "'id = 1' --columns Emial", "'id = 1' --sort Emial", "'id = 1' --count-by Emial"] {
        world.run(&format!("filter {wrong} --output out.csv")).exits(2);
    }
    assert_eq!(read("out.csv"), "id\n3\n", "what was there stays where nothing new comes of it");
    world.run("filter 'id = 3' --columns id --output out.json").exits(0);
    assert_eq!(read("out.json"), "[\n{\"id\":3}\n]\n");
    world.run("filter 'id = 3' --count-by status --output out.tsv").exits(0);
    assert_eq!(read("out.tsv"), "status\tcount\ncompleted\t1\n");
    world.run("filter 'id = 3' --output out.xlsx").exits(0);
    assert!(fs::read(world.elsewhere("out.xlsx")).unwrap().starts_with(b"PK"));
    let mut names: Vec<_> =
        fs::read_dir(world.elsewhere("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["out.csv", "out.json", "out.tsv", "out.xlsx"], "nothing temporary is left");
}

#[test]
fn a_run_that_fails_half_way_leaves_the_old_file() {
    let world = small();
    fs::write(world.elsewhere("out.csv"), "old").unwrap();
    // The first operation is in a state that there is not.
    world.headquarters().execute("UPDATE operation SET state = 9 WHERE id = 1");
    let outcome = world.run("filter 'id > 0' --columns id,Email --output out.csv").exits(1).prints("");
    assert!(outcome.stderr.starts_with("error: "), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(world.elsewhere("out.csv")).unwrap(), "old");
}

#[test]
fn a_file_in_a_folder_that_is_not_there_is_refused() {
    small().run("filter 'id = 1' --output none/out.csv").exits(1).prints("").says_only(
        "error: `none/out.csv` cannot be written: there is no folder `none`\n\
         hint: create the folder first, or name another one\n",
    );
}

#[test]
fn a_workbook_goes_into_a_pipe_too() {
    let world = small();
    for options in ["", "--count-by status"] {
        let output = world.command(&format!("filter 'id = 1' --format xlsx {options}")).output().unwrap();
        assert!(output.status.success() && output.stdout.starts_with(b"PK"), "{options}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let world =
        World::new().channel("Houston", |c| (0..500).fold(c, |rows, number| rows.customer(&format!("A{number}"))));
    world.run("run-jobs p").exits(0);
    for format in ["table", "csv", "json", "jsonl", "markdown"] {
        let columns = iter::repeat_n("async,table,CustName,received", 5).collect::<Vec<_>>().join(",");
        let columns = if format.starts_with("json") { "" } else { &format!("--columns {columns}") };
        let mut program = world.command(&format!("filter 'id > 0' --format {format} {columns}"));
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdout.take().unwrap().read_exact(&mut [0; 10]).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr), (Some(0), String::new()), "{format}");
    }
}

#[test]
fn a_store_that_cannot_be_written_can_be_asked() {
    let world = small();
    let before = fs::read(world.store_path()).unwrap();
    let mut permissions = fs::metadata(world.store_path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(world.store_path(), permissions).unwrap();
    world.run("filter 'City = Houston and error is empty' --columns id --no-header").exits(0).prints("3\n");
    world.run("filter 'id > 0' --count-by status").exits(0).prints("status,count\ncompleted,2\nfailed,1\n");
    world.run("filter --list-saved --format json").exits(0).prints("[]\n");
    assert_eq!(fs::read(world.store_path()).unwrap(), before);
}

#[test]
fn a_hostile_value_finds_what_it_says() {
    let hostile = [
        "'; DROP TABLE operation; --",
        "\" OR \"",
        "\" OR 1=1 --",
        "NEAR(a b)",
        "text : abc",
        "abc NOT def",
        "* OR *",
        "a^b + c",
        "%",
        "_",
        "100%_",
        "\\",
        "\\*",
        "?1",
        "$(rm -rf /)",
        "red\u{1b}[31mred",
        "x\u{202e}txt",
        "{{x}}",
        "x\0nul",
        "nul\0 inside",
        "((((",
        "\u{E000}cu",
        "😀😀",
    ];
    let world = World::new().channel("Houston", |c| {
        hostile.iter().enumerate().fold(c, |rows, (at, value)| {
            let rows = rows.customer(&format!("H{at}")).text("CustName", value);
            rows.customer(&format!("J{at}")).text("CustName", &format!("left {value} right"))
        })
    });
    world.run_jobs();
    let shown = all_operations(&world);
    for value in hostile {
        // An argument cannot have a NUL, so what holds one is found by the rest.
        if value.contains('\0') {
            continue;
        }
        let mut written = String::new();
        for c in value.chars() {
            if !c.is_alphanumeric() {
                written.push('\\');
            }
            written.push(c);
        }
        let is = |op: &&Op| op.field("CustName").is_some_and(|name| same(name, value));
        let holds = |op: &&Op| has(op.field("CustName"), value);
        let ids = |question: &dyn Fn(&&Op) -> bool| shown.iter().filter(question).map(Op::id).collect::<Vec<_>>();
        assert_eq!(found(&world, &format!("CustName = \"{written}\""), "").len(), 1, "{value}");
        assert_eq!(found(&world, &format!("CustName = \"{written}\""), ""), ids(&is), "{value}");
        assert_eq!(found(&world, &format!("CustName = {written}"), ""), ids(&is), "{value}");
        assert_eq!(found(&world, &format!("CustName ~ \"{written}\""), ""), ids(&holds), "{value}");
        let around = |op: &&Op| {
            let name = op.field("CustName").and_then(|name| name.strip_prefix("left ")?.strip_suffix("right"));
            has(name, value)
        };
        assert_eq!(found(&world, &format!("CustName = \"left *{written}*right\""), ""), ids(&around), "{value}");
        let others = |op: &&Op| !holds(op);
        assert_eq!(found(&world, &format!("CustName !~ \"{written}\""), ""), ids(&others), "{value}");
        let mut program = world.command("filter --no-header --columns id --format csv");
        let output = program.arg("--account").arg(value).output().unwrap();
        assert!(output.stdout.is_empty() || value.contains('*'), "{value}: {output:?}");
    }
    let nul = |op: &&Op| has(op.field("CustName"), "nul");
    let ids: Vec<_> = shown.iter().filter(nul).map(Op::id).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(found(&world, "CustName ~ nul", ""), ids);
    assert_eq!(found(&world, "CustName = 'nul? inside'", "").len(), 1);
    assert_eq!(found(&world, "CustName = x?nul", "").len(), 1);
    assert_eq!(world.listed("id").len(), hostile.len() * 2, "nothing was dropped");
}

#[test]
fn an_expression_may_be_long() {
    let world = small();
    let repeated = vec!["description = x"; 499].join(" or ");
    assert_eq!(found(&world, &format!("{repeated} or id = 1"), ""), [1]);
    assert_eq!(found(&world, &format!("City in ({}, hous*)", vec!["x*"; 999].join(", ")), ""), [3]);
    let outcome = filter(&world, &vec!["id = 1"; 501].join(" or "), "").exits(2);
    assert!(outcome.stderr.starts_with("error: more than 500 comparisons\n"), "{}", outcome.stderr);
    let outcome = filter(&world, &"x".repeat(70_000), "").exits(2);
    assert!(outcome.stderr.starts_with("error: the expression is longer than 65536 bytes\n"), "{}", outcome.stderr);
}

#[test]
fn machine_formats_are_the_same_in_every_language() {
    let world = small();
    for options in ["--format csv --columns id,description,effect,status", "--format json", "--count-by description"] {
        let printed = |language: &str| {
            let arguments = format!("--lang {language} filter 'description ~ created or status = failed' {options}");
            world.run(&arguments).exits(0).stdout
        };
        let english = printed("en");
        assert!(english.contains("created"), "{english}");
        for language in ["nl", "da"] {
            assert_eq!(printed(language), english, "{language}");
        }
    }
}
