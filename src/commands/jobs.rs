//! `hqsync jobs`: the history of runs.

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::engine;
use crate::exit::Exit;
use crate::failure::Result;
use crate::options::small_list_format;
use crate::output::{Format, print_run_detail, print_runs};
use crate::store::Access;

/// How many runs are listed by default.
const LIMIT: usize = 20;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct JobsArgs {
    #[command(subcommand)]
    command: Option<JobsCommand>,
    /// How many runs to list, newest first [default: 20]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    limit: Option<usize>,
    /// List all runs
    #[arg(long)]
    all: bool,
    /// Format of the output [default: table on a terminal, csv otherwise]
    #[arg(long, value_parser = small_list_format())]
    format: Option<Format>,
}

#[derive(Debug, Subcommand)]
enum JobsCommand {
    /// Show what one run did, by job and channel
    Show {
        /// Number of the run
        #[arg(value_name = "RUN")]
        run: i64,
        /// Format of the output
        #[arg(long, value_parser = small_list_format(), default_value = "table")]
        format: Format,
    },
}

pub(crate) fn run(args: &JobsArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    match &args.command {
        Some(JobsCommand::Show { run, format }) => {
            let run = engine::find_run(&store, *run)?;
            print_run_detail(&mut cx.output, &run, *format, &cx.texts)?;
        }
        None => {
            let runs = engine::list_runs(&store, (!args.all).then(|| args.limit.unwrap_or(LIMIT)))?;
            let format = cx.output.format(args.format);
            print_runs(&mut cx.output, &runs, format, &cx.texts)?;
        }
    }
    Ok(Exit::Done)
}
