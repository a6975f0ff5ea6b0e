//! The scales of charts: round marks from nothing to the largest value.

use super::dates;
use crate::i18n::Texts;

/// What the values of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Count,
    Seconds,
}

/// The most marks above zero.
const MARKS: u64 = 4;

/// Steps of durations that people count in, in seconds.
const STEPS: [u64; 20] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000,
];

impl Quantity {
    /// Returns the marks of a scale that reaches at least to a value: equal steps from zero on.
    pub(super) fn marks(self, largest: u64) -> Vec<u64> {
        let step = self.step(largest.max(1).div_ceil(MARKS));
        (0..=largest.max(1).div_ceil(step)).map(|at| at * step).collect()
    }

    /// Returns the smallest round step that is at least so large.
    fn step(self, least: u64) -> u64 {
        let round = match self {
            Self::Seconds if least <= STEPS[STEPS.len() - 1] => {
                return STEPS.into_iter().find(|step| *step >= least).unwrap_or(least);
            }
            // Days.
            Self::Seconds => 86_400,
            Self::Count => 1,
        };
        let least = least.div_ceil(round);
        let power = 10_u64.saturating_pow(least.checked_ilog10().unwrap_or_default());
        let step = [1, 2, 5, 10].into_iter().map(|digit: u64| digit.saturating_mul(power)).find(|step| *step >= least);
        step.unwrap_or(least).saturating_mul(round)
    }

    /// Returns a value as people read it.
    pub(super) fn text(self, value: u64, texts: &Texts) -> String {
        match self {
            Self::Count => texts.number(i64::try_from(value).unwrap_or(i64::MAX)),
            Self::Seconds => dates::seconds(value, texts),
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn marks_are_round_and_reach_the_largest_value() {
        for (quantity, largest, marks) in [
            (Quantity::Count, 0, vec![0, 1]),
            (Quantity::Count, 3, vec![0, 1, 2, 3]),
            (Quantity::Count, 17, vec![0, 5, 10, 15, 20]),
            (Quantity::Count, 4_012, vec![0, 2_000, 4_000, 6_000]),
            (Quantity::Seconds, 95, vec![0, 30, 60, 90, 120]),
            (Quantity::Seconds, 7_300, vec![0, 3_600, 7_200, 10_800]),
            (Quantity::Seconds, 86_400 * 30, vec![0, 864_000, 1_728_000, 2_592_000]),
        ] {
            assert_eq!(quantity.marks(largest), marks, "{quantity:?} {largest}");
        }
        assert!(Quantity::Count.marks(u64::from(u32::MAX) * 1_000).len() < 8);
    }
}
