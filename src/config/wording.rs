//! What the TOML reader finds, without the words of the language that it is written in.

/// Returns a message of the TOML reader in plain words; one that is not known stays as it is.
pub(super) fn plain_message(message: &str) -> String {
    if let Some((found, expected)) = parts(message, "invalid type: ") {
        return format!("expected {}, found {}", plain_expectation(expected), plain_value(found));
    }
    if let Some((found, expected)) = parts(message, "invalid value: ") {
        return match range(expected) {
            Some(range) => format!("expected a whole number {range}, found {}", plain_value(found)),
            None => format!("expected {}, found {}", plain_expectation(expected), plain_value(found)),
        };
    }
    if let Some((found, expected)) = parts(message, "unknown variant ") {
        return format!("{found} is not valid; expected one of {}", expected.trim_start_matches("one of "));
    }
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing");
    }
    message.to_owned()
}

/// Returns what was found and what was expected.
fn parts<'m>(message: &'m str, beginning: &str) -> Option<(&'m str, &'m str)> {
    message.strip_prefix(beginning)?.split_once(", expected ")
}

/// Returns which whole numbers a type of them has.
fn range(expected: &str) -> Option<String> {
    let (least, most) = match expected {
        "i32" => (i64::from(i32::MIN), u64::from(i32::MAX.unsigned_abs())),
        "i64" => (i64::MIN, i64::MAX.unsigned_abs()),
        "u16" => (0, u64::from(u16::MAX)),
        "u32" => (0, u64::from(u32::MAX)),
        "u64" | "usize" => (0, u64::MAX),
        _ => return None,
    };
    Some(format!("from {least} to {most}"))
}

fn plain_expectation(expected: &str) -> String {
    match expected {
        "i8" | "i16" | "i32" | "i64" => "a whole number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number that is not negative".to_owned(),
        "a string" | "string" | "path string" => "a text in quotes".to_owned(),
        "a boolean" | "bool" => "true or false".to_owned(),
        "a map" | "map" => "a table".to_owned(),
        "a sequence" | "sequence" => "a list in brackets".to_owned(),
        other if other.starts_with("struct ") => "a table".to_owned(),
        other => other.to_owned(),
    }
}

fn plain_value(found: &str) -> String {
    match found.split_once(' ') {
        Some(("string", value)) => format!("the text {value}"),
        Some(("integer", value)) => format!("the number {value}"),
        Some(("boolean", value)) => value.to_owned(),
        _ => match found.strip_prefix("floating point ") {
            Some(value) => format!("the number {value}"),
            None if found == "map" => "a table".to_owned(),
            None if found == "sequence" => "a list".to_owned(),
            None => found.to_owned(),
        },
    }
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
            ("missing field `number_sequence`", "the key `number_sequence` is missing"),
            ("must be at least 1", "must be at least 1"),
        ] {
            assert_eq!(plain_message(message), plain);
        }
    }
}
