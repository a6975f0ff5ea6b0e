//! The history of runs as a small list, and one run in detail.

use std::io::{self, Write as _};

use super::run::{failure_lines, print_run_table, run_value};
use crate::i18n::Texts;
use crate::model::{Cell, JobFailure, JobReport, Run, State};
use crate::output::error_counts::error_counts_text;
use crate::output::formats::{Format, print_json};
use crate::output::grid::Grid;
use crate::output::writer::Output;
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
        ("failed", texts.state_head(State::Failed)),
        ("actor", texts.actor()),
    ];
    let rows = runs.iter().map(cells).collect();
    Grid { columns, rows }.print(output, format, texts)
}

fn cells(run: &Run) -> Vec<Cell<'_>> {
    let jobs: Vec<_> = run.jobs.iter().map(|job| job.name()).collect();
    vec![
        run.id.into(),
        run.started.into(),
        run.ended.into(),
        jobs.join(" ").into(),
        run.outcome.into(),
        (!run.is_pruned).then(|| run.figures().failed).into(),
        run.actor.as_str().into(),
    ]
}

/// Prints what one run did, by job and channel.
pub(crate) fn print_run_detail(output: &mut Output, run: &Run, format: Format, texts: &Texts) -> io::Result<()> {
    match format {
        Format::Table => print_run_for_people(output, run, texts),
        Format::Json => print_json(output, &run_value(run)),
        format => report_grid(run, texts).print(output, format, texts),
    }
}

fn print_run_for_people(output: &mut Output, run: &Run, texts: &Texts) -> io::Result<()> {
    writeln!(output, "{}", texts.run_title(run.id.to_string(), run.outcome))?;
    let (started, actor) = (run.started.local(), run.actor.as_str());
    let times = match run.ended {
        Some(ended) => texts.run_times(started, ended.local(), actor),
        None => texts.run_times_unfinished(started, actor),
    };
    writeln!(output, "{}", visible(&times))?;
    if run.is_pruned {
        return writeln!(output, "{}", texts.run_pruned());
    }
    print_run_table(output, run, texts)?;
    let errors = run.figures().errors;
    if !errors.is_empty() {
        writeln!(output, "{}", texts.run_errors(error_counts_text(&errors, None, texts)))?;
    }
    failure_lines(run, texts).iter().try_for_each(|line| writeln!(output, "{}", visible(line)))
}

/// What each job did on each channel, under the keys of JSON.
fn report_grid<'a>(run: &'a Run, texts: &Texts) -> Grid<'a> {
    let columns = vec![
        ("job", texts.job()),
        ("channel", texts.channel()),
        ("outcome", texts.outcome_header()),
        ("started", texts.started()),
        ("ended", texts.ended()),
        ("figures", texts.figures()),
        ("error", texts.channels_error()),
    ];
    let error = |failure: &JobFailure| {
        Cell::translated(Texts::for_machines().failure_with_hint(failure), texts.failure_with_hint(failure))
    };
    let row = |report: &'a JobReport| {
        vec![
            report.job.into(),
            report.channel.as_deref().into(),
            report.outcome.into(),
            report.started.into(),
            report.ended.into(),
            Cell::Figures(report.job, &report.figures),
            report.failure.as_ref().map(error).into(),
        ]
    };
    Grid { columns, rows: run.reports.iter().map(row).collect() }
}
