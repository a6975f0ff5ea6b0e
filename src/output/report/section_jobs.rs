//! Channels and jobs, and the oldest operations that have not gone through.

use maud::{Markup, html};

use super::sheet::{Sheet, SheetCell, SheetHead};
use crate::engine::{ChannelStatus, JobSummary, PeriodReport, ReportedOperation};
use crate::i18n::Texts;
use crate::model::State;

/// Draws the section.
pub(super) fn section(report: &PeriodReport, texts: &Texts) -> Markup {
    let runs = &report.runs;
    let count: u64 = runs.outcomes.iter().map(|(_, count)| count).sum();
    html! {
        section aria-labelledby="jobs" {
            h2 id="jobs" { (texts.report_jobs()) }
            @if report.status.channels.is_empty() {
                p { (texts.channels_empty()) }
            } @else {
                h3 { (texts.report_channels_table()) }
                (channels(report, texts).draw(&texts.report_channels_table(), texts))
            }
            h3 { (texts.report_jobs_table()) }
            p {
                (texts.report_runs_sum(count))
                @if let Some(durations) = runs.durations {
                    " " (texts.report_runs_duration(
                        super::dates::seconds(durations.median, texts),
                        super::dates::seconds(durations.percentile_95, texts),
                    ))
                }
            }
            @if count > 0 {
                (outcomes(report, texts).draw(&texts.report_runs_outcomes(), texts))
                (jobs(report, texts).draw(&texts.report_jobs_table(), texts))
            }
        }
    }
}

fn channels(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![
        SheetHead::text(texts.channels_name()),
        SheetHead::text(texts.channels_company()),
        SheetHead::text(texts.channels_contact()),
        SheetHead::number(texts.channels_gaps()),
        SheetHead::number(texts.channels_behind()),
        SheetHead::number(texts.status_operations()),
        SheetHead::number(texts.report_failed_operations()),
    ];
    let row = |channel: &ChannelStatus| {
        let known = report.channels.iter().find(|known| known.name == channel.name);
        vec![
            SheetCell::Text(channel.name.clone()),
            SheetCell::Text(channel.company.clone()),
            SheetCell::Time(channel.contacted()),
            SheetCell::Count(known.map_or(0, |known| known.missing)),
            SheetCell::Count(channel.behind),
            SheetCell::Count(known.map_or(0, |known| known.operations.total())),
            SheetCell::Count(known.map_or(0, |known| known.operations.get(State::Failed))),
        ]
    };
    Sheet { heads, rows: report.status.channels.iter().map(row).collect(), command: Some("hqsync channels") }
}

fn outcomes(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![SheetHead::text(texts.outcome_header()), SheetHead::number(texts.report_runs())];
    let counted = report.runs.outcomes.iter().filter(|(_, count)| *count > 0);
    let rows = counted.map(|(outcome, count)| vec![SheetCell::Text(texts.outcome(*outcome)), SheetCell::Count(*count)]);
    Sheet { heads, rows: rows.collect(), command: None }
}

fn jobs(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![
        SheetHead::text(texts.job()),
        SheetHead::number(texts.report_runs()),
        SheetHead::number(texts.report_runs_failed()),
        SheetHead::number(texts.report_median()),
        SheetHead::number(texts.report_percentile()),
        SheetHead::number(texts.report_longest()),
    ];
    let row = |job: &JobSummary| {
        let mut row =
            vec![SheetCell::Text(texts.job_name(job.job)), SheetCell::Count(job.runs), SheetCell::Count(job.failed)];
        row.extend(job.durations.iter().flat_map(|durations| {
            [durations.median, durations.percentile_95, durations.longest]
                .map(|seconds| SheetCell::Seconds(seconds.into()))
        }));
        row.resize_with(heads.len(), || SheetCell::Empty);
        row
    };
    let rows = report.runs.jobs.iter().map(row).collect();
    Sheet { heads, rows, command: None }
}

/// Draws the oldest operations that have not gone through.
pub(super) fn open_section(open: &[ReportedOperation], texts: &Texts) -> Markup {
    html! {
        section aria-labelledby="open" {
            h2 id="open" { (texts.report_open()) }
            @if open.is_empty() {
                p { (texts.report_open_none()) }
            } @else {
                (open_sheet(open, texts).draw(&texts.report_open(), texts))
            }
        }
    }
}

fn open_sheet(open: &[ReportedOperation], texts: &Texts) -> Sheet {
    let columns = ["id", "channel", "timestamp", "status", "errors"];
    let heads = columns.map(|key| SheetHead::text(texts.column(key)));
    let row = |operation: &ReportedOperation| {
        let codes: Vec<_> = operation.codes.iter().map(|code| code.name()).collect();
        vec![
            SheetCell::Text(operation.id.to_string()),
            SheetCell::Text(operation.channel.clone()),
            SheetCell::Time(Some(operation.at)),
            SheetCell::Text(texts.state(operation.state)),
            if codes.is_empty() { SheetCell::Empty } else { SheetCell::Code(codes.join(" ")) },
        ]
    };
    Sheet {
        heads: heads.into(),
        rows: open.iter().map(row).collect(),
        command: Some("hqsync list --status failed,waiting,pending"),
    }
}
