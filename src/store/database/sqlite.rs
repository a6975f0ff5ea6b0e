//! A store in a file of SQLite: the only place of the store that speaks to SQLite itself.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Statement, ToSql, ffi};
use serde_json::Value as Json;

use super::param::Param;
use super::sets::{Insertion, Purpose, Update};
use super::value::RawValue;
use crate::sqlite::SqliteFault;
use crate::store::error::{Result, StoreError};
use crate::store::stopping;

/// How long a statement that waits for another process's transaction waits between two attempts: less than the pause of a job
/// between two batches.
const BUSY_PAUSE: Duration = Duration::from_millis(1);

/// SQLite's instructions between two looks at the signal: a fraction of a millisecond.
const INSTRUCTIONS: std::ffi::c_int = 20_000;

/// Bytes of a page; with larger pages a batch writes the same index page less often.
const PAGE_SIZE: i64 = 8_192;

/// Pages in the write-ahead log before they are moved to the store's file.
const CHECKPOINT_PAGES: i64 = 4_000;

/// How many prepared statements are kept.
const STATEMENTS: usize = 128;

/// Pages that are copied before the program checks whether it is to stop.
const BACKUP_PAGES: std::ffi::c_int = 2_000;

/// How long a copy waits if a step is not possible at once.
const BACKUP_PAUSE: Duration = Duration::from_millis(5);

/// A connection to SQLite.
pub(in crate::store) struct SqliteDatabase {
    connection: Connection,
}

/// A row of SQLite.
pub(in crate::store) struct SqliteRow<'r>(&'r rusqlite::Row<'r>);

/// A statement whose rows are read side by side with those of others.
pub(in crate::store) struct SqliteQuery<'d>(Statement<'d>);

/// The rows of a [`SqliteQuery`], one of which is present.
pub(in crate::store) struct SqliteRows<'q>(rusqlite::Rows<'q>);

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        // SQLite has no arrays, but reads those of JSON.
        let set = |json: String| Ok(ToSqlOutput::Owned(Value::Text(json)));
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Integers(numbers) => return set(json_of(numbers)),
            Self::Texts(texts) => return set(Json::from_iter(texts.iter().map(Cow::as_ref)).to_string()),
            Self::Guids(guids) => {
                let hexadecimal: Json = guids.iter().map(|guid| guid.simple().to_string()).collect();
                return set(hexadecimal.to_string());
            }
        }))
    }
}

fn json_of(numbers: &[i64]) -> String {
    let mut json = String::from("[");
    for number in numbers {
        if json.len() > 1 {
            json.push(',');
        }
        json.push_str(&number.to_string());
    }
    json.push(']');
    json
}

impl SqliteRow<'_> {
    pub(super) fn value(&self, at: usize) -> Result<RawValue<'_>> {
        Ok(match self.0.get_ref(at)? {
            ValueRef::Null => RawValue::Null,
            ValueRef::Integer(number) => RawValue::Integer(number),
            ValueRef::Text(bytes) => str::from_utf8(bytes).map_or(RawValue::Other("Text"), RawValue::Text),
            ValueRef::Blob(bytes) => RawValue::Bytes(bytes),
            ValueRef::Real(_) => RawValue::Other("Real"),
        })
    }

    pub(super) fn column_name(&self, at: usize) -> &str {
        self.0.as_ref().column_name(at).unwrap_or_default()
    }
}

impl SqliteRows<'_> {
    /// Goes on to the next row.
    pub(super) fn advance(&mut self) -> Result<()> {
        Ok(self.0.advance()?)
    }

    /// Returns the present row; `None` at the end.
    pub(super) fn get(&self) -> Option<SqliteRow<'_>> {
        self.0.get().map(SqliteRow)
    }
}

