//! The built-in columns in SQL, a line each. `o` is the operation and `c` its customer (LEFT JOIN).

use super::query::cases;
use crate::filter::TextTest;
use crate::model::{Action, Code, Column, DescriptionPiece, EffectKind, RecordKind, State, description_pieces};

/// How the store reads a column, tests it and sorts by it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SqlColumn {
    pub(super) value: SqlValue,
    order: SqlOrder,
    /// The parts of an operation that a list with the column reads.
    pub(super) parts: &'static [Part],
    /// The index that finds operations by the column's values, if there is one.
    pub(super) index: Option<SqlIndex>,
}

/// Where a column has its value.
#[derive(Debug, Clone, Copy)]
pub(super) enum SqlValue {
    /// An expression for a text or a number.
    Expression(&'static str),
    /// A time, which is known if a condition holds.
    Time(&'static str, Option<&'static str>),
    /// A condition.
    Flag(&'static str),
    /// The numbers of an expression, and the program's words for them.
    Words(&'static str, fn() -> Vec<Word>),
    ChannelName,
    /// The operation's own company, or that of its channel.
    Company,
    /// The codes of the operation's problems.
    Codes,
    /// The change description in English.
    Description,
}

/// A stored number and its word.
pub(super) type Word = (i64, &'static str);

/// What to sort by.
#[derive(Debug, Clone, Copy)]
enum SqlOrder {
    Value,
    Expression(&'static str),
    /// An expression that needs [`CHANNEL_JOINS`].
    OfChannel(&'static str),
}

/// What makes `h` the operation's channel and `k` the company of that.
const CHANNEL_JOINS: &str = " LEFT JOIN channel h ON h.id = o.channel LEFT JOIN company k ON k.id = h.company";

/// An index of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SqlIndex {
    Accounts,
    AsyncAccounts,
    Codes,
    States,
}

/// A part of an operation that is read from its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Id,
    Channel,
    Kind,
    State,
    Company,
    CustomerAccount,
    AsyncAccount,
    Action,
    At,
    Dated,
    Attempts,
    Effect,
    SupersededBy,
    Counter,
    Received,
    Edited,
    Problems,
    Changes,
}

impl Part {
    /// The number of parts.
    pub(super) const COUNT: usize = Self::Changes as usize + 1;

    /// Returns the expression in the operation's row; `None` for what is in rows of its own.
    pub(super) fn expression(self) -> Option<&'static str> {
        Some(match self {
            Self::Id => "o.id",
            Self::Channel => "o.channel",
            Self::Kind => "o.kind",
            Self::State => "o.state",
            Self::Company => "o.company",
            Self::CustomerAccount => "c.account",
            Self::AsyncAccount => "coalesce(o.async_account, c.async_account)",
            Self::Action => "o.action",
            Self::At => "o.at",
            Self::Dated => "o.dated",
            Self::Attempts => "o.attempts",
            Self::Effect => "o.effect",
            Self::SupersededBy => "o.superseded_by",
            Self::Counter => "o.counter",
            Self::Received => "o.received",
            Self::Edited => "o.edited",
            Self::Problems | Self::Changes => return None,
        })
    }
}

/// Returns the SQL of a column.
pub(super) fn sql_of(column: Column) -> SqlColumn {
    use SqlValue::{ChannelName, Codes, Company, Description, Expression, Flag, Time, Words};
    let sql = |value, parts| SqlColumn { value, order: SqlOrder::Value, parts, index: None };
    match column {
        Column::Id => sql(Expression("o.id"), &[]),
        Column::Channel => sql(ChannelName, &[]).sorted_by_channel("h.name COLLATE NOCASE"),
        Column::Company => {
            sql(Company, &[Part::Company]).sorted_by_channel("coalesce(o.company, k.code) COLLATE NOCASE")
        }
        Column::CustomerAccount => sql(Expression("c.account"), &[Part::CustomerAccount]).found_by(SqlIndex::Accounts),
        Column::AsyncCustomerAccount => {
            sql(Expression("coalesce(o.async_account, c.async_account, '')"), &[Part::AsyncAccount])
                .sorted_by("coalesce(o.async_account, c.async_account) COLLATE NOCASE")
                .found_by(SqlIndex::AsyncAccounts)
        }
        Column::Record => sql(Words("o.kind", record_names), &[]).sorted_by("o.kind"),
        Column::Operation => sql(Words("o.action", action_names), &[Part::Action]).sorted_by("o.action"),
        Column::Timestamp => sql(Time("o.at", Some("o.dated")), &[Part::At, Part::Dated]).sorted_by("o.at"),
        Column::Status => sql(Words("o.state", state_names), &[]).sorted_by("o.state").found_by(SqlIndex::States),
        Column::Errors => sql(Codes, &[Part::Problems]).found_by(SqlIndex::Codes),
        Column::Attempts => sql(Expression("o.attempts"), &[Part::Attempts]),
        Column::Description => sql(Description, DESCRIPTION_PARTS).sorted_by("o.effect"),
        Column::Table => sql(Words("o.kind", table_names), &[]).sorted_by("o.kind"),
        Column::Counter => sql(Expression("o.counter"), &[Part::Counter]),
        Column::Received => sql(Time("o.received", None), &[Part::Received]),
        Column::Edited => sql(Flag("o.edited"), &[Part::Edited]).sorted_by("o.edited"),
        Column::Effect => sql(Words("o.effect", effect_names), EFFECT_PARTS).sorted_by("o.effect"),
    }
}

const EFFECT_PARTS: &[Part] = &[Part::Effect, Part::SupersededBy];

const DESCRIPTION_PARTS: &[Part] = &[Part::Effect, Part::SupersededBy, Part::CustomerAccount, Part::Changes];

impl SqlColumn {
    fn sorted_by_channel(self, expression: &'static str) -> Self {
        Self { order: SqlOrder::OfChannel(expression), ..self }
    }

    /// Words are sorted in the order of their numbers, in which states, records and actions come about.
    fn sorted_by(self, expression: &'static str) -> Self {
        Self { order: SqlOrder::Expression(expression), ..self }
    }

    fn found_by(self, index: SqlIndex) -> Self {
        Self { index: Some(index), ..self }
    }

    /// Returns the expression to sort by, and the tables that it needs to be joined.
    pub(super) fn order(self) -> (String, &'static str) {
        match self.order {
            SqlOrder::Value => (self.value.expression(), ""),
            SqlOrder::Expression(expression) => (expression.to_owned(), ""),
            SqlOrder::OfChannel(expression) => (expression.to_owned(), CHANNEL_JOINS),
        }
    }
}

impl SqlValue {
    /// Returns the expression for the value in its machine form, or as a number. It is NULL if there is no value.
    pub(super) fn expression(self) -> String {
        match self {
            Self::Expression(expression) | Self::Time(expression, None) => expression.to_owned(),
            Self::Time(at, Some(is_known)) => format!("CASE WHEN {is_known} THEN {at} END"),
            Self::Flag(condition) => format!("CASE WHEN {condition} THEN 'true' ELSE 'false' END"),
            // All words are the program's own.
            Self::Words(number, words) => {
                cases(number, words().into_iter().map(|(number, word)| (number, format!("'{word}'"))))
            }
            Self::ChannelName => "(SELECT h.name FROM channel h WHERE h.id = o.channel)".to_owned(),
            Self::Company => "coalesce(o.company, (SELECT k.code FROM channel h JOIN company k ON k.id = h.company \
                              WHERE h.id = o.channel))"
                .to_owned(),
            Self::Codes => "(SELECT min(p.code) FROM problem p WHERE p.operation = o.id)".to_owned(),
            Self::Description => description(),
        }
    }
}

fn record_names() -> Vec<Word> {
    RecordKind::ALL.map(|kind| (kind.index() as i64, kind.name())).into()
}

fn table_names() -> Vec<Word> {
    RecordKind::ALL.map(|kind| (kind.index() as i64, kind.table())).into()
}

fn action_names() -> Vec<Word> {
    Action::ALL.map(|action| (action as i64, action.name())).into()
}

pub(super) fn state_names() -> Vec<Word> {
    State::ALL.map(|state| (state.index() as i64, state.name())).into()
}

fn effect_names() -> Vec<Word> {
    EffectKind::ALL.map(|effect| (effect as i64, effect.name())).into()
}

/// Returns the change description in English, built from the pieces of [`description_pieces`].
fn description() -> String {
    let effects = EffectKind::ALL.map(|effect| (effect as i64, description_of(effect)));
    format!("coalesce({}, '')", cases("o.effect", effects.into_iter()))
}

fn description_of(effect: EffectKind) -> String {
    let sentences = RecordKind::ALL.map(|kind| {
        let [with, without] = [true, false].map(|has_changes| sentence(effect, kind, has_changes));
        // Without a changed field, the list of their names is NULL, and so is the sentence.
        if with == without { with } else { format!("coalesce({with}, {without})") }
    });
    match &sentences {
        [first, others @ ..] if others.iter().all(|other| other == first) => first.clone(),
        _ => cases("o.kind", RecordKind::ALL.map(|kind| kind.index() as i64).into_iter().zip(sentences)),
    }
}

fn sentence(effect: EffectKind, kind: RecordKind, has_changes: bool) -> String {
    let pieces = description_pieces(effect, kind, has_changes).iter().map(|piece| match piece {
        DescriptionPiece::Words(words) => format!("'{words}'"),
        DescriptionPiece::Record => format!("'{}'", kind.name()),
        DescriptionPiece::Account => "coalesce(c.account, '')".to_owned(),
        DescriptionPiece::ChangedFields => "(SELECT group_concat(g.field, ', ' ORDER BY g.position) FROM change g \
                                            WHERE g.operation = o.id AND g.old <> g.new)"
            .to_owned(),
        DescriptionPiece::NewerOperation => "o.superseded_by".to_owned(),
    });
    pieces.collect::<Vec<_>>().join(" || ")
}

/// Returns the numbers of the words that match.
pub(super) fn numbers_of(words: Vec<Word>, test: &TextTest) -> Vec<i64> {
    words.into_iter().filter(|(_, word)| test.matches(word)).map(|(number, _)| number).collect()
}

/// Returns the operations that have a code which matches. The codes are the program's own words.
pub(super) fn with_codes(test: &TextTest) -> String {
    let codes = Code::ALL.into_iter().filter(|code| test.matches(code.name()));
    let codes: Vec<_> = codes.map(|code| format!("'{code}'")).collect();
    format!("SELECT operation FROM problem WHERE code IN ({})", codes.join(", "))
}
