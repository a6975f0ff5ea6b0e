//! Texts as PostgreSQL keeps them: it takes no U+0000, which channels send.

use std::borrow::Cow;

/// The character that stands before an escaped one. It is none that Unicode assigns, and is escaped itself.
const ESCAPE: char = '\u{FDD0}';

/// What follows [`ESCAPE`] in the place of U+0000.
const ZERO: char = '0';

/// What follows [`ESCAPE`] in the place of [`ESCAPE`].
const ITSELF: char = '1';

/// Returns a text as it is stored.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['\0', ESCAPE]) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\0' => escaped.extend([ESCAPE, ZERO]),
            ESCAPE => escaped.extend([ESCAPE, ITSELF]),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Returns the text that is stored so; `None` if it is stored as it is.
pub(super) fn unescaped(stored: &str) -> Option<String> {
    if !stored.contains(ESCAPE) {
        return None;
    }
    let mut text = String::with_capacity(stored.len());
    let mut characters = stored.chars();
    while let Some(c) = characters.next() {
        if c != ESCAPE {
            text.push(c);
            continue;
        }
        match characters.next() {
            Some(ZERO) => text.push('\0'),
            Some(ITSELF) => text.push(ESCAPE),
            // The program writes no such thing: what it reads is then what is there.
            other => text.extend([Some(ESCAPE), other].into_iter().flatten()),
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn most_texts_are_stored_as_they_are() {
        for text in ["", "Ærø & Søn", "a\nb", "\u{FFFD}"] {
            assert!(matches!(escaped(text), Cow::Borrowed(_)));
            assert_eq!(unescaped(text), None);
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "[a\u{0}\u{FDD0}01é]{0,12}") {
            let stored = escaped(&text);
            prop_assert!(!stored.contains('\0'));
            prop_assert_eq!(unescaped(&stored).unwrap_or_else(|| stored.to_string()), text);
        }
    }
}
