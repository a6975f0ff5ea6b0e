//! A folder with a configuration, channels with invented customers and, once the jobs have run, a store.
//!
//! A world is made once and copied for each round.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fastrand::Rng;
use rusqlite::Connection;
use tempfile::{Builder, TempDir};

use super::program::{Outcome, Running, hqsync};
use super::rows::{CHANNELS, Clock, Story, invent};
use super::trial::Trial;

const SCHEMA: &str = include_str!("../../src/channel/schema.sql");

pub(crate) const STORE: &str = "headquarters.db";

const CONFIG: &str = r#"
[jobs]
try_count = 1
batch_size = BATCH
[companies.USRT]
number_sequence = "C-######"
currency = "USD"
language = "en-US"
customer_group = "30"
[companies.NLRT]
number_sequence = "NL######"
currency = "EUR"
language = "nl-NL"
customer_group = "30"
[reference]
customer_groups = ["10", "20", "30", "40"]
affiliations = ["VIP", "Staff", "Student"]
[reference.attributes]
ShoeSize = "integer"
"#;

/// The folder of the worlds. Without it they are in memory: waiting for a disk would take most of the time, and a process that
/// is killed leaves the same there.
const FOLDER: &str = "HQSYNC_FAULTS_FOLDER";
const MEMORY: &str = "/dev/shm";

pub(crate) struct World {
    folder: TempDir,
}

fn folder() -> TempDir {
    let mut folder = Builder::new();
    folder.prefix("hqsync-faults-");
    match std::env::var_os(FOLDER) {
        Some(given) => folder.tempdir_in(given).unwrap(),
        None => folder.tempdir_in(MEMORY).or_else(|_| folder.tempdir()).unwrap(),
    }
}

impl World {
    /// Invents the customers of a story, in batches of that many operations.
    pub(crate) fn new(rng: &mut Rng, story: Story, batch: usize) -> Self {
        let world = Self { folder: folder() };
        fs::create_dir(world.path("channels")).unwrap();
        let mut config = CONFIG.replace("BATCH", &batch.to_string());
        for channel in &CHANNELS {
            config += &channel.configured();
        }
        fs::write(world.path("hqsync.toml"), config).unwrap();
        for channel in &CHANNELS {
            world.database(channel.file).execute_batch(&format!("BEGIN; {SCHEMA}; COMMIT")).unwrap();
        }
        let rows = invent(rng, story, &mut Clock::new());
        for (number, channel) in CHANNELS.iter().enumerate() {
            let mut database = world.database(channel.file);
            let transaction = database.transaction().unwrap();
            for row in rows.iter().filter(|row| row.channel == number) {
                row.append(&transaction).unwrap();
            }
            transaction.commit().unwrap();
        }
        world
    }

    /// A world of some hundred customers, or of thousands in the long form.
    pub(crate) fn usual(rng: &mut Rng, tangled: bool) -> Self {
        let (customers, batch) = if Trial::is_long() { (4_000, 500) } else { (250, 60) };
        Self::new(rng, Story { customers, tangled }, batch)
    }

    /// A world of few customers for what is repeated very often.
    pub(crate) fn small(rng: &mut Rng) -> Self {
        Self::new(rng, Story { customers: 40, tangled: false }, 25)
    }

    /// The same world once more. Nobody may be at work in it.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self { folder: folder() };
        fs::create_dir(copy.path("channels")).unwrap();
        for folder in ["", "channels"] {
            for entry in fs::read_dir(self.path(folder)).unwrap() {
                let entry = entry.unwrap();
                if entry.path().is_file() {
                    fs::copy(entry.path(), copy.path(folder).join(entry.file_name())).unwrap();
                }
            }
        }
        copy
    }

    /// The world after a run of the jobs that nothing disturbed.
    pub(crate) fn after_jobs(&self) -> Self {
        let world = self.copy();
        world.run_jobs();
        world
    }

    /// Runs all three jobs to their end; operations may fail.
    #[track_caller]
    pub(crate) fn run_jobs(&self) {
        self.run(&["run-jobs", "--quiet"]).exits(&[0, 3]);
    }

    pub(crate) fn run(&self, words: &[&str]) -> Outcome {
        Running::start(self.command(words)).end()
    }

    pub(crate) fn start(&self, words: &[&str]) -> Running {
        Running::start(self.command(words))
    }

    /// The program on this world's configuration, run in this world's folder.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = hqsync(words);
        command.arg("--config").arg(self.path("hqsync.toml")).current_dir(self.folder.path());
        command.env("HOME", self.folder.path()).env("XDG_CONFIG_HOME", self.folder.path());
        command
    }

    /// The store agrees with its audit trail, and SQLite finds nothing wrong.
    #[track_caller]
    pub(crate) fn verify(&self) {
        self.run(&["verify"]).exits(&[0]);
    }

    /// Changes a text in the configuration.
    #[track_caller]
    pub(crate) fn configure(&self, from: &str, to: &str) {
        let text = fs::read_to_string(self.path("hqsync.toml")).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(self.path("hqsync.toml"), text.replace(from, to)).unwrap();
    }

    /// A connection to a database of this world that waits for nobody's disk.
    #[track_caller]
    pub(crate) fn database(&self, file: &str) -> Connection {
        let database = Connection::open(self.path(file)).unwrap();
        database.pragma_update(None, "synchronous", "OFF").unwrap();
        database
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}
