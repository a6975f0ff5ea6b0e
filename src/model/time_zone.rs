//! Time zones of the IANA database, for channels that store local time.

use std::fmt;

use chrono::{Days, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::timestamp::Timestamp;

/// The most days between a local time and the change of the clocks around it: a change may pass over a whole day.
const AROUND: Days = Days::new(2);

/// A time zone; UTC by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeZone(Tz);

impl Default for TimeZone {
    fn default() -> Self {
        Self(Tz::UTC)
    }
}

impl TimeZone {
    /// Returns the time zone with an IANA name, such as `Europe/Amsterdam`, in any case.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::names().find(|known| known.eq_ignore_ascii_case(name)).and_then(|known| known.parse().ok()).map(Self)
    }

    /// Returns the names of all time zones.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// Whether local time is UTC.
    pub(crate) fn is_utc(self) -> bool {
        self.0 == Tz::UTC
    }

    /// Returns the moment of a local time. A time that does not exist, or exists twice, since the clocks were changed, is the
    /// later moment.
    pub(crate) fn moment(self, local: NaiveDateTime) -> Timestamp {
        let moment = if self.is_utc() { local } else { self.utc(local) };
        Timestamp(moment.and_utc().timestamp_micros())
    }

    fn utc(self, local: NaiveDateTime) -> NaiveDateTime {
        if let Some(moment) = self.0.from_local_datetime(&local).latest() {
            return moment.naive_utc();
        }
        // The clocks were put forward over it: either offset gives a moment.
        let around = [local.checked_sub_days(AROUND), local.checked_add_days(AROUND)];
        let offsets = around.into_iter().flatten().map(|near| self.0.offset_from_utc_datetime(&near).fix());
        offsets.filter_map(|offset| local.checked_sub_offset(offset)).max().unwrap_or(local)
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(zone: &str, local: &str) -> String {
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%d %H:%M:%S").unwrap();
        TimeZone::from_name(zone).unwrap().moment(local).rfc3339()
    }

    #[test]
    fn local_time_is_converted() {
        for (zone, local, expected) in [
            ("UTC", "2026-07-01 08:00:00", "2026-07-01T08:00:00Z"),
            ("Europe/Amsterdam", "2026-07-01 08:00:00", "2026-07-01T06:00:00Z"),
            ("Europe/Amsterdam", "2026-12-01 08:00:00", "2026-12-01T07:00:00Z"),
            ("america/chicago", "2026-07-01 08:00:00", "2026-07-01T13:00:00Z"),
            ("Asia/Kolkata", "2026-07-01 02:00:00", "2026-06-30T20:30:00Z"),
        ] {
            assert_eq!(moment(zone, local), expected, "{zone} {local}");
        }
    }

    #[test]
    fn a_time_that_exists_twice_or_not_at_all_is_the_later_one() {
        for (zone, local, expected) in [
            // Put back from 03:00 to 02:00: the second time.
            ("Europe/Amsterdam", "2026-10-25 02:30:00", "2026-10-25T01:30:00Z"),
            ("America/Chicago", "2026-11-01 01:00:00", "2026-11-01T07:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04T15:15:00Z"),
            // Put forward from 02:00 to 03:00: as if they had not been yet.
            ("Europe/Amsterdam", "2026-03-29 02:30:00", "2026-03-29T01:30:00Z"),
            ("America/Chicago", "2026-03-08 02:00:00", "2026-03-08T08:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-04 02:15:00", "2026-10-03T15:45:00Z"),
            // A day that was passed over.
            ("Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T22:00:00Z"),
        ] {
            assert_eq!(moment(zone, local), expected, "{zone} {local}");
        }
    }

    #[test]
    fn other_names_are_none() {
        for name in ["", "Europe", "Amsterdam", "W. Europe Standard Time", "+01:00"] {
            assert_eq!(TimeZone::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn the_ends_of_time_do_no_harm() {
        let zone = TimeZone::from_name("Europe/Amsterdam").unwrap();
        zone.moment(NaiveDateTime::MIN);
        zone.moment(NaiveDateTime::MAX);
    }
}
