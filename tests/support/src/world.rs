//! A world to run the program in: a configuration, its channels with their rows, and headquarters.

use std::collections::HashMap;
use std::fs;
use std::fs::Permissions;
use std::marker::PhantomData;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use tempfile::{Builder, TempDir};

use crate::program::Binary;
use crate::rows::{Rows, time};
use crate::store::{DatabaseHost, KeptStore, WorldDatabase};
use crate::tables::{CONFIG, Channel, SCHEMA};

/// The folder in which temporary worlds are made, unless it is memory.
const FOLDER: &str = "HQSYNC_TESTS_FOLDER";

/// Temporary worlds are in memory where that is possible: waiting for a disk would take most of the time, and a process that
/// is killed leaves the same there.
const MEMORY: &str = "/dev/shm";

/// A folder with a configuration, channel databases and, once the jobs have run, a store, which may be on a server instead.
pub struct World<B> {
    folder: Folder,
    /// Where the program is run, since cron runs it elsewhere too; `None`: in the world's folder.
    elsewhere: Option<TempDir>,
    /// The database of the store; `None`: it is a file in the folder.
    database: Option<WorldDatabase>,
    /// The backups of a store on a server, by their names.
    backups: Mutex<HashMap<String, KeptStore>>,
    config: toml::Table,
    /// The number of the next row, from which its time follows.
    clock: AtomicU32,
    /// What the program takes for the present; `None`: the system's time.
    now: Option<String>,
    binary: PhantomData<B>,
}

enum Folder {
    Temporary(TempDir),
    Kept(PathBuf),
}

fn temporary() -> TempDir {
    let mut builder = Builder::new();
    builder.prefix("hqsync-world-");
    match std::env::var_os(FOLDER) {
        Some(folder) => builder.tempdir_in(folder).unwrap(),
        None => builder.tempdir_in(MEMORY).or_else(|_| builder.tempdir()).unwrap(),
    }
}

impl<B: Binary> World<B> {
    /// Makes a world without channels. The program is run in another folder.
    #[expect(clippy::new_without_default, reason = "a world is made, not defaulted to")]
    pub fn new() -> Self {
        Self::begin(Folder::Temporary(temporary()), Some(TempDir::new().unwrap()), Self::new_database())
    }

    /// Makes a world without channels. The program is run in the world's folder.
    pub fn in_place() -> Self {
        Self::begin(Folder::Temporary(temporary()), None, Self::new_database())
    }

    /// Makes a world without channels in a folder that is kept. The program is run there.
    pub fn in_folder(folder: &Path) -> Self {
        Self::begin(Folder::Kept(folder.to_owned()), None, Self::new_database())
    }

    /// Makes a world without channels whose store is on that server. The program is run in another folder.
    pub fn on_server(host: &Arc<DatabaseHost>) -> Self {
        let database = WorldDatabase::new(host, B::fill_template);
        Self::begin(Folder::Temporary(temporary()), Some(TempDir::new().unwrap()), Some(database))
    }

    /// The database of a new world, if it is to have one.
    fn new_database() -> Option<WorldDatabase> {
        // Each test has a thread, which has its name.
        if B::has_store_in_file(thread::current().name().unwrap_or_default()) {
            return None;
        }
        Some(WorldDatabase::new(&DatabaseHost::wanted()?, B::fill_template))
    }

    fn begin(folder: Folder, elsewhere: Option<TempDir>, database: Option<WorldDatabase>) -> Self {
        let mut config: toml::Table = CONFIG.parse().unwrap();
        if let Some(database) = &database {
            config.insert("store".to_owned(), database.url().as_str().into());
        }
        let (backups, clock) = (Mutex::default(), AtomicU32::new(0));
        let world = Self { folder, elsewhere, database, backups, config, clock, now: None, binary: PhantomData };
        fs::create_dir_all(world.path("channels")).unwrap();
        world.write_config();
        world
    }

    /// Fixes the program's clock, at a time such as `2026-11-20T08:00:00Z`. Only debug builds read the variable.
    pub fn at(mut self, now: &str) -> Self {
        self.now = Some(now.to_owned());
        self
    }

    /// Returns what the program takes for the present, if that is fixed.
    pub(crate) fn now(&self) -> Option<&str> {
        self.now.as_deref()
    }

    /// Copies the world as it is into another temporary folder. Nobody may be at work in it.
    pub fn copy(&self) -> Self {
        let elsewhere = self.elsewhere.as_ref().map(|_| TempDir::new().unwrap());
        self.copy_into(Folder::Temporary(temporary()), elsewhere)
    }

    /// Copies the world as it is into a folder that is kept. Nobody may be at work in it.
    pub fn copy_to(&self, folder: &Path) -> Self {
        self.copy_into(Folder::Kept(folder.to_owned()), None)
    }

