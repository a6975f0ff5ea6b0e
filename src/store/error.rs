//! What can be wrong with a store.

use std::error::Error;
use std::io;

use super::database::ConnectError;
use super::place::PlaceError;
use crate::failure::{Explain, FailureKind, with_causes};
use crate::i18n::Phrase;
use crate::model::{FailureCode, JobFailure, OperationId};
use crate::system_fault::{Shortage, SystemFault};
use crate::witness::SealError;

/// What a function of the store returns.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// A store that cannot be opened, read or written. The program adds the store's path when it prints one.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.phrase())]
pub(crate) enum StoreError {
    Missing,
    Empty,
    /// The copy of another store is not whole yet.
    HalfCopied,
    Foreign,
    Newer {
        found: i64,
        known: i64,
    },
    Outdated,
    Locked,
    ReadOnly,
    NoRoom(Shortage),
    NoRoomBeside(Shortage),
    TooManyFiles,
    /// Reading failed; the store itself may be whole.
    Unread(String),
    Disk(String),
    /// What SQLite read is not a database as it writes one.
    Malformed(String),
    Damaged(String),
    /// A row is missing or says what the program does not write; the others may be whole.
    DamagedRow(String),
    /// What the store has of an operation contradicts what it is to have.
    OfOperation {
        operation: OperationId,
        cause: Box<Self>,
    },
    /// Only the search index, which can be made anew.
    IndexDamaged(String),
    File(#[source] io::Error),
    Place(#[from] PlaceError),
    Seal(#[from] SealError),
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// The server that has the store cannot be connected to.
    Connection(Box<ConnectError>),
    /// The program was asked to stop, by the signal with that number, while it waited for another program or read.
    Interrupted(usize),
    /// A value is larger than the database takes.
    TooBig(#[source] Box<dyn Error + Send + Sync>),
    Database(#[source] Box<dyn Error + Send + Sync>),
    /// The connection to the server was lost; what was not committed by then is not in the store.
    Lost(#[source] Box<dyn Error + Send + Sync>),
    /// The server does not let the user do that; its own words.
    Denied(String),
    /// What was to be made is there already.
    Exists(String),
    /// The server's database has another encoding than UTF-8.
    Encoding(String),
    /// The server asks to do the transaction again, since others worked on the same at the same time.
    Again(String),
}

impl StoreError {
    /// Whether the same may succeed if it is done again: nothing of it was kept, and the cause may be gone.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Lost(_) | Self::Again(_) => true,
            Self::Connection(error) => error.fault.may_pass(),
            _ => false,
        }
    }

    /// Whether the cause is one row, and not the store as a whole or its disk.
    pub(crate) fn is_of_a_row(&self) -> bool {
        matches!(self, Self::DamagedRow(_) | Self::TooBig(_) | Self::OfOperation { .. })
    }
}

impl Explain for StoreError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Place(error) => error.phrase(),
            Self::Seal(error) => error.phrase(),
            Self::OfOperation { cause, .. } => cause.phrase(),
            Self::Interrupted(_) => Phrase::new("interrupted"),
            _ => JobFailure::from(self).phrase(),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Locked | Self::Seal(SealError::Locked { .. }) => FailureKind::Locked,
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::Place(error) => error.kind(),
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Place(error) => error.hint(),
            Self::Seal(error) => error.hint(),
            Self::OfOperation { cause, .. } => cause.hint(),
            Self::Interrupted(_) => None,
            _ => JobFailure::from(self).hint(),
        }
    }

    fn lacks_store_path(&self) -> bool {
        true
    }
}

impl From<&StoreError> for JobFailure {
    fn from(error: &StoreError) -> Self {
        match error {
            StoreError::Missing => Self::new(FailureCode::StoreMissing),
            StoreError::Empty => Self::new(FailureCode::StoreEmpty),
            StoreError::HalfCopied => Self::new(FailureCode::StoreHalfCopied),
            StoreError::Foreign => Self::new(FailureCode::StoreForeign),
            StoreError::Newer { found, known } => {
                Self::new(FailureCode::StoreNewer).with("found", *found).with("known", *known)
            }
            StoreError::Outdated => Self::new(FailureCode::StoreOutdated),
            StoreError::Locked => Self::new(FailureCode::StoreLocked),
            StoreError::ReadOnly => Self::new(FailureCode::StoreReadOnly),
            StoreError::NoRoom(shortage) => of_shortage(FailureCode::StoreDiskFull, *shortage),
            StoreError::NoRoomBeside(shortage) => of_shortage(FailureCode::StoreDiskFullBeside, *shortage),
            StoreError::TooManyFiles => Self::new(FailureCode::StoreTooManyFiles),
            StoreError::Unread(detail) => Self::new(FailureCode::StoreUnread).with("detail", detail.as_str()),
            StoreError::Disk(detail) => Self::new(FailureCode::StoreDisk).with("detail", detail.as_str()),
            StoreError::Malformed(detail) => Self::new(FailureCode::StoreMalformed).with("detail", detail.as_str()),
            StoreError::Damaged(detail) | StoreError::DamagedRow(detail) => {
                Self::new(FailureCode::StoreDamaged).with("detail", detail.as_str())
            }
            StoreError::OfOperation { cause, .. } => Self::from(&**cause),
            StoreError::IndexDamaged(detail) => {
                Self::new(FailureCode::StoreIndexDamaged).with("detail", detail.as_str())
            }
            StoreError::File(source) => Self::new(FailureCode::StoreFile).with("detail", with_causes(source)),
            // A store that was opened is in its place: this ends commands, not jobs.
            StoreError::Place(error) => Self::Sentence(error.to_string()),
            // This ends a run as soon as it begins.
            StoreError::Seal(error) => Self::Sentence(error.to_string()),
            StoreError::Interrupted(_) => Self::Sentence(error.to_string()),
            StoreError::Unreachable(source) => {
                Self::new(FailureCode::StoreUnreachable).with("detail", with_causes(source.as_ref()))
            }
            StoreError::Connection(error) => Self::from(&**error),
            StoreError::Lost(source) => Self::new(FailureCode::StoreLost).with("detail", with_causes(source.as_ref())),
            StoreError::Again(detail) => Self::new(FailureCode::StoreAgain).with("detail", detail.as_str()),
            StoreError::Denied(detail) => Self::new(FailureCode::StoreDenied).with("detail", detail.as_str()),
            StoreError::Encoding(encoding) => Self::new(FailureCode::StoreEncoding).with("encoding", encoding.as_str()),
            StoreError::Exists(detail) => Self::new(FailureCode::StoreDatabase).with("detail", detail.as_str()),
            StoreError::TooBig(source) | StoreError::Database(source) => {
                Self::new(FailureCode::StoreDatabase).with("detail", with_causes(source.as_ref()))
            }
        }
    }
}

fn of_shortage(code: FailureCode, shortage: Shortage) -> JobFailure {
    let failure = JobFailure::new(code);
    shortage.name().map_or(failure.clone(), |name| failure.with("shortage", name))
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match SystemFault::of(&error) {
            Some(SystemFault::NoRoom(shortage)) => Self::NoRoom(shortage),
            Some(SystemFault::TooManyFiles) => Self::TooManyFiles,
            Some(SystemFault::Device) => Self::Unread(error.phrase().to_string()),
            None => Self::File(error),
        }
    }
}

