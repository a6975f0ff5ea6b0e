//! The command line: global options and the commands.

mod completions;
mod help;

use std::error::Error as _;
use std::sync::LazyLock;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Parser, Subcommand};

use crate::commands;
use crate::exit;
use crate::failure::Explain as _;
use crate::i18n::Phrase;
use crate::options::GlobalArgs;
use crate::refusal::Refusal;
use crate::store::SCHEMA_VERSION;

pub(crate) use completions::answer_shell;
pub(crate) use help::{command_in, localized as localized_help};

/// The version of the program, the commit that it was built from, where that is known, and the version of the tables that it
/// makes.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let commit = option_env!("HQSYNC_BUILT_COMMIT").map(|commit| format!("commit {commit}, ")).unwrap_or_default();
    format!("{} ({commit}store schema {SCHEMA_VERSION})", env!("CARGO_PKG_VERSION"))
});

/// Runs the synchronization of async customers between retail channels and headquarters, and shows what became of every
/// operation.
#[derive(Debug, Parser)]
#[command(name = "hqsync", version = VERSION.as_str(), after_help = exit::TABLE, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the jobs: upload (p), synchronize (sync), download (1010)
    ///
    /// `p` is the P-job. `sync` is what headquarters calls "Synchronize customers and channel requests", and called "Synchronize
    /// customers and business partners from async mode" before. `1010` is the download of customers.
    RunJobs(commands::run_jobs::RunJobsArgs),
    /// List operations, newest first
    List(commands::list::ListArgs),
    /// Look at operations, correct and synchronize them on a page in the terminal
    Browse(commands::browse::BrowseArgs),
    /// Find operations by any field, and print, count or save them
    Filter(commands::filter::FilterArgs),
    /// List the fields: what they mean, their types and lengths
    Fields(commands::fields::FieldsArgs),
    /// Show operations in detail: problems, values old and new, what they wait for
    Show(commands::show::ShowArgs),
    /// Show a customer: what headquarters has now, open problems, everything that happened
    Customer(commands::customer::CustomerArgs),
    /// Correct fields of operations that have not gone through
    ///
    /// On a terminal, without `--set`, `--unset`, `--accept` and `--from`, an editor opens with the fields of one operation and what is
    /// wrong with them: `$VISUAL`, `$EDITOR` or vi.
    Edit(commands::edit::EditArgs),
    /// Synchronize operations now, then what waited for them
    Resync(commands::resync::ResyncArgs),
    /// Never synchronize operations, and release what waited for them
    Dismiss(commands::dismiss::DismissArgs),
    /// Show everything that happened to an operation or a customer: who, when, what, old and new
    History(commands::history::HistoryArgs),
    /// Show how things stand: counts, last runs, what needs attention
    Status(commands::status::StatusArgs),
    /// Make a report to look at: how long customers waited, what failed, what was corrected
    Report(commands::report::ReportArgs),
    /// Tell a monitor such as Nagios or Icinga how things stand, in one line
    Check(commands::check::CheckArgs),
    /// Show the history of runs
    Jobs(commands::jobs::JobsArgs),
    /// Check the store against its audit trail
    Verify(commands::verify::VerifyArgs),
    /// Show the configured channels, or create a channel database
    Channels(commands::channels::ChannelsArgs),
    /// Show the configuration that counts and where each value comes from, or check it and its channels
    Config(commands::config::ConfigArgs),
    /// Back up the store while jobs run, and verify the copy
    Backup(commands::backup::BackupArgs),
    /// Copy a store into another place, which may be of another kind
    ///
    /// The copy has the same operations, customers and audit trail, and is proven by reading all of it again. It begins empty, or goes
    /// on with what an interrupted copy of the same store left behind. Neither store needs a configuration.
    Copy(commands::copy::CopyArgs),
    /// Explain how to put a backup back
    Restore(commands::restore::RestoreArgs),
    /// Seal the audit trail
    Trail(commands::trail::TrailArgs),
    /// Import customers that headquarters already has, so that operations on them find them
    Import(commands::import::ImportArgs),
    /// Bring the search index up to date, or rebuild it
    Index(commands::index::IndexArgs),
    /// Print the script that completes command lines in a shell
    Completions(commands::completions::CompletionsArgs),
    /// Write the pages for `man` into a folder
    Man(commands::man::ManArgs),
    /// Write a commented configuration
    Init(commands::init::InitArgs),
    /// Create a small example world to try everything on
    Demo(commands::demo::DemoArgs),
}

