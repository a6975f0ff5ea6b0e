//! `currency-unknown`: not a code of today's ISO 4217.

use std::sync::LazyLock;

use iso_currency::{Currency, Flag, IntoEnumIterator as _};

use super::null_text;
use super::plain_name::plain_name;
use crate::model::{Expected, Problem, Reason};
use crate::suggest;

/// Codes that ISO 4217 no longer has, with the currency that replaced them.
const WITHDRAWN: [(&str, &str); 113] = [
    ("ADP", "EUR"),
    ("AFA", "AFN"),
    ("ALK", "ALL"),
    ("ANG", "XCG"),
    ("AOK", "AOA"),
    ("AON", "AOA"),
    ("AOR", "AOA"),
    ("ARA", "ARS"),
    ("ARP", "ARS"),
    ("ARY", "ARS"),
    ("ATS", "EUR"),
    ("AYM", "AZN"),
    ("AZM", "AZN"),
    ("BAD", "BAM"),
    ("BEC", "EUR"),
    ("BEF", "EUR"),
    ("BEL", "EUR"),
    ("BGJ", "EUR"),
    ("BGK", "EUR"),
    ("BGL", "EUR"),
    ("BOP", "BOB"),
    ("BRB", "BRL"),
    ("BRC", "BRL"),
    ("BRE", "BRL"),
    ("BRN", "BRL"),
    ("BRR", "BRL"),
    ("BUK", "MMK"),
    ("BYB", "BYN"),
    ("BYR", "BYN"),
    ("CHC", "CHF"),
    ("CNX", "CNY"),
    ("CSD", "RSD"),
    ("CYP", "EUR"),
    ("DDM", "EUR"),
    ("DEM", "EUR"),
    ("ECS", "USD"),
    ("ECV", "USD"),
    ("EEK", "EUR"),
    ("ESA", "EUR"),
    ("ESB", "EUR"),
    ("ESP", "EUR"),
    ("FIM", "EUR"),
    ("FRF", "EUR"),
    ("GEK", "GEL"),
    ("GHC", "GHS"),
    ("GHP", "GHS"),
    ("GNE", "GNF"),
    ("GNS", "GNF"),
    ("GQE", "XAF"),
    ("GRD", "EUR"),
    ("GWE", "XOF"),
    ("GWP", "XOF"),
    ("HRD", "EUR"),
    ("IEP", "EUR"),
    ("ILP", "ILS"),
    ("ILR", "ILS"),
    ("ISJ", "ISK"),
    ("ITL", "EUR"),
    ("LAJ", "LAK"),
    ("LTL", "EUR"),
    ("LTT", "EUR"),
    ("LUC", "EUR"),
    ("LUF", "EUR"),
    ("LVL", "EUR"),
    ("LVR", "EUR"),
    ("MGF", "MGA"),
    ("MKN", "MKD"),
    ("MLF", "XOF"),
    ("MRO", "MRU"),
    ("MTL", "EUR"),
    ("MTP", "EUR"),
    ("MVQ", "MVR"),
    ("MXP", "MXN"),
    ("MZM", "MZN"),
    ("NIC", "NIO"),
    ("NLG", "EUR"),
    ("PEH", "PEN"),
    ("PEI", "PEN"),
    ("PES", "PEN"),
    ("PLZ", "PLN"),
    ("PTE", "EUR"),
    ("RHD", "ZWG"),
    ("ROK", "RON"),
    ("ROL", "RON"),
    ("RUR", "RUB"),
    ("SDD", "SDG"),
    ("SDP", "SDG"),
    ("SIT", "EUR"),
    ("SKK", "EUR"),
    ("SRG", "SRD"),
    ("STD", "STN"),
    ("TJR", "TJS"),
    ("TMM", "TMT"),
    ("TPE", "USD"),
    ("TRL", "TRY"),
    ("UAK", "UAH"),
    ("UGS", "UGX"),
    ("UGW", "UGX"),
    ("UYN", "UYU"),
    ("UYP", "UYU"),
    ("VEB", "VES"),
    ("VEF", "VES"),
    ("VNC", "VND"),
    ("XEU", "EUR"),
    ("YDD", "YER"),
    ("ZAL", "ZAR"),
    ("ZMK", "ZMW"),
    ("ZRN", "CDF"),
    ("ZRZ", "CDF"),
    ("ZWC", "ZWG"),
    ("ZWD", "ZWG"),
    ("ZWN", "ZWG"),
    ("ZWR", "ZWG"),
];

/// Codes that ISO 4217 no longer has, of states that came apart, with the currencies that replaced them.
const DIVIDED: [(&str, &[&str]); 6] = [
    ("CSJ", &["CZK", "EUR"]),
    ("CSK", &["CZK", "EUR"]),
    ("SUR", &["RUB", "UAH", "BYN", "KZT", "UZS", "GEL", "AMD", "AZN", "MDL", "KGS", "TJS", "TMT", "EUR"]),
    ("YUD", &["RSD", "BAM", "MKD", "EUR"]),
    ("YUN", &["RSD", "BAM", "MKD", "EUR"]),
    ("YUM", &["RSD", "EUR"]),
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
    if let Some((_, successors)) = DIVIDED.iter().find(|(code, _)| *code == upper) {
        let names = successors.iter().map(|code| (*code).to_owned()).collect();
        return problem(Reason::CurrencyWithdrawn).expecting(Expected::OneOf(names));
    }
    match replaced.or_else(by_code) {
        Some(successor) => problem(Reason::CurrencyWithdrawn)
            .expecting(Expected::OneOf(vec![successor.to_owned()]))
            .suggesting(Some(successor)),
        None => problem(Reason::CurrencyUnknown).suggesting(meant(text, &upper)),
    }
}

/// The currencies that were not replaced, each with its plain name.
static KNOWN: LazyLock<Vec<(Currency, String)>> = LazyLock::new(|| {
    let known = Currency::iter().filter(|currency| successor(*currency).is_none());
    known.map(|currency| (currency, plain_name(currency.name()))).collect()
});

/// Returns the code for a code in small letters, a number of ISO 4217, the English name of a currency, or a sign that only one
/// currency has.
fn meant(text: &str, upper: &str) -> Option<&'static str> {
    let by_number = || text.parse().ok().filter(|_| text.len() == 3).and_then(Currency::from_numeric);
    let wanted = plain_name(text);
    let by_name = || {
        let named = KNOWN.iter().filter(|(_, name)| !wanted.is_empty() && *name == wanted);
        only(named.map(|(currency, _)| *currency))
    };
    let by_sign = || {
        let signed = KNOWN.iter().filter(|(currency, _)| currency.symbol().to_string() == text);
        only(signed.map(|(currency, _)| *currency))
    };
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
            ("MLF", "XOF"),
            ("GQE", "XAF"),
            ("MKN", "MKD"),
            ("ILR", "ILS"),
            ("ISJ", "ISK"),
            ("GNE", "GNF"),
            ("UGS", "UGX"),
            ("ESA", "EUR"),
            ("BOP", "BOB"),
            ("PES", "PEN"),
            ("CSK", ""),
            ("SUR", ""),
            ("yun", ""),
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
        for (code, successors) in DIVIDED {
            assert!(!is_known(code) && successors.iter().all(|successor| is_known(successor)), "{code}");
        }
    }
}
