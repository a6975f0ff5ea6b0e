//! The store of a world, read and changed by SQL behind the program's back: the same SQL for both kinds of store.
//!
//! Tests write it as SQLite takes it. Tables and columns have the same names in both, and what differs otherwise is rewritten
//! for PostgreSQL (`postgres_sql`), or has a function here.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::path::Path;

use postgres::Client;
use postgres::error::SqlState;
use postgres::types::ToSql;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::database::{open, rows_of, text_of};
use crate::postgres_sql::for_postgres;
use crate::postgres_value::PostgresValue;
use crate::program::Binary;
use crate::store::KeptStore;
use crate::world::World;

/// A connection to the store of a world.
pub struct Headquarters(Kind);

enum Kind {
    Sqlite(Connection),
    Postgres(RefCell<Client>),
}

impl<B: Binary> World<B> {
    /// Opens the store. What is not there yet is made, but has no tables.
    #[track_caller]
    pub fn headquarters(&self) -> Headquarters {
        Headquarters(match self.world_database() {
            None => Kind::Sqlite(Connection::open(self.store_path()).unwrap()),
            Some(database) => Kind::Postgres(RefCell::new(database.url().connect().unwrap())),
        })
    }

    /// Opens the store to look into it, if there is one. Nothing is made, and a file is not written to.
    pub fn headquarters_to_read(&self) -> Option<Headquarters> {
        match self.world_database() {
            None => {
                let store = Connection::open_with_flags(self.store_path(), OpenFlags::SQLITE_OPEN_READ_ONLY);
                store.ok().map(|store| Headquarters(Kind::Sqlite(store)))
            }
            Some(_) => Some(self.headquarters()),
        }
    }

    /// Whether the store is on a server.
    pub fn is_on_server(&self) -> bool {
        self.world_database().is_some()
    }

    /// Where the store is, as a configuration and `--store` say it.
    pub fn store(&self) -> String {
        match self.world_database() {
            None => self.store_path().display().to_string(),
            Some(database) => database.url().to_string(),
        }
    }

    /// Whether there is a store.
    #[track_caller]
    pub fn has_store(&self) -> bool {
        match self.world_database() {
            None => self.store_path().exists(),
            Some(_) => !self.headquarters().tables().is_empty(),
        }
    }

    /// Keeps the store as it is. Nobody may have it open.
    #[track_caller]
    pub fn keep_store(&self) -> KeptStore {
        match self.world_database() {
            None => KeptStore::of_file(&self.store_path()),
            Some(database) => KeptStore::of_database(database),
        }
    }

    /// Makes a backup under a name, as an administrator does: by `backup` into the world's folder, or by copying the database.
    #[track_caller]
    pub fn back_up(&self, name: &str) {
        match self.world_database() {
            None => {
                self.run(&["backup", self.path(name).to_str().unwrap()]).exits(0);
            }
            Some(database) => {
                self.backups().insert(name.to_owned(), KeptStore::of_database(database));
            }
        }
    }

    /// Puts a backup in the place of the store, as an administrator does: without what was beside the store's file.
    #[track_caller]
    pub fn put_back(&self, name: &str) {
        if self.is_on_server() {
            return self.put_store_back(&self.backups()[name]);
        }
        self.lose_store();
        std::fs::copy(self.path(name), self.store_path()).unwrap();
    }

    /// Puts the store back, without what was beside its file.
    #[track_caller]
    pub fn put_store_back(&self, kept: &KeptStore) {
        kept.put_back(&self.store_path(), self.world_database());
    }

    /// Loses the store, as if its disk had gone.
    #[track_caller]
    pub fn lose_store(&self) {
        match self.world_database() {
            None => {
                for ending in ["", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(format!("{}{ending}", self.store_path().display()));
                }
            }
            Some(database) => database.clear(),
        }
    }
}

impl Headquarters {
    /// Opens a store in a file that is not that of a world.
    #[track_caller]
    pub fn in_file(path: &Path) -> Self {
        Self(Kind::Sqlite(open(path)))
    }

    /// Returns the rows of a query, values separated by `|`.
    #[track_caller]
    pub fn query(&self, sql: &str) -> Vec<String> {
        let line = |row: &Vec<String>| row.join("|");
        match &self.0 {
            Kind::Sqlite(connection) => rows_of(connection, sql).iter().map(line).collect(),
            Kind::Postgres(_) => {
                let texts = |row: Vec<Value>| row.iter().map(|value| text_of(value.into())).collect();
                self.values(sql).into_iter().map(texts).map(|row| line(&row)).collect()
            }
        }
    }

    /// Returns the only value of a query as text.
    #[track_caller]
    pub fn value(&self, sql: &str) -> String {
        let rows = self.query(sql);
        let [value] = rows.as_slice() else { panic!("{sql}: {} rows", rows.len()) };
        value.clone()
    }

    /// Returns the only value of a query as a number.
    #[track_caller]
    pub fn number(&self, sql: &str) -> i64 {
        let value = self.value(sql);
        value.parse().unwrap_or_else(|_| panic!("{sql}: {value}"))
    }

