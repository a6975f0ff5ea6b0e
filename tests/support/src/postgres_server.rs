//! A PostgreSQL server of the tests' own: thrown away with the process that started it, however that ends.
//!
//! A shell holds the server. Its standard input is a pipe from the test process, so that it notices the end of that process
//! even after `kill -9`, ends the server and removes its data. The server refuses to be run by root, who therefore runs it
//! as `postgres` or `nobody`; it listens on a socket in its own folder and nowhere else.

use std::fs::{self, Permissions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};

use crate::postgres_url::PostgresUrl;

/// The folder with the server's programs, where it is none of those that are looked into.
const BINARIES: &str = "HQSYNC_POSTGRES_BIN";

/// Where Debian and its descendants keep each version's programs.
const DEBIAN: &str = "/usr/lib/postgresql";

/// Where data are written without a disk, if there is as much room as this, in bytes.
const MEMORY: (&str, u64) = ("/dev/shm", 1 << 29);

/// A server that has not answered after this time will not.
const PATIENCE: Duration = Duration::from_secs(60);

/// The user who owns everything in the server.
const OWNER: &str = "hq";

/// Makes the data, starts the server, starts it again at each line of its input, and ends it with its input.
const KEEPER: &str = r#"
programs=$1; folder=$2; shift 2
start() { "$programs/postgres" -D data "$@" >>log 2>&1 </dev/null & server=$!; echo started; }
end() { kill -QUIT "$server"; wait "$server"; }
if "$programs/initdb" -D data -U hq -A trust -N --no-instructions -E UTF8 --locale=C >>log 2>&1 </dev/null; then
  start "$@"
  while read -r order; do end; start "$@"; done
  end
else
  echo failed
  cat >/dev/null
fi
cd /
rm -rf "$folder"
"#;

/// What a server takes upon itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// It never waits for a disk: for worlds, which end with it.
    Quick,
    /// What it has committed outlives [`PostgresServer::restart_immediately`].
    Durable,
}

impl Durability {
    fn settings(self) -> &'static [&'static str] {
        match self {
            // Statistics that come now or then would change plans from one test to the next.
            Self::Quick => &["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"],
            Self::Durable => &["fsync=on", "full_page_writes=on", "synchronous_commit=on"],
        }
    }
}

/// A running server and the shell that holds it.
pub struct PostgresServer {
    folder: PathBuf,
    keeper: Mutex<Keeper>,
}

struct Keeper {
    shell: Child,
    /// `None` once the server is told to end.
    orders: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl PostgresServer {
    /// Makes a server and waits until it answers.
    ///
    /// # Panics
    /// If its programs are not found, or if it does not start: whoever asks for a server is not to be told that all is well
    /// without one.
    #[track_caller]
    pub fn start(durability: Durability) -> Self {
        let programs = programs().unwrap_or_else(|| {
            panic!(
                "no PostgreSQL server is installed here: `initdb` and `postgres` are neither in ${BINARIES} nor in $PATH, \
                 nor in what `pg_config --bindir` prints, nor in {DEBIAN}/*/bin. Install it (Debian: `apt-get install \
                 postgresql`), or set ${BINARIES} to the folder that has them"
            )
        });
        let folder = folder();
        // The program under test may run as anybody: the socket is for all, the data are not.
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", KEEPER, "sh"]).arg(programs).arg(&folder);
        let socket = format!("unix_socket_directories={}", folder.display());
        // What it shares among its processes is in its folder too, so that nothing of it stays anywhere.
        let shared = "dynamic_shared_memory_type=mmap";
        let common =
            ["listen_addresses=", &socket, shared, "shared_buffers=64MB", "max_connections=200", "max_wal_size=128MB"];
        for setting in common.iter().chain(durability.settings()) {
            shell.args(["-c", setting]);
        }
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PG")) {
            shell.env_remove(name);
        }
        if rustix::process::geteuid().is_root() {
            let (user, group) = another_user();
            chown(&folder, Some(user), Some(group)).unwrap();
            shell.uid(user).gid(group);
        }
        // A group of its own: Ctrl-C is for the tests, and the end of the tests for the server.
        shell.current_dir(&folder).env("LC_ALL", "C").env("TZ", "UTC").process_group(0);
        let mut shell = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (orders, answers) = (shell.stdin.take(), BufReader::new(shell.stdout.take().unwrap()));
        let server = Self { folder, keeper: Mutex::new(Keeper { shell, orders, answers }) };
        server.wait_until_it_answers(&mut server.keeper());
        server
    }

