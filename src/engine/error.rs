//! Why a job, a correction or a query fails.

use std::any::Any;
use std::path::PathBuf;

use thiserror::Error;

use super::identity::OlderStore;
use super::import::ImportFileError;
use super::repair::Correction;
use crate::channel::{ChannelError, SessionError};
use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::lock::LockError;
use crate::model::{FailureCode, JobFailure, OperationId, RecordKind, State};
use crate::store::{Store, StoreError};
use crate::suggest;

/// A fault of one channel, which fails alone, or of headquarters, which ends the run.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum EngineError {
    Channel(#[from] ChannelError),
    Store(StoreError),
    Lock(#[from] LockError),
    /// A file of customers cannot be imported.
    Import(#[from] ImportFileError),
    /// The program was asked to stop, by the signal with that number.
    Interrupted(usize),
    /// The store was put back to an older state, or its trail was rewritten: somebody else knows more of it than it does.
    OlderStore(#[from] OlderStore),
    /// There is no store yet, and a channel knows one with that identity.
    StoreLost {
        channel: String,
        store: String,
    },
    /// There is no store yet, and the file with its anchors has those of a store with that identity.
    NotedStoreLost {
        file: PathBuf,
        store: String,
    },
    AlreadyOurs {
        channel: String,
    },
    /// A channel whose operations belong to one company cannot go over to another.
    CompanyChanged {
        channel: String,
        stored: String,
        configured: String,
    },
    /// `range` has the first and the last operation of the store.
    NoOperation {
        id: OperationId,
        range: Option<(OperationId, OperationId)>,
    },
    NoCustomer {
        account: String,
    },
    /// Nothing that is known about customers matches. The operation `naming` has the text as an account that no customer has,
    /// and the one `numbered` has it as its number.
    NobodyFound {
        term: String,
        naming: Option<OperationId>,
        numbered: Option<OperationId>,
    },
    NeverUploaded {
        channel: String,
    },
    NoRun {
        id: i64,
        newest: Option<i64>,
    },
    NoRuns,
    /// `nearest` is the saved expression with the most similar name.
    NoSavedFilter {
        name: String,
        nearest: Option<String>,
    },
    NoChannel {
        name: String,
        known: Vec<String>,
    },
    /// The operation is in a state in which that cannot be done to it.
    WrongState {
        id: OperationId,
        state: State,
        correction: Correction,
    },
    /// The operation's table has no such column.
    NoField {
        id: OperationId,
        kind: RecordKind,
        field: String,
        known: Vec<String>,
    },
    /// Somebody has done something to the operation since it was looked at.
    ChangedMeanwhile {
        id: OperationId,
    },
    /// What the store has for an operation is not what the program wrote.
    Unreadable {
        id: OperationId,
        source: serde_json::Error,
    },
    /// The operation's own data is such that it cannot be worked with.
    Operation {
        id: OperationId,
        source: Box<EngineError>,
    },
    /// The thread that prepares the operations of a batch panicked.
    PreparationPanicked(Phrase),
    /// A thread that worked on a channel panicked.
    ChannelPanicked {
        channel: String,
        detail: Phrase,
    },
    /// What the store has for a customer is not what the program wrote.
    UnreadableCustomer {
        account: String,
        source: serde_json::Error,
    },
}

impl EngineError {
    /// Whether the cause is one row of the store, and not the store as a whole or its disk.
    pub(in crate::engine) fn is_of_a_row(&self) -> bool {
        match self {
            Self::Store(error) => error.is_of_a_row(),
            Self::Unreadable { .. } | Self::UnreadableCustomer { .. } => true,
            _ => false,
        }
    }

    /// Returns the error of an operation if a row is the cause; any other error as it is.
    pub(super) fn of_operation(self, id: OperationId) -> Self {
        if self.is_of_a_row() { Self::Operation { id, source: Box::new(self) } } else { self }
    }

    /// Whether the same may succeed if it is done again: see [`StoreError::may_pass`].
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::Store(error) if error.may_pass())
    }

    /// Whether it ends the whole run, and not only the work on one channel.
    pub(super) fn ends_run(&self) -> bool {
        !matches!(self, Self::Channel(_)) && !self.is_interruption()
    }

    /// Whether it only says that the program was asked to stop.
    pub(super) fn is_interruption(&self) -> bool {
        matches!(self.kind(), FailureKind::Interrupted(_))
    }
}

/// Returns what a panic says.
pub(in crate::engine) fn panic_message(panic: &(dyn Any + Send)) -> Phrase {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.map_or_else(|| Phrase::new("panic-silent"), Phrase::verbatim)
}

impl From<StoreError> for EngineError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::OfOperation { operation, cause } => {
                Self::Operation { id: operation, source: Box::new(Self::Store(*cause)) }
            }
            error => Self::Store(error),
        }
    }
}

