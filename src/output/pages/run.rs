//! What a run of the jobs did: a table on a terminal, lines under cron, one object for machines.

use std::io::{self, Write as _};

use serde_json::{Map, Value, json};

use super::channels::print_unread;
use crate::failure::Severity;
use crate::i18n::Texts;
use crate::model::{Cell, ClockJump, Figures, Job, JobFailure, JobReport, Outcome, Run, Timestamp, UnreadTables};
use crate::output::error_counts::error_counts_text;
use crate::output::formats::{Format, print_json};
use crate::output::grid::Grid;
use crate::output::objects::figures_object;
use crate::output::remark::remark;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// How many errors the line of a job and the remark about its failed operations name.
const SHOWN_ERRORS: usize = 6;

/// Prints a run as a table with a row for each job and each channel that had something to do.
pub(crate) fn print_run_table(output: &mut Output, run: &Run, texts: &Texts) -> io::Result<()> {
    run_grid(run, texts).print(output, Format::Table, texts)?;
    let idle = run.jobs.iter().map(|job| (*job, run.idle.of(*job)));
    let mut idle = idle.filter(|(_, count)| *count > 0);
    idle.try_for_each(|(job, count)| writeln!(output, "{}", texts.run_idle(job, count)))?;
    print_unread(output, unread(run), texts)
}

/// The older upload tables that have rows, by channel.
fn unread(run: &Run) -> impl Iterator<Item = (&str, &UnreadTables)> {
    run.reports.iter().filter_map(|report| report.channel.as_deref().zip(report.unread.as_ref()))
}

/// Prints one line for each job: when it ended, what it is, what it did.
pub(crate) fn print_run_lines(output: &mut Output, run: &Run, texts: &Texts) -> io::Result<()> {
    // A log has a line for each job.
    if !output.is_terminal {
        output.keep_lines()?;
    }
    for job in &run.jobs {
        let reports: Vec<&JobReport> = run.reports.iter().filter(|report| report.job == *job).collect();
        let Some(last) = reports.last() else { continue };
        let mut figures = Figures::default();
        for report in &reports {
            figures.add(&report.figures);
        }
        writeln!(output, "{} {}", last.ended.local(), job_line(*job, run.outcome_of(*job), &figures, texts))?;
    }
    print_unread(output, unread(run), texts)
}

/// What a job did on all channels together.
fn job_line(job: Job, outcome: Outcome, figures: &Figures, texts: &Texts) -> String {
    let figures = (*figures).with_distinct_customers();
    let counted = figures.of(job).into_iter().filter(|(_, count)| *count > 0);
    let counted: Vec<_> = counted
        .map(|(name, count)| match name {
            "failed" => texts.figure_failed_by(count, error_counts_text(&figures.errors, Some(SHOWN_ERRORS), texts)),
            name => texts.figure(name, count),
        })
        .collect();
    if counted.is_empty() {
        return texts.run_no_figures(job, outcome);
    }
    texts.run_figures(job, outcome, counted.join(", "))
}

/// Remarks what went wrong: a line for each channel that failed and one for the operations that did.
pub(crate) fn remark_problems(run: &Run, is_rehearsal: bool, texts: &Texts) {
    if let Some(jump) = &run.clock_jump {
        let line = texts.run_clock_jump(jump.direction(), jump.days(), jump.before.local());
        remark(Severity::Warning.line(&line, texts));
    }
    for line in failure_lines(run, texts) {
        remark(Severity::Error.line(&visible(&line), texts));
    }
    if let Some(fault) = &run.fault {
        remark(Severity::Error.line(&visible(&texts.failure_with_hint(fault)), texts));
    }
    let Figures { failed, errors, .. } = run.figures();
    if failed > 0 {
        let errors = error_counts_text(&errors, Some(SHOWN_ERRORS), texts);
        remark(if is_rehearsal {
            texts.run_would_fail(failed, errors)
        } else {
            texts.run_failed_operations(failed, errors, run.id.to_string())
        });
    }
    match run.outcome {
        Outcome::Interrupted => remark(texts.run_interrupted()),
        Outcome::Failed => remark(texts.run_nothing_done()),
        Outcome::Succeeded | Outcome::Partial | Outcome::Unfinished => {}
    }
}

