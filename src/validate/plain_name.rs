//! Names of places as they are compared: exact but for case, accents and punctuation.

use crate::filter::fold_loosely;

/// Returns the letters and digits of a name, without case and accents. The English article and `and`, which may be an
/// ampersand, are left out.
pub(super) fn plain_name(name: &str) -> String {
    let folded = fold_loosely(name);
    let words =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !matches!(*word, "the" | "and"));
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        for (one, other) in [
            ("The Netherlands", "NETHERLANDS"),
            ("Österreich", "osterreich"),
            ("U.S.A.", "usa"),
            ("Guinea-Bissau", "guinea bissau"),
            ("Côte d’Ivoire", "cote d'ivoire"),
            ("Netherlands (the)", "netherlands"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
        ] {
            assert_eq!(plain_name(one), plain_name(other), "{one}");
        }
    }
}
