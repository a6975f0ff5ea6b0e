//! What the programs in `fuzz/` try with generated text: that it never panics, and that what is read means one thing.
//!
//! Like a benchmark a fuzzing program sees only what is public. This facade exists with the feature `fuzz` alone and promises
//! nothing.

mod exports;

use std::collections::BTreeSet;
use std::path::Path;

use crate::clock::Clock;
use crate::config::Config;
use crate::filter::{Filter, KnownValues, Names, Surroundings, Test, ValueSettings, parse};
use crate::model::{
    Action, AsyncAccount, Change, ChannelKey, Column, CompanyKey, Counter, CustomerId, Defaults, ENVELOPE, Effect,
    Field, FieldType, Fields, Layout, OperationId, Order, Problem, Property, Reason, RecordKind, State, Timestamp,
    Value, decode_row, encode_row,
};
use crate::sanitize::visible;
use crate::store::{
    Access, DecidedOperation, NewOperation, Record, Result, Revision, RowKeys, Selection, Store, StoreError,
    Transaction, Verdict,
};
use crate::trail::Author;
use crate::trail::Event;
use crate::validate;

pub use exports::{export, export_value, format_file, packed_export};

thread_local! {
    static WORLD: World = World::new();
}

/// Reads an expression of `hqsync filter`. Where it is one, it has to mean the same once it is printed, its SQL may hold
/// nothing of it but numbers, and each operation of a small store has to pass either it or its opposite.
///
/// # Panics
/// Where any of this does not hold.
pub fn filter(text: &str) {
    WORLD.with(|world| world.filter(text));
}

/// Reads a configuration; what is wrong with it has to have a sentence.
pub fn config(text: &str) {
    if let Err(error) = Config::parse(text, Path::new("hqsync.toml")) {
        let _ = error.to_string();
    }
}

/// Reads a row as the store keeps it. Where it is one, it has to be the same once it is written again, and so do the fields
/// that a record of any kind takes from it.
///
/// # Panics
/// Where any of this does not hold.
pub fn row(text: &str) {
    let Ok(values) = decode_row(text) else { return };
    let json = encode_row(&values);
    assert_eq!(decode_row(&json).ok().as_ref(), Some(&values), "the row {json}");
    let rules = validate::Rules::default();
    for kind in RecordKind::ALL {
        let layout = layout(kind, true);
        let _ = validate::read_envelope(&layout, &values);
        let fields = Fields::from_row(&layout, &values);
        let json = fields.to_json();
        assert_eq!(Fields::from_json(kind, &json).ok().as_ref(), Some(&fields), "the record {json}");
        let _ = validate::check(kind, &fields, &rules);
    }
}

/// The present of relative times: always the same, so that a finding can be repeated.
const NOW: Timestamp = Timestamp(1_793_620_800_000_000);

/// Columns that channels have beside those of the contract; the name of one is a keyword of expressions.
const EXTENSIONS: [&str; 2] = ["LOYALTYTIER", "NOT"];

const GUIDS: [&str; 3] = [
    "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b",
    "{9D1F2A70-31C4-4D0E-8A55-6B7C8D9E0F12}",
    "c3a1f0de-0b1c-4e6f-8d2a-1f2e3d4c5b6a",
];

/// What tells a customer's records of a kind apart.
const KEYS: [&str; 2] = ["", "other"];

const TEXTS: [&str; 10] = [
    "",
    "Molly Arun",
    "molly@contoso.com",
    "Køge",
    "NL",
    "ΣΊΣΥΦΟΣ",
    "50% *off? \"now\"",
    "ShoeSize",
    "CONTOSO\\molly",
    "42",
];

/// What an operation does, and what became of it.
type Outcome = (Action, State, Option<Effect>, Option<Reason>);

/// There is an operation of each kind of record for each of these.
const OUTCOMES: [Outcome; 13] = [
    (Action::Create, State::Completed, Some(Effect::Created), None),
    (Action::Create, State::Synced, Some(Effect::Created), None),
    (Action::Update, State::Completed, Some(Effect::Updated), None),
    (Action::Update, State::Synced, Some(Effect::Unchanged), None),
    (Action::Deactivate, State::Completed, Some(Effect::Deactivated), None),
    (Action::Update, State::Completed, Some(Effect::Superseded(OperationId(1))), None),
    (Action::Update, State::Failed, None, Some(Reason::CountryUnknown)),
    (Action::Create, State::Failed, None, Some(Reason::EmailSingleLabel)),
    (Action::Update, State::Waiting, None, Some(Reason::CustomerUnknown)),
    (Action::Deactivate, State::Waiting, None, Some(Reason::AddressUnknown)),
    (Action::Deactivate, State::Pending, None, None),
    (Action::Create, State::Pending, None, None),
    (Action::Update, State::Dismissed, None, Some(Reason::TooLong)),
];

