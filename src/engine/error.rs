//! Why a job cannot go on.

use std::fmt;

use thiserror::Error;

use crate::channel::ChannelError;
use crate::failure::{Explain, FailureKind};
use crate::model::{FailureCode, JobFailure, OperationId, RecordKind, State};
use crate::store::StoreError;
use crate::suggest;

/// A fault of one channel, which fails alone, or of headquarters, which ends the run.
#[derive(Debug, Error)]
pub(crate) enum EngineError {
    #[error(transparent)]
    Channel(#[from] ChannelError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A channel whose operations belong to one company cannot go over to another.
    #[error("channel `{channel}` has operations of company `{stored}`, but the configuration says `{configured}`")]
    CompanyChanged { channel: String, stored: String, configured: String },
    #[error("there is no operation {0}")]
    NoOperation(OperationId),
    /// The operation is in a state in which that cannot be done to it.
    #[error("operation {id} is {}, so it cannot be {correction}", state.name())]
    WrongState { id: OperationId, state: State, correction: Correction },
    /// The operation's table has no such column.
    #[error("operation {id} has no field `{field}`; it is about {} {}", article(*kind), kind.name())]
    NoField { id: OperationId, kind: RecordKind, field: String, known: Vec<String> },
    /// Somebody has done something to the operation since it was looked at.
    #[error("operation {id} has changed meanwhile")]
    ChangedMeanwhile { id: OperationId },
    /// What the store has for an operation is not what the program wrote.
    #[error("operation {id} cannot be read from the store: {source}")]
    Unreadable { id: OperationId, source: serde_json::Error },
    /// What the store has for a customer is not what the program wrote.
    #[error("customer `{account}` cannot be read from the store: {source}")]
    UnreadableCustomer { account: String, source: serde_json::Error },
}

impl Explain for EngineError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Channel(error) => error.kind(),
            Self::Store(error) => error.kind(),
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Channel(error) => return error.hint(),
            Self::Store(error) => return error.hint(),
            Self::CompanyChanged { .. } => {
                "a channel that moves to another company needs a new `id` and a new database".to_owned()
            }
            Self::WrongState { state: State::Dismissed, id, .. } => format!("`hqsync resync {id}` revives it"),
            Self::WrongState { correction: Correction::Edit, .. } => {
                "it has gone through; change the customer at headquarters or in the channel, which makes a new operation"
                    .to_owned()
            }
            Self::WrongState { .. } => "it has gone through".to_owned(),
            Self::NoField { field, known, .. } => {
                let names = known.iter().map(String::as_str);
                suggest::hint(field, names, || format!("it has {}", known.join(", ")))
            }
            Self::ChangedMeanwhile { id } => format!("`hqsync history {id}` tells who did what"),
            Self::NoOperation(_) | Self::Unreadable { .. } | Self::UnreadableCustomer { .. } => return None,
        })
    }

    fn lacks_store_path(&self) -> bool {
        matches!(self, Self::Store(error) if error.lacks_store_path())
    }
}

impl From<&EngineError> for JobFailure {
    fn from(error: &EngineError) -> Self {
        match error {
            EngineError::Channel(error) => error.into(),
            EngineError::Store(error) => error.into(),
            EngineError::CompanyChanged { channel, stored, configured } => Self::new(FailureCode::CompanyChanged)
                .with("channel", channel.as_str())
                .with("stored", stored.as_str())
                .with("configured", configured.as_str()),
            EngineError::Unreadable { id, source } => {
                Self::new(FailureCode::OperationUnreadable).with("operation", id.0).with("detail", source.to_string())
            }
            EngineError::UnreadableCustomer { account, source } => Self::new(FailureCode::CustomerUnreadable)
                .with("account", account.as_str())
                .with("detail", source.to_string()),
            // Corrections end so, not jobs.
            EngineError::NoOperation(_)
            | EngineError::WrongState { .. }
            | EngineError::NoField { .. }
            | EngineError::ChangedMeanwhile { .. } => Self::Sentence(error.to_string()),
        }
    }
}

/// What a person does to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Correction {
    Edit,
    Resync,
    Dismiss,
}

impl Correction {
    /// Whether it can be done to an operation in that state.
    pub(crate) fn is_possible(self, state: State) -> bool {
        match state {
            State::Pending | State::Waiting | State::Failed => true,
            State::Dismissed => self == Self::Resync,
            State::Synced | State::Completed => false,
        }
    }

    /// Checks that it can be done to an operation in that state.
    ///
    /// # Errors
    /// [`EngineError::WrongState`] where it cannot.
    pub(in crate::engine) fn check(self, id: OperationId, state: State) -> Result<(), EngineError> {
        if self.is_possible(state) { Ok(()) } else { Err(EngineError::WrongState { id, state, correction: self }) }
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Edit => "edited",
            Self::Resync => "resynced",
            Self::Dismiss => "dismissed",
        })
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
        for error in [
            EngineError::Store(StoreError::Locked),
            EngineError::CompanyChanged {
                channel: "Houston".to_owned(),
                stored: "USRT".to_owned(),
                configured: "NLRT".to_owned(),
            },
            EngineError::Unreadable { id: OperationId(1_234), source: unreadable() },
            EngineError::UnreadableCustomer { account: "C-000001".to_owned(), source: unreadable() },
            EngineError::NoOperation(OperationId(7)),
        ] {
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            assert_eq!(texts.failure_with_hint(&JobFailure::from(&error)), format!("{error}{hint}"));
        }
    }
}
