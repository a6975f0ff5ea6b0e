//! The telephone number that a value with something around it or in its digits' place stands for.

use std::ops::RangeInclusive;

use super::placeholder::is_placeholder;
use super::plain_text::plain_text;
use crate::model::{is_extension_word, is_phone_word, unwrapped_phone};

/// The prefixes of numbers in North America whose rest companies spell as a word.
const NORTH_AMERICAN: [&str; 11] =
    ["1800", "1888", "1877", "1866", "1855", "1844", "1833", "1900", "800", "888", "877"];

/// The prefixes of such numbers elsewhere, with digits that vary by country.
const OTHERS: [&str; 5] = ["1300", "0800", "0900", "0808", "0845"];

/// How many digits follow a prefix; in North America a word may be a letter longer than what is dialled.
const BEHIND_NORTH_AMERICAN: RangeInclusive<usize> = 7..=8;
const BEHIND_OTHERS: RangeInclusive<usize> = 4..=7;

/// The fewest letters of a word that stands for digits.
const LETTERS: usize = 3;

/// Words that say something about a number rather than being one, in capitals.
const REMARKS: [&str; 13] =
    ["NO", "NOT", "NONE", "OR", "AND", "ASK", "SEE", "CALL", "HOME", "WORK", "OFFICE", "PRIVATE", "INVALID"];

/// Returns what is inside a wrapper: `tel:`, an apostrophe, quotes, a formula of a spreadsheet; `None` if there is none.
pub(super) fn unwrapped(value: &str) -> Option<String> {
    let plain = plain_text(value);
    let inside = unwrapped_phone(&plain);
    // The number of a fax is not one to call.
    let is_fax = plain.to_ascii_lowercase().contains("fax");
    (inside.len() < plain.trim().len() && !is_fax).then(|| inside.to_owned())
}

/// Returns the number in digits, where letters stand for the digits of their keys (`1-800-FLOWERS`) or where the letter O was
/// typed for a zero; `None` if there is no such reading.
pub(super) fn with_digits(value: &str) -> Option<String> {
    let plain = plain_text(value);
    spelled_out(&plain).or_else(|| with_zeros(&plain))
}

fn spelled_out(text: &str) -> Option<String> {
    let (before, rest) = text.split_at(text.find(|c: char| c.is_ascii_alphabetic())?);
    let prefix: String = before.chars().filter(char::is_ascii_digit).collect();
    let is_north_american = NORTH_AMERICAN.contains(&prefix.as_str());
    let is_other = OTHERS.contains(&prefix.as_str());
    let dialled = rest.bytes().filter(u8::is_ascii_alphanumeric).count();
    let has_length = (is_north_american && BEHIND_NORTH_AMERICAN.contains(&dialled))
        || (is_other && BEHIND_OTHERS.contains(&dialled));
    let is_in_capitals = !rest.bytes().any(|byte| byte.is_ascii_lowercase());
    // A word in small letters may belong to a sentence.
    let is_word =
        prefix.len() == "1800".len() && is_north_american && rest.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_spelled = has_length && is_name_of_number(rest) && (is_in_capitals || is_word);
    is_spelled.then(|| text.chars().map(key_of).collect())
}

/// Whether a text has only words and digits, ends in a letter, and says nothing about a number.
fn is_name_of_number(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let words = || upper.split([' ', '-', '.']);
    let is_remark = |word: &str| REMARKS.contains(&word) || is_phone_word(word) || is_extension_word(word);
    let letters = || upper.bytes().filter(u8::is_ascii_alphabetic);
    // `XXX-XXXX` stands for digits that nobody knew.
    let is_filler = letters().all(|letter| Some(letter) == letters().next());
    letters().count() >= LETTERS
        && !is_filler
        && upper.ends_with(|c: char| c.is_ascii_uppercase())
        && words()
            .all(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && (word.len() == 1 || !is_remark(word)))
        && !is_placeholder(text)
}

