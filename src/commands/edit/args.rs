//! The arguments of `hqsync edit`.

use std::path::PathBuf;

use clap::Args;

use super::assignments::{self, Assign};
use crate::config::Config;
use crate::engine::{Assignment, EditRequest};
use crate::options::{CorrectionArgs, TargetArgs};
use crate::output::shown_waits;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct EditArgs {
    /// Give a field a value, such as Email=x@example.com; can be given several times
    #[arg(long, value_name = "FIELD=VALUE", value_parser = assignments::assignment)]
    pub(super) set: Vec<Assign>,
    /// Empty a field; can be given several times
    #[arg(long, value_name = "FIELD")]
    pub(super) unset: Vec<String>,
    /// Take fields and values from this file, a JSON object or TOML; - is the standard input
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
    /// Synchronize at once, with what waited
    #[arg(long)]
    pub(super) resync: bool,
    #[command(flatten)]
    pub(super) correction: CorrectionArgs,
    // Last, since the heading of its options would stand above those that follow.
    #[command(flatten)]
    pub(super) target: TargetArgs,
}

const EXAMPLES: &str = "\
Examples:
  hqsync edit 57                                    # in an editor
  hqsync edit 57 --set Email=rosa@example.com --reason 'she called' --resync
  hqsync edit --where 'Country = NL' --set Country=NLD --dry-run
  hqsync edit 57 --from fields.toml";

impl EditArgs {
    /// Returns what to do to the operations.
    pub(super) fn request<'a>(&self, config: &'a Config, assignments: &'a [Assignment]) -> EditRequest<'a> {
        let resync = self.resync.then_some(shown_waits(self.correction.format));
        EditRequest { config, assignments, resync }
    }
}
