//! `postal-code-invalid`: not a postal code of the address's country.

use regex_lite::Regex;

use super::null_text;
use super::plain_text::plain_text;
use super::postal_forms::{built_in_form, prefixes_abroad};
use super::rules::Rules;
use crate::model::{Expected, Problem, Reason};
use crate::suggest;

/// Countries whose codes have had as many digits for long and may begin with a zero, which a spreadsheet loses. Elsewhere a
/// shorter number may be a code of an older form: `11001` is an area of Bogotá.
const ZERO_IN_FRONT: [&str; 21] = [
    "AUS", "BRA", "CHN", "DEU", "DZA", "ESP", "FIN", "FRA", "GEO", "ITA", "JPN", "KOR", "MEX", "MYS", "NOR", "NZL",
    "POL", "PRI", "TUR", "USA", "ZAF",
];

/// Countries where two zeros in front are common, so that a spreadsheet may have lost both.
const TWO_ZEROS: [&str; 4] = ["FIN", "ITA", "PRI", "USA"];

/// The most letters that are taken for digits, or the other way round.
const MOST_SLIPS: u32 = 4;

/// The fewest letters of a town behind a code.
const TOWN: usize = 4;

/// Checks a postal code, which may be empty, against the form of its country.
pub(super) fn check(country: &str, postal_code: &str, rules: &Rules) -> Option<Problem> {
    if postal_code.is_empty() {
        return None;
    }
    let pattern = rules.postal_codes.get(country).or_else(|| built_in_form(country))?;
    if pattern.is_match(postal_code) {
        return None;
    }
    let expected = || Expected::PostalCode { country: country.to_owned(), pattern: pattern.as_str().to_owned() };
    let invalid = || {
        let meant = meant(country, postal_code, pattern);
        Problem::new(Reason::PostalCodeInvalid, "Zip", postal_code).expecting(expected()).suggesting(meant)
    };
    null_text::check(Reason::PostalCodeNull, "Zip", postal_code).or_else(|| Some(invalid()))
}

/// Returns the code in the country's own form; `None` if none or several could be meant.
fn meant(country: &str, text: &str, pattern: &Regex) -> Option<String> {
    if suggest::is_longer_than_names(text) {
        return None;
    }
    let plain = tidied(text);
    let bare = without_prefix(country, &plain);
    let stems = [Some(plain.as_str()), bare, without_town(&plain), bare.and_then(without_town)];
    let stems: Vec<_> = stems.into_iter().flatten().filter(|stem| !stem.is_empty()).collect();
    let spelled = |spellings: fn(&str) -> Vec<String>| stems.iter().find_map(|stem| only(spellings(stem), pattern));
    let zeros = if TWO_ZEROS.contains(&country) { &["0", "00"][..] } else { &["0"][..] };
    let with_zeros = || {
        let filled = zeros.iter().map(|zeros| format!("{zeros}{plain}"));
        let filled: Vec<_> = filled.filter(|_| may_have_lost_zeros(country, &plain)).collect();
        let is_number = |code: &&String| code.bytes().all(|byte| byte.is_ascii_digit());
        let grouped = filled.iter().find_map(|code| only(in_groups(country, code), pattern));
        let plain_number = filled.iter().find_map(|code| only(vec![code.clone()], pattern));
        grouped
            .or(plain_number)
            .or_else(|| filled.iter().filter(is_number).find_map(|code| only(joined(code, '-'), pattern)))
    };
    let grouped = stems.iter().find_map(|stem| only(in_groups(country, &compact(stem)), pattern));
    grouped
        .or_else(|| spelled(|stem| vec![stem.to_owned()]))
        .or_else(|| spelled(|stem| vec![compact(stem)]))
        .or_else(|| spelled(|stem| joined(&compact(stem), '-')))
        .or_else(|| spelled(|stem| joined(&compact(stem), ' ')))
        .or_else(with_zeros)
        .or_else(|| own_prefix(country, &plain, pattern))
        .or_else(|| stems.iter().find_map(|stem| only(without_slips(stem), pattern)))
}

/// Whether a spreadsheet may have taken a code for a number. What has a prefix or a town has never been one.
fn may_have_lost_zeros(country: &str, code: &str) -> bool {
    let is_of_number = |byte: u8| byte.is_ascii_digit() || (country == "USA" && byte == b'-');
    ZERO_IN_FRONT.contains(&country)
        && code.starts_with(|c: char| matches!(c, '1'..='9'))
        && code.bytes().all(is_of_number)
}

/// Returns a code in the characters of a keyboard, in capitals, with single blanks.
fn tidied(text: &str) -> String {
    let plain = plain_text(text).to_uppercase();
    let words: Vec<_> = plain.split_whitespace().collect();
    let code = words.join(" ");
    let code = code.trim_start_matches(['〒', '\'', '"', '=']).trim_end_matches(['\'', '"', '.', ',', ';']).trim();
    // A spreadsheet has made a number of it.
    code.strip_suffix(".0").unwrap_or(code).to_owned()
}

