//! The one value of a list that an unknown one stands for.

use crate::filter::fold_loosely;
use crate::suggest;

/// How alike two values must be, from 0 to 1, to propose one for the other.
const ALIKE: f64 = 0.9;

/// How much more alike the proposed value must be than the next one.
const MARGIN: f64 = 0.05;

/// Shorter values are alike by chance: `10` and `100`, `1` and `10`.
const SHORTEST: usize = 4;

/// Returns the value that is the same but for case, accents, punctuation and zeros in front, or the one that is much alike;
/// `None` if there could be two.
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

fn alike<'v>(wanted: &str, known: impl Iterator<Item = &'v str>) -> Option<&'v str> {
    if wanted.chars().count() < SHORTEST || wanted.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut ranked: Vec<_> = known.map(|known| (strsim::jaro_winkler(wanted, &plain(known)), known)).collect();
    ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    match ranked.as_slice() {
        [(likeness, _), (next, _), ..] if likeness - next < MARGIN => None,
        [(likeness, nearest), ..] if *likeness >= ALIKE => Some(nearest),
        _ => None,
    }
}

/// Returns a value without what people leave out: case, accents, punctuation, zeros in front of a number.
fn plain(value: &str) -> String {
    let letters: String = fold_loosely(value).chars().filter(|c| c.is_alphanumeric()).collect();
    let is_number = letters.bytes().all(|byte| byte.is_ascii_digit());
    match letters.trim_start_matches('0') {
        "" if !letters.is_empty() => "0".to_owned(),
        rest if is_number => rest.to_owned(),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_proposed_where_no_other_could_be_meant() {
        let groups = ["10", "20", "100", "VIP", "Wholesale", "Whole-sale", "Detail", "Café"];
        for (value, nearest_known) in [
            ("vip", Some("VIP")),
            ("V.I.P.", Some("VIP")),
            ("020", Some("20")),
            ("cafe", Some("Café")),
            ("Detial", Some("Detail")),
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
