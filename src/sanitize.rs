//! Customers' text on its way to a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with its control, direction-changing and invisible characters made visible, such as `\n` and `\u{1b}`: what a
/// customer is called must not move a cursor or colour a screen.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    // Nearly all text is printable ASCII, and tables ask for every cell.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.chars().any(is_hazardous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hazardous(c) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "{}", c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character controls a terminal, changes the direction of text or is invisible. Joiners are left alone: Persian
/// and emoji need them.
pub(crate) fn is_hazardous(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Hangul fillers, which are blank letters, and tag characters, which spell a hidden ASCII text.
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_control_the_terminal_is_shown_instead() {
        for (text, shown) in [
            ("Öz O'Hara", "Öz O'Hara"),
            ("red\u{1b}[31m", "red\\u{1b}[31m"),
            ("two\nlines\t\0", "two\\nlines\\t\\u{0}"),
            ("\u{202e}gnp.exe", "\\u{202e}gnp.exe"),
            ("a\u{3164}\u{115f}\u{1160}\u{ffa0}", "a\\u{3164}\\u{115f}\\u{1160}\\u{ffa0}"),
            ("ok\u{e0068}\u{e0069}", "ok\\u{e0068}\\u{e0069}"),
            ("👩\u{200d}💻", "👩\u{200d}💻"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
