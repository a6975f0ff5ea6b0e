//! Thresholds of a monitor: from where on a figure is a warning, and from where on it is critical.

use std::time::Duration;

use super::wait::duration;
use crate::i18n::Phrase;
use crate::refusal::Refusal;

/// What lies above these is a warning, and critical. `None` is never reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Thresholds<T> {
    pub(crate) warning: Option<T>,
    pub(crate) critical: Option<T>,
}

impl<T: PartialOrd> Thresholds<T> {
    /// Reads `WARNING:CRITICAL`; each may be left out, and the colon too if there is no other.
    fn parse(text: &str, read: impl Fn(&str) -> Result<T, Refusal>) -> Result<Self, Refusal> {
        let (warning, critical) = text.split_once(':').unwrap_or((text, ""));
        let bound = |text: &str| if text.trim().is_empty() { Ok(None) } else { read(text.trim()).map(Some) };
        let thresholds = Self { warning: bound(warning)?, critical: bound(critical)? };
        match &thresholds {
            Self { warning: Some(warning), critical: Some(critical) } if warning > critical => {
                Err(Refusal::of_usage(Phrase::new("thresholds-reversed")))
            }
            Self { warning: None, critical: None } => Err(Refusal::of_usage(Phrase::new("thresholds-none"))),
            _ => Ok(thresholds),
        }
    }
}

/// Reads thresholds of a count, such as `0:100`.
///
/// # Errors
/// The text is neither one number nor two, or the first is greater.
pub(crate) fn count_thresholds(text: &str) -> Result<Thresholds<u64>, Refusal> {
    Thresholds::parse(text, |text| {
        text.parse().map_err(|_| Refusal::of_usage(Phrase::new("thresholds-no-count").with("value", text)))
    })
}

/// Reads thresholds of an age, such as `15m:1h`.
///
/// # Errors
/// The text is neither one duration nor two, or the first is longer.
pub(crate) fn age_thresholds(text: &str) -> Result<Thresholds<Duration>, Refusal> {
    Thresholds::parse(text, duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_one_bound_or_two() {
        let counts = |warning, critical| Some(Thresholds { warning, critical });
        for (text, expected) in [
            ("0:100", counts(Some(0), Some(100))),
            ("5", counts(Some(5), None)),
            ("5:", counts(Some(5), None)),
            (":9", counts(None, Some(9))),
            (":", None),
            ("", None),
            ("9:5", None),
            ("many", None),
            ("-1:3", None),
            ("1:2:3", None),
        ] {
            assert_eq!(count_thresholds(text).ok(), expected, "{text}");
        }
        let minutes = |minutes: u64| Some(Duration::from_secs(minutes * 60));
        assert_eq!(age_thresholds("15m:1h").ok(), Some(Thresholds { warning: minutes(15), critical: minutes(60) }));
        assert!(age_thresholds("15:60").is_err());
    }
}
