//! `too-long`: more characters than headquarters' column holds.

use crate::model::{Expected, Fields, Problem, Reason, RecordKind};

/// Checks every field that has a length.
pub(super) fn check(kind: RecordKind, fields: &Fields<'_>) -> impl Iterator<Item = Problem> {
    kind.fields().iter().enumerate().filter_map(move |(position, field)| {
        let value = fields.at(position);
        let most = field.max_length?;
        // A text has at most as many characters as bytes.
        if value.len() <= most || value.chars().count() <= most {
            return None;
        }
        let expected = Expected::Length { most, found: value.chars().count() };
        Some(Problem::new(Reason::TooLong, field.name, value).expecting(expected))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let found = |text: String| {
            let mut fields = Fields::from_json(RecordKind::Address, "[]").unwrap();
            fields.set("City", text);
            check(RecordKind::Address, &fields).count()
        };
        assert_eq!(found("ö".repeat(60)), 0);
        assert_eq!(found("ö".repeat(61)), 1);
    }
}
