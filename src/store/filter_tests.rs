//! Any filter, on any small store: it prints as an expression that means the same, and it finds the operations for
//! which a naive evaluation of each one's values says so, whether the search index knows them or not.

use std::collections::{BTreeMap, HashMap};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseResult;

use super::customer::Record;
use super::operations::{NewOperation, RowKeys};
use super::selection::Selection;
use super::verdicts::{DecidedOperation, Verdict};
use super::work_item::Revision;
use super::{Access, Store};
use crate::clock::Clock;
use crate::filter::{
    Comparison, Filter, KnownValues, Names, Operand, Pattern, Piece, Span, Surroundings, Test, TextTest, ValueSettings,
    parse,
};
use crate::model::{
    Action, AnyOf, AsyncAccount, Change, ChannelKey, Code, Column, CompanyKey, Counter, Defaults, Effect, EffectKind,
    FieldPath, Fields, Job, Layout, NoteCode, OperationId, Order, Problem, Property, Reason, RecordKind, State,
    Timestamp, Value, Version, encode_row, parse_guid, trimmed,
};
use crate::trail::{Author, Event};

/// A channel's own column, which only some of its tables have. Another kind of record has a field of that name, with telephone
/// numbers.
const EXTENSION: &str = "Locator";

/// The fields that rows fill in, by kind of record.
const FIELDS: [(RecordKind, &[&str]); 3] = [
    (RecordKind::Customer, &["CustName", "Email", "Phone", "VatNum", "CreditMax", "Currency", "Blocked"]),
    (RecordKind::Address, &["AddressId", "City", "Zip", "Email", "Phone", "MakePostalAddressPrimary"]),
    (RecordKind::Attribute, &["AttributeName", "AttributeValueString"]),
];

/// Name and company.
const CHANNELS: [(&str, &str); 2] = [("Köln", "USRT"), ("50%_off", "NLRT")];

/// Account, where there is one, and the GUID.
const CUSTOMERS: [(Option<&str>, &str); 3] = [
    (Some("C-007"), "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a01"),
    (Some("NLÖ7"), "{5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A02}"),
    (None, "5F0B1C6E-7d3a-4b58-9a34-0c8f0e1d2a03"),
];

/// What customers of the first company get where the currency is empty.
const DEFAULT_CURRENCY: &str = "aBc";

/// The proposal for a problem.
fn proposal(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::EmailSingleLabel => Some("ÖAB"),
        Reason::CountryUnknown => Some("abc"),
        _ => None,
    }
}

const PROBLEMS: [Reason; 3] = [Reason::EmailNoAddress, Reason::EmailSingleLabel, Reason::CountryUnknown];

/// Values by the field's name; none is NULL.
type Values = HashMap<String, Option<String>>;

/// An operation as it is to be stored.
#[derive(Debug, Clone)]
struct Sample {
    kind: RecordKind,
    channel: usize,
    customer: Option<usize>,
    key: &'static str,
    async_account: Option<&'static str>,
    company: Option<&'static str>,
    action: Option<Action>,
    /// Its own time.
    at: Option<i64>,
    /// When it counts, where that is not its own time.
    counts_at: Option<i64>,
    noted: i64,
    has_extension: bool,
    values: Values,
    fate: Fate,
    /// Whether its fate was known before it came into the index.
    early: bool,
}

impl Sample {
    /// When it counts in the order of `sync`.
    fn order_time(&self) -> i64 {
        self.counts_at.or(self.at).unwrap_or(RECEIVED)
    }
}

#[derive(Debug, Clone)]
enum Fate {
    Held(State, Vec<Reason>),
    /// With old and new values.
    Synced(State, Effect, BTreeMap<String, (String, String)>),
}

/// What headquarters has of a record.
#[derive(Debug, Clone)]
struct Kept {
    has_extension: bool,
    is_primary: bool,
    values: Values,
}

/// A store, and how far the index is behind.
#[derive(Debug, Clone)]
struct World {
    samples: Vec<Sample>,
    records: HashMap<(usize, RecordKind, &'static str), Kept>,
    indexed: usize,
    indexed_later: usize,
}

fn is_present(name: &str, has_extension: bool) -> bool {
    name != EXTENSION || has_extension
}

fn fields_of(kind: RecordKind) -> Vec<&'static str> {
    let (_, fields) = FIELDS.iter().find(|(of, _)| *of == kind).copied().unwrap_or((kind, &[]));
    fields.iter().copied().chain([EXTENSION]).collect()
}

/// What the naive evaluation knows of an operation.
struct Naive<'w> {
    world: &'w World,
    id: i64,
    sample: &'w Sample,
}