impl From<SessionError> for EngineError {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::Channel(error) => Self::Channel(error),
            SessionError::Interrupted(signal) => Self::Interrupted(signal),
            SessionError::Panicked(channel) => {
                Self::ChannelPanicked { channel, detail: Phrase::new("panic-thread-ended") }
            }
        }
    }
}

impl Explain for EngineError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Channel(error) => error.phrase(),
            Self::Store(error) => error.phrase(),
            Self::Lock(error) => error.phrase(),
            Self::Import(error) => error.phrase(),
            Self::Interrupted(_) => Phrase::new("interrupted"),
            Self::OlderStore(older) => older.phrase(),
            Self::StoreLost { channel, store } => {
                Phrase::new("engine-store-lost").with("channel", channel).with("store", store)
            }
            Self::NotedStoreLost { file, store } => {
                Phrase::new("engine-noted-store-lost").with("file", file.display()).with("store", store)
            }
            Self::AlreadyOurs { channel } => Phrase::new("engine-already-ours").with("channel", channel),
            Self::NoOperation { id, range } => in_range(Phrase::new("engine-no-operation"), *id, *range),
            Self::NoCustomer { account } => Phrase::new("engine-no-customer").with("account", account),
            Self::NobodyFound { term, naming, numbered } => {
                let phrase = Phrase::new("engine-nobody-found").with("term", term);
                match (naming, numbered) {
                    (Some(operation), _) => phrase.with("form", "named").with("operation", operation),
                    (None, Some(operation)) => phrase.with("form", "numbered").with("operation", operation),
                    (None, None) => phrase.with("form", "unknown"),
                }
            }
            Self::NeverUploaded { channel } => Phrase::new("engine-never-uploaded").with("channel", channel),
            Self::NoRun { id, newest } => {
                let phrase = Phrase::new("engine-no-run").with("id", id);
                match newest {
                    Some(newest) => phrase.with("form", "others").with("newest", newest),
                    None => phrase.with("form", "none"),
                }
            }
            Self::NoRuns => Phrase::new("engine-no-runs"),
            Self::NoSavedFilter { name, nearest } => {
                let phrase = Phrase::new("engine-no-saved-filter").with("name", name);
                match nearest {
                    Some(nearest) => phrase.with("form", "near").with("nearest", nearest),
                    None => phrase.with("form", "unknown"),
                }
            }
            Self::NoChannel { name, known } => {
                let phrase = Phrase::new("engine-no-channel").with("name", name);
                if known.is_empty() { phrase.with("form", "none") } else { near(phrase, name, known, "`") }
            }
            Self::WrongState { id, state, correction } => Phrase::new("engine-wrong-state")
                .with("id", id)
                .with("state", state.name())
                .with("correction", correction.name()),
            Self::NoField { id, kind, field, known } => {
                let phrase = Phrase::new("engine-no-field").with("id", id).with("record", kind.name());
                near(phrase.with("field", field), field, known, "")
            }
            Self::ChangedMeanwhile { id } => Phrase::new("engine-changed-meanwhile").with("id", id),
            Self::CompanyChanged { .. } | Self::Unreadable { .. } | Self::UnreadableCustomer { .. } => {
                JobFailure::from(self).phrase()
            }
            Self::Operation { id, source } => {
                Phrase::new("engine-operation-unusable").with("id", id).because(source.phrase())
            }
            Self::PreparationPanicked(detail) => Phrase::new("engine-preparation-panicked").because(detail.clone()),
            Self::ChannelPanicked { channel, detail } => {
                Phrase::new("engine-channel-panicked").with("channel", channel).because(detail.clone())
            }
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Channel(error) => error.kind(),
            Self::Store(error) => error.kind(),
            Self::Lock(error) => error.kind(),
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::NoChannel { .. } | Self::NoSavedFilter { .. } => FailureKind::Usage,
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Channel(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::Lock(error) => error.hint(),
            Self::Import(error) => error.hint(),
            Self::OlderStore(older) => older.hint(),
            _ => self.phrase().hint(),
        }
    }

    fn lacks_store_path(&self) -> bool {
        match self {
            Self::Store(error) => error.lacks_store_path(),
            Self::Lock(error) => error.lacks_store_path(),
            Self::OlderStore(_)
            | Self::StoreLost { .. }
            | Self::NotedStoreLost { .. }
            | Self::CompanyChanged { .. }
            | Self::Unreadable { .. }
            | Self::UnreadableCustomer { .. }
            | Self::Operation { .. } => true,
            _ => false,
        }
    }
}

