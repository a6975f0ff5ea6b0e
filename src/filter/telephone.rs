//! Telephone numbers as they are compared: by their digits, however people type them.

use crate::model::{is_extension, is_of_number, split_extension, unwrapped_phone};

/// The fewest digits of a number whose prefix of an international call is set aside.
const FEWEST_DIGITS: usize = 5;

/// The trunk prefix as it is written between a country code and an area code; nobody dials it together with the first.
const TRUNK: &str = "(0)";

/// What a country code follows where it does not follow a `+`.
const INTERNATIONAL: &str = "00";

/// Returns the digits of a folded telephone number, with those of its extension; `None` if the text is no telephone number.
pub(crate) fn phone_digits(folded: &str) -> Option<String> {
    let text = unwrapped_phone(folded);
    let (number, extension) = split_extension(text);
    let is_phone = has_digit(text) && number.bytes().all(is_of_number) && is_extension(extension);
    is_phone.then(|| digits_of(text))
}

/// Returns the digits by which a folded telephone number is found: all of them, and those of the same number as it is dialled
/// from abroad if they differ. Empty if the text is no telephone number.
pub(crate) fn phone_spellings(folded: &str) -> impl Iterator<Item = String> + use<> {
    let all = phone_digits(folded);
    let dialled = all.as_ref().filter(|all| is_long_enough(all.len())).map(|_| dialled_digits(folded, true));
    let dialled = dialled.filter(|dialled| !dialled.is_empty() && Some(dialled) != all.as_ref());
    all.into_iter().chain(dialled)
}

/// Whether a number with so many digits may begin with the prefix of an international call.
pub(super) fn is_long_enough(digits: usize) -> bool {
    digits >= FEWEST_DIGITS
}

/// Returns the digits of a part of a folded telephone number without bracketed trunk prefixes, and at the beginning of the
/// number without the prefix of an international call.
pub(super) fn dialled_digits(folded: &str, is_beginning: bool) -> String {
    let digits = digits_of(&folded.replace(TRUNK, ""));
    match digits.strip_prefix(INTERNATIONAL) {
        Some(rest) if is_beginning => rest.to_owned(),
        _ => digits,
    }
}

/// Returns the digits of a text.
pub(super) fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a text that has not been folded may be a telephone number. Folding makes no other sign of an ASCII one but its lower
/// case, so most texts need not be folded to know that they are none.
pub(super) fn may_be_phone(text: &str) -> bool {
    let is_of_phone = |byte: u8| is_of_number(byte) || b"extnsiol;:='".contains(&byte.to_ascii_lowercase());
    // Folding may bring a word before a number to light.
    !text.is_ascii() || unwrapped_phone(text).bytes().all(|byte| is_of_phone(byte) || byte.is_ascii_whitespace())
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::folding::fold_value;
    use super::*;

    #[test]
    fn telephone_numbers_are_their_digits() {
        for (text, digits) in [
            ("+31 20 555 0109", Some("31205550109")),
            ("(555) 010-9 x12", Some("555010912")),
            ("555 0109 ext. 12", Some("555010912")),
            ("555 0109 extension 12", Some("555010912")),
            ("555 0109 extn: 12", Some("555010912")),
            ("+31205550109;ext=12", Some("3120555010912")),
            ("tel:+31-20-5550109", Some("31205550109")),
            ("'0205550109", Some("0205550109")),
            ("mobile: 555-0109", Some("5550109")),
            ("=\"0205550109\"", Some("0205550109")),
            ("555 0109 exit 12", None),
            ("555x0109y", None),
            ("call me again", None),
            ("+", None),
            ("", None),
            ("555@x.nl", None),
        ] {
            assert_eq!(phone_digits(text).as_deref(), digits, "{text}");
        }
    }

    #[test]
    fn what_nobody_dials_is_set_aside_in_a_number_of_five_digits() {
        for (text, spellings) in [
            ("+31 20 555 0109", vec!["31205550109"]),
            ("0031 20 555 0109", vec!["0031205550109", "31205550109"]),
            ("+31 (0)20 555 0109", vec!["310205550109", "31205550109"]),
            ("00 31 (0) 20 5550109", vec!["00310205550109", "31205550109"]),
            ("020 555 0109", vec!["0205550109"]),
            ("0031", vec!["0031"]),
            ("(0)(0)(0)(0)(0)", vec!["00000"]),
            ("call 0031 20 555 0109", vec![]),
        ] {
            assert_eq!(phone_spellings(text).collect::<Vec<_>>(), spellings, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_text_that_cannot_be_a_telephone_number_is_none(text in "(tel|Mobile|m)?[0-9 +()xXeEtT.;='nNsSiIoO:lL\u{a0}\u{2013}\u{ff11}:a\u{301}]{0,6}|\\PC{0,6}") {
            if !may_be_phone(&text) {
                prop_assert_eq!(phone_digits(&fold_value(&text)), None);
            }
        }
    }
}
