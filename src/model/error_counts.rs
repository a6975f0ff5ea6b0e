//! How many operations failed with each error.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::problem::Problem;
use super::reason::Code;

/// The number of operations by the code of their errors. An operation with several errors counts once for each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ErrorCounts([u64; Code::ALL.len()]);

impl ErrorCounts {
    /// Counts an operation with these problems.
    pub(crate) fn count(&mut self, problems: &[Problem]) {
        for (code, count) in Code::ALL.iter().zip(&mut self.0) {
            *count += u64::from(problems.iter().any(|problem| problem.code() == *code));
        }
    }

    /// Adds other counts.
    pub(crate) fn add(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(&other.0) {
            *count = count.saturating_add(*more);
        }
    }

    /// Whether nothing was counted.
    pub(crate) fn is_empty(&self) -> bool {
        self.0 == [0; Code::ALL.len()]
    }

    /// Returns the codes that were counted, the most frequent first; equals are in the order of [`Code::ALL`].
    pub(crate) fn most_frequent(&self) -> Vec<(Code, u64)> {
        let mut counted: Vec<_> = self.by_code().collect();
        counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counted
    }

    /// The codes that were counted.
    fn by_code(&self) -> impl Iterator<Item = (Code, u64)> {
        Code::ALL.into_iter().zip(self.0).filter(|(_, count)| *count > 0)
    }
}

impl Serialize for ErrorCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.by_code().try_for_each(|(code, count)| map.serialize_entry(code.name(), &count))?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for ErrorCounts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(CountsVisitor)
    }
}

struct CountsVisitor;

impl<'de> Visitor<'de> for CountsVisitor {
    type Value = ErrorCounts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers of operations by error code")
    }

    /// Codes of other versions are left out.
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<ErrorCounts, M::Error> {
        let mut counts = ErrorCounts::default();
        while let Some((name, count)) = map.next_entry::<String, u64>()? {
            if let Some(at) = Code::ALL.iter().position(|code| code.name() == name) {
                counts.0[at] = count;
            }
        }
        Ok(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

    fn problem(reason: Reason) -> Problem {
        Problem::new(reason, "Email", "x")
    }

    #[test]
    fn an_operation_counts_once_for_each_of_its_errors() {
        let mut counts = ErrorCounts::default();
        counts.count(&[problem(Reason::EmailNoAddress), problem(Reason::EmailMissing)]);
        counts.count(&[problem(Reason::CountryUnknown)]);
        counts.count(&[problem(Reason::CountryUnknown), problem(Reason::EmailMissing)]);
        counts.count(&[problem(Reason::CountryUnknown)]);
        assert_eq!(counts.most_frequent(), [(Code::CountryUnknown, 3), (Code::EmailInvalid, 2)]);
        let json = serde_json::to_string(&counts).unwrap();
        assert_eq!(json, r#"{"email-invalid":2,"country-unknown":3}"#);
        assert_eq!(serde_json::from_str::<ErrorCounts>(&json).unwrap(), counts);
    }

    #[test]
    fn codes_of_other_versions_are_left_out() {
        let counts: ErrorCounts = serde_json::from_str(r#"{"vat-invalid":4,"malformed":1}"#).unwrap();
        assert_eq!(counts.most_frequent(), [(Code::Malformed, 1)]);
    }
}
