//! A time between two runs that no schedule explains: the clock was set, or there was no run for long.

use std::time::Duration;

use super::timestamp::Timestamp;

/// The least time that is a jump, however short the configured patience is: jobs may run once a day.
const LEAST: Duration = Duration::from_secs(2 * 24 * 60 * 60);

/// How many times in a row runs must be as far apart for that to be their schedule.
const SCHEDULE: usize = 3;

/// A run whose clock is far from the last run's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClockJump {
    /// When the run before ended.
    pub(crate) before: Timestamp,
    /// When the run began.
    pub(crate) now: Timestamp,
}

impl ClockJump {
    /// Returns the jump to the present from the end of the last run, if they are further apart than `patience`. `starts` are
    /// the times at which the last runs began, newest first; runs that were always so far apart have no jump.
    pub(crate) fn between(before: Timestamp, now: Timestamp, patience: Duration, starts: &[Timestamp]) -> Option<Self> {
        let jump = Self { before, now };
        let is_as_far = |pair: &[Timestamp]| micros(jump.distance()) / 2 <= pair[0].0.saturating_sub(pair[1].0);
        let is_schedule = starts.len() > SCHEDULE && starts.windows(2).take(SCHEDULE).all(is_as_far);
        let is_far = jump.distance() > patience.max(LEAST);
        (is_far && !(jump.is_ahead() && is_schedule)).then_some(jump)
    }

    /// Whether the run's clock is ahead of the last run; otherwise it is behind.
    pub(crate) fn is_ahead(&self) -> bool {
        self.now > self.before
    }

    /// The word of machine formats: `ahead` or `behind`.
    pub(crate) fn direction(&self) -> &'static str {
        if self.is_ahead() { "ahead" } else { "behind" }
    }

    /// Returns how many whole days the two are apart.
    pub(crate) fn days(&self) -> u64 {
        self.distance().as_secs() / (24 * 60 * 60)
    }

    /// Returns how far the two are apart.
    pub(crate) fn distance(&self) -> Duration {
        Duration::from_micros(self.now.0.abs_diff(self.before.0))
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 60 * 60 * 1_000_000;
    const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

    fn jump(now: i64, starts: &[i64]) -> Option<ClockJump> {
        let starts: Vec<_> = starts.iter().map(|start| Timestamp(start * DAY)).collect();
        ClockJump::between(starts[0], Timestamp(now * DAY), WEEK, &starts)
    }

    #[test]
    fn a_clock_far_from_the_last_run_has_jumped() {
        assert_eq!(jump(107, &[100]), None);
        assert!(jump(108, &[100]).unwrap().is_ahead());
        assert!(!jump(92, &[100]).unwrap().is_ahead());
        assert_eq!(jump(130, &[100, 99, 98]).unwrap().distance(), WEEK / 7 * 30);
        assert!(jump(130, &[100, 70]).is_some(), "once is no schedule");
    }

    #[test]
    fn runs_that_are_always_so_far_apart_are_a_schedule() {
        assert_eq!(jump(130, &[100, 70, 40, 10]), None);
        assert!(jump(190, &[100, 70, 40, 10]).is_some());
        assert!(jump(70, &[100, 70, 40, 10]).is_some(), "no schedule goes back");
    }

    #[test]
    fn a_short_patience_makes_no_jump_of_a_night() {
        let between = |now| ClockJump::between(Timestamp(0), Timestamp(now), Duration::ZERO, &[]);
        assert_eq!(between(DAY), None);
        assert!(between(3 * DAY).is_some());
    }

    #[test]
    fn the_ends_of_time_are_far_apart() {
        let jump = ClockJump::between(Timestamp(i64::MIN), Timestamp(i64::MAX), WEEK, &[Timestamp(i64::MIN); 9]);
        assert_eq!(jump.unwrap().distance(), Duration::from_micros(u64::MAX));
    }
}
