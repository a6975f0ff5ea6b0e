//! The built-in columns of an operation: a line each.

use super::cell::Cell;
use super::operation::{Action, Effect, EffectKind, Operation};
use super::record::RecordKind;
use super::state::State;
use super::timestamp::Timestamp;

/// What is known of a column.
struct ColumnDefinition {
    key: &'static str,
    /// A shorter name that filters and options accept.
    short: Option<&'static str>,
    kind: ColumnKind,
    listed: Listed,
}

/// The kind of values that a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    /// A customer account.
    Account,
    Number,
    Time,
    Flag,
    State,
    Record,
    /// The upload table of a kind of record.
    Table,
    Action,
    Effect,
    /// The codes of problems, of which an operation may have several.
    Codes,
    /// The codes of notes, of which an operation may have several.
    NoteCodes,
}

impl ColumnKind {
    /// Returns the cell of an operation that has no such value.
    pub(crate) fn missing(self) -> Cell<'static> {
        match self {
            Self::Account => Cell::Account(None),
            Self::Action => Cell::Action(None),
            Self::Text
            | Self::Number
            | Self::Time
            | Self::Flag
            | Self::State
            | Self::Record
            | Self::Table
            | Self::Effect
            | Self::Codes
            | Self::NoteCodes => Cell::Empty,
        }
    }

    /// Returns the cell of a text in its machine form; `None` if there is no such value.
    pub(crate) fn cell(self, text: &str) -> Option<Cell<'static>> {
        match self {
            Self::Text | Self::Table | Self::Codes | Self::NoteCodes => Some(text.to_owned().into()),
            Self::Account => Some(Cell::Account(Some(text.to_owned().into()))),
            Self::Number => text.parse().ok().map(Cell::Number),
            Self::Time => Timestamp::parse(text).map(Cell::Time),
            Self::Flag => text.parse().ok().map(Cell::Flag),
            Self::State => State::ALL.into_iter().find(|state| state.name() == text).map(Cell::State),
            Self::Record => RecordKind::ALL.into_iter().find(|kind| kind.name() == text).map(Cell::Record),
            Self::Action => {
                Action::ALL.into_iter().find(|action| action.name() == text).map(|action| Cell::Action(Some(action)))
            }
            Self::Effect => EffectKind::ALL.into_iter().find(|effect| effect.name() == text).map(Cell::Effect),
        }
    }
}

/// The lists that have a column if nothing else is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Listed {
    /// Every list: the id and the columns of the Customer synchronization status page.
    Everywhere,
    /// JSON.
    InJson,
    /// None: the column has to be named.
    OnRequest,
}

macro_rules! columns {
    ($($column:ident $key:literal $short:expr, $kind:ident, $listed:ident, |$operation:ident| $cell:expr;)*) => {
        /// A built-in column of an operation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Column {
            $($column),*
        }

        impl Column {
            /// All columns in the order of JSON.
            pub(crate) const ALL: [Self; COLUMNS.len()] = [$(Self::$column),*];

            /// Returns the value of an operation.
            pub(crate) fn cell(self, operation: &Operation) -> Cell<'_> {
                match self {
                    $(Self::$column => {
                        let $operation = operation;
                        $cell
                    })*
                }
            }
        }

        /// In the order of [`Column`].
        const COLUMNS: [ColumnDefinition; [$($key),*].len()] = [$(ColumnDefinition {
            key: $key,
            short: $short,
            kind: ColumnKind::$kind,
            listed: Listed::$listed,
        }),*];
    };
}

columns! {
    Id                   "id"                     None,            Number,  Everywhere, |op| op.id.0.into();
    Channel              "channel"                None,            Text,    Everywhere, |op| (&*op.channel).into();
    Company              "company"                None,            Text,    InJson,     |op| (&*op.company).into();
    CustomerAccount      "customer_account"       Some("account"), Account, Everywhere, |op| Cell::account(op.customer_account.as_deref());
    AsyncCustomerAccount "async_customer_account" Some("async"),   Text,    Everywhere, |op| op.async_account.as_str().into();
    Record               "record"                 None,            Record,  InJson,     |op| op.kind.into();
    Operation            "operation"              None,            Action,  InJson,     |op| Cell::Action(op.action);
    Timestamp            "timestamp"              None,            Time,    Everywhere, |op| op.timestamp.into();
    Status               "status"                 None,            State,   Everywhere, |op| op.state.into();
    Errors               "errors"                 Some("error"),   Codes,   InJson,     |op| Cell::Problems(&op.problems);
    Attempts             "attempts"               None,            Number,  InJson,     |op| i64::from(op.attempts).into();
    Description          "description"            None,            Text,    InJson,     |op| Cell::Description(op);
    Table                "table"                  None,            Table,   InJson,     |op| op.kind.table().into();
    Counter              "counter"                None,            Number,  InJson,     |op| op.counter.0.into();
    Received             "received"               None,            Time,    InJson,     |op| op.received.into();
    Edited               "edited"                 None,            Flag,    InJson,     |op| op.edited.into();
    Notes                "notes"                  Some("note"),    NoteCodes, InJson,     |op| Cell::Notes(&op.notes);
    Run                  "run"                    None,            Number,  InJson,     |op| op.run.into();
    Proposal             "proposal"               None,            Text,    OnRequest,  |op| Cell::Proposals(&op.problems);
    Effect               "effect"                 None,            Effect,  OnRequest,  |op| op.effect.map(Effect::kind).into();
}

/// The columns that show envelope columns of the upload tables, by the names of those.
const ENVELOPE: [(&str, Column); 6] = [
    ("ReplicationCounterFromOrigin", Column::Counter),
    ("CustAccountAsync", Column::AsyncCustomerAccount),
    ("CustAccount", Column::CustomerAccount),
    ("DataAreaId", Column::Company),
    ("OriginatingChannel", Column::Channel),
    ("CreatedDateTime", Column::Timestamp),
];

impl Column {
    fn definition(self) -> &'static ColumnDefinition {
        &COLUMNS[self as usize]
    }

    /// Returns the column with that key or short name, in any case.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.names().any(|own| own.eq_ignore_ascii_case(name)))
    }

    /// Returns the column that shows an envelope column of the upload tables, by its name in any case.
    pub(crate) fn of_envelope(name: &str) -> Option<Self> {
        ENVELOPE.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, column)| *column)
    }

    /// Returns the key in machine formats, which is the name on the command line.
    pub(crate) fn key(self) -> &'static str {
        self.definition().key
    }

    /// Returns the key and the short name, if there is one.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        [self.key()].into_iter().chain(self.definition().short)
    }

    /// Returns the kind of its values.
    pub(crate) fn kind(self) -> ColumnKind {
        self.definition().kind
    }

    /// Returns the lists that have the column if nothing else is asked for.
    pub(crate) fn listed(self) -> Listed {
        self.definition().listed
    }
}
