//! How often operations failed with which error, in one line.

use crate::model::ErrorCounts;

/// Returns the errors with their numbers, the most frequent first: `email-invalid 2310, country-unknown 801`. If there are more
/// than `most`, an ellipsis stands for the others.
pub(super) fn error_counts_text(counts: &ErrorCounts, most: Option<usize>) -> String {
    let counted = counts.most_frequent();
    let shown = most.unwrap_or(usize::MAX).min(counted.len());
    let mut parts: Vec<_> = counted[..shown].iter().map(|(code, count)| format!("{code} {count}")).collect();
    if shown < counted.len() {
        parts.push("…".to_owned());
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Problem, Reason};

    #[test]
    fn the_most_frequent_errors_come_first() {
        let mut counts = ErrorCounts::default();
        counts.count(&[Problem::new(Reason::EmailMissing, "Email", "")]);
        for _ in 0..2 {
            counts.count(&[Problem::new(Reason::CountryUnknown, "Country", "NL")]);
        }
        assert_eq!(error_counts_text(&counts, None), "country-unknown 2, email-invalid 1");
        assert_eq!(error_counts_text(&counts, Some(1)), "country-unknown 2, …");
    }
}
