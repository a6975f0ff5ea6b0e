//! The databases of a world, read and changed by SQL behind the program's back.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};

use crate::program::Binary;
use crate::tables::{Channel, DOWNLOAD_TABLES};
use crate::world::World;

impl<B: Binary> World<B> {
    /// Returns the rows of a query on a channel, values separated by `|`.
    #[track_caller]
    pub fn query(&self, name: &str, sql: &str) -> Vec<String> {
        query(&self.channel_db(name), sql)
    }

    /// Changes a channel's database.
    #[track_caller]
    pub fn execute(self, name: &str, sql: &str) -> Self {
        self.channel_db(name).execute_batch(sql).unwrap();
        self
    }

    /// Opens a channel's database once more.
    #[track_caller]
    pub fn channel_db(&self, name: &str) -> Connection {
        self.database(Channel::named(name).file)
    }

    /// Opens a database of the world that waits for nobody's disk.
    #[track_caller]
    pub fn database(&self, file: &str) -> Connection {
        self.open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    #[track_caller]
    pub(crate) fn create_database(&self, file: &str) -> Connection {
        self.open(file, OpenFlags::default())
    }

    #[track_caller]
    fn open(&self, file: &str, flags: OpenFlags) -> Connection {
        let connection = Connection::open_with_flags(self.path(file), flags).unwrap();
        connection.pragma_update(None, "synchronous", "OFF").unwrap();
        connection
    }

    /// Returns all that a channel has downloaded.
    pub fn downloaded(&self, name: &str) -> String {
        self.tables(name, &DOWNLOAD_TABLES)
    }

    /// Returns all that a channel's database holds.
    pub fn dump(&self, name: &str) -> String {
        let tables = self.query(name, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        self.tables(name, &tables.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn tables(&self, name: &str, tables: &[&str]) -> String {
        let database = self.channel_db(name);
        let rows = |table: &&str| query(&database, &format!("SELECT '{table}', * FROM {table} ORDER BY 2, 3"));
        tables.iter().flat_map(rows).collect::<Vec<_>>().join("\n")
    }
}

/// Returns the rows of a query, values separated by `|`.
#[track_caller]
pub fn query(database: &Connection, sql: &str) -> Vec<String> {
    rows_of(database, sql).into_iter().map(|row| row.join("|")).collect()
}

/// Returns the rows of a query, each value as text; `NULL` is empty.
#[track_caller]
pub fn rows_of(database: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = database.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get_ref(at).map(text_of)).collect();
    statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

pub(crate) fn text_of(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Opens a database file of any kind.
#[track_caller]
pub fn open(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}
