//! `phone-invalid`: not a telephone number in any of the spellings that people give it.

use super::null_text;
use super::phone_proposal::{unwrapped, with_digits};
use super::plain_text::plain_text;
use crate::model::{Problem, Reason, is_extension, is_of_number, split_extension, trimmed};

/// The fewest digits of a telephone number.
const DIGITS: usize = 3;

/// The fewest digits of each of two numbers that a sign of [`BETWEEN`] separates, and that a blank separates.
const OF_SEVERAL: usize = 7;
const OF_SEVERAL_APART: usize = 9;

/// What people write between two numbers.
const BETWEEN: [char; 2] = [',', '/'];

/// Checks a telephone number that may be empty.
pub(super) fn check(field: &str, value: &str) -> Option<Problem> {
    if value.is_empty() {
        return None;
    }
    let reason = fault(value)?;
    if let Some(problem) = null_text::check(Reason::PhoneNull, field, value) {
        return Some(problem);
    }
    let number = unwrapped(value).filter(|number| fault(number).is_none());
    if number.is_some() {
        return Some(Problem::new(Reason::PhoneWrapped, field, value).suggesting(number));
    }
    let number = with_digits(value).filter(|number| fault(number).is_none());
    Some(Problem::new(reason, field, value).suggesting(number))
}

/// Returns what is wrong with a telephone number.
pub(super) fn fault(value: &str) -> Option<Reason> {
    let text = plain_text(value);
    let (number, extension) = split_extension(&text);
    if !number.bytes().all(is_of_number) || !is_extension(extension) || has_inner_plus(number) {
        return Some(Reason::PhoneCharacters);
    }
    if is_several(value, number) {
        return Some(Reason::PhoneSeveral);
    }
    let mut digits = number.bytes().filter(u8::is_ascii_digit);
    if digits.clone().count() < DIGITS {
        return Some(Reason::PhoneTooShort);
    }
    let first = digits.next();
    if digits.all(|digit| Some(digit) == first) {
        return Some(Reason::PhoneSameDigits);
    }
    (!brackets_pair(number)).then_some(Reason::PhoneBrackets)
}

/// Whether a `+` stands behind a digit: `1+2` is a sum, or two numbers.
fn has_inner_plus(number: &str) -> bool {
    let behind = number.trim_start_matches([' ', '(', '+']);
    behind.contains('+') || number.matches('+').count() > 1
}

/// Whether there are digits on several lines, or more than one text of digits that is long enough for a number.
fn is_several(value: &str, number: &str) -> bool {
    let digits = |part: &&str| part.bytes().filter(u8::is_ascii_digit).count();
    let has = |parts: &mut dyn Iterator<Item = &str>, fewest: usize| {
        parts.filter(|part| digits(part) >= fewest).nth(1).is_some()
    };
    let is_line_end = |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    trimmed(value).contains(is_line_end)
        || has(&mut number.split(BETWEEN), OF_SEVERAL)
        || has(&mut number.split(' '), OF_SEVERAL_APART)
}

fn brackets_pair(number: &str) -> bool {
    let mut depth = 0_i32;
    for byte in number.bytes() {
        depth += i32::from(byte == b'(') - i32::from(byte == b')');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(value: &str) -> Option<Reason> {
        check("Phone", value).map(|problem| problem.reason)
    }

    #[test]
    fn numbers_as_people_write_them_are_right() {
        for value in [
            "",
            "883-555-0127",
            "1 (11) 500 555-0115",
            "+31 20 555 0100 ext. 12",
            "+31 20 555 0100 extension 12",
            "+31 20 555 0100 extn 12",
            "+31205550100;ext=12",
            "555-0100 x 12",
            "555.0100x12",
            "555.0100 EXT12",
            "*31#112",
            "112",
            "+31 (0)20 5550100",
            "020–555–0100",
            "020‑555‑0100",
            "020−555−0100",
            "０２０５５５０１００",
            "＋３１ ２０ ５５５",
            "٠٢٠٥٥٥٠١٠٠",
            "۰۲۰۵۵۵۰۱۰۰",
            "०२०५५५",
            "020\u{a0}555\u{2009}0100",
            "020 555\u{200b}0100",
            "((020)) 555",
            "(+31) 20 555 0100",
            "020/5550100",
            "0049/30/12345678",
            "5550100,,12",
        ] {
            assert_eq!(reason(value), None, "{value}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (value, why) in [
            ("call me", Reason::PhoneCharacters),
            ("555-0100 or 555-0101", Reason::PhoneCharacters),
            ("5550100;5550101", Reason::PhoneCharacters),
            ("555-0100 ext. twelve", Reason::PhoneCharacters),
            ("555-0100 (home)", Reason::PhoneCharacters),
            ("3.12E+11", Reason::PhoneCharacters),
            ("555&0100", Reason::PhoneCharacters),
            ("=1+2+3+4", Reason::PhoneCharacters),
            ("=205550100+31", Reason::PhoneCharacters),
            ("205550100+31", Reason::PhoneCharacters),
            ("++31205550100", Reason::PhoneCharacters),
            ("020 5550100\n020 5550101", Reason::PhoneSeveral),
            ("0205550100,0205550101", Reason::PhoneSeveral),
            ("020 5550100 / 020 5550101", Reason::PhoneSeveral),
            ("0205550100 0205550101", Reason::PhoneSeveral),
            ("+31205550100 +31205550101", Reason::PhoneCharacters),
            ("--", Reason::PhoneTooShort),
            ("12", Reason::PhoneTooShort),
            ("1 ext. 234", Reason::PhoneTooShort),
            ("ext. 1234", Reason::PhoneTooShort),
            ("000", Reason::PhoneSameDigits),
            ("0000000000", Reason::PhoneSameDigits),
            ("555-5555", Reason::PhoneSameDigits),
            ("٠٠٠٠", Reason::PhoneSameDigits),
            ("(((555012", Reason::PhoneBrackets),
            ("(020 5550100", Reason::PhoneBrackets),
            ("020) 5550100", Reason::PhoneBrackets),
            (")020( 5550100", Reason::PhoneBrackets),
        ] {
            assert_eq!(reason(value), Some(why), "{value}");
            assert_eq!(check("Phone", value).unwrap().proposal(), None, "{value}");
        }
    }
}