impl Naive<'_> {
    fn received(&self, name: &str) -> String {
        trimmed(&self.sample.values.get(name).cloned().flatten().unwrap_or_default()).to_owned()
    }

    fn company(&self) -> &str {
        self.sample.company.unwrap_or(CHANNELS[self.sample.channel].1)
    }

    /// What headquarters has of the record now.
    fn kept(&self, name: &str) -> Option<String> {
        let kept = self.world.records.get(&(self.sample.customer?, self.sample.kind, self.sample.key))?;
        if self.sample.kind.primary_field() == Some(name) {
            return Some(if kept.is_primary { "1" } else { "0" }.to_owned());
        }
        Some(
            kept.values
                .get(name)
                .filter(|_| is_present(name, kept.has_extension))
                .and_then(Option::as_deref)
                .map(trimmed)
                .unwrap_or_default()
                .to_owned(),
        )
    }

    fn field(&self, path: &FieldPath) -> Option<String> {
        let Sample { kind, action, has_extension, fate, .. } = self.sample;
        let is_there = fields_of(*kind).contains(&path.name.as_str()) && is_present(&path.name, *has_extension);
        if !is_there || path.kind.is_some_and(|wanted| wanted != *kind) {
            return None;
        }
        let received = self.received(&path.name);
        match (path.version, fate) {
            (Version::Received, _) => Some(received),
            (Version::Old, Fate::Synced(_, Effect::Created, _)) => None,
            (Version::Old, Fate::Synced(_, _, changes)) => {
                Some(changes.get(&path.name).map_or(received, |(old, _)| old.clone()))
            }
            (Version::Old, Fate::Held(..)) => self.kept(&path.name),
            (Version::New, Fate::Synced(_, _, changes)) => {
                Some(changes.get(&path.name).map_or(received, |(_, new)| new.clone()))
            }
            (Version::New, Fate::Held(..)) => {
                let kept = self.kept(&path.name);
                if *action == Some(Action::Deactivate) && kept.is_some() {
                    let blocked = *kind == RecordKind::Customer && path.name == "Blocked";
                    return if blocked { Some("2".to_owned()) } else { kept };
                }
                let takes_default = path.name == "Currency" && received.is_empty();
                let has_default = takes_default && self.company().eq_ignore_ascii_case(CHANNELS[0].1);
                Some(if has_default { DEFAULT_CURRENCY.to_owned() } else { received })
            }
        }
    }

    /// All values of a property: an operation may have several errors, and none of anything else.
    fn texts(&self, property: &Property) -> Vec<String> {
        let own =
            |name: &str| FieldPath { version: Version::New, kind: Some(RecordKind::Attribute), name: name.to_owned() };
        let text = match property {
            Property::Anywhere(AnyOf::Texts) => return self.free_texts(),
            Property::Anywhere(AnyOf::EmailAddresses) => return self.filled("Email"),
            Property::Anywhere(AnyOf::TelephoneNumbers) => return self.filled("Phone"),
            Property::Field(path) => self.field(path),
            Property::Attribute(name) => {
                let is_named = self.field(&own("AttributeName")).is_some_and(|own| plain(&own) == plain(name));
                is_named.then(|| self.field(&own("AttributeValueString"))).flatten()
            }
            Property::Column(column) => match column {
                Column::Channel => Some(CHANNELS[self.sample.channel].0.to_owned()),
                Column::Company => Some(self.company().to_owned()),
                Column::CustomerAccount => {
                    self.sample.customer.and_then(|customer| CUSTOMERS[customer].0).map(str::to_owned)
                }
                Column::AsyncCustomerAccount => {
                    let own = self.sample.async_account;
                    let async_account = own.or(self.sample.customer.map(|customer| CUSTOMERS[customer].1));
                    Some(async_account.unwrap_or_default().to_owned())
                }
                Column::Record => Some(self.sample.kind.name().to_owned()),
                Column::Table => Some(self.sample.kind.table().to_owned()),
                Column::Operation => self.sample.action.map(|action| action.name().to_owned()),
                Column::Status => Some(self.state().name().to_owned()),
                Column::Errors => return self.codes(),
                Column::Notes => return self.notes(),
                Column::Proposal => return self.proposals(),
                Column::Effect => self.effect().map(|effect| effect.kind().name().to_owned()),
                Column::Description => Some(self.description()),
                other => panic!("{} is no text", other.key()),
            },
        };
        text.into_iter().collect()
    }

    /// The texts that people typed.
    fn free_texts(&self) -> Vec<String> {
        let kind = self.sample.kind;
        let names = fields_of(kind).into_iter().filter(|name| {
            !["AddressId", "CreditMax", "Currency", "Blocked", "MakePostalAddressPrimary"].contains(name)
        });
        let path = |name: &str| FieldPath { version: Version::New, kind: Some(kind), name: name.to_owned() };
        names.filter_map(|name| self.field(&path(name))).filter(|text| !text.is_empty()).collect()
    }

    /// The value of a field, unless it is empty.
    fn filled(&self, name: &str) -> Vec<String> {
        let path = FieldPath { version: Version::New, kind: Some(self.sample.kind), name: name.to_owned() };
        let is_known = self.sample.kind.position(name).is_some();
        self.field(&path).into_iter().filter(|text| is_known && !text.is_empty()).collect()
    }

    /// The texts of a property that may be telephone numbers.
    fn phones(&self, property: &Property) -> Vec<String> {
        let phone = FieldPath { version: Version::New, kind: None, name: "Phone".to_owned() };
        match property {
            Property::Field(path) if path.name == phone.name => self.texts(property),
            Property::Anywhere(AnyOf::Texts | AnyOf::TelephoneNumbers) => self.field(&phone).into_iter().collect(),
            Property::Anywhere(AnyOf::EmailAddresses)
            | Property::Field(_)
            | Property::Attribute(_)
            | Property::Column(_) => Vec::new(),
        }
    }

    fn effect(&self) -> Option<Effect> {
        match self.sample.fate {
            Fate::Held(..) => None,
            Fate::Synced(_, effect, _) => Some(effect),
        }
    }

    fn description(&self) -> String {
        let Fate::Synced(_, effect, changes) = &self.sample.fate else { return String::new() };
        let kind = self.sample.kind.name();
        let fields: Vec<_> =
            changes.iter().filter(|(_, (old, new))| old != new).map(|(field, _)| field.as_str()).collect();
        let account = self.sample.customer.and_then(|customer| CUSTOMERS[customer].0).unwrap_or_default();
        match effect {
            Effect::Created if kind == "customer" => format!("customer {account} created"),
            Effect::Created => format!("{kind} created"),
            Effect::Updated if fields.is_empty() => format!("{kind} active again"),
            Effect::Updated => format!("changed: {}", fields.join(", ")),
            Effect::Unchanged => "nothing to change".to_owned(),
            Effect::Deactivated => match kind {
                "customer" => "customer blocked".to_owned(),
                "address" => "address deactivated".to_owned(),
                kind => format!("{kind} removed"),
            },
            Effect::Superseded(by) => format!("superseded by operation {by}"),
        }
    }

    fn state(&self) -> State {
        match &self.sample.fate {
            Fate::Held(state, _) | Fate::Synced(state, ..) => *state,
        }
    }

    fn codes(&self) -> Vec<String> {
        match &self.sample.fate {
            Fate::Held(_, reasons) => reasons.iter().map(|reason| reason.code().name().to_owned()).collect(),
            Fate::Synced(..) => Vec::new(),
        }
    }

    fn proposals(&self) -> Vec<String> {
        match &self.sample.fate {
            Fate::Held(_, reasons) => {
                reasons.iter().filter_map(|reason| proposal(*reason)).map(str::to_owned).collect()
            }
            Fate::Synced(..) => Vec::new(),
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.effect().is_some_and(|effect| effect.superseded_by().is_some()) {
            notes.push("superseded");
        }
        let order = self.sample.order_time();
        match self.sample.at {
            Some(own) if own > order && own > RECEIVED => notes.push("clock-ahead"),
            Some(own) if own != order => notes.push("clock-back"),
            _ => {}
        }
        notes.extend(["encoding"].iter().filter(|_| self.sample.noted & 1 != 0));
        notes.extend(["placeholder"].iter().filter(|_| self.sample.noted & 2 != 0));
        notes.into_iter().map(str::to_owned).collect()
    }

    fn passes(&self, filter: &Filter) -> bool {
        match filter {
            Filter::All(parts) => parts.iter().all(|part| self.passes(part)),
            Filter::Any(parts) => parts.iter().any(|part| self.passes(part)),
            Filter::Not(inner) => !self.passes(inner),
            Filter::Test(Test::Text { property, test }) => {
                let is_amount = matches!(property, Property::Field(path) if path.name == "CreditMax");
                let is_guid = matches!(property, Property::Field(path) if path.name == "AddressId")
                    || *property == Property::Column(Column::AsyncCustomerAccount);
                let texts = self.texts(property);
                let is_same_guid = |text: &str| is_guid && has_guid(test, text);
                let is_word = matches!(property, Property::Column(column) if *column != Column::Proposal);
                let alike = if is_word { lower } else { plain };
                let passes = |text: &String| text_passes(text, test, is_amount, alike) || is_same_guid(text);
                texts.iter().any(passes) || self.phones(property).iter().any(|phone| digits_pass(phone, test))
            }
            Filter::Test(Test::Number { column, spans }) => {
                let number = match column {
                    Column::Id | Column::Counter => self.id,
                    Column::Run => RUN,
                    _ => 0,
                };
                spans
                    .iter()
                    .any(|span| span.from.is_none_or(|from| from <= number) && span.to.is_none_or(|to| number <= to))
            }
            Filter::Test(Test::Time { column, spans }) => {
                let at = if *column == Column::Timestamp { self.sample.at } else { Some(RECEIVED) };
                at.is_some_and(|at| {
                    spans
                        .iter()
                        .any(|span| span.from.is_none_or(|from| from.0 <= at) && span.to.is_none_or(|to| at <= to.0))
                })
            }
            // Only options ask so.
            Filter::Test(Test::At { .. }) => false,
            Filter::Test(Test::Flag { value, .. }) => !value,
            Filter::Test(Test::Empty { property }) => match property {
                Property::Column(Column::Timestamp) => self.sample.at.is_none(),
                Property::Column(
                    Column::Id | Column::Counter | Column::Attempts | Column::Received | Column::Edited | Column::Run,
                ) => false,
                property => self.texts(property).iter().all(String::is_empty),
            },
        }
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// A value however it is typed.
fn plain(text: &str) -> String {
    lower(text).replace("e\u{301}", "é").replace('’', "'").replace('–', "-").replace('ß', "ss")
}

/// A value without accents.
fn unaccented(text: &str) -> String {
    plain(text).replace('é', "e").replace(['ö', 'ø'], "o")
}

/// The digits of a telephone number.
fn digits(text: &str) -> Option<String> {
    let text = plain(text);
    let text = text.trim().strip_prefix('\'').unwrap_or(text.trim());
    let is_phone = text.chars().all(|c| c.is_ascii_digit() || " +-().,*".contains(c));
    Some(text.chars().filter(char::is_ascii_digit).collect()).filter(|digits: &String| is_phone && !digits.is_empty())
}

/// What a telephone number may be found by: its digits, and if there are five, those without `(0)` and a leading `00`.
fn spellings(text: &str) -> Vec<String> {
    let Some(all) = digits(text) else { return Vec::new() };
    let bare = digits(&text.replace("(0)", "")).unwrap_or_default();
    let bare = bare.strip_prefix("00").unwrap_or(&bare).to_owned();
    if all.len() < 5 || bare.is_empty() { vec![all] } else { vec![all, bare] }
}

fn digits_pass(value: &str, asked: &TextTest) -> bool {
    let values = spellings(value);
    let passes = |test: &dyn Fn(&String) -> bool| values.iter().any(test);
    match asked {
        TextTest::Contains(part) => spellings(part).iter().any(|part| passes(&|value| value.contains(part))),
        TextTest::Ordered(..) => false,
        TextTest::OneOf(operands) => operands.iter().any(|operand| {
            let Operand::Pattern(pattern) = operand else { return false };
            pattern_spellings(pattern.pieces())
                .iter()
                .any(|pieces| passes(&|value| is_like(&value.chars().collect::<Vec<_>>(), pieces, lower)))
        }),
    }
}

/// The patterns for the digits of a telephone number.
fn pattern_spellings(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::One | Piece::Any => "",
    });
    let Some(all) = digits(&texts.collect::<String>()) else { return Vec::new() };
    let changed = |change: &dyn Fn(usize, &str) -> String| {
        let change = |(at, piece): (usize, &Piece)| match piece {
            Piece::Text(text) => Piece::Text(change(at, text)),
            other => other.clone(),
        };
        pieces.iter().enumerate().map(change).collect::<Vec<_>>()
    };
    let only_digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let bare = changed(&|at, text| {
        let bare = only_digits(&text.replace("(0)", ""));
        if at == 0 { bare.strip_prefix("00").unwrap_or(&bare).to_owned() } else { bare }
    });
    let whole = changed(&|_, text| only_digits(text));
    if all.len() < 5 { vec![whole] } else { vec![whole, bare] }
}

