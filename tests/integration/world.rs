//! A world to run the program in: a configuration, its channels with their rows, and headquarters.

use std::cell::Cell;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use tempfile::TempDir;

use super::outcome::Outcome;
use super::rows::{Rows, time};

const SCHEMA: &str = include_str!("../../src/channel/schema.sql");

/// Companies and reference lists of every world; channels are added as they are named.
const CONFIG: &str = r#"
[jobs]
try_count = 1
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
[companies.DKRT]
number_sequence = "DK-#####"
currency = "DKK"
language = "da-DK"
customer_group = "30"
[reference]
customer_groups = ["10", "20", "30", "40"]
affiliations = ["VIP", "Staff", "Student"]
[reference.attributes]
ShoeSize = "integer"
Newsletter = "boolean"
Nickname = "text"
Spend = "decimal"
"#;

/// The channels that a world can have: name, `ORIGINATINGCHANNEL`, company.
const CHANNELS: [(&str, i64, &str); 4] = [
    ("Houston", 5_637_144_592, "USRT"),
    ("Seattle", 5_637_144_593, "USRT"),
    ("Amsterdam", 5_637_144_594, "NLRT"),
    ("Aarhus", 5_637_144_595, "DKRT"),
];

/// The download tables of a channel.
const DOWNLOAD_TABLES: [&str; 7] = [
    "CUSTTABLE",
    "RETAILCUSTTABLE",
    "DIRPARTYTABLE",
    "LOGISTICSPOSTALADDRESS",
    "LOGISTICSELECTRONICADDRESS",
    "RETAILCUSTAFFILIATION",
    "RETAILCUSTATTRIBUTE",
];

/// A folder with a configuration, channel databases and, once the jobs have run, a store.
pub(crate) struct World {
    folder: TempDir,
    /// Where the program is run, since cron runs it elsewhere too.
    elsewhere: TempDir,
    config: toml::Table,
    /// Number of the next row, which its time follows from.
    clock: Cell<u32>,
    /// What the program takes for the present; the system's time if `None`.
    now: Option<String>,
}

impl World {
    /// A world without channels.
    pub(crate) fn new() -> Self {
        let world = Self {
            folder: TempDir::new().unwrap(),
            elsewhere: TempDir::new().unwrap(),
            config: CONFIG.parse().unwrap(),
            clock: Cell::new(0),
            now: None,
        };
        fs::create_dir(world.path("channels")).unwrap();
        world.write_config();
        world
    }

    /// Fixes the program's clock, at a time such as `2026-11-20T08:00:00Z`. Debug builds alone look at the variable.
    pub(crate) fn at(mut self, now: &str) -> Self {
        self.now = Some(now.to_owned());
        self
    }

    /// Adds a channel with an empty database, then appends rows to it.
    pub(crate) fn channel(self, name: &str, rows: impl FnOnce(Rows) -> Rows) -> Self {
        let world = self.configured(name);
        world.open_channel(name, OpenFlags::default()).execute_batch(&format!("BEGIN; {SCHEMA}; COMMIT")).unwrap();
        world.append(name, rows)
    }

    /// Adds a channel to the configuration that has no database.
    pub(crate) fn configured(mut self, name: &str) -> Self {
        let (_, id, company) = channel(name);
        let entry = format!("name = \"{name}\"\nid = {id}\ncompany = \"{company}\"\ndatabase = \"{}\"", file(name));
        let channels = self.config.entry("channels").or_insert(toml::Value::Array(Vec::new()));
        channels.as_array_mut().unwrap().push(toml::Value::Table(entry.parse().unwrap()));
        self.write_config();
        self
    }

    /// Sets a key of the configuration, such as `jobs.batch_size`, to a value in TOML.
    pub(crate) fn setting(mut self, key: &str, value: &str) -> Self {
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

    fn write_config(&self) {
        fs::write(self.config_path(), self.config.to_string()).unwrap();
    }

    /// Appends rows to a channel that the world has.
    pub(crate) fn append(self, name: &str, rows: impl FnOnce(Rows) -> Rows) -> Self {
        let (_, origin, company) = channel(name);
        let mut database = self.channel_db(name);
        let transaction = database.transaction().unwrap();
        for row in rows(Rows::default()).0 {
            let number = self.clock.get();
            self.clock.set(number + 1);
            row.append(&transaction, company, origin, &time(number));
        }
        transaction.commit().unwrap();
        self
    }

    /// Appends rows and runs all three jobs.
    pub(crate) fn then(self, name: &str, rows: impl FnOnce(Rows) -> Rows) -> Self {
        let world = self.append(name, rows);
        world.run_jobs();
        world
    }

    /// Runs all three jobs, which may find operations that fail.
    #[track_caller]
    pub(crate) fn run_jobs(&self) {
        let outcome = self.run("run-jobs --quiet");
        assert!(matches!(outcome.status, Some(0 | 3)), "{:?}\n{}", outcome.status, outcome.stderr);
    }

    /// Runs the program on this world's configuration.
    pub(crate) fn run(&self, command: &str) -> Outcome<'_> {
        let output = self.command(command).output().unwrap();
        Outcome::new(self, command, output)
    }

