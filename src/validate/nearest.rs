//! The one value of a list that an unknown one stands for.

use crate::filter::fold_loosely;
use crate::suggest;

/// Shorter values are alike by chance: `10` and `100`, `1` and `10`.
const SHORTEST: usize = 4;

/// From this length on, a value may have two slips.
const LONG: usize = 10;

/// Returns the value that is the same but for case, accents, punctuation and zeros in front, or the one that differs by a
/// slip; `None` if there could be two.
pub(super) fn nearest<'v>(value: &str, known: impl Iterator<Item = &'v str> + Clone) -> Option<&'v str> {
    if suggest::is_longer_than_names(value) {
        return None;
    }
    let wanted = plain(value);
    let mut same = known.clone().filter(|known| plain(known) == wanted);
    match (same.next(), same.next()) {
        (None, _) => alike(&wanted, known),
        (Some(only), None) if !wanted.is_empty() => Some(only),
        (Some(_), _) => None,
    }
}

/// Returns the value that differs by a slip, or two in a long value: a letter more, less, wrong or in the place of the next.
/// Digits are never a slip.
fn alike<'v>(wanted: &str, known: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    let length = wanted.chars().count();
    if length < SHORTEST {
        return None;
    }
    let most = if length < LONG { 1 } else { 2 };
    let mut near = known.filter(|known| is_slip(wanted, &plain(known), most));
    near.next().filter(|_| near.next().is_none())
}

fn is_slip(wanted: &str, known: &str, most: usize) -> bool {
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    // `Detail` is another word than `Retail`, and so is `Retailer`.
    let is_longer_word = wanted.strip_prefix(known).is_some_and(|more| more != "s");
    wanted.chars().next() == known.chars().next()
        && digits(wanted) == digits(known)
        && !is_longer_word
        && strsim::osa_distance(wanted, known) <= most
}

/// Returns a value without what people leave out: case, accents, punctuation, zeros in front of a number. What tells `A+` from
/// `A` and `1.0` from `10` stays.
fn plain(value: &str) -> String {
    let folded: Vec<char> = fold_loosely(value).chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| folded.get(at)).is_some_and(char::is_ascii_digit);
    let is_inside = |at: usize| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    let is_at_edge = |at: usize| at == 0 || at + 1 == folded.len();
    let is_kept = |(at, c): (usize, char)| match c {
        '+' | '%' | '#' | '*' | '<' | '>' | '=' => true,
        '-' => is_inside(at) || is_at_edge(at),
        c => c.is_alphanumeric() || is_inside(at),
    };
    let kept = |(at, c): (usize, &char)| is_kept((at, *c)).then_some(*c);
    let letters: String = folded.iter().enumerate().filter_map(kept).collect();
    if !letters.chars().any(char::is_alphanumeric) {
        return String::new();
    }
    let is_number = letters.bytes().all(|byte| byte.is_ascii_digit());
    match letters.trim_start_matches('0') {
        "" => "0".to_owned(),
        rest if is_number => rest.to_owned(),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_proposed_where_no_other_could_be_meant() {
        let groups = [
            "10",
            "20",
            "100",
            "VIP",
            "Wholesale",
            "Whole-sale",
            "Detail",
            "Café",
            "Level1",
            "Retail",
            "Staff",
            "Class A",
            "Employees only",
        ];
        for (value, nearest_known) in [
            ("vip", Some("VIP")),
            ("V.I.P.", Some("VIP")),
            ("020", Some("20")),
            ("cafe", Some("Café")),
            ("Detial", Some("Detail")),
            ("Staf", Some("Staff")),
            ("Retails", Some("Retail")),
            ("Emploees onyl", Some("Employees only")),
            ("Level2", None),
            ("Level", None),
            ("Retail2", None),
            ("Retailer", None),
            ("Retail+", None),
            ("Staff 2", None),
            ("Netail", None),
            ("Class B+", None),
            ("1.0", None),
            ("-10", None),
            ("10%", None),
            ("wholesale", None),
            ("1", None),
            ("1000", None),
            ("99", None),
            ("", None),
            ("-", None),
            ("something else", None),
        ] {
            assert_eq!(nearest(value, groups.into_iter()), nearest_known, "{value}");
        }
    }
}
