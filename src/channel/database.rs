//! A channel database: an SQLite file that the channel's own programs write at the same time.

use std::fs;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, TransactionBehavior};

use super::control::Control;
use super::customer_writing::DownloadTargets;
use super::distrust::distrust;
use super::error::{ChannelError, ChannelFault, ChannelPlace, Result};
use super::file_identity::FileIdentity;
use super::length_limit::{LengthLimit, is_too_big};
use super::unreliable_tables::UnreliableTables;
use super::writing::Writing;
use crate::model::{Counter, Layout, RecordKind, TimeZone, ValueLimit};
use crate::new_file::create_private;
use crate::sqlite;

/// KiB of page cache of a channel: two of them may be open at a time.
const CACHE_KIB: i64 = 4_096;

/// The tables of a channel database.
pub(super) const SCHEMA: &str = include_str!("schema.sql");

/// An open channel database.
pub(crate) struct ChannelDatabase {
    pub(super) connection: Connection,
    place: ChannelPlace,
    /// That of times without an offset.
    zone: TimeZone,
    control: Arc<Control>,
    file: FileIdentity,
    /// How much of a row is kept.
    pub(super) limit: ValueLimit,
    /// Whether it is the mirror of a channel without a database, which notes what is to be handed over.
    is_mirror: bool,
}

/// Creates the empty database of a channel.
///
/// # Errors
/// Refuses to touch a file that exists.
pub(super) fn create(place: &ChannelPlace) -> Result<()> {
    let path = place.path.as_path();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| place.system_error(&error))?;
    }
    check_path(place)?;
    create_private(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => place.error(ChannelFault::Exists),
        _ => place.system_error(&error),
    })?;
    let fill = || -> rusqlite::Result<()> {
        let mut connection = Connection::open(path)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(SCHEMA)?;
        transaction.commit()
    };
    fill().map_err(|error| {
        // An unfinished file must not be taken for a channel database. If it cannot be removed, that is the lesser trouble.
        let _ = fs::remove_file(path);
        place.sqlite_error(&error)
    })
}

