//! What the TOML reader finds, without the words of the language that it is written in.

use super::size::WrittenSize;
use crate::i18n::Phrase;

/// Returns a message of the TOML reader in plain words; one that is not known stays as it is.
pub(super) fn plain_message(message: &str) -> Phrase {
    if let Some((found, expected)) = parts(message, "invalid type: ") {
        return with_found(with_expected(expected), found);
    }
    if let Some((found, expected)) = parts(message, "invalid value: ") {
        return with_found(range(expected).unwrap_or_else(|| with_expected(expected)), found);
    }
    if let Some((found, known)) = parts(message, "unknown variant ") {
        // Of two words the reader says "`a` or `b`".
        let known: Vec<_> = known.split('`').skip(1).step_by(2).map(|word| format!("`{word}`")).collect();
        return Phrase::new("config-unknown-word").with("value", found).with("known", known.join(", "));
    }
    if let Some(key) = message.strip_prefix("missing field ") {
        return Phrase::new("config-missing-key").with("key", key);
    }
    Phrase::verbatim(message)
}

/// Returns what was found and what was expected.
fn parts<'m>(message: &'m str, beginning: &str) -> Option<(&'m str, &'m str)> {
    message.strip_prefix(beginning)?.split_once(", expected ")
}

/// Says which whole numbers a type of them has.
fn range(expected: &str) -> Option<Phrase> {
    let (least, most) = match expected {
        "i32" => (i64::from(i32::MIN), u64::from(i32::MAX.unsigned_abs())),
        "i64" => (i64::MIN, i64::MAX.unsigned_abs()),
        "u16" => (0, u64::from(u16::MAX)),
        "u32" => (0, u64::from(u32::MAX)),
        "u64" | "usize" => (0, u64::MAX),
        _ => return None,
    };
    Some(Phrase::new("config-expected-from-to").with("least", least).with("most", most))
}

fn with_expected(expected: &str) -> Phrase {
    let key = match expected {
        "i8" | "i16" | "i32" | "i64" => "integer",
        "u8" | "u16" | "u32" | "u64" | "usize" => "natural",
        "a string" | "string" | "path string" => "text",
        "a boolean" | "bool" => "boolean",
        "a map" | "map" => "table",
        "a sequence" | "sequence" => "list",
        WrittenSize::EXPECTED => "size",
        other if other.starts_with("struct ") => "table",
        _ => "other",
    };
    Phrase::new("config-expected").with("expected", key).with("words", expected)
}

fn with_found(phrase: Phrase, found: &str) -> Phrase {
    let (key, value) = match found.split_once(' ') {
        Some(("string", value)) => ("text", value),
        Some(("integer", value)) => ("number", value),
        Some(("boolean", value)) => ("value", value),
        _ => match found.strip_prefix("floating point ") {
            Some(value) => ("number", value),
            None if found == "map" => ("table", found),
            None if found == "sequence" => ("list", found),
            None => ("value", found),
        },
    };
    phrase.with("found", key).with("value", value)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn nobody_needs_to_know_what_it_is_written_in() {
        for (message, plain) in [
            (
                r#"invalid type: string "many", expected u32"#,
                r#"expected a whole number that is not negative, found the text "many""#,
            ),
            ("invalid type: integer `7`, expected a string", "expected a text in quotes, found the number `7`"),
            ("invalid type: map, expected i64", "expected a whole number, found a table"),
            (
                "unknown variant `int`, expected one of `text`, `integer`",
                "`int` is not valid; expected one of `text`, `integer`",
            ),
            (
                "invalid value: integer `70000000000`, expected u32",
                "expected a whole number from 0 to 4294967295, found the number `70000000000`",
            ),
            (
                "invalid type: boolean `true`, expected size",
                "expected a number of bytes or a size such as `64KiB`, found `true`",
            ),
            ("missing field `number_sequence`", "the key `number_sequence` is missing"),
            ("must be at least 1", "must be at least 1"),
        ] {
            assert_eq!(plain_message(message).to_string(), plain);
        }
    }
}