impl Command {
    /// Whether a person reads the command's answer, which may be long, from its beginning.
    pub(crate) fn is_to_be_paged(&self) -> bool {
        match self {
            Self::Jobs(args) => args.is_to_be_read(),
            Self::List(_)
            | Self::Filter(_)
            | Self::Fields(_)
            | Self::Show(_)
            | Self::Customer(_)
            | Self::History(_) => true,
            _ => false,
        }
    }
}

/// Commands that other tools have, by the key of what does the same here.
const OTHER_COMMANDS: &[(&[&str], &str)] = &[
    (&["p", "upload"], "upload"),
    (&["sync", "synchronize"], "sync"),
    (&["1010", "download"], "download"),
    (&["run", "start"], "run"),
    (&["find", "search", "grep", "query"], "find"),
    (&["ls", "operations"], "list"),
    (&["log", "audit"], "log"),
    (&["columns", "schema"], "columns"),
    (&["undo", "revert", "rollback"], "undo"),
    (&["delete", "remove", "rm"], "delete"),
    (&["version"], "version"),
];

/// Options that other tools have, by the key of what does the same here.
const OTHER_OPTIONS: &[(&[&str], &str)] = &[
    (&["--count"], "count"),
    (&["--fields", "--field"], "columns"),
    (&["--json"], "json"),
    (&["--csv"], "csv"),
    (&["--force"], "replace"),
];

/// Commands that ask for confirmation.
const ASKING: &[&str] = &["edit", "resync", "dismiss", "channels"];

/// Returns the error for a value that a parser of this program refuses, for a command or an option of other tools, or for a value
/// that looks like an option; `None` for any other mistake, which clap explains itself.
pub(crate) fn habit(error: &clap::Error) -> Option<Refusal> {
    match error.kind() {
        ErrorKind::ValueValidation => refused_value(error),
        ErrorKind::InvalidSubcommand => other_command(error),
        ErrorKind::UnknownArgument => other_option(error),
        _ => None,
    }
}

/// Says as clap does which value of which option it is.
fn refused_value(error: &clap::Error) -> Option<Refusal> {
    let refused: &Refusal = error.source()?.downcast_ref()?;
    let phrase = Phrase::new("option-invalid-value")
        .with("value", word(error, ContextKind::InvalidValue)?)
        .with("option", word(error, ContextKind::InvalidArg)?)
        .because(refused.phrase())
        .line(Phrase::verbatim(""))
        .line(Phrase::new("option-more-help"));
    Some(Refusal::of_usage(phrase).hinting(refused.hint()))
}

fn other_command(error: &clap::Error) -> Option<Refusal> {
    let word = word(error, ContextKind::InvalidSubcommand)?;
    // What is unknown to `hqsync trail` is explained by its own help.
    if command_of(error).is_some() {
        return None;
    }
    let does = meaning(OTHER_COMMANDS, word)?;
    Some(Refusal::of_usage(Phrase::new("cli-no-command").with("word", word).with("does", does)))
}

fn other_option(error: &clap::Error) -> Option<Refusal> {
    let word = word(error, ContextKind::InvalidArg)?;
    let command = command_of(error);
    if command.as_deref() == Some("filter") && is_negative(word) {
        return Some(Refusal::of_usage(Phrase::new("cli-expression-unquoted").with("word", word)));
    }
    let does = match command {
        Some(command) if word == "--force" && ASKING.contains(&command.as_str()) => "confirm",
        _ => meaning(OTHER_OPTIONS, word)?,
    };
    Some(Refusal::of_usage(Phrase::new("cli-no-option").with("word", word).with("does", does)))
}

/// Returns the key of what does here what a word does elsewhere.
fn meaning(known: &[(&[&str], &'static str)], word: &str) -> Option<&'static str> {
    known.iter().find(|(words, _)| words.contains(&word)).map(|(_, does)| *does)
}

/// Returns a word of the command line that a mistake is about.
fn word(error: &clap::Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word),
        _ => None,
    }
}

/// Returns the command that a mistake was made in, which its usage begins with; `None` if it was made before one.
fn command_of(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) else { return None };
    let usage = usage.to_string();
    let name = usage.split_whitespace().skip_while(|word| *word != "hqsync").nth(1)?;
    name.starts_with(|c: char| c.is_ascii_lowercase()).then(|| name.to_owned())
}

/// Whether an argument is a negative number or time, such as -1 or -2h, of which clap tells the first two characters.
fn is_negative(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}
