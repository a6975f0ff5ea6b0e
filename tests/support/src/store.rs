//! The store of a world: a file, or a database on a PostgreSQL server.
//!
//! `$HQSYNC_TEST_STORE` says which: nothing or `sqlite` for files, `postgres` for a server that the tests start themselves, an
//! address such as `postgres://hq@host/postgres` for one that is there.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use rusqlite::Connection;

use crate::postgres_server::{Durability, PostgresServer};
use crate::postgres_url::PostgresUrl;

/// The kind of store that worlds have.
const WANTED: &str = "HQSYNC_TEST_STORE";

/// How a database is made that knows nothing: text compares by its bytes on every server.
const BARE: &str = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";

/// A server on which worlds have their databases.
pub struct DatabaseHost {
    /// Its database for those who make others.
    administration: PostgresUrl,
    /// The server, where the tests have started it.
    server: Option<PostgresServer>,
    databases: AtomicU32,
    /// The database from which those of worlds are made, if any.
    template: OnceLock<Option<String>>,
}

impl DatabaseHost {
    /// The one that `$HQSYNC_TEST_STORE` asks for; `None`: worlds have files.
    #[track_caller]
    pub(crate) fn wanted() -> Option<Arc<Self>> {
        static WANTED_HOST: OnceLock<Option<Arc<DatabaseHost>>> = OnceLock::new();
        let host = || {
            let wanted = std::env::var(WANTED).unwrap_or_default();
            if matches!(wanted.as_str(), "" | "sqlite") {
                return None;
            }
            if wanted == "postgres" {
                return Some(Self::start(Durability::Quick));
            }
            let url = PostgresUrl::given(&wanted).unwrap_or_else(|| {
                panic!("${WANTED} is none of `sqlite`, `postgres` and `postgres://…`, the address of a server")
            });
            let name = if url.database().is_empty() { "postgres" } else { url.database() };
            Some(Arc::new(Self::on(url.with_database(name), None)))
        };
        WANTED_HOST.get_or_init(host).clone()
    }

    /// Starts a server that ends when nobody has it any more, at the latest with this process.
    #[track_caller]
    pub fn start(durability: Durability) -> Arc<Self> {
        let server = PostgresServer::start(durability);
        Arc::new(Self::on(server.url("postgres"), Some(server)))
    }

    fn on(administration: PostgresUrl, server: Option<PostgresServer>) -> Self {
        Self { administration, server, databases: AtomicU32::new(0), template: OnceLock::new() }
    }

    /// The server, where the tests have started it.
    pub fn server(&self) -> Option<&PostgresServer> {
        self.server.as_ref()
    }

    /// Runs a statement that no transaction takes.
    #[track_caller]
    fn administer(&self, sql: &str) {
        let mut client = self.administration.connect().unwrap_or_else(|error| panic!("the tests' server: {error}"));
        client.batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}: {:?}", error.as_db_error()));
    }

    fn new_name(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        format!("hqsync_world_{}_{number}", std::process::id())
    }

    /// The template of worlds' databases, which `fill` fills once, at the address that it is given; `None`: nothing filled it.
    fn template(&self, fill: impl FnOnce(&PostgresUrl) -> bool) -> Option<&str> {
        let made = || {
            let name = self.new_name();
            self.administer(&format!("CREATE DATABASE {name} {BARE}"));
            if fill(&self.administration.with_database(&name)) {
                return Some(name);
            }
            self.drop_database(&name);
            None
        };
        self.template.get_or_init(made).as_deref()
    }

    #[track_caller]
    fn drop_database(&self, name: &str) {
        self.administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
    }
}

/// A database of its own on a server, dropped with its world.
pub(crate) struct WorldDatabase {
    host: Arc<DatabaseHost>,
    name: String,
}

impl WorldDatabase {
    /// Makes one that is empty, or as `fill` fills those of all worlds.
    #[track_caller]
    pub(crate) fn new(host: &Arc<DatabaseHost>, fill: impl FnOnce(&PostgresUrl) -> bool) -> Self {
        match host.template(fill) {
            Some(template) => Self::from_template(host, template),
            None => Self::empty(host),
        }
    }

    #[track_caller]
    fn empty(host: &Arc<DatabaseHost>) -> Self {
        let name = host.new_name();
        host.administer(&format!("CREATE DATABASE {name} {BARE}"));
        Self { host: Arc::clone(host), name }
    }

    #[track_caller]
    fn from_template(host: &Arc<DatabaseHost>, template: &str) -> Self {
        let name = host.new_name();
        host.administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Self { host: Arc::clone(host), name }
    }

    pub(crate) fn url(&self) -> PostgresUrl {
        self.host.administration.with_database(&self.name)
    }

    pub(crate) fn host(&self) -> &Arc<DatabaseHost> {
        &self.host
    }

    /// Makes another one that is the same. Nobody may be connected to this one.
    #[track_caller]
    pub(crate) fn copy(&self) -> Self {
        Self::from_template(&self.host, &self.name)
    }

    /// Makes it as another one is. Whoever is connected is thrown out.
    #[track_caller]
    fn become_as(&self, other: &Self) {
        self.host.drop_database(&self.name);
        self.host.administer(&format!("CREATE DATABASE {} TEMPLATE {}", self.name, other.name));
    }

    /// Makes it empty. Whoever is connected is thrown out.
    #[track_caller]
    pub(crate) fn clear(&self) {
        self.host.drop_database(&self.name);
        self.host.administer(&format!("CREATE DATABASE {} {BARE}", self.name));
    }
}

impl Drop for WorldDatabase {
    fn drop(&mut self) {
        // A test that fails has said why; that its server is gone as well is no news.
        if let Ok(mut client) = self.host.administration.connect() {
            let _ = client.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        }
    }
}

/// A store as it was at a moment, to which it can be put back as often as a test likes.
pub struct KeptStore(Kept);

enum Kept {
    Bytes(Vec<u8>),
    Database(WorldDatabase),
}

impl KeptStore {
    #[track_caller]
    pub(crate) fn of_file(store: &Path) -> Self {
        let alone = "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE";
        Connection::open(store).unwrap().execute_batch(alone).unwrap();
        Self(Kept::Bytes(fs::read(store).unwrap()))
    }

    #[track_caller]
    pub(crate) fn of_database(database: &WorldDatabase) -> Self {
        Self(Kept::Database(database.copy()))
    }

    /// Puts it back in the place of a store of the same kind.
    #[track_caller]
    pub(crate) fn put_back(&self, store: &Path, database: Option<&WorldDatabase>) {
        match (&self.0, database) {
            (Kept::Bytes(bytes), None) => {
                for ending in ["-wal", "-shm"] {
                    let _ = fs::remove_file(format!("{}{ending}", store.display()));
                }
                fs::write(store, bytes).unwrap();
            }
            (Kept::Database(kept), Some(database)) => database.become_as(kept),
            _ => panic!("a store of another kind was kept"),
        }
    }
}
