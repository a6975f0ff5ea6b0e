//! Where customers wait: by day and by channel, and in which part of the way.

use maud::{Markup, html};

use super::chart::{columns, lines};
use super::dates::NONE;
use super::scale::Quantity;
use super::series::{Chart, Series, extreme};
use super::sheet::{Sheet, SheetCell, SheetHead};
use crate::engine::{ChannelWaiting, PeriodReport, WaitingSpan};
use crate::i18n::Texts;
use crate::sanitize::visible;

/// Draws the section.
pub(super) fn section(report: &PeriodReport, texts: &Texts) -> Markup {
    html! {
        section aria-labelledby="waiting" {
            h2 id="waiting" { (texts.report_waiting()) }
            @if report.waiting.total.new == 0 {
                p { (texts.report_waiting_nobody()) }
            } @else {
                p { (texts.report_waiting_meaning()) }
                (lines(&waits(report, texts), texts))
                (columns(&parts(report, texts), texts))
                h3 { (texts.report_by_channel()) }
                (by_channel(report, texts).draw(&texts.report_by_channel(), texts))
                @for channel in report.waiting.channels.iter().filter(|channel| channel.ahead > 0) {
                    p.note { (visible(&texts.report_clock_ahead(channel.ahead, report.channel_name(channel.channel)))) }
                }
            }
        }
    }
}

fn waits<'r>(report: &'r PeriodReport, texts: &Texts) -> Chart<'r> {
    let series = |name: String, look: usize, value: fn(&WaitingSpan) -> Option<u32>| Series {
        name,
        look,
        values: report.waiting.spans.iter().map(|span| value(span).map(u64::from)).collect(),
    };
    let median = series(texts.report_median(), 1, |span| span.waits.map(|waits| waits.median));
    let percentile = series(texts.report_percentile(), 2, |span| span.waits.map(|waits| waits.percentile_95));
    let of = |series: &Series| extreme(series, &report.calendar, Quantity::Seconds, texts);
    let description = match of(&median).zip(of(&percentile)) {
        Some(((median, median_date), (percentile, percentile_date))) => {
            texts.report_waits_extremes(median, median_date, percentile, percentile_date)
        }
        None => texts.report_chart_empty(),
    };
    Chart {
        id: "waits",
        title: texts.report_waits_chart(report.calendar.unit.name()),
        description,
        calendar: &report.calendar,
        quantity: Quantity::Seconds,
        series: vec![median, percentile],
    }
}

fn parts<'r>(report: &'r PeriodReport, texts: &Texts) -> Chart<'r> {
    let series = |name: String, look: usize, value: fn(&WaitingSpan) -> Option<u64>| Series {
        name,
        look,
        values: report.waiting.spans.iter().map(value).collect(),
    };
    let upload = series(texts.report_part_upload(), 1, |span| span.parts.map(|parts| parts.upload));
    let sync = series(texts.report_part_sync(), 4, |span| span.parts.map(|parts| parts.sync));
    let download = series(texts.report_part_download(), 3, |span| span.parts.map(|parts| parts.download));
    let of = |series: &Series| extreme(series, &report.calendar, Quantity::Seconds, texts);
    let description = match (of(&upload), of(&sync), of(&download)) {
        (Some((upload, upload_date)), Some((sync, sync_date)), Some((download, download_date))) => {
            texts.report_parts_extremes(upload, upload_date, sync, sync_date, download, download_date)
        }
        _ => texts.report_chart_empty(),
    };
    Chart {
        id: "parts",
        title: texts.report_parts_chart(report.calendar.unit.name()),
        description,
        calendar: &report.calendar,
        quantity: Quantity::Seconds,
        series: vec![upload, sync, download],
    }
}

fn by_channel(report: &PeriodReport, texts: &Texts) -> Sheet {
    let heads = vec![
        SheetHead::text(texts.channels_name()),
        SheetHead::number(texts.report_new()),
        SheetHead::number(texts.report_median()),
        SheetHead::number(texts.report_percentile()),
        SheetHead::number(texts.report_longest()),
        SheetHead::number(texts.report_still_waiting()),
        SheetHead::number(texts.report_waiting_longest()),
    ];
    let seconds = |seconds: Option<u32>| match seconds {
        Some(seconds) => SheetCell::Seconds(seconds.into()),
        None => SheetCell::Text(NONE.to_owned()),
    };
    let row = |channel: &ChannelWaiting| {
        let customers = channel.customers;
        vec![
            SheetCell::Text(report.channel_name(channel.channel).to_owned()),
            SheetCell::Count(customers.new),
            seconds(customers.waits.map(|waits| waits.median)),
            seconds(customers.waits.map(|waits| waits.percentile_95)),
            seconds(customers.waits.map(|waits| waits.longest)),
            SheetCell::Count(customers.waiting),
            customers
                .oldest
                .map_or(SheetCell::Empty, |since| SheetCell::Seconds(report.status.now.since(since).as_secs())),
        ]
    };
    let mut rows: Vec<_> = report.waiting.channels.iter().collect();
    rows.sort_by_key(|channel| std::cmp::Reverse(channel.customers.new));
    Sheet { heads, rows: rows.into_iter().map(row).collect(), command: Some("hqsync report --format json") }
}