/// A small store and what can be asked of it.
struct World {
    store: Store,
    names: Names,
    settings: ValueSettings,
    /// The words that the program itself puts into SQL.
    vocabulary: BTreeSet<String>,
    /// All operations.
    all: Vec<i64>,
}

impl World {
    fn new() -> Self {
        let store = make_store().expect("a store in memory takes what a job would write");
        let extensions = store.extension_names().expect("the layouts were written here");
        let defaults = Defaults { currency: Some("EUR".to_owned()), language: None, customer_group: None };
        let settings = ValueSettings { defaults: vec![("NLRT".to_owned(), defaults)] };
        let mut world =
            Self { store, names: Names::new(extensions), settings, vocabulary: BTreeSet::new(), all: Vec::new() };
        world.all = world.ask(None);
        world.vocabulary = world.learn();
        world
    }

    /// The words of the SQL for every property with every kind of test.
    fn learn(&self) -> BTreeSet<String> {
        let fields: BTreeSet<_> =
            RecordKind::ALL.iter().flat_map(|kind| kind.fields()).map(|field| field.name).collect();
        let names = Column::ALL.iter().map(|column| column.key().to_owned());
        let names = names.chain(fields.iter().flat_map(|field| [(*field).to_owned(), format!("old.{field}")]));
        let names = names.chain(["LOYALTYTIER", "old.LOYALTYTIER", "attr.qwzx"].map(str::to_owned));
        let guid = self.parse(&format!("async = {}", GUIDS[0])).expect("it is an expression");
        let mut vocabulary: BTreeSet<_> = words(&self.sql(&guid)).map(str::to_owned).collect();
        for name in names {
            for test in [
                "= *",
                "= qwzx",
                "in (qwzx, xzwq)",
                "= qw*",
                "= qw..xz",
                "> qw",
                "~ qwzx",
                "= 5..7",
                "> 5",
                "= true",
                "> today",
            ] {
                // Numbers, times and statuses have no such values.
                if let Ok(filter) = self.parse(&format!("not {name} is empty and {name} {test} or {name} {test}")) {
                    vocabulary.extend(words(&self.sql(&filter)).map(str::to_owned));
                }
            }
        }
        assert!(!vocabulary.iter().any(|word| word.contains("qw")), "a value is part of the SQL");
        vocabulary
    }

    fn parse(&self, text: &str) -> std::result::Result<Filter, crate::filter::Mistake> {
        parse(text, &Surroundings { names: &self.names, known: &KnownValues::default(), now: NOW })
    }

    fn filter(&self, text: &str) {
        let filter = match self.parse(text) {
            Ok(filter) => filter,
            Err(mistake) => {
                let _ = mistake.pointer(text, |part| visible(part).into_owned());
                return;
            }
        };
        let printed = filter.to_string();
        match self.parse(&printed) {
            // What was short may be printed long.
            Err(_) if printed.len() > 1 << 16 => {}
            Ok(again) => assert_eq!(again, filter, "it is printed as {printed}"),
            Err(mistake) => panic!("it is printed as {printed}, of which {mistake}"),
        }
        self.check_sql(&self.sql(&filter));
        let mut found = self.ask(Some(&filter));
        // No index is asked about the opposite, so that this finds operations that an index overlooks.
        found.extend(self.ask(Some(&Filter::Not(Box::new(filter)))));
        found.sort_unstable();
        assert_eq!(found, self.all, "each operation passes it or its opposite");
    }

    /// Values may be in the SQL as parameters only; whole numbers are themselves.
    fn check_sql(&self, sql: &str) {
        assert!(sql.is_ascii() && ![";", "--", "/*", "\""].iter().any(|sign| sql.contains(sign)), "signs in {sql}");
        let foreign: Vec<_> = words(sql).filter(|word| !self.vocabulary.contains(*word)).collect();
        assert!(foreign.is_empty(), "{foreign:?} in {sql}");
    }

    fn sql(&self, filter: &Filter) -> String {
        let columns = properties(filter);
        self.store.explain_list(&self.selection(Some(filter), &columns)).expect("SQLite takes the SQL").sql
    }

