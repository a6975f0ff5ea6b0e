//! The command line: global options and the commands.

use clap::{Parser, Subcommand};

use crate::commands;
use crate::exit;
use crate::options::GlobalArgs;

/// Runs the synchronization of async customers between retail channels and headquarters, and shows what became of every
/// operation.
#[derive(Debug, Parser)]
#[command(name = "hqsync", version, after_help = exit::TABLE, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the jobs: upload (p), synchronize (sync), download (1010)
    RunJobs(commands::run_jobs::RunJobsArgs),
    /// List operations, newest first
    List(commands::list::ListArgs),
    /// Find operations by any field, and print, count or save them
    Filter(commands::filter::FilterArgs),
    /// Show operations in detail: problems, values old and new, what they wait for
    Show(commands::show::ShowArgs),
    /// Show a customer: what headquarters has now, open problems, everything that happened
    Customer(commands::customer::CustomerArgs),
    /// Correct fields of operations that have not gone through
    ///
    /// On a terminal, without `--set`, `--unset` and `--from`, an editor opens with the fields of one operation and what is
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
    /// Show the history of runs
    Jobs(commands::jobs::JobsArgs),
    /// Check the store against its audit trail
    Verify(commands::verify::VerifyArgs),
    /// Show the configured channels, or create a channel database
    Channels(commands::channels::ChannelsArgs),
    /// Back up the store while jobs run, and verify the copy
    Backup(commands::backup::BackupArgs),
    /// Explain how to put a backup back
    Restore(commands::restore::RestoreArgs),
    /// Seal the audit trail
    Trail(commands::trail::TrailArgs),
    /// Bring the search index up to date, or rebuild it
    Index(commands::index::IndexArgs),
    /// Write a commented configuration
    Init(commands::init::InitArgs),
    /// Create a small example world to try everything on
    Demo(commands::demo::DemoArgs),
}

impl Command {
    /// Whether a person reads the command's answer, which may be long, from its beginning.
    pub(crate) fn is_to_be_paged(&self) -> bool {
        matches!(
            self,
            Self::List(_) | Self::Filter(_) | Self::Show(_) | Self::Customer(_) | Self::History(_) | Self::Jobs(_)
        )
    }
}
