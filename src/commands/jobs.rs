//! `hqsync jobs`: the history of runs.

use std::time::Duration;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::engine;
use crate::exit::{Conclusion, Exit};
use crate::failure::Result;
use crate::i18n::Texts;
use crate::model::Run;
use crate::options::{AuthorArgs, Limit, OutputArgs, RunName, WaitArgs, duration, small_list_format};
use crate::output::{DetailFormat, Format, Output, print_prune_report, print_run_detail, print_runs, remark};
use crate::signals;
use crate::store::{Access, Store};

/// How many runs are listed by default.
const LIMIT: usize = 20;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct JobsArgs {
    #[command(subcommand)]
    command: Option<JobsCommand>,
    /// Show this run, as `jobs show` does: its number, or `last`
    #[arg(value_name = "RUN", value_parser = RunName::parse, conflicts_with_all = ["limit", "all"])]
    run: Option<RunName>,
    #[command(flatten)]
    list: RunListArgs,
}

impl JobsArgs {
    /// Whether the command only tells about runs.
    pub(crate) fn is_to_be_read(&self) -> bool {
        !matches!(self.command, Some(JobsCommand::Prune(_)))
    }
}

#[derive(Debug, Args)]
struct RunListArgs {
    /// How many runs to list, newest first [default: 20]
    #[arg(long, short = 'n', value_name = "N", conflicts_with = "all")]
    limit: Option<Limit>,
    /// List all runs
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Subcommand)]
enum JobsCommand {
    /// List the runs, as without a subcommand
    #[command(hide = true)]
    List(RunListArgs),
    /// Remove the reports of old runs; the runs stay
    Prune(PruneArgs),
    /// Show what one run did, by job and channel
    Show {
        /// Number of the run, or `last`
        #[arg(value_name = "RUN", value_parser = RunName::parse)]
        run: RunName,
        /// Format of the output
        #[arg(long, short, value_parser = small_list_format(), default_value = "table")]
        format: Format,
    },
}

#[derive(Debug, Args)]
struct PruneArgs {
    /// Keep the reports of runs that began no longer ago than this [default: `jobs.keep` of the configuration]
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    keep: Option<Duration>,
    /// Show what would be removed, and change nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    wait: WaitArgs,
    #[command(flatten)]
    author: AuthorArgs,
    /// Format of the output
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
}

pub(crate) fn run(args: &JobsArgs, cx: &mut Context) -> Result<Exit> {
    if let Some(JobsCommand::Prune(args)) = &args.command {
        return prune(args, cx);
    }
    let store = cx.open_store(Access::Read)?;
    match (&args.command, args.run) {
        (Some(JobsCommand::Show { run, format }), _) => {
            print_run_detail(&mut cx.output, &named_run(*run, &store)?, *format, &cx.texts)?;
        }
        (Some(JobsCommand::List(list)), _) => print_list(list, &store, cx)?,
        (_, Some(run)) => {
            let run = named_run(run, &store)?;
            let print = |output: &mut Output, format, texts: &Texts| print_run_detail(output, &run, format, texts);
            args.list.output.print_for_people(cx, print)?;
        }
        _ => print_list(&args.list, &store, cx)?,
    }
    Ok(Exit::Done)
}

fn named_run(name: RunName, store: &Store) -> Result<Run> {
    Ok(match name {
        RunName::Number(number) => engine::find_run(store, number)?,
        RunName::Last => engine::last_run(store)?,
    })
}

fn print_list(args: &RunListArgs, store: &Store, cx: &mut Context) -> Result<()> {
    let limit = if args.all { None } else { args.limit.map_or(Some(LIMIT), Limit::rows) };
    let runs = engine::list_runs(store, limit)?;
    args.output.print(cx, |output, format, texts| print_runs(output, &runs, format, texts))
}

fn prune(args: &PruneArgs, cx: &mut Context) -> Result<Exit> {
    let keep = match args.keep {
        Some(keep) => keep,
        None => cx.config()?.jobs.keep,
    };
    let stop = signals::listen()?;
    let address = cx.store_address()?;
    let access = if args.dry_run { Access::Rehearse } else { Access::Write };
    let store = cx.guarded_store(&address, access, args.wait.patience());
    let report = engine::prune_reports(&store, keep, &args.author.author(None, cx), &stop)?;
    let conclusion = Conclusion::new(args.dry_run, signals::exit_unless_stopped(&stop, Exit::Done));
    cx.answer(conclusion, |output, texts| {
        let printed = print_prune_report(output, &report, args.format, args.dry_run, texts);
        if args.dry_run {
            remark(texts.run_dry());
        }
        printed
    })
}
