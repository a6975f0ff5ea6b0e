//! What somebody knows about a customer, and whether a customer's values agree with it.

use uuid::Uuid;

use super::timeline::name_of_record;
use crate::filter::{fold_value, phone_spellings};
use crate::model::{Fields, RecordKind, parse_guid};

/// A number with fewer digits finds too many customers.
const FEWEST_DIGITS: usize = 5;

/// How many of the last digits two numbers have in common if they are the same, however they begin.
pub(super) const LAST_DIGITS: usize = 7;

/// What somebody knows about a customer whose account it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CustomerTerm {
    Guid(Uuid),
    /// A telephone number as it was typed, and its significant digits.
    Phone {
        typed: String,
        digits: String,
    },
    Email(String),
    /// A part of the name.
    Name(String),
}

impl CustomerTerm {
    /// Returns what a text is.
    pub(super) fn of(text: &str) -> Self {
        if let Some(guid) = parse_guid(text) {
            return Self::Guid(guid);
        }
        let (typed, digits) = (text.to_owned(), significant_digits(text));
        if digits.len() >= FEWEST_DIGITS && phone_spellings(&fold_value(text)).next().is_some() {
            Self::Phone { typed, digits }
        } else if text.contains('@') {
            Self::Email(typed)
        } else {
            Self::Name(typed)
        }
    }

    /// Whether values of the customer itself agree with it. They do not say the GUID.
    pub(super) fn matches(&self, fields: &Fields<'_>) -> bool {
        let is_any = |names: [&str; 2], test: &dyn Fn(&str) -> bool| names.iter().any(|name| test(fields.get(name)));
        match self {
            Self::Guid(_) => false,
            Self::Phone { digits, .. } => {
                is_any(["Phone", "CellularPhone"], &|value| !value.is_empty() && is_same_number(digits, value))
            }
            Self::Email(email) => {
                let email = fold_value(email);
                is_any(["Email", "ReceiptEmail"], &|value| fold_value(value) == email)
            }
            Self::Name(part) => {
                let name = name_of_record(RecordKind::Customer, |field| fields.get(field));
                fold_value(&name).contains(&*fold_value(part))
            }
        }
    }
}

/// Returns the digits of a telephone number, without the zeros in front of a country or area code, such as the one of
/// `+31 (0)20`, and without an extension.
fn significant_digits(text: &str) -> String {
    let text = fold_value(text);
    let number = text.split(['x', '#']).next().unwrap_or_default().replace("(0)", "");
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Whether two telephone numbers are the same: one may lack the country code.
pub(super) fn is_same_number(wanted: &str, value: &str) -> bool {
    let value = significant_digits(value);
    value.contains(wanted) || (value.len() >= LAST_DIGITS && wanted.ends_with(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_the_same_however_it_is_grouped() {
        for (typed, stored) in [
            ("+31 20 555 0109", "020-5550109"),
            ("020 5550109", "+31 (20) 555 01 09"),
            ("5550109", "020 555-0109"),
            ("0031205550109", "+31205550109"),
            ("+31 (0)20 555 0109", "+31 20 555 0109"),
            ("+31 20 555 0109", "+31 (0)20 555 0109"),
            ("+31 (0)20 555 0109", "020 5550109"),
            ("555 0109 ext 12", "+1 713 555-0109"),
            ("555 0109", "555-0109 x12"),
        ] {
            assert!(is_same_number(&significant_digits(typed), stored), "{typed} {stored}");
        }
        assert!(!is_same_number(&significant_digits("020 5550109"), "020 5550108"));
        assert!(!is_same_number(&significant_digits("31205550109"), "0109"));
    }

    #[test]
    fn a_term_is_what_it_looks_like() {
        for (text, expected) in [
            ("rosa@example.com", CustomerTerm::Email("rosa@example.com".to_owned())),
            ("Rosa 7", CustomerTerm::Name("Rosa 7".to_owned())),
            ("020 555 0109", CustomerTerm::Phone { typed: "020 555 0109".to_owned(), digits: "205550109".to_owned() }),
            (
                "{5F0B1C6E-7D3A-4B58-9A34-0C8F0E1D2A3B}",
                CustomerTerm::Guid(Uuid::from_u128(0x5f0b_1c6e_7d3a_4b58_9a34_0c8f_0e1d_2a3b)),
            ),
        ] {
            assert_eq!(CustomerTerm::of(text), expected);
        }
    }

    #[test]
    fn values_agree_with_what_somebody_knows() {
        let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
        let values = [
            ("FirstName", "Rosa"),
            ("LastName", "Müller"),
            ("ReceiptEmail", "Rosa@Example.com"),
            ("Phone", "020-5550109"),
        ];
        for (name, value) in values {
            fields.set(name, value);
        }
        for (term, expected) in [
            ("rosa@example.com", true),
            ("osa@example.com", false),
            ("+31 20 555 0109", true),
            ("020 555 0108", false),
            ("sa müll", true),
            ("Miller", false),
        ] {
            assert_eq!(CustomerTerm::of(term).matches(&fields), expected, "{term}");
        }
    }
}
