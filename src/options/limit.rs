//! How many rows a list has at most.

use std::str::FromStr;

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
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("all") {
            return Ok(Self(None));
        }
        let rows = text.parse().map_err(|_| "not a number of rows; write a number such as 100, or `all`".to_owned())?;
        Ok(Self(Some(rows)))
    }
}
