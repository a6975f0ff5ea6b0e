//! What `benches/inner_loops.rs` measures: the loops of the engine that touch every operation, without a database.
//!
//! A benchmark is a program of its own and sees only what is public. This facade lets it, and nobody else, at the private
//! items: it exists with the feature `bench` alone and promises nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::engine::{Decision, SituatedRecord, Situation, decide, problems_of};
use crate::model::{
    Action, AttributeType, ChannelKey, Counter, CustomerId, Defaults, Envelope, Fields, Layout, OperationId, Order,
    Problem, RecordKind, Timestamp, Value, decode_row, encode_row,
};
use crate::store::{Customer, Record, Revision, WorkItem};
use crate::validate::{self, Rules};

const GUID: &str = "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";
const ADDRESS_GUID: &str = "9d1f2a70-31c4-4d0e-8a55-6b7c8d9e0f12";
const COMPANY: &str = "USRT";

const ENVELOPE: [(&str, Value<'static>); 8] = [
    ("REPLICATIONCOUNTERFROMORIGIN", Value::Integer(123_456)),
    ("CUSTACCOUNTASYNC", text(GUID)),
    ("CUSTACCOUNT", text("")),
    ("DATAAREAID", text(COMPANY)),
    ("OPERATION", Value::Integer(1)),
    ("ORIGINATINGCHANNEL", Value::Integer(5_637_144_592)),
    ("CREATEDDATETIME", text("2026-11-03 14:05:06.789")),
    ("ONLINEOPERATIONCOMPLETED", Value::Integer(0)),
];

/// Twelve of a customer's 28 fields, as a till fills them in.
const CUSTOMER: [(&str, Value<'static>); 12] = [
    ("RELATIONSHIPTYPE", Value::Integer(1)),
    ("CUSTNAME", text("Marisol Quintanar")),
    ("FIRSTNAME", text("Marisol")),
    ("LASTNAME", text("Quintanar")),
    ("CUSTGROUP", text("30")),
    ("CURRENCY", text("USD")),
    ("LANGUAGEID", text("en-US")),
    ("EMAIL", text("marisol.quintanar@example.com")),
    ("PHONE", text("+1 713 555 0101")),
    ("RECEIPTEMAIL", text("marisol.quintanar@example.com")),
    ("RECEIPTOPTION", Value::Integer(1)),
    ("CREDITMAX", text("2500.00")),
];

/// Nine of an address's 17 fields.
const ADDRESS: [(&str, Value<'static>); 9] = [
    ("ADDRESSID", text(ADDRESS_GUID)),
    ("ADDRESSNAME", text("Home")),
    ("STREET", text("2214 Heronwood Lane")),
    ("CITY", text("Houston")),
    ("STATE", text("TX")),
    ("COUNTRY", text("USA")),
    ("ZIP", text("77008")),
    ("PHONE", text("+1 713 555 0101")),
    ("MAKEPOSTALADDRESSPRIMARY", Value::Integer(1)),
];

const fn text(text: &'static str) -> Value<'static> {
    Value::Text(std::borrow::Cow::Borrowed(text))
}

/// A received row, in memory as it was read and as the store keeps it.
pub struct Row {
    layout: Layout,
    values: Vec<Value<'static>>,
    json: String,
    rules: Rules,
}

/// The values of a row by field.
pub struct Snapshot<'a>(Fields<'a>);

/// What was found in a row; its fields are nobody's business, but they are made and dropped.
pub struct Findings(#[allow(dead_code)] Option<Envelope>, Vec<Problem>);

impl Row {
    /// A customer with 12 of 28 fields set.
    pub fn customer() -> Self {
        Self::new(RecordKind::Customer, &CUSTOMER)
    }

    /// An address with 9 of 17 fields set.
    pub fn address() -> Self {
        Self::new(RecordKind::Address, &ADDRESS)
    }

    fn new(kind: RecordKind, set: &[(&'static str, Value<'static>)]) -> Self {
        let fields = kind.fields().iter().map(|field| {
            let value = set.iter().find(|(column, _)| *column == field.column).map(|(_, value)| value.clone());
            (field.column, value.unwrap_or(Value::Null))
        });
        let (columns, values): (Vec<_>, Vec<_>) =
            ENVELOPE.into_iter().chain(fields).map(|(column, value)| (column.to_owned(), value)).unzip();
        let json = encode_row(&values);
        Self { layout: Layout::new(kind, columns), values, json, rules: rules() }
    }

    /// From the store's JSON to values by field: what `sync` does first with an operation.
    ///
    /// # Panics
    /// Never: the row is what [`Row::encode`] returns.
    pub fn decode(&self) -> Snapshot<'_> {
        let values = decode_row(&self.json).expect("the row was encoded here");
        Snapshot(Fields::from_row(&self.layout, &values))
    }

    /// From values to the store's JSON: what the P-job does with a row.
    pub fn encode(&self) -> String {
        encode_row(&self.values)
    }

    /// Reads the common columns and says whether the row is malformed, as the P-job does.
    pub fn read_envelope(&self) -> Findings {
        let (envelope, problems) = validate::read_envelope(&self.layout, &self.values);
        Findings(Some(envelope), problems)
    }

    /// Checks the fields against all rules, as `sync` does.
    pub fn check(&self, snapshot: &Snapshot<'_>) -> Findings {
        Findings(None, validate::check(self.layout.kind(), &snapshot.0, &self.rules))
    }
}

impl Snapshot<'_> {
    /// From values by field to the JSON of a customer's record.
    pub fn encode(&self) -> String {
        self.0.to_json()
    }
}

impl Findings {
    /// Whether nothing is wrong: a benchmark of the good path measures that path.
    pub fn is_empty(&self) -> bool {
        self.1.is_empty()
    }
}

/// An operation on a customer with everything that a decision on it depends on.
pub struct Case {
    item: WorkItem,
    customer: Customer,
    record: Option<Record>,
    defaults: Defaults,
    rules: Rules,
}

/// A case whose rows are decoded: what is left is to decide.
pub struct Prepared<'a>(Situation<'a>);

/// A decision.
pub struct Decided<'a>(Decision<'a>);