    /// Returns the only value of a query as a number, if the store can tell it at the moment.
    pub fn number_if_told(&self, sql: &str) -> Option<i64> {
        match &self.0 {
            Kind::Sqlite(connection) => connection.query_row(sql, [], |row| row.get(0)).ok(),
            Kind::Postgres(client) => {
                let row = client.borrow_mut().query_one(for_postgres(sql).as_str(), &[]).ok()?;
                row.try_get(0).ok()
            }
        }
    }

    /// Returns the rows of a query.
    #[track_caller]
    pub fn values(&self, sql: &str) -> Vec<Vec<Value>> {
        match &self.0 {
            Kind::Sqlite(connection) => {
                let mut statement = connection.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
                let columns = statement.column_count();
                let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect();
                statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
            }
            Kind::Postgres(client) => {
                let sql = for_postgres(sql);
                let rows = client
                    .borrow_mut()
                    .query(sql.as_str(), &[])
                    .unwrap_or_else(|error| panic!("{}", Refusal::of_postgres(&sql, &error)));
                let values = |row: &postgres::Row| (0..row.len()).map(|at| row.get::<_, PostgresValue>(at).0).collect();
                rows.iter().map(values).collect()
            }
        }
    }

    /// Runs statements.
    #[track_caller]
    pub fn execute(&self, sql: &str) {
        self.try_execute(sql).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Runs statements, which the store may refuse.
    ///
    /// # Errors
    /// What the store says to that.
    pub fn try_execute(&self, sql: &str) -> Result<(), Refusal> {
        match &self.0 {
            Kind::Sqlite(connection) => connection.execute_batch(sql).map_err(|error| Refusal::of_sqlite(sql, &error)),
            Kind::Postgres(client) => {
                let sql = for_postgres(sql);
                client.borrow_mut().batch_execute(&sql).map_err(|error| Refusal::of_postgres(&sql, &error))
            }
        }
    }

    /// Runs a statement with values for `?1`, `?2` and so on, and returns the number of rows that it changed.
    #[track_caller]
    pub fn change(&self, sql: &str, values: &[Value]) -> usize {
        self.try_change(sql, values).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Runs a statement with values for `?1`, `?2` and so on, which the store may refuse.
    ///
    /// # Errors
    /// What the store says to that.
    pub fn try_change(&self, sql: &str, values: &[Value]) -> Result<usize, Refusal> {
        match &self.0 {
            Kind::Sqlite(connection) => {
                connection.execute(sql, params_from_iter(values)).map_err(|error| Refusal::of_sqlite(sql, &error))
            }
            Kind::Postgres(client) => {
                let sql = for_postgres(sql);
                let values: Vec<_> = values.iter().cloned().map(PostgresValue).collect();
                let values: Vec<_> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
                let changed = client.borrow_mut().execute(sql.as_str(), &values);
                changed.map(|rows| rows as usize).map_err(|error| Refusal::of_postgres(&sql, &error))
            }
        }
    }

    /// Returns the names of its tables.
    #[track_caller]
    pub fn tables(&self) -> Vec<String> {
        self.query(match self.0 {
            Kind::Sqlite(_) => "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
            Kind::Postgres(_) => "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
        })
    }

    /// Returns the names of a table's columns, in their order.
    #[track_caller]
    pub fn columns(&self, table: &str) -> Vec<String> {
        self.query(&match self.0 {
            Kind::Sqlite(_) => format!("SELECT name FROM pragma_table_info('{table}')"),
            Kind::Postgres(_) => format!(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() \
                 AND table_name = '{table}' ORDER BY ordinal_position"
            ),
        })
    }

    /// Returns the version of its schema.
    #[track_caller]
    pub fn schema_version(&self) -> i64 {
        self.number(match self.0 {
            Kind::Sqlite(_) => "PRAGMA user_version",
            Kind::Postgres(_) => "SELECT schema FROM store",
        })
    }

    /// Sets the version of its schema.
    #[track_caller]
    pub fn set_schema_version(&self, version: i64) {
        self.execute(&match self.0 {
            Kind::Sqlite(_) => format!("PRAGMA user_version = {version}"),
            Kind::Postgres(_) => format!("UPDATE store SET schema = {version}"),
        });
    }

    /// Begins a transaction that keeps all who write waiting, until `COMMIT` or `ROLLBACK`.
    #[track_caller]
    pub fn begin_writing(&self) {
        self.execute(match self.0 {
            Kind::Sqlite(_) => "BEGIN IMMEDIATE",
            Kind::Postgres(_) => "BEGIN; SELECT 1 FROM store FOR UPDATE",
        });
    }

    /// Gives a table a trigger that refuses rows before they are inserted or updated (`event`): those for which a condition on
    /// `new` holds.
    #[track_caller]
    pub fn refuse(&self, trigger: &str, event: &str, table: &str, condition: &str, message: &str) {
        self.execute(&match self.0 {
            Kind::Sqlite(_) => format!(
                "CREATE TRIGGER {trigger} BEFORE {event} ON {table} WHEN {condition} \
                 BEGIN SELECT raise(ABORT, '{message}'); END"
            ),
            Kind::Postgres(_) => format!(
                "CREATE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql \
                 AS 'BEGIN RAISE EXCEPTION ''{message}''; END'; \
                 CREATE TRIGGER {trigger} BEFORE {event} ON {table} FOR EACH ROW WHEN ({condition}) \
                 EXECUTE FUNCTION {trigger}()"
            ),
        });
    }

    /// Takes away what [`Self::refuse`] made.
    #[track_caller]
    pub fn refuse_no_more(&self, trigger: &str, table: &str) {
        self.execute(&match self.0 {
            Kind::Sqlite(_) => format!("DROP TRIGGER {trigger}"),
            Kind::Postgres(_) => format!("DROP TRIGGER {trigger} ON {table}; DROP FUNCTION {trigger}()"),
        });
    }

    /// Takes a trigger of the program away for good.
    #[track_caller]
    pub fn drop_trigger(&self, trigger: &str) {
        let Kind::Postgres(_) = self.0 else { return self.execute(&format!("DROP TRIGGER {trigger}")) };
        let table = format!("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = '{trigger}'");
        self.execute(&format!("DROP TRIGGER {trigger} ON {}", self.value(&table)));
    }

    /// Runs statements past all triggers and references, and returns whether that was possible: a server takes only values of
    /// a column's own type.
    #[track_caller]
    pub fn tampers(&self, sql: &str) -> bool {
        let mut is_possible = true;
        self.without_triggers(|store| {
            if let Err(error) = store.try_execute(sql) {
                assert!(error.is_about_type, "{error}");
                is_possible = false;
            }
        });
        is_possible
    }

    /// Runs statements past all triggers and references, which are as they were afterwards.
    #[track_caller]
    pub fn tamper(&self, sql: &str) {
        self.without_triggers(|store| store.execute(sql));
    }

    /// Changes the store past all triggers and references, which are as they were afterwards.
    #[track_caller]
    pub fn without_triggers(&self, change: impl FnOnce(&Self)) {
        let restore = match &self.0 {
            Kind::Sqlite(connection) => {
                connection.pragma_update(None, "foreign_keys", false).unwrap();
                let triggers = rows_of(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
                for trigger in &triggers {
                    self.execute(&format!("DROP TRIGGER {}", trigger[0]));
                }
                triggers.into_iter().map(|mut trigger| trigger.remove(1)).collect::<Vec<_>>()
            }
            Kind::Postgres(_) => {
                // References are triggers of the server's own, which this turns off; the program's own may be set to always.
                self.execute("SET session_replication_role = replica");
                let sql = "SELECT tgname::text, tgrelid::regclass::text, tgenabled::text FROM pg_trigger \
                           WHERE NOT tgisinternal AND tgenabled <> 'D' ORDER BY 1";
                let restore = |row: Vec<Value>| {
                    let [name, table, enabled] = [0, 1, 2].map(|at| text_of((&row[at]).into()));
                    self.execute(&format!("ALTER TABLE {table} DISABLE TRIGGER {name}"));
                    let how = match enabled.as_str() {
                        "A" => "ENABLE ALWAYS",
                        "R" => "ENABLE REPLICA",
                        _ => "ENABLE",
                    };
                    format!("ALTER TABLE {table} {how} TRIGGER {name}")
                };
                self.values(sql).into_iter().map(restore).collect()
            }
        };
        change(self);
        for sql in &restore {
            self.execute(sql);
        }
        if let Kind::Postgres(_) = self.0 {
            self.execute("SET session_replication_role = origin");
        }
    }

    /// Returns all that it holds, a line for each row.
    pub fn dump(&self) -> String {
        let rows = |table: String| self.query(&format!("SELECT '{table}', t.* FROM {table} t ORDER BY t.*"));
        match self.0 {
            Kind::Sqlite(_) => unreachable!("a store in a file is compared by its bytes"),
            Kind::Postgres(_) => self.tables().into_iter().flat_map(rows).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// What a store says to a statement that it does not take.
#[derive(Debug)]
pub struct Refusal {
    message: String,
    /// Whether a value has another type than its column, which SQLite takes.
    is_about_type: bool,
}

impl Refusal {
    fn of_sqlite(sql: &str, error: &rusqlite::Error) -> Self {
        Self { message: format!("{sql}: {error}"), is_about_type: false }
    }

    fn of_postgres(sql: &str, error: &postgres::Error) -> Self {
        let message = error.as_db_error().map_or_else(|| error.to_string(), |error| error.message().to_owned());
        let of_type = [SqlState::DATATYPE_MISMATCH, SqlState::INVALID_TEXT_REPRESENTATION];
        let is_about_type = error.code().is_some_and(|code| of_type.contains(code));
        Self { message: format!("{sql}: {message}"), is_about_type }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
