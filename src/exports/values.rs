//! Values of exported tables whose form depends on the tool: whole numbers and amounts.

use std::borrow::Cow;

use super::culture::Culture;

/// From so many decimals on, zeros at the end come from the type of the column, such as `numeric(32, 16)` or `money`.
const DECIMALS_OF_TYPE: usize = 4;

/// The length of the longest number with a single mark between groups of three digits, such as `999.999`.
const LONGEST_GROUP: usize = 7;

/// Returns a whole number or `bit` as channel databases have it (`True` is 1), or the text itself.
pub(crate) fn integer(text: &str) -> Cow<'_, str> {
    let word = text.trim();
    Cow::Borrowed(match () {
        () if word.eq_ignore_ascii_case("true") => "1",
        () if word.eq_ignore_ascii_case("false") => "0",
        () => text,
    })
}

/// Returns an amount as channel databases have it (`.5000` is `0.5`, in a Dutch export `2500,00` and `2.500,00` are `2500.00`), or
/// the text itself. What could be two amounts, as `2.500` in a Dutch export, is returned with both, so that it is no number.
pub(crate) fn amount(text: &str, culture: Option<Culture>) -> Cow<'_, str> {
    let has_comma = culture.is_some_and(|culture| culture.has_decimal_comma);
    let number = text.trim();
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    if has_comma
        && digits.len() <= LONGEST_GROUP
        && let Some(whole) = without_groups(digits, '.')
    {
        let decimal = digits.trim_end_matches('0').trim_end_matches('.');
        return Cow::Owned(format!("{sign}{digits} ({sign}{whole} / {sign}{decimal})"));
    }
    // Tools that know nothing of cultures write a point.
    let has_point = !has_comma || (!digits.contains(',') && digits.matches('.').count() == 1);
    let (point, group) = if has_point { ('.', ',') } else { (',', '.') };
    let (whole, decimals) = digits.split_once(point).unwrap_or((digits, ""));
    let ungrouped = culture.and_then(|_| without_groups(whole, group));
    let is_number = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    // Behind a single mark there may be decimals of somebody who writes them in the other way.
    let is_whole = decimals.is_empty() && ungrouped.is_some() && whole.len() > LONGEST_GROUP;
    if (decimals.is_empty() && !is_whole) || (ungrouped.is_none() && !is_number(whole)) || !is_number(decimals) {
        return text.into();
    }
    let significant = match decimals.len() {
        0..DECIMALS_OF_TYPE => decimals,
        _ => decimals.trim_end_matches('0'),
    };
    if has_point && ungrouped.is_none() && !whole.is_empty() && significant == decimals {
        return text.into();
    }
    let whole = if whole.is_empty() { "0" } else { ungrouped.as_deref().unwrap_or(whole) };
    let point = if significant.is_empty() { "" } else { "." };
    Cow::Owned(format!("{sign}{whole}{point}{significant}"))
}

/// Returns the digits of a whole number that is written in groups of three, such as `1.234.567`; `None` if it is not.
fn without_groups(number: &str, mark: char) -> Option<String> {
    let (first, rest) = number.split_once(mark)?;
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|digit| digit.is_ascii_digit());
    let is_first =
        (1..=3).contains(&first.len()) && first.bytes().all(|digit| digit.is_ascii_digit()) && !first.starts_with('0');
    (is_first && rest.split(mark).all(is_group)).then(|| number.replace(mark, ""))
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
            (".5000", dutch, "0.5"),
            ("2500.000", dutch, "2500.000"),
            ("2500.0000", dutch, "2500"),
            ("2.5000", dutch, "2.5"),
            ("0.500", dutch, "0.500"),
            ("2.5", dutch, "2.5"),
            ("", None, ""),
            (".", None, "."),
            ("1e5", None, "1e5"),
            ("1.5e5000", None, "1.5e5000"),
            ("many", dutch, "many"),
        ] {
            assert_eq!(amount(text, culture), expected, "{text}");
        }
    }

    #[test]
    fn groups_of_digits_are_joined() {
        let dutch = Culture::named("nl-NL");
        let american = Culture::named("en-US");
        for (text, culture, expected) in [
            ("1.234.567,89", dutch, "1234567.89"),
            ("-2.500,00", dutch, "-2500.00"),
            ("2.500,0000", dutch, "2500"),
            ("1.234.567", dutch, "1234567"),
            ("1,234,567.89", american, "1234567.89"),
            ("2,500.00", american, "2500.00"),
            // These are no groups, or those of another culture.
            ("2,500.00", None, "2,500.00"),
            ("2,500.00", dutch, "2,500.00"),
            ("2.500,00", american, "2.500,00"),
            ("2,500", american, "2,500"),
            ("12.34,5", dutch, "12.34,5"),
            ("1.2345,5", dutch, "1.2345,5"),
            ("1234.567,5", dutch, "1234.567,5"),
            ("1.234.56", dutch, "1.234.56"),
            (".234.567", dutch, ".234.567"),
        ] {
            assert_eq!(amount(text, culture), expected, "{text}");
        }
    }

    #[test]
    fn what_could_be_two_amounts_is_no_number() {
        let dutch = Culture::named("nl-NL");
        for (text, expected) in [
            ("2.500", "2.500 (2500 / 2.5)"),
            (" 12.345 ", "12.345 (12345 / 12.345)"),
            ("-200.000", "-200.000 (-200000 / -200)"),
        ] {
            assert_eq!(amount(text, dutch), expected, "{text}");
            assert_eq!(amount(text, Culture::named("en-US")), text, "{text}");
        }
    }
}