fn number(text: &str) -> Option<f64> {
    let is_plain = text.trim().chars().all(|c| c.is_ascii_digit() || "+-.".contains(c));
    is_plain.then(|| text.trim().parse().ok()).flatten()
}

/// Whether a text is one of the GUIDs that are asked for, with braces or without.
fn has_guid(asked: &TextTest, text: &str) -> bool {
    let bare = |text: &str| {
        let bare = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
        (bare.len() == 36 && bare.matches('-').count() == 4).then(|| lower(bare))
    };
    let TextTest::OneOf(operands) = asked else { return false };
    let guids = operands.iter().filter_map(|operand| match operand {
        Operand::Pattern(pattern) => pattern.as_exact().and_then(bare),
        Operand::Range { .. } => None,
    });
    bare(text).is_some_and(|text| guids.into_iter().any(|guid| guid == text))
}

fn text_passes(value: &str, test: &TextTest, is_amount: bool, alike: fn(&str) -> String) -> bool {
    match test {
        TextTest::Contains(part) if plain(part) == unaccented(part) => unaccented(value).contains(&unaccented(part)),
        TextTest::Contains(part) => plain(value).contains(&plain(part)),
        TextTest::Ordered(sign, other) => is_ordered(&alike(value), *sign, &alike(other)),
        TextTest::OneOf(operands) => operands.iter().any(|operand| match operand {
            Operand::Pattern(pattern) => {
                let is_same_amount = || {
                    // What is invisible around a value does not belong to it.
                    let wanted = pattern.as_exact().and_then(|wanted| number(trimmed(wanted)));
                    wanted.is_some() && wanted == number(trimmed(value))
                };
                let is_same_whole = || {
                    // Of words and names only the case does not matter.
                    let is_value = alike("’") == "'";
                    is_value && pattern.as_exact().is_some_and(|whole| alike(trimmed(value)) == alike(trimmed(whole)))
                };
                is_like(&alike(value).chars().collect::<Vec<_>>(), pattern.pieces(), alike)
                    || is_same_whole()
                    || (is_amount && is_same_amount())
            }
            Operand::Range { from, to } => {
                let value = alike(value);
                from.as_ref().is_none_or(|from| is_ordered(&value, Comparison::GreaterOrEqual, &alike(from)))
                    && to.as_ref().is_none_or(|to| is_ordered(&value, Comparison::LessOrEqual, &alike(to)))
            }
        }),
    }
}

