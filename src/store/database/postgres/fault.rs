//! What went wrong on the server, or on the way to it.

use postgres::error::SqlState;

use crate::store::error::StoreError;
use crate::store::stopping;
use crate::system_fault::Shortage;

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> Self {
        let Some(code) = error.code() else {
            return Self::Database(Box::new(error));
        };
        let said = || error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned());
        match *code {
            SqlState::QUERY_CANCELED => match stopping::signal() {
                Some(signal) => Self::Interrupted(signal),
                None => Self::Database(said().into()),
            },
            SqlState::DUPLICATE_TABLE | SqlState::DUPLICATE_FUNCTION => Self::Exists(said()),
            SqlState::LOCK_NOT_AVAILABLE => Self::Locked,
            SqlState::DISK_FULL => Self::NoRoom(Shortage::Disk),
            SqlState::READ_ONLY_SQL_TRANSACTION => Self::ReadOnly,
            SqlState::INSUFFICIENT_PRIVILEGE => Self::Database(said().into()),
            SqlState::PROGRAM_LIMIT_EXCEEDED | SqlState::STATEMENT_TOO_COMPLEX => Self::TooBig(said().into()),
            SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => Self::Malformed(said()),
            SqlState::UNDEFINED_TABLE | SqlState::UNDEFINED_COLUMN => Self::Damaged(said()),
            SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
                Self::Lost(said().into())
            }
            SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Self::Again(said()),
            _ if code.code().starts_with("23") => Self::DamagedRow(said()),
            _ if code.code().starts_with("08") => Self::Lost(said().into()),
            _ => Self::Database(said().into()),
        }
    }
}
