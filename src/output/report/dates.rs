//! Dates and durations as a report writes them.

use std::time::Duration;

use chrono::{Datelike as _, NaiveDate};

use crate::engine::CalendarUnit;
use crate::i18n::Texts;
use crate::model::Timestamp;

/// What stands in the place of a figure that there is none of.
pub(super) const NONE: &str = "–";

/// Returns a date with its month in full.
pub(super) fn long_date(date: NaiveDate, texts: &Texts) -> String {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    texts.report_date(MONTHS[date.month0() as usize], date.day().to_string(), date.year().to_string())
}

/// Returns the local date of a moment.
pub(super) fn local_date(at: Timestamp) -> NaiveDate {
    at.local_time().date_naive()
}

/// Returns how far local time is from UTC at a moment, such as `+01:00`.
pub(super) fn offset(at: Timestamp) -> String {
    at.local_time().format("%:z").to_string()
}

/// Returns the name of a span, which sorts: its first day, its month or its year.
pub(super) fn span_name(unit: CalendarUnit, start: NaiveDate) -> String {
    let format = match unit {
        CalendarUnit::Day | CalendarUnit::Week => "%Y-%m-%d",
        CalendarUnit::Month => "%Y-%m",
        CalendarUnit::Year => "%Y",
    };
    start.format(format).to_string()
}

/// Returns a number of seconds in the two largest units.
pub(super) fn seconds(seconds: impl Into<u64>, texts: &Texts) -> String {
    texts.duration_in_words(Duration::from_secs(seconds.into()))
}

/// Returns thousandths as a share of a hundred.
#[expect(clippy::cast_precision_loss, reason = "there are a thousand at most")]
pub(super) fn percent(thousandths: u64, texts: &Texts) -> String {
    texts.report_percent(texts.tenths(thousandths as f64 / 10.0))
}

/// Returns a part in thousandths of the whole, rounded down: what is not all is not 100.0 percent. `None` of nothing.
pub(super) fn thousandths(part: u64, whole: u64) -> Option<u64> {
    part.saturating_mul(1_000).checked_div(whole)
}
