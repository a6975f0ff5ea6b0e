//! What a run of the jobs did: a table on a terminal, lines under cron, one object for machines.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::i18n::Texts;
use crate::model::{Figures, Job, JobFailure, JobReport, Outcome, Run, Timestamp};
use crate::output::formats::{Format, print_json};
use crate::output::grid::{Cell, Grid};
use crate::output::writer::Output;
use crate::sanitize::visible;

/// Prints a run as a table with a row for each job and channel.
pub(crate) fn print_run_table(output: &mut Output, run: &Run, texts: &Texts) -> io::Result<()> {
    run_grid(run, texts).print(output, Format::Table)
}

/// Prints one line for each job: when it ended, what it is, what it did.
pub(crate) fn print_run_lines(output: &mut Output, run: &Run, texts: &Texts) -> io::Result<()> {
    for job in &run.jobs {
        let reports: Vec<&JobReport> = run.reports.iter().filter(|report| report.job == *job).collect();
        let Some(last) = reports.last() else { continue };
        let mut figures = Figures::default();
        for report in &reports {
            figures.add(&report.figures);
        }
        let outcome = run.outcome_of(*job);
        let line = texts.run_figures(*job, outcome, figures_text(&figures, *job, texts));
        writeln!(output, "{}  {line}", last.ended.local())?;
    }
    Ok(())
}

/// Prints what went wrong: a line for each channel that failed and one for the operations that did.
pub(crate) fn print_problems(
    error_output: &mut impl Write,
    run: &Run,
    is_rehearsal: bool,
    texts: &Texts,
) -> io::Result<()> {
    for report in &run.reports {
        if let Some(failure) = &report.failure {
            let channel = report.channel.as_deref().unwrap_or_default();
            let line = texts.run_channel_failed(report.job, channel, texts.failure_with_hint(failure));
            writeln!(error_output, "error: {}", visible(&line))?;
        }
    }
    if let Some(fault) = &run.fault {
        writeln!(error_output, "error: {}", visible(&texts.failure_with_hint(fault)))?;
    }
    let failed = run.figures().failed;
    if failed > 0 {
        let sentence = if is_rehearsal { texts.run_would_fail(failed) } else { texts.run_failed_operations(failed) };
        writeln!(error_output, "{sentence}")?;
    }
    match run.outcome {
        Outcome::Interrupted => writeln!(error_output, "{}", texts.run_interrupted()),
        Outcome::Failed => writeln!(error_output, "{}", texts.run_nothing_done()),
        Outcome::Succeeded | Outcome::Partial | Outcome::Unfinished => Ok(()),
    }
}

/// Prints a run as one object.
pub(crate) fn print_run_as_json(output: &mut Output, run: &Run, is_rehearsal: bool, texts: &Texts) -> io::Result<()> {
    let mut value = run_value(run, texts);
    if is_rehearsal {
        value["run"] = Value::Null;
    }
    value["dry_run"] = is_rehearsal.into();
    print_json(output, &value)
}

/// A run's jobs and channels as a small list.
pub(crate) fn run_grid(run: &Run, texts: &Texts) -> Grid {
    let columns = vec![
        ("job", texts.job()),
        ("channel", texts.channel()),
        ("outcome", texts.outcome_header()),
        ("figures", texts.figures()),
        ("seconds", texts.duration()),
    ];
    let row = |report: &JobReport| {
        let channel = report.channel.clone();
        let seconds = seconds_between(report.started, report.ended);
        vec![
            Cell::new(texts.job_name(report.job), report.job.name()),
            Cell::new(channel.clone().unwrap_or_default(), channel),
            Cell::new(texts.outcome(report.outcome), report.outcome.name()),
            Cell::new(figures_text(&report.figures, report.job, texts), figures_value(report)),
            Cell::new(format!("{seconds:.1} s"), seconds),
        ]
    };
    Grid { columns, rows: run.reports.iter().map(row).collect() }
}

/// A run for machines.
pub(crate) fn run_value(run: &Run, texts: &Texts) -> Value {
    let english = texts.english();
    let reports: Vec<Value> = run
        .reports
        .iter()
        .map(|report| {
            json!({
                "job": report.job.name(),
                "channel": report.channel,
                "outcome": report.outcome.name(),
                "started": report.started.rfc3339(),
                "ended": report.ended.rfc3339(),
                "figures": figures_value(report),
                "error": report.failure.as_ref().map(|failure| english.failure_with_hint(failure)),
                "failure": report.failure.as_ref().and_then(JobFailure::to_json),
            })
        })
        .collect();
    json!({
        "run": run.id,
        "jobs": run.jobs.iter().map(|job| job.name()).collect::<Vec<_>>(),
        "actor": run.actor,
        "started": run.started.rfc3339(),
        "ended": run.ended.map(Timestamp::rfc3339),
        "outcome": run.outcome.name(),
        "figures": run.figures(),
        "reports": reports,
    })
}

fn figures_value(report: &JobReport) -> Value {
    report.figures.of(report.job).into_iter().map(|(name, count)| (name.to_owned(), Value::from(count))).collect()
}

/// The figures that are not zero; the first one always.
fn figures_text(figures: &Figures, job: Job, texts: &Texts) -> String {
    let figures = figures.of(job).into_iter().enumerate();
    let shown = figures.filter(|(at, (_, count))| *at == 0 || *count > 0);
    shown.map(|(_, (name, count))| texts.figure(name, count)).collect::<Vec<_>>().join(", ")
}

fn seconds_between(from: Timestamp, to: Timestamp) -> f64 {
    std::time::Duration::from_micros(to.0.abs_diff(from.0)).as_secs_f64()
}
