//! What people and programs write around a telephone number and behind it, in the signs of a keyboard.

/// What people write before an extension, in small letters.
const EXTENSIONS: [&str; 5] = ["x", "ext", "extn", "exten", "extension"];

/// What programs and people write before a number, in small letters.
const BEFORE: [&str; 17] = [
    "telephone",
    "telefoon",
    "telefon",
    "callto",
    "mobile",
    "mobiel",
    "handy",
    "phone",
    "cell",
    "fax",
    "mob",
    "tel",
    "gsm",
    "sms",
    "tlf",
    "m",
    "t",
];

/// Whether a byte is a digit or a sign that people write between digits.
pub(crate) fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || b" +-().,/#*".contains(&byte)
}

/// Whether a word announces an extension.
pub(crate) fn is_extension_word(word: &str) -> bool {
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether a word announces a number.
pub(crate) fn is_phone_word(word: &str) -> bool {
    BEFORE.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Splits a number from what follows it: its extension, or text that is no part of a number.
pub(crate) fn split_extension(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_ascii_alphabetic() || c == ';').unwrap_or(text.len()))
}

/// Whether a text is the extension of a number: `ext. 12`, `x12`, `;ext=12`; or nothing.
pub(crate) fn is_extension(text: &str) -> bool {
    let text = text.strip_prefix(';').unwrap_or(text).trim_start();
    let (word, digits) = split_word(text);
    let digits = digits.trim_start_matches([' ', '.', ':', '=']);
    let is_of_extension = |byte: u8| is_of_number(byte) || matches!(byte, b'x' | b'X');
    text.is_empty() || (is_extension_word(word) && digits.bytes().all(is_of_extension))
}

/// Returns what is inside of wrappers: `tel:`, an apostrophe, quotes, a formula of a spreadsheet.
pub(crate) fn unwrapped_phone(text: &str) -> &str {
    let mut inside = text.trim();
    while let Some(shorter) =
        without_formula(inside).or_else(|| without_word(inside)).or_else(|| without_quotes(inside))
    {
        inside = shorter.trim();
    }
    inside
}

/// `="0205550100"` keeps a spreadsheet from taking it for a number. Without quotes it is a sum.
fn without_formula(text: &str) -> Option<&str> {
    text.strip_prefix("=\"")?.strip_suffix('"')
}

fn without_quotes(text: &str) -> Option<&str> {
    let quoted = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    let in_brackets = || text.strip_prefix('<')?.strip_suffix('>');
    quoted('\'').or_else(|| quoted('"')).or_else(in_brackets).or_else(|| text.strip_prefix('\''))
}

fn without_word(text: &str) -> Option<&str> {
    let (word, rest) = split_word(text);
    is_phone_word(word).then(|| rest.trim_start_matches([':', '.', ' ', '/', '=']))
}

/// Splits the letters at the beginning of a text from the rest.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_what_is_around_it() {
        for (text, inside) in [
            ("'tel:555", "555"),
            ("Mobile: '555'", "555"),
            ("=\"555\"", "555"),
            ("=1+2+3", "=1+2+3"),
            ("<555>", "555"),
            ("tel", ""),
            ("telly 555", "telly 555"),
            ("555", "555"),
        ] {
            assert_eq!(unwrapped_phone(text), inside, "{text}");
        }
    }

    #[test]
    fn an_extension_has_a_word_of_its_own() {
        for text in ["", "x12", "ext. 12", ";ext=12", "EXTN: 12", "x"] {
            assert!(is_extension(text), "{text}");
        }
        for text in ["12x", "ext twelve", "exit 12", "; 12"] {
            assert!(!is_extension(text), "{text}");
        }
    }
}
