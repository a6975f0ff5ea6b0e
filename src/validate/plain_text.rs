//! Numbers and codes as people type them, in the characters of a keyboard.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::model::is_invisible;

/// The zeros of the scripts whose digits people type, apart from compatible forms such as full-width ones.
const ZEROS: [char; 12] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}',
    '\u{e50}', '\u{ed0}',
];

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
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{30fc}' => {
            Some('-')
        }
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' => Some('\''),
        '\u{201c}'..='\u{201f}' => Some('"'),
        c if c.is_whitespace() => Some(' '),
        c if is_invisible(c) => None,
        c => Some(ascii_digit(c).unwrap_or(c)),
    }
}

fn ascii_digit(c: char) -> Option<char> {
    let zero = ZEROS.into_iter().find(|zero| (0..10).contains(&(u32::from(c).wrapping_sub(u32::from(*zero)))))?;
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_dashes_and_blanks_are_those_of_a_keyboard() {
        for (text, plain) in [
            ("020 555-0100", "020 555-0100"),
            ("020–555‑0100", "020-555-0100"),
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
