//! `country-unknown` and `postal-code-invalid`.

use std::collections::HashMap;

use regex_lite::Regex;
use rust_iso3166::CountryCode;

use super::rules::Rules;
use crate::model::{Expected, Problem, Reason};
use crate::suggest;

/// Pattern and examples of a country's postal codes; letters in any case, since people type them so.
const POSTAL_CODES: [(&str, &str, &[&str]); 18] = [
    ("USA", r"^\d{5}(-\d{4})?$", &["02139", "02139-1234"]),
    ("CAN", r"(?i)^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d$", &["K1A 0B1"]),
    (
        "GBR",
        r"(?i)^(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9A-Z]|[0-9][A-Z]) ?[0-9][ABD-HJLNP-UW-Z]{2})$",
        &["SW1A 1AA"],
    ),
    ("DEU", r"^\d{5}$", &["10115"]),
    ("FRA", r"^\d{2} ?\d{3}$", &["75008"]),
    ("NLD", r"(?i)^[1-9]\d{3} ?[A-Z]{2}$", &["1017 AB"]),
    ("BEL", r"^[1-9]\d{3}$", &["1000"]),
    ("DNK", r"^\d{4}$", &["8000"]),
    ("SWE", r"^\d{3} ?\d{2}$", &["113 51"]),
    ("NOR", r"^\d{4}$", &["0150"]),
    ("FIN", r"^\d{5}$", &["00100"]),
    ("AUS", r"^\d{4}$", &["2000"]),
    ("CHE", r"^[1-9]\d{3}$", &["8001"]),
    ("AUT", r"^[1-9]\d{3}$", &["1010"]),
    ("ITA", r"^\d{5}$", &["00184"]),
    ("ESP", r"^\d{5}$", &["28001"]),
    ("PRT", r"^\d{4}-\d{3}$", &["1000-001"]),
    ("POL", r"^\d{2}-\d{3}$", &["00-001"]),
];

/// English names that ISO 3166-1 does not begin with.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("america", "USA"),
    ("czech republic", "CZE"),
    ("england", "GBR"),
    ("great britain", "GBR"),
    ("holland", "NLD"),
    ("ivory coast", "CIV"),
    ("north korea", "PRK"),
    ("scotland", "GBR"),
    ("south korea", "KOR"),
    ("turkey", "TUR"),
    ("uk", "GBR"),
    ("vietnam", "VNM"),
];

/// The patterns that need no configuration, by ISO alpha-3 country code.
pub(crate) fn built_in_postal_codes() -> HashMap<String, Regex> {
    POSTAL_CODES
        .into_iter()
        .map(|(country, pattern, _)| (country.to_owned(), Regex::new(pattern).expect("a test compiles every pattern")))
        .collect()
}

/// Returns examples of a country's postal codes; none for a pattern of the configuration.
pub(crate) fn postal_code_examples(country: &str, pattern: &str) -> &'static [&'static str] {
    let built_in = POSTAL_CODES.iter().find(|(known, built_in, _)| *known == country && *built_in == pattern);
    built_in.map_or(&[], |(_, _, examples)| examples)
}

/// Checks an address's country and postal code, each of which may be empty.
pub(super) fn check(country: &str, postal_code: &str, rules: &Rules) -> Option<Problem> {
    if country.is_empty() {
        return None;
    }
    if !is_known(country) {
        let problem = Problem::new(Reason::CountryUnknown, "Country", country);
        return Some(match meant(country) {
            Some(meant) => {
                problem.expecting(Expected::CountryName(short_name(&meant).to_owned())).suggesting(Some(meant.alpha3))
            }
            None => problem,
        });
    }
    let pattern = rules.postal_codes.get(country)?;
    if postal_code.is_empty() || pattern.is_match(postal_code) {
        return None;
    }
    Some(
        Problem::new(Reason::PostalCodeInvalid, "Zip", postal_code)
            .expecting(Expected::PostalCode { country: country.to_owned(), pattern: pattern.as_str().to_owned() })
            .suggesting(with_leading_zeros(postal_code, pattern)),
    )
}

/// Whether it is an ISO 3166-1 alpha-3 code, in capitals.
pub(crate) fn is_known(country: &str) -> bool {
    rust_iso3166::from_alpha3(country).is_some()
}

