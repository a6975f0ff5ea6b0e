//! Running the program in a world, in surroundings that are the same everywhere.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::FileExt as _;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::outcome::Outcome;
use crate::postgres_url::PostgresUrl;
use crate::words::Words;
use crate::world::World;

/// A command that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(300);

/// The program that the tests run. Cargo tells its path to a test binary alone, while it compiles it.
pub trait Binary {
    /// The path of the program: `env!("CARGO_BIN_EXE_hqsync")`.
    const PATH: &'static str;

    /// Whether the worlds of a test have their store in a file, whatever `$HQSYNC_TEST_STORE` says. Faults of disks and
    /// benchmarks are about files, unless they say otherwise.
    fn has_store_in_file(_test: &str) -> bool {
        true
    }

    /// Fills the database from which those of all worlds are made, where that is quicker, and returns whether it did.
    fn fill_template(_database: &PostgresUrl) -> bool {
        false
    }
}

impl<B: Binary> World<B> {
    /// Runs the program on this world's configuration.
    #[track_caller]
    pub fn run(&self, command: &(impl Words + ?Sized)) -> Outcome<'_, B> {
        self.start(command).end()
    }

    /// Runs the program with a text on its standard input.
    #[track_caller]
    pub fn pipe(&self, command: &(impl Words + ?Sized), input: &str) -> Outcome<'_, B> {
        let mut running = Running::start(self, self.command(command), Stdio::piped());
        running.child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        running.end()
    }

    /// Runs the program without an option that names the configuration, in the folder that has it.
    #[track_caller]
    pub fn run_at_home(&self, command: &(impl Words + ?Sized)) -> Outcome<'_, B> {
        let mut program = self.bare_command(command);
        program.current_dir(self.folder());
        self.start_command(program).end()
    }

    /// Runs the program with a standard output on which there is no room.
    #[track_caller]
    pub fn run_into_full_disk(&self, command: &(impl Words + ?Sized)) -> Outcome<'_, B> {
        let mut program = self.command(command);
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = program.stdin(Stdio::null()).stdout(full).output().unwrap();
        Outcome::new(self, &line_of(&program), output)
    }

    /// Runs the program on the world that `demo` has made.
    #[track_caller]
    pub fn run_demo(&self, command: &str) -> Outcome<'_, B> {
        self.start_command(self.bare_command(&format!("--config hqsync-demo/hqsync.toml {command}"))).end()
    }

    /// Runs all three jobs; operations may fail.
    #[track_caller]
    pub fn run_jobs(&self) {
        self.run("run-jobs --quiet").exits_any(&[0, 3]);
    }

    /// Appends rows and runs all three jobs.
    #[track_caller]
    pub fn then(self, name: &str, rows: impl FnOnce(crate::rows::Rows) -> crate::rows::Rows) -> Self {
        let world = self.append(name, rows);
        world.run_jobs();
        world
    }

    /// Starts the program on this world's configuration.
    #[track_caller]
    pub fn start(&self, command: &(impl Words + ?Sized)) -> Running<'_, B> {
        self.start_command(self.command(command))
    }

    /// Starts any command.
    #[track_caller]
    pub fn start_command(&self, command: Command) -> Running<'_, B> {
        Running::start(self, command, Stdio::null())
    }

    /// Runs any command whose output cannot go to files.
    #[track_caller]
    pub fn run_through_pipes(&self, mut command: Command) -> Outcome<'_, B> {
        let output = command.stdin(Stdio::null()).output().unwrap();
        Outcome::new(self, &line_of(&command), output)
    }

    /// Prepares the program on this world's configuration.
    pub fn command(&self, command: &(impl Words + ?Sized)) -> Command {
        let mut program = self.bare_command(command);
        program.arg("--config").arg(self.config_path());
        program
    }

    /// Prepares the program without a configuration.
    pub fn bare_command(&self, command: &(impl Words + ?Sized)) -> Command {
        let mut program = Command::new(B::PATH);
        program.args(command.words()).current_dir(self.working_folder());
        for (name, _) in std::env::vars_os() {
            if ["HQSYNC_", "PG"].iter().any(|beginning| name.to_string_lossy().starts_with(beginning)) {
                program.env_remove(name);
            }
        }
        for name in ["SUDO_USER", "DOAS_USER", "PKEXEC_UID"] {
            program.env_remove(name);
        }
        if let Some(now) = self.now() {
            program.env("HQSYNC_TEST_CLOCK", now);
        }
        program.env("TZ", "UTC").env("LC_ALL", "C").env("NO_COLOR", "1").env("PAGER", "cat").env_remove("COLUMNS");
        program.env("HOME", self.working_folder()).env("XDG_CONFIG_HOME", self.working_folder());
        program
    }
}

/// Returns what is in a file. The position in it, which others share, stays as it is.
fn text_so_far(file: &File) -> String {
    let mut text = vec![0; usize::try_from(file.metadata().unwrap().len()).unwrap()];
    file.read_exact_at(&mut text, 0).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

fn line_of(command: &Command) -> String {
    command.get_args().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// A command at work. Its output goes to files, so that it never waits for a reader.
pub struct Running<'w, B> {
    world: &'w World<B>,
    child: Child,
    command: String,
    stdout: File,
    stderr: File,
}

impl<'w, B> Running<'w, B> {
    fn start(world: &'w World<B>, mut command: Command, stdin: Stdio) -> Self {
        let line = line_of(&command);
        let (stdout, stderr) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        command.stdin(stdin).stdout(stdout.try_clone().unwrap()).stderr(stderr.try_clone().unwrap());
        let child = command.spawn().unwrap();
        Self { world, child, command: line, stdout, stderr }
    }

    /// Waits for its end.
    #[track_caller]
    pub fn end(mut self) -> Outcome<'w, B> {
        let started = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > PATIENCE {
                self.child.kill().unwrap();
                self.child.wait().unwrap();
                panic!("`hqsync {}` has not ended in {} seconds", self.command, PATIENCE.as_secs());
            }
            thread::sleep(Duration::from_millis(1));
        };
        self.outcome(status)
    }

    /// Kills it, whatever it is doing. It may have ended by itself before.
    #[track_caller]
    pub fn kill(mut self) -> Outcome<'w, B> {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        self.outcome(status)
    }

    /// Returns whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Returns what it has printed so far.
    pub fn printed(&self) -> String {
        text_so_far(&self.stdout)
    }

    /// Returns its messages so far.
    pub fn said(&self) -> String {
        text_so_far(&self.stderr)
    }

    /// Asks it to stop by the signal of that name.
    pub fn signal(&mut self, name: &str) {
        if !self.has_ended() {
            let kill = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
            assert!(kill.success());
        }
    }

    #[track_caller]
    fn outcome(self, status: ExitStatus) -> Outcome<'w, B> {
        let read = |mut file: File| {
            let mut bytes = Vec::new();
            file.rewind().unwrap();
            file.read_to_end(&mut bytes).unwrap();
            bytes
        };
        let output = Output { status, stdout: read(self.stdout), stderr: read(self.stderr) };
        Outcome::new(self.world, &self.command, output)
    }
}
