//! The history of runs as a small list, and one run in detail.

use std::io::{self, Write as _};

use super::run::{run_grid, run_value};
use crate::i18n::Texts;
use crate::model::{Run, State, Timestamp};
use crate::output::{Cell, DetailFormat, Format, Grid, Output, print_json};
use crate::sanitize::visible;

/// Prints runs.
pub(crate) fn print_runs(output: &mut Output, runs: &[Run], format: Format, texts: &Texts) -> io::Result<()> {
    if runs.is_empty() && format == Format::Table {
        return writeln!(output, "{}", texts.jobs_empty());
    }
    let columns = vec![
        ("run", texts.run()),
        ("started", texts.started()),
        ("ended", texts.ended()),
        ("jobs", texts.jobs()),
        ("outcome", texts.outcome_header()),
        ("failed", texts.state(State::Failed)),
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
    Grid { columns, rows: runs.iter().map(row).collect() }.print(output, format)
}

/// Prints what one run did, by job and channel.
pub(crate) fn print_run_detail(output: &mut Output, run: &Run, format: DetailFormat, texts: &Texts) -> io::Result<()> {
    if format == DetailFormat::Json {
        return print_json(output, &run_value(run, texts));
    }
    writeln!(output, "{}", texts.run_title(run.id, run.outcome))?;
    let (started, actor) = (run.started.local(), run.actor.as_str());
    let times = match run.ended {
        Some(ended) => texts.run_times(started, ended.local(), actor),
        None => texts.run_times_unfinished(started, actor),
    };
    writeln!(output, "{}", visible(&times))?;
    run_grid(run, texts).print(output, Format::Table)?;
    for report in &run.reports {
        if let Some(failure) = &report.failure {
            let channel = report.channel.as_deref().unwrap_or_default();
            let line = texts.run_channel_failed(report.job, channel, texts.failure_with_hint(failure));
            writeln!(output, "{}", visible(&line))?;
        }
    }
    Ok(())
}
