//! Points in time, to the microsecond.

use std::time::Duration;

use chrono::{DateTime, Datelike as _, Local, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Timelike as _, Utc};

/// A point in time: microseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Timestamp(pub(crate) i64);

impl Timestamp {
    /// The first and the last time that people mean: those beyond have a year of more than four digits, or none.
    pub(crate) const FIRST: Self = Self(-62_167_219_200_000_000);
    pub(crate) const LAST: Self = Self(253_402_300_799_999_999);

    /// Reads a time of the program's own, and times of rows as version 0.1.0 read them: UTC, `YYYY-MM-DD HH:MM:SS` with an
    /// optional fraction, a `T` between date and time, a zone, or a date alone.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        parse_contract_form(text).map(Self::of_utc).or_else(|| parse_other_forms(text))
    }

    /// RFC 3339 in UTC with as many digits of a fraction as there are, for machines.
    ///
    /// Written by hand, since an export does it for every row and a general formatter takes five times as long.
    pub(crate) fn rfc3339(self) -> String {
        let utc = self.utc();
        if !(0..=9999).contains(&utc.year()) {
            return utc.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        }
        let mut text = String::with_capacity(27);
        push_digits::<4>(&mut text, utc.year().unsigned_abs());
        for (mark, number) in
            [('-', utc.month()), ('-', utc.day()), ('T', utc.hour()), (':', utc.minute()), (':', utc.second())]
        {
            text.push(mark);
            push_digits::<2>(&mut text, number);
        }
        match utc.timestamp_subsec_micros() {
            0 => {}
            micros => {
                text.push('.');
                if micros % 1000 == 0 {
                    push_digits::<3>(&mut text, micros / 1000);
                } else {
                    push_digits::<6>(&mut text, micros);
                }
            }
        }
        text.push('Z');
        text
    }

    /// RFC 3339 in UTC with all six digits of the fraction.
    pub(crate) fn rfc3339_micros(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::Micros, true)
    }

    /// Returns how long ago something was at this time; no time if the clock was set back.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or_default())
    }

    /// Local time to the second, for people.
    pub(crate) fn local(self) -> String {
        self.utc().with_timezone(&Local).format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// Local time of the day to the minute, for people.
    pub(crate) fn local_minute(self) -> String {
        self.local_time().format("%H:%M").to_string()
    }

    /// Local time. What is before the year 0 or after 9999 counts as the first or last moment.
    pub(crate) fn local_time(self) -> DateTime<Local> {
        self.clamp(Self::FIRST, Self::LAST).utc().with_timezone(&Local)
    }

    fn of_utc(utc: NaiveDateTime) -> Self {
        Self(utc.and_utc().timestamp_micros())
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

/// Appends a number with leading zeros.
fn push_digits<const WIDTH: u32>(text: &mut String, number: u32) {
    for place in (0..WIDTH).rev() {
        // A remainder of ten is one digit.
        text.push(char::from(b'0' + (number / 10_u32.pow(place) % 10) as u8));
    }
}

/// The form of the contract, `YYYY-MM-DD HH:MM:SS[.fraction]`, by position: a general parser takes ten times as long,
/// and every row of every channel has one.
pub(super) fn parse_contract_form(text: &str) -> Option<NaiveDateTime> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let marks = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    if !marks.iter().all(|&(at, mark)| bytes.get(at) == Some(&mark)) || !matches!(bytes[10], b' ' | b'T') {
        return None;
    }
    let micros = match bytes.get(19) {
        None => 0,
        Some(b'.') => {
            let digits = &bytes[20..];
            if digits.is_empty() || digits.len() > 9 || !digits.iter().all(u8::is_ascii_digit) {
                return None;
            }
            (0..6).fold(0, |sum, at| sum * 10 + digits.get(at).map_or(0, |digit| u32::from(digit - b'0')))
        }
        Some(_) => return None,
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let time = NaiveTime::from_hms_micro_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, micros)?;
    Some(date.and_time(time))
}

fn parse_other_forms(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(zoned) = DateTime::parse_from_rfc3339(text) {
        return Some(Timestamp(zoned.timestamp_micros()));
    }
    if let Ok(naive) = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f") {
        return Some(Timestamp(naive.and_utc().timestamp_micros()));
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(Timestamp(date.and_time(NaiveTime::MIN).and_utc().timestamp_micros()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_the_contract_and_of_exports_are_read() {
        for (text, expected) in [
            ("2026-11-01 08:00:03", "2026-11-01T08:00:03Z"),
            ("2026-11-01 08:00:03.25", "2026-11-01T08:00:03.250Z"),
            ("2026-11-01 08:00:03.1234567", "2026-11-01T08:00:03.123456Z"),
            ("2026-11-01T08:00:03", "2026-11-01T08:00:03Z"),
            ("2026-11-01T09:00:03+01:00", "2026-11-01T08:00:03Z"),
            ("2026-11-01T08:00:03Z", "2026-11-01T08:00:03Z"),
            ("2026-11-01", "2026-11-01T00:00:00Z"),
        ] {
            assert_eq!(Timestamp::parse(text).map(Timestamp::rfc3339).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in [
            "",
            "31/12/2026 late",
            "2026-02-30 08:00:00",
            "2026-11-01 25:00:00",
            "yesterday",
            "20261101",
            "2026-11-01 08:00:03.",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(micros in -62_135_596_800_000_000_i64..253_402_300_799_999_999) {
            let timestamp = Timestamp(micros);
            prop_assert_eq!(Timestamp::parse(&timestamp.rfc3339()), Some(timestamp));
        }

        #[test]
        fn it_is_printed_as_any_other_program_does(micros in -62_135_596_800_000_000_i64..253_402_300_799_999_999) {
            let timestamp = Timestamp(micros);
            prop_assert_eq!(timestamp.rfc3339(), timestamp.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}|[0-9:. T-]{0,30}") {
            let _ = Timestamp::parse(&text);
        }
    }
}
