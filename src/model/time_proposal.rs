//! What a time probably means that is not written in a form of rows: the one date that it can be, or none.

use chrono::NaiveDate;

use super::time_scanner::TimeScanner;
use super::timestamp::Timestamp;
use super::trimmed::trimmed;
use super::written_time::{WrittenTime, date_of, scan_time_of_day};

/// The most bytes of a text that is a time.
const LONGEST: usize = 64;

/// What stands between the parts of a date.
const MARKS: [char; 6] = [' ', ',', '-', '/', '.', '\u{a0}'];

/// The beginnings of the names of months in English, Dutch and Danish.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar", "mrt", "maa"],
    &["apr"],
    &["may", "mei", "maj"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec"],
];

/// The beginnings of the names of days in English, which may stand before a date.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A part of a date.
#[derive(Debug, Clone, Copy)]
enum DatePart {
    /// A number with at most two digits.
    Short(u32),
    Year(u32),
    Month(u32),
}

/// Returns the time that a text means, in the form of the contract, or of RFC 3339 where the text has an offset from UTC;
/// `None` if day and month can be mistaken for each other, or if the text is no time.
pub(crate) fn propose_time(text: &str) -> Option<String> {
    let text = trimmed(text);
    if text.len() > LONGEST {
        return None;
    }
    let time = read_digits(text).or_else(|| read_parts(text))?;
    Some(match time {
        WrittenTime::Local(local) => local.format("%Y-%m-%d %H:%M:%S%.f").to_string(),
        WrittenTime::Zoned(written, offset) => {
            Timestamp(written.checked_sub_offset(offset)?.and_utc().timestamp_micros()).rfc3339()
        }
    })
}

/// Reads fourteen digits: `YYYYMMDDHHMMSS`.
fn read_digits(text: &str) -> Option<WrittenTime> {
    let mut scanner = TimeScanner::new(text);
    let numbers = (scanner.number(4, 4)?, scanner.number(2, 2)?, scanner.number(2, 2)?);
    if text.len() != 14 {
        return None;
    }
    scan_time_of_day(&mut scanner, date_of(numbers.0, numbers.1, numbers.2)?, true)
}

fn read_parts(text: &str) -> Option<WrittenTime> {
    let mut scanner = TimeScanner::new(text);
    let date = date_of_parts([scan_part(&mut scanner)?, scan_part(&mut scanner)?, scan_part(&mut scanner)?])?;
    scanner.skip_all(&[' ', ',', 'T', '\u{a0}']);
    if scanner.is_at_end() {
        return Some(WrittenTime::Local(date.and_hms_opt(0, 0, 0)?));
    }
    scan_time_of_day(&mut scanner, date, false)
}

/// Scans the next part of a date, and the names of days before it.
fn scan_part(scanner: &mut TimeScanner<'_>) -> Option<DatePart> {
    scanner.skip_all(&MARKS);
    let word = scanner.word();
    if !word.is_empty() {
        let is_day = DAYS.iter().any(|day| begins_with(word, day));
        return if is_day { scan_part(scanner) } else { Some(DatePart::Month(month(word)?)) };
    }
    let digits = scanner.digits();
    let number = digits.parse().ok()?;
    let part = if digits.len() == 4 { DatePart::Year(number) } else { DatePart::Short(number) };
    (digits.len() <= 2 || digits.len() == 4).then_some(part)
}

fn begins_with(word: &str, beginning: &str) -> bool {
    word.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

/// Returns the number of the month with a name, or with its beginning.
fn month(word: &str) -> Option<u32> {
    let is_named = |names: &&[&str]| names.iter().any(|name| begins_with(word, name));
    let position = MONTHS.iter().position(is_named)?;
    u32::try_from(position + 1).ok()
}

/// Returns the only date that three parts can be; `None` if there are several, or none.
fn date_of_parts(parts: [DatePart; 3]) -> Option<NaiveDate> {
    match parts {
        [DatePart::Month(month), DatePart::Short(day), DatePart::Year(year)]
        | [DatePart::Short(day), DatePart::Month(month), DatePart::Year(year)]
        | [DatePart::Year(year), DatePart::Month(month), DatePart::Short(day)] => date_of(year, month, day),
        [DatePart::Short(first), DatePart::Short(second), DatePart::Year(year)] => {
            match (date_of(year, first, second), date_of(year, second, first)) {
                (Some(one), Some(other)) => (one == other).then_some(one),
                (one, other) => one.or(other),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_time_with_one_meaning_is_proposed() {
        for (text, expected) in [
            ("11/20/2026", "2026-11-20 00:00:00"),
            ("20-11-2026", "2026-11-20 00:00:00"),
            ("20.11.2026 08:05", "2026-11-20 08:05:00"),
            ("11/20/2026 8:05:06.5 PM", "2026-11-20 20:05:06.500"),
            ("11/11/2026 08:00", "2026-11-11 08:00:00"),
            ("Nov 20 2026  8:00AM", "2026-11-20 08:00:00"),
            ("Nov  5 2026 12:00PM", "2026-11-05 12:00:00"),
            ("5 Nov 2026", "2026-11-05 00:00:00"),
            ("05-Nov-2026 08:00:00", "2026-11-05 08:00:00"),
            ("20 okt. 2026 08:00", "2026-10-20 08:00:00"),
            ("1 maj 2026", "2026-05-01 00:00:00"),
            ("Fri, 20 Nov 2026 08:00:00 +0100", "2026-11-20T07:00:00Z"),
            ("Friday, November 20, 2026 8:00:00 AM", "2026-11-20 08:00:00"),
            ("2026-Nov-20 08:00", "2026-11-20 08:00:00"),
            ("20261120080005", "2026-11-20 08:00:05"),
        ] {
            assert_eq!(propose_time(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_time_with_several_meanings_or_none_is_not() {
        for text in [
            "",
            "11/12/2026",
            "05-11-2026 08:00",
            "20-11-26",
            "20-Nov-26",
            "31/31/2026",
            "Foo 20 2026",
            "20 Nov 2026 late",
            "2026-20-11",
            "1795000000",
            "46346.33",
            "20261320080000",
            "NULL",
        ] {
            assert_eq!(propose_time(text), None, "{text}");
        }
        assert_eq!(propose_time(&"1".repeat(100_000)), None);
    }

    proptest! {
        #[test]
        fn what_is_proposed_is_read(text in "\\PC{0,40}|[0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{1,4}( [0-9:]{4,8}( ?[AP]M)?)?") {
            if let Some(proposal) = propose_time(&text) {
                prop_assert!(WrittenTime::read(&proposal).is_some(), "{} of {}", proposal, text);
            }
        }
    }
}
