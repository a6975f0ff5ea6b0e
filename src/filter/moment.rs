//! Dates and times in expressions, in local time unless they name a zone.

use chrono::{DateTime, Days, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};

use super::tree::Span;
use crate::model::Timestamp;

/// Returns the time that a text names, from its first to its last microsecond: a whole day for a bare date, a minute or a
/// second for a time that says no more. `None` if it names no time. Relative times are counted from `now`.
///
/// There are `2026-11-01`, `2026-11-01T08:30`, seconds and a fraction, with `Z` or an offset; `today`, `yesterday`, `now`;
/// and `-2h`, `-7d`, which are instants. What is before the year 0 or after 9999 counts as the first or last moment.
pub(super) fn span_of(text: &str, now: Timestamp) -> Option<Span<Timestamp>> {
    let Span { from, to } = unlimited_span(text, now)?;
    let limited = |at: Timestamp| at.clamp(Timestamp::FIRST, Timestamp::LAST);
    Some(Span { from: from.map(limited), to: to.map(limited) })
}

fn unlimited_span(text: &str, now: Timestamp) -> Option<Span<Timestamp>> {
    match text.to_ascii_lowercase().as_str() {
        "today" => return day(local_date(now)?),
        "yesterday" => return day(local_date(now)?.checked_sub_days(Days::new(1))?),
        "now" => return Some(instant(now)),
        _ => {}
    }
    if let Some(ago) = text.strip_prefix('-') {
        let ago = i64::try_from(humantime::parse_duration(ago).ok()?.as_micros()).ok()?;
        return Some(instant(Timestamp(now.0.checked_sub(ago)?)));
    }
    absolute(text)
}

/// Returns the valid time that an invalid one probably stands for: one that lacks its sign or its unit, or a date as other countries
/// write it; `None` if there could be two.
pub(super) fn meant_time(text: &str) -> Option<String> {
    let bare = text.strip_prefix('-').unwrap_or(text);
    if !bare.is_empty() && bare.len() < 4 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("-{bare}d"));
    }
    if humantime::parse_duration(bare).is_ok() {
        return Some(format!("-{bare}"));
    }
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let number = |text: &&str| text.parse::<u32>().ok();
    let (year, month, day) = match (one.len(), three.len(), number(one)?, number(two)?) {
        (4, _, _, month) => (*one, month, number(three)?),
        (_, 4, day @ 13.., month) | (_, 4, month, day @ 13..) => (*three, month, day),
        (_, 4, month, day) if month == day => (*three, month, day),
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month, day)?;
    Some(date.format("%Y-%m-%d").to_string())
}

fn local_date(at: Timestamp) -> Option<NaiveDate> {
    DateTime::from_timestamp_micros(at.0).map(|at| at.with_timezone(&Local).date_naive())
}

fn instant(at: Timestamp) -> Span<Timestamp> {
    Span { from: Some(at), to: Some(at) }
}

fn day(date: NaiveDate) -> Option<Span<Timestamp>> {
    let next = date.checked_add_days(Days::new(1))?;
    span(local(date.and_time(NaiveTime::MIN))?, local(next.and_time(NaiveTime::MIN))?)
}

/// From one instant until just before the other.
fn span(from: Timestamp, end: Timestamp) -> Option<Span<Timestamp>> {
    Some(Span { from: Some(from), to: Some(Timestamp(end.0.checked_sub(1)?)) })
}

/// A local time; the first one where the clock goes back, and an hour later where it leaps over it.
fn local(time: NaiveDateTime) -> Option<Timestamp> {
    let found = Local.from_local_datetime(&time).earliest();
    let found = found.or_else(|| Local.from_local_datetime(&time.checked_add_signed(TimeDelta::hours(1))?).earliest());
    found.map(|time| Timestamp(time.timestamp_micros()))
}

