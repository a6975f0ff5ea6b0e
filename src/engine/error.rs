//! Why a job, a correction or a query fails.

use std::any::Any;
use std::path::PathBuf;

use thiserror::Error;

use super::identity::OlderStore;
use super::repair::Correction;
use crate::channel::{ChannelError, SessionError};
use crate::failure::{Explain, FailureKind};
use crate::lock::LockError;
use crate::model::{FailureCode, JobFailure, OperationId, RecordKind, State};
use crate::store::{RESTORE_HINT, Store, StoreError};
use crate::suggest;

/// A fault of one channel, which fails alone, or of headquarters, which ends the run.
#[derive(Debug, Error)]
pub(crate) enum EngineError {
    #[error(transparent)]
    Channel(#[from] ChannelError),
    #[error(transparent)]
    Store(StoreError),
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The program was asked to stop, by the signal with that number.
    #[error("interrupted")]
    Interrupted(usize),
    /// The store was put back to an older state, or its trail was rewritten: somebody else knows more of it than it does.
    #[error(transparent)]
    OlderStore(#[from] OlderStore),
    /// There is no store yet, and a channel knows one with that identity.
    #[error("no new store was made: channel `{channel}` belongs to store {store}")]
    StoreLost { channel: String, store: String },
    /// There is no store yet, and the file with its anchors has those of a store with that identity.
    #[error("no new store was made: the anchors in `{}` are those of store {store}", file.display())]
    NotedStoreLost { file: PathBuf, store: String },
    #[error("channel `{channel}` belongs to this store already")]
    AlreadyOurs { channel: String },
    /// A channel whose operations belong to one company cannot go over to another.
    #[error("channel `{channel}` has operations of company `{stored}`, but the configuration says `{configured}`")]
    CompanyChanged { channel: String, stored: String, configured: String },
    /// `range` has the first and the last operation of the store.
    #[error("there is no operation {id}")]
    NoOperation { id: OperationId, range: Option<(OperationId, OperationId)> },
    #[error("headquarters has no customer `{account}`")]
    NoCustomer { account: String },
    /// Nothing that is known about customers matches. The operation `naming` has the text as an account that no customer has,
    /// and the one `numbered` has it as its number.
    #[error("no customer has the account, GUID, e-mail address, telephone number or name `{term}`")]
    NobodyFound { term: String, naming: Option<OperationId>, numbered: Option<OperationId> },
    /// Such a channel has nothing to create.
    #[error("a folder of exported tables has no database")]
    FolderChannel,
    #[error("channel `{channel}` has never been uploaded, so there is nothing to reset")]
    NeverUploaded { channel: String },
    #[error("there is no run {id}")]
    NoRun { id: i64, newest: Option<i64> },
    #[error("there has been no run yet")]
    NoRuns,
    /// `nearest` is the saved expression with the most similar name.
    #[error("no expression is saved as `@{name}`")]
    NoSavedFilter { name: String, nearest: Option<String> },
    #[error("unknown channel `{name}`")]
    NoChannel { name: String, known: Vec<String> },
    /// The operation is in a state in which that cannot be done to it.
    #[error("operation {id} is {}, so it cannot be {correction}", state.name())]
    WrongState { id: OperationId, state: State, correction: Correction },
    /// The operation's table has no such column.
    #[error("operation {id} has no field `{field}`; it is about {} {}", article(*kind), kind.name())]
    NoField { id: OperationId, kind: RecordKind, field: String, known: Vec<String> },
    /// Somebody has done something to the operation since it was looked at.
    #[error("operation {id} was changed in the meantime")]
    ChangedMeanwhile { id: OperationId },
    /// What the store has for an operation is not what the program wrote.
    #[error("operation {id} cannot be read from the store: {source}")]
    Unreadable { id: OperationId, source: serde_json::Error },
    /// The operation's own data is such that it cannot be worked with.
    #[error("operation {id} cannot be synchronized: {source}")]
    Operation { id: OperationId, source: Box<EngineError> },
    /// The thread that prepares the operations of a batch panicked.
    #[error("preparing the operations of a batch ended with a panic: {0}")]
    PreparationPanicked(String),
    /// A thread that worked on a channel panicked.
    #[error("the work on channel `{channel}` ended with a panic: {detail}")]
    ChannelPanicked { channel: String, detail: String },
    /// What the store has for a customer is not what the program wrote.
    #[error("customer `{account}` cannot be read from the store: {source}")]
    UnreadableCustomer { account: String, source: serde_json::Error },
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
pub(in crate::engine) fn panic_message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message").to_owned()
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
            SessionError::Panicked(channel) => Self::ChannelPanicked { channel, detail: "its thread ended".to_owned() },
        }
    }
}

