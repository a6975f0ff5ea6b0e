//! How long the values are that SQLite loads from a channel.

use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode};

/// While it lives, SQLite does not load values of more than so many bytes.
pub(super) struct LengthLimit<'c> {
    connection: &'c Connection,
    before: i32,
}

impl<'c> LengthLimit<'c> {
    pub(super) fn new(connection: &'c Connection, bytes: usize) -> rusqlite::Result<Self> {
        let bytes = i32::try_from(bytes).unwrap_or(i32::MAX);
        let before = connection.limit(Limit::SQLITE_LIMIT_LENGTH)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, bytes)?;
        Ok(Self { connection, before })
    }
}

impl Drop for LengthLimit<'_> {
    fn drop(&mut self) {
        // It was in force before.
        let _ = self.connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, self.before);
    }
}

/// Whether a value is longer than the limit.
pub(super) fn is_too_big(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::TooBig)
}