/// Why jobs failed, a line each; a channel on which both P and 1010 failed for the same reason has one line.
pub(super) fn failure_lines(run: &Run, texts: &Texts) -> Vec<String> {
    let is_twin = |one: &JobReport, other: &JobReport| {
        one.job != other.job && one.channel == other.channel && one.failure == other.failure
    };
    let line = |(at, report): (usize, &JobReport)| {
        let failure = texts.failure_with_hint(report.failure.as_ref()?);
        let Some(channel) = &report.channel else { return Some(texts.run_sync_failed(failure)) };
        if run.reports[..at].iter().any(|earlier| is_twin(earlier, report)) {
            return None;
        }
        let has_twin = run.reports[at..].iter().any(|later| is_twin(later, report));
        Some(if has_twin {
            texts.run_channel_failed_twice(channel.as_str(), failure)
        } else {
            texts.run_channel_failed(report.job, channel.as_str(), failure)
        })
    };
    run.reports.iter().enumerate().filter_map(line).collect()
}

/// Prints a run as one object.
pub(crate) fn print_run_as_json(output: &mut Output, run: &Run, is_rehearsal: bool) -> io::Result<()> {
    let mut value = run_value(run);
    if is_rehearsal {
        value["run"] = Value::Null;
    }
    value["dry_run"] = is_rehearsal.into();
    // Rare, so it is said only where it happened.
    if let Some(entry) = run.continues_after {
        value["continues_after"] = entry.into();
    }
    print_json(output, &value)
}

/// A run's jobs and channels.
fn run_grid<'a>(run: &'a Run, texts: &Texts) -> Grid<'a> {
    let columns = vec![
        ("job", texts.job()),
        ("channel", texts.channel()),
        ("outcome", texts.outcome_header()),
        ("figures", texts.figures()),
        ("seconds", texts.duration()),
    ];
    let row = |report: &'a JobReport| {
        let seconds = seconds_between(report.started, report.ended);
        vec![
            report.job.into(),
            report.channel.as_deref().into(),
            report.outcome.into(),
            Cell::Figures(report.job, &report.figures),
            Cell::Seconds(seconds),
        ]
    };
    // Versions that counted no idle channels reported on them.
    let is_shown = |report: &&JobReport| run.idle.of(report.job) == 0 || !report.is_idle();
    Grid { columns, rows: run.reports.iter().filter(is_shown).map(row).collect() }
}

/// A run for machines.
pub(crate) fn run_value(run: &Run) -> Value {
    let english = Texts::for_machines();
    let reports: Vec<Value> = run
        .reports
        .iter()
        .map(|report| {
            let mut value = json!({
                "job": report.job.name(),
                "channel": report.channel,
                "outcome": report.outcome.name(),
                "started": report.started.rfc3339(),
                "ended": report.ended.rfc3339(),
                "figures": figures_object(report.job, &report.figures),
                "error": report.failure.as_ref().map(|failure| english.failure_with_hint(failure)),
                "failure": report.failure.as_ref().and_then(JobFailure::to_json),
            });
            if let Some(tables) = report.unread.as_ref().filter(|tables| !tables.is_empty()) {
                value["unread_tables"] = tables.to_json();
            }
            value
        })
        .collect();
    let mut value = json!({
        "run": run.id,
        "jobs": run.jobs.iter().map(|job| job.name()).collect::<Vec<_>>(),
        "actor": run.actor,
        "started": run.started.rfc3339(),
        "ended": run.ended.map(Timestamp::rfc3339),
        "outcome": run.outcome.name(),
        "figures": run.figures(),
        "idle": idle_object(run),
        "reports": reports,
        "reports_removed": run.is_pruned,
    });
    if let Some(jump) = &run.clock_jump {
        value["clock_jump"] = clock_jump_value(jump);
    }
    value
}

/// How far the clock of a run was from the last run's, for machines.
pub(super) fn clock_jump_value(jump: &ClockJump) -> Value {
    json!({
        "direction": jump.direction(),
        "seconds": jump.distance().as_secs(),
        "last_run_ended": jump.before.rfc3339(),
    })
}

/// How many channels each job had nothing to do on.
fn idle_object(run: &Run) -> Map<String, Value> {
    let jobs = run.jobs.iter().filter(|job| **job != Job::Sync);
    jobs.map(|job| (job.name().to_owned(), run.idle.of(*job).into())).collect()
}

fn seconds_between(from: Timestamp, to: Timestamp) -> f64 {
    std::time::Duration::from_micros(to.0.abs_diff(from.0)).as_secs_f64()
}