    /// The operations that pass, by number.
    fn ask(&self, filter: Option<&Filter>) -> Vec<i64> {
        let columns = filter.map(properties).unwrap_or_default();
        let mut found = Vec::new();
        self.store
            .for_each_operation(&self.selection(filter, &columns), |operation| {
                found.push(operation.id.0);
                Ok::<_, StoreError>(())
            })
            .expect("the question has an answer");
        found
    }

    /// The list with what the filter asks for, in its order: this goes through other parts of the store too.
    fn selection<'a>(&'a self, filter: Option<&'a Filter>, columns: &'a [Property]) -> Selection<'a> {
        let sort = columns.first().cloned().unwrap_or(Property::Column(Column::Id));
        Selection { filter, sort, descending: false, limit: None, columns, settings: &self.settings }
    }
}

/// The first few properties that a filter asks about.
fn properties(filter: &Filter) -> Vec<Property> {
    let mut found = Vec::new();
    let mut left = vec![filter];
    while let (Some(filter), 0..4) = (left.pop(), found.len()) {
        match filter {
            Filter::All(parts) | Filter::Any(parts) => left.extend(parts.iter().rev()),
            Filter::Not(inner) => left.push(inner),
            Filter::Test(Test::Text { property, .. } | Test::Empty { property }) => found.push(property.clone()),
            // Only options ask so.
            Filter::Test(Test::At { .. }) => {}
            Filter::Test(Test::Number { column, .. } | Test::Time { column, .. } | Test::Flag { column, .. }) => {
                found.push(Property::Column(*column));
            }
        }
    }
    found
}

/// The words of an SQL text, numbers apart.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let words = sql.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn layout(kind: RecordKind, extended: bool) -> Layout {
    let fields = kind.fields().iter().map(|field| field.column);
    let extensions = EXTENSIONS.into_iter().filter(|_| extended);
    Layout::new(kind, ENVELOPE.into_iter().chain(fields).chain(extensions).map(str::to_owned).collect())
}

/// Some value of a field's type, another one for each number.
fn value(field: &Field, number: usize) -> Value<'static> {
    let pick = |texts: &'static [&'static str]| Value::Text(texts[number % texts.len()].into());
    match (field.name, field.field_type) {
        ("AttributeName", _) => pick(&["ShoeSize", "Nickname"]),
        (_, FieldType::Integer) => Value::Integer(number as i64 % 3),
        (_, FieldType::Decimal) => pick(&["2500.00", "2500", "", "-3", "many"]),
        (_, FieldType::Guid) => pick(&GUIDS),
        (_, FieldType::Text) => match number % 13 {
            11 => Value::Null,
            12 => Value::Bytes { text: true, bytes: vec![b'K', 0xff, b'G', b'E'].into() },
            _ => pick(&TEXTS),
        },
    }
}

/// A row of a kind, another one for each number.
fn values(kind: RecordKind, number: usize, extended: bool) -> Vec<Value<'static>> {
    let fields = kind.fields().iter().enumerate().map(|(at, field)| value(field, number + at));
    let extensions = EXTENSIONS.iter().filter(|_| extended).map(|_| Value::Text("gold".into()));
    ENVELOPE.iter().map(|_| Value::Null).chain(fields).chain(extensions).collect()
}

fn make_store() -> Result<Store> {
    // Of a store that is not there a rehearsal is in memory.
    let mut store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::fixed(NOW), "fuzz")?;
    let author = Author::default();
    let transaction = store.begin(&author)?;
    transaction.register_channel(1, "Houston", "USRT")?;
    transaction.register_channel(2, "Aarhus (City)", "NLRT")?;
    let channels: Vec<_> = transaction.channels()?.iter().map(|channel| (channel.key, channel.company)).collect();
    let mut maker = Maker { transaction: &transaction, added: 0, customers: Vec::new() };
    for (number, guid) in GUIDS.into_iter().enumerate() {
        maker.add_customer(channels[number % 2].1, guid, (number < 2).then_some(["C-000001", "NL-7"][number % 2]))?;
    }
    // The first operations are in the search index before `sync` decides on them, as after a run; some of what changed
    // then is there too. Later ones are not in it at all.
    let early = maker.add_operations(channels[0].0)?;
    transaction.index_operations(usize::MAX >> 1)?;
    maker.decide(&early);
    transaction.index_later_documents(early.len() / 4)?;
    let late = maker.add_operations(channels[1].0)?;
    maker.decide(&late);
    transaction.commit()?;
    Ok(store)
}

/// Writes what jobs would.
struct Maker<'t, 's> {
    transaction: &'t Transaction<'s>,
    added: usize,
    customers: Vec<CustomerId>,
}

