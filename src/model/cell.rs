//! A value of a list, with its type: each format renders it in its own way.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::fields::Change;
use super::ids::Counter;
use super::job::Job;
use super::operation::{Action, EffectKind, Operation};
use super::operation_note::OperationNote;
use super::problem::Problem;
use super::record::RecordKind;
use super::run::{Figures, Outcome};
use super::state::State;
use super::timestamp::Timestamp;

/// A value of a list before a format has rendered it. It is small, since every value of an export is one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// No value.
    Empty,
    Text(Cow<'a, str>),
    /// A number that tells one thing from another, such as that of an operation or a run.
    Number(i64),
    /// How many there are of something.
    Count(i64),
    Flag(bool),
    Time(Timestamp),
    /// A customer account; `None` while the customer has none.
    Account(Option<Cow<'a, str>>),
    State(State),
    Record(RecordKind),
    /// `None` if the row's `OPERATION` cannot be read.
    Action(Option<Action>),
    Effect(EffectKind),
    Problems(&'a [Problem]),
    Notes(&'a [OperationNote]),
    /// The proposals for what is wrong.
    Proposals(&'a [Problem]),
    /// The change description of an operation.
    Description(&'a Operation),
    /// Edited or changed fields with their old and new values.
    Changes(&'a [Change]),
    Job(Job),
    Outcome(Outcome),
    /// What a job counted.
    Figures(Job, &'a Figures),
    /// How long something took.
    Seconds(f64),
    /// When something last happened; `None` if it never did.
    LastTime(Option<Timestamp>),
    /// How far the upload table of each kind of record was read.
    Counters(&'a [(RecordKind, Counter)]),
    /// What an entry of the audit trail says.
    Object(&'a Map<String, Json>),
    /// A text in the language of people, and in English for machines.
    Translated(Box<TranslatedText>),
}

/// A text that a page has looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TranslatedText {
    pub(crate) english: String,
    pub(crate) shown: String,
}

impl<'a> Cell<'a> {
    /// Returns the cell of a text that is `shown` to people, and `english` for machines.
    pub(crate) fn translated(english: impl Into<String>, shown: String) -> Self {
        Self::Translated(Box::new(TranslatedText { english: english.into(), shown }))
    }

    /// Returns the cell of a customer account.
    pub(crate) fn account(account: Option<&'a str>) -> Self {
        Self::Account(account.map(Cow::Borrowed))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Cell<'_> {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Timestamp> for Cell<'_> {
    fn from(at: Timestamp) -> Self {
        Self::Time(at)
    }
}

impl From<State> for Cell<'_> {
    fn from(state: State) -> Self {
        Self::State(state)
    }
}

impl From<RecordKind> for Cell<'_> {
    fn from(kind: RecordKind) -> Self {
        Self::Record(kind)
    }
}

impl From<Job> for Cell<'_> {
    fn from(job: Job) -> Self {
        Self::Job(job)
    }
}

impl From<Outcome> for Cell<'_> {
    fn from(outcome: Outcome) -> Self {
        Self::Outcome(outcome)
    }
}

impl From<EffectKind> for Cell<'_> {
    fn from(effect: EffectKind) -> Self {
        Self::Effect(effect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_small() {
        assert!(size_of::<Cell<'_>>() <= 32, "{}", size_of::<Cell<'_>>());
    }
}