fn is_ordered(text: &str, sign: Comparison, other: &str) -> bool {
    if text.is_empty() {
        return false;
    }
    let ordering = match (number(text), number(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => lower(text).chars().cmp(lower(other).chars()),
    };
    match sign {
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    }
}

fn is_like(text: &[char], pieces: &[Piece], alike: fn(&str) -> String) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Any, rest @ ..] => (0..=text.len()).any(|from| is_like(&text[from..], rest, alike)),
        [Piece::One, rest @ ..] => text.split_first().is_some_and(|(_, text)| is_like(text, rest, alike)),
        [Piece::Text(part), rest @ ..] => {
            let part: Vec<char> = alike(part).chars().collect();
            text.strip_prefix(part.as_slice()).is_some_and(|text| is_like(text, rest, alike))
        }
    }
}

// The store.

/// The run that does everything.
const RUN: i64 = 1;

const RECEIVED: i64 = 1_800_000_000_000_000;

/// The columns of an upload table, in an order of their own.
fn layout(kind: RecordKind, has_extension: bool) -> Layout {
    let known = kind.fields().iter().map(|field| field.column.to_owned());
    Layout::new(kind, has_extension.then(|| EXTENSION.to_owned()).into_iter().chain(known).collect())
}

fn row<'v>(layout: &Layout, values: &'v Values) -> Vec<Value<'v>> {
    let named = |column: &String| {
        let value =
            values.iter().find(|(name, _)| name.eq_ignore_ascii_case(column)).and_then(|(_, value)| value.as_ref());
        value.map_or(Value::Null, |text| Value::Text(text.as_str().into()))
    };
    layout.columns().iter().map(named).collect()
}

