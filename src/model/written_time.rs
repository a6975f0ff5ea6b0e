//! Times as rows write them: `CREATEDDATETIME` in the form of the contract, and in the forms of databases and exports that can
//! be read in one way only.

use chrono::{Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

use super::time_scanner::TimeScanner;
use super::time_zone::TimeZone;
use super::timestamp::{Timestamp, parse_contract_form};
use super::trimmed::trimmed;

/// The last day that stands for "no time", and all before it: the empty dates of SQL Server's `datetime` and `datetime2`, of
/// Dynamics, OLE, Windows and Unix, in whatever zone they were written. No channel existed then.
const LAST_EMPTY: (i32, u32, u32) = (1970, 1, 1);

/// The last days of Dynamics and of SQL Server, which stand for "never", and the first after one that was moved to another zone.
const NEVER: [(i32, u32, u32); 3] = [(2154, 12, 31), (2155, 1, 1), (9999, 12, 31)];

/// A time as a row writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenTime {
    /// Without an offset: of the channel's time zone.
    Local(NaiveDateTime),
    /// With an offset from UTC.
    Zoned(NaiveDateTime, FixedOffset),
}

/// What the time of a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowTime {
    Moment(Timestamp),
    /// An empty date, or one that stands for "never".
    Never,
}

impl WrittenTime {
    /// Reads a time: `YYYY-MM-DD HH:MM:SS` with an optional fraction and offset, or such a time without seconds, without dashes,
    /// with slashes, or a date alone. `None` for every form in which day and month can be mistaken for each other.
    pub(crate) fn read(text: &str) -> Option<Self> {
        parse_contract_form(text).map(Self::Local).or_else(|| read_other_forms(text))
    }

    /// Returns the time in UTC, as if one without an offset were UTC: two of one channel compare.
    pub(super) fn without_zone(self) -> NaiveDateTime {
        match self {
            Self::Local(local) => local,
            Self::Zoned(written, offset) => written.checked_sub_offset(offset).unwrap_or(written),
        }
    }

    /// Whether two times are the same but for a fraction of a second, which one of them does not have.
    pub(crate) fn is_same_without_fraction(self, other: Self) -> bool {
        let (one, other) = (self.without_zone(), other.without_zone());
        let is_whole = one.nanosecond() == 0 || other.nanosecond() == 0;
        is_whole && one.and_utc().timestamp() == other.and_utc().timestamp()
    }

    /// Returns what the time of a row says, in a channel of a time zone.
    pub(crate) fn in_zone(self, zone: TimeZone) -> RowTime {
        let (Self::Local(written) | Self::Zoned(written, _)) = self;
        let date = written.date();
        let day = (date.year(), date.month(), date.day());
        if day <= LAST_EMPTY || NEVER.contains(&day) {
            return RowTime::Never;
        }
        RowTime::Moment(match self {
            Self::Local(local) => zone.moment(local),
            Self::Zoned(written, offset) => moment_at(written, offset),
        })
    }
}

/// Returns the moment of a time with an offset from UTC.
fn moment_at(written: NaiveDateTime, offset: FixedOffset) -> Timestamp {
    let utc = written.checked_sub_offset(offset).unwrap_or(written);
    Timestamp(utc.and_utc().timestamp_micros())
}

fn read_other_forms(text: &str) -> Option<WrittenTime> {
    let mut scanner = TimeScanner::new(trimmed(text));
    let (date, has_marks) = scan_date(&mut scanner)?;
    if scanner.is_at_end() {
        return Some(WrittenTime::Local(date.and_time(NaiveTime::MIN)));
    }
    if !scanner.skip(&['T', 't']) && !scanner.skip_blanks() {
        return None;
    }
    scan_time_of_day(&mut scanner, date, !has_marks)
}

/// Scans year, month and day in this order; returns also whether there are marks between them.
fn scan_date(scanner: &mut TimeScanner<'_>) -> Option<(NaiveDate, bool)> {
    let year = scanner.number(4, 4)?;
    let Some(mark) = scanner.one_of(&['-', '/', '.']) else {
        let (month, day) = (scanner.number(2, 2)?, scanner.number(2, 2)?);
        return Some((date_of(year, month, day)?, false));
    };
    let month = scanner.number(1, 2)?;
    let day = scanner.skip(&[mark]).then(|| scanner.number(1, 2)).flatten()?;
    Some((date_of(year, month, day)?, true))
}

