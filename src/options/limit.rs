//! How many rows a list has at most.

use std::str::FromStr;

use crate::i18n::Phrase;
use crate::refusal::Refusal;

/// The value of `--limit`: a number, or `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit(Option<usize>);

impl Limit {
    /// Returns the number of rows; `None` for all.
    pub(crate) fn rows(self) -> Option<usize> {
        self.0
    }
}

impl FromStr for Limit {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        if text.eq_ignore_ascii_case("all") {
            return Ok(Self(None));
        }
        let rows = text.parse().map_err(|_| Refusal::of_usage(Phrase::new("option-limit-invalid")))?;
        Ok(Self(Some(rows)))
    }
}