impl From<Box<ConnectError>> for StoreError {
    fn from(error: Box<ConnectError>) -> Self {
        Self::Connection(error)
    }
}

impl StoreError {
    /// Turns damage that was met on the way to the search index into damage of the index.
    pub(crate) fn of_index(self) -> Self {
        match self {
            Self::Malformed(message) | Self::Damaged(message) | Self::DamagedRow(message) => {
                Self::IndexDamaged(message)
            }
            error => error,
        }
    }
}

/// Turns what is wrong with a value or a page that the search index reads into damage of the index.
pub(super) fn of_index<T>(result: std::result::Result<T, impl Into<StoreError>>) -> Result<T> {
    result.map_err(|error| error.into().of_index())
}

/// Returns an error about a row that should be there.
pub(super) fn missing(what: &str) -> StoreError {
    StoreError::DamagedRow(format!("{what} is missing"))
}

/// A stored value that no version of the program writes.
pub(super) fn unreadable(what: &str) -> StoreError {
    StoreError::DamagedRow(format!("{what} cannot be read"))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    fn all_errors() -> Vec<StoreError> {
        let detail = || "disk I/O error".to_owned();
        vec![
            StoreError::Missing,
            StoreError::Empty,
            StoreError::HalfCopied,
            StoreError::Foreign,
            StoreError::Newer { found: 9, known: 5 },
            StoreError::Outdated,
            StoreError::Locked,
            StoreError::ReadOnly,
            StoreError::NoRoom(Shortage::Disk),
            StoreError::NoRoomBeside(Shortage::Disk),
            StoreError::TooManyFiles,
            StoreError::Unread(detail()),
            StoreError::Disk(detail()),
            StoreError::Malformed(detail()),
            StoreError::Damaged(detail()),
            StoreError::IndexDamaged(detail()),
            StoreError::File(io::Error::other("too many open files")),
            StoreError::Unreachable(detail().into()),
            StoreError::from(ConnectError::example()),
            StoreError::Lost(detail().into()),
            StoreError::Again(detail()),
            StoreError::Denied(detail()),
            StoreError::Encoding("LATIN1".to_owned()),
            StoreError::Database(detail().into()),
        ]
    }

    #[test]
    fn every_error_is_said_with_what_can_be_done_about_it() {
        let texts = Texts::new(Language::En);
        for error in &all_errors() {
            let hint = error.hint().and_then(|hint| texts.say_if_any(&hint));
            assert_eq!(hint.is_some(), !matches!(error, StoreError::Database(_)), "{error}");
        }
        let codes = all_errors().iter().filter_map(|error| JobFailure::from(error).code()).collect::<Vec<_>>();
        let is_own = |code: &FailureCode| code.name().starts_with("store-");
        let all = FailureCode::ALL.iter().copied().filter(is_own);
        assert_eq!(codes, all.collect::<Vec<_>>());
    }

    #[test]
    fn a_shortage_has_its_own_sentence() {
        let texts = Texts::new(Language::En);
        for (shortage, sentence, hint) in [
            (Shortage::Disk, "the disk is full", "free some space"),
            (Shortage::Quota, "the disk quota is used up", "free some space or have the quota raised"),
            (
                Shortage::FileSize,
                "the file would be larger than is allowed",
                "raise the limit, which `ulimit -f` shows, or use a file system that allows larger files",
            ),
        ] {
            for error in [StoreError::NoRoom(shortage), StoreError::NoRoomBeside(shortage)] {
                assert!(error.to_string().ends_with(&format!(": {sentence}")), "{error}");
                let said = texts.say_if_any(&error.hint().unwrap());
                assert_eq!(said, Some(format!("{hint}, then try again; nothing was lost")));
            }
        }
    }

    #[test]
    fn a_cause_is_said_once_and_without_its_number() {
        let error = StoreError::from(io::Error::from_raw_os_error(13));
        assert_eq!(error.to_string(), "the store's file cannot be used: Permission denied");
        assert_eq!(with_causes(&error), error.to_string());
    }
}
