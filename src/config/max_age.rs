//! How old something may be before it needs attention: a duration, or `none`.

use std::time::Duration;

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;

/// How old something may be; `None` if its age does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MaxAge(pub(crate) Option<Duration>);

/// A text that is not a valid age.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.phrase())]
pub(crate) enum MaxAgeError {
    NoTime,
    NoDuration { text: String },
}

impl Explain for MaxAgeError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::NoTime => Phrase::new("max-age-no-time"),
            Self::NoDuration { text } => Phrase::new("max-age-no-duration").with("value", text),
        }
    }
}

impl MaxAge {
    /// Reads a duration such as `30m`, or `none`.
    ///
    /// # Errors
    /// The text is neither, or no time at all.
    pub(crate) fn parse(text: &str) -> Result<Self, MaxAgeError> {
        match humantime::parse_duration(text) {
            _ if text.trim().eq_ignore_ascii_case("none") => Ok(Self(None)),
            Ok(age) if age.is_zero() => Err(MaxAgeError::NoTime),
            Ok(age) => Ok(Self(Some(age))),
            Err(_) => Err(MaxAgeError::NoDuration { text: text.to_owned() }),
        }
    }
}

impl Default for MaxAge {
    /// Half an hour: six runs of a cron job that runs every five minutes.
    fn default() -> Self {
        Self(Some(Duration::from_secs(30 * 60)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_a_duration_or_none() {
        let minutes = |minutes: u64| Some(Some(Duration::from_secs(minutes * 60)));
        for (text, expected) in [
            ("30m", minutes(30)),
            ("2h", minutes(120)),
            ("none", Some(None)),
            ("None", Some(None)),
            ("0s", None),
            ("30", None),
        ] {
            assert_eq!(MaxAge::parse(text).ok().map(|age| age.0), expected, "{text}");
        }
    }
}