impl Explain for EngineError {
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

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Channel(error) => return error.hint(),
            Self::Store(error) => return error.hint(),
            Self::Lock(error) => return error.hint(),
            Self::Interrupted(_) => return None,
            Self::OlderStore(older) => older.hint(),
            Self::StoreLost { .. } | Self::NotedStoreLost { .. } => "check `store` in the configuration, `--store` and `$HQSYNC_STORE`; if the store is lost, \
                 restore a backup, or `hqsync run-jobs --new-store` makes a new one with the accounts that channels know"
                .to_owned(),
            Self::AlreadyOurs { .. } => "`hqsync run-jobs` works with it".to_owned(),
            Self::CompanyChanged { .. } => {
                "a channel that moves to another company needs a new `id` and a new database".to_owned()
            }
            Self::WrongState { state: State::Dismissed, id, .. } => format!("`hqsync resync {id}` revives it"),
            Self::WrongState { correction: Correction::Edit, .. } => {
                "it is already synchronized; change the customer at headquarters or in the channel, which creates a new operation"
                    .to_owned()
            }
            Self::WrongState { .. } => "it is already synchronized".to_owned(),
            Self::NoField { field, known, .. } => {
                let names = known.iter().map(String::as_str);
                suggest::hint(field, names, || format!("its fields are {}", known.join(", ")))
            }
            Self::ChangedMeanwhile { id } => format!("`hqsync history {id}` shows who did what"),
            Self::NoOperation { range: None, .. } => "the store has no operations yet".to_owned(),
            Self::NoOperation { id, range: Some((first, last)) } => {
                // Not `clamp`, which panics if they are out of order, as they may be in a damaged store.
                let nearest = (*id).max(*first).min(*last);
                format!("the store has operations {first} to {last}; the nearest is {nearest}")
            }
            Self::NoCustomer { .. } => {
                "`hqsync filter 'CustName ~ …'` finds operations by what you know about a customer".to_owned()
            }
            Self::NobodyFound { naming: Some(operation), .. } => {
                format!("operation {operation} names it as an account: `hqsync show {operation}` says what became of it")
            }
            Self::NobodyFound { numbered: Some(operation), .. } => {
                format!("`hqsync show {operation}` shows the operation with that number")
            }
            Self::NobodyFound { .. } => {
                "`hqsync filter 'Street ~ …'` finds operations by anything else that you know about a customer".to_owned()
            }
            Self::FolderChannel => "there is nothing to create for a folder".to_owned(),
            Self::NeverUploaded { .. } => "`hqsync run-jobs` uploads it".to_owned(),
            Self::NoRun { newest: Some(newest), .. } => format!("the newest run is {newest}"),
            Self::NoRuns => "`hqsync run-jobs` starts one".to_owned(),
            Self::NoRun { newest: None, .. } => "there has been no run yet".to_owned(),
            Self::NoSavedFilter { nearest: Some(nearest), .. } => format!("did you mean `@{nearest}`?"),
            Self::NoSavedFilter { nearest: None, .. } => {
                "`hqsync filter --list-saved` lists the saved expressions; `--save NAME` saves one".to_owned()
            }
            Self::NoChannel { known, .. } if known.is_empty() => "there are no channels".to_owned(),
            Self::NoChannel { name, known } => suggest::hint(name, known.iter().map(String::as_str), || {
                let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
                format!("known: {}", known.join(", "))
            }),
            Self::Unreadable { .. } | Self::UnreadableCustomer { .. } => RESTORE_HINT.to_owned(),
            Self::PreparationPanicked(_) | Self::ChannelPanicked { .. } => {
                "what was done before is kept, and the next run continues; please report it".to_owned()
            }
            Self::Operation { id, .. } => format!("`hqsync dismiss {id}` leaves it out; {RESTORE_HINT}"),
        })
    }

    fn lacks_store_path(&self) -> bool {
        match self {
            Self::Store(error) => error.lacks_store_path(),
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
            | EngineError::StoreLost { .. }
            | EngineError::NotedStoreLost { .. }
            | EngineError::AlreadyOurs { .. }
            | EngineError::Interrupted(_)
            | EngineError::NoOperation { .. }
            | EngineError::NoCustomer { .. }
            | EngineError::NobodyFound { .. }
            | EngineError::NoChannel { .. }
            | EngineError::FolderChannel
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

fn article(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Customer | RecordKind::Contact => "a",
        RecordKind::Address | RecordKind::Affiliation | RecordKind::Attribute => "an",
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    #[test]
    fn a_job_says_in_english_what_the_error_says() {
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
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            assert_eq!(texts.failure_with_hint(&JobFailure::from(&error)), format!("{error}{hint}"));
        }
        // One that ends a command is a sentence without a hint.
        let error = EngineError::NoOperation { id: OperationId(7), range: None };
        assert_eq!(texts.failure_with_hint(&JobFailure::from(&error)), error.to_string());
    }
}
