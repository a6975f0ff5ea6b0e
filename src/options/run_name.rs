//! Naming a run.

use crate::i18n::Phrase;
use crate::refusal::Refusal;

/// Which run: its number, or the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunName {
    Number(i64),
    Last,
}

impl RunName {
    /// Reads the number of a run, or `last`.
    ///
    /// # Errors
    /// The text is neither.
    pub(crate) fn parse(text: &str) -> Result<Self, Refusal> {
        let name = text.trim().to_lowercase();
        match name.parse() {
            _ if ["last", "latest", "newest"].contains(&name.as_str()) => Ok(Self::Last),
            Ok(number) => Ok(Self::Number(number)),
            Err(_) => Err(Refusal::of_usage(Phrase::new("option-run-invalid"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_has_a_number_or_is_the_last() {
        for (text, run) in
            [("12", Some(RunName::Number(12))), ("last", Some(RunName::Last)), ("Latest", Some(RunName::Last))]
        {
            assert_eq!(RunName::parse(text).ok(), run, "{text}");
        }
        assert!(RunName::parse("x").is_err() && RunName::parse("1.5").is_err());
    }
}
