//! `too-long`: more UTF-16 units than headquarters' column holds, as `nvarchar` counts.

use super::rules::Rules;
use super::subdivision;
use crate::model::{Expected, Fields, Problem, Reason, RecordKind};

/// Checks every field that has a length.
pub(super) fn check(kind: RecordKind, fields: &Fields<'_>, rules: &Rules) -> impl Iterator<Item = Problem> {
    kind.fields().iter().enumerate().filter_map(move |(position, field)| {
        let value = fields.at(position);
        // A text has at most as many units as bytes, and most values are short.
        if field.max_length.is_some_and(|most| value.len() <= most) && rules.lengths.is_empty() {
            return None;
        }
        let most = rules.lengths.get(field.name).copied().or(field.max_length)?;
        let found = utf16_length(value);
        if value.len() <= most || found <= most {
            return None;
        }
        let problem = Problem::new(Reason::TooLong, field.name, value).expecting(Expected::Length { most, found });
        Some(problem.suggesting(shorter(field.name, fields)))
    })
}

/// Returns the length of a text in UTF-16 units.
fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Returns the code that stands for a value that was written out, or a postal code without its separators.
fn shorter(field: &str, fields: &Fields<'_>) -> Option<String> {
    match field {
        "State" => subdivision::code_of(fields.get("Country"), fields.get("State")).map(str::to_owned),
        "Zip" => Some(fields.get("Zip").chars().filter(|c| !matches!(c, '-' | ' ')).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(city: String, rules: &Rules) -> usize {
        let mut fields = Fields::from_json(RecordKind::Address, "[]").unwrap();
        fields.set("City", city);
        check(RecordKind::Address, &fields, rules).count()
    }

    #[test]
    fn lengths_are_counted_in_utf_16_units() {
        let rules = Rules::example();
        for (text, fits) in [("ö", 60), ("a", 60), ("李", 60), ("😀", 30)] {
            assert_eq!(found(text.repeat(fits), &rules), 0, "{text}");
            assert_eq!(found(text.repeat(fits + 1), &rules), 1, "{text}");
        }
    }

    #[test]
    fn a_postal_code_is_shortened_by_its_separators() {
        for (country, code, meant) in [
            ("IRN", "11936-53471", Some("1193653471")),
            ("GHA", "GA-184-1234", Some("GA1841234")),
            ("", "1-2 345678901", None),
        ] {
            let mut fields = Fields::from_json(RecordKind::Address, "[]").unwrap();
            fields.set("Country", country);
            fields.set("Zip", code);
            let problems = super::super::check(RecordKind::Address, &fields, &Rules::example());
            assert_eq!(problems.iter().map(Problem::proposal).collect::<Vec<_>>(), [meant], "{code}");
        }
    }

    #[test]
    fn the_configuration_may_say_another_length() {
        let rules = |most| Rules { lengths: [("City", most)].into(), ..Rules::example() };
        assert_eq!(found("a".repeat(61), &rules(80)), 0);
        assert_eq!(found("a".repeat(81), &rules(80)), 1);
        assert_eq!(found("a".repeat(11), &rules(10)), 1);
    }

    #[test]
    fn a_state_that_was_written_out_has_its_code_proposed() {
        let mut fields = Fields::from_json(RecordKind::Address, "[]").unwrap();
        for (country, state, code) in [
            ("USA", "Massachusetts", "MA"),
            ("NLD", "Noord-Holland", "NH"),
            ("NLD", "Massachusetts", ""),
            ("", "Massachusetts", ""),
        ] {
            fields.set("Country", country);
            fields.set("State", state);
            let problems: Vec<_> = check(RecordKind::Address, &fields, &Rules::example()).collect();
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].suggestion, code, "{state} ({country})");
        }
    }
}
