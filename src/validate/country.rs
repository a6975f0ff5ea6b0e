//! `country-unknown`: not an ISO 3166-1 alpha-3 code, nor one that the configuration adds.

use std::collections::BTreeSet;

use super::country_names::{country_named, is_shared};
use super::placeholder::is_placeholder;
use super::plain_text::plain_text;
use super::rules::Rules;
use super::withdrawn_countries::successors;
use super::{null_text, postal_code};
use crate::language::Language;
use crate::model::{Expected, Problem, Reason, trimmed};
use crate::suggest;

/// Kosovo: a user-assigned code in general use.
const KOSOVO: &str = "XKX";

/// Codes that other standards have for a country: those of the European Union, and the one of Great Britain's cars.
const OTHER_CODES: [(&str, &str); 4] = [("EL", "GRC"), ("UK", "GBR"), ("XK", KOSOVO), (KOSOVO, KOSOVO)];

/// Countries whose codes people write with a full stop behind each letter. `N.A.` and `S.A.` are no countries.
const INITIALS: [(&str, &str); 4] = [("U.S", "USA"), ("U.S.A", "USA"), ("U.K", "GBR"), ("U.A.E", "ARE")];

/// Checks an address's country and postal code, each of which may be empty.
pub(super) fn check(country: &str, postal_code: &str, rules: &Rules) -> Option<Problem> {
    if country.is_empty() {
        return None;
    }
    if is_known(country) || rules.countries.iter().any(|known| known == country) {
        return postal_code::check(country, postal_code, rules);
    }
    null_text::check(Reason::CountryNull, "Country", country).or_else(|| Some(unknown(country)))
}

/// Whether it is an ISO 3166-1 alpha-3 code or Kosovo's, in capitals.
pub(crate) fn is_known(country: &str) -> bool {
    rust_iso3166::from_alpha3(country).is_some() || country == KOSOVO
}

fn unknown(text: &str) -> Problem {
    let problem = |reason| Problem::new(reason, "Country", text);
    if suggest::is_longer_than_names(text) {
        return problem(Reason::CountryUnknown);
    }
    if let Some(alpha3) = meant(text) {
        let name = Expected::CountryName(short_name(alpha3).to_owned());
        return problem(Reason::CountryUnknown).expecting(name).suggesting(Some(alpha3));
    }
    match successors(&text.to_uppercase()).as_slice() {
        [] => problem(Reason::CountryUnknown),
        several => {
            let only = if let [only] = several { Some(*only) } else { None };
            let names = several.iter().map(|alpha3| (*alpha3).to_owned()).collect();
            problem(Reason::CountryWithdrawn).expecting(Expected::OneOf(names)).suggesting(only)
        }
    }
}

/// Returns the alpha-3 code for another code of a country, a code in small letters, or a name; `None` if none or several
/// countries could be meant.
fn meant(text: &str) -> Option<&'static str> {
    if is_placeholder(text) {
        return None;
    }
    by_code(text).or_else(|| country_named(text)).or_else(|| by_parts(text))
}

fn by_code(text: &str) -> Option<&'static str> {
    let plain = plain_text(text).to_uppercase();
    let code = plain.trim();
    let code = code.strip_suffix('.').unwrap_or(code);
    if let Some((_, alpha3)) = INITIALS.iter().find(|(initials, _)| *initials == code) {
        return Some(alpha3);
    }
    let is_number = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number && !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let known = rust_iso3166::from_alpha3(code)
        .or_else(|| rust_iso3166::from_alpha2(code))
        .or_else(|| rust_iso3166::from_numeric_str(code));
    let other = || OTHER_CODES.iter().find(|(other, _)| *other == code).map(|(_, alpha3)| *alpha3);
    known.map(|country| country.alpha3).or_else(other)
}

/// Returns the country that all parts of a text name: `België / Belgique`, `Deutschland (DE)`.
fn by_parts(text: &str) -> Option<&'static str> {
    if is_shared(text) {
        return None;
    }
    let parts = text.split(['/', '|', '(', ')', ',', ';']).map(trimmed).filter(|part| !part.is_empty());
    let countries: Option<BTreeSet<_>> = parts.map(|part| by_code(part).or_else(|| country_named(part))).collect();
    let countries = countries.filter(|countries| countries.len() == 1)?;
    countries.into_iter().next()
}

