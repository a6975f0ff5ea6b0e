//! The local day of a moment, found quickly for millions of them.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use crate::model::Timestamp;

/// Microseconds in a quarter of an hour, of which the offsets of all present time zones are multiples.
const QUARTER: i64 = 15 * 60 * 1_000_000;

/// A local day: its number from the first day of the year 1 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LocalDay(i32);

impl LocalDay {
    pub(super) fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MAX)
    }
}

/// Finds local days, and keeps those of the quarters of an hour that it has met.
#[derive(Debug, Default)]
pub(super) struct LocalDays {
    last: Option<(i64, LocalDay)>,
    known: HashMap<i64, LocalDay>,
}

impl LocalDays {
    pub(super) fn of(&mut self, at: Timestamp) -> LocalDay {
        let quarter = at.0.div_euclid(QUARTER);
        if let Some((_, day)) = self.last.filter(|(last, _)| *last == quarter) {
            return day;
        }
        let day = *self.known.entry(quarter).or_insert_with(|| local_day(at));
        self.last = Some((quarter, day));
        day
    }
}

/// Returns the local day of a moment.
pub(super) fn local_day(at: Timestamp) -> LocalDay {
    LocalDay(at.local_time().num_days_from_ce())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_same_whether_it_was_met_before_or_not() {
        let mut days = LocalDays::default();
        for text in ["2026-11-01T08:00:00Z", "2026-11-01T08:14:59Z", "1969-12-31T23:59:59Z", "2026-11-01T08:00:00Z"] {
            let at = Timestamp::parse(text).unwrap();
            assert_eq!(days.of(at), local_day(at), "{text}");
        }
        assert!(local_day(Timestamp(i64::MIN)) < local_day(Timestamp(i64::MAX)));
        assert_eq!(local_day(Timestamp::parse("2026-11-01T12:00:00Z").unwrap()).date().to_string(), "2026-11-01");
    }
}
