//! The built-in columns in SQL, a line each. `o` is the operation, `c` its customer (LEFT JOIN) and `r` its received row.

use super::operations::ROW;
use crate::filter::{TextDecision, TextTest};
use crate::model::{Action, Code, Column, EffectKind, NoteCode, RecordKind, State};

/// How the store reads a column and sorts by it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SqlColumn {
    order: SqlOrder,
    /// The parts of an operation that a list with the column reads.
    pub(super) parts: &'static [Part],
    /// The index that finds operations by the column's values, if there is one.
    pub(super) index: Option<SqlIndex>,
    may_be_empty: bool,
}

/// A stored number and its word.
pub(super) type Word = (i64, &'static str);

/// What to sort by.
#[derive(Debug, Clone, Copy)]
enum SqlOrder {
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
    Ordered,
    Noted,
    Edited,
    Run,
    Customer,
    Key,
    /// The number of the row's layout; it needs the received row to be joined, as [`Self::Row`] does.
    Layout,
    /// The row after its edits.
    Row,
    /// The row as it was received.
    ReceivedRow,
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
            Self::Ordered => "o.ordered",
            Self::Noted => "o.noted",
            Self::Edited => "o.edited",
            Self::Run => "o.run",
            Self::Customer => "o.customer",
            Self::Key => "o.key",
            Self::Layout => "r.layout",
            Self::Row => ROW,
            Self::ReceivedRow => "r.row",
            Self::Problems | Self::Changes => return None,
        })
    }
}

/// Returns the SQL of a column. Words are sorted in the order of their numbers, in which states, records and actions come
/// about.
pub(super) fn sql_of(column: Column) -> SqlColumn {
    let sql = |order, parts| SqlColumn { order: SqlOrder::Expression(order), parts, index: None, may_be_empty: false };
    let of_channel =
        |order, parts| SqlColumn { order: SqlOrder::OfChannel(order), parts, index: None, may_be_empty: false };
    match column {
        Column::Id => sql("o.id", &[]),
        Column::Channel => of_channel("h.name COLLATE NOCASE", &[]),
        Column::Company => of_channel("coalesce(o.company, k.code) COLLATE NOCASE", &[Part::Company]),
        Column::CustomerAccount => {
            sql("c.account COLLATE NOCASE", &[Part::CustomerAccount]).found_by(SqlIndex::Accounts).emptiable()
        }
        Column::AsyncCustomerAccount => {
            sql("coalesce(o.async_account, c.async_account) COLLATE NOCASE", &[Part::AsyncAccount])
                .found_by(SqlIndex::AsyncAccounts)
                .emptiable()
        }
        Column::Record | Column::Table => sql("o.kind", &[]),
        Column::Operation => sql("o.action", &[Part::Action]).emptiable(),
        Column::Timestamp => sql("o.at", &[Part::At, Part::Dated, Part::Ordered]),
        Column::Status => sql("o.state", &[]).found_by(SqlIndex::States),
        Column::Errors => sql("(SELECT min(p.code) FROM problem p WHERE p.operation = o.id)", &[Part::Problems])
            .found_by(SqlIndex::Codes)
            .emptiable(),
        Column::Proposal => sql(
            "(SELECT min(p.suggestion) FROM problem p WHERE p.operation = o.id AND p.suggestion <> '')",
            &[Part::Problems],
        )
        .emptiable(),
        Column::Attempts => sql("o.attempts", &[Part::Attempts]),
        Column::Description => sql("o.effect", DESCRIPTION_PARTS).emptiable(),
        Column::Counter => sql("o.counter", &[Part::Counter]),
        Column::Received => sql("o.received", &[Part::Received]),
        Column::Edited => sql("o.edited", &[Part::Edited]),
        Column::Run => sql("o.run", &[Part::Run]).emptiable(),
        Column::Effect => sql("o.effect", EFFECT_PARTS).emptiable(),
        Column::Notes => sql(NOTE_ORDER, NOTE_PARTS).emptiable(),
    }
}

const EFFECT_PARTS: &[Part] = &[Part::Effect, Part::SupersededBy];

/// What tells the notes of an operation.
const NOTE_PARTS: &[Part] =
    &[Part::Effect, Part::SupersededBy, Part::At, Part::Dated, Part::Ordered, Part::Received, Part::Noted];

