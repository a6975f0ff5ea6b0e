//! `name-missing`: a customer without a name.

use crate::model::{Fields, Problem, Reason, is_invisible};

/// The fields of which one holds a name.
pub(super) const NAMES: [&str; 3] = ["CustName", "FirstName", "LastName"];

/// A customer has a `CustName`, or a first or last name.
pub(super) fn check(fields: &Fields<'_>) -> Option<Problem> {
    if NAMES.iter().any(|name| is_name(fields.get(name))) {
        return None;
    }
    let shown = NAMES.iter().map(|name| fields.get(name)).find(|value| !value.is_empty());
    Some(Problem::new(Reason::NameMissing, "CustName", shown.unwrap_or_default()))
}

/// Whether a text has at least one letter or digit of any script. Fillers count as letters in Unicode, but nobody sees them.
fn is_name(text: &str) -> bool {
    text.chars().any(|c| c.is_alphanumeric() && !is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RecordKind;

    #[test]
    fn a_name_has_a_letter_or_a_digit_of_any_script() {
        for name in ["Molly", "李", "ما", "أ", "नि", "7", "N/A", "NULL", "unknown", "O.", "Ж", "½", "ⅷ"] {
            assert!(is_name(name), "{name}");
        }
        for text in ["", "-", ".", "...", "???", "\u{200b}", "\u{3164}", "\u{115f}", "*", "😀", "\u{2800}", "-/-"] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn one_of_the_three_fields_is_enough() {
        for field in NAMES {
            let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
            assert!(check(&fields).is_some());
            fields.set("MiddleName", "Molly");
            assert!(check(&fields).is_some());
            fields.set(field, "Molly");
            assert_eq!(check(&fields), None, "{field}");
        }
    }
}