impl SqliteQuery<'_> {
    /// Runs the statement; its first row is present then.
    pub(super) fn rows(&mut self, parameters: &[Param<'_>]) -> Result<SqliteRows<'_>> {
        let mut rows = self.0.query(rusqlite::params_from_iter(parameters))?;
        rows.advance()?;
        Ok(SqliteRows(rows))
    }
}

/// Statements.
impl SqliteDatabase {
    fn bound<'d>(&'d self, sql: &str, parameters: &[Param<'_>]) -> Result<CachedStatement<'d>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        bind(&mut statement, parameters)?;
        Ok(statement)
    }

    pub(super) fn execute(&self, sql: &str, parameters: &[Param<'_>]) -> Result<usize> {
        Ok(self.bound(sql, parameters)?.raw_execute()?)
    }

    pub(super) fn one<R>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        read: impl FnOnce(SqliteRow<'_>) -> Result<R>,
    ) -> Result<Option<R>> {
        let mut statement = self.bound(sql, parameters)?;
        let mut rows = statement.raw_query();
        rows.next()?.map(|row| read(SqliteRow(row))).transpose()
    }

    pub(super) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        parameters: &[Param<'_>],
        mut read: impl FnMut(SqliteRow<'_>) -> std::result::Result<ControlFlow<()>, E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self.bound(sql, parameters)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            if read(SqliteRow(row))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Prepares a statement whose rows are read side by side with those of others.
    pub(super) fn query(&self, sql: &str) -> Result<SqliteQuery<'_>> {
        Ok(SqliteQuery(self.connection.prepare(sql)?))
    }

    /// Runs one insertion for all rows: SQLite is in the same process, and takes nothing faster.
    pub(super) fn insert_all<'p, const N: usize>(
        &self,
        insertion: &Insertion<N>,
        rows: impl IntoIterator<Item = [Param<'p>; N]>,
    ) -> Result<Option<usize>> {
        let Insertion { table, columns, conflict } = insertion;
        let places = (1..=N).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {table} ({}) VALUES ({places}) {conflict}", columns.join(", "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut first_left_out = None;
        for (at, row) in rows.into_iter().enumerate() {
            bind(&mut statement, &row)?;
            if statement.raw_execute()? == 0 {
                first_left_out = first_left_out.or(Some(at));
            }
        }
        Ok(first_left_out)
    }

    pub(super) fn update_all<'p, const N: usize>(
        &self,
        update: &Update<N>,
        rows: impl IntoIterator<Item = [Param<'p>; N]>,
    ) -> Result<()> {
        let assigned = |(at, column): (usize, &&str)| format!("{column} = ?{}", at + 1);
        let columns = update.columns.iter().enumerate();
        let key: Vec<_> = columns.clone().take(update.key).map(assigned).collect();
        let set: Vec<_> = columns.skip(update.key).map(assigned).collect();
        let sql = format!("UPDATE {} SET {} WHERE {}", update.table, set.join(", "), key.join(" AND "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        for row in rows {
            bind(&mut statement, &row)?;
            statement.raw_execute()?;
        }
        Ok(())
    }

    /// Reads the number that a pragma returns.
    pub(in crate::store) fn pragma(&self, name: &str) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, name, |row| row.get(0))?)
    }

    /// Sets a pragma of the file or of the connection.
    pub(in crate::store) fn set_pragma(&self, name: &str, value: i64) -> Result<()> {
        Ok(self.connection.pragma_update(None, name, value)?)
    }

    /// Runs statements that are not of the common subset, such as pragmas and savepoints.
    pub(in crate::store) fn batch(&self, sql: &str) -> Result<()> {
        Ok(self.connection.execute_batch(sql)?)
    }

    pub(super) fn begin(&self, purpose: Purpose) -> Result<()> {
        self.batch(match purpose {
            Purpose::Write => "BEGIN IMMEDIATE",
            Purpose::Snapshot => "BEGIN DEFERRED",
            Purpose::Rehearsal => "SAVEPOINT step",
        })
    }

    pub(super) fn commit(&self, purpose: Purpose) -> Result<()> {
        self.batch(if purpose == Purpose::Rehearsal { "RELEASE step" } else { "COMMIT" })
    }

    pub(in crate::store) fn roll_back(&self, purpose: Purpose) {
        let undo = if purpose == Purpose::Rehearsal { "ROLLBACK TO step; RELEASE step" } else { "ROLLBACK" };
        let _ = self.connection.execute_batch(undo);
    }

    pub(super) fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }
}

fn bind(statement: &mut Statement<'_>, parameters: &[Param<'_>]) -> Result<()> {
    for (at, parameter) in parameters.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, parameter)?;
    }
    Ok(())
}

/// The connection as a whole.
impl SqliteDatabase {
    /// Opens a database that is gone once it is closed; SQLite keeps it in memory while it is small, and in a hidden file
    /// later.
    pub(in crate::store) fn temporary() -> Result<Self> {
        Ok(Self { connection: Connection::open("")? })
    }