impl From<&EngineError> for JobFailure {
    fn from(error: &EngineError) -> Self {
        match error {
            EngineError::Channel(error) => error.into(),
            EngineError::Store(error) => error.into(),
            EngineError::OlderStore(older) => older.into(),
            EngineError::CompanyChanged { channel, stored, configured } => Self::new(FailureCode::CompanyChanged)
                .with("channel", channel.as_str())
                .with("stored", stored.as_str())
                .with("configured", configured.as_str()),
            EngineError::Unreadable { id, source } => {
                Self::new(FailureCode::OperationUnreadable).with("operation", id.0).with("detail", source.to_string())
            }
            EngineError::Operation { source, .. } => source.as_ref().into(),
            EngineError::UnreadableCustomer { account, source } => Self::new(FailureCode::CustomerUnreadable)
                .with("account", account.as_str())
                .with("detail", source.to_string()),
            // Nobody expects it.
            EngineError::PreparationPanicked(_) | EngineError::ChannelPanicked { .. } => {
                Self::Sentence(error.to_string())
            }
            // These end commands, not jobs.
            EngineError::Lock(_)
            | EngineError::Import(_)
            | EngineError::StoreLost { .. }
            | EngineError::NotedStoreLost { .. }
            | EngineError::AlreadyOurs { .. }
            | EngineError::Interrupted(_)
            | EngineError::NoOperation { .. }
            | EngineError::NoCustomer { .. }
            | EngineError::NobodyFound { .. }
            | EngineError::NoChannel { .. }
            | EngineError::NeverUploaded { .. }
            | EngineError::NoRun { .. }
            | EngineError::NoRuns
            | EngineError::NoSavedFilter { .. }
            | EngineError::WrongState { .. }
            | EngineError::NoField { .. }
            | EngineError::ChangedMeanwhile { .. } => Self::Sentence(error.to_string()),
        }
    }
}

impl Correction {
    /// Checks that it can be done to an operation in that state.
    ///
    /// # Errors
    /// [`EngineError::WrongState`] if it cannot.
    pub(in crate::engine) fn check(self, id: OperationId, state: State) -> Result<(), EngineError> {
        if self.is_possible(state) { Ok(()) } else { Err(EngineError::WrongState { id, state, correction: self }) }
    }
}

/// Returns the error for an operation that does not exist, with the numbers of those that do. In a damaged store it may
/// exist without the row that was received, or be gone although the audit trail knows it.
pub(in crate::engine) fn no_operation(store: &Store, id: OperationId) -> EngineError {
    match (store.state(id), store.operation_range()) {
        (Ok(None), Ok(_)) if store.last_entry(id).is_ok_and(|entry| entry.is_some()) => {
            StoreError::Damaged(format!("operation {id} is missing, although the audit trail knows it")).into()
        }
        (Ok(None), Ok(range)) => EngineError::NoOperation { id, range },
        (Ok(Some(_)), _) => StoreError::Damaged(format!("the row of operation {id} is missing")).into(),
        (Err(error), _) | (_, Err(error)) => error.into(),
    }
}

/// Adds which operations the store has, the first and the last, and the nearest of them to one that it does not have.
fn in_range(phrase: Phrase, id: OperationId, range: Option<(OperationId, OperationId)>) -> Phrase {
    let phrase = phrase.with("id", id);
    let Some((first, last)) = range else { return phrase.with("form", "empty") };
    // Not `clamp`, which panics if they are out of order, as they may be in a damaged store.
    let nearest = id.max(first).min(last);
    phrase.with("form", "others").with("first", first).with("last", last).with("nearest", nearest)
}