    /// Runs the program with a text on its standard input.
    pub(crate) fn pipe(&self, command: &str, input: &str) -> Outcome<'_> {
        let mut program = self.command(command);
        let program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Outcome::new(self, command, child.wait_with_output().unwrap())
    }

    /// Runs the program without an option that names the configuration, in the folder where that is.
    pub(crate) fn run_at_home(&self, command: &str) -> Outcome<'_> {
        let output = self.bare_command(command).current_dir(self.folder.path()).output().unwrap();
        Outcome::new(self, command, output)
    }

    /// Runs the program on the world that `demo` has made.
    pub(crate) fn run_demo(&self, command: &str) -> Outcome<'_> {
        let output = self.bare_command(&format!("--config hqsync-demo/hqsync.toml {command}")).output().unwrap();
        Outcome::new(self, command, output)
    }

    /// The program on this world's configuration, ready to be started. Words in single quotes belong together.
    pub(crate) fn command(&self, command: &str) -> Command {
        let mut program = self.bare_command(command);
        program.arg("--config").arg(self.config_path());
        program
    }

    /// The program in surroundings that are the same everywhere.
    pub(crate) fn bare_command(&self, command: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_hqsync"));
        program.args(words(command)).current_dir(self.elsewhere.path());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("HQSYNC_") {
                program.env_remove(name);
            }
        }
        if let Some(now) = &self.now {
            program.env("HQSYNC_TEST_CLOCK", now);
        }
        program.env("TZ", "UTC").env("LC_ALL", "C").env("NO_COLOR", "1");
        program.env("HOME", self.elsewhere.path()).env("XDG_CONFIG_HOME", self.elsewhere.path());
        program
    }

    /// The operations in the order in which they were received, such as `address 1 failed country-unknown`.
    #[track_caller]
    pub(crate) fn states(&self) -> Vec<String> {
        self.listed("record,counter,status,errors")
    }

    /// Columns of all operations in the order in which they were received, separated by a space.
    #[track_caller]
    pub(crate) fn listed(&self, columns: &str) -> Vec<String> {
        let outcome = self.run(&format!("list --all --sort id --format csv --columns {columns}")).exits(0);
        let mut rows = csv::Reader::from_reader(outcome.stdout.as_bytes());
        let line = |row: csv::StringRecord| row.iter().collect::<Vec<_>>().join(" ").trim_end().to_owned();
        rows.records().map(|row| line(row.unwrap())).collect()
    }

    /// The operations that an expression finds.
    #[track_caller]
    pub(crate) fn found(&self, expression: &str) -> Vec<i64> {
        let found = self.run(&format!("filter '{expression}' --sort id --columns id --format json")).exits(0).json();
        found.as_array().unwrap().iter().map(|operation| operation["id"].as_i64().unwrap()).collect()
    }

    /// What happened to an operation, as `history` gives it to machines.
    #[track_caller]
    pub(crate) fn history(&self, id: i64) -> Vec<Value> {
        let entries = self.run(&format!("history {id} --format json")).exits(0).json();
        entries.as_array().unwrap().clone()
    }

    /// What happened to an operation: each event with the state that it led to, such as `resynced failed`.
    #[track_caller]
    pub(crate) fn events(&self, id: i64) -> Vec<String> {
        let event =
            |entry: &Value| format!("{} {}", entry["event"].as_str().unwrap(), entry["status"].as_str().unwrap());
        self.history(id).iter().map(event).collect()
    }

    /// One operation as `show` gives it to machines.
    #[track_caller]
    pub(crate) fn show(&self, id: i64) -> Value {
        self.run(&format!("show {id} --format json")).exits(0).json()
    }

    /// Old, new and received value of a field of an operation.
    #[track_caller]
    pub(crate) fn field(&self, id: i64, name: &str) -> (Option<String>, String, String) {
        let shown = self.show(id);
        let field = shown["attributes"].as_array().unwrap().iter().find(|field| field["name"] == name);
        let field = field.unwrap_or_else(|| panic!("operation {id} has no field `{name}`"));
        let text = |key: &str| field[key].as_str().map(str::to_owned);
        (text("old"), text("new").unwrap(), text("original").unwrap())
    }

    /// New and received value of a field or common column of an operation, where it is shown.
    #[track_caller]
    pub(crate) fn field_if_any(&self, id: i64, name: &str) -> Option<(String, String)> {
        let shown = self.show(id);
        let field = shown["attributes"].as_array().unwrap().iter().find(|field| field["name"] == name)?;
        let text = |key: &str| field[key].as_str().unwrap().to_owned();
        Some((text("new"), text("original")))
    }

    /// The rows of a query on a channel, values separated by `|`.
    #[track_caller]
    pub(crate) fn query(&self, name: &str, sql: &str) -> Vec<String> {
        query(&self.channel_db(name), sql)
    }

    /// Changes a channel's database.
    #[track_caller]
    pub(crate) fn execute(self, name: &str, sql: &str) -> Self {
        self.channel_db(name).execute_batch(sql).unwrap();
        self
    }

    /// A second connection to a channel's database.
    #[track_caller]
    pub(crate) fn channel_db(&self, name: &str) -> Connection {
        self.open_channel(name, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn open_channel(&self, name: &str, flags: OpenFlags) -> Connection {
        let connection = Connection::open_with_flags(self.channel_path(name), flags).unwrap();
        connection.pragma_update(None, "synchronous", "OFF").unwrap();
        connection
    }

    /// All that a channel has downloaded.
    pub(crate) fn downloaded(&self, name: &str) -> String {
        self.tables(name, &DOWNLOAD_TABLES)
    }

    /// All that a channel's database holds.
    pub(crate) fn dump(&self, name: &str) -> String {
        let tables = self.query(name, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        self.tables(name, &tables.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn tables(&self, name: &str, tables: &[&str]) -> String {
        let database = self.channel_db(name);
        let rows = |table: &&str| query(&database, &format!("SELECT '{table}', * FROM {table} ORDER BY 2, 3"));
        tables.iter().flat_map(rows).collect::<Vec<_>>().join("\n")
    }

    /// Every file of the world with its bytes, but for the lock.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        for folder in [self.path(""), self.path("channels")] {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() && path.extension().is_none_or(|extension| extension != "lock") {
                    files.push((path.clone(), fs::read(path).unwrap()));
                }
            }
        }
        files.sort();
        files
    }

    /// Every file of the world is as it was.
    #[track_caller]
    pub(crate) fn is_as(&self, before: &[(PathBuf, Vec<u8>)]) {
        let now = self.files();
        let names = |files: &[(PathBuf, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
        assert_eq!(names(&now), names(before));
        // Their bytes would fill the screen.
        let changed: Vec<_> =
            now.iter().zip(before).filter(|(now, before)| now != before).map(|(now, _)| &now.0).collect();
        assert!(changed.is_empty(), "{changed:?}");
    }

    /// A path in the world's folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A path in the folder where the program is run.
    pub(crate) fn elsewhere(&self, name: &str) -> PathBuf {
        self.elsewhere.path().join(name)
    }

    pub(crate) fn config_path(&self) -> PathBuf {
        self.path("hqsync.toml")
    }

    pub(crate) fn store_path(&self) -> PathBuf {
        self.path("headquarters.db")
    }

    pub(crate) fn channel_path(&self, name: &str) -> PathBuf {
        self.path(&file(name))
    }
}

fn channel(name: &str) -> (&'static str, i64, &'static str) {
    let known = CHANNELS.into_iter().find(|(known, ..)| *known == name);
    known.unwrap_or_else(|| panic!("no world has a channel `{name}`"))
}

fn file(name: &str) -> String {
    format!("channels/{}.db", name.to_lowercase())
}

/// The words of a command; those in single quotes belong together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in command.split('\'').enumerate() {
        if at % 2 == 0 {
            words.extend(part.split_whitespace().map(str::to_owned));
        } else {
            words.push(part.to_owned());
        }
    }
    words
}

/// The rows of a query, values separated by `|`.
#[track_caller]
pub(crate) fn query(database: &Connection, sql: &str) -> Vec<String> {
    let mut statement = database.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| -> rusqlite::Result<String> {
        let values: Vec<_> = (0..columns).map(|at| row.get_ref(at).map(shown)).collect::<rusqlite::Result<_>>()?;
        Ok(values.join("|"))
    };
    statement.query_map([], row).unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Opens a database file of any kind.
#[track_caller]
pub(crate) fn open(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}
