//! What went wrong in SQLite, for the store and the channels alike.

use std::path::{self, Path};

use rusqlite::ErrorCode;

/// The bytes of the longest absolute path that SQLite opens: its limit of 512, less the ending of a log's name.
pub(crate) const MAX_PATH: usize = 504;

/// Returns the length of a path's absolute form in bytes if SQLite cannot open it for that.
pub(crate) fn excessive_length(path: &Path) -> Option<usize> {
    let absolute = path.canonicalize().or_else(|_| path::absolute(path)).ok()?;
    let length = absolute.as_os_str().len();
    (length > MAX_PATH).then_some(length)
}

/// The causes of an SQLite error that people can tell apart and do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SqliteFault {
    Locked,
    ReadOnly,
    /// The disk is full.
    Full,
    /// The disk cannot be read or written.
    Disk,
    NotADatabase,
    Damaged,
    /// The file cannot be opened.
    Unreachable,
    /// Everything else, such as a statement that the database does not understand.
    Statement,
}

impl SqliteFault {
    /// Returns the cause of an error.
    pub(crate) fn of(error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::SystemIoFailure) => Self::Disk,
            Some(ErrorCode::NotADatabase) => Self::NotADatabase,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::Unreachable,
            _ => Self::Statement,
        }
    }
}