    /// Opens a file. The last one that is closed leaves the log beside it, for readers who may not create it: see
    /// [`Self::keep_log`].
    pub(in crate::store) fn open(path: &Path) -> Result<Self> {
        // SQLite itself falls back to reading if the file cannot be written.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_handler(Some(wait))?;
        Ok(Self { connection })
    }

    /// Opens a file that cannot be written through this mount, without its log.
    pub(in crate::store) fn open_immutable(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let uri = format!("file:{}?immutable=1", escaped(path));
        Ok(Self { connection: Connection::open_with_flags(uri, flags)? })
    }

    /// Returns the path of the file; `None` if there is none.
    pub(in crate::store) fn path(&self) -> Option<&Path> {
        self.connection.path().filter(|path| !path.is_empty()).map(Path::new)
    }

    /// Leaves the log beside the file when it is closed.
    pub(in crate::store) fn keep_log(&self) -> Result<()> {
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        Ok(())
    }

    /// Sets the size of pages in a file that is new.
    pub(in crate::store) fn set_page_size(&self) -> Result<()> {
        Ok(self.connection.pragma_update(None, "page_size", PAGE_SIZE)?)
    }

    /// Makes writers use a log, so that they and readers do not wait for each other.
    ///
    /// # Errors
    /// [`StoreError::ReadOnly`] if the file cannot be written.
    pub(in crate::store) fn use_log(&self) -> Result<()> {
        let mode: String = self.connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode == "wal" { Ok(()) } else { Err(StoreError::ReadOnly) }
    }

    /// Sets what holds for every use of a store. `cache` is the size of the page cache in KiB.
    pub(in crate::store) fn configure(&self, cache: i64) -> Result<()> {
        let connection = &self.connection;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Otherwise a prepared statement may be planned again when another value is bound to it, since SQLite is built with
        // STAT4: an export took twice as long.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        // Whoever can write to the file must not gain more than that by its triggers.
        self.guard_schema(true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        // FULL keeps the last batch even through a power cut: a channel must not know an account that headquarters has
        // lost.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -cache)?;
        connection.pragma_update_and_check(None, "wal_autocheckpoint", CHECKPOINT_PAGES, |_| Ok(()))?;
        Ok(())
    }

    /// Allows or forbids statements to write to the tables of the schema and of the search index themselves.
    pub(in crate::store) fn guard_schema(&self, is_guarded: bool) -> Result<()> {
        self.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, is_guarded)?;
        Ok(())
    }

