//! Numbers as a language writes them.

use crate::language::Language;

/// Returns a whole number with the thousands of its language apart, such as `12,345` or `12.345`.
pub(crate) fn grouped(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(thousands(language));
        }
        text.push(digit);
    }
    text
}

/// Returns a number with so many digits behind the decimal sign of its language.
pub(crate) fn decimal(number: f64, digits: usize, language: Language) -> String {
    let text = format!("{:.digits$}", number.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if number < 0.0 { "-" } else { "" };
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| grouped(whole, language));
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{}{fraction}", point(language)) }
}

fn thousands(language: Language) -> char {
    match language {
        Language::En => ',',
        Language::Nl | Language::Da => '.',
    }
}

fn point(language: Language) -> char {
    match language {
        Language::En => '.',
        Language::Nl | Language::Da => ',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_and_fractions_are_those_of_the_language() {
        for (number, english, dutch) in
            [(0, "0", "0"), (999, "999", "999"), (1_000, "1,000", "1.000"), (-1_234_567, "-1,234,567", "-1.234.567")]
        {
            assert_eq!(grouped(number, Language::En), english);
            assert_eq!(grouped(number, Language::Nl), dutch);
            assert_eq!(grouped(number, Language::Da), dutch);
        }
        assert_eq!(decimal(1_234.56, 1, Language::En), "1,234.6");
        assert_eq!(decimal(-0.25, 2, Language::Da), "-0,25");
        assert_eq!(decimal(2.0, 0, Language::Nl), "2");
    }
}
