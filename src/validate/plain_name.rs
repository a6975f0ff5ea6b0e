//! Names of places as they are compared: exact but for case, accents and punctuation.

use crate::filter::fold_loosely;

/// Returns the letters and digits of a name, without case and accents; an English article is left out.
pub(super) fn plain_name(name: &str) -> String {
    let folded = fold_loosely(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && *word != "the");
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
        ] {
            assert_eq!(plain_name(one), plain_name(other), "{one}");
        }
    }
}
