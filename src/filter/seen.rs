//! An operation as a filter sees it: what has been read of it so far.

use crate::model::{Action, Change, EffectKind, NoteCode, RecordKind, Timestamp};

/// The numbers of an operation. What nobody asks for keeps its default.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct OperationNumbers {
    pub(crate) id: i64,
    pub(crate) channel: i64,
    pub(crate) kind: i64,
    pub(crate) state: i64,
    pub(crate) action: Option<i64>,
    /// Microseconds since 1970-01-01 UTC.
    pub(crate) at: i64,
    /// Whether `at` is the row's own time.
    pub(crate) dated: bool,
    /// When it counts in the order of `sync`, where that is not `at`.
    pub(crate) ordered: Option<i64>,
    /// The bits of what is noted about its values.
    pub(crate) noted: i64,
    /// Microseconds since 1970-01-01 UTC.
    pub(crate) received: i64,
    pub(crate) attempts: i64,
    pub(crate) edited: bool,
    /// `None` if no run changed the operation.
    pub(crate) run: Option<i64>,
    pub(crate) effect: Option<i64>,
    pub(crate) superseded_by: Option<i64>,
    pub(crate) counter: i64,
    pub(crate) customer: Option<i64>,
    pub(crate) layout: i64,
}

impl OperationNumbers {
    /// Returns the kind of record; `None` if no version of the program writes such a number.
    pub(crate) fn kind(&self) -> Option<RecordKind> {
        RecordKind::from_index(self.kind)
    }

    /// Returns the action; `None` if the row's `OPERATION` cannot be read.
    pub(crate) fn action(&self) -> Option<Action> {
        Action::from_number(self.action?)
    }

    /// Returns the row's own time; `None` if it has none.
    pub(crate) fn own_time(&self) -> Option<Timestamp> {
        self.dated.then_some(Timestamp(self.at))
    }

    /// Returns when it counts in the order of `sync`.
    pub(crate) fn order_time(&self) -> Timestamp {
        Timestamp(self.ordered.unwrap_or(self.at))
    }

    /// Returns the row's own time if it counts at another one.
    pub(crate) fn misjudged_time(&self) -> Option<Timestamp> {
        self.own_time().filter(|_| self.ordered.is_some())
    }

    /// Returns the codes of its notes.
    pub(crate) fn notes(&self) -> impl Iterator<Item = NoteCode> {
        let superseded = self.effect() == Some(EffectKind::Superseded);
        let clock = |own| NoteCode::of_clock(own, self.order_time(), Timestamp(self.received));
        let clock = self.misjudged_time().map(clock);
        superseded.then_some(NoteCode::Superseded).into_iter().chain(clock).chain(NoteCode::of_bits(self.noted))
    }

    /// Returns the effect; `None` until the operation is synced.
    pub(crate) fn effect(&self) -> Option<EffectKind> {
        EffectKind::from_number(self.effect?)
    }
}

/// What headquarters has of a record now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PresentRecord {
    pub(crate) is_primary: bool,
    /// The fields as a JSON array.
    pub(crate) fields: String,
}

/// What has been read of an operation. `None` for what was not read, unless it says otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) numbers: &'a OperationNumbers,
    /// The operation's own company; `None` if it is that of its channel.
    pub(crate) company: Option<&'a str>,
    /// `None` if the customer has no account.
    pub(crate) account: Option<&'a str>,
    pub(crate) async_account: &'a str,
    /// The row after its edits, as a JSON array.
    pub(crate) row: Option<&'a str>,
    /// The row before its edits, as a JSON array.
    pub(crate) received_row: Option<&'a str>,
    /// The codes of its problems.
    pub(crate) codes: Option<&'a [String]>,
    /// The proposals for its problems.
    pub(crate) proposals: Option<&'a [String]>,
    /// What was recorded when it was synchronized.
    pub(crate) changes: Option<&'a [Change]>,
    /// The record at headquarters, `Ok(None)` if there is none.
    pub(crate) record: Result<Option<&'a PresentRecord>, NotRead>,
}

/// Why a value of an operation is not known: a part of the operation was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NotRead;