impl World {
    fn build(&self, store: &mut Store) -> super::Result<()> {
        let author = Author { run: Some(RUN), ..Author::default() };
        let transaction = store.begin(&author)?;
        assert_eq!(transaction.begin_run(&Job::ALL, &[], "tester", Timestamp(RECEIVED))?, RUN);
        for (at, (name, company)) in CHANNELS.iter().enumerate() {
            transaction.register_channel(at as i64 + 1, name, company)?;
        }
        let mut customers = Vec::new();
        for (account, guid) in CUSTOMERS {
            let parsed = AsyncAccount::parse(guid).expect("the customers have GUIDs");
            let customer = transaction.add_customer(CompanyKey(1), &parsed)?;
            if let Some(account) = account {
                transaction.set_account(CompanyKey(1), &customer, account, guid)?;
            }
            customers.push(customer.id);
        }
        for (at, sample) in self.samples.iter().enumerate() {
            let layout = layout(sample.kind, sample.has_extension);
            let json = encode_row(&row(&layout, &sample.values));
            let channel = ChannelKey(sample.channel as i64 + 1);
            let operation = NewOperation {
                channel,
                epoch: 0,
                kind: sample.kind,
                counter: Counter(at as i64 + 1),
                keys: RowKeys {
                    action: sample.action,
                    timestamp: sample.at.map(Timestamp),
                    key: sample.key,
                    account: None,
                    customer: sample.customer.map(|customer| customers[customer]),
                    async_account: sample.async_account,
                    company: sample.company,
                },
                received: Timestamp(RECEIVED),
                order: Timestamp(sample.order_time()),
                noted: sample.noted,
                layout: transaction.layout_number(&layout)?,
                row: &json,
                problems: &[],
            };
            transaction.add_operations(channel, &[operation])?.expect("no counter is there twice");
        }
        for ((customer, kind, key), kept) in &self.records {
            let layout = layout(*kind, kept.has_extension);
            let values = row(&layout, &kept.values);
            let order = Order {
                at: Timestamp(0),
                kind: *kind,
                counter: Counter(1),
                channel: ChannelKey(1),
                id: OperationId(1),
            };
            let fields = Fields::from_row(&layout, &values).to_json();
            let record = Record::of_snapshot(order, kept.is_primary, fields);
            transaction.put_record(customers[*customer], *kind, key, record);
        }
        let decide = |early: bool| -> super::Result<()> {
            for (at, sample) in self.samples.iter().enumerate().filter(|(_, sample)| sample.early == early) {
                let order = Order {
                    at: Timestamp(sample.order_time()),
                    kind: sample.kind,
                    counter: Counter(at as i64 + 1),
                    channel: ChannelKey(sample.channel as i64 + 1),
                    id: OperationId(at as i64 + 1),
                };
                let (action, customer) = (sample.action, sample.customer.map(|customer| customers[customer]));
                let (key, revision) = (sample.key, Revision::default());
                let decided = DecidedOperation { order, action, customer, key, revision };
                transaction.set_verdict(decided, Event::Synchronized, verdict(sample));
            }
            Ok(())
        };
        decide(true)?;
        transaction.index_operations(self.indexed)?;
        decide(false)?;
        transaction.index_later_documents(self.indexed_later)?;
        transaction.commit()
    }

    fn naive(&self) -> impl Iterator<Item = Naive<'_>> {
        self.samples.iter().enumerate().map(|(at, sample)| Naive { world: self, id: at as i64 + 1, sample })
    }
}

fn verdict(sample: &Sample) -> Verdict {
    match &sample.fate {
        Fate::Held(state, reasons) => Verdict {
            state: *state,
            attempt: false,
            effect: None,
            account: None,
            changes: Vec::new(),
            problems: reasons
                .iter()
                .map(|reason| Problem::new(*reason, "Email", "x").suggesting(proposal(*reason)))
                .collect(),
        },
        Fate::Synced(state, effect, changes) => Verdict {
            state: *state,
            attempt: false,
            effect: Some(*effect),
            account: None,
            changes: changes
                .iter()
                .map(|(field, (old, new))| Change { field: field.clone(), old: old.clone(), new: new.clone() })
                .collect(),
            problems: Vec::new(),
        },
    }
}

fn settings() -> ValueSettings {
    let defaults = Defaults { currency: Some(DEFAULT_CURRENCY.to_owned()), ..Defaults::default() };
    let companies = [(CHANNELS[0].1.to_owned(), defaults), (CHANNELS[1].1.to_owned(), Defaults::default())];
    ValueSettings { defaults: companies.into() }
}

// What may come.

/// Texts of which many are equal, or parts of one another, or numbers.
fn text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "A", "ab", "abc", "ABC", "ö", "Öab", "ß", "ẞ", "é", "É", "e\u{301}", "ø", "’", "–", "+31", "555 ", "王",
        "😀", "%", "_", "'", "\"", "*", "?", "\\", " ", ",", "(", "\n", "\0", "..", "7", "0", "007", "-3", ".5", "and",
        "\u{E000}",
    ]);
    prop_oneof![
        1 => Just(String::new()),
        3 => select(vec!["abc", "ABC", "Öab", "7", "007", "7.0", "12", "-3", "x' OR 1=1"]).prop_map(str::to_owned),
        4 => vec(piece, 1..5).prop_map(|pieces| pieces.concat()),
    ]
}

fn value() -> impl Strategy<Value = Option<String>> {
    prop_oneof![1 => Just(None), 9 => text().prop_map(Some)]
}