    /// Returns the folder of its socket, which also has its data and its log.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns where a database of the server is.
    pub fn url(&self, database: &str) -> PostgresUrl {
        PostgresUrl::on_socket(OWNER, &self.folder, database)
    }

    /// Ends all processes of the server at once, as a crash would, and starts it again. Returns once it answers.
    #[track_caller]
    pub fn restart_immediately(&self) {
        let mut keeper = self.keeper();
        keeper.orders.as_mut().unwrap().write_all(b"again\n").unwrap();
        self.wait_until_it_answers(&mut keeper);
    }

    /// Ends all connections to a database, and returns how many.
    #[track_caller]
    pub fn terminate_connections(&self, database: &str) -> usize {
        let mut client = self.url("postgres").connect().unwrap();
        let sql =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()";
        client.query(sql, &[&database]).unwrap().len()
    }

    /// Returns the end of its log.
    pub fn log(&self) -> String {
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }

    fn keeper(&self) -> MutexGuard<'_, Keeper> {
        self.keeper.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[track_caller]
    fn wait_until_it_answers(&self, keeper: &mut Keeper) {
        let mut answer = String::new();
        keeper.answers.read_line(&mut answer).unwrap();
        assert_eq!(
            answer,
            "started\n",
            "PostgreSQL's data cannot be made in {}:\n{}",
            self.folder.display(),
            self.log()
        );
        let started = Instant::now();
        while let Err(error) = self.url("postgres").connect() {
            let log = self.log();
            assert!(
                started.elapsed() < PATIENCE,
                "PostgreSQL does not answer in {}: {error}\n{log}",
                self.folder.display()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        let mut keeper = self.keeper();
        drop(keeper.orders.take());
        // It may have been ended by somebody else.
        let _ = keeper.shell.wait();
    }
}

impl PostgresUrl {
    /// Connects to the database.
    ///
    /// # Errors
    /// What the server, or the way to it, has against that.
    pub fn connect(&self) -> Result<Client, postgres::Error> {
        Client::connect(self.as_str(), NoTls)
    }
}

/// The folder with the server's programs.
fn programs() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(BINARIES) {
        let folder = PathBuf::from(folder);
        assert!(has_programs(&folder), "${BINARIES} is `{}`, which has no `initdb` and `postgres`", folder.display());
        return Some(folder);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let told = Command::new("pg_config").arg("--bindir").output();
    let told = told.ok().map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let mut versions: Vec<_> =
        fs::read_dir(DEBIAN).into_iter().flatten().map(|entry| entry.unwrap().path().join("bin")).collect();
    // The newest one, as far as names tell.
    versions.sort_by_key(|path| std::cmp::Reverse((path.as_os_str().len(), path.clone())));
    std::env::split_paths(&path).chain(told).chain(versions).find(|folder| has_programs(folder))
}

fn has_programs(folder: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|name| folder.join(name).is_file())
}

/// A new folder with a short name: that of a socket has at most 107 bytes.
fn folder() -> PathBuf {
    let (memory, enough) = MEMORY;
    let room = rustix::fs::statvfs(memory).map_or(0, |of| of.f_bavail * of.f_frsize);
    let parent = if room >= enough { memory } else { "/tmp" };
    tempfile::Builder::new().prefix("hqsync-pg-").tempdir_in(parent).unwrap().keep()
}

/// The user and the group as whom root runs a server.
fn another_user() -> (u32, u32) {
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let of = |name: &str| {
        let fields: Vec<_> = users.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|of| of[0] == name)?;
        Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
    };
    of("postgres").or_else(|| of("nobody")).expect("/etc/passwd has the user `postgres` or `nobody`")
}
