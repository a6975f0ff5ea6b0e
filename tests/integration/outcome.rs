//! What came of running the program.

use std::process::Output;

use pretty_assertions::assert_eq;
use serde_json::Value;

use super::world::World;

/// The exit status and the output of one run of the program, and the world it ran in.
pub(crate) struct Outcome<'w> {
    world: &'w World,
    command: String,
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl<'w> Outcome<'w> {
    pub(crate) fn new(world: &'w World, command: &str, output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
        Self {
            world,
            command: command.to_owned(),
            status: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// The exit status is that one.
    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "hqsync {}\n{}{}", self.command, self.stdout, self.stderr);
        self
    }

    /// The whole standard output is that text.
    #[track_caller]
    pub(crate) fn prints(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "hqsync {}\n{}", self.command, self.stderr);
        self
    }

    /// The standard output has that text somewhere.
    #[track_caller]
    pub(crate) fn shows(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "hqsync {}: no `{text}` in\n{}", self.command, self.stdout);
        self
    }

    /// The standard error has that text somewhere.
    #[track_caller]
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "hqsync {}: no `{text}` in\n{}", self.command, self.stderr);
        self
    }

    /// The whole standard error is that text.
    #[track_caller]
    pub(crate) fn says_only(self, text: &str) -> Self {
        assert_eq!(self.stderr, text, "hqsync {}", self.command);
        self
    }

    /// The standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("hqsync {}: {error}\n{}{}", self.command, self.stdout, self.stderr))
    }

    /// Runs the program again in the same world.
    pub(crate) fn run(self, command: &str) -> Outcome<'w> {
        self.world.run(command)
    }
}