fn absolute(text: &str) -> Option<Span<Timestamp>> {
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return if has_year_of_four_digits(text) { day(date) } else { None };
    }
    if !has_year_of_four_digits(text) {
        return None;
    }
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let width = match clock.split_once('.') {
        Some((_, fraction)) => 10_i64.checked_pow(6_u32.saturating_sub(u32::try_from(fraction.len()).ok()?))?,
        None if clock.matches(':').count() > 1 => 1_000_000,
        None => 60_000_000,
    };
    let clock = if clock.matches(':').count() == 1 { format!("{clock}:00") } else { clock.to_owned() };
    let naive = NaiveDateTime::parse_from_str(&format!("{date}T{clock}"), "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    let from = match zone {
        "" => local(naive)?,
        "Z" | "z" => Timestamp(naive.and_utc().timestamp_micros()),
        offset => {
            let zoned = DateTime::parse_from_str(&format!("{date}T{clock}{offset}"), "%Y-%m-%dT%H:%M:%S%.f%:z").ok()?;
            Timestamp(zoned.timestamp_micros())
        }
    };
    span(from, Timestamp(from.0.checked_add(width)?))
}

/// `26-11-01` is a slip, not the year 26.
fn has_year_of_four_digits(text: &str) -> bool {
    text.len() > 4 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit) && text.as_bytes()[4] == b'-'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn now() -> Timestamp {
        utc("2026-11-21T12:00:00Z")
    }

    #[test]
    fn a_slip_is_told_the_time_that_it_means() {
        for (text, meant) in [
            ("7d", Some("-7d")),
            ("-7", Some("-7d")),
            ("2h 30m", Some("-2h 30m")),
            ("19-11-2026", Some("2026-11-19")),
            ("11/19/2026", Some("2026-11-19")),
            ("19.11.2026", Some("2026-11-19")),
            ("2026/11/19", Some("2026-11-19")),
            ("05/05/2026", Some("2026-05-05")),
            ("11/12/2026", None),
            ("40.11.2026", None),
            ("tomorrow", None),
        ] {
            assert_eq!(meant_time(text).as_deref(), meant, "{text}");
        }
    }

    fn zoned(text: &str) -> (String, String) {
        let span = span_of(text, now()).unwrap();
        (span.from.unwrap().rfc3339(), span.to.unwrap().rfc3339())
    }

    #[test]
    fn a_time_is_as_long_as_it_is_vague() {
        for (text, from, to) in [
            ("2026-11-01T08:30Z", "2026-11-01T08:30:00Z", "2026-11-01T08:30:59.999999Z"),
            ("2026-11-01T08:30:05Z", "2026-11-01T08:30:05Z", "2026-11-01T08:30:05.999999Z"),
            ("2026-11-01T08:30:05.25Z", "2026-11-01T08:30:05.250Z", "2026-11-01T08:30:05.259999Z"),
            ("2026-11-01T08:30:05.250001Z", "2026-11-01T08:30:05.250001Z", "2026-11-01T08:30:05.250001Z"),
            ("2026-11-01 08:30+01:00", "2026-11-01T07:30:00Z", "2026-11-01T07:30:59.999999Z"),
        ] {
            assert_eq!(zoned(text), (from.to_owned(), to.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_bare_date_is_a_local_day() {
        let day = span_of("2026-06-01", now()).unwrap();
        let length = day.to.unwrap().0 - day.from.unwrap().0 + 1;
        assert_eq!(length, 24 * 3_600 * 1_000_000);
        assert_eq!(day.from.unwrap().local(), "2026-06-01 00:00:00");
        assert_eq!(
            span_of("today", now()).unwrap().from.unwrap().local(),
            format!("{} 00:00:00", local_date(now()).unwrap())
        );
    }

    #[test]
    fn a_relative_time_is_an_instant() {
        let at = |text| span_of(text, now()).map(|span| (span.from.unwrap(), span.to.unwrap()));
        assert_eq!(at("-2h"), Some((utc("2026-11-21T10:00:00Z"), utc("2026-11-21T10:00:00Z"))));
        assert_eq!(at("-7d").unwrap().0, utc("2026-11-14T12:00:00Z"));
        assert_eq!(at("now").unwrap().0, now());
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in ["", "-", "2h", "26-11-01", "2026-02-30", "2026-11-01T25:00", "2026-11-01T", "tomorrow", "-2x", "1"]
        {
            assert_eq!(span_of(text, now()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}|-?[0-9]{0,20}[a-z]{0,3}|[0-9:. TZ+-]{0,34}") {
            let _ = span_of(&text, now());
        }
    }
}
