//! What can be wrong with a store.

use std::io;

use thiserror::Error;

use crate::failure::{Explain, FailureKind};
use crate::sqlite::SqliteFault;

/// What a function of the store returns.
pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// A store that cannot be opened, read or written. The program adds the store's path when it prints one.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    #[error("there is no store yet")]
    Missing,
    #[error("the file is empty, so it holds no operations")]
    Empty,
    #[error("the file is not a store of hqsync")]
    Foreign,
    #[error("the store has schema version {found}, and this hqsync knows versions up to {known}")]
    Newer { found: i64, known: i64 },
    #[error("the store was written by an older hqsync and cannot be brought up to date: it is read-only")]
    Outdated,
    #[error("the store is locked by another program")]
    Locked,
    #[error("the store cannot be written: it is read-only")]
    ReadOnly,
    #[error("the disk is full, so the store could not be written")]
    Full,
    #[error("the store could not be read or written: {0}")]
    Disk(String),
    #[error("the store is damaged: {0}")]
    Damaged(String),
    #[error("the store's file cannot be used: {0}")]
    File(#[source] io::Error),
    #[error("the store cannot be opened")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the store could not answer")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Explain for StoreError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Locked => FailureKind::Locked,
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Missing | Self::Empty => "`hqsync run-jobs` creates it and uploads the channels' operations",
            Self::Foreign => "check `store` in the configuration, `--store` and `$HQSYNC_STORE`",
            Self::Newer { .. } => "install the version of hqsync that wrote it, or a later one",
            Self::Outdated => "make it writable for one command, or copy it to where it can be written",
            Self::Locked => "try again when the other program is done",
            Self::ReadOnly | Self::File(_) | Self::Unreachable(_) => "check the permissions of the file and its folder",
            Self::Full => "make room and try again; nothing was lost",
            Self::Disk(_) => "check the disk and its file system, then try again; what was done before is kept",
            Self::Damaged(_) => "keep the file, and restore a backup beside it",
            Self::Database(_) => return None,
        };
        Some(hint.to_owned())
    }

    fn lacks_store_path(&self) -> bool {
        true
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match SqliteFault::of(&error) {
            SqliteFault::Locked => Self::Locked,
            SqliteFault::ReadOnly => Self::ReadOnly,
            SqliteFault::Full => Self::Full,
            SqliteFault::Disk => Self::Disk(error.to_string()),
            SqliteFault::NotADatabase => Self::Foreign,
            SqliteFault::Damaged => Self::Damaged(error.to_string()),
            SqliteFault::Unreachable => Self::Unreachable(Box::new(error)),
            SqliteFault::Statement => Self::Database(match error {
                // It says the whole statement, which may be long.
                rusqlite::Error::SqlInputError { msg, .. } => msg.into(),
                error => Box::new(error),
            }),
        }
    }
}

/// A stored value that no version of the program writes.
pub(super) fn unreadable(what: &str) -> StoreError {
    StoreError::Damaged(format!("{what} cannot be read"))
}