fn values(kind: RecordKind) -> impl Strategy<Value = Values> {
    let fields = fields_of(kind).into_iter().map(|name| {
        let value = match name {
            "AddressId" => prop_oneof![
                select(vec!["5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a01", "{5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A01}", "5f0b"])
                    .prop_map(|guid| Some(guid.to_owned())),
                value()
            ]
            .boxed(),
            "AttributeName" => attribute_name().prop_map(|name| Some(name.to_owned())).boxed(),
            "CreditMax" => {
                prop_oneof![select(vec!["7", "007", "7.0"]).prop_map(|max| Some(max.to_owned())), value()].boxed()
            }
            "Phone" => prop_oneof![
                select(vec!["+31 20 555 0109", "(020) 5550109", "31205550109", "0031 20 5550109", "+31 (0)20 5550109"])
                    .prop_map(|phone| Some(phone.to_owned())),
                value()
            ]
            .boxed(),
            "Zip" | "VatNum" | EXTENSION => prop_oneof![
                select(vec!["98052-6399", "12-3456789", "+31 20 555 0109"]).prop_map(|text| Some(text.to_owned())),
                value()
            ]
            .boxed(),
            "Currency" => prop_oneof![Just(None), value()].boxed(),
            _ => value().boxed(),
        };
        (Just(name.to_owned()), value)
    });
    fields.collect::<Vec<_>>().prop_map(|fields| fields.into_iter().collect())
}

fn attribute_name() -> impl Strategy<Value = &'static str> {
    select(vec!["Öab", "öAB", "x", "shoe size"])
}

fn kind() -> impl Strategy<Value = RecordKind> {
    select(FIELDS.map(|(kind, _)| kind).to_vec())
}

fn key(kind: RecordKind) -> impl Strategy<Value = &'static str> {
    select(if kind == RecordKind::Customer { vec![""] } else { vec!["k1", "k2"] })
}

fn fate(kind: RecordKind) -> impl Strategy<Value = Fate> {
    let held = (
        select(vec![State::Pending, State::Waiting, State::Failed, State::Dismissed]),
        vec(select(PROBLEMS.to_vec()), 0..3),
    )
        .prop_map(|(state, reasons)| Fate::Held(state, reasons));
    let effect =
        select(vec![Effect::Updated, Effect::Unchanged, Effect::Deactivated, Effect::Superseded(OperationId(1))]);
    let state = || select(vec![State::Synced, State::Completed]);
    let changes = vec((select(fields_of(kind)), text(), text()), 0..3).prop_map(|changes| {
        changes.into_iter().map(|(field, old, new)| (field.to_owned(), (old, new))).collect::<BTreeMap<_, _>>()
    });
    let synced = (state(), effect, changes).prop_map(|(state, effect, changes)| Fate::Synced(state, effect, changes));
    // A creation notes nothing but the default that it took.
    let created = (state(), text()).prop_map(move |(state, default)| {
        let took = (kind == RecordKind::Customer).then(|| ("Currency".to_owned(), (default.clone(), default)));
        Fate::Synced(state, Effect::Created, took.into_iter().collect())
    });
    prop_oneof![held, synced, created]
}

fn sample() -> impl Strategy<Value = Sample> {
    kind().prop_flat_map(|kind| {
        let who = (
            0..CHANNELS.len(),
            option::weighted(0.8, 0..CUSTOMERS.len()),
            key(kind),
            option::weighted(0.3, select(vec!["5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A01", "no guid", ""])),
            option::weighted(0.3, select(vec!["nlrt", "uSRT", "Ö1", ""])),
        );
        let what = (
            option::weighted(0.9, select(Action::ALL.to_vec())),
            (
                option::weighted(0.8, prop_oneof![4 => 0_i64..5, 1 => Just(RECEIVED + 7)]),
                option::weighted(0.3, 0_i64..5),
                select(vec![0, 0, 0, 1, 2, 3]),
            ),
            any::<bool>(),
            values(kind),
            fate(kind),
            any::<bool>(),
        );
        (who, what).prop_map(move |(who, what)| {
            let (channel, customer, key, async_account, company) = who;
            let (action, (at, counts_at, noted), has_extension, mut values, mut fate, early) = what;
            if !has_extension {
                values.remove(EXTENSION);
                if let Fate::Synced(_, _, changes) = &mut fate {
                    changes.remove(EXTENSION);
                }
            }
            Sample {
                kind,
                channel,
                customer,
                key,
                async_account,
                company,
                action,
                at,
                counts_at,
                noted,
                has_extension,
                values,
                fate,
                early,
            }
        })
    })
}

fn world() -> impl Strategy<Value = World> {
    let record =
        kind().prop_flat_map(|kind| {
            let kept = (any::<bool>(), any::<bool>(), values(kind))
                .prop_map(|(has_extension, is_primary, values)| Kept { has_extension, is_primary, values });
            ((0..CUSTOMERS.len(), Just(kind), key(kind)), kept)
        });
    (vec(sample(), 1..14), vec(record, 0..10), 0..16_usize, 0..6_usize).prop_map(
        |(samples, records, indexed, indexed_later)| World {
            samples,
            records: records.into_iter().collect(),
            indexed,
            indexed_later,
        },
    )
}

/// All fields, of any kind of record and of each one that has it.
fn fields() -> Vec<Property> {
    let mut properties = Vec::new();
    for version in [Version::New, Version::Old, Version::Received] {
        for (kind, _) in FIELDS {
            for name in fields_of(kind) {
                for kind in [None, Some(kind)] {
                    properties.push(Property::Field(FieldPath { version, kind, name: name.to_owned() }));
                }
            }
        }
    }
    properties
}

fn property() -> impl Strategy<Value = Property> {
    let free = [
        Column::Channel,
        Column::Company,
        Column::CustomerAccount,
        Column::AsyncCustomerAccount,
        Column::Description,
        Column::Proposal,
    ];
    prop_oneof![
        5 => select(fields()),
        1 => attribute_name().prop_map(|name| Property::Attribute(name.to_owned())),
        2 => select(AnyOf::ALL.to_vec()).prop_map(Property::Anywhere),
        1 => select(free.map(Property::Column).to_vec()),
    ]
}

