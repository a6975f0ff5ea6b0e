//! `hqsync jobs`: the history of runs.

use std::io::Write as _;

use clap::{Args, Subcommand};

use crate::context::Context;
use crate::exit::Exit;
use crate::failure::Result;
use crate::i18n::Texts;
use crate::model::{Run, Timestamp};
use crate::options::small_list_format;
use crate::output::{Cell, DetailFormat, Format, Grid, print_json, run_grid, run_value};
use crate::refusal::Refusal;
use crate::sanitize::visible;
use crate::store::{Access, Store};

/// How many runs are listed where nothing else is said.
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
        #[arg(long, value_enum, default_value_t)]
        format: DetailFormat,
    },
}

pub(crate) fn run(args: &JobsArgs, cx: &mut Context) -> Result<Exit> {
    let store = cx.open_store(Access::Read)?;
    match &args.command {
        Some(JobsCommand::Show { run, format }) => show(&store, *run, *format, cx),
        None => list(&store, args, cx),
    }
}

fn list(store: &Store, args: &JobsArgs, cx: &mut Context) -> Result<Exit> {
    let runs = store.runs(if args.all { None } else { Some(args.limit.unwrap_or(LIMIT)) })?;
    let format = cx.output.format(args.format);
    if runs.is_empty() && format == Format::Table {
        writeln!(cx.output, "{}", cx.texts.jobs_empty())?;
        return Ok(Exit::Done);
    }
    grid(&runs, &cx.texts).print(&mut cx.output, format)?;
    Ok(Exit::Done)
}

fn grid(runs: &[Run], texts: &Texts) -> Grid {
    let columns = vec![
        ("run", texts.run()),
        ("started", texts.started()),
        ("ended", texts.ended()),
        ("jobs", texts.jobs()),
        ("outcome", texts.outcome_header()),
        ("failed", texts.state(crate::model::State::Failed)),
        ("actor", texts.actor()),
    ];
    let row = |run: &Run| {
        let jobs: Vec<_> = run.jobs.iter().map(|job| job.name()).collect();
        let failed = run.figures().failed;
        vec![
            Cell::number(run.id),
            Cell::new(run.started.local(), run.started.rfc3339()),
            Cell::new(run.ended.map(Timestamp::local).unwrap_or_default(), run.ended.map(Timestamp::rfc3339)),
            Cell::text(&jobs.join(" ")),
            Cell::new(texts.outcome(run.outcome), run.outcome.name()),
            Cell::new(failed.to_string(), failed),
            Cell::text(&run.actor),
        ]
    };
    Grid { columns, rows: runs.iter().map(row).collect() }
}

fn show(store: &Store, id: i64, format: DetailFormat, cx: &mut Context) -> Result<Exit> {
    let Some(run) = store.run(id)? else {
        let hint = match store.runs(Some(1))?.first() {
            Some(newest) => format!("the newest run is {}", newest.id),
            None => "no run was made yet".to_owned(),
        };
        return Err(Refusal { message: format!("there is no run {id}"), hint }.into());
    };
    match format {
        DetailFormat::Json => {
            print_json(&mut cx.output, &run_value(&run, &cx.texts))?;
        }
        DetailFormat::Table => {
            let texts = &cx.texts;
            let ended = run.ended.map(Timestamp::local).unwrap_or_default();
            writeln!(cx.output, "{} {}: {}", texts.run(), run.id, texts.outcome(run.outcome))?;
            writeln!(
                cx.output,
                "{} {} - {ended}, {} {}",
                texts.started(),
                run.started.local(),
                texts.actor(),
                run.actor
            )?;
            run_grid(&run, texts).print(&mut cx.output, Format::Table)?;
            for report in &run.reports {
                if let Some(failure) = &report.failure {
                    let error = texts.failure_with_hint(failure);
                    let channel = report.channel.as_deref().unwrap_or_default();
                    writeln!(cx.output, "{} {}: {}", texts.job_name(report.job), visible(channel), visible(&error))?;
                }
            }
        }
    }
    Ok(Exit::Done)
}
