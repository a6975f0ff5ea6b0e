//! What can be wrong with a store.

use std::error::Error;
use std::io;

use super::place::PlaceError;
use crate::failure::{Explain, FailureKind, with_causes};
use crate::model::{FailureCode, JobFailure, OperationId};
use crate::system_fault::{Shortage, SystemFault, TOO_MANY_FILES_HINT};
use crate::witness::SealError;

/// What a function of the store returns.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// A store that cannot be opened, read or written. The program adds the store's path when it prints one.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("there is no store yet")]
    Missing,
    #[error("the file is empty: it holds no operations")]
    Empty,
    #[error("the file is not a store of hqsync")]
    Foreign,
    #[error("the store has schema version {found}, but this hqsync knows only versions up to {known}")]
    Newer { found: i64, known: i64 },
    #[error("the store was written by an older hqsync and cannot be upgraded: it is read-only")]
    Outdated,
    #[error("the store is locked by another program")]
    Locked,
    #[error("the store cannot be written: it is read-only")]
    ReadOnly,
    #[error("the store cannot be written: {0}")]
    NoRoom(Shortage),
    #[error(
        "the store cannot be used: there is no room for its `-wal` and `-shm`, which SQLite needs even to read: {0}"
    )]
    NoRoomBeside(Shortage),
    #[error("the store cannot be used: too many open files")]
    TooManyFiles,
    /// Reading failed; the store itself may be whole.
    #[error("the store could not be read: {0}")]
    Unread(String),
    #[error("the store cannot be read or written: {0}")]
    Disk(String),
    /// What SQLite read is not a database as it writes one.
    #[error("the store is damaged, or could not be read: {0}")]
    Malformed(String),
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// A row is missing or says what the program does not write; the others may be whole.
    #[error("the store is damaged: {0}")]
    DamagedRow(String),
    /// What the store has of an operation contradicts what it is to have.
    #[error("{cause}")]
    OfOperation { operation: OperationId, cause: Box<Self> },
    /// Only the search index, which can be made anew.
    #[error("the search index is damaged: {0}")]
    IndexDamaged(String),
    #[error("the store's file cannot be used: {0}")]
    File(#[source] io::Error),
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error("the store cannot be opened")]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// The program was asked to stop, by the signal with that number, while it waited for another program or read.
    #[error("interrupted")]
    Interrupted(usize),
    /// A value is larger than the database takes.
    #[error("the store cannot be queried")]
    TooBig(#[source] Box<dyn Error + Send + Sync>),
    #[error("the store cannot be queried")]
    Database(#[source] Box<dyn Error + Send + Sync>),
}

impl StoreError {
    /// Whether the cause is one row, and not the store as a whole or its disk.
    pub(crate) fn is_of_a_row(&self) -> bool {
        matches!(self, Self::DamagedRow(_) | Self::TooBig(_) | Self::OfOperation { .. })
    }
}

/// What a person can do about a damaged store.
pub(crate) const RESTORE_HINT: &str =
    "`hqsync verify` shows what else is wrong; keep the file, and restore a backup next to it";

/// What a person can do about a store that could not be read.
const UNREAD_HINT: &str = "look at the disk first; `hqsync verify` tells whether the store is damaged";

/// What a person can do about a store that looks damaged: a failing disk looks the same.
const MALFORMED_HINT: &str = "look at the disk first, which may be at fault; `hqsync verify` tells whether the store is \
                              damaged; only then keep the file, and restore a backup next to it";

/// What a person can do about a damaged search index.
const INDEX_HINT: &str = "`hqsync index --rebuild` rebuilds it; everything else goes on without it";

/// Something a person can do about a shortage, with a comfort.
fn room_hint(shortage: Shortage) -> String {
    format!("{}, then try again; nothing was lost", shortage.hint())
}

impl Explain for StoreError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Locked | Self::Seal(SealError::Locked { .. }) => FailureKind::Locked,
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::Place(error) => error.kind(),
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Missing => {
                "`hqsync run-jobs` creates it and uploads the channels' operations; if there should be one, check `store` in \
                 the configuration, `--store` and `$HQSYNC_STORE`"
            }
            Self::Empty => "`hqsync run-jobs` creates it and uploads the channels' operations",
            Self::Foreign => "check `store` in the configuration, `--store` and `$HQSYNC_STORE`",
            Self::Newer { .. } => "install the version of hqsync that wrote it, or a later one",
            Self::Outdated => "make it writable for one command, or copy it to a writable folder",
            Self::Locked => "try again when the other program has finished",
            Self::ReadOnly | Self::File(_) | Self::Unreachable(_) => "check the permissions of the file and its folder",
            Self::NoRoom(shortage) | Self::NoRoomBeside(shortage) => return Some(room_hint(*shortage)),
            Self::TooManyFiles => TOO_MANY_FILES_HINT,
            Self::Unread(_) => UNREAD_HINT,
            Self::Malformed(_) => MALFORMED_HINT,
            Self::Disk(_) => "check the disk and its file system, then try again; nothing that was done before is lost",
            Self::Damaged(_) | Self::DamagedRow(_) => RESTORE_HINT,
            Self::IndexDamaged(_) => INDEX_HINT,
            Self::OfOperation { cause, .. } => return cause.hint(),
            Self::Place(error) => return error.hint(),
            Self::Seal(error) => return error.hint(),
            Self::Interrupted(_) | Self::TooBig(_) | Self::Database(_) => return None,
        };
        Some(hint.to_owned())
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
            Some(SystemFault::Device) => Self::Unread(error.to_string()),
            None => Self::File(error),
        }
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
            StoreError::Database(detail().into()),
        ]
    }

    #[test]
    fn a_job_says_in_english_what_the_error_says() {
        let texts = Texts::new(Language::En);
        for error in &all_errors() {
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            assert_eq!(texts.failure_with_hint(&error.into()), format!("{}{hint}", with_causes(error)));
        }
        let codes = all_errors().iter().filter_map(|error| JobFailure::from(error).code()).collect::<Vec<_>>();
        let is_own = |code: &FailureCode| code.name().starts_with("store-");
        let all = FailureCode::ALL.iter().copied().filter(is_own);
        assert_eq!(codes, all.collect::<Vec<_>>());
    }

    #[test]
    fn a_shortage_has_its_own_sentence() {
        let texts = Texts::new(Language::En);
        for shortage in [Shortage::Quota, Shortage::FileSize] {
            for error in [StoreError::NoRoom(shortage), StoreError::NoRoomBeside(shortage)] {
                let hint = error.hint().unwrap();
                assert_eq!(texts.failure_with_hint(&(&error).into()), format!("{error}; {hint}"));
            }
        }
    }
}
