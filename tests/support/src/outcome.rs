//! The outcome of one run of the program, and the statements that a test makes about it.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Output;

use pretty_assertions::assert_eq;
use serde_json::Value;

use crate::program::Binary;
use crate::words::Words;
use crate::world::World;

/// The exit status and the output of one run of the program, and the world it ran in.
pub struct Outcome<'w, B> {
    world: &'w World<B>,
    command: String,
    /// The exit status; `None` if a signal ended it.
    pub status: Option<i32>,
    signal: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// Its messages.
    pub stderr: String,
}

impl<'w, B> Outcome<'w, B> {
    /// Takes the outcome of a command that has ended, which never is a panic.
    #[track_caller]
    pub fn new(world: &'w World<B>, command: &str, output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        let outcome = Self {
            world,
            command: command.to_owned(),
            status: output.status.code(),
            signal: output.status.signal(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(!outcome.exited(101) && !outcome.stderr.contains("panicked"), "{}", outcome.report());
        outcome
    }

    /// Asserts the exit status.
    #[track_caller]
    pub fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}", self.report());
        self
    }

    /// Asserts that the exit status is one of these.
    #[track_caller]
    pub fn exits_any(self, allowed: &[i32]) -> Self {
        assert!(self.status.is_some_and(|status| allowed.contains(&status)), "not {allowed:?}: {}", self.report());
        self
    }

    /// Asserts that the whole standard output is that text.
    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "hqsync {}\n{}", self.command, self.stderr);
        self
    }

    /// Asserts that the standard output has that text somewhere.
    #[track_caller]
    pub fn shows(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "hqsync {}: no `{text}` in\n{}", self.command, self.stdout);
        self
    }

    /// Asserts that the standard error has that text somewhere.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "hqsync {}: no `{text}` in\n{}", self.command, self.stderr);
        self
    }

    /// Asserts that the whole standard error is that text.
    #[track_caller]
    pub fn says_only(self, text: &str) -> Self {
        assert_eq!(self.stderr, text, "hqsync {}", self.command);
        self
    }

    /// Returns whether it ended with that exit status.
    pub fn exited(&self, status: i32) -> bool {
        self.status == Some(status)
    }

    /// Returns whether it was killed, or died of a signal.
    pub fn was_killed(&self) -> bool {
        self.signal.is_some()
    }

    /// Returns the standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.report()))
    }

    /// Describes the command, its end and the beginnings of what it printed.
    pub fn report(&self) -> String {
        let beginning = |text: &str| text.chars().take(3_000).collect::<String>();
        let end = match (self.status, self.signal) {
            (Some(status), _) => format!("exit status {status}"),
            (None, signal) => format!("signal {}", signal.unwrap_or_default()),
        };
        format!("hqsync {}: {end}\n{}\n{}", self.command, beginning(&self.stdout), beginning(&self.stderr))
    }
}

impl<'w, B: Binary> Outcome<'w, B> {
    /// Runs the program again in the same world.
    #[track_caller]
    pub fn run(self, command: &(impl Words + ?Sized)) -> Outcome<'w, B> {
        self.world.run(command)
    }
}
