//! Texts as they are compared: without what people do not type the same way twice.

use std::borrow::Cow;

use icu_casemap::CaseMapper;
use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::properties::{CanonicalDecompositionBorrowed, Decomposed};

use crate::model::typed_sign;

/// Returns a name without regard to case: Unicode's simple case folding, which keeps the number of characters, so that `?` in a
/// pattern is one character of the text.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    let mapper = CaseMapper::new();
    Cow::Owned(text.chars().map(|c| mapper.simple_fold(c)).collect())
}

/// Returns a customer's value without regard to case, to how its characters are encoded (NFKC), and to the kind of apostrophes,
/// quotes, dashes and digits, and without characters that nobody sees. Case is folded in full, so that `ß` is `ss`. All of the
/// Turkish letters i are one: what is written in capitals does not tell the language.
pub(crate) fn fold_value(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return fold(text);
    }
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let plain: String = text.chars().filter_map(typed_sign).collect();
    let composed: String = nfkc.normalize(&plain).chars().filter_map(typed_sign).collect();
    let folded = CaseMapper::new().fold_string(&composed);
    // Folding takes some letters apart.
    let folded = nfkc.normalize(&folded);
    Cow::Owned(folded.replace("i\u{307}", "i").replace('ı', "i"))
}

/// Returns a value as parts of it are looked for: as [`fold_value`], and without accents.
pub(crate) fn fold_loosely(text: &str) -> Cow<'_, str> {
    match fold_value(text) {
        Cow::Owned(folded) if !folded.is_ascii() => Cow::Owned(without_accents(&folded)),
        folded => folded,
    }
}

/// Returns a folded text without accents, character by character: a part of a text stays a part of it.
fn without_accents(folded: &str) -> String {
    let decomposition = CanonicalDecompositionBorrowed::new();
    let mut plain = String::with_capacity(folded.len());
    for mut c in folded.chars() {
        while let Decomposed::Expansion(base, mark) = decomposition.decompose(c)
            && is_accent(mark)
        {
            c = base;
        }
        match letters(c) {
            Some(letters) => plain.push_str(letters),
            None if is_accent(c) => {}
            None => plain.push(c),
        }
    }
    plain
}

/// Whether a character is a combining mark of Latin, Greek or Cyrillic letters.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Returns the ASCII letters that people type for a folded letter which has no accent to leave out.
fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_does_not_matter_in_any_script() {
        for (one, other) in
            [("ÖZGÜR", "özgür"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ЖУКОВ", "жуков"), ("STRAẞE", "straße"), ("Ærø", "ÆRØ")]
        {
            assert_eq!(fold(one), fold(other), "{one}");
            assert_eq!(fold_value(one), fold_value(other), "{one}");
        }
    }

    #[test]
    fn how_a_value_is_typed_does_not_matter() {
        for (one, other) in [
            ("Rene\u{301}e", "Renée"),
            ("Ｏ’Hara", "O'HARA"),
            ("Saint‑Exupéry", "saint-exupéry"),
            ("O´Brien", "O'Brien"),
            ("„Zum Löwen“", "\"zum löwen\""),
            ("New\u{A0}York", "new york"),
            ("İstanbul", "istanbul"),
            ("I\u{307}stanbul", "ISTANBUL"),
            ("i\u{307}stanbul", "İSTANBUL"),
            ("DİYARBAKIR", "Diyarbakır"),
            ("Straße", "STRASSE"),
            ("٠٢٠ ５５５", "020 555"),
            ("New\u{200B}York\u{FEFF}", "newyork"),
            ("ﬁrst", "FIRST"),
            ("Zoe\u{308}", "ZOË"),
            ("ΐ", "\u{3b9}\u{308}\u{301}"),
        ] {
            assert_eq!(fold_value(one), fold_value(other), "{one}");
        }
        assert_ne!(fold_value("Renée"), fold_value("Renee"));
    }

    #[test]
    fn parts_are_found_without_accents() {
        for (text, plain) in [
            ("Castañeira", "castaneira"),
            ("Renée", "renee"),
            ("SØREN", "soren"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("ĐorđE", "dorde"),
            ("Ǟ", "a"),
            ("Ångström", "angstrom"),
            ("Άννα", "αννα"),
            ("王が", "王が"),
        ] {
            assert_eq!(fold_loosely(text), plain, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_part_of_a_folded_text_stays_a_part_without_accents(text in "\\PC{0,8}", from in 0..8_usize, length in 0..8_usize) {
            let folded = fold_value(&text);
            let part: String = folded.chars().skip(from).take(length).collect();
            prop_assert!(without_accents(&folded).contains(&without_accents(&part)), "{:?} in {:?}", part, folded);
        }

        #[test]
        fn what_is_folded_alike_is_alike_without_accents(text in "\\PC{0,8}") {
            prop_assert_eq!(fold_loosely(&text), without_accents(&fold_value(&text)));
        }
    }
}
