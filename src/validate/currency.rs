//! `currency-unknown`: not a code of today's ISO 4217.

use iso_currency::{Currency, Flag, IntoEnumIterator as _};

use super::null_text;
use super::plain_name::plain_name;
use crate::model::{Expected, Problem, Reason};
use crate::suggest;

/// Codes that ISO 4217 no longer has, with the currency that replaced them; none if several did.
const WITHDRAWN: [(&str, &str); 66] = [
    ("ADP", "EUR"),
    ("AFA", "AFN"),
    ("ALK", "ALL"),
    ("ANG", "XCG"),
    ("AOK", "AOA"),
    ("AON", "AOA"),
    ("AOR", "AOA"),
    ("ARA", "ARS"),
    ("ARP", "ARS"),
    ("ATS", "EUR"),
    ("AZM", "AZN"),
    ("BEF", "EUR"),
    ("BGL", "EUR"),
    ("BRC", "BRL"),
    ("BRE", "BRL"),
    ("BRR", "BRL"),
    ("BUK", "MMK"),
    ("BYB", "BYN"),
    ("BYR", "BYN"),
    ("CSD", "RSD"),
    ("CYP", "EUR"),
    ("DDM", "EUR"),
    ("DEM", "EUR"),
    ("ECS", "USD"),
    ("EEK", "EUR"),
    ("ESP", "EUR"),
    ("FIM", "EUR"),
    ("FRF", "EUR"),
    ("GHC", "GHS"),
    ("GRD", "EUR"),
    ("GWP", "XOF"),
    ("HRD", "EUR"),
    ("IEP", "EUR"),
    ("ITL", "EUR"),
    ("LTL", "EUR"),
    ("LUF", "EUR"),
    ("LVL", "EUR"),
    ("MGF", "MGA"),
    ("MRO", "MRU"),
    ("MTL", "EUR"),
    ("MXP", "MXN"),
    ("MZM", "MZN"),
    ("NLG", "EUR"),
    ("PEI", "PEN"),
    ("PLZ", "PLN"),
    ("PTE", "EUR"),
    ("ROL", "RON"),
    ("RUR", "RUB"),
    ("SDD", "SDG"),
    ("SIT", "EUR"),
    ("SKK", "EUR"),
    ("SRG", "SRD"),
    ("STD", "STN"),
    ("TMM", "TMT"),
    ("TPE", "USD"),
    ("TRL", "TRY"),
    ("UAK", "UAH"),
    ("UYN", "UYU"),
    ("UYP", "UYU"),
    ("VEB", "VES"),
    ("VEF", "VES"),
    ("XEU", "EUR"),
    ("YUM", "RSD"),
    ("ZMK", "ZMW"),
    ("ZWD", "ZWG"),
    ("ZWN", "ZWG"),
];

/// Checks a currency that may be empty.
pub(super) fn check(value: &str) -> Option<Problem> {
    if value.is_empty() || is_known(value) {
        return None;
    }
    null_text::check(Reason::CurrencyNull, "Currency", value).or_else(|| Some(unknown(value)))
}

/// Whether it is a code of today's ISO 4217, in capitals.
pub(crate) fn is_known(code: &str) -> bool {
    Currency::from_code(code).is_some_and(|currency| successor(currency).is_none())
}

/// Returns the currency that replaced one which the data set still has. The Venezuelan bolívar has two codes.
fn successor(currency: Currency) -> Option<&'static str> {
    currency.flags().into_iter().find_map(|flag| match flag {
        Flag::Superseded(by) if currency != Currency::VES => Some(by.code()),
        _ => None,
    })
}

fn unknown(text: &str) -> Problem {
    let problem = |reason| Problem::new(reason, "Currency", text);
    if suggest::is_longer_than_names(text) {
        return problem(Reason::CurrencyUnknown);
    }
    let upper = text.to_uppercase();
    let replaced = Currency::from_code(&upper).and_then(successor);
    let by_code = || WITHDRAWN.iter().find(|(code, _)| *code == upper).map(|(_, successor)| *successor);
    match replaced.or_else(by_code) {
        Some(successor) => problem(Reason::CurrencyWithdrawn)
            .expecting(Expected::OneOf(vec![successor.to_owned()]))
            .suggesting(Some(successor)),
        None => problem(Reason::CurrencyUnknown).suggesting(meant(text, &upper)),
    }
}

/// Returns the code for a code in small letters, a number of ISO 4217, the English name of a currency, or a sign that only one
/// currency has.
fn meant(text: &str, upper: &str) -> Option<&'static str> {
    let by_number = || text.parse().ok().filter(|_| text.len() == 3).and_then(Currency::from_numeric);
    let wanted = plain_name(text);
    let known = || Currency::iter().filter(|currency| successor(*currency).is_none());
    let by_name = || only(known().filter(|currency| !wanted.is_empty() && plain_name(currency.name()) == wanted));
    let by_sign = || only(known().filter(|currency| currency.symbol().to_string() == text));
    let meant = Currency::from_code(upper).or_else(by_number).or_else(by_name).or_else(by_sign);
    meant.map(|currency| currency.code()).filter(|code| is_known(code))
}

fn only(mut found: impl Iterator<Item = Currency>) -> Option<Currency> {
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_an_iso_code_and_the_right_one_is_proposed() {
        for (value, problem) in [
            ("", None),
            ("USD", None),
            ("XCG", None),
            ("ZWG", None),
            ("VES", None),
            ("EURO", Some("EUR")),
            ("eur", Some("EUR")),
            ("978", Some("EUR")),
            ("€", Some("EUR")),
            ("QQQ", Some("")),
            ("$", Some("")),
            ("kr", Some("")),
            ("US", Some("")),
        ] {
            assert_eq!(check(value).map(|problem| problem.suggestion).as_deref(), problem, "{value}");
        }
    }

    #[test]
    fn a_withdrawn_currency_names_its_successor() {
        for (value, successor) in [
            ("HRK", "EUR"),
            ("BGN", "EUR"),
            ("ZWL", "ZWG"),
            ("SLL", "SLE"),
            ("ANG", "XCG"),
            ("MRO", "MRU"),
            ("BYR", "BYN"),
            ("nlg", "EUR"),
            ("DEM", "EUR"),
        ] {
            let problem = check(value).expect(value);
            assert_eq!(
                (problem.reason, problem.suggestion.as_str()),
                (Reason::CurrencyWithdrawn, successor),
                "{value}"
            );
        }
    }

    #[test]
    fn every_successor_is_a_currency_of_today_and_no_withdrawn_one_is() {
        for (code, successor) in WITHDRAWN {
            assert!(!is_known(code) && is_known(successor), "{code} {successor}");
        }
    }
}