/// Returns a code without the country's code before it: `DK-8000`, `D10115`.
fn without_prefix<'t>(country: &str, text: &'t str) -> Option<&'t str> {
    prefixes_abroad(country).iter().find_map(|prefix| {
        let rest = text.strip_prefix(prefix.as_str())?;
        let code = rest.trim_start_matches(['-', ' ', '.', ':']);
        let is_apart = code.len() < rest.len() || code.starts_with(|c: char| c.is_ascii_digit());
        is_apart.then_some(code)
    })
}

/// Returns a code without the town behind it: `8000 AARHUS C`.
fn without_town(text: &str) -> Option<&str> {
    let is_town = |rest: &str| {
        let is_word = |word: &str| word.chars().all(|c| c.is_alphabetic() || "-'.".contains(c));
        rest.split(' ').next().is_some_and(|word| word.chars().count() >= TOWN) && rest.split(' ').all(is_word)
    };
    let ends = text.match_indices(' ').map(|(at, _)| at);
    let code = ends.map(|at| text.split_at(at)).find(|(_, rest)| is_town(rest.trim_start())).map(|(code, _)| code);
    code.filter(|code| code.bytes().any(|byte| byte.is_ascii_digit())).map(|code| code.trim_end_matches(','))
}

/// Returns a code with the prefix that belongs to it in its own country: `1050` of Latvia is `LV-1050`.
fn own_prefix(country: &str, text: &str, pattern: &Regex) -> Option<String> {
    let alpha2 = rust_iso3166::from_alpha3(country)?.alpha2;
    let code = compact(text);
    only(["-", "", " "].map(|sign| format!("{alpha2}{sign}{code}")).to_vec(), pattern)
}