/// Adds the known name that is nearest to an unknown one; if none is near, all of them, each within `quotes`.
fn near(phrase: Phrase, name: &str, known: &[String], quotes: &str) -> Phrase {
    match suggest::nearest(name, known.iter().map(String::as_str)) {
        Some(nearest) => phrase.with("form", "near").with("nearest", nearest),
        None => {
            let known: Vec<_> = known.iter().map(|name| format!("{quotes}{name}{quotes}")).collect();
            phrase.with("form", "known").with("known", known.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    fn said(error: &EngineError) -> (String, Option<String>) {
        let hint = error.hint().and_then(|hint| Texts::new(Language::En).say_if_any(&hint));
        (error.to_string(), hint)
    }

    #[test]
    fn a_job_says_what_the_error_says() {
        let unreadable = || serde_json::from_str::<u8>("x").unwrap_err();
        let texts = Texts::new(Language::En);
        for error in OlderStore::examples().map(EngineError::OlderStore).into_iter().chain([
            EngineError::Store(StoreError::Locked),
            EngineError::CompanyChanged {
                channel: "Houston".to_owned(),
                stored: "USRT".to_owned(),
                configured: "NLRT".to_owned(),
            },
            EngineError::Unreadable { id: OperationId(1_234), source: unreadable() },
            EngineError::UnreadableCustomer { account: "C-000001".to_owned(), source: unreadable() },
        ]) {
            let (message, hint) = said(&error);
            assert_eq!(texts.failure_with_hint(&JobFailure::from(&error)), format!("{message}; {}", hint.unwrap()));
        }
        // One that ends a command is a sentence without a hint.
        let error = EngineError::NoOperation { id: OperationId(7), range: None };
        assert_eq!(texts.failure_with_hint(&JobFailure::from(&error)), error.to_string());
    }

    #[test]
    fn an_unknown_name_or_number_is_answered_with_known_ones() {
        let names = |names: &[&str]| names.iter().copied().map(str::to_owned).collect::<Vec<_>>();
        let channel =
            |name: &str, known: &[&str]| EngineError::NoChannel { name: name.to_owned(), known: names(known) };
        let field = |field: &str| EngineError::NoField {
            id: OperationId(1_234),
            kind: RecordKind::Address,
            field: field.to_owned(),
            known: names(&["City", "Street"]),
        };
        let operation = |id, range| EngineError::NoOperation { id: OperationId(id), range };
        let range = Some((OperationId(1_000), OperationId(2_000)));
        let run = |newest| EngineError::NoRun { id: 9, newest };
        let of_field = |name: &str| format!("operation 1234 has no field `{name}`; it is about an address");
        for (error, message, hint) in [
            (channel("Houson", &["Houston", "Web shop"]), "unknown channel `Houson`", "did you mean `Houston`?"),
            (channel("x", &["Houston", "Web shop"]), "unknown channel `x`", "known: `Houston`, `Web shop`"),
            (channel("x", &[]), "unknown channel `x`", "there are no channels"),
            (field("Stret"), &of_field("Stret"), "did you mean `Street`?"),
            (field("x"), &of_field("x"), "its fields are City, Street"),
            (operation(7, None), "there is no operation 7", "the store has no operations yet"),
            (
                operation(7, range),
                "there is no operation 7",
                "the store has operations 1000 to 2000; the nearest is 1000",
            ),
            (run(Some(8)), "there is no run 9", "the newest run is 8"),
            (run(None), "there is no run 9", "there has been no run yet"),
        ] {
            assert_eq!(said(&error), (message.to_owned(), Some(hint.to_owned())));
        }
    }

    #[test]
    fn every_state_and_correction_has_a_sentence() {
        for state in State::ALL {
            for (correction, word) in
                [(Correction::Edit, "edited"), (Correction::Resync, "resynced"), (Correction::Dismiss, "dismissed")]
            {
                let (message, hint) = said(&EngineError::WrongState { id: OperationId(1_234), state, correction });
                assert_eq!(message, format!("operation 1234 is {}, so it cannot be {word}", state.name()));
                let is_revivable = hint.unwrap() == "`hqsync resync 1234` revives it";
                assert_eq!(is_revivable, state == State::Dismissed);
            }
        }
    }

    #[test]
    fn an_operation_that_cannot_be_used_says_why() {
        let source = serde_json::from_str::<u8>("x").unwrap_err();
        let detail = source.to_string();
        let (message, hint) =
            said(&EngineError::Unreadable { id: OperationId(7), source }.of_operation(OperationId(7)));
        let expected = "operation 7 cannot be synchronized: operation 7 cannot be read from the store";
        assert_eq!(message, format!("{expected}: {detail}"));
        assert!(hint.unwrap().starts_with("`hqsync dismiss 7` leaves it out; `hqsync verify` shows"));
    }
}
