//! How folded texts are compared: with wildcards, as numbers, as GUIDs.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::folding::fold_value;
use super::telephone::{dialled_digits, digits_of, is_long_enough, phone_digits};
use crate::model::parse_guid;

/// The text as a decimal number, such as `-2500.00`; `None` if it is not one.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_decimal = digits.bytes().any(|byte| byte.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_decimal { text.parse().ok() } else { None }
}

/// Returns a number in its shortest form, any other text as it is: `2500.00` is `2500`.
pub(crate) fn amount(text: &str) -> Cow<'_, str> {
    // Adding zero makes a negative zero a positive one.
    number(text).map_or(Cow::Borrowed(text), |number| (number + 0.0).to_string().into())
}

/// Returns a folded GUID without the braces that it may have, any other text as it is.
pub(crate) fn guid(text: &str) -> Cow<'_, str> {
    parse_guid(text).map_or(Cow::Borrowed(text), |guid| guid.to_string().into())
}

/// The order of two folded texts: as numbers where both are numbers. The empty text has no place in any order.
pub(crate) fn compare_folded(text: &str, other: &str) -> Option<Ordering> {
    if text.is_empty() {
        return None;
    }
    match (number(text), number(other)) {
        (Some(one), Some(other)) => one.partial_cmp(&other),
        _ => Some(text.cmp(other)),
    }
}

/// A part of a [`Pattern`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// This text; never empty.
    Text(String),
    /// `?`: any one character.
    One,
    /// `*`: any characters, or none.
    Any,
}

/// A value to compare with, in which `*` and `?` stand for other characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern(Vec<Piece>);

