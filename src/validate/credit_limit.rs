//! `credit-limit-invalid`: not a decimal number of at least 0.

use super::null_text;
use crate::model::{Problem, Reason};

/// Checks a credit limit that may be empty.
pub(super) fn check(value: &str) -> Option<Problem> {
    if value.is_empty() || (is_decimal(value) && !is_negative(value)) {
        return None;
    }
    null_text::check(Reason::CreditLimitNull, "CreditMax", value)
        .or_else(|| Some(Problem::new(Reason::CreditLimitInvalid, "CreditMax", value)))
}

/// Whether it is a number in decimal notation with a full stop: `-12`, `+0.5`, `.5`, of any length.
pub(super) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

fn is_negative(decimal: &str) -> bool {
    decimal.starts_with('-') && decimal.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_limit_is_a_number_of_at_least_nothing() {
        for value in ["", "0", "-0", "2500.00", ".5", "+12", "123456789012345678901234567890.12"] {
            assert_eq!(check(value), None, "{value}");
        }
        for value in ["-5", "lots", "2.500,00", "1e5", ".", "-", "5 EUR", "٣"] {
            assert!(check(value).is_some(), "{value}");
        }
    }
}
