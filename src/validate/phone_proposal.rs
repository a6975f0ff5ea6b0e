//! The telephone number that a value with something around it or in its digits' place stands for.

use super::plain_text::plain_text;

/// What programs and people write before a number, in small letters.
const BEFORE: [&str; 17] = [
    "telephone",
    "telefoon",
    "telefon",
    "callto",
    "mobile",
    "mobiel",
    "handy",
    "phone",
    "cell",
    "fax",
    "mob",
    "tel",
    "gsm",
    "sms",
    "tlf",
    "m",
    "t",
];

/// The prefixes of numbers whose rest companies spell as a word.
const SPELLED: [&str; 16] = [
    "1800", "1888", "1877", "1866", "1855", "1844", "1833", "1900", "1300", "0800", "0900", "0808", "0845", "800",
    "888", "877",
];

/// The fewest letters of a word that stands for digits.
const LETTERS: usize = 3;

/// Returns what is inside a wrapper: `tel:`, an apostrophe, quotes, a formula of a spreadsheet; `None` if there is none.
pub(super) fn unwrapped(value: &str) -> Option<String> {
    let plain = plain_text(value);
    let mut inside = plain.trim();
    loop {
        let shorter = without_formula(inside).or_else(|| without_word(inside)).or_else(|| without_quotes(inside));
        match shorter.map(str::trim) {
            Some(shorter) if shorter.len() < inside.len() => inside = shorter,
            _ => break,
        }
    }
    (inside.len() < plain.trim().len()).then(|| inside.to_owned())
}

/// `="0205550100"` keeps a spreadsheet from taking it for a number.
fn without_formula(text: &str) -> Option<&str> {
    text.strip_prefix('=')
}

fn without_quotes(text: &str) -> Option<&str> {
    let quoted = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    let in_brackets = || text.strip_prefix('<')?.strip_suffix('>');
    quoted('\'').or_else(|| quoted('"')).or_else(in_brackets).or_else(|| text.strip_prefix('\''))
}

fn without_word(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, rest) = text.split_at(end);
    let is_known = BEFORE.iter().any(|known| known.eq_ignore_ascii_case(word));
    is_known.then(|| rest.trim_start_matches([':', '.', ' ', '/', '=']))
}

/// Returns the number in digits, where letters stand for the digits of their keys (`1-800-FLOWERS`) or where the letter O was
/// typed for a zero; `None` if there is no such reading.
pub(super) fn with_digits(value: &str) -> Option<String> {
    let plain = plain_text(value);
    spelled_out(&plain).or_else(|| with_zeros(&plain))
}

fn spelled_out(text: &str) -> Option<String> {
    let first = text.find(|c: char| c.is_ascii_alphabetic())?;
    let before: String = text[..first].chars().filter(char::is_ascii_digit).collect();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let is_spelled = SPELLED.contains(&before.as_str()) && letters >= LETTERS;
    is_spelled.then(|| text.chars().map(key_of).collect())
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
    let letters: Vec<_> = text.chars().filter(char::is_ascii_alphabetic).collect();
    let only_o = !letters.is_empty() && letters.iter().all(|letter| matches!(letter, 'O' | 'o'));
    (only_o && digits > 2 * letters.len()).then(|| text.replace(['O', 'o'], "0"))
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
        for value in ["tel:", "'", "''", "tel:000", "tel: call me"] {
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
            ("555-FLOWERS", None),
            ("800-a", None),
            ("FLOWERS", None),
        ] {
            assert_eq!(check("Phone", value).expect(value).proposal(), number, "{value}");
        }
    }
}