impl Pattern {
    /// A pattern of these pieces; neighbouring texts are joined, and so are neighbouring `*`.
    pub(crate) fn new(pieces: impl IntoIterator<Item = Piece>) -> Self {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in pieces {
            match (joined.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(last)), Piece::Text(text)) => last.push_str(&text),
                (Some(Piece::Any), Piece::Any) => {}
                (_, piece) => joined.push(piece),
            }
        }
        Self(joined)
    }

    /// The pattern that only this text matches.
    pub(crate) fn exact(text: &str) -> Self {
        Self::new([Piece::Text(text.to_owned())])
    }

    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The only text that matches; `None` if there is a wildcard.
    pub(crate) fn as_exact(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Returns the pattern with its texts folded that way.
    pub(crate) fn folded(&self, fold: impl Fn(&str) -> Cow<'_, str>) -> Self {
        Self::new(self.0.iter().map(|piece| match piece {
            Piece::Text(text) => Piece::Text(fold(text).into_owned()),
            other => other.clone(),
        }))
    }

    /// Returns the patterns for the digits by which a telephone number is found, as [`super::phone_spellings`] has them; none if
    /// the texts are not those of telephone numbers, or have no digits.
    pub(crate) fn phone_spellings(&self) -> impl Iterator<Item = Self> {
        let folded = self.folded(fold_value);
        // A piece such as `+` has no digits by itself.
        let digits = phone_digits(&folded.texts().collect::<String>());
        let all = digits.as_ref().map(|_| folded.folded(|text| digits_of(text).into()));
        let dialled = digits.filter(|digits| is_long_enough(digits.len())).map(|_| folded.dialled());
        let dialled = dialled.filter(|dialled| Some(dialled) != all.as_ref());
        all.into_iter().chain(dialled)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(text.as_str()),
            Piece::One | Piece::Any => None,
        })
    }

    /// Returns the pattern of a folded telephone number for the digits that are dialled from abroad.
    fn dialled(&self) -> Self {
        Self::new(self.0.iter().enumerate().map(|(at, piece)| match piece {
            Piece::Text(text) => Piece::Text(dialled_digits(text, at == 0)),
            other => other.clone(),
        }))
    }

    /// Whether a text matches, when both are folded. Takes time in proportion to the lengths of both, multiplied.
    pub(crate) fn matches_folded(&self, text: &str) -> bool {
        let mut text = text;
        let mut pieces = self.0.as_slice();
        // Where to go on when the text after the last `*` does not match: one character later.
        let mut retry: Option<(&str, &[Piece])> = None;
        loop {
            let advanced = match pieces {
                [] if text.is_empty() => return true,
                [] => None,
                [Piece::Any, rest @ ..] => {
                    retry = Some((text, rest));
                    Some((text, rest))
                }
                [Piece::One, rest @ ..] => {
                    let mut characters = text.chars();
                    characters.next().map(|_| (characters.as_str(), rest))
                }
                [Piece::Text(expected), rest @ ..] => text.strip_prefix(expected.as_str()).map(|left| (left, rest)),
            };
            (text, pieces) = match (advanced, retry) {
                (Some(next), _) => next,
                (None, None) => return false,
                (None, Some((from, after))) => {
                    let mut characters = from.chars();
                    if characters.next().is_none() {
                        return false;
                    }
                    retry = Some((characters.as_str(), after));
                    (characters.as_str(), after)
                }
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_decimals_are_numbers() {
        for (text, expected) in [("2500.00", Some(2500.0)), ("-3", Some(-3.0)), (" 7 ", Some(7.0)), (".5", Some(0.5))] {
            assert_eq!(number(text), expected, "{text}");
        }
        for text in ["", ".", "-", "1e5", "NaN", "inf", "1,5", "0x10", "1.2.3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_guid_loses_its_braces_and_an_amount_its_zeros_and_other_texts_nothing() {
        let bare = "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";
        for (text, expected) in [(bare, bare), (&format!("{{{bare}}}"), bare), ("{", "{"), ("{x}", "{x}"), ("", "")] {
            assert_eq!(guid(text), expected);
        }
        for (text, expected) in [("2500.00", "2500"), ("-0", "0"), (" +7 ", "7"), ("2.500,00", "2.500,00"), ("", "")] {
            assert_eq!(amount(text), expected);
        }
    }

    fn pattern(text: &str) -> Pattern {
        Pattern::new(text.chars().map(|c| match c {
            '*' => Piece::Any,
            '?' => Piece::One,
            c => Piece::Text(c.to_string()),
        }))
    }

    #[test]
    fn stars_are_any_text_and_question_marks_one_character() {
        for (text, expected) in [
            ("*@contoso.com", true),
            ("molly*", true),
            ("*", true),
            ("m?lly@*", true),
            ("*o*o*o*", true),
            ("molly", false),
            ("*.nl", false),
            ("?", false),
        ] {
            assert_eq!(pattern(text).matches_folded("molly@contoso.com"), expected, "{text}");
        }
        assert!(pattern("?zg?r").matches_folded("özgür"));
        assert!(pattern("").matches_folded(""));
    }

    #[test]
    fn a_pattern_for_a_telephone_number_is_about_its_digits() {
        let digits = |text: &str| pattern(text).phone_spellings().collect::<Vec<_>>();
        assert_eq!(digits("+31 20*"), [pattern("3120*")]);
        assert_eq!(digits("*555-01??"), [pattern("*55501??")]);
        assert_eq!(digits("0031 (0)20*"), [pattern("0031020*"), pattern("3120*")]);
        assert_eq!(digits("*0031 20"), [pattern("*003120")]);
        assert_eq!(digits("+*"), []);
        assert_eq!(digits("*x@y5"), []);
    }

    #[test]
    fn many_stars_take_no_time() {
        assert!(!pattern(&"a*".repeat(200)).matches_folded(&format!("{}c", "b".repeat(10_000))));
        assert!(!pattern(&format!("{}b", "*a".repeat(50))).matches_folded(&"a".repeat(5_000)));
    }

    proptest! {
        #[test]
        fn a_pattern_matches_what_a_regular_expression_matches(wanted in "[ab*?]{0,8}", text in "[ab]{0,8}") {
            let expression = wanted.replace('*', ".*").replace('?', ".");
            let expected = regex_lite::Regex::new(&format!("^{expression}$")).unwrap().is_match(&text);
            prop_assert_eq!(pattern(&wanted).matches_folded(&text), expected);
        }
    }
}
