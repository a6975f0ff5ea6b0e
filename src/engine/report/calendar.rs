//! The spans of a report's charts: days, or as many weeks, months or years as people can look at.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// The most spans of a chart: two months of days.
const MOST: usize = 62;

/// Of how many operations one may be older than a chart: a till whose clock began at zero would leave no room for the others.
const OUTLIERS: u64 = 1_000;

/// What a span of a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CalendarUnit {
    Day,
    /// From Monday on.
    Week,
    Month,
    Year,
}

impl CalendarUnit {
    const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The word of machine formats.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Returns the first day of the span that a day is in.
    fn start(self, day: NaiveDate) -> NaiveDate {
        let start = match self {
            Self::Day => Some(day),
            Self::Week => day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into())),
            Self::Month => day.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1),
        };
        start.unwrap_or(day)
    }

    fn next(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => start.checked_add_days(Days::new(1)),
            Self::Week => start.checked_add_days(Days::new(7)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Year => start.checked_add_months(Months::new(12)),
        }
    }
}

/// Spans of equal kind, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Calendar {
    pub(crate) unit: CalendarUnit,
    /// The first day of each; the first span may be cut by the period.
    pub(crate) starts: Vec<NaiveDate>,
    /// The last day of the last one; `None` if there are none.
    pub(crate) end: Option<NaiveDate>,
}

impl Calendar {
    /// Returns the spans for operations of these days. `first` and `last` are those of the period, as far as it has a beginning
    /// and an end.
    pub(super) fn new(days: &BTreeMap<NaiveDate, u64>, first: Option<NaiveDate>, last: Option<NaiveDate>) -> Self {
        let newest = last.or_else(|| days.keys().next_back().copied());
        let Some(end) = newest else { return Self { unit: CalendarUnit::Day, starts: Vec::new(), end: None } };
        let first = first.unwrap_or_else(|| first_but_for_outliers(days).unwrap_or(end)).min(end);
        let unit = CalendarUnit::ALL.into_iter().find(|unit| spans(*unit, first, end).take(MOST + 1).count() <= MOST);
        let unit = unit.unwrap_or(CalendarUnit::Year);
        let mut starts: Vec<_> = spans(unit, first, end).collect();
        let first_kept = starts.len().saturating_sub(MOST);
        starts.drain(..first_kept);
        if let Some(start) = starts.first_mut() {
            *start = (*start).max(first);
        }
        Self { unit, starts, end: Some(end) }
    }

    /// Returns the place of the span that a day is in; `None` if the day is before the first one. What is after the last one is
    /// in the last.
    pub(super) fn place(&self, day: NaiveDate) -> Option<usize> {
        self.starts.partition_point(|start| *start <= day).checked_sub(1)
    }

    /// Returns how many spans there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }
}

fn spans(unit: CalendarUnit, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(Some(unit.start(first)), move |start| unit.next(*start))
        .take_while(move |start| *start <= last)
}

/// Returns the first day before which nearly nothing happened.
fn first_but_for_outliers(days: &BTreeMap<NaiveDate, u64>) -> Option<NaiveDate> {
    let most = days.values().sum::<u64>() / OUTLIERS;
    let mut before = 0;
    days.iter().find_map(|(day, count)| {
        before += count;
        (before > most).then_some(*day)
    })
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar(days: &[(&str, u64)], first: Option<&str>, last: Option<&str>) -> Calendar {
        let days = days.iter().map(|(day, count)| (date(day), *count)).collect();
        Calendar::new(&days, first.map(date), last.map(date))
    }

    #[test]
    fn a_longer_period_has_longer_spans() {
        for (last, unit, starts) in [
            ("2026-11-02", CalendarUnit::Day, 2),
            ("2027-01-01", CalendarUnit::Day, 62),
            ("2027-01-02", CalendarUnit::Week, 10),
            ("2028-06-01", CalendarUnit::Month, 20),
            ("2040-01-01", CalendarUnit::Year, 15),
        ] {
            let calendar = calendar(&[], Some("2026-11-01"), Some(last));
            assert_eq!((calendar.unit, calendar.len()), (unit, starts), "{last}");
            assert_eq!(calendar.starts[0], date("2026-11-01"), "it begins with the period");
            assert_eq!(calendar.end, Some(date(last)));
        }
        let long = calendar(&[], Some("1900-01-01"), Some("2026-11-01"));
        assert_eq!((long.len(), long.starts[0]), (MOST, date("1965-01-01")), "the newest are kept");
    }

    #[test]
    fn days_without_operations_have_a_place_too() {
        let calendar = calendar(&[("2026-11-01", 3), ("2026-11-04", 1)], None, None);
        assert_eq!(calendar.starts, ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"].map(date));
        let places = ["2026-10-31", "2026-11-01", "2026-11-03", "2026-12-24"].map(|day| calendar.place(date(day)));
        assert_eq!(places, [None, Some(0), Some(2), Some(3)]);
    }

    #[test]
    fn a_few_operations_of_another_time_do_not_stretch_it() {
        let calendar = calendar(&[("1970-01-01", 2), ("2026-11-01", 1_999), ("2026-11-02", 1)], None, None);
        assert_eq!((calendar.unit, calendar.len()), (CalendarUnit::Day, 2));
        assert_eq!(calendar.place(date("1970-01-01")), None);
    }

    #[test]
    fn where_nothing_happened_there_are_no_spans_unless_there_is_a_period() {
        assert_eq!(calendar(&[], None, None).len(), 0);
        assert_eq!(calendar(&[], Some("2026-11-01"), None).len(), 0);
        assert_eq!(calendar(&[], Some("2026-11-01"), Some("2026-11-03")).len(), 3);
    }
}
