//! The texts that database tools write for NULL.

use crate::model::{Expected, Problem, Reason};

/// What tools write for NULL, in small letters. `none` and `n/a` are not among them: people type these.
const NULL_TEXTS: [&str; 6] = ["null", "(null)", "<null>", "[null]", "{null}", "\\n"];

/// Whether a value is the text that a tool writes for NULL.
pub(super) fn is_null_text(value: &str) -> bool {
    value.len() <= "<null>".len() && NULL_TEXTS.iter().any(|text| text.eq_ignore_ascii_case(value))
}

/// Returns the problem of a field that holds such a text and may be empty.
pub(super) fn check(reason: Reason, field: &str, value: &str) -> Option<Problem> {
    is_null_text(value).then(|| Problem::new(reason, field, value).expecting(Expected::Empty))
}

/// Returns the problem of a field that holds such a text and may not be empty.
pub(super) fn check_required(reason: Reason, field: &str, value: &str) -> Option<Problem> {
    is_null_text(value).then(|| Problem::new(reason, field, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exported_null_is_told_from_other_text() {
        for value in ["NULL", "null", "(null)", "<NULL>", "[NULL]", "\\N"] {
            let problem = check(Reason::CountryNull, "Country", value).expect(value);
            assert_eq!(problem.proposal(), Some(""));
        }
        for value in ["", "none", "N/A", "Nullmeier", "0"] {
            assert_eq!(check(Reason::CountryNull, "Country", value), None, "{value}");
        }
    }
}