/// The first note of an operation.
const NOTE_ORDER: &str = "CASE WHEN o.ordered IS NOT NULL AND o.dated <> 0 THEN \
       CASE WHEN o.at > o.ordered AND o.at > o.received THEN 'clock-ahead' ELSE 'clock-back' END \
     WHEN o.noted & 1 <> 0 THEN 'encoding' WHEN o.noted & 2 <> 0 THEN 'placeholder' WHEN o.effect = 5 THEN 'superseded' END";

const DESCRIPTION_PARTS: &[Part] = &[Part::Effect, Part::SupersededBy, Part::CustomerAccount, Part::Changes];

impl SqlColumn {
    /// Whether the expression to sort by may be empty.
    pub(super) fn may_be_empty(self) -> bool {
        self.may_be_empty
    }

    fn emptiable(self) -> Self {
        Self { may_be_empty: true, ..self }
    }

    fn found_by(self, index: SqlIndex) -> Self {
        Self { index: Some(index), ..self }
    }

    /// Returns the expression to sort by, and the tables that it needs to be joined.
    pub(super) fn order(self) -> (&'static str, &'static str) {
        match self.order {
            SqlOrder::Expression(expression) => (expression, ""),
            SqlOrder::OfChannel(expression) => (expression, CHANNEL_JOINS),
        }
    }
}

/// Returns the number of an operation that a column has a word for, and the words; `None` if the column has no such words.
pub(super) fn words_of(column: Column) -> Option<(&'static str, Vec<Word>)> {
    Some(match column {
        Column::Record => ("o.kind", RecordKind::ALL.map(|kind| (kind.index() as i64, kind.name())).into()),
        Column::Table => ("o.kind", RecordKind::ALL.map(|kind| (kind.index() as i64, kind.table())).into()),
        Column::Operation => ("o.action", Action::ALL.map(|action| (action as i64, action.name())).into()),
        Column::Status => ("o.state", State::ALL.map(|state| (state.index() as i64, state.name())).into()),
        Column::Effect => ("o.effect", EffectKind::ALL.map(|effect| (effect as i64, effect.name())).into()),
        _ => return None,
    })
}

/// Returns the numbers of the words that match.
pub(super) fn numbers_of(words: Vec<Word>, test: &TextTest) -> Vec<i64> {
    let decision = TextDecision::of_words(test);
    words.into_iter().filter(|(_, word)| decision.passes_word(word)).map(|(number, _)| number).collect()
}

/// Returns the condition that an operation has a note whose code matches.
pub(super) fn with_notes(test: &TextTest) -> String {
    let decision = TextDecision::of_words(test);
    let codes = NoteCode::ALL.into_iter().filter(|code| decision.passes_word(code.name()));
    let conditions: Vec<_> = codes.map(has_note).collect();
    if conditions.is_empty() { "0".to_owned() } else { format!("({})", conditions.join(" OR ")) }
}

/// Returns the condition that an operation has a note.
pub(super) fn has_note(code: NoteCode) -> String {
    match code {
        NoteCode::Superseded => format!("o.effect = {}", EffectKind::Superseded as i64),
        NoteCode::ClockAhead => {
            "(o.ordered IS NOT NULL AND o.dated <> 0 AND o.at > o.ordered AND o.at > o.received)".to_owned()
        }
        NoteCode::ClockBack => {
            "(o.ordered IS NOT NULL AND o.dated <> 0 AND NOT (o.at > o.ordered AND o.at > o.received))".to_owned()
        }
        NoteCode::Encoding | NoteCode::Placeholder => format!("(o.noted <> 0 AND o.noted & {} <> 0)", code.bit()),
    }
}

/// Returns the operations that have a code which matches. The codes are the program's own words.
pub(super) fn with_codes(test: &TextTest) -> String {
    let decision = TextDecision::of_words(test);
    let codes = Code::ALL.into_iter().filter(|code| decision.passes_word(code.name()));
    let codes: Vec<_> = codes.map(|code| format!("'{code}'")).collect();
    format!("SELECT operation FROM problem WHERE code IN ({})", codes.join(", "))
}

/// The operations that have a proposal, which is the empty value for an exported NULL.
pub(super) const WITH_PROPOSALS: &str =
    "SELECT operation FROM problem WHERE suggestion <> '' OR expected = 'empty' AND reason LIKE '%-null'";
