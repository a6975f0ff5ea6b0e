//! Durations for people.

use std::time::Duration;

use super::texts::Texts;

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
}
