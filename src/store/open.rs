//! Opening the store.

use std::cell::{Cell, RefCell};
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use super::access::Access;
use super::database::{Database, SqliteDatabase};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::log_access::{self, FrozenStore, LogAccess};
use super::migrations::{self, DatabaseKind};
use super::rehearsal::{CACHE_KIB, temporary};
use super::{place, server};
use crate::address::StoreAddress;
use crate::clock::Clock;
use crate::new_file::{create_private, create_with_mode};
use crate::sqlite::FileHeader;
use crate::trail::Author;

/// KiB of page cache of a further reader.
const READER_CACHE_KIB: i64 = 2_048;

impl Store {
    /// Opens the store; an older one is migrated first. `actor` is who migrates or creates it, for the audit trail.
    ///
    /// # Errors
    /// Says whether the store is missing, empty, foreign, newer, locked, in a place for no store or cannot be used.
    pub(crate) fn open(address: &StoreAddress, access: Access, clock: Clock, actor: &str) -> Result<Self> {
        Self::open_guarded(address, access, clock, actor, || Ok(()))
    }

    /// Opens the store as [`Self::open`] does. If an older one is to be migrated, `guard` is called before, and what it returns
    /// is held until that is done.
    ///
    /// # Errors
    /// As [`Self::open`], and those of `guard`; an older store is as it was then.
    pub(crate) fn open_guarded<G>(
        address: &StoreAddress,
        access: Access,
        clock: Clock,
        actor: &str,
        guard: impl FnOnce() -> Result<G>,
    ) -> Result<Self> {
        let author = Author { actor: actor.to_owned(), ..Author::default() };
        let path = match address {
            StoreAddress::File(path) => path,
            StoreAddress::Server(server) => return server::open(server, access, clock, &author, guard),
        };
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
        let (database, kind) = match access {
            Access::Rehearse if !exists || is_blank(path)? => (temporary()?, DatabaseKind::Blank),
            Access::Write if !exists || is_blank(path)? => return Err(StoreError::Missing),
            _ => open_for_writing(path)?,
        };
        if kind == DatabaseKind::HalfCopy {
            return Err(StoreError::HalfCopied);
        }
        let mut store = Self::around_file(database, path, clock);
        store.is_writer = !is_rehearsal;
        if is_rehearsal {
            store.begin_rehearsal(&author)?;
        } else if kind != DatabaseKind::Current {
            let _guard = (kind == DatabaseKind::Older).then(guard).transpose()?;
            store.database.interrupt_on_signal()?;
            store.has_appended.set(migrations::migrate(&store.database, &author, clock)?);
            store.database.never_interrupt()?;
        }
        Ok(store)
    }

    /// Opens what is to be the copy of another store, and returns what is there. It is created if there is nothing.
    ///
    /// # Errors
    /// It is no store, or cannot be used.
    pub(super) fn open_for_copy(address: &StoreAddress, clock: Clock) -> Result<(Self, DatabaseKind)> {
        let path = match address {
            StoreAddress::File(path) => path,
            StoreAddress::Server(server) => return server::open_for_copy(server, clock),
        };
        if let Some(file) = find(path)? {
            place::check_log(path, &file)?;
            log_access::share(path, &file);
        }
        let (database, kind) = open_for_writing(path)?;
        let mut store = Self::around_file(database, path, clock);
        store.is_writer = true;
        Ok((store, kind))
    }

    /// Checks that what was read without a log was read from one state.
    ///
    /// # Errors
    /// Another program has written meanwhile.
    pub(crate) fn check_frozen(&self) -> Result<()> {
        Ok(self.frozen.as_ref().map_or(Ok(()), FrozenStore::check)?)
    }