/// A value to compare with, often one that there is.
fn wanted() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => text(),
        1 => select(vec![
            "köln", "50%_OFF", "usrt", "ö1", "c-007", "NLö7", "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a01",
            "{5F0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a02}", "NO GUID", "5f0b1c6e",
            "5550109", "020-555 0109", "+31 20", "0109", "980526399", "31205550109", "0031 20 555 0109", "0031205",
            "+31 (0)20 555 0109",
            "Created", "changed: Email", "superseded by operation 1", "address removed",
        ])
        .prop_map(str::to_owned),
    ]
}

fn pattern(text: impl Strategy<Value = String>) -> impl Strategy<Value = Pattern> {
    let piece = prop_oneof![
        3 => text.prop_map(Piece::Text),
        1 => Just(Piece::One),
        2 => Just(Piece::Any),
    ];
    vec(piece, 0..4).prop_map(Pattern::new)
}

fn sign() -> impl Strategy<Value = Comparison> {
    select(vec![Comparison::Less, Comparison::LessOrEqual, Comparison::Greater, Comparison::GreaterOrEqual])
}

/// The ends of a range, at least one of which is there.
fn ends<T: Clone + std::fmt::Debug>(
    end: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = (Option<T>, Option<T>)> {
    prop_oneof![
        end.clone().prop_map(|from| (Some(from), None)),
        end.clone().prop_map(|to| (None, Some(to))),
        (end.clone(), end).prop_map(|(from, to)| (Some(from), Some(to))),
    ]
}

fn text_test() -> impl Strategy<Value = TextTest> {
    let end = wanted().prop_filter("an end that is empty is none", |end| !end.is_empty()).boxed();
    let operand = prop_oneof![
        3 => wanted().prop_map(|text| Operand::Pattern(Pattern::exact(&text))),
        3 => pattern(wanted()).prop_map(Operand::Pattern),
        1 => ends(end).prop_map(|(from, to)| Operand::Range { from, to }),
    ];
    prop_oneof![
        5 => vec(operand, 1..4).prop_map(TextTest::OneOf),
        2 => (sign(), wanted()).prop_map(|(sign, text)| TextTest::Ordered(sign, text)),
        3 => wanted().prop_map(TextTest::Contains),
    ]
}

/// A test of a column whose words are the program's own.
fn word_test() -> impl Strategy<Value = Test> {
    let words = |column: Column| -> Vec<&'static str> {
        match column {
            Column::Record => RecordKind::ALL.map(RecordKind::name).to_vec(),
            Column::Table => RecordKind::ALL.map(RecordKind::table).to_vec(),
            Column::Operation => Action::ALL.map(Action::name).to_vec(),
            Column::Status => State::ALL.map(State::name).to_vec(),
            Column::Effect => EffectKind::ALL.map(EffectKind::name).to_vec(),
            Column::Notes => NoteCode::ALL.map(NoteCode::name).to_vec(),
            _ => PROBLEMS.map(|reason| reason.code().name()).into_iter().chain([Code::TooLong.name()]).collect(),
        }
    };
    let columns = vec![
        Column::Record,
        Column::Table,
        Column::Operation,
        Column::Status,
        Column::Effect,
        Column::Errors,
        Column::Notes,
    ];
    select(columns).prop_flat_map(move |column| {
        let word = select(words(column)).prop_map(str::to_owned);
        let exact = word.clone().prop_map(|word| Operand::Pattern(Pattern::exact(&word)));
        let start = (word.clone(), 1..5_usize).prop_map(|(word, length)| {
            Operand::Pattern(Pattern::new([Piece::Text(word[..length].to_uppercase()), Piece::Any]))
        });
        let range = ends(word.clone()).prop_map(|(from, to)| Operand::Range { from, to });
        let test = prop_oneof![
            vec(prop_oneof![3 => exact, 1 => start, 1 => range], 1..4).prop_map(TextTest::OneOf),
            (sign(), word.clone()).prop_map(|(sign, word)| TextTest::Ordered(sign, word)),
            (word, 0..3_usize).prop_map(|(word, from)| TextTest::Contains(word[from..from + 2].to_owned())),
        ];
        test.prop_map(move |test| Test::Text { property: Property::Column(column), test })
    })
}

/// Whether any value to be equal to is a GUID.
fn is_of_guids(test: &TextTest) -> bool {
    let TextTest::OneOf(operands) = test else { return false };
    operands.iter().filter_map(Operand::as_exact).any(|text| parse_guid(text).is_some())
}

fn test() -> impl Strategy<Value = Test> {
    let number = (
        select(vec![Column::Id, Column::Counter, Column::Attempts, Column::Run]),
        vec(ends(-1_i64..15).prop_map(|(from, to)| Span { from, to }), 1..3),
    );
    let instant = prop_oneof![0_i64..5, Just(RECEIVED)].prop_map(Timestamp).boxed();
    let time = (
        select(vec![Column::Timestamp, Column::Received]),
        vec(ends(instant).prop_map(|(from, to)| Span { from, to }), 1..3),
    );
    prop_oneof![
        12 => (property(), text_test())
            .prop_filter("an account that is a GUID is read as one", |(property, test)| {
                *property != Property::Column(Column::CustomerAccount) || !is_of_guids(test)
            })
            .prop_map(|(property, test)| Test::Text { property, test }),
        3 => word_test(),
        1 => number.prop_map(|(column, spans)| Test::Number { column, spans }),
        1 => time.prop_map(|(column, spans)| Test::Time { column, spans }),
        1 => any::<bool>().prop_map(|value| Test::Flag { column: Column::Edited, value }),
        2 => prop_oneof![
            3 => property(),
            1 => select(Column::ALL.to_vec()).prop_map(Property::Column),
        ]
        .prop_map(|property| Test::Empty { property }),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    test().prop_map(Filter::Test).prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(Filter::All),
            vec(inner.clone(), 2..4).prop_map(Filter::Any),
            // A double negation is read as none.
            inner.prop_map(|inner| match inner {
                Filter::Not(inner) => *inner,
                inner => Filter::Not(Box::new(inner)),
            }),
        ]
    })
}

