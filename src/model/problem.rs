//! What is wrong with a field of an operation.

use super::expected::Expected;
use super::reason::{Code, Reason};

/// One reason why an operation fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) reason: Reason,
    /// The name of the field, such as `Email`.
    pub(crate) field: String,
    /// The wrong value, cut to what a sentence can hold.
    pub(crate) value: String,
    /// What a valid value would have been.
    pub(crate) expected: Expected,
    /// The most likely correct value; empty if there is no good guess.
    pub(crate) suggestion: String,
}

/// The most characters of a wrong value that a problem repeats; the row has the whole.
const VALUE_SHOWN: usize = 60;

impl Problem {
    /// A problem with the value of a field.
    pub(crate) fn new(reason: Reason, field: &str, value: &str) -> Self {
        let mut shown: String = value.chars().take(VALUE_SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Self { reason, field: field.to_owned(), value: shown, expected: Expected::Nothing, suggestion: String::new() }
    }

    /// Adds what a valid value would have been.
    pub(crate) fn expecting(mut self, expected: Expected) -> Self {
        self.expected = expected;
        self
    }

    /// Adds the most likely correct value.
    pub(crate) fn suggesting(mut self, suggestion: Option<impl Into<String>>) -> Self {
        self.suggestion = suggestion.map(Into::into).unwrap_or_default();
        self
    }

    /// Returns the value that mends the problem, which may be the empty one; `None` if there could be two, or none is known.
    pub(crate) fn proposal(&self) -> Option<&str> {
        match self.expected {
            Expected::Empty => Some(""),
            _ => Some(self.suggestion.as_str()).filter(|proposal| !proposal.is_empty()),
        }
    }

    /// Returns the bytes of the value that were not kept.
    pub(crate) fn bytes_left_out(&self) -> usize {
        match (self.reason, &self.expected) {
            (Reason::ValueTooLong, Expected::Length { found, .. }) => *found,
            _ => 0,
        }
    }

    pub(crate) fn code(&self) -> Code {
        self.reason.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_is_not_repeated_in_a_sentence() {
        let problem = Problem::new(Reason::TooLong, "CustName", &"ö".repeat(1_000_000));
        assert_eq!(problem.value.chars().count(), 61);
    }
}