    /// Whether statements cannot write to these tables: see [`Self::guard_schema`].
    #[cfg(test)]
    pub(in crate::store) fn is_schema_guarded(&self) -> Result<bool> {
        Ok(self.connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)?)
    }

    /// Forgets the prepared statements, one of which may be of a table that is about to go.
    pub(in crate::store) fn forget_statements(&self) {
        self.connection.flush_prepared_statement_cache();
    }

    /// Moves what was written from the log to the file, as far as nobody reads it.
    pub(in crate::store) fn move_log(&self) -> Result<()> {
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Lets nothing be written from now on.
    pub(in crate::store) fn only_read(&self) -> Result<()> {
        Ok(self.connection.pragma_update(None, "query_only", true)?)
    }

    /// Waits no longer than that for another process's transaction, from now on.
    pub(in crate::store) fn wait_at_most(&self, patience: Duration) -> Result<()> {
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// Makes statements end when the program is asked to stop. A transaction that writes is rolled back then.
    pub(in crate::store) fn interrupt_on_signal(&mut self) -> Result<()> {
        Ok(self.connection.progress_handler(INSTRUCTIONS, Some(|| stopping::signal().is_some()))?)
    }

    /// Lets statements finish again.
    pub(in crate::store) fn never_interrupt(&mut self) -> Result<()> {
        Ok(self.connection.progress_handler(0, None::<fn() -> bool>)?)
    }

    /// Copies the database into an empty file, which is a single file then, without a log beside it. Returns false if it was
    /// stopped: the copy is then useless.
    ///
    /// # Errors
    /// The file cannot be written, or the copy is damaged.
    pub(in crate::store) fn back_up(&self, file: &Path, is_stopped: impl Fn() -> bool) -> Result<bool> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(file, flags)?;
        {
            let backup = Backup::new(&self.connection, &mut copy)?;
            loop {
                if is_stopped() {
                    return Ok(false);
                }
                match backup.step(BACKUP_PAGES)? {
                    StepResult::Done => break,
                    StepResult::Busy | StepResult::Locked => thread::sleep(BACKUP_PAUSE),
                    _ => {}
                }
            }
        }
        copy.progress_handler(INSTRUCTIONS, Some(|| stopping::signal().is_some()))?;
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        let answer: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        match answer.as_str() {
            "ok" => Ok(true),
            answer if is_failed_read(answer) => Err(StoreError::Unread(answer.to_owned())),
            _ => Err(StoreError::Damaged(answer)),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let is_stopped = matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::OperationInterrupted | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
        );
        if let (true, Some(signal)) = (is_stopped, stopping::signal()) {
            return Self::Interrupted(signal);
        }
        match SqliteFault::of(&error) {
            SqliteFault::Locked => Self::Locked,
            SqliteFault::ReadOnly => Self::ReadOnly,
            SqliteFault::NoRoom(shortage) => Self::NoRoom(shortage),
            SqliteFault::NoRoomBeside(shortage) => Self::NoRoomBeside(shortage),
            SqliteFault::TooManyFiles => Self::TooManyFiles,
            SqliteFault::Unread => Self::Unread(error.to_string()),
            SqliteFault::Disk => Self::Disk(error.to_string()),
            SqliteFault::NotADatabase => Self::Foreign,
            // Nothing else is a virtual table.
            SqliteFault::Damaged if is_of_virtual_table(&error) => Self::IndexDamaged(error.to_string()),
            SqliteFault::Damaged => Self::Malformed(error.to_string()),
            SqliteFault::Statement if is_about_index(&error) => Self::IndexDamaged(error.to_string()),
            SqliteFault::Unreachable => Self::Unreachable(Box::new(error)),
            SqliteFault::Statement if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                // The rows of a whole store never contradict those that are added.
                Self::DamagedRow(error.to_string())
            }
            SqliteFault::Statement if error.sqlite_error_code() == Some(ErrorCode::TooBig) => {
                Self::TooBig(Box::new(error))
            }
            SqliteFault::Statement => match error {
                // It says the whole statement, which may be long.
                rusqlite::Error::SqlInputError { msg, .. } => Self::Database(msg.into()),
                rusqlite::Error::InvalidColumnType(_, column, found) => {
                    Self::DamagedRow(format!("`{column}` has a value of type {found}"))
                }
                rusqlite::Error::QueryReturnedNoRows => Self::DamagedRow("a row is missing".to_owned()),
                error @ (rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..)) => Self::DamagedRow(error.to_string()),
                error => Self::Database(Box::new(error)),
            },
        }
    }
}

fn is_of_virtual_table(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_CORRUPT_VTAB)
}

/// Whether an error says that the search index cannot be opened.
fn is_about_index(error: &rusqlite::Error) -> bool {
    let message = match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message,
        rusqlite::Error::SqlInputError { msg, .. } => msg,
        _ => return false,
    };
    [
        "fts5: ",
        "invalid fts5 ",
        "vtable constructor failed: search",
        "no such table: search",
        "no such table: main.search",
    ]
    .iter()
    .any(|beginning| message.starts_with(beginning))
}

/// Waits for another process's transaction. SQLite's own handler waits ever longer, and would miss the moment between two
/// batches of a job.
fn wait(tries: i32) -> bool {
    thread::sleep(BUSY_PAUSE);
    let waited = u128::try_from(tries).map(|tries| tries * BUSY_PAUSE.as_millis());
    waited.is_ok_and(|waited| waited < stopping::busy_timeout().as_millis())
}

/// Returns a path as a part of a URI, in which every byte but the separators is escaped: it may be no UTF-8.
fn escaped(path: &Path) -> String {
    let mut escaped = String::new();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' => escaped.push('/'),
            _ => escaped.extend(['%', hexadecimal(byte >> 4), hexadecimal(byte & 15)]),
        }
    }
    escaped
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap_or_default()
}

/// Whether SQLite's check says that a page could not be read, which proves no damage.
pub(in crate::store) fn is_failed_read(message: &str) -> bool {
    message.split("error code").skip(1).any(|rest| {
        let code = rest.trim_start_matches(['=', ' ']).split(|c: char| !c.is_ascii_digit()).next();
        code.and_then(|code| code.parse().ok()).is_some_and(|code: i32| code & 0xff == ffi::SQLITE_IOERR)
    })
}
