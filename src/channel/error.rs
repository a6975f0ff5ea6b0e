//! What can be wrong with a channel.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::failure::Explain;
use crate::model::{Counter, LayoutError};
use crate::sqlite::SqliteFault;

/// The result of reading or writing a channel.
pub(super) type Result<T, E = ChannelError> = std::result::Result<T, E>;

/// A channel and the file or folder that holds its tables: what errors name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelPlace {
    /// Name of the channel in the configuration.
    pub(crate) channel: String,
    pub(crate) path: PathBuf,
}

impl ChannelPlace {
    pub(super) fn new(channel: &str, path: &Path) -> Self {
        Self { channel: channel.to_owned(), path: path.to_owned() }
    }

    /// Returns an error of this channel.
    pub(super) fn error(&self, fault: Fault) -> ChannelError {
        ChannelError { place: self.clone(), fault }
    }

    /// Returns the error of this channel that SQLite reports.
    pub(super) fn sqlite_error(&self, error: &rusqlite::Error) -> ChannelError {
        self.error(match SqliteFault::of(error) {
            SqliteFault::Locked => Fault::Locked,
            SqliteFault::NotADatabase => Fault::NotADatabase,
            SqliteFault::Damaged => Fault::Damaged(error.to_string()),
            SqliteFault::ReadOnly => Fault::ReadOnly,
            SqliteFault::Full => Fault::Full,
            SqliteFault::Disk => Fault::Disk(error.to_string()),
            SqliteFault::Unreachable => Fault::Unreachable(error.to_string()),
            SqliteFault::Statement => Fault::Database(error.to_string()),
        })
    }
}

/// A channel that cannot be read or written.
#[derive(Debug, Error)]
#[error("`{}` {fault}", place.path.display())]
pub(crate) struct ChannelError {
    pub(crate) place: ChannelPlace,
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
    /// Whether another try may succeed: the till writes, or the file system is away for a moment.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self.fault, Fault::Missing | Fault::Locked | Fault::Unreachable(_) | Fault::Disk(_))
    }
}

impl Explain for ChannelError {
    fn hint(&self) -> Option<String> {
        let channel = &self.place.channel;
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
