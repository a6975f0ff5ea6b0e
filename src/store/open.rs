//! Opening the store.

use std::cell::RefCell;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::functions;
use super::handle::Store;
use super::migrations::{self, DatabaseKind};
use crate::clock::Clock;
use crate::trail::Author;

/// How long a statement waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(60);

/// How long it waits between two attempts: less than the pause of a job between two batches.
const BUSY_PAUSE: Duration = Duration::from_millis(1);

/// KiB of page cache: holds the index pages that a batch touches (measured in `benches/README.md`).
const CACHE_KIB: i64 = 65_536;

/// Bytes of a page; with larger pages a batch writes the same index page less often.
const PAGE_SIZE: i64 = 8_192;

/// Pages in the WAL before they are moved to the store's file.
const CHECKPOINT_PAGES: i64 = 4_000;

/// How a command uses the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Only reads; works on a read-only file too.
    Read,
    /// Reads and writes an existing store.
    Write,
    /// Reads and writes, and creates the store if it does not exist.
    Create,
    /// As [`Access::Create`], but nothing is kept when the store is closed: a rehearsal.
    Rehearse,
}

impl Store {
    /// Opens the store; an older one is migrated first. `actor` is who migrates or creates it, for the audit trail.
    ///
    /// # Errors
    /// Says whether the file is missing, empty, foreign, newer, locked or cannot be used.
    pub(crate) fn open(path: &Path, access: Access, clock: Clock, actor: &str) -> Result<Self> {
        let author = Author { actor: actor.to_owned(), ..Author::default() };
        let connection = match access {
            Access::Read => open_for_reading(path, &author, clock)?,
            Access::Rehearse if is_blank(path)? => temporary()?,
            Access::Write if is_blank(path)? => return Err(StoreError::Missing),
            Access::Write | Access::Create | Access::Rehearse => open_for_writing(path)?,
        };
        let is_rehearsal = access == Access::Rehearse;
        let mut store = Self { connection, is_rehearsal, clock, layouts: RefCell::default() };
        match access {
            Access::Read => {}
            Access::Write | Access::Create => migrations::migrate(&mut store.connection, &author, clock)?,
            // An older store stays as it is.
            Access::Rehearse => {
                store.connection.execute_batch("BEGIN IMMEDIATE")?;
                while migrations::apply_next(&store.connection, &author, clock)? {}
            }
        }
        Ok(store)
    }
}

fn is_blank(path: &Path) -> Result<bool> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.len() == 0 => Ok(true),
        Ok(_) => {
            let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            Ok(migrations::inspect(&connection)? == DatabaseKind::Blank)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(StoreError::File(error)),
    }
}

/// Waits for another process's transaction. SQLite's own handler waits ever longer, and would miss the moment between
/// two batches of a job.
fn wait(tries: i32) -> bool {
    thread::sleep(BUSY_PAUSE);
    u128::try_from(tries).is_ok_and(|tries| tries * BUSY_PAUSE.as_millis() < BUSY_TIMEOUT.as_millis())
}

/// Opens a store that is gone once it is closed; SQLite keeps it in memory while it is small, and in a hidden file
/// later.
fn temporary() -> Result<Connection> {
    let connection = Connection::open("")?;
    configure(&connection)?;
    Ok(connection)
}

fn open_for_writing(path: &Path) -> Result<Connection> {
    create_private(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(wait))?;
    if migrations::inspect(&connection)? == DatabaseKind::Blank {
        connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    }
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::ReadOnly);
    }
    configure(&connection)?;
    Ok(connection)
}

/// Creates an empty file that only its owner can read: it will hold customers' data.
fn create_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::File(error)),
    }
}

fn open_for_reading(path: &Path, author: &Author, clock: Clock) -> Result<Connection> {
    let mut first = [0];
    match File::open(path).and_then(|mut file| file.read(&mut first)) {
        Ok(0) => return Err(StoreError::Empty),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::Missing),
        Err(error) => return Err(StoreError::File(error)),
    }
    // SQLite itself falls back to reading if the file cannot be written.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(wait))?;
    let kind = match migrations::inspect(&connection) {
        Err(StoreError::Unreachable(_) | StoreError::ReadOnly) if !wal_of(path).exists() => {
            connection = open_immutable(path)?;
            migrations::inspect(&connection)?
        }
        other => other?,
    };
    match kind {
        DatabaseKind::Blank => return Err(StoreError::Empty),
        DatabaseKind::Older => migrations::migrate(&mut connection, author, clock).map_err(|error| match error {
            StoreError::ReadOnly => StoreError::Outdated,
            other => other,
        })?,
        DatabaseKind::Current => {}
    }
    configure(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn wal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Opens a store on a medium on which SQLite cannot create its shared-memory file. Nobody can write there.
fn open_immutable(path: &Path) -> Result<Connection> {
    let path = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)?)
}

fn configure(connection: &Connection) -> Result<()> {
    functions::define(connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise a prepared statement may be planned again when another value is bound to it, since SQLite is built with
    // STAT4: an export took twice as long.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // FULL keeps the last batch even through a power cut: a channel must not know an account that headquarters has
    // lost.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", CHECKPOINT_PAGES, |_| Ok(()))?;
    Ok(())
}
