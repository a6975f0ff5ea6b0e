//! Times of exported tables, which a tool may write as its culture has them.

use std::borrow::Cow;

use super::culture::{Culture, DateOrder};
use crate::model::WrittenTime;

/// What a time of an export is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReadTime<'t> {
    /// A time that reads the same in every culture, in a form that rows of channel databases have too; as it came where that is one.
    Time(Cow<'t, str>),
    /// A time of the named culture, in such a form.
    Localized(String),
    /// A time of some culture: day and month cannot be told apart without its name, or the named culture writes other times.
    OfCulture,
    /// No time: to be kept as it is.
    Other,
}

/// Reads a time.
pub(crate) fn time(text: &str, culture: Option<Culture>) -> ReadTime<'_> {
    if WrittenTime::read(text).is_some() {
        return ReadTime::Time(Cow::Borrowed(text));
    }
    let Some(parts) = DateParts::read(text.trim()) else { return ReadTime::Other };
    let iso = |order| parts.in_order(order).filter(|time| WrittenTime::read(time).is_some());
    if parts.is_iso() {
        return iso(DateOrder::YearMonthDay).map_or(ReadTime::Other, |time| ReadTime::Time(time.into()));
    }
    if let Some(time) = culture.filter(|culture| parts.is_of(*culture)).and_then(|culture| iso(culture.order)) {
        return ReadTime::Localized(time);
    }
    // A time in another order than the culture's proves that another culture wrote it.
    let orders = [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];
    let is_some_time = orders.into_iter().any(|order| iso(order).is_some());
    if is_some_time { ReadTime::OfCulture } else { ReadTime::Other }
}

/// A date of three numbers, and the time of day behind it.
#[derive(Debug)]
struct DateParts<'t> {
    numbers: [&'t str; 3],
    mark: char,
    /// Hours, minutes, seconds and a fraction, as ISO 8601 has them; empty for a date alone.
    clock: String,
    /// What stands behind them: `AM`, `PM` or nothing.
    half: &'static str,
    /// An offset from UTC, or nothing.
    offset: &'t str,
}

impl<'t> DateParts<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let (first, rest) = digits(text, 4)?;
        let mark = rest.chars().next().filter(|mark| matches!(mark, '-' | '/' | '.'))?;
        // Hungarian has blanks behind its points.
        let next = |rest: &'t str| digits(rest.strip_prefix(mark)?.trim_start(), 4);
        let (second, rest) = next(rest)?;
        let (third, rest) = next(rest)?;
        let rest = rest.strip_prefix('.').filter(|_| mark == '.').unwrap_or(rest);
        let mut parts = Self { numbers: [first, second, third], mark, clock: String::new(), half: "", offset: "" };
        if rest.is_empty() {
            return Some(parts);
        }
        let rest = rest.strip_prefix(|c: char| c.is_whitespace() || matches!(c, 'T' | ','))?.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(rest.len());
        let (clock, rest) = rest.split_at(end);
        parts.clock = read_clock(clock)?;
        let rest = rest.trim_start();
        let (half, offset) = rest.split_at(rest.find(['+', '-']).unwrap_or(rest.len()));
        (parts.half, parts.offset) = (read_half(half)?, offset);
        Some(parts)
    }

    /// Whether only its time of day is of some culture, which shows in its points: the date is as ISO 8601 has it.
    fn is_iso(&self) -> bool {
        self.mark == '-' && self.numbers.map(str::len) == [4, 2, 2] && self.half.is_empty()
    }

    /// Whether a culture writes such times: another one's would be read as another day.
    fn is_of(&self, culture: Culture) -> bool {
        culture.marks.contains(self.mark) && (self.clock.is_empty() || culture.has_halves != self.half.is_empty())
    }

    /// Returns it as rows of channel databases have times; `None` if no year is where the order has it.
    fn in_order(&self, order: DateOrder) -> Option<String> {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match order {
            DateOrder::DayMonthYear => (third, second, first),
            DateOrder::MonthDayYear => (third, first, second),
            DateOrder::YearMonthDay => (first, second, third),
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return None;
        }
        let date = format!("{year}-{month:0>2}-{day:0>2}");
        let Some((hour, rest)) = self.clock.split_once(':') else { return Some(date) };
        let hour: u32 = hour.parse().ok()?;
        let hour = match self.half {
            "" => hour,
            _ if !(1..=12).contains(&hour) => return None,
            half => hour % 12 + if half == "PM" { 12 } else { 0 },
        };
        Some(format!("{date} {hour:02}:{rest}{}", self.offset))
    }
}

/// Takes up to so many digits off the beginning of a text; `None` if there are none, or more.
fn digits(text: &str, most: usize) -> Option<(&str, &str)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&length).then(|| text.split_at(length))
}

/// Reads `8:00:22`, `08.00.22` or `08:00:22.003`, and returns it with colons.
fn read_clock(text: &str) -> Option<String> {
    let (hour, rest) = digits(text, 2)?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, ':' | '.'))?;
    let (minute, rest) = digits(&rest[1..], 2).filter(|(minute, _)| minute.len() == 2)?;
    if rest.is_empty() {
        return Some(format!("{hour}:{minute}:00"));
    }
    let (second, rest) = digits(rest.strip_prefix(mark)?, 2).filter(|(second, _)| second.len() == 2)?;
    let is_fraction =
        |rest: &str| rest.strip_prefix('.').is_some_and(|digits| !digits.is_empty() && !digits.contains(['.', ':']));
    (rest.is_empty() || is_fraction(rest)).then(|| format!("{hour}:{minute}:{second}{rest}"))
}