/// Returns the English name of a country: `Netherlands` for `Netherlands (Kingdom of the)`.
fn short_name(alpha3: &'static str) -> &'static str {
    match rust_iso3166::from_alpha3(alpha3) {
        Some(country) => country.name.split(" (").next().unwrap_or(country.name),
        None if alpha3 == KOSOVO => "Kosovo",
        None => alpha3,
    }
}

/// Returns the name of the country with that alpha-3 code in a language; `None` if it is not known there, or if the language is
/// English, which has its names from the standard.
pub(crate) fn name_in(alpha3: &str, language: Language) -> Option<&'static str> {
    let translated =
        || keshvar::Alpha3::try_from(alpha3).ok()?.to_country().translations().get(language.code()).copied();
    if language == Language::En { None } else { translated() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_has_a_name_in_each_language() {
        for (language, expected) in
            [(Language::En, None), (Language::Nl, Some("Duitsland")), (Language::Da, Some("Tyskland"))]
        {
            assert_eq!(name_in("DEU", language), expected);
        }
        assert_eq!(name_in("XKX", Language::Nl), None);
    }

    #[test]
    fn a_country_is_an_alpha_3_code_and_the_right_one_is_proposed() {
        let rules = Rules::example();
        for (country, suggestion) in [
            ("NL", "NLD"),
            ("nld", "NLD"),
            ("nl", "NLD"),
            ("528", "NLD"),
            ("Belgium", "BEL"),
            ("the moon", ""),
            ("Netherlands", "NLD"),
            ("Nederland", "NLD"),
            ("Holland", "NLD"),
            ("United States", "USA"),
            ("United Kingdom", "GBR"),
            ("UK", "GBR"),
            ("EL", "GRC"),
            ("XK", "XKX"),
            ("Kosovo", "XKX"),
            ("NLD.", "NLD"),
            ("U.S.", "USA"),
            ("U.K.", "GBR"),
            ("U.A.E.", "ARE"),
            (" nl. ", "NLD"),
            ("ＮＬ", "NLD"),
            ("N/A", ""),
            ("n/a", ""),
            ("N.A.", ""),
            ("n.a.", ""),
            ("NA", ""),
            ("C/O", ""),
            ("S.A.", ""),
            ("N.C.", ""),
            ("A/S", ""),
            ("T/T", ""),
            ("L.A.", ""),
            ("N-L", ""),
            ("31", ""),
            ("nil", ""),
            ("n.v.t.", ""),
            ("unknown (NL)", ""),
            ("xkx", "XKX"),
            ("België / Belgique", "BEL"),
            ("Deutschland (DE)", "DEU"),
            ("Georgia, USA", ""),
            ("Washington, USA", ""),
            ("Germny", ""),
            ("Congo", ""),
            ("none", ""),
            ("XX", ""),
            ("ZZZ", ""),
            ("-", ""),
        ] {
            let problem = check(country, "", &rules).expect(country);
            assert_eq!(problem.reason, Reason::CountryUnknown);
            assert_eq!(problem.suggestion, suggestion, "{country}");
        }
        assert_eq!(check("NLD", "", &rules), None);
        assert_eq!(check("XKX", "10000", &rules), None);
    }

    #[test]
    fn a_withdrawn_country_names_its_successors() {
        for (country, suggestion, count) in
            [("ROM", "ROU", 1), ("rom", "ROU", 1), ("ZAR", "COD", 1), ("TMP", "TLS", 1), ("ANT", "", 3), ("YUG", "", 6)]
        {
            let problem = check(country, "", &Rules::example()).expect(country);
            assert_eq!((problem.reason, problem.suggestion.as_str()), (Reason::CountryWithdrawn, suggestion));
            assert!(matches!(&problem.expected, Expected::OneOf(names) if names.len() == count), "{country}");
        }
    }

    #[test]
    fn the_configuration_adds_countries() {
        let rules = Rules { countries: vec!["XXK".to_owned()], ..Rules::example() };
        assert_eq!(check("XXK", "anything", &rules), None);
        assert!(check("XXL", "", &rules).is_some());
    }
}
