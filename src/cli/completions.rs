//! What shells ask while somebody types: which values an argument may have.

use std::env;
use std::ffi::OsStr;
use std::process::ExitCode;

use clap::{Arg, Command, CommandFactory as _};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, ValueCompleter};

use super::Cli;
use crate::exit::Exit;
use crate::options::{COMPLETION_VARIABLE, CompletedKind, CompletionOffer, line_to_complete, offers};

/// Answers a shell that asks what can be typed, and returns the exit status then. Nothing may have been printed before.
pub(crate) fn answer_shell() -> Option<ExitCode> {
    env::var_os(COMPLETION_VARIABLE)?;
    let line = ["hqsync", "--"].map(str::to_owned).into_iter().chain(line_to_complete());
    let shells = CompleteEnv::with_factory(with_completers).var(COMPLETION_VARIABLE).bin("hqsync");
    match shells.try_complete(line, env::current_dir().ok().as_deref()) {
        Ok(is_answered) => is_answered.then_some(ExitCode::SUCCESS),
        Err(error) => {
            // Nobody is left to tell if this cannot be printed.
            let _ = error.print();
            Some(Exit::Usage.into())
        }
    }
}

fn with_completers() -> Command {
    of_command(Cli::command())
}

fn of_command(command: Command) -> Command {
    let name = command.get_name().to_owned();
    command.mut_args(|argument| with_completer(argument, &name)).mut_subcommands(of_command)
}

/// Adds what completes the values of an argument, by what the help calls them.
fn with_completer(argument: Arg, command: &str) -> Arg {
    let value = argument.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let kind = match (argument.get_id().as_str(), value.as_str()) {
        ("channel", _) => CompletedKind::Channel,
        ("company", _) => CompletedKind::Company,
        ("remove_saved", _) => CompletedKind::SavedFilter,
        ("name", "NAME") if matches!(command, "channels" | "show" | "check" | "create" | "reset" | "claim") => {
            CompletedKind::Channel
        }
        ("error", "CODE") => CompletedKind::ErrorCode,
        (_, "STATE") => CompletedKind::State,
        (_, "COLUMN") => CompletedKind::Column,
        (_, "FIELD=VALUE") => CompletedKind::Assignment,
        (_, "FIELD") => CompletedKind::Field,
        (_, "RUN") => CompletedKind::Run,
        (_, "ID" | "ID|CUSTOMER") => CompletedKind::OpenOperation,
        (_, "EXPRESSION") => CompletedKind::Expression,
        _ => return argument,
    };
    argument.add(ArgValueCompleter::new(KindCompleter(kind)))
}

struct KindCompleter(CompletedKind);

impl ValueCompleter for KindCompleter {
    fn complete(&self, current: &OsStr) -> Vec<CompletionCandidate> {
        let Some(begun) = current.to_str() else { return Vec::new() };
        let candidate = |(at, offer): (usize, CompletionOffer)| {
            let candidate = CompletionCandidate::new(offer.text).help(offer.help.map(Into::into));
            // In the order in which they are offered here.
            candidate.display_order(Some(at))
        };
        offers(self.0, begun).into_iter().enumerate().map(candidate).collect()
    }
}
