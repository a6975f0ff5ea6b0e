//! How often operations failed with which error, in one line.

use std::fmt::Display;

use crate::i18n::Texts;
use crate::model::ErrorCounts;

/// Returns the errors with their numbers, the most frequent first: `email-invalid 2,310, country-unknown 801`. If there are more
/// than `most`, an ellipsis stands for the others.
pub(super) fn error_counts_text(counts: &ErrorCounts, most: Option<usize>, texts: &Texts) -> String {
    let counted = counts.most_frequent();
    let shown = most.unwrap_or(usize::MAX).min(counted.len());
    let part = |(code, count): &(_, u64)| code_count(code, *count, texts);
    let mut parts: Vec<_> = counted[..shown].iter().map(part).collect();
    if shown < counted.len() {
        parts.push("…".to_owned());
    }
    parts.join(", ")
}

/// Returns a code with how many have it.
pub(super) fn code_count(code: impl Display, count: u64, texts: &Texts) -> String {
    format!("{code} {}", texts.number(i64::try_from(count).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::model::{Problem, Reason};

    #[test]
    fn the_most_frequent_errors_come_first() {
        let mut counts = ErrorCounts::default();
        counts.count(&[Problem::new(Reason::EmailMissing, "Email", "")]);
        let texts = Texts::new(Language::En);
        for _ in 0..2 {
            counts.count(&[Problem::new(Reason::CountryUnknown, "Country", "NL")]);
        }
        assert_eq!(error_counts_text(&counts, None, &texts), "country-unknown 2, email-invalid 1");
        assert_eq!(error_counts_text(&counts, Some(1), &texts), "country-unknown 2, …");
    }
}