/// Returns the digit on whose key a letter stands (ITU-T E.161).
fn key_of(c: char) -> char {
    match c.to_ascii_uppercase() {
        'A'..='C' => '2',
        'D'..='F' => '3',
        'G'..='I' => '4',
        'J'..='L' => '5',
        'M'..='O' => '6',
        'P'..='S' => '7',
        'T'..='V' => '8',
        'W'..='Z' => '9',
        _ => c,
    }
}

fn with_zeros(text: &str) -> Option<String> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_slip = letters > 0 && digits > 2 * letters && text.split(|c: char| !c.is_ascii_alphanumeric()).all(is_group);
    is_slip.then(|| text.replace(['O', 'o'], "0"))
}

/// Whether a group has digits only, or among them letters O, a small one not at its edge: `(o)` is the office.
fn is_group(group: &str) -> bool {
    let has_letter = group.contains(['O', 'o']);
    group.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'O' | b'o'))
        && (!has_letter || group.bytes().any(|byte| byte.is_ascii_digit()))
        && !group.starts_with('o')
        && !group.ends_with('o')
}

#[cfg(test)]
mod tests {
    use super::super::phone::check;

    #[test]
    fn the_number_in_a_wrapper_is_proposed() {
        for (value, number) in [
            ("tel:+31205550100", "+31205550100"),
            ("TEL: 020 5550100", "020 5550100"),
            ("Tel. 020-5550100", "020-5550100"),
            ("tel:+31205550100;ext=12", "+31205550100;ext=12"),
            ("callto:5550100", "5550100"),
            ("'0205550100", "0205550100"),
            ("’0205550100", "0205550100"),
            ("'0205550100'", "0205550100"),
            ("\"020 5550100\"", "020 5550100"),
            ("=\"0205550100\"", "0205550100"),
            ("<+31205550100>", "+31205550100"),
            ("Mobile: 555-0100", "555-0100"),
        ] {
            let problem = check("Phone", value).expect(value);
            assert_eq!(problem.proposal(), Some(number), "{value}");
        }
        for value in [
            "tel:",
            "'",
            "''",
            "tel:000",
            "tel: call me",
            "=1+2+3+4",
            "=205550100+31",
            "=0205550100",
            "Fax: 020 5550100",
        ] {
            assert_eq!(check("Phone", value).expect(value).proposal(), None, "{value}");
        }
    }

    #[test]
    fn letters_for_digits_are_read_where_only_one_number_is_meant() {
        for (value, number) in [
            ("1-800-FLOWERS", Some("1-800-3569377")),
            ("1-800-GOT-JUNK", Some("1-800-468-5865")),
            ("1 (800) flowers", Some("1 (800) 3569377")),
            ("+1-888-TAXIS-4-U", Some("+1-888-82947-4-8")),
            ("0800-TAXI", Some("0800-8294")),
            ("O2O-555O1OO", None),
            ("020-555O100", Some("020-5550100")),
            ("1-800-Flowers", Some("1-800-3569377")),
            ("1-800-CONTACTS", Some("1-800-26682287")),
            ("800-FLOWERS", Some("800-3569377")),
            ("1-800-FLOWERS or 1-800-468-5865", None),
            ("800 unknown", None),
            ("800 UNKNOWN", None),
            ("800 private", None),
            ("0800 call me", None),
            ("0800 CALL", None),
            ("+1 800 (home) 5550100", None),
            ("800 ext 12a", None),
            ("877-XXX", None),
            ("800-XXX-XXXX", None),
            ("800-FLOWER", None),
            ("888 HOME OFFICE", None),
            ("1-800-NO-PHONE", None),
            ("020-555010O", Some("020-5550100")),
            ("555-0100 (o)", None),
            ("O 555-0100", None),
            ("5550100o", None),
            ("555-FLOWERS", None),
            ("800-a", None),
            ("FLOWERS", None),
        ] {
            assert_eq!(check("Phone", value).expect(value).proposal(), number, "{value}");
        }
    }
}
