//! `phone-invalid`: too few digits, or characters that no telephone number has.

use crate::model::{Problem, Reason};

/// The fewest digits of a telephone number.
const DIGITS: usize = 3;

/// Checks a telephone number that may be empty.
pub(super) fn check(field: &str, value: &str) -> Option<Problem> {
    if value.is_empty() {
        return None;
    }
    let without_ext = value.to_ascii_lowercase().replace("ext", "");
    let reason = if !without_ext.chars().all(is_phone_character) {
        Reason::PhoneCharacters
    } else if value.bytes().filter(u8::is_ascii_digit).count() < DIGITS {
        Reason::PhoneTooShort
    } else {
        return None;
    };
    Some(Problem::new(reason, field, value))
}

fn is_phone_character(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '(' | ')' | '.' | ',' | '/' | '#' | 'x' | '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them_are_right() {
        for (value, reason) in [
            ("", None),
            ("883-555-0127", None),
            ("1 (11) 500 555-0115", None),
            ("+31 20 555 0100 ext. 12", None),
            ("555.0100x12", None),
            ("*31#112", None),
            ("112", None),
            ("call me", Some(Reason::PhoneCharacters)),
            ("555-0100 or 555-0101", Some(Reason::PhoneCharacters)),
            ("--", Some(Reason::PhoneTooShort)),
            ("12", Some(Reason::PhoneTooShort)),
        ] {
            assert_eq!(check("Phone", value).map(|problem| problem.reason), reason, "{value}");
        }
    }
}
