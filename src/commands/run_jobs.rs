//! `hqsync run-jobs`: the three jobs.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::time::Duration;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::config::Config;
use crate::context::Context;
use crate::engine::{self, Acceptance, Environment, Progress, RunRequest, configured_channel};
use crate::exit::{Conclusion, Exit};
use crate::failure::{Failure, Result};
use crate::i18n::{Phrase, Texts};
use crate::model::{Job, Outcome, Run};
use crate::options::{MetricsArgs, duration, exit_of_run, separated};
use crate::output::{
    Bars, DetailFormat, Output, Silent, print_run_as_json, print_run_lines, print_run_table, remark, remark_problems,
};
use crate::refusal::Refusal;
use crate::signals;
use crate::stop::Stop;
use crate::store::{Access, Store};
use crate::witness::{Anchoring, open_configured};

#[derive(Debug, Default, Args)]
pub(crate) struct RunJobsArgs {
    /// Jobs to run, always in this order [default: all three]
    #[arg(value_name = "JOB", value_delimiter = ',', value_parser = PossibleValuesParser::new(["p", "sync", "1010"]), ignore_case = true)]
    jobs: Vec<String>,
    /// Limit p and 1010 to this channel; several are separated by commas
    #[arg(long, value_name = "NAME")]
    channel: Vec<String>,
    /// Accept that the store was put back to an older state, since the newer one is lost, and take over the accounts that
    /// channels know
    #[arg(long, conflicts_with = "new_store")]
    restored: bool,
    /// Create a new store although channels belong to another one, and take over the accounts that they know
    #[arg(long)]
    new_store: bool,
    /// Show what would happen; change nothing anywhere
    #[arg(long, conflicts_with = "metrics")]
    dry_run: bool,
    /// Print only problems
    #[arg(long, short)]
    quiet: bool,
    /// Wait this long for another run to end, such as 5m
    #[arg(long, value_name = "DURATION", value_parser = duration)]
    wait: Option<Duration>,
    /// Format of the summary
    #[arg(long, short, value_enum, default_value_t)]
    format: DetailFormat,
    #[command(flatten)]
    metrics: MetricsArgs,
}

impl RunJobsArgs {
    fn request(&self, config: &Config) -> Result<RunRequest> {
        let is_named =
            |job: &Job| self.jobs.is_empty() || self.jobs.iter().any(|name| name.eq_ignore_ascii_case(job.name()));
        let known: Vec<_> = config.channels.iter().map(|channel| channel.name.clone()).collect();
        let channels = separated("--channel", &self.channel, &known)?
            .iter()
            .map(|name| Ok(configured_channel(config, name)?.name.clone()))
            .collect::<Result<_>>()?;
        let accepts = match self {
            Self { restored: true, .. } => Acceptance::Restored,
            Self { new_store: true, .. } => Acceptance::NewStore,
            _ => Acceptance::Nothing,
        };
        Ok(RunRequest { jobs: Job::ALL.into_iter().filter(is_named).collect(), channels, accepts })
    }
}

pub(crate) fn run(args: &RunJobsArgs, cx: &mut Context) -> Result<Exit> {
    args.metrics.check(cx)?;
    let result = run_jobs(args, cx);
    let exit = match &result {
        Ok(exit) => *exit,
        Err(failure) => failure.exit(),
    };
    if exit == Exit::Locked {
        // The run that holds the lock measures.
        return result;
    }
    match (args.metrics.write(Some(exit), cx), result) {
        (Ok(()), result) => result,
        (Err(unwritten), Ok(exit)) => unwritten.of_answer(Conclusion::Changed(exit)),
        (Err(unwritten), Err(failure)) => {
            unwritten.warn();
            Err(failure)
        }
    }
}

fn run_jobs(args: &RunJobsArgs, cx: &mut Context) -> Result<Exit> {
    let config = cx.config()?;
    if config.channels.is_empty() {
        return Err(no_channels(cx).into());
    }
    let request = args.request(config)?;
    let stop = signals::listen()?;
    let bars;
    let progress: &dyn Progress = if io::stderr().is_terminal() && !args.quiet {
        bars = Bars::new(&cx.texts);
        &bars
    } else {
        &Silent
    };
    let address = cx.store_address()?;
    let access = if args.dry_run { Access::Rehearse } else { Access::Create };
    let mut store = cx.guarded_store(&address, access, args.wait.unwrap_or_default());
    if args.quiet {
        store.notice = None;
    }
    warn_unreadable(&store.anchoring);
    let had_store = Store::is_missing(&address).is_ok_and(|is_missing| !is_missing);
    let environment = Environment { config, progress, stop: &stop, actor: &cx.actor };
    let run = engine::run_jobs_locked(&store, &request, &environment)?;
    cx.answer(Conclusion::new(args.dry_run, exit_of(&run, &stop)), |output, texts| {
        // Problems go to the standard error, even if the summary cannot be printed.
        let printed = print_summary(args, &run, output, texts).and_then(|()| output.flush());
        if args.dry_run && !args.quiet {
            remark(texts.run_dry());
        }
        if let Some(note) =
            restored_note(args, &run, had_store, texts).filter(|_| !args.quiet || run.continues_after.is_none())
        {
            remark(note);
        }
        remark_problems(&run, args.dry_run, texts);
        printed
    })
}

/// Returns the mistake that there is nothing to run the jobs on.
fn no_channels(cx: &Context) -> Refusal {
    let path = cx.config_path.as_deref().unwrap_or(Path::new("")).display();
    Refusal::new(Phrase::new("run-without-channels").with("file", path))
}

/// Warns that the anchors cannot be read, and so do not tell whether the store was put back to an older state.
fn warn_unreadable(anchoring: &Anchoring) {
    let opened = anchoring.file.as_deref().map(open_configured);
    if let Some(Err(error)) = opened
        && error.is_denied()
    {
        Failure::from(error).context(Phrase::new("run-anchors-not-compared")).warn();
    }
}

/// What became of a store that was put back or recreated; `None` if nobody asked for that.
fn restored_note(args: &RunJobsArgs, run: &Run, had_store: bool, texts: &Texts) -> Option<String> {
    match run.continues_after {
        Some(_) if args.new_store => Some(texts.run_recreated()),
        Some(entry) => Some(texts.run_restored(entry.to_string())),
        None if args.new_store && had_store => Some(texts.run_no_new_store()),
        None if args.new_store => Some(texts.run_not_recreated()),
        None => args.restored.then(|| texts.run_not_restored()),
    }
}

fn print_summary(args: &RunJobsArgs, run: &Run, output: &mut Output, texts: &Texts) -> io::Result<()> {
    match args.format {
        DetailFormat::Json => print_run_as_json(output, run, args.dry_run),
        DetailFormat::Table if args.quiet => Ok(()),
        DetailFormat::Table if output.is_terminal => print_run_table(output, run, texts),
        DetailFormat::Table => print_run_lines(output, run, texts),
    }
}

fn exit_of(run: &Run, stop: &Stop) -> Exit {
    match (run.outcome, stop.signal()) {
        // Asked to stop when all was done: it was not interrupted.
        (Outcome::Interrupted, Some(signal)) => Exit::Interrupted(signal),
        _ => exit_of_run(run),
    }
}