/// Returns a date; `None` if there is none. The empty date of `MySQL`, all zeros, is the first of all.
pub(super) fn date_of(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let (year, month, day) = if (year, month, day) == (0, 0, 0) { (1, 1, 1) } else { (year, month, day) };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// Scans the rest of a time after its date: hours and minutes, seconds and a fraction of them, `AM` or `PM`, and an offset.
pub(super) fn scan_time_of_day(
    scanner: &mut TimeScanner<'_>,
    date: NaiveDate,
    may_lack_marks: bool,
) -> Option<WrittenTime> {
    let (hour, minute, second) = scan_clock(scanner, may_lack_marks)?;
    let micros = scan_fraction(scanner)?;
    scanner.skip_blanks();
    let hour = scan_half(scanner, hour)?;
    let time = date.and_time(NaiveTime::from_hms_micro_opt(hour, minute, second, micros)?);
    scanner.skip_blanks();
    if scanner.is_at_end() {
        return Some(WrittenTime::Local(time));
    }
    let offset = scan_offset(scanner)?;
    scanner.is_at_end().then_some(WrittenTime::Zoned(time, offset))
}

/// Scans hours, minutes and, where they are there, seconds.
fn scan_clock(scanner: &mut TimeScanner<'_>, may_lack_marks: bool) -> Option<(u32, u32, u32)> {
    let hour = scanner.number(1, 2)?;
    if scanner.skip(&[':']) {
        let minute = scanner.number(2, 2)?;
        let second = if scanner.skip(&[':']) { scanner.number(2, 2)? } else { 0 };
        return Some((hour, minute, second));
    }
    if !may_lack_marks {
        return scanner.is_before_half().then_some((hour, 0, 0));
    }
    Some((hour, scanner.number(2, 2)?, scanner.number(2, 2).unwrap_or_default()))
}

/// Scans a fraction of a second, in microseconds; what is finer is cut off.
fn scan_fraction(scanner: &mut TimeScanner<'_>) -> Option<u32> {
    if !scanner.skip(&['.', ',']) {
        return Some(0);
    }
    let digits = scanner.digits();
    let micros =
        digits.bytes().chain(std::iter::repeat(b'0')).take(6).fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    (!digits.is_empty()).then_some(micros)
}

/// Scans `AM` or `PM` if it is there, and returns the hour of the day.
fn scan_half(scanner: &mut TimeScanner<'_>, hour: u32) -> Option<u32> {
    if !scanner.is_before_half() {
        return Some(hour);
    }
    let is_afternoon = scanner.word().starts_with(['p', 'P']);
    (1..=12).contains(&hour).then(|| hour % 12 + if is_afternoon { 12 } else { 0 })
}

/// Scans an offset from UTC: `Z`, `UTC`, `GMT`, `+01`, `+0100` or `+01:00`.
fn scan_offset(scanner: &mut TimeScanner<'_>) -> Option<FixedOffset> {
    let name = scanner.word();
    if !name.is_empty() {
        let is_utc = ["z", "utc", "gmt"].iter().any(|known| name.eq_ignore_ascii_case(known));
        return if is_utc { FixedOffset::east_opt(0) } else { None };
    }
    let sign = scanner.one_of(&['+', '-', '\u{2212}'])?;
    let hours = scanner.number(2, 2)?;
    let has_mark = scanner.skip(&[':']);
    let minutes = scanner.number(2, 2);
    let minutes = if has_mark { minutes? } else { minutes.unwrap_or_default() };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| hours <= 14 && minutes < 60)?;
    FixedOffset::east_opt(if sign == '+' { seconds } else { -seconds })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        WrittenTime::read(text).map(|time| match time.in_zone(TimeZone::default()) {
            RowTime::Moment(at) => at.rfc3339(),
            RowTime::Never => "never".to_owned(),
        })
    }

    #[test]
    fn forms_that_can_be_read_in_one_way_are_read() {
        for (text, expected) in [
            ("2026-11-20 08:00:03", "2026-11-20T08:00:03Z"),
            ("2026-11-20 08:00:03.25", "2026-11-20T08:00:03.250Z"),
            ("2026-11-20 08:00:03.1234567", "2026-11-20T08:00:03.123456Z"),
            ("2026-11-20T08:00:03,5", "2026-11-20T08:00:03.500Z"),
            ("2026-11-20T09:00:03+01:00", "2026-11-20T08:00:03Z"),
            ("2026-11-20 08:00:00.0000000 +00:00", "2026-11-20T08:00:00Z"),
            ("2026-11-20 08:00:00.0000000 -05:30", "2026-11-20T13:30:00Z"),
            ("2026-11-20 08:00:00+01", "2026-11-20T07:00:00Z"),
            ("2026-11-20 08:00:00 +0100", "2026-11-20T07:00:00Z"),
            ("2026-11-20T08:00:00.123Z", "2026-11-20T08:00:00.123Z"),
            ("2026-11-20t08:00z", "2026-11-20T08:00:00Z"),
            ("2026-11-20 08:00:00 UTC", "2026-11-20T08:00:00Z"),
            ("2026-11-20 08:00", "2026-11-20T08:00:00Z"),
            ("2026-11-20 8:05:09", "2026-11-20T08:05:09Z"),
            ("2026-11-20 8:05:09 PM", "2026-11-20T20:05:09Z"),
            ("2026-11-20 12:05AM", "2026-11-20T00:05:00Z"),
            ("20261120 08:00:00", "2026-11-20T08:00:00Z"),
            ("20261120 08:00:00.997", "2026-11-20T08:00:00.997Z"),
            ("20261120T080000Z", "2026-11-20T08:00:00Z"),
            ("20261120T0800", "2026-11-20T08:00:00Z"),
            ("20261120", "2026-11-20T00:00:00Z"),
            ("2026/11/20 08:00:00", "2026-11-20T08:00:00Z"),
            ("2026.11.20", "2026-11-20T00:00:00Z"),
            ("2026-11-20", "2026-11-20T00:00:00Z"),
            (" 2026-11-20  08:00:00 ", "2026-11-20T08:00:00Z"),
            ("\u{feff}2026-11-20 08:00:00\u{a0}", "2026-11-20T08:00:00Z"),
            ("2028-02-29", "2028-02-29T00:00:00Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_forms_are_not_read() {
        for text in [
            "",
            "NULL",
            "yesterday",
            "11/20/2026",
            "11/12/2026 08:00:00",
            "20-11-2026",
            "20.11.2026 08:00",
            "Nov 20 2026  8:00AM",
            "20-Nov-26",
            "26-11-20",
            "2026-11",
            "2026-1120",
            "202611",
            "20261120080000",
            "2026-02-30 08:00:00",
            "2026-13-01",
            "2026-11-20 25:00:00",
            "2026-11-20 13:00 PM",
            "2026-11-20 08",
            "2026-11-20 08:00:03.",
            "2026-11-20 08:00:00 CET",
            "2026-11-20 08:00:00 +25:00",
            "2026-11-20 08:00:00 +01:",
            "2026-11-20 08:00:00 late",
            "2026-11-20_08:00:00",
            "1795000000",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn empty_dates_and_last_days_are_no_time() {
        for text in [
            "1900-01-01",
            "1900-01-01 00:00:00",
            "1900-01-01 00:00:00.000",
            "19000101",
            "1753-01-01 00:00:00.000",
            "0001-01-01 00:00:00.0000000",
            "0001-01-01T00:00:00Z",
            "0001-01-01 00:00:00.0000000 +00:00",
            "1899-12-30 00:00:00",
            "1899-12-31 23:00:00",
            "1601-01-01 00:00:00",
            "0000-00-00 00:00:00",
            "1970-01-01 00:00:00",
            "2155-01-01 00:59:59",
            "2154-12-31 23:59:59",
            "2154-12-31 23:59:59.000",
            "9999-12-31",
            "9999-12-31 23:59:59.997",
            "9999-12-31 23:59:59.9999999",
            "9999-12-31T23:59:59.9999999Z",
            "9999-12-31 23:59:59.9999999 +02:00",
        ] {
            assert_eq!(read(text).as_deref(), Some("never"), "{text}");
        }
        for text in ["1970-01-02", "1980-01-01 00:00:00", "2154-12-30 23:59:59"] {
            assert_ne!(read(text).as_deref(), Some("never"), "{text}");
        }
    }

    #[test]
    fn a_time_without_an_offset_is_local() {
        let zone = TimeZone::from_name("Europe/Amsterdam").unwrap();
        for text in ["2026-11-20 09:00:00", "20261120 09:00", "2026-11-20 08:00:00 +00:00", "2026-11-20T08:00:00Z"] {
            let time = WrittenTime::read(text).unwrap().in_zone(zone);
            let RowTime::Moment(at) = time else { panic!("{text} is never") };
            assert_eq!(at.rfc3339(), "2026-11-20T08:00:00Z", "{text}");
        }
        assert_eq!(WrittenTime::read("9999-12-31 23:59:59").unwrap().in_zone(zone), RowTime::Never);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}|[0-9:. TZ+/-]{0,30}") {
            let time = WrittenTime::read(&text);
            for zone in ["UTC", "Europe/Amsterdam", "Pacific/Apia"] {
                let _ = time.map(|time| time.in_zone(TimeZone::from_name(zone).unwrap()));
            }
        }
    }
}
