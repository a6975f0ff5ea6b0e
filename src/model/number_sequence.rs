//! The pattern from which a company's customer accounts are made.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;

/// A pattern such as `C-######`: each `#` is a digit, everything else stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NumberSequence {
    pattern: String,
    digits: usize,
}

/// A pattern from which no account can be made.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{}", self.phrase())]
pub(crate) enum PatternError {
    NoDigits,
    TooManyDigits,
    TooLong,
}

impl Explain for PatternError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::NoDigits => Phrase::new("number-sequence-no-digits"),
            Self::TooManyDigits => Phrase::new("number-sequence-too-many-digits"),
            Self::TooLong => Phrase::new("number-sequence-too-long"),
        }
    }
}

impl NumberSequence {
    /// The account with that number; `None` if the pattern has too few digits for it.
    pub(crate) fn account(&self, number: i64) -> Option<String> {
        let text = format!("{number:0width$}", width = self.digits);
        if text.len() > self.digits {
            return None;
        }
        let mut digits = text.chars();
        Some(self.pattern.chars().map(|c| if c == '#' { digits.next().unwrap_or('0') } else { c }).collect())
    }

    /// Returns the number of an account, in any case; `None` if the account is not of this pattern.
    pub(crate) fn number(&self, account: &str) -> Option<i64> {
        let mut characters = account.chars();
        let mut digits = String::with_capacity(self.digits);
        for expected in self.pattern.chars() {
            let found = characters.next()?;
            match expected {
                '#' if found.is_ascii_digit() => digits.push(found),
                '#' => return None,
                _ if expected.eq_ignore_ascii_case(&found) => {}
                _ => return None,
            }
        }
        if characters.next().is_none() { digits.parse().ok() } else { None }
    }
}

impl FromStr for NumberSequence {
    type Err = PatternError;

    fn from_str(pattern: &str) -> Result<Self, PatternError> {
        match pattern.matches('#').count() {
            0 => Err(PatternError::NoDigits),
            19.. => Err(PatternError::TooManyDigits),
            _ if pattern.chars().count() > 20 => Err(PatternError::TooLong),
            digits => Ok(Self { pattern: pattern.to_owned(), digits }),
        }
    }
}

impl fmt::Display for NumberSequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_takes_the_place_of_the_hashes() {
        for (pattern, number, account) in [
            ("C-######", 1, Some("C-000001")),
            ("NL######", 123_456, Some("NL123456")),
            ("##-##/EU", 1234, Some("12-34/EU")),
            ("C-##", 99, Some("C-99")),
            ("C-##", 100, None),
        ] {
            let sequence: NumberSequence = pattern.parse().unwrap();
            assert_eq!(sequence.account(number).as_deref(), account, "{pattern}");
            if let Some(account) = account {
                assert_eq!(sequence.number(account), Some(number), "{pattern}");
            }
        }
    }

    #[test]
    fn an_account_of_another_pattern_has_no_number() {
        let sequence: NumberSequence = "C-###".parse().unwrap();
        assert_eq!(sequence.number("c-007"), Some(7));
        for account in ["", "C-", "C-07", "C-0007", "C-00x", "D-007", "C-٠٠٧"] {
            assert_eq!(sequence.number(account), None, "{account}");
        }
    }

    #[test]
    fn a_pattern_without_digits_is_refused() {
        assert_eq!("CUST".parse::<NumberSequence>(), Err(PatternError::NoDigits));
    }
}