fn check(world: &World, filters: &[Filter]) -> TestCaseResult {
    let fail = |error: super::StoreError| TestCaseError::fail(format!("{error}: {error:?}"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut store =
        Store::open(&folder.path().join("headquarters.db").into(), Access::Create, Clock::system(), "tester")
            .map_err(fail)?;
    world.build(&mut store).map_err(fail)?;
    let settings = settings();

    let columns: Vec<Property> =
        fields().into_iter().chain(["ÖAB", "X"].map(|name| Property::Attribute(name.to_owned()))).collect();
    let sort = Property::Column(Column::Id);
    let all = Selection {
        filter: None,
        sort: sort.clone(),
        descending: false,
        limit: None,
        columns: &columns,
        settings: &settings,
    };
    let mut listed = Vec::new();
    store
        .for_each_operation(&all, |operation| -> super::Result<()> {
            listed.push(operation.values);
            Ok(())
        })
        .map_err(fail)?;
    for (naive, values) in world.naive().zip(&listed) {
        for (property, value) in columns.iter().zip(values) {
            prop_assert_eq!(value, &naive.texts(property).pop(), "{} of operation {}", property, naive.id);
        }
    }

    let names = Names::new(store.extension_names().map_err(fail)?);
    // Only where no table has the column is there no such name.
    let knows = |property: &Property| names.property(&property.to_string()).as_ref() == Ok(property);
    for filter in filters {
        let printed = filter.to_string();
        if properties_of(filter).into_iter().all(knows) {
            let read = parse(
                &printed,
                &Surroundings { names: &names, known: &KnownValues::default(), now: Timestamp(RECEIVED) },
            );
            prop_assert_eq!(read.as_ref(), Ok(filter), "{}", printed);
        }
        let selection = Selection { filter: Some(filter), sort: sort.clone(), ..all.clone() };
        let mut found = Vec::new();
        store
            .for_each_operation(&selection, |operation| -> super::Result<()> {
                found.push(operation.id.0);
                Ok(())
            })
            .map_err(fail)?;
        let expected: Vec<i64> = world.naive().filter(|naive| naive.passes(filter)).map(|naive| naive.id).collect();
        prop_assert_eq!(found, expected, "{}", printed);
    }
    Ok(())
}

fn properties_of(filter: &Filter) -> Vec<&Property> {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().flat_map(properties_of).collect(),
        Filter::Not(inner) => properties_of(inner),
        Filter::Test(Test::Text { property, .. } | Test::Empty { property }) => vec![property],
        Filter::Test(Test::Number { .. } | Test::Time { .. } | Test::At { .. } | Test::Flag { .. }) => Vec::new(),
    }
}

/// Asks for each value that was noted when an operation was synchronized, which the index has from a later document
/// alone, for the default that an empty value stands for, for an amount and for a GUID of which the index has the start
/// alone.
fn questions_about_other_values(world: &World) -> Vec<Filter> {
    let matching = |version, field: &str, pattern| {
        let property = Property::Field(FieldPath { version, kind: None, name: field.to_owned() });
        Filter::Test(Test::Text { property, test: TextTest::OneOf(vec![Operand::Pattern(pattern)]) })
    };
    let question = |version, field: &str, value: &str| matching(version, field, Pattern::exact(value));
    let guid = Pattern::new([Piece::Text("5f0b".into()), Piece::Any, Piece::Text("2a01".into()), Piece::Any]);
    let mut questions = vec![
        question(Version::New, "Currency", DEFAULT_CURRENCY),
        question(Version::New, "CreditMax", "7.00"),
        matching(Version::New, "AddressId", guid),
    ];
    for sample in &world.samples {
        let Fate::Synced(_, _, changes) = &sample.fate else { continue };
        for (field, (old, new)) in changes {
            questions.push(question(Version::Old, field, old));
            questions.push(question(Version::New, field, new));
        }
    }
    questions
}

/// Asks for a value that an operation has, and so finds at least that one.
#[derive(Debug, Clone)]
struct Probe {
    operation: Index,
    property: Property,
    is_part: bool,
}

impl Probe {
    fn filter(&self, world: &World) -> Option<Filter> {
        let operations: Vec<_> = world.naive().collect();
        let value = self.operation.get(&operations).texts(&self.property).pop().filter(|value| !value.is_empty())?;
        let test = if self.is_part {
            TextTest::Contains(value)
        } else {
            TextTest::OneOf(vec![Operand::Pattern(Pattern::exact(&value))])
        };
        Some(Filter::Test(Test::Text { property: self.property.clone(), test }))
    }
}

fn probe() -> impl Strategy<Value = Probe> {
    (any::<Index>(), property(), any::<bool>()).prop_map(|(operation, property, is_part)| Probe {
        operation,
        property,
        is_part,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_filter_prints_as_itself_and_finds_what_a_naive_evaluation_finds(
        world in world(),
        filters in vec(filter(), 1..25),
        probes in vec(probe(), 0..40),
    ) {
        let probes = probes.iter().filter_map(|probe| probe.filter(&world));
        let filters = filters.into_iter().chain(probes).chain(questions_about_other_values(&world));
        check(&world, &filters.collect::<Vec<_>>())?;
    }
}
