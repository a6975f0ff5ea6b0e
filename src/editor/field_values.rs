//! Fields and their values, as a JSON object or as TOML.

use crate::engine::Assignment;
use crate::i18n::Phrase;

/// Reads a JSON object or TOML; null empties a field.
pub(crate) fn parse_fields(text: &str) -> Result<Vec<Assignment>, Phrase> {
    if text.trim_start().starts_with(['{', '[']) {
        let object = serde_json::from_str(text).map_err(Phrase::verbatim)?;
        assignments(object)
    } else {
        parse_toml(text)
    }
}

/// Reads TOML.
pub(super) fn parse_toml(text: &str) -> Result<Vec<Assignment>, Phrase> {
    assignments(toml::from_str(text).map_err(|error| with_place(&error))?)
}

/// Says what is wrong with TOML, with the place below.
fn with_place(error: &toml::de::Error) -> Phrase {
    let error = error.to_string();
    let (first, below) = error.trim_end().split_once('\n').unwrap_or((error.trim_end(), ""));
    Phrase::verbatim(first).lines(below)
}

fn assignments(object: serde_json::Map<String, serde_json::Value>) -> Result<Vec<Assignment>, Phrase> {
    object.into_iter().map(|(field, value)| Ok(Assignment { value: as_text(&field, value)?, field })).collect()
}

fn as_text(field: &str, value: serde_json::Value) -> Result<Option<String>, Phrase> {
    match value {
        serde_json::Value::Null => Ok(None),
        serde_json::Value::String(text) => Ok(Some(text)),
        serde_json::Value::Number(number) if number.is_i64() => Ok(Some(number.to_string())),
        // A fraction or a large number would not come out as it was written.
        serde_json::Value::Number(_) => Err(Phrase::new("edit-number-unquoted").with("field", field)),
        serde_json::Value::Bool(flag) => Ok(Some(flag.to_string())),
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            Err(Phrase::new("edit-value-invalid").with("field", field))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<(String, Option<String>)>, Phrase> {
        Ok(parse_fields(text)?.into_iter().map(|assignment| (assignment.field, assignment.value)).collect())
    }

    #[test]
    fn json_and_toml_say_the_same() {
        let expected: Vec<(String, Option<String>)> =
            vec![("Email".into(), Some("a=b@example.com".into())), ("Blocked".into(), Some("2".into()))];
        assert_eq!(parsed(r#"{"Email": "a=b@example.com", "Blocked": 2}"#).as_ref(), Ok(&expected));
        assert_eq!(parsed("Email = \"a=b@example.com\"\nBlocked = 2\n").as_ref(), Ok(&expected));
        assert_eq!(parsed(r#"{"Phone": null}"#), Ok(vec![("Phone".into(), None)]));
        assert_eq!(parsed(""), Ok(vec![]));
    }

    #[test]
    fn what_is_no_object_of_values_is_refused() {
        for text in [
            "{\"CreditMax\": 100.50}",
            "VatNum = 1e3",
            "[1]",
            r#"{"Email": {"x": 1}}"#,
            "{",
            "Email =",
            "[Email]\nx = 1",
        ] {
            assert!(parse_fields(text).is_err(), "{text}");
        }
    }
}
