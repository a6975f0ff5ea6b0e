//! The changes of an edit, from the command line, a file or a pipe.

use crate::engine::Assignment;
use crate::failure::Result;
use crate::i18n::Phrase;
use crate::model::trimmed;
use crate::output::VALUE_TO_FILL_IN;
use crate::refusal::Refusal;

/// A field and its value from the command line.
pub(super) type Assign = (String, String);

/// Reads `FIELD=VALUE`.
pub(super) fn assignment(text: &str) -> Result<Assign, Refusal> {
    match text.split_once('=') {
        Some((field, value)) if [VALUE_TO_FILL_IN, "…"].contains(&value.trim()) => {
            let phrase = Phrase::new("edit-value-to-fill-in").with("field", field.trim());
            Err(Refusal::of_usage(phrase.with("placeholder", value.trim())))
        }
        Some((field, value)) if !field.trim().is_empty() => Ok((field.trim().to_owned(), trimmed(value).to_owned())),
        _ => Err(Refusal::of_usage(Phrase::new("edit-no-assignment"))),
    }
}

/// Returns all changes; `None` if none are given. The command line takes precedence over those from a file.
///
/// # Errors
/// The command line changes a field twice.
pub(super) fn gather(
    set: &[Assign],
    unset: &[String],
    from_file: Option<Vec<Assignment>>,
) -> Result<Option<Vec<Assignment>>> {
    let fields: Vec<_> =
        set.iter().map(|(field, _)| field.as_str()).chain(unset.iter().map(|field| field.trim())).collect();
    if let Some(field) = repeated(&fields) {
        return Err(Refusal::of_usage(Phrase::new("edit-field-twice").with("field", field)).into());
    }
    if from_file.is_none() && set.is_empty() && unset.is_empty() {
        return Ok(None);
    }
    let set = set.iter().map(|(field, value)| Assignment { field: field.clone(), value: Some(value.clone()) });
    let unset = unset.iter().map(|field| Assignment { field: field.trim().to_owned(), value: None });
    let mut assignments: Vec<Assignment> = Vec::new();
    for new in from_file.into_iter().flatten().chain(set).chain(unset) {
        assignments.retain(|known| !known.field.eq_ignore_ascii_case(&new.field));
        assignments.push(new);
    }
    Ok(Some(assignments))
}

/// Returns a field that stands there twice, in whatever case.
fn repeated<'f>(fields: &[&'f str]) -> Option<&'f str> {
    let is_known = |(at, field): &(usize, &&str)| fields[..*at].iter().any(|known| known.eq_ignore_ascii_case(field));
    fields.iter().enumerate().find(is_known).map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_equals_sign_divides() {
        assert_eq!(assignment("Url=https://x?a=b").unwrap(), ("Url".into(), "https://x?a=b".into()));
        assert_eq!(assignment("Phone=\u{200b}+31 20 5551 ").unwrap(), ("Phone".into(), "+31 20 5551".into()));
        assert_eq!(assignment("Email=").unwrap(), ("Email".into(), String::new()));
        assert!(assignment("Email").is_err());
        for placeholder in ["Street=VALUE", "Street= … "] {
            let error = assignment(placeholder).unwrap_err().to_string();
            assert!(error.contains("the new value of Street"), "{error}");
        }
        assert!(assignment("=x").is_err());
    }
}
