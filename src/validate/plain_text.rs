//! Numbers and codes as people type them, in the characters of a keyboard.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::model::{is_invisible, typed_sign};

/// Returns a text with ASCII digits, hyphens and blanks in the place of those of other scripts and widths, and without
/// invisible characters.
pub(super) fn plain_text(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let signs: String = text.chars().filter_map(plain_character).collect();
    let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(&signs);
    Cow::Owned(plain.chars().filter_map(plain_character).collect())
}

fn plain_character(c: char) -> Option<char> {
    match c {
        // Among digits, the sign that makes a vowel long in Japanese is a dash.
        '\u{30fc}' => Some('-'),
        c if c.is_whitespace() => Some(' '),
        c if is_invisible(c) => None,
        c => typed_sign(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_dashes_and_blanks_are_those_of_a_keyboard() {
        for (text, plain) in [
            ("020 555-0100", "020 555-0100"),
            ("020–555‑0100", "020-555-0100"),
            ("０２０ー５５５", "020-555"),
            ("﹘12﹣3", "-12-3"),
            ("０２０（５５５）０１００", "020(555)0100"),
            ("٠٢٠ ٥٥٥", "020 555"),
            ("۰۲۰", "020"),
            ("०२०", "020"),
            ("020\u{a0}555\u{202f}01", "020 555 01"),
            ("020\u{200b}555\u{ad}", "020555"),
            ("\t12", " 12"),
        ] {
            assert_eq!(plain_text(text), plain);
        }
    }
}
