//! What can be wrong with a channel.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::model::{Counter, LayoutError};

/// The result of reading or writing a channel.
pub(super) type Result<T, E = ChannelError> = std::result::Result<T, E>;

/// A channel that cannot be read or written, with its file.
#[derive(Debug, Error)]
#[error("`{}` {fault}", path.display())]
pub(crate) struct ChannelError {
    path: PathBuf,
    pub(crate) fault: Fault,
}

/// What is wrong, as the rest of a sentence that begins with the file.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    #[error("does not exist")]
    Missing,
    #[error("is a directory, not a channel database")]
    Directory,
    #[error("exists already")]
    Exists,
    #[error("is locked by another program")]
    Locked,
    #[error("is not an SQLite database")]
    NotADatabase,
    #[error("is damaged: {0}")]
    Damaged(String),
    #[error("has no table `{0}`")]
    NoTable(&'static str),
    #[error("cannot be used: {0}")]
    NoColumn(#[from] LayoutError),
    #[error("has a row in `{table}` whose REPLICATIONCOUNTERFROMORIGIN is not a number")]
    NoCounter { table: &'static str },
    #[error("has the counter {counter} twice in `{table}`, so its rows cannot be told apart")]
    CounterTwice { table: &'static str, counter: Counter },
    #[error(
        "was restored or replaced: the newest row of `{table}` has the counter {}, but rows up to {bookmark} were uploaded before",
        newest.map_or_else(|| "none".to_owned(), |counter| counter.to_string())
    )]
    Behind { table: &'static str, newest: Option<Counter>, bookmark: Counter },
    #[error(
        "was restored or replaced: the row with the counter {counter} in `{table}` is another one than was uploaded before"
    )]
    OtherRow { table: &'static str, counter: Counter },
    #[error("is read-only")]
    ReadOnly,
    #[error("could not be written, since the disk is full")]
    Full,
    #[error("could not be read or written: {0}")]
    Disk(String),
    #[error("cannot be opened: {0}")]
    Unreachable(String),
    #[error("could not answer: {0}")]
    Database(String),
    #[error("is a folder of exported tables, which this version does not read yet")]
    FolderUnsupported,
}

impl ChannelError {
    pub(crate) fn new(path: &Path, fault: Fault) -> Self {
        Self { path: path.to_owned(), fault }
    }

    pub(super) fn from_sqlite(path: &Path, error: &rusqlite::Error) -> Self {
        let fault = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Fault::Locked,
            Some(ErrorCode::NotADatabase) => Fault::NotADatabase,
            Some(ErrorCode::DatabaseCorrupt) => Fault::Damaged(error.to_string()),
            Some(ErrorCode::ReadOnly) => Fault::ReadOnly,
            Some(ErrorCode::DiskFull) => Fault::Full,
            Some(ErrorCode::SystemIoFailure) => Fault::Disk(error.to_string()),
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Fault::Unreachable(error.to_string()),
            _ => Fault::Database(error.to_string()),
        };
        Self::new(path, fault)
    }

    /// Whether another try may succeed: the till writes, or the file system is away for a moment.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self.fault, Fault::Missing | Fault::Locked | Fault::Unreachable(_) | Fault::Disk(_))
    }

    /// What a person can do about it; `channel` is the channel's name.
    pub(crate) fn hint(&self, channel: &str) -> Option<String> {
        let hint = match &self.fault {
            Fault::Missing => format!(
                "check `database` of the channel in the configuration; `hqsync channels create \"{channel}\"` makes an empty one"
            ),
            Fault::Locked => "the next run continues with this channel".to_owned(),
            Fault::Directory
            | Fault::NotADatabase
            | Fault::NoTable(_)
            | Fault::NoColumn(_)
            | Fault::NoCounter { .. }
            | Fault::CounterTwice { .. } => "check `database` of the channel in the configuration".to_owned(),
            Fault::Behind { .. } | Fault::OtherRow { .. } => format!(
                "if this is the channel's database from now on, `hqsync channels reset \"{channel}\"` starts it anew"
            ),
            Fault::ReadOnly | Fault::Unreachable(_) => "check the permissions of the file and its folder".to_owned(),
            Fault::Damaged(_) => "restore the channel's database, then run the jobs again".to_owned(),
            Fault::Disk(_) => "check the disk and its file system, then run the jobs again".to_owned(),
            Fault::Full => "make room and run the jobs again".to_owned(),
            Fault::FolderUnsupported => "give the channel a `database` until then".to_owned(),
            Fault::Exists => "it was left as it is".to_owned(),
            Fault::Database(_) => return None,
        };
        Some(hint)
    }
}