    /// Creates the empty file of a store with these permissions, unless there is one, or the store is no file.
    ///
    /// # Errors
    /// It can be none, or cannot be created.
    pub(crate) fn create_file(address: &StoreAddress, mode: u32) -> Result<()> {
        let Some(path) = address.file() else { return Ok(()) };
        if find(path)?.is_some() {
            return Ok(());
        }
        match create_with_mode(path, mode) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Opens a further handle on the store that only reads what others have committed, for another thread.
    ///
    /// Nothing else in the process may open or close the store's file itself: that would release SQLite's locks on it.
    ///
    /// # Errors
    /// The store cannot be opened once more, or another file has taken its place.
    pub(crate) fn another_reader(&self) -> Result<Self> {
        let path = match &self.address {
            StoreAddress::File(path) => path,
            StoreAddress::Server(server) => return server::open_reader(server, self.clock),
        };
        let database = SqliteDatabase::open(path)?;
        self.check_claimed()?;
        database.keep_log()?;
        database.configure(READER_CACHE_KIB)?;
        database.only_read()?;
        Ok(Self::around_file(database, path, self.clock))
    }

    fn around_file(database: SqliteDatabase, path: &Path, clock: Clock) -> Self {
        Self::around(Database::Sqlite(database), StoreAddress::File(path.to_owned()), clock)
    }

    pub(super) fn around(database: Database, address: StoreAddress, clock: Clock) -> Self {
        Self {
            database,
            desk: RefCell::default(),
            is_rehearsal: false,
            clock,
            layouts: RefCell::default(),
            anchoring: None,
            has_appended: Cell::new(false),
            has_moved_seal: Cell::new(false),
            trail_end: RefCell::default(),
            address,
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
    /// Whether there is no store yet: no file, or an empty one; no tables in a database of a server.
    ///
    /// # Errors
    /// There can be none.
    pub(crate) fn is_missing(address: &StoreAddress) -> Result<bool> {
        match address {
            StoreAddress::File(path) => Ok(find(path)?.is_none_or(|file| file.len() == 0)),
            StoreAddress::Server(server) => server::is_missing(server),
        }
    }
}

fn is_blank(path: &Path) -> Result<bool> {
    if fs::metadata(path)?.len() == 0 {
        return Ok(true);
    }
    Ok(connect(path)?.1 == DatabaseKind::Blank)
}

/// Opens a connection and returns what it leads to. The last one to a store that is closed leaves the log beside it, for
/// readers who may not create it.
fn connect(path: &Path) -> Result<(SqliteDatabase, DatabaseKind)> {
    let database = SqliteDatabase::open(path)?;
    let kind = migrations::inspect(&database)?;
    database.keep_log()?;
    Ok((database, kind))
}

fn open_for_writing(path: &Path) -> Result<(SqliteDatabase, DatabaseKind)> {
    // It will hold customers' data.
    match create_private(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
        _ => {}
    }
    let (database, kind) = connect(path)?;
    if kind == DatabaseKind::Blank {
        database.set_page_size()?;
    }
    database.use_log()?;
    database.configure(CACHE_KIB)?;
    Ok((database, kind))
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
    let (database, kind) = if frozen.is_some() { open_immutable(path)? } else { connect(path)? };
    let mut store = Store::around_file(database, path, clock);
    let was_migrated = match kind {
        DatabaseKind::Blank => return Err(StoreError::Empty),
        DatabaseKind::HalfCopy => return Err(StoreError::HalfCopied),
        DatabaseKind::Older => {
            let _guard = guard()?;
            migrations::migrate(&store.database, author, clock).map_err(|error| match error {
                StoreError::ReadOnly => StoreError::Outdated,
                other => other,
            })?
        }
        DatabaseKind::Current => false,
    };
    let sqlite = store.database.file()?;
    sqlite.configure(CACHE_KIB)?;
    sqlite.only_read()?;
    store.database.interrupt_on_signal()?;
    store.is_writer = kind == DatabaseKind::Older;
    store.has_appended.set(was_migrated);
    store.frozen = frozen;
    Ok(store)
}

/// Opens a store that cannot be written through this mount, without its log.
fn open_immutable(path: &Path) -> Result<(SqliteDatabase, DatabaseKind)> {
    let database = SqliteDatabase::open_immutable(&path.canonicalize()?)?;
    let kind = migrations::inspect(&database)?;
    Ok((database, kind))
}