/// Sets a connection up for a file that others write; each statement waits for them as long as `lock`.
pub(super) fn prepare(connection: &Connection, lock: Duration, control: &Control) -> rusqlite::Result<()> {
    control.connected(connection.get_interrupt_handle());
    connection.busy_timeout(lock)?;
    distrust(connection)?;
    connection.set_prepared_statement_cache_capacity(32);
    // Statements are planned once, not at each binding: see the store's connection.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

/// Checks that SQLite opens a path of that length.
pub(super) fn check_path(place: &ChannelPlace) -> Result<()> {
    let length = sqlite::excessive_length(&place.path);
    length.map_or(Ok(()), |length| Err(place.error(ChannelFault::PathTooLong { length })))
}

impl ChannelDatabase {
    /// Opens an existing channel database, in which times without an offset are of a time zone; each statement waits for the
    /// channel's own programs as long as `lock`.
    pub(super) fn open(place: ChannelPlace, zone: TimeZone, lock: Duration, control: Arc<Control>) -> Result<Self> {
        check_path(&place)?;
        let path = &place.path;
        let metadata = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(place.error(ChannelFault::Directory)),
            Ok(metadata) if metadata.len() == 0 => return Err(place.error(ChannelFault::NotADatabase)),
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(place.error(ChannelFault::Missing));
            }
            Err(error) => return Err(place.system_error(&error)),
        };
        // Not read-only even for reading: a till that was killed leaves a journal that the next reader rolls back.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open_with_flags(path, flags)?;
            prepare(&connection, lock, &control)?;
            Ok(connection)
        };
        let connection = open().map_err(|error| place.sqlite_error(&error))?;
        let file = FileIdentity::of(&metadata, &place.path);
        Ok(Self { connection, place, zone, control, file, limit: ValueLimit::DEFAULT, is_mirror: false })
    }

    /// Makes a database of the program's own that holds what a channel without one has shown.
    pub(super) fn of_mirror(
        connection: Connection,
        place: ChannelPlace,
        zone: TimeZone,
        control: Arc<Control>,
        file: FileIdentity,
    ) -> Self {
        Self { connection, place, zone, control, file, limit: ValueLimit::DEFAULT, is_mirror: true }
    }

    /// Returns which file the database is.
    pub(crate) fn file(&self) -> FileIdentity {
        self.file.clone()
    }

    /// Sets how much is kept of the rows that are read.
    pub(crate) fn limit_values(&mut self, limit: ValueLimit) {
        self.limit = limit;
    }

    /// The columns of an upload table.
    ///
    /// # Errors
    /// Names the table, or the column of the contract, that is missing.
    pub(crate) fn upload_layout(&self, kind: RecordKind) -> Result<Layout> {
        let columns = self.columns(kind.table())?;
        let layout = Layout::new(kind, columns).in_zone(self.zone);
        layout.check_complete().map_err(|error| self.fault(error.into()))?;
        Ok(layout)
    }

    /// The highest counter of an upload table; `None` if the table is empty.
    pub(crate) fn newest_counter(&self, kind: RecordKind) -> Result<Option<Counter>> {
        let sql = format!("SELECT 1 FROM {} WHERE REPLICATIONCOUNTERFROMORIGIN IS NULL LIMIT 1", kind.table());
        if self.sqlite(self.connection.query_row(&sql, [], |_| Ok(())).optional())?.is_some() {
            return Err(self.fault(ChannelFault::NoCounter { table: kind.table() }));
        }
        let sql = format!("SELECT max(REPLICATIONCOUNTERFROMORIGIN) FROM {}", kind.table());
        let mut statement = self.sqlite(self.connection.prepare(&sql))?;
        let _limited = self.sqlite(LengthLimit::new(&self.connection, self.limit.of_value()))?;
        let newest = match statement.query_row([], |row| row.get::<_, rusqlite::types::Value>(0)) {
            // A text or a blob, since a number is never that long.
            Err(error) if is_too_big(&error) => return Err(self.fault(ChannelFault::NoCounter { table: kind.table() })),
            newest => self.sqlite(newest)?,
        };
        match newest {
            rusqlite::types::Value::Null => Ok(None),
            rusqlite::types::Value::Integer(counter) => Ok(Some(Counter(counter))),
            _ => Err(self.fault(ChannelFault::NoCounter { table: kind.table() })),
        }
    }

    /// The counter of an upload table that is `many` rows before the end of those up to `last`; `None` if there are not as many.
    pub(crate) fn counter_before(&self, kind: RecordKind, last: Counter, many: usize) -> Result<Option<Counter>> {
        let sql = format!(
            "SELECT REPLICATIONCOUNTERFROMORIGIN FROM {} WHERE REPLICATIONCOUNTERFROMORIGIN <= ?1
             ORDER BY REPLICATIONCOUNTERFROMORIGIN DESC LIMIT 1 OFFSET ?2",
            kind.table()
        );
        let mut statement = self.sqlite(self.connection.prepare_cached(&sql))?;
        let found =
            statement.query_row((last.0, many.saturating_sub(1)), |row| row.get::<_, rusqlite::types::Value>(0));
        match self.sqlite(found.optional())? {
            None => Ok(None),
            Some(rusqlite::types::Value::Integer(counter)) => Ok(Some(Counter(counter))),
            Some(_) => Err(self.fault(ChannelFault::NoCounter { table: kind.table() })),
        }
    }

    /// Whether an upload table has rows with counters from `first` to `last`.
    pub(crate) fn has_rows(&self, kind: RecordKind, (first, last): (Counter, Counter)) -> Result<bool> {
        let table = kind.table();
        let sql = format!("SELECT 1 FROM {table} WHERE REPLICATIONCOUNTERFROMORIGIN BETWEEN ?1 AND ?2 LIMIT 1");
        let mut statement = self.sqlite(self.connection.prepare_cached(&sql))?;
        self.sqlite(statement.exists((first.0, last.0)))
    }

    /// Checks that no two rows of an upload table have a counter.
    ///
    /// # Errors
    /// [`ChannelFault::CounterTwice`] if there are two.
    pub(crate) fn check_counter(&self, kind: RecordKind, counter: Counter) -> Result<()> {
        let sql = format!("SELECT 1 FROM {} WHERE REPLICATIONCOUNTERFROMORIGIN = ?1 LIMIT 1 OFFSET 1", kind.table());
        let mut statement = self.sqlite(self.connection.prepare_cached(&sql))?;
        if self.sqlite(statement.exists([counter.0]))? {
            return Err(self.fault(ChannelFault::CounterTwice { table: kind.table(), counter }));
        }
        Ok(())
    }

    /// How customers are written to this channel's download tables.
    ///
    /// # Errors
    /// Names the table, or the column of the contract, that is missing.
    pub(crate) fn targets(&self) -> Result<DownloadTargets> {
        DownloadTargets::new(
            |table| self.columns(table),
            |table| self.resolves_conflicts(table),
            |error| self.fault(error.into()),
        )
    }

    /// Begins a transaction that writes to the channel.
    pub(super) fn begin(&mut self) -> Result<Writing<'_>> {
        let (place, control) = (&self.place, &*self.control);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| place.sqlite_error(&error))?;
        let unreliable = UnreliableTables::read(&transaction).map_err(|error| place.sqlite_error(&error))?;
        Ok(Writing { transaction, place, control, unreliable, notes_changes: self.is_mirror })
    }

    pub(super) fn columns(&self, table: &'static str) -> Result<Vec<String>> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare_cached("SELECT name FROM pragma_table_info(?1)")?;
            statement.query_map([table], |row| row.get(0))?.collect()
        };
        let columns = self.sqlite(read())?;
        if columns.is_empty() { Err(self.fault(ChannelFault::NoTable(table))) } else { Ok(columns) }
    }

    /// Whether a table has rules with a way of their own to resolve conflicts, such as `UNIQUE ON CONFLICT REPLACE`.
    fn resolves_conflicts(&self, table: &'static str) -> Result<bool> {
        let sql = "SELECT 1 FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE AND sql LIKE '%CONFLICT%'";
        let mut statement = self.sqlite(self.connection.prepare_cached(sql))?;
        self.sqlite(statement.exists([table]))
    }

    /// Checks that somebody still waits for what is done: otherwise the session has said that it failed, and nothing more may last.
    pub(super) fn check_awaited(&self) -> Result<()> {
        match self.control.gave_up() {
            Some(_) => Err(self.fault(ChannelFault::Database("interrupted".to_owned()))),
            None => Ok(()),
        }
    }

    /// An error of this channel.
    pub(crate) fn fault(&self, fault: ChannelFault) -> ChannelError {
        self.place.error(fault)
    }

    pub(super) fn sqlite_error(&self, error: &rusqlite::Error) -> ChannelError {
        self.place.sqlite_error(error)
    }

    pub(super) fn sqlite<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|error| self.place.sqlite_error(&error))
    }
}
