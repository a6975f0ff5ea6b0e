//! Durations for people.

use std::time::Duration;

use crate::i18n::Texts;

impl Texts {
    /// Returns a duration in its two largest units, such as `9d 4h`; a part of a second is left out.
    pub(crate) fn duration_in_words(&self, duration: Duration) -> String {
        let seconds = duration.as_secs();
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
        match (days, hours, minutes) {
            (0, 0, 0) => self.duration_seconds(seconds),
            (0, 0, minutes) => self.duration_minutes(minutes, seconds % 60),
            (0, hours, minutes) => self.duration_hours(hours, minutes),
            (days, hours, _) => self.duration_days(days, hours),
        }
    }

    /// Returns about how long a duration is, in its largest unit of which there are two.
    pub(crate) fn rough_duration(&self, duration: Duration) -> String {
        let seconds = duration.as_secs();
        let of = |unit: u64| (seconds + unit / 2) / unit;
        match seconds {
            0..90 => self.duration_seconds(seconds),
            90..5_400 => self.duration_minutes(of(60), 0_u64),
            5_400..129_600 => self.duration_hours(of(3_600), 0_u64),
            _ => self.duration_days(of(86_400), 0_u64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_duration_has_its_two_largest_units() {
        for (seconds, expected) in [
            (0, "0s"),
            (59, "59s"),
            (62, "1m 2s"),
            (1_800, "30m"),
            (3_661, "1h 1m"),
            (7_205, "2h"),
            (792_045, "9d 4h"),
            (86_400 * 400, "400d"),
        ] {
            assert_eq!(Texts::new(Language::En).duration_in_words(Duration::from_secs(seconds)), expected);
        }
    }

    #[test]
    fn a_rough_duration_has_one_unit() {
        for (seconds, expected) in [(0, "0s"), (89, "89s"), (100, "2m"), (5_400, "2h"), (129_600, "2d")] {
            assert_eq!(Texts::new(Language::En).rough_duration(Duration::from_secs(seconds)), expected);
        }
    }
}