/// Returns a code with the blank or hyphen that its country writes into it, which its pattern may not require.
fn in_groups(country: &str, code: &str) -> Vec<String> {
    let (sign, behind) = match country {
        "GBR" | "CAN" => (' ', 3),
        "CZE" | "GRC" | "NLD" | "SVK" | "SWE" => (' ', 2),
        "IRL" => (' ', 4),
        "BRA" => ('-', 3),
        "JPN" => ('-', 4),
        _ => return Vec::new(),
    };
    let at = code.len().saturating_sub(behind);
    let groups = code.split_at_checked(at).filter(|(before, _)| !before.is_empty());
    groups.map(|(before, behind)| format!("{before}{sign}{behind}")).into_iter().collect()
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the code with a sign in each place.
fn joined(code: &str, sign: char) -> Vec<String> {
    let places = code.char_indices().skip(1).map(|(at, _)| at);
    places.map(|at| format!("{}{sign}{}", &code[..at], &code[at..])).collect()
}

/// Returns the code with each choice of its letters O and I read as the digits they look like.
fn without_slips(code: &str) -> Vec<String> {
    let slips: Vec<_> = code.match_indices(['O', 'I', 'L']).map(|(at, _)| at).collect();
    let count = slips.len() as u32;
    if count == 0 || count > MOST_SLIPS {
        return Vec::new();
    }
    let read = |chosen: u32| {
        let is_chosen = |at: usize| slips.iter().position(|slip| *slip == at).is_some_and(|bit| chosen >> bit & 1 == 1);
        let digit = |(at, c): (usize, char)| if is_chosen(at) { if c == 'O' { '0' } else { '1' } } else { c };
        code.char_indices().map(digit).collect()
    };
    (1..1_u32 << count).map(read).collect()
}

/// Returns the only code that matches; `None` if none or several do.
fn only(mut codes: Vec<String>, pattern: &Regex) -> Option<String> {
    codes.retain(|code| pattern.is_match(code));
    if codes.len() == 1 { codes.pop() } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::country::check;
    use super::*;

    #[test]
    fn postal_codes_match_the_form_of_their_country() {
        let rules = Rules::example();
        for (country, right, wrong) in [
            ("USA", "98371-1234", "2139"),
            ("CAN", "K1A 0B1", "K1A 0O1"),
            ("GBR", "SW1A 1AA", "SW1A"),
            ("GBR", "BFPO 61", "BFPO"),
            ("GBR", "ASCN 1ZZ", "ASCX 1ZZ"),
            ("DEU", "10115", "1011"),
            ("FRA", "75008", "7500"),
            ("NLD", "1017 AB", "1017"),
            ("NLD", "1234 SB", "1234 SS"),
            ("NLD", "1234st", "0123 AB"),
            ("NLD", "1234 SZ", "1234 SA"),
            ("BEL", "1000", "0100"),
            ("DNK", "8000", "80000"),
            ("SWE", "113 51", "1135"),
            ("NOR", "0150", "150"),
            ("FIN", "00100", "100"),
            ("AUS", "2000", "200"),
            ("CHE", "8001", "80010"),
            ("AUT", "1010", "101"),
            ("ITA", "00184", "184X"),
            ("ESP", "28001", "2800"),
            ("PRT", "1000-001", "1000001X"),
            ("POL", "00-001", "ABC"),
            ("IRL", "D02 AF30", "whatever"),
            ("JPN", "100-0001", "100-00011"),
            ("BRA", "01310-100", "01310-10"),
            ("CZE", "110 00", "11000X"),
            ("IND", "110001", "010001"),
            ("GHA", "GA-184-1234", "GA-18"),
            ("GHA", "GA1841234", "G184"),
            ("EGY", "4272001", "427200"),
            ("KAZ", "A05E4B5", "A05E4BB"),
            ("KAZ", "050000", "05000"),
            ("MMR", "0111811", "011181"),
            ("IRN", "11936-53471", "11936-5347"),
            ("IRN", "1193653471", "119365347"),
        ] {
            assert_eq!(check(country, right, &rules), None, "{country} {right}");
            let problem = check(country, wrong, &rules).expect(wrong);
            assert_eq!(problem.reason, Reason::PostalCodeInvalid, "{country} {wrong}");
        }
    }

    #[test]
    fn the_code_in_the_countrys_own_form_is_proposed() {
        let rules = Rules::example();
        for (country, code, meant) in [
            ("USA", "2139", Some("02139")),
            ("USA", "501", Some("00501")),
            ("USA", "021391234", Some("02139-1234")),
            ("USA", "02139 1234", Some("02139-1234")),
            ("USA", "2139-1234", Some("02139-1234")),
            ("USA", "2139.0", Some("02139")),
            ("USA", "US-02139", Some("02139")),
            ("USA", "02139-123", None),
            ("USA", "0213", None),
            ("PRT", "1000-01", None),
            ("SWE", "SE11351", Some("113 51")),
            ("NLD", "NL1017AB", Some("1017 AB")),
            ("GBR", "SW1A 1 AA", Some("SW1A 1AA")),
            ("GBR", "BFPO-61", Some("BFPO61")),
            ("FRA", "75.008", Some("75008")),
            ("DNK", "DK-8000", Some("8000")),
            ("DNK", "DK 8000", Some("8000")),
            ("DNK", "8000 Aarhus C", Some("8000")),
            ("DEU", "D-10115", Some("10115")),
            ("DEU", "D10115", Some("10115")),
            ("DEU", "DE-10115", Some("10115")),
            ("DEU", "D - 10115", Some("10115")),
            ("DEU", "10115 Berlin", Some("10115")),
            ("DEU", "1067", Some("01067")),
            ("DEU", "１０１１５", Some("10115")),
            ("DEU", "1O115", Some("10115")),
            ("AUT", "A-1010", Some("1010")),
            ("CHE", "CH-8001", Some("8001")),
            ("FRA", "F-75008", Some("75008")),
            ("ITA", "I-00184", Some("00184")),
            ("NLD", "NL-1017 AB", Some("1017 AB")),
            ("NLD", "1017  AB", Some("1017 AB")),
            ("NLD", "1017-AB", Some("1017 AB")),
            ("NLD", "1017 AB Amsterdam", Some("1017 AB")),
            ("SWE", "SE-113 51", Some("113 51")),
            ("SWE", "S-113 51", Some("113 51")),
            ("SWE", "113  51", Some("113 51")),
            ("GBR", "SW1A  1AA", Some("SW1A 1AA")),
            ("GBR", "SW1A-1AA", Some("SW1A 1AA")),
            ("GBR", "GB-SW1A 1AA", Some("SW1A 1AA")),
            ("GBR", "SW1A OAA", Some("SW1A 0AA")),
            ("CAN", "K1A  0B1", Some("K1A 0B1")),
            ("CAN", "KIA OB1", Some("K1A 0B1")),
            ("POL", "00001", Some("00-001")),
            ("POL", "00 001", Some("00-001")),
            ("POL", "PL-00-001", Some("00-001")),
            ("PRT", "1000001", Some("1000-001")),
            ("PRT", "1000 001", Some("1000-001")),
            ("LVA", "1050", Some("LV-1050")),
            ("JPN", "〒1000001", Some("100-0001")),
            ("POL", "1001", Some("01-001")),
            ("BRA", "1310100", Some("01310-100")),
            ("IRN", "11936 53471", Some("1193653471")),
            ("DEU", "D-8000", None),
            ("DEU", "1067 Dresden", None),
            ("HND", "HN1102", None),
            ("PRT", "P-100001", None),
            ("FRA", "F-1000", None),
            ("COL", "11001", None),
            ("DEU", "DK-8000", None),
            ("NLD", "1017", None),
            ("NLD", "1234 SS", None),
            ("DEU", "101", None),
            ("DEU", "101159", None),
            ("DEU", "-", None),
            ("DEU", "unknown", None),
        ] {
            let problem = check(country, code, &rules).expect(code);
            assert_eq!(problem.proposal(), meant, "{country} {code}");
        }
    }

    #[test]
    fn a_country_without_codes_takes_any() {
        for country in ["HKG", "ARE", "XKX"] {
            assert_eq!(check(country, "whatever", &Rules::example()), None, "{country}");
        }
    }

    #[test]
    fn the_configurations_pattern_replaces_the_built_in_one() {
        let own = [("DEU".to_owned(), Regex::new("^X$").unwrap())];
        let rules = Rules { postal_codes: own.into(), ..Rules::example() };
        assert_eq!(check("DEU", "X", &rules), None);
        assert!(check("DEU", "10115", &rules).is_some());
    }
}