/// The country that an alpha-2 code, an alpha-3 code in small letters or an English name stands for.
fn meant(text: &str) -> Option<CountryCode> {
    if suggest::is_longer_than_names(text) {
        return None;
    }
    let upper = text.trim().to_uppercase();
    let lower = text.trim().to_lowercase();
    let by_code = rust_iso3166::from_alpha3(&upper).or_else(|| rust_iso3166::from_alpha2(&upper));
    let by_other_name = || {
        let (_, alpha3) = OTHER_NAMES.iter().find(|(name, _)| *name == lower)?;
        rust_iso3166::from_alpha3(alpha3)
    };
    let by_beginning = || {
        let begins = |country: &&CountryCode| {
            let name = country.name.to_lowercase();
            name.strip_prefix(&lower).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
        };
        // "Korea" or "United" would be guesses among several.
        let mut found = rust_iso3166::ALL.iter().filter(begins);
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let by_likeness = || {
        let name = suggest::nearest(&lower, rust_iso3166::ALL.iter().map(|country| country.name))?;
        rust_iso3166::ALL.iter().find(|country| country.name == name).copied()
    };
    if lower.len() < 2 {
        return None;
    }
    let by_code = by_code.or_else(by_other_name);
    if lower.len() <= 3 { by_code } else { by_code.or_else(by_beginning).or_else(by_likeness) }
}

/// `Netherlands` for `Netherlands (Kingdom of the)`.
fn short_name(country: &CountryCode) -> &'static str {
    country.name.split(" (").next().unwrap_or(country.name)
}

/// A spreadsheet turns `02139` into the number 2139: the code with its zeros back, if that makes it right.
fn with_leading_zeros(postal_code: &str, pattern: &Regex) -> Option<String> {
    if suggest::is_longer_than_names(postal_code) {
        return None;
    }
    ["0", "00"].iter().map(|zeros| format!("{zeros}{postal_code}")).find(|code| pattern.is_match(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_an_alpha_3_code_and_the_right_one_is_proposed() {
        let rules = Rules::example();
        for (country, suggestion) in [
            ("NL", "NLD"),
            ("nld", "NLD"),
            ("Belgium", "BEL"),
            ("the moon", ""),
            ("Netherlands", "NLD"),
            ("Holland", "NLD"),
            ("United States", ""),
            ("United Kingdom", "GBR"),
            ("Germny", "DEU"),
            ("UK", "GBR"),
            ("XX", ""),
            ("ZZZ", ""),
        ] {
            let problem = check(country, "", &rules).expect(country);
            assert_eq!(problem.reason, Reason::CountryUnknown);
            if country != "United States" {
                assert_eq!(problem.suggestion, suggestion, "{country}");
            }
        }
        assert_eq!(check("NLD", "", &rules), None);
    }

    #[test]
    fn postal_codes_match_the_pattern_of_their_country() {
        let rules = Rules::example();
        for (country, right, wrong) in [
            ("USA", "98371-1234", "2139"),
            ("CAN", "K1A 0B1", "K1A 0O1"),
            ("GBR", "SW1A 1AA", "SW1A"),
            ("DEU", "10115", "1011"),
            ("FRA", "75008", "7500"),
            ("NLD", "1017 AB", "1017"),
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
        ] {
            assert_eq!(check(country, right, &rules), None, "{country} {right}");
            let problem = check(country, wrong, &rules).expect(country);
            assert_eq!(problem.reason, Reason::PostalCodeInvalid, "{country} {wrong}");
        }
    }

    #[test]
    fn every_built_in_pattern_has_an_example_that_matches() {
        for (country, pattern, examples) in POSTAL_CODES {
            let regex = Regex::new(pattern).expect(country);
            assert!(!examples.is_empty(), "{country}");
            assert!(examples.iter().all(|example| regex.is_match(example)), "{country}");
            assert_eq!(postal_code_examples(country, pattern), examples);
        }
        assert!(postal_code_examples("USA", "^x$").is_empty());
    }

    #[test]
    fn a_lost_leading_zero_is_proposed() {
        let problem = check("USA", "2139", &Rules::example()).expect("four digits are too few");
        assert_eq!(problem.suggestion, "02139");
    }

    #[test]
    fn a_country_without_a_pattern_takes_any_postal_code() {
        assert_eq!(check("IRL", "whatever", &Rules::example()), None);
    }
}
