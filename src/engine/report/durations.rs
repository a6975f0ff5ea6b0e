//! Durations by their exact quantiles.

/// What is told of many durations, in whole seconds. A quantile is the smallest duration that so many are no longer than: for 95 of
/// 100 it is the 95th.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DurationSummary {
    pub(crate) count: u64,
    pub(crate) median: u32,
    pub(crate) percentile_95: u32,
    pub(crate) longest: u32,
}

impl DurationSummary {
    /// Returns the quantiles of durations; `None` if there are none.
    pub(super) fn of(durations: &mut [u32]) -> Option<Self> {
        let longest = *durations.iter().max()?;
        Some(Self {
            count: durations.len() as u64,
            median: quantile(durations, 50),
            percentile_95: quantile(durations, 95),
            longest,
        })
    }
}

/// Returns the quantile of so many percent; there is at least one duration.
fn quantile(durations: &mut [u32], percent: usize) -> u32 {
    let rank = (durations.len() * percent).div_ceil(100).max(1);
    *durations.select_nth_unstable(rank - 1).1
}

/// Returns whole seconds from one moment, in microseconds, to another; none if the second comes before.
pub(super) fn seconds_between(from: i64, to: i64) -> u32 {
    u32::try_from(to.saturating_sub(from).max(0) / 1_000_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_exact() {
        let mut hundred: Vec<u32> = (1..=100).rev().collect();
        let expected = DurationSummary { count: 100, median: 50, percentile_95: 95, longest: 100 };
        assert_eq!(DurationSummary::of(&mut hundred), Some(expected));
        let expected = DurationSummary { count: 1, median: 7, percentile_95: 7, longest: 7 };
        assert_eq!(DurationSummary::of(&mut [7]), Some(expected));
        let expected = DurationSummary { count: 3, median: 2, percentile_95: 9, longest: 9 };
        assert_eq!(DurationSummary::of(&mut [9, 1, 2]), Some(expected));
        assert_eq!(DurationSummary::of(&mut []), None);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_no_duration() {
        assert_eq!(seconds_between(5_000_000, 3_000_000), 0);
        assert_eq!(seconds_between(3_000_000, 5_999_999), 2);
        assert_eq!(seconds_between(i64::MIN, i64::MAX), u32::MAX);
    }
}
