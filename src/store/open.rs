//! Opening the store.

use std::cell::{Cell, RefCell};
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::functions;
use super::handle::Store;
use super::log_access::{self, FrozenStore, LogAccess};
use super::migrations::{self, DatabaseKind};
use super::place;
use super::stopping::{busy_timeout, interrupt_on_signal, never_interrupt};
use crate::clock::Clock;
use crate::new_file::create_private;
use crate::sqlite::FileHeader;
use crate::trail::Author;

/// How long a statement that waits for another process's transaction waits between two attempts: less than the pause of a job between two batches.
const BUSY_PAUSE: Duration = Duration::from_millis(1);

/// KiB of page cache: holds the index pages that a batch touches (measured in `benches/README.md`).
const CACHE_KIB: i64 = 57_344;

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
    /// Says whether the file is missing, empty, foreign, newer, locked, in a place for no store or cannot be used.
    pub(crate) fn open(path: &Path, access: Access, clock: Clock, actor: &str) -> Result<Self> {
        Self::open_guarded(path, access, clock, actor, || Ok(()))
    }

    /// Opens the store as [`Self::open`] does. If an older one is to be migrated, `guard` is called before, and what it returns
    /// is held until that is done.
    ///
    /// # Errors
    /// As [`Self::open`], and those of `guard`; an older store is as it was then.
    pub(crate) fn open_guarded<G>(
        path: &Path,
        access: Access,
        clock: Clock,
        actor: &str,
        guard: impl FnOnce() -> Result<G>,
    ) -> Result<Self> {
        let author = Author { actor: actor.to_owned(), ..Author::default() };
        if access == Access::Read {
            return open_for_reading(path, &author, clock, guard);
        }
        let exists = match find(path)? {
            Some(file) => {
                place::check_log(path, &file)?;
                log_access::share(path, &file);
                true
            }
            None => false,
        };
        let is_rehearsal = access == Access::Rehearse;
        let (connection, kind) = match access {
            Access::Rehearse if !exists || is_blank(path)? => (temporary()?, DatabaseKind::Blank),
            Access::Write if !exists || is_blank(path)? => return Err(StoreError::Missing),
            _ => open_for_writing(path)?,
        };
        let mut store = Self::around(connection, path, clock);
        store.is_rehearsal = is_rehearsal;
        store.is_writer = !is_rehearsal;
        if is_rehearsal {
            // An older store stays as it is.
            store.connection.execute_batch("BEGIN IMMEDIATE")?;
            while migrations::apply_next(&store.connection, &author, clock)? {}
        } else if kind != DatabaseKind::Current {
            let _guard = (kind == DatabaseKind::Older).then(guard).transpose()?;
            interrupt_on_signal(&mut store.connection)?;
            store.has_appended.set(migrations::migrate(&mut store.connection, &author, clock)?);
            never_interrupt(&mut store.connection)?;
        }
        Ok(store)
    }

    fn around(connection: Connection, path: &Path, clock: Clock) -> Self {
        Self {
            connection,
            is_rehearsal: false,
            clock,
            layouts: RefCell::default(),
            anchoring: None,
            has_appended: Cell::new(false),
            has_moved_seal: Cell::new(false),
            path: path.to_owned(),
            is_writer: false,
            frozen: None,
            claim: None,
        }
    }
}

/// Finds the file of a store; `None` if there is none.
///
/// # Errors
/// It can be none.
fn find(path: &Path) -> Result<Option<Metadata>> {
    place::check_path(path)?;
    match fs::metadata(path) {
        Ok(file) => place::check_file(&file).map(|()| Some(file)).map_err(Into::into),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

impl Store {
    /// Whether there is no store yet: no file, or an empty one.
    ///
    /// # Errors
    /// There can be none.
    pub(crate) fn is_missing(path: &Path) -> Result<bool> {
        Ok(find(path)?.is_none_or(|file| file.len() == 0))
    }
}

fn is_blank(path: &Path) -> Result<bool> {
    if fs::metadata(path)?.len() == 0 {
        return Ok(true);
    }
    Ok(connect(path)?.1 == DatabaseKind::Blank)
}

/// Waits for another process's transaction. SQLite's own handler waits ever longer, and would miss the moment between
/// two batches of a job.
fn wait(tries: i32) -> bool {
    thread::sleep(BUSY_PAUSE);
    u128::try_from(tries).is_ok_and(|tries| tries * BUSY_PAUSE.as_millis() < busy_timeout().as_millis())
}

/// Opens a store that is gone once it is closed; SQLite keeps it in memory while it is small, and in a hidden file
/// later.
fn temporary() -> Result<Connection> {
    let connection = Connection::open("")?;
    configure(&connection)?;
    Ok(connection)
}

/// Opens a connection and returns what it leads to. The last one to a store that is closed leaves the log beside it, for
/// readers who may not create it.
fn connect(path: &Path) -> Result<(Connection, DatabaseKind)> {
    // SQLite itself falls back to reading if the file cannot be written.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_handler(Some(wait))?;
    let kind = migrations::inspect(&connection)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok((connection, kind))
}

fn open_for_writing(path: &Path) -> Result<(Connection, DatabaseKind)> {
    // It will hold customers' data.
    match create_private(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    let (connection, kind) = connect(path)?;
    if kind == DatabaseKind::Blank {
        connection.pragma_update(None, "page_size", PAGE_SIZE)?;
    }
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::ReadOnly);
    }
    configure(&connection)?;
    Ok((connection, kind))
}

fn open_for_reading<G>(path: &Path, author: &Author, clock: Clock, guard: impl FnOnce() -> Result<G>) -> Result<Store> {
    let file = find(path)?.ok_or(StoreError::Missing)?;
    let mut frozen = None;
    if file.len() == 0 {
        return Err(StoreError::Empty);
    }
    File::open(path)?;
    if FileHeader::read(path).needs_log() {
        place::check_log(path, &file)?;
        match LogAccess::of_reader(path, &file)? {
            LogAccess::Frozen => frozen = Some(FrozenStore::new(path, &file)),
            LogAccess::Shared => log_access::share(path, &file),
        }
    }
    let (mut connection, kind) = if frozen.is_some() { open_immutable(path)? } else { connect(path)? };
    let was_migrated = match kind {
        DatabaseKind::Blank => return Err(StoreError::Empty),
        DatabaseKind::Older => {
            let _guard = guard()?;
            migrations::migrate(&mut connection, author, clock).map_err(|error| match error {
                StoreError::ReadOnly => StoreError::Outdated,
                other => other,
            })?
        }
        DatabaseKind::Current => false,
    };
    configure(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    interrupt_on_signal(&mut connection)?;
    let mut store = Store::around(connection, path, clock);
    store.is_writer = kind == DatabaseKind::Older;
    store.has_appended.set(was_migrated);
    store.frozen = frozen;
    Ok(store)
}

/// Opens a store that cannot be written through this mount, without its log.
fn open_immutable(path: &Path) -> Result<(Connection, DatabaseKind)> {
    let path = path.canonicalize()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(format!("file:{}?immutable=1", escaped(&path)), flags)?;
    let kind = migrations::inspect(&connection)?;
    Ok((connection, kind))
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

fn configure(connection: &Connection) -> Result<()> {
    functions::define(connection)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise a prepared statement may be planned again when another value is bound to it, since SQLite is built with
    // STAT4: an export took twice as long.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Whoever can write to the file must not gain more than that by its triggers.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // FULL keeps the last batch even through a power cut: a channel must not know an account that headquarters has
    // lost.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", CHECKPOINT_PAGES, |_| Ok(()))?;
    Ok(())
}
