//! The head of a report: what it is about, and its four figures.

use maud::{Markup, html};

use super::dates::{self, NONE, local_date, long_date, percent, thousandths};
use crate::engine::PeriodReport;
use crate::i18n::Texts;
use crate::model::State;
use crate::sanitize::visible;

/// Returns the period of a report, from its first day to its last one.
pub(super) fn period(report: &PeriodReport, texts: &Texts) -> String {
    let calendar = &report.calendar;
    let asked = report.request.scope.from.map(local_date);
    match asked.or_else(|| calendar.starts.first().copied()).zip(calendar.end) {
        Some((first, last)) if first == last => long_date(first, texts),
        Some((first, last)) => texts.report_period(long_date(first, texts), long_date(last, texts)),
        None => texts.report_period_empty(),
    }
}

/// Draws the head.
pub(super) fn header(report: &PeriodReport, texts: &Texts) -> Markup {
    let now = report.status.now;
    let channels = match &report.request.scope.channels {
        Some(names) => names.join(", "),
        None => texts.report_channels(report.channels.len()),
    };
    html! {
        header {
            h1 { (texts.report_title()) }
            p.about {
                (period(report, texts)) " · " (visible(&channels)) " · "
                (texts.report_made(long_date(local_date(now), texts), now.local_minute()))
            }
        }
    }
}

/// Draws the four figures.
pub(super) fn tiles(report: &PeriodReport, texts: &Texts) -> Markup {
    let failed = report.status.count(State::Failed);
    let customers = &report.waiting.total;
    let duration =
        |seconds: Option<u32>| seconds.map_or_else(|| NONE.to_owned(), |seconds| dates::seconds(seconds, texts));
    let oldest = customers.oldest.map(|since| dates::seconds(report.status.now.since(since).as_secs(), texts));
    let untouched = thousandths(report.operations.untouched, report.operations.decided());
    let number = texts.number(i64::try_from(failed).unwrap_or(i64::MAX));
    let tiles = [
        (if failed > 0 { "bad" } else { "good" }, number, texts.report_tile_failed(failed)),
        ("", duration(customers.waits.map(|waits| waits.median)), texts.report_tile_median()),
        (
            "",
            duration(customers.waits.map(|waits| waits.percentile_95)),
            texts.report_tile_percentile(customers.waiting, oldest.unwrap_or_default()),
        ),
        ("", untouched.map_or_else(|| NONE.to_owned(), |share| percent(share, texts)), texts.report_tile_untouched()),
    ];
    html! {
        ul.tiles {
            @for (class, figure, text) in &tiles {
                li class=[Some(class).filter(|class| !class.is_empty())] { strong { (figure) } " " span { (text) } }
            }
        }
    }
}
