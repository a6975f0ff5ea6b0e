//! What is wrong with an expression, and where.

use std::ops::Range;

use thiserror::Error;
use unicode_width::UnicodeWidthStr as _;

use crate::i18n::Phrase;

/// A mistake in an expression.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub(crate) struct Mistake {
    pub(crate) message: Phrase,
    /// The bytes of the expression that are wrong; empty at its end where something is missing.
    pub(crate) place: Range<usize>,
    /// What would be right, as far as there is a text for it.
    pub(crate) hint: Option<Phrase>,
}

impl Mistake {
    /// Creates the mistake with the hint that the text of the message has.
    pub(super) fn new(place: Range<usize>, message: Phrase) -> Self {
        Self { hint: message.hint(), message, place }
    }

    /// Sets another hint.
    pub(super) fn hinting(self, hint: Phrase) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Whether several values were given where one is expected, which the hint knows best.
    pub(crate) fn is_about_several_values(&self) -> bool {
        self.message == several_values()
    }

    /// The expression with the place below it:
    ///
    /// ```text
    ///   Emial = *@contoso.com
    ///   ^^^^^
    /// ```
    ///
    /// `visible` makes the characters of the expression printable.
    pub(crate) fn pointer(&self, expression: &str, visible: impl Fn(&str) -> String) -> String {
        let start = floor(expression, self.place.start);
        let end = floor(expression, self.place.end.max(start));
        // Of an expression of several lines the one with the mistake is shown.
        let line_start = expression[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = expression[start..].find('\n').map_or(expression.len(), |at| start + at);
        let (before, wrong) = (&expression[line_start..start], &expression[start..end.min(line_end)]);
        let after = &expression[end.min(line_end)..line_end];
        let before = visible(&shortened(before, |length| length.saturating_sub(SURROUNDINGS)..length));
        let wrong = visible(&shortened(wrong, |_| 0..SURROUNDINGS));
        let line = format!("{before}{wrong}{}", visible(&shortened(after, |_| 0..SURROUNDINGS)));
        let carets = "^".repeat(wrong.width().max(1));
        format!("  {line}\n  {}{carets}", " ".repeat(before.width()))
    }
}

/// The message about several values where one is expected.
pub(super) fn several_values() -> Phrase {
    Phrase::new("filter-several-values")
}

/// How many characters of a long expression are shown on either side of a mistake.
const SURROUNDINGS: usize = 200;

/// The part of a text that is to be seen, by characters, with an ellipsis where something is left out.
fn shortened(text: &str, seen: impl Fn(usize) -> Range<usize>) -> String {
    let length = text.chars().count();
    if length <= SURROUNDINGS {
        return text.to_owned();
    }
    let seen = seen(length);
    let part: String = text.chars().skip(seen.start).take(seen.len()).collect();
    if seen.start > 0 { format!("…{part}") } else { format!("{part}…") }
}

/// The last boundary between characters that is not after `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_carets_stand_below_the_place_wide_characters_included() {
        let mistake = Mistake::new(19..24, Phrase::new("filter-unknown-field").with("field", "Emial"));
        let expression = "CustName = 王 and Emial = 1";
        assert_eq!(&expression[19..24], "Emial");
        let pointer = mistake.pointer(expression, str::to_owned);
        assert_eq!(pointer, "  CustName = 王 and Emial = 1\n                    ^^^^^");
    }

    #[test]
    fn something_that_is_missing_is_pointed_at_behind_the_end() {
        let pointer = Mistake::new(7..7, several_values()).pointer("Email =", str::to_owned);
        assert_eq!(pointer, "  Email =\n         ^");
    }
}
