//! A store on a server: opening it, and making its schema.

use super::access::Access;
use super::database::{self, Database, Param, Purpose, params};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::migrations::{DatabaseKind, HALF_COPY};
use super::rehearsal;
use super::trail;
use crate::address::{ServerAddress, StoreAddress};
use crate::clock::Clock;
use crate::trail::Author;

/// The schema's versions: the number of each, and what makes it of the one before. The first one makes it of nothing.
const MIGRATIONS: [(i64, &str); 1] = [(10, include_str!("migrations/postgres/0010.sql"))];

/// What makes the roles.
const ROLES: &str = include_str!("migrations/postgres/roles.sql");

/// What a store's row says of whose database it is.
const PROGRAM: &str = "hqsync";

/// The encoding that texts need.
const ENCODING: &str = "UTF8";

/// The number of the server's lock under which a schema is made, and a copy written: `hqsy`.
const CREATION: i64 = 0x6871_7379;

/// What a database on a server is to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ServerContent {
    /// There is no store in it.
    Nothing,
    /// The half-made copy of a store, whatever the version of its schema.
    HalfCopy,
    Current,
    /// The schema has an older version.
    Older(i64),
}

/// Opens a store on a server; an older one is migrated first, under what `guard` returns. `author` is who migrates or creates
/// it, for the audit trail.
///
/// # Errors
/// The server cannot be reached or does not let the user in; there is no store; it is foreign, newer, or locked.
pub(super) fn open<G>(
    address: &ServerAddress,
    access: Access,
    clock: Clock,
    author: &Author,
    guard: impl FnOnce() -> Result<G>,
) -> Result<Store> {
    let database = connect(address)?;
    let content = inspect(&database)?;
    if content == ServerContent::Nothing {
        match access {
            Access::Read | Access::Write => return Err(StoreError::Missing),
            // Nothing is kept of it.
            Access::Rehearse => {
                return rehearsal::rehearse_new_store(&StoreAddress::Server(Box::new(address.clone())), author, clock);
            }
            Access::Create => check_encoding(&database)?,
        }
    }
    if content == ServerContent::HalfCopy {
        return Err(StoreError::HalfCopied);
    }
    let mut store = around(database, address, clock);
    if content != ServerContent::Current {
        let _guard = matches!(content, ServerContent::Older(_)).then(guard).transpose()?;
        store.has_appended.set(migrate(&store.database, author, clock)?);
    }
    match access {
        Access::Read => {
            store.database.on_server()?.only_read()?;
            store.database.interrupt_on_signal()?;
        }
        Access::Rehearse => {
            store.database.begin(Purpose::Write)?;
            store.is_rehearsal = true;
        }
        Access::Write | Access::Create => store.is_writer = true,
    }
    Ok(store)
}

/// Opens a further handle on a store that only reads what others have committed, for another thread.
///
/// # Errors
/// As [`open()`].
pub(super) fn open_reader(address: &ServerAddress, clock: Clock) -> Result<Store> {
    let database = connect(address)?;
    database.on_server()?.only_read()?;
    Ok(around(database, address, clock))
}

/// Whether the database has no store yet.
///
/// # Errors
/// The server cannot be reached, or does not let the user in.
pub(super) fn is_missing(address: &ServerAddress) -> Result<bool> {
    Ok(inspect(&connect(address)?)? == ServerContent::Nothing)
}

/// Opens a connection to the database for a run lock, whatever is in it. What is said in the lock need not outlive a crash of the
/// server.
pub(super) fn connect_for_lock(address: &ServerAddress) -> Result<Database> {
    let database = connect(address)?;
    database.on_server()?.batch("SET synchronous_commit = off")?;
    Ok(database)
}

fn connect(address: &ServerAddress) -> Result<Database> {
    let address = address.clone();
    Database::connect(Box::new(move || {
        let client = database::connect(&address)?;
        let cancel = database::canceller(&client, &address)?;
        Ok((client, cancel))
    }))
}

fn around(database: Database, address: &ServerAddress, clock: Clock) -> Store {
    Store::around(database, StoreAddress::Server(Box::new(address.clone())), clock)
}

/// Returns what there is in the database.
///
/// # Errors
/// [`StoreError::Foreign`] if it has another program's tables with the names of the store's, [`StoreError::Newer`] if the schema is of
/// a later version.
fn inspect(database: &Database) -> Result<ServerContent> {
    let table = "SELECT to_regclass('store') IS NOT NULL";
    if !database.only(table, &[], |row| row.get::<bool>(0))? {
        return Ok(ServerContent::Nothing);
    }
    // Another program may have such a table.
    let columns =
        "SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('store') AND attname IN ('program', 'schema')";
    if database.only(columns, &[], |row| row.get::<i64>(0))? < 2 {
        return Err(StoreError::Foreign);
    }
    let sql = "SELECT program, schema FROM store";
    let version = database.one(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<i64>(1)?)))?;
    let known = newest();
    match version {
        None if is_half_copy(database)? => Ok(ServerContent::HalfCopy),
        None => Err(StoreError::Damaged("the row of `store` is missing".to_owned())),
        Some((program, _)) if program != PROGRAM => Err(StoreError::Foreign),
        Some((_, found)) if found > known => Err(StoreError::Newer { found, known }),
        Some((_, found)) if found == known => Ok(ServerContent::Current),
        Some((_, found)) if MIGRATIONS.iter().any(|(version, _)| *version == found) => Ok(ServerContent::Older(found)),
        Some((_, found)) => Err(StoreError::Damaged(format!("its schema has version {found}, which no hqsync writes"))),
    }
}