    fn copy_into(&self, folder: Folder, elsewhere: Option<TempDir>) -> Self {
        let mut copy = Self::begin(folder, elsewhere, self.database.as_ref().map(WorldDatabase::copy));
        let store = copy.config.remove("store");
        copy.config.clone_from(&self.config);
        if let Some(store) = store {
            copy.config.insert("store".to_owned(), store);
        }
        copy.clock = AtomicU32::new(self.clock.load(Ordering::Relaxed));
        copy.now.clone_from(&self.now);
        for file in self.file_paths() {
            let target = copy.folder().join(file.strip_prefix(self.folder()).unwrap());
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::copy(&file, target).unwrap();
        }
        if copy.database.is_some() {
            copy.write_config();
        }
        copy
    }

    /// Adds a channel with an empty database, then appends rows to it.
    pub fn channel(self, name: &str, rows: impl FnOnce(Rows) -> Rows) -> Self {
        let world = self.configured(name);
        world.create_database(Channel::named(name).file).execute_batch(&format!("BEGIN; {SCHEMA}; COMMIT")).unwrap();
        world.append(name, rows)
    }

    /// Adds a channel to the configuration that has no database.
    pub fn configured(mut self, name: &str) -> Self {
        let channels = self.config.entry("channels").or_insert(toml::Value::Array(Vec::new()));
        channels.as_array_mut().unwrap().push(toml::Value::Table(Channel::named(name).entry()));
        self.write_config();
        self
    }

    /// Sets a key of the configuration, such as `jobs.batch_size`, to a value in TOML.
    pub fn setting(mut self, key: &str, value: &str) -> Self {
        let mut path: Vec<_> = key.split('.').collect();
        let last = path.pop().unwrap();
        let table = path.into_iter().fold(&mut self.config, |table, key| {
            let empty = toml::Value::Table(toml::Table::new());
            table.entry(key).or_insert(empty).as_table_mut().unwrap()
        });
        let value: toml::Table = format!("value = {value}").parse().unwrap();
        table.insert(last.to_owned(), value["value"].clone());
        self.write_config();
        self
    }

    /// Sets a key of a channel in the configuration.
    pub fn channel_setting(mut self, name: &str, key: &str, value: impl Into<toml::Value>) -> Self {
        let channels = self.config["channels"].as_array_mut().unwrap();
        let channel = channels.iter_mut().find(|channel| channel["name"].as_str() == Some(name)).unwrap();
        channel.as_table_mut().unwrap().insert(key.to_owned(), value.into());
        self.write_config();
        self
    }

    /// Gives a channel a folder in the place of its database, which stays beside it: what [`World::export`] writes comes from there.
    pub fn with_folder(mut self, name: &str) -> Self {
        let channels = self.config["channels"].as_array_mut().unwrap();
        let channel = channels.iter_mut().find(|channel| channel["name"].as_str() == Some(name)).unwrap();
        let channel = channel.as_table_mut().unwrap();
        channel.remove("database");
        channel.insert("folder".to_owned(), Channel::named(name).folder().into());
        channel.insert("settle".to_owned(), "0s".into());
        self.write_config();
        fs::create_dir_all(self.path(&Channel::named(name).folder())).unwrap();
        self
    }

    fn write_config(&self) {
        fs::write(self.config_path(), self.config.to_string()).unwrap();
        if self.database.is_some() {
            // The address may have a password.
            fs::set_permissions(self.config_path(), Permissions::from_mode(0o600)).unwrap();
        }
    }

    /// Appends rows to a channel that the world has, each a second after the one before.
    pub fn append(self, name: &str, rows: impl FnOnce(Rows) -> Rows) -> Self {
        let channel = Channel::named(name);
        let mut database = self.channel_db(name);
        let transaction = database.transaction().unwrap();
        for row in rows(Rows::default()).0 {
            let at = time(self.clock.fetch_add(1, Ordering::Relaxed));
            row.of(channel).default("CREATEDDATETIME", at).append(&transaction);
        }
        transaction.commit().unwrap();
        self
    }

    /// Returns the database of the store, unless that is a file.
    pub(crate) fn world_database(&self) -> Option<&WorldDatabase> {
        self.database.as_ref()
    }

    /// Returns the backups of a store on a server.
    pub(crate) fn backups(&self) -> MutexGuard<'_, HashMap<String, KeptStore>> {
        self.backups.lock().unwrap()
    }

    /// Returns the server on which the store is, unless that is a file.
    pub fn host(&self) -> Option<&DatabaseHost> {
        self.database.as_ref().map(|database| &**database.host())
    }

    /// Returns the folder of the world.
    pub fn folder(&self) -> &Path {
        match &self.folder {
            Folder::Temporary(folder) => folder.path(),
            Folder::Kept(folder) => folder,
        }
    }

    /// Returns the folder in which the program is run.
    pub fn working_folder(&self) -> &Path {
        self.elsewhere.as_ref().map_or(self.folder(), TempDir::path)
    }
}
