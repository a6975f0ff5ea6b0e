//! The nearest known name to an unknown one.

use std::fmt;

use crate::i18n::Phrase;

/// How similar two names must be, from 0 to 1, to propose one for the other.
const ALIKE: f64 = 0.8;

/// The most characters that a name has: what is longer is not compared with any.
pub(crate) const LONGEST_NAME: usize = 64;

/// Whether a text has more characters than any name.
pub(crate) fn is_longer_than_names(text: &str) -> bool {
    text.chars().nth(LONGEST_NAME).is_some()
}

/// Returns the most likely candidate: equal but for case, or the most similar one if it is similar enough.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if is_longer_than_names(name) {
        return None;
    }
    let wanted = name.trim().to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

/// Returns a hint for an unknown name: the nearest known one, or what `otherwise` returns if none is near.
pub(crate) fn hint<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> Phrase,
) -> Phrase {
    nearest(name, candidates).map_or_else(otherwise, did_you_mean)
}

/// Returns the hint that somebody probably means a name.
pub(crate) fn did_you_mean(name: impl fmt::Display) -> Phrase {
    Phrase::new("did-you-mean").with("name", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognized_and_a_stranger_is_not() {
        let known = ["Houston", "San Francisco", "Amsterdam"];
        assert_eq!(nearest("houston", known), Some("Houston"));
        assert_eq!(nearest("Amsterdm", known), Some("Amsterdam"));
        assert_eq!(nearest("Aarhus", known), None);
    }

    #[test]
    fn what_is_longer_than_a_name_has_no_candidate() {
        let name = "a".repeat(LONGEST_NAME);
        assert_eq!(nearest(&name, [name.as_str()]), Some(name.as_str()));
        let longer = format!("{name}a");
        assert_eq!(nearest(&longer, [longer.as_str()]), None);
    }
}