/// An operation that was added, and what is to become of it.
struct Added {
    order: Order,
    key: &'static str,
    customer: Option<CustomerId>,
    action: Action,
    outcome: usize,
}

impl Maker<'_, '_> {
    /// Adds a customer with some records of each kind.
    fn add_customer(&mut self, company: CompanyKey, guid: &str, account: Option<&str>) -> Result<()> {
        let async_account = AsyncAccount::parse(guid).expect("it is a GUID");
        let customer = self.transaction.add_customer(company, &async_account)?;
        let id = customer.id;
        if let Some(account) = account {
            self.transaction.set_account(company, &customer, account, guid)?;
        }
        let records = RecordKind::ALL.into_iter().flat_map(|kind| KEYS.map(|key| (kind, key)));
        for (number, (kind, key)) in records.enumerate() {
            let layout = layout(kind, true);
            let values = values(kind, self.customers.len() * 7 + number, true);
            let order = Order { at: NOW, kind, counter: Counter(1), channel: ChannelKey(1), id: OperationId(1) };
            let fields = Fields::from_row(&layout, &values).to_json();
            let record = Record::of_snapshot(order, account.is_some(), fields);
            self.transaction.put_record(id, kind, key, record);
        }
        self.customers.push(id);
        Ok(())
    }

    /// Adds an operation of each kind for each outcome.
    fn add_operations(&mut self, channel: ChannelKey) -> Result<Vec<Added>> {
        let mut added = Vec::new();
        for (outcome, (action, ..)) in OUTCOMES.iter().enumerate() {
            for kind in RecordKind::ALL {
                let number = self.added;
                let layout = layout(kind, number.is_multiple_of(2));
                let row = encode_row(&values(kind, number, number.is_multiple_of(2)));
                let malformed = number.is_multiple_of(11);
                let problem = Problem::new(Reason::MalformedOperation, "Operation", "7");
                let operation = NewOperation {
                    channel,
                    epoch: 1,
                    kind,
                    counter: Counter(number as i64),
                    keys: RowKeys {
                        action: (!malformed).then_some(*action),
                        timestamp: (!number.is_multiple_of(7))
                            .then_some(Timestamp(NOW.0 - number as i64 * 3_600_000_000)),
                        key: KEYS[number % 2],
                        account: None,
                        customer: self.customers.get(number % 4).copied(),
                        async_account: number.is_multiple_of(5).then_some(TEXTS[number % TEXTS.len()]),
                        company: number.is_multiple_of(6).then_some("DKRT"),
                    },
                    received: NOW,
                    order: NOW,
                    noted: 0,
                    layout: self.transaction.layout_number(&layout)?,
                    row: &row,
                    problems: if malformed { std::slice::from_ref(&problem) } else { &[] },
                };
                let (at, counter) = (operation.keys.timestamp.unwrap_or(NOW), operation.counter);
                let (key, customer) = (KEYS[number % 2], operation.keys.customer);
                self.transaction.add_operations(channel, &[operation])?.expect("no counter is there twice");
                self.added += 1;
                if !malformed {
                    let order = Order { at, kind, counter, channel, id: OperationId(self.added as i64) };
                    added.push(Added { order, key, customer, action: *action, outcome });
                }
            }
        }
        Ok(added)
    }

    /// Writes what becomes of operations.
    fn decide(&self, operations: &[Added]) {
        for Added { order, key, customer, action, outcome } in operations {
            let kind = &order.kind;
            let (_, state, effect, reason) = OUTCOMES[*outcome];
            if state == State::Pending {
                continue;
            }
            let fields = kind.fields();
            let change = |field: &Field, new: &str| Change {
                field: field.name.to_owned(),
                old: TEXTS[outcome % TEXTS.len()].to_owned(),
                new: new.to_owned(),
            };
            let changes = match effect {
                // The currency, a company's default.
                Some(Effect::Created) if *kind == RecordKind::Customer => vec![change(&fields[7], "EUR")],
                None | Some(Effect::Created | Effect::Unchanged) => Vec::new(),
                Some(_) => vec![change(&fields[0], "Ærø"), change(&fields[fields.len() - 1], "after")],
            };
            let problems = reason.map(|reason| Problem::new(reason, fields[0].name, "wrong")).into_iter().collect();
            let verdict = Verdict { state, attempt: true, effect, account: None, changes, problems };
            let (action, revision) = (Some(*action), Revision::default());
            let decided = DecidedOperation { order: *order, action, customer: *customer, key, revision };
            self.transaction.set_verdict(decided, Event::Synchronized, verdict);
        }
    }
}
