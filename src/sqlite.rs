//! What went wrong in SQLite, for the store and the channels alike.

use rusqlite::ErrorCode;

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
