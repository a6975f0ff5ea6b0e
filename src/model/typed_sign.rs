//! The signs of a keyboard for what other scripts, widths and word processors write in their place.

use super::trimmed::is_invisible;

/// The zeros of the scripts whose digits people type, apart from compatible forms such as full-width ones.
const ZEROS: [char; 12] = [
    '\u{660}', '\u{6F0}', '\u{966}', '\u{9E6}', '\u{A66}', '\u{AE6}', '\u{BE6}', '\u{C66}', '\u{CE6}', '\u{D66}',
    '\u{E50}', '\u{ED0}',
];

/// Returns the ASCII sign for an apostrophe, a quote, a dash or a digit; any other character as it is, but `None` for one
/// that has no width. Joiners stay, since Persian and emoji need them, and so do controls and fillers, which have a width.
pub(crate) fn typed_sign(c: char) -> Option<char> {
    match c {
        '\u{B4}' | '\u{2B9}' | '\u{2BB}' | '\u{2BC}' | '\u{2018}'..='\u{201B}' | '\u{2032}' => Some('\''),
        '\u{AB}' | '\u{BB}' | '\u{201C}'..='\u{201F}' | '\u{2033}' => Some('"'),
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' => Some('-'),
        c if is_without_width(c) => None,
        c => Some(ascii_digit(c).unwrap_or(c)),
    }
}

fn is_without_width(c: char) -> bool {
    let has_width = c.is_whitespace() || c.is_control() || c.is_alphabetic() || matches!(c, '\u{2800}');
    is_invisible(c) && !has_width && !matches!(c, '\u{200C}' | '\u{200D}')
}

fn ascii_digit(c: char) -> Option<char> {
    let value = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.into_iter().find_map(value).and_then(|value| char::from_digit(value, 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_a_keyboard() {
        for (c, sign) in [
            ('’', Some('\'')),
            ('´', Some('\'')),
            ('„', Some('"')),
            ('»', Some('"')),
            ('–', Some('-')),
            ('‑', Some('-')),
            ('−', Some('-')),
            ('٣', Some('3')),
            ('९', Some('9')),
            ('é', Some('é')),
            ('ー', Some('ー')),
            ('\u{200d}', Some('\u{200d}')),
            ('\u{3164}', Some('\u{3164}')),
            ('\u{a0}', Some('\u{a0}')),
            ('\0', Some('\0')),
            ('\u{200b}', None),
            ('\u{ad}', None),
            ('\u{202e}', None),
            ('\u{61c}', None),
            ('\u{feff}', None),
        ] {
            assert_eq!(typed_sign(c), sign, "{c:?}");
        }
    }
}
