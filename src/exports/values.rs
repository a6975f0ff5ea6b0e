//! Values of exported tables whose form depends on the tool: whole numbers and amounts.

use std::borrow::Cow;

use super::culture::Culture;

/// From so many decimals on, zeros at the end come from the type of the column, such as `numeric(32, 16)` or `money`.
const DECIMALS_OF_TYPE: usize = 4;

/// Returns a whole number or `bit` as channel databases have it (`True` is 1), or the text itself.
pub(crate) fn integer(text: &str) -> Cow<'_, str> {
    let word = text.trim();
    Cow::Borrowed(match () {
        () if word.eq_ignore_ascii_case("true") => "1",
        () if word.eq_ignore_ascii_case("false") => "0",
        () => text,
    })
}

/// Returns an amount as channel databases have it (`.5000` is `0.5`, in a Dutch export `2500,00` is `2500.00`), or the text itself.
pub(crate) fn amount(text: &str, culture: Option<Culture>) -> Cow<'_, str> {
    let has_comma = culture.is_some_and(|culture| culture.has_decimal_comma) && !text.contains('.');
    let number = text.trim();
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let Some((whole, decimals)) = digits.split_once(if has_comma { ',' } else { '.' }) else { return text.into() };
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if decimals.is_empty() || !is_number(whole) || !is_number(decimals) {
        return text.into();
    }
    let significant = match decimals.len() {
        0..DECIMALS_OF_TYPE => decimals,
        _ => decimals.trim_end_matches('0'),
    };
    if !has_comma && !whole.is_empty() && significant == decimals {
        return text.into();
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if significant.is_empty() { "" } else { "." };
    Cow::Owned(format!("{sign}{whole}{point}{significant}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_become_numbers() {
        for (text, expected) in
            [("True", "1"), ("false", "0"), ("TRUE", "1"), ("1", "1"), ("-7", "-7"), ("", ""), ("truely", "truely")]
        {
            assert_eq!(integer(text), expected, "{text}");
        }
    }

    #[test]
    fn amounts_lose_what_their_type_adds() {
        let dutch = Culture::named("nl-NL");
        let american = Culture::named("en-US");
        for (text, culture, expected) in [
            (".5000", None, "0.5"),
            ("-.25", None, "-0.25"),
            ("2500.0000000000000000", None, "2500"),
            ("2500.1230", None, "2500.123"),
            ("2500.00", None, "2500.00"),
            ("2500.000", None, "2500.000"),
            ("2500", None, "2500"),
            ("-.0000", None, "-0"),
            ("12345678901234567890.1234567890123456", None, "12345678901234567890.1234567890123456"),
            ("2500,00", None, "2500,00"),
            ("2500,00", american, "2500,00"),
            ("2500,00", dutch, "2500.00"),
            ("-2500,0000", dutch, "-2500"),
            (",5", dutch, "0.5"),
            ("2500.00", dutch, "2500.00"),
            ("2.500,00", dutch, "2.500,00"),
            (".5000", dutch, "0.5"),
            ("", None, ""),
            (".", None, "."),
            ("1e5", None, "1e5"),
            ("1.5e5000", None, "1.5e5000"),
            ("many", dutch, "many"),
        ] {
            assert_eq!(amount(text, culture), expected, "{text}");
        }
    }
}
