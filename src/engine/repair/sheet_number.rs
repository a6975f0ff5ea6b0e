//! Numbers as a spreadsheet writes them: without a plus sign, without zeros in front, and rounded where they are long.

use std::ops::RangeInclusive;

/// The significant digits that spreadsheets keep of a number; fewer only where they write an exponent.
const KEPT_DIGITS: RangeInclusive<usize> = 15..=17;

/// A decimal number with all of its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decimal<'t> {
    is_negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    /// The place of the first digit: 0 for `1`, 1 for `10`.
    place: i64,
    /// What stands between whole number and fraction.
    mark: Option<char>,
    /// The digits before the exponent, as they are written.
    written: &'t str,
    /// What follows the `E`.
    exponent: Option<&'t str>,
}

/// Whether a spreadsheet may have written the value in this way on its own.
pub(super) fn is_rewritten(value: &str, cell: &str) -> bool {
    if is_logical(value) && value.eq_ignore_ascii_case(cell) {
        return true;
    }
    let (Some(value), Some(number)) = (Decimal::parse(value), Decimal::parse(cell)) else { return false };
    !cell.starts_with('+') && number.is_of_spreadsheet() && value.is_written_as(&number)
}

/// Whether a spreadsheet wrote a number with an exponent, which may lack digits: `1.23457E+19`.
pub(super) fn has_exponent(cell: &str) -> bool {
    Decimal::parse(cell).is_some_and(|number| number.has_spreadsheet_exponent())
}

fn is_logical(value: &str) -> bool {
    ["true", "false"].iter().any(|word| value.eq_ignore_ascii_case(word))
}

impl<'t> Decimal<'t> {
    fn parse(text: &'t str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (written, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((written, exponent)) => (written, Some(exponent)),
            None => (unsigned, None),
        };
        let mark = written.chars().find(|c| ['.', ','].contains(c));
        let (whole, fraction) = mark.and_then(|mark| written.split_once(mark)).unwrap_or((written, ""));
        let all: String = [whole, fraction].concat();
        if whole.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let power: i64 = exponent.map_or(Some(0), |exponent| exponent.parse::<i16>().ok().map(i64::from))?;
        let zeros = all.len() - all.trim_start_matches('0').len();
        let digits = all.trim_matches('0').to_owned();
        let place = if digits.is_empty() { 0 } else { whole.len() as i64 - 1 - zeros as i64 + power };
        let is_negative = text.starts_with('-') && !digits.is_empty();
        Some(Self { is_negative, digits, place, mark, written, exponent })
    }

    /// Whether an exponent is written as spreadsheets do: with its sign and two digits or more.
    fn has_spreadsheet_exponent(&self) -> bool {
        self.exponent.is_some_and(|exponent| exponent.starts_with(['+', '-']) && exponent.len() > 2)
    }

    /// Whether a spreadsheet writes numbers in this form.
    fn is_of_spreadsheet(&self) -> bool {
        match self.exponent {
            Some(_) => self.has_spreadsheet_exponent(),
            None => self.written == "0" || !self.written.starts_with('0') || self.written.starts_with(['.', ',']),
        }
    }

    /// Whether the number is written like that, with all of its digits or with fewer.
    fn is_written_as(&self, cell: &Self) -> bool {
        if self.is_negative != cell.is_negative
            || self.mark.is_some() && cell.exponent.is_none() && self.mark != cell.mark
        {
            return false;
        }
        if (&self.digits, self.place) == (&cell.digits, cell.place) {
            return true;
        }
        let shown = cell.exponent.map(|_| cell.written.bytes().filter(u8::is_ascii_digit).count());
        let mut counts = KEPT_DIGITS.chain(shown);
        counts.any(|count| self.cut(count) == cell.number() || self.rounded(count) == cell.number())
    }

    fn number(&self) -> (String, i64) {
        (self.digits.clone(), self.place)
    }

    /// Returns the first significant digits with their place.
    fn cut(&self, count: usize) -> (String, i64) {
        (self.digits.chars().take(count).collect::<String>().trim_end_matches('0').to_owned(), self.place)
    }

    /// Returns the digits and their place, rounded to so many significant digits.
    fn rounded(&self, count: usize) -> (String, i64) {
        let (digits, place) = self.cut(count);
        if self.digits.as_bytes().get(count).is_none_or(|next| *next < b'5') {
            return (digits, place);
        }
        let mut kept: Vec<u8> = self.digits.bytes().take(count).collect();
        while kept.last() == Some(&b'9') {
            kept.pop();
        }
        match kept.last_mut() {
            Some(last) => *last += 1,
            None => return ("1".to_owned(), place + 1),
        }
        (kept.into_iter().map(char::from).collect(), place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_makes_of_a_value_is_the_value() {
        for (value, cell) in [
            ("00123", "123"),
            ("+31205550100", "31205550100"),
            ("0031205550100", "31205550100"),
            ("1E5", "1.00E+05"),
            ("1E5", "100000"),
            ("12345678901234567890", "1.23457E+19"),
            ("12345678901234567890", "1,23457E+19"),
            ("12345678901234567890", "12345678901234500000"),
            ("12345678901234567890", "12345678901234567000"),
            ("31205550100", "3.12056E+10"),
            ("+31205550100", "3E+10"),
            ("99999999999999999999", "1E+20"),
            ("12.50", "12.5"),
            ("12,50", "12,5"),
            ("000", "0"),
            ("-007", "-7"),
            ("true", "TRUE"),
        ] {
            assert!(is_rewritten(value, cell), "{value} {cell}");
        }
    }

    #[test]
    fn what_a_person_wrote_is_another_value() {
        for (value, cell) in [
            ("2139", "02139"),
            ("31205550100", "+31205550100"),
            ("00123", "0123"),
            ("123", "124"),
            ("1234567", "1.23457E+19"),
            ("12345678901234567890", "1.23458E+19"),
            ("12345678901234567890", "1234567890123456"),
            ("1,5", "1.5"),
            ("7", "-7"),
            ("", "0"),
            ("x", "1.00E+05"),
            ("1", "TRUE"),
        ] {
            assert!(!is_rewritten(value, cell), "{value} {cell}");
        }
    }

    #[test]
    fn an_exponent_of_a_spreadsheet_is_told_from_a_text() {
        for (cell, expected) in
            [("1.23457E+19", true), ("1,2E+05", true), ("1E-07", true), ("1E5", false), ("E+05", false), ("12", false)]
        {
            assert_eq!(has_exponent(cell), expected, "{cell}");
        }
    }
}
