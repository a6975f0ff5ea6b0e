//! Running the program, and what came of it.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A command that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(300);

/// The program, in surroundings that are the same everywhere.
pub(crate) fn hqsync(words: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_hqsync"));
    program.args(words);
    let ours = |name: &OsString| name.to_string_lossy().starts_with("HQSYNC_");
    for (name, _) in std::env::vars_os().filter(|(name, _)| ours(name)) {
        program.env_remove(name);
    }
    program.env("TZ", "UTC").env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1").stdin(Stdio::null());
    program
}

/// A command that is at work. Its output goes to files, so that it never waits for a reader.
pub(crate) struct Running {
    child: Child,
    command: String,
    stdout: File,
    stderr: File,
}

impl Running {
    pub(crate) fn start(mut command: Command) -> Self {
        let words = words_of(&command);
        let (stdout, stderr) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        command.stdout(stdout.try_clone().unwrap()).stderr(stderr.try_clone().unwrap());
        let child = command.spawn().unwrap();
        Self { child, command: words, stdout, stderr }
    }

    /// Waits for its end.
    #[track_caller]
    pub(crate) fn end(mut self) -> Outcome {
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
    pub(crate) fn kill(mut self) -> Outcome {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        self.outcome(status)
    }

    pub(crate) fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Asks it to stop by the signal of that name.
    pub(crate) fn signal(&mut self, name: &str) {
        if !self.has_ended() {
            let kill = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
            assert!(kill.success());
        }
    }

    #[track_caller]
    fn outcome(self, status: ExitStatus) -> Outcome {
        let read = |mut file: File| {
            let mut bytes = Vec::new();
            file.rewind().unwrap();
            file.read_to_end(&mut bytes).unwrap();
            bytes
        };
        Outcome::new(self.command, Output { status, stdout: read(self.stdout), stderr: read(self.stderr) })
    }
}

/// The exit status and the output of a command.
pub(crate) struct Outcome {
    command: String,
    pub(crate) status: ExitStatus,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

fn words_of(command: &Command) -> String {
    command.get_args().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

impl Outcome {
    /// What a command that has ended came to: never a panic.
    #[track_caller]
    fn new(command: String, output: Output) -> Self {
        let stderr = String::from_utf8(output.stderr).expect("messages are UTF-8");
        let outcome = Self { command, status: output.status, stdout: output.stdout, stderr };
        assert!(!outcome.stderr.contains("panicked"), "{}", outcome.told());
        assert!(!outcome.exited(101), "{}", outcome.told());
        outcome
    }

    /// Runs a command whose output cannot go to files.
    #[track_caller]
    pub(crate) fn through_pipes(mut command: Command) -> Self {
        let output = command.stdin(Stdio::null()).output().unwrap();
        Self::new(words_of(&command), output)
    }

    /// The exit status is one of those.
    #[track_caller]
    pub(crate) fn exits(self, allowed: &[i32]) -> Self {
        let is_allowed = self.status.code().is_some_and(|status| allowed.contains(&status));
        assert!(is_allowed, "none of {allowed:?}: {}", self.told());
        self
    }

    pub(crate) fn exited(&self, status: i32) -> bool {
        self.status.code() == Some(status)
    }

    /// Whether it was killed, or died of a signal.
    pub(crate) fn was_killed(&self) -> bool {
        self.status.signal().is_some()
    }

    /// The standard output, which has to be UTF-8.
    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.told()))
    }

    /// The standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.told()))
    }

    /// The command, its end and the beginnings of what it printed.
    pub(crate) fn told(&self) -> String {
        let beginning = |text: &str| text.chars().take(3_000).collect::<String>();
        let stdout = String::from_utf8_lossy(&self.stdout);
        format!("hqsync {}: {}\n{}\n{}", self.command, self.status, beginning(&stdout), beginning(&self.stderr))
    }
}
