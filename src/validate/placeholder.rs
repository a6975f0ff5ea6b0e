//! Words that people and programs put where they know no value.

/// The words, in small letters.
const PLACEHOLDERS: [&str; 36] = [
    "n/a",
    "n.a.",
    "n.a",
    "na",
    "n/b",
    "n.b.",
    "n.v.t.",
    "nvt",
    "none",
    "nil",
    "null",
    "nothing",
    "undefined",
    "unknown",
    "unknown customer",
    "unkown",
    "onbekend",
    "ukendt",
    "unbekannt",
    "okänd",
    "ukjent",
    "inconnu",
    "desconocido",
    "sconosciuto",
    "not available",
    "not applicable",
    "no name",
    "noname",
    "anonymous",
    "dummy",
    "test",
    "test test",
    "tbd",
    "xxx",
    "geen",
    "ingen",
];

/// Words among them that are also somebody's first or last name, in small letters.
const NAMES_OF_PEOPLE: [&str; 7] = ["na", "nil", "null", "geen", "ingen", "test", "dummy"];

/// The most bytes of a placeholder.
const LONGEST: usize = 16;

/// Whether a text is such a word, in any case.
pub(super) fn is_placeholder(text: &str) -> bool {
    is_one_of(&PLACEHOLDERS, text)
}

/// Whether a text is a word for no value which people are called as well, in any case.
pub(super) fn is_name_of_people(text: &str) -> bool {
    is_one_of(&NAMES_OF_PEOPLE, text)
}

fn is_one_of(words: &[&str], text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = if text.is_ascii() { String::new() } else { text.to_lowercase() };
    words.iter().any(|word| word.eq_ignore_ascii_case(text) || *word == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_no_value_are_told_from_names() {
        for word in ["N/A", "n.v.t.", "Unknown", "OKÄND", "None", "Nil"] {
            assert!(is_placeholder(word), "{word}");
        }
        for name in ["Unknownsen", "", "Nilsson", "N"] {
            assert!(!is_placeholder(name), "{name}");
        }
        assert!(NAMES_OF_PEOPLE.iter().all(|name| is_placeholder(name)));
        assert!(is_name_of_people("Nil") && !is_name_of_people("unknown"));
    }
}
