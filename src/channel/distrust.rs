//! A connection to a file that strangers write: what SQLite recommends for those.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;

/// How much a channel's schema and the program's own statements may ask for. That is far more than the contract has: a
/// table may have 2 000 columns. How long values may be is said where they are read.
const LIMITS: [(Limit, i32); 8] = [
    (Limit::SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 200),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 2_100),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 20),
];

/// Makes a connection safe on a file whose tables, views and triggers somebody else made. Triggers, views and generated
/// columns work, but with SQLite's own functions only.
///
/// Texts in double quotes stay texts in triggers, since many are written so; the program's own statements quote names
/// differently.
pub(super) fn distrust(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    for (limit, most) in LIMITS {
        connection.set_limit(limit, most)?;
    }
    connection.pragma_update(None, "cell_size_check", true)?;
    // Another program that cuts off a file must not end this one. The pragma answers with the size, if there is a file.
    match connection.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(())) {
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(()),
        updated => updated,
    }
}