impl Case {
    /// The creation of a customer.
    pub fn create() -> Self {
        Self::new(Action::Create, None)
    }

    /// A snapshot that changes one field, the telephone number.
    pub fn update() -> Self {
        Self::new(Action::Update, Some(order(1)))
    }

    /// A snapshot that comes after a newer one.
    pub fn superseded() -> Self {
        Self::new(Action::Update, Some(order(3)))
    }

    fn new(action: Action, known: Option<Order>) -> Self {
        let row = Row::customer();
        let record = known.map(|order| {
            let mut fields = row.decode().0;
            fields.set("Phone", "+1 713 555 0199");
            Record::of_snapshot(order, false, fields.to_json())
        });
        let account = known.map(|_| "C-000001".to_owned());
        Self {
            item: WorkItem {
                order: order(2),
                action,
                customer: Some(CustomerId(1)),
                key: String::new(),
                received: Timestamp(0),
                company: None,
                async_account: None,
                account: None,
                revision: Revision::default(),
                layout: Arc::new(row.layout),
                row: row.json,
            },
            customer: Customer { id: CustomerId(1), async_account: GUID.to_owned(), account },
            record,
            defaults: Defaults {
                currency: Some("USD".to_owned()),
                language: Some("en-US".to_owned()),
                customer_group: Some("30".to_owned()),
            },
            rules: row.rules,
        }
    }

    /// Decodes the operation's row and the record.
    ///
    /// # Panics
    /// Never: both were encoded here.
    pub fn prepare(&self) -> Prepared<'_> {
        let kind = self.item.order.kind;
        let values = decode_row(&self.item.row).expect("the row was encoded here");
        let record = self.record.as_ref().map(|record| {
            let fields = Fields::from_json(kind, &record.fields).expect("the record was encoded here");
            SituatedRecord { record, fields, values: Some(record.order), activity: record.order }
        });
        let fields = Fields::from_row(&self.item.layout, &values);
        let problems = problems_of(kind, self.item.action, None, COMPANY, &fields, &self.rules);
        Prepared(Situation {
            item: &self.item,
            fields,
            mismatch: None,
            problems,
            customer: Some(&self.customer),
            creation_is_held: false,
            is_blocked: false,
            record,
            defaults: &self.defaults,
            orphaned: false,
        })
    }
}

impl<'a> Prepared<'a> {
    /// Says what is to become of the operation.
    pub fn decide(self) -> Decided<'a> {
        Decided(decide(self.0))
    }
}

impl Decided<'_> {
    /// How many fields change; `None` if the operation is not applied.
    pub fn changes(&self) -> Option<usize> {
        match &self.0 {
            Decision::Apply(application) => {
                Some(application.changes.iter().filter(|change| change.is_change()).count())
            }
            _ => None,
        }
    }
}

fn order(number: i64) -> Order {
    Order {
        at: Timestamp(number),
        kind: RecordKind::Customer,
        counter: Counter(number),
        channel: ChannelKey(1),
        id: OperationId(number),
    }
}

/// The lists of the world that `benches/support/customers.rs` makes.
fn rules() -> Rules {
    let list = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    Rules {
        customer_groups: list(&["10", "20", "30", "40"]),
        affiliations: list(&["VIP", "Staff", "Student"]),
        attributes: Some(BTreeMap::from([("ShoeSize".to_owned(), AttributeType::Integer)])),
        ..Rules::default()
    }
}
