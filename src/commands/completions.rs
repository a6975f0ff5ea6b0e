//! `hqsync completions`: the script by which a shell comes to ask what can be typed.

use std::io::Write as _;

use clap::{Args, ValueEnum};
use clap_complete::env::Shells;

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::options::COMPLETION_VARIABLE;

/// Our own script for bash: it cuts words at other places than the program gets them.
const BASH: &str = include_str!("completions.bash");

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: CompletedShell,
}

/// A shell for which there is a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CompletedShell {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
}

/// Prints the script of a shell. What it offers the program says at each Tab, so script and program are always of one version.
pub(crate) fn run(args: &CompletionsArgs, cx: &mut Context) -> Result<Exit> {
    let name = match args.shell {
        CompletedShell::Bash => {
            cx.output.write_all(BASH.as_bytes())?;
            return Ok(Exit::Done);
        }
        CompletedShell::Zsh => "zsh",
        CompletedShell::Fish => "fish",
        CompletedShell::Powershell => "powershell",
        CompletedShell::Elvish => "elvish",
    };
    if let Some(shell) = Shells::builtins().completer(name) {
        shell.write_registration(COMPLETION_VARIABLE, "hqsync", "hqsync", "hqsync", &mut cx.output)?;
    }
    Ok(Exit::Done)
}
