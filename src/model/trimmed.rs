//! A value without the white and invisible characters around it, which are never meant.

use std::borrow::Cow;

use crate::sanitize::is_hazardous;

/// Returns the text without the white and invisible characters before and behind it.
pub(crate) fn trimmed(text: &str) -> &str {
    // Nearly all values begin and end with a printable ASCII character.
    match text.as_bytes() {
        [] | [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim_matches(is_invisible),
    }
}

/// Returns the text as [`trimmed`] does, without a copy.
pub(super) fn trimmed_cow(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
        Cow::Owned(text) if trimmed(&text).len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
    }
}

/// Whether a character is white or invisible wherever it stands at the edge of a value. Tag characters are not: they end
/// the flags of England, Scotland and Wales. Nor are controls, which belong to what they begin, but for NUL.
pub(crate) fn is_invisible(c: char) -> bool {
    let is_tag = matches!(c, '\u{e0020}'..='\u{e007f}');
    let is_control = c.is_control() && c != '\0';
    // Joiners join nothing at an edge, and the blank of Braille is a symbol without dots.
    c.is_whitespace()
        || (is_hazardous(c) && !is_tag && !is_control)
        || matches!(c, '\u{200c}' | '\u{200d}' | '\u{2800}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_around_a_value_does_not_belong_to_it() {
        let around = [
            " ", "\t", "\r\n", "\0", "\u{a0}", "\u{200b}", "\u{feff}", "\u{202a}", "\u{202e}", "\u{2066}", "\u{2069}",
            "\u{3000}", "\u{200e}", "\u{2009}", "\u{3164}", "\u{200d}", "\u{2800}",
        ];
        for invisible in around {
            for text in ["Zoë", "a", "O'Hara Öz"] {
                assert_eq!(trimmed(&format!("{invisible}{text}{invisible}{invisible}")), text, "{invisible:?}");
            }
            assert_eq!(trimmed(invisible), "", "{invisible:?}");
        }
    }

    #[test]
    fn what_is_inside_a_value_stays() {
        for text in [
            "\u{1b}[31mred\u{7}",
            "",
            "two words",
            "نمی\u{200c}خواهم",
            "👩\u{200d}💻",
            "🏴\u{e0067}\u{e0062}\u{e007f}",
            "a\u{a0}b",
        ] {
            assert_eq!(trimmed(text), text);
        }
    }
}