/// Reads `AM`, `p. m.` or nothing.
fn read_half(text: &str) -> Option<&'static str> {
    let word: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let has_others = text.chars().any(|c| !c.is_alphabetic() && !c.is_whitespace() && c != '.');
    match word.as_str() {
        _ if has_others => None,
        "" => Some(""),
        "am" | "πμ" => Some("AM"),
        "pm" | "μμ" => Some("PM"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, culture: &str) -> Option<String> {
        match time(text, Culture::named(culture)) {
            ReadTime::Time(time) => Some(time.into_owned()),
            ReadTime::Localized(time) => Some(time),
            ReadTime::OfCulture => Some("of a culture".to_owned()),
            ReadTime::Other => None,
        }
    }

    #[test]
    fn times_that_can_be_read_in_one_way_stay() {
        for text in [
            "2026-11-01 08:00:22.003",
            "2026-11-01 08:00:22.0030000",
            "2026-11-01 08:00:22.0030000 +01:00",
            "2026-11-01T08:00:22.003",
            "2026-11-01T08:00:22Z",
            "2026-11-01 08:00",
            "20261101 08:00:22",
            "1900-01-01 00:00:00.000",
        ] {
            for culture in ["", "nl-NL", "en-US"] {
                assert_eq!(read(text, culture).as_deref(), Some(text), "{text} {culture}");
            }
        }
    }

    #[test]
    fn points_of_a_culture_in_the_time_of_day_are_mended() {
        assert_eq!(read("2026-11-01 08.00.22", "").as_deref(), Some("2026-11-01 08:00:22"));
        assert_eq!(read("2026-11-01 08.00.22.003", "").as_deref(), Some("2026-11-01 08:00:22.003"));
        assert_eq!(read("2026-11-01T08.00.22", "da-DK").as_deref(), Some("2026-11-01 08:00:22"));
        assert_eq!(read("2026-02-30 08.00.22", ""), None);
        assert_eq!(read("2026-11-01 25.00.22", ""), None);
    }

    #[test]
    fn a_time_of_a_culture_is_read_with_its_name_only() {
        for (text, culture, expected) in [
            ("1-11-2026 08:00:22", "nl-NL", "2026-11-01 08:00:22"),
            ("01-11-2026 08:00:22", "da-DK", "2026-11-01 08:00:22"),
            ("01.11.2026 08.00.22", "da-DK", "2026-11-01 08:00:22"),
            ("11/1/2026 8:00:22 AM", "en-US", "2026-11-01 08:00:22"),
            ("11/1/2026 8:00:22\u{202f}PM", "en-US", "2026-11-01 20:00:22"),
            ("11/1/2026 12:00:22 AM", "en-US", "2026-11-01 00:00:22"),
            ("11/1/2026 12:00:22 PM", "en-us", "2026-11-01 12:00:22"),
            ("01/11/2026 08:00:22", "en-GB", "2026-11-01 08:00:22"),
            ("01/11/2026 08:00:22 p. m.", "es-MX", "2026-11-01 20:00:22"),
            ("1.11.2026 8.00.22", "fi-FI", "2026-11-01 08:00:22"),
            ("2026. 11. 01. 8:00:22", "hu-HU", "2026-11-01 08:00:22"),
            ("1-11-2026 08:00:22 +01:00", "nl-NL", "2026-11-01 08:00:22+01:00"),
            ("1-11-2026", "nl-NL", "2026-11-01"),
            ("31-12-2026 23:59", "nl-NL", "2026-12-31 23:59:00"),
        ] {
            assert_eq!(read(text, culture).as_deref(), Some(expected), "{text} {culture}");
            assert_eq!(read(text, "").as_deref(), Some("of a culture"), "{text}");
        }
    }

    #[test]
    fn a_time_of_another_culture_is_not_read_as_another_day() {
        for (text, culture) in [
            ("11/1/2026 8:00:22 AM", "nl-NL"),
            ("11/1/2026 8:00:22 AM", "en-GB"),
            ("11/1/2026 08:00:22", "en-US"),
            ("1-11-2026 08:00:22", "en-US"),
            // No month has the number 13: another order is meant.
            ("11/13/2026 08:00:22", "en-GB"),
            ("13/11/2026 8:00:22 AM", "en-US"),
        ] {
            assert_eq!(read(text, culture).as_deref(), Some("of a culture"), "{text} {culture}");
        }
    }

    #[test]
    fn what_is_no_time_stays() {
        for text in [
            "",
            "NULL",
            "yesterday",
            "Nov  1 2026 08:01AM",
            "1-11-26 08:00:22",
            "31-02-2026",
            "1-11-2026 24:00:00",
            "1/11-2026",
            "12345",
            "13/13/2026 8:00:22 AM",
        ] {
            for culture in ["", "nl-NL", "en-US"] {
                assert_eq!(read(text, culture), None, "{text} {culture}");
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_a_time(text in "\\PC{0,30}|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4} ?[0-9:. AMP+]{0,14}") {
            for culture in ["", "nl-NL", "en-US", "hu-HU"] {
                if let Some(time) = read(&text, culture).filter(|time| time != "of a culture") {
                    prop_assert!(WrittenTime::read(&time).is_some(), "{}", time);
                }
            }
        }
    }
}
