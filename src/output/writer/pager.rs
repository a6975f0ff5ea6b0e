//! A program that shows long output page by page, chosen as git does it.

use std::env;
use std::io::{self, BufWriter, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use super::file::BUFFER;
use crate::failure::{Explain as _, Failure, io_fault};
use crate::i18n::Phrase;
use crate::refusal::Refusal;
use crate::signals;

/// What `less` is told unless `$LESS` says something else: to end if all fits the screen, to show colours, and to leave the
/// text on the screen.
const LESS: &str = "FRX";

/// Characters that only a shell understands.
const SHELL: &str = "|&;<>()$`\\\"'*?[#~%{} \t\n=";

/// The statuses with which a shell says that it cannot run a command.
const NOT_RUN: [i32; 2] = [126, 127];

/// A running pager.
pub(super) struct Pager {
    program: Child,
    /// As the person named it, for errors.
    name: String,
    input: BufWriter<ChildStdin>,
}

impl Pager {
    /// Starts the pager that `$HQSYNC_PAGER` or `$PAGER` names, or else `less`; `None` if the output is not to be paged.
    pub(super) fn start() -> Option<Self> {
        let chosen = ["HQSYNC_PAGER", "PAGER"].iter().find_map(|name| env::var(name).ok());
        let Some(chosen) = chosen else { return Self::run(Command::new("less"), "less").ok() };
        let chosen = chosen.trim();
        if chosen.is_empty() || chosen == "cat" {
            return None;
        }
        let started = Self::run(command(chosen), chosen);
        if let Err(error) = &started {
            warn(Phrase::new("output-pager-not-started").with("pager", chosen).because(error.phrase()));
        }
        started.ok()
    }

    fn run(mut command: Command, name: &str) -> io::Result<Self> {
        // What is printed is UTF-8, also in a locale that is not installed.
        for (name, value) in [("LESS", LESS), ("LESSCHARSET", "utf-8"), ("LV", "-c")] {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        }
        let mut program = command.stdin(Stdio::piped()).spawn()?;
        let input = program.stdin.take().ok_or_else(|| io_fault(Phrase::new("output-pager-without-input")))?;
        // From now on Ctrl-C is a command of the pager.
        signals::leave_interrupts_to_others()?;
        Ok(Self { program, name: name.to_owned(), input: BufWriter::with_capacity(BUFFER, input) })
    }

    /// Writes what is left, and waits until the person has read enough.
    ///
    /// # Errors
    /// Those of writing, a closed pipe among them; or the pager could not be run, and showed nothing.
    pub(super) fn close(self) -> io::Result<()> {
        let Self { mut program, name, mut input } = self;
        let written = input.flush();
        // A second flush, when it is dropped, must not wait for a pager that is gone.
        drop(input.into_parts());
        let status = program.wait()?;
        match status.code() {
            Some(0) | None => written,
            Some(code) if NOT_RUN.contains(&code) => {
                Err(io_fault(Phrase::new("output-pager-not-run").with("pager", name)))
            }
            Some(code) => {
                warn(Phrase::new("output-pager-failed").with("pager", name).with("status", code));
                written
            }
        }
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.input.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.input.flush()
    }
}

fn warn(phrase: Phrase) {
    Failure::from(Refusal::new(phrase)).warn();
}

/// Returns the command of a pager, which a shell reads if it is more than a name.
fn command(chosen: &str) -> Command {
    if chosen.contains(|c| SHELL.contains(c)) {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(chosen);
        shell
    } else {
        Command::new(chosen)
    }
}
