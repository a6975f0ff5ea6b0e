//! What fails: errors by channel and day, fields, and wrong values that many operations have.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::chart::{details, small_line};
use super::dates::{long_date, span_name};
use super::sheet::{Sheet, SheetCell, SheetHead};
use crate::engine::{ErrorFigures, PeriodReport, WrongValue};
use crate::i18n::Texts;
use crate::model::ChannelKey;

/// The most channels that have a column of their own.
const CHANNELS: usize = 10;

/// Draws the section.
pub(super) fn section(report: &PeriodReport, texts: &Texts) -> Markup {
    let failures = &report.failures;
    html! {
        section aria-labelledby="failures" {
            h2 id="failures" { (texts.report_failures()) }
            @if failures.operations == 0 {
                p { (texts.report_failures_none()) }
            } @else {
                p { (texts.report_failures_sum(failures.operations, failures.open)) }
                figure {
                    h3 { (texts.report_errors()) }
                    (errors(report, texts).draw(&texts.report_errors(), texts))
                    @let title = texts.report_errors_course(report.calendar.unit.name());
                    (details(&title, &course(report, texts), texts))
                }
                h3 { (texts.report_errors_fields()) }
                (fields(report, texts).draw(&texts.report_errors_fields(), texts))
                @if !failures.values.is_empty() {
                    h3 { (texts.report_errors_values()) }
                    (values(report, texts).draw(&texts.report_errors_values(), texts))
                }
            }
        }
    }
}

/// Errors by channel, each with its line.
fn errors(report: &PeriodReport, texts: &Texts) -> Sheet {
    let (channels, has_others) = channels_with_most(&report.failures.errors);
    let largest = report.failures.errors.iter().flat_map(|error| error.by_channel.values()).copied().max();
    let largest = largest.unwrap_or_default();
    let mut heads = vec![SheetHead::text(texts.report_error())];
    heads.extend(channels.iter().map(|channel| SheetHead::number(report.channel_name(*channel))));
    heads.extend(has_others.then(|| SheetHead::number(texts.report_other_channels())));
    heads.push(SheetHead::number(texts.status_total()));
    heads.push(SheetHead::number(texts.report_still_failing()));
    heads.push(SheetHead::text(texts.report_course()));
    let row = |error: &ErrorFigures| {
        let mut row = vec![SheetCell::Code(error.code.name().to_owned())];
        let of = |channel: &ChannelKey| error.by_channel.get(channel).copied().unwrap_or_default();
        row.extend(channels.iter().map(|channel| SheetCell::Shaded { count: of(channel), largest }));
        let own: u64 = channels.iter().map(of).sum();
        row.extend(has_others.then(|| SheetCell::unless_zero(error.operations - own)));
        row.push(SheetCell::Count(error.operations));
        row.push(SheetCell::Count(error.open));
        row.push(SheetCell::Drawn(error_line(error, report, texts)));
        row
    };
    Sheet { heads, rows: report.failures.errors.iter().map(row).collect(), command: None }
}

/// Returns the channels with the most errors, and whether there are others with errors.
fn channels_with_most(errors: &[ErrorFigures]) -> (Vec<ChannelKey>, bool) {
    let mut sums: BTreeMap<ChannelKey, u64> = BTreeMap::new();
    for (channel, count) in errors.iter().flat_map(|error| &error.by_channel) {
        *sums.entry(*channel).or_default() += count;
    }
    let mut channels: Vec<_> = sums.into_iter().collect();
    channels.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let has_others = channels.len() > CHANNELS;
    (channels.into_iter().take(CHANNELS).map(|(channel, _)| channel).collect(), has_others)
}

fn error_line(error: &ErrorFigures, report: &PeriodReport, texts: &Texts) -> Markup {
    let code = error.code.name();
    let most = error.spans.iter().zip(&report.calendar.starts).rev().max_by_key(|(count, _)| **count);
    let description = match most {
        Some((count, start)) => texts.report_course_extremes(error.operations, *count, long_date(*start, texts)),
        None => texts.report_chart_empty(),
    };
    small_line(&format!("course-{code}"), &texts.report_course_of(code), &description, &error.spans)
}

/// Errors by day, as a table for who cannot see the lines.
fn course(report: &PeriodReport, texts: &Texts) -> Sheet {
    let calendar = &report.calendar;
    let mut heads = vec![SheetHead::text(texts.report_span(calendar.unit.name()))];
    heads.extend(report.failures.errors.iter().map(|error| SheetHead::number(error.code.name())));
    let row = |(place, start): (usize, &chrono::NaiveDate)| {
        let mut row = vec![SheetCell::Text(span_name(calendar.unit, *start))];
        row.extend(report.failures.errors.iter().map(|error| SheetCell::unless_zero(error.spans[place])));
        row
    };
    Sheet { heads, rows: calendar.starts.iter().enumerate().map(row).collect(), command: None }
}

fn fields(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![
        SheetHead::text(texts.field_header()),
        SheetHead::number(texts.status_operations()),
        SheetHead::number(texts.report_still_failing()),
    ];
    let rows = report.failures.fields.iter().map(|field| {
        vec![field_cell(field.field, texts), SheetCell::Count(field.operations), SheetCell::Count(field.open)]
    });
    Sheet { heads, rows: rows.collect(), command: Some("hqsync report --format json") }
}

/// Returns the cell of a field of the contract, or of all others together.
pub(super) fn field_cell(field: Option<&'static str>, texts: &Texts) -> SheetCell {
    field.map_or_else(|| SheetCell::Text(texts.report_other_fields()), |field| SheetCell::Code(field.to_owned()))
}

fn values(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![
        SheetHead::text(texts.field_header()),
        SheetHead::text(texts.report_wrong_value()),
        SheetHead::text(texts.report_right_value()),
        SheetHead::number(texts.status_operations()),
        SheetHead::text(texts.report_most_in()),
    ];
    let row = |value: &WrongValue| {
        vec![
            SheetCell::Code(value.field.clone()),
            SheetCell::Code(value.value.clone()),
            value.proposal.clone().map_or(SheetCell::Empty, SheetCell::Code),
            SheetCell::Count(value.operations),
            SheetCell::Text(report.channel_name(value.channel.0).to_owned()),
        ]
    };
    let command = Some("hqsync filter 'status = failed' --count-by error,Country");
    Sheet { heads, rows: report.failures.values.iter().map(row).collect(), command }
}
