//! How much of a row is kept: what is longer is replaced by its length and digest.

use super::long_value::LongValue;
use super::value::Value;

/// How many bytes of a row's values are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ValueLimit(usize);

impl ValueLimit {
    /// The limit of a configuration that names none.
    pub(crate) const DEFAULT: Self = Self(64 << 10);
    /// The lowest limit: a GUID or a time is never too long.
    pub(crate) const LOWEST: Self = Self(100);
    /// The highest limit, with which a row in the store stays far below what SQLite can hold.
    pub(crate) const HIGHEST: Self = Self(4 << 20);

    /// Returns the limit of that many bytes; `None` if it is out of bounds.
    pub(crate) fn new(bytes: u64) -> Option<Self> {
        let limit = Self(usize::try_from(bytes).ok()?);
        (Self::LOWEST.0..=Self::HIGHEST.0).contains(&limit.0).then_some(limit)
    }

    /// Returns the most bytes of a value.
    pub(crate) fn of_value(self) -> usize {
        self.0
    }

    /// Returns the most bytes of a row's values together.
    pub(crate) fn of_row(self) -> usize {
        Self::row_limit(self.0)
    }

    /// Returns the most bytes of a row's values together if a value has at most that many.
    pub(crate) fn row_limit(of_value: usize) -> usize {
        of_value.saturating_mul(16)
    }

    /// Replaces each value that is too long, and the largest ones of a row that is, by its length and digest.
    pub(crate) fn apply(self, values: &mut [Value<'_>]) {
        let mut kept = 0;
        for value in values.iter_mut() {
            if value.size() > self.of_value() {
                self.cut(value);
            }
            kept += value.size();
        }
        if kept > self.of_row() {
            self.cut_largest(values, kept);
        }
    }

    /// Returns a text, or length and digest of one that is too long.
    pub(crate) fn described(self, text: String) -> String {
        if text.len() <= self.of_value() {
            return text;
        }
        LongValue::of(true, text.as_bytes(), self.of_value()).to_string()
    }

    fn cut_largest(self, values: &mut [Value<'_>], mut kept: usize) {
        let mut positions: Vec<_> = (0..values.len()).collect();
        positions.sort_by_key(|at| std::cmp::Reverse(values[*at].size()));
        for at in positions {
            if kept <= self.of_row() {
                break;
            }
            kept -= values[at].size();
            self.cut(&mut values[at]);
        }
    }

    fn cut(self, value: &mut Value<'_>) {
        let is_text = !matches!(value, Value::Bytes { text: false, .. });
        let long = LongValue::of(is_text, &value.bytes(), self.of_value());
        *value = Value::Long(Box::new(long));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: ValueLimit = ValueLimit(100);

    fn text(length: usize) -> Value<'static> {
        Value::Text("x".repeat(length).into())
    }

    /// The lengths of the values that a row keeps; `None` for those that it does not.
    fn kept(lengths: &[usize]) -> Vec<Option<usize>> {
        let mut values: Vec<_> = lengths.iter().copied().map(text).collect();
        LIMIT.apply(&mut values);
        values.iter().map(|value| (!matches!(value, Value::Long(_))).then(|| value.size())).collect()
    }

    #[test]
    fn what_is_longer_than_the_limit_is_not_kept() {
        assert_eq!(kept(&[100, 101, 0]), [Some(100), None, Some(0)]);
    }

    #[test]
    fn a_row_above_sixteen_limits_loses_its_largest_values() {
        let mut lengths = vec![99; 18];
        (lengths[3], lengths[5]) = (100, 10);
        let expected: Vec<_> = lengths.iter().map(|length| (*length != 100).then_some(*length)).collect();
        assert_eq!(kept(&lengths), expected);
    }
}