fn is_half_copy(database: &Database) -> Result<bool> {
    database.only(&format!("SELECT to_regclass('{HALF_COPY}') IS NOT NULL"), &[], |row| row.get(0))
}

/// Checks that the database takes every text.
fn check_encoding(database: &Database) -> Result<()> {
    let sql = "SELECT current_setting('server_encoding')";
    let encoding: String = database.only(sql, &[], |row| row.get(0))?;
    if encoding == ENCODING { Ok(()) } else { Err(StoreError::Encoding(encoding)) }
}

/// Makes the schema, or migrates it to the newest version, in one transaction; returns whether there was anything to do. The audit
/// trail names `author` for it.
fn migrate(database: &Database, author: &Author, clock: Clock) -> Result<bool> {
    let postgres = database.on_server()?;
    postgres.begin_schema(CREATION)?;
    // Another one may have been faster.
    let migrated = inspect(database).and_then(|content| {
        let made = match content {
            ServerContent::Current => return Ok(false),
            ServerContent::HalfCopy => return Err(StoreError::HalfCopied),
            ServerContent::Older(version) => version,
            ServerContent::Nothing => 0,
        };
        for (version, sql) in MIGRATIONS.iter().filter(|(version, _)| *version > made) {
            postgres.batch(sql).map_err(of_creation)?;
            if made == 0 && *version == MIGRATIONS[0].0 {
                let sql =
                    "INSERT INTO store (\"only\", program, schema, id, created, change) VALUES (1, ?1, ?2, ?3, ?4, 0)";
                let id = uuid::Uuid::new_v4().to_string();
                database.execute(sql, &params![PROGRAM, *version, id, clock.now().0])?;
            }
        }
        database.execute("UPDATE store SET schema = ?1", &params![newest()])?;
        trail::note_migration(database, author, clock, newest())?;
        Ok(true)
    });
    match migrated {
        Ok(_) => database.commit(Purpose::Write)?,
        Err(_) => database.roll_back(Purpose::Write),
    }
    postgres.forget_statements();
    migrated
}

impl Store {
    /// Makes the roles `hqsync_work` and `hqsync_read` with the rights that they need; returns false if the user may not make roles.
    ///
    /// # Errors
    /// The store is no server's, or another statement fails.
    pub(crate) fn make_roles(&self) -> Result<bool> {
        let made = self.database.on_server()?.batch(&format!("BEGIN; {ROLES}; COMMIT"));
        match made {
            Err(StoreError::Denied(_)) => {
                self.database.roll_back(Purpose::Write);
                Ok(false)
            }
            made => made.map(|()| true),
        }
    }
}

/// Returns the newest version of the schema.
fn newest() -> i64 {
    MIGRATIONS[MIGRATIONS.len() - 1].0
}

/// Opens what is to be the copy of another store, and returns what is there.
///
/// # Errors
/// It is another program's, newer, or cannot be used.
pub(super) fn open_for_copy(address: &ServerAddress, clock: Clock) -> Result<(Store, DatabaseKind)> {
    let database = connect(address)?;
    // What a copy that was killed has sent by then may not be done yet.
    begin_copying(&database)?;
    let content = inspect(&database);
    database.roll_back(Purpose::Write);
    let kind = match content? {
        ServerContent::Nothing => DatabaseKind::Blank,
        ServerContent::HalfCopy => DatabaseKind::HalfCopy,
        ServerContent::Current => DatabaseKind::Current,
        ServerContent::Older(_) => DatabaseKind::Older,
    };
    if kind == DatabaseKind::Blank {
        check_encoding(&database)?;
    }
    let mut store = around(database, address, clock);
    store.is_writer = true;
    Ok((store, kind))
}

/// Begins a transaction that writes to a half-made copy: the row is not there yet that whoever writes locks.
pub(super) fn begin_copying(database: &Database) -> Result<()> {
    database.on_server()?.begin_schema(CREATION)
}

/// Creates the tables of the newest version, inside the caller's transaction: without the row that says which store it is, and
/// without an audit trail.
///
/// # Errors
/// [`StoreError::Locked`] if somebody has made a store there meanwhile.
pub(super) fn lay_out(database: &Database) -> Result<()> {
    let postgres = database.on_server()?;
    if inspect(database)? != ServerContent::Nothing {
        return Err(StoreError::Locked);
    }
    let made = MIGRATIONS.iter().try_for_each(|(_, sql)| postgres.batch(sql).map_err(of_creation));
    postgres.forget_statements();
    made
}

/// Inserts the row that says which store it is, inside the caller's transaction: these columns with their values, and whose
/// database it is.
pub(super) fn insert_store_row(database: &Database, columns: &[&str], values: &[Param<'_>]) -> Result<()> {
    let places = (1..=columns.len() + 2).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO store ({}, program, schema) VALUES ({places})", columns.join(", "));
    let mut values: Vec<_> = values.iter().map(Param::borrowed).collect();
    values.extend(params![PROGRAM, newest()]);
    database.execute(&sql, &values).map(drop)
}

/// Lets the server learn how large a table is and what is in it, on which the way depends in which it reads it. It would do so by
/// itself, but minutes later.
pub(super) fn analyze(database: &Database, table: &str) -> Result<()> {
    database.on_server()?.batch(&format!("ANALYZE {table}"))
}

/// Turns a table that is there already into what it is: another program's, or what is left of a store.
fn of_creation(error: StoreError) -> StoreError {
    match error {
        StoreError::Exists(_) => StoreError::Foreign,
        error => error,
    }
}
