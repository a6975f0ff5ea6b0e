//! `currency-unknown`: not an ISO 4217 code.

use iso_currency::{Currency, IntoEnumIterator as _};

use crate::model::{Problem, Reason};
use crate::suggest;

/// Checks a currency that may be empty.
pub(super) fn check(value: &str) -> Option<Problem> {
    if value.is_empty() || is_known(value) {
        return None;
    }
    Some(Problem::new(Reason::CurrencyUnknown, "Currency", value).suggesting(meant(value)))
}

/// Whether it is an ISO 4217 code, in capitals.
pub(crate) fn is_known(code: &str) -> bool {
    Currency::from_code(code).is_some()
}

/// The code for a code in small letters or the English name of a currency.
fn meant(text: &str) -> Option<&'static str> {
    if suggest::is_longer_than_names(text) {
        return None;
    }
    let by_code = Currency::from_code(&text.trim().to_uppercase()).map(|currency| currency.code());
    let by_name = || {
        let wanted = text.trim().to_lowercase();
        Currency::iter().find(|currency| currency.name().to_lowercase() == wanted).map(|currency| currency.code())
    };
    by_code.or_else(by_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_an_iso_code_and_the_right_one_is_proposed() {
        for (value, problem) in
            [("", None), ("USD", None), ("EURO", Some("EUR")), ("eur", Some("EUR")), ("QQQ", Some("")), ("$", Some(""))]
        {
            assert_eq!(check(value).map(|problem| problem.suggestion).as_deref(), problem, "{value}");
        }
    }
}
