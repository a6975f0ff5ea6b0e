//! The nearest known name to an unknown one.

/// How similar two names must be, from 0 to 1, to propose one for the other.
const ALIKE: f64 = 0.8;

/// Returns the most likely candidate: equal but for case, or the most similar one if it is similar enough.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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
    otherwise: impl FnOnce() -> String,
) -> String {
    nearest(name, candidates).map_or_else(otherwise, |nearest| format!("did you mean `{nearest}`?"))
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
}
