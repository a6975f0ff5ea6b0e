//! hqsync: runs, shows and audits the synchronization of async customers between retail channels and headquarters.
//!
//! A room, which is a folder or file below src, uses the rooms below it only: from top to bottom they are `cli`,
//! `commands`, `browse`, `demo`, `options`, `context`, `editor`, `output`, `sentences`, `signals`, `engine`, `lock`, `verify`,
//! `channel`, `store`, `config`, `validate`, `filter`, `witness`, `trail`, `exports`, `clock`, `model`, `refusal`, `own_file`, `given_file`,
//! `address`, `failure`, `sqlite`, `system_fault`, `exit`, `sanitize`, `shell`, `stop`, `suggest`, `actor`, `i18n`,
//! `language`, `new_file`, `temporary`, `terminal`.
//!
//! `tests/tidy/main.rs` holds this order.

// What leads to a server is checked in every build, and used in those that know one.
#![cfg_attr(not(feature = "postgres"), allow(dead_code, unused_imports))]

mod actor;
mod address;
// Benchmarks are programs of their own and see only public items; without the feature this module does not exist.
#[cfg(feature = "bench")]
#[doc(hidden)]
pub mod bench;
mod browse;
mod channel;
mod cli;
mod clock;
mod commands;
mod config;
mod context;
mod demo;
mod editor;
mod engine;
mod exit;
mod exports;
mod failure;
mod filter;
// As with benchmarks.
#[cfg(feature = "fuzz")]
#[doc(hidden)]
pub mod fuzz;
mod given_file;
mod i18n;
mod language;
mod lock;
mod model;
mod new_file;
mod options;
mod output;
mod own_file;
mod refusal;
mod sanitize;
mod sentences;
mod shell;
mod signals;
mod sqlite;
mod stop;
mod store;
mod suggest;
mod system_fault;
mod temporary;
mod terminal;
mod trail;
mod validate;
mod verify;
mod witness;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};
use clock::Clock;
use context::Context;
use exit::{Exit, MonitorState};
use i18n::Texts;
use model::Timestamp;
use options::UnreadArguments;

/// Reads the command line, runs the command and returns the exit status.
pub fn main() -> ExitCode {
    if let Some(answered) = cli::answer_shell() {
        return answered;
    }
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return explain(&error),
    };
    signals::survive_size_limit();
    signals::end_at_once_in_container();
    cli.global.colours().choose();
    let mut context = Context::new(cli.global.overrides(), clock());
    context.texts.language().choose();
    if cli.command.is_to_be_paged() {
        context.output.page();
    }
    let result = run(&cli.command, &mut context);
    // A pager has to be gone before an error is shown.
    let closed = output::allow_closed_pipe(context.output.close());
    let result = match (closed, result) {
        // What a pager that could not be run did not show is no closed pipe.
        // A monitor that hears nothing knows nothing.
        (Err(error), Ok(Exit::Monitored(_))) => {
            failure::Failure::from(error).report();
            Ok(Exit::Monitored(MonitorState::Unknown))
        }
        (Err(error), Err(failure)) if failure.is_closed_pipe() => Err(error.into()),
        (Err(error), Ok(_)) => Err(error.into()),
        (_, result) => result,
    };
    let result = result.and_then(|exit| context.check_reading().map(|()| exit));
    result.unwrap_or_else(|error| context.naming_the_store(error).report()).into()
}

/// Prints what the command line asks for instead of running a command, help or version, or what is wrong with it.
fn explain(error: &clap::Error) -> ExitCode {
    let arguments = UnreadArguments::of_process();
    arguments.colours().choose();
    let language = arguments.language();
    language.choose();
    let habit = cli::habit(error).map(failure::Failure::from);
    if arguments.command() == Some("check") && error.use_stderr() {
        return tell_monitor(error, habit).into();
    }
    if let Some(habit) = habit {
        return habit.report().into();
    }
    // Help and version are not errors, nor is a closed pipe. Help that nobody asked for is one.
    let _ = match cli::localized_help(error, arguments.as_ref(), language) {
        Some(help) if error.use_stderr() => anstream::stderr().write_all(help.as_bytes()),
        Some(help) => anstream::stdout().write_all(help.as_bytes()),
        None => error.print(),
    };
    if error.use_stderr() { Exit::Usage.into() } else { Exit::Done.into() }
}

/// Tells a monitor that its command line is wrong: to it, the exit status of wrong usage would be another answer.
fn tell_monitor(error: &clap::Error, habit: Option<failure::Failure>) -> Exit {
    let own = error.to_string();
    let own = own.lines().next().unwrap_or_default();
    let message =
        habit.map_or_else(|| own.trim_start_matches("error: ").to_owned(), |habit| habit.line(&Texts::chosen()));
    // Nobody is left to tell if this cannot be printed.
    let _ = writeln!(anstream::stdout(), "{}", output::plugin_line(MonitorState::Unknown, &message));
    Exit::Monitored(MonitorState::Unknown)
}

/// Returns the program's clock, which tests may fix: only a debug build looks at `HQSYNC_TEST_CLOCK`.
fn clock() -> Clock {
    if !cfg!(debug_assertions) {
        return Clock::system();
    }
    let fixed = std::env::var("HQSYNC_TEST_CLOCK").ok();
    fixed.and_then(|at| Timestamp::parse(&at)).map_or_else(Clock::system, Clock::fixed)
}

fn run(command: &Command, context: &mut Context) -> failure::Result<Exit> {
    match command {
        Command::RunJobs(args) => commands::run_jobs::run(args, context),
        Command::List(args) => commands::list::run(args, context),
        Command::Browse(args) => commands::browse::run(args, context),
        Command::Filter(args) => commands::filter::run(args, context),
        Command::Fields(args) => commands::fields::run(args, context),
        Command::Show(args) => commands::show::run(args, context),
        Command::Customer(args) => commands::customer::run(args, context),
        Command::Edit(args) => commands::edit::run(args, context),
        Command::Resync(args) => commands::resync::run(args, context),
        Command::Dismiss(args) => commands::dismiss::run(args, context),
        Command::History(args) => commands::history::run(args, context),
        Command::Status(args) => commands::status::run(args, context),
        Command::Report(args) => commands::report::run(args, context),
        Command::Check(args) => commands::check::run(args, context),
        Command::Jobs(args) => commands::jobs::run(args, context),
        Command::Verify(args) => commands::verify::run(args, context),
        Command::Channels(args) => commands::channels::run(args, context),
        Command::Config(args) => commands::config::run(args, context),
        Command::Backup(args) => commands::backup::run(args, context),
        Command::Copy(args) => commands::copy::run(args, context),
        Command::Restore(args) => commands::restore::run(args, context),
        Command::Trail(args) => commands::trail::run(args, context),
        Command::Import(args) => commands::import::run(args, context),
        Command::Index(args) => commands::index::run(args, context),
        Command::Completions(args) => commands::completions::run(args, context),
        Command::Man(args) => commands::man::run(args, cli::command_in, context),
        Command::Init(args) => commands::init::run(args, context),
        Command::Demo(args) => commands::demo::run(args, context),
    }
}
