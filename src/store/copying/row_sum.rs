//! A sum over rows, whatever their order: databases may differ in how they sort texts.

use sha2::{Digest as _, Sha256};

use crate::model::{hex, unhex};
use crate::store::database::Param;

/// The number of rows, and the sum of their hashes. Rows of a table differ in their keys, so no row cancels another one out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct RowSum {
    rows: u64,
    lanes: [u64; 4],
}

impl RowSum {
    /// Returns the sum that was written down as [`Self::digits`] and a number of rows; `None` if it is none.
    pub(super) fn read(rows: u64, digits: &str) -> Option<Self> {
        let bytes: [u8; 32] = unhex(digits)?.try_into().ok()?;
        Some(Self { rows, lanes: lanes_of(bytes) })
    }

    /// Returns the sum of the hashes in hexadecimal digits.
    pub(super) fn digits(&self) -> String {
        hex(&self.lanes.map(u64::to_be_bytes).concat())
    }

    /// Returns the number of rows.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &[Param<'_>]) {
        let mut hasher = Sha256::new();
        for value in row {
            match value {
                Param::Integer(number) => {
                    hasher.update([1]);
                    hasher.update(number.to_be_bytes());
                }
                Param::Text(text) => add_bytes(&mut hasher, 2, text.as_bytes()),
                Param::Bytes(bytes) => add_bytes(&mut hasher, 3, bytes),
                // NULL: no column has a set.
                _ => hasher.update([0]),
            }
        }
        *self = self.and(&Self { rows: 1, lanes: lanes_of(hasher.finalize().into()) });
    }

    /// Returns the sum of these rows and others.
    pub(crate) fn and(&self, others: &Self) -> Self {
        let lanes = std::array::from_fn(|at| self.lanes[at].wrapping_add(others.lanes[at]));
        Self { rows: self.rows + others.rows, lanes }
    }
}

fn add_bytes(hasher: &mut Sha256, kind: u8, bytes: &[u8]) {
    hasher.update([kind]);
    hasher.update((bytes.len() as u64).to_be_bytes());
    hasher.update(bytes);
}

fn lanes_of(bytes: [u8; 32]) -> [u64; 4] {
    let (lanes, _) = bytes.as_chunks();
    std::array::from_fn(|at| u64::from_be_bytes(lanes[at]))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    use super::*;
    use crate::store::database::params;

    fn sum(rows: &[Vec<Param<'_>>]) -> RowSum {
        let mut sum = RowSum::default();
        for row in rows {
            sum.add(row);
        }
        sum
    }

    #[test]
    fn rows_that_look_alike_have_other_sums() {
        let rows = [params!["1", ""], params![1_i64, ""], params!["", "1"], params![Vec::from(*b"1"), ""]];
        let sums: Vec<_> = rows.iter().map(|row| sum(&[row.to_vec()]).digits()).collect();
        for (at, one) in sums.iter().enumerate() {
            assert!(!sums[at + 1..].contains(one), "{:?}", rows[at]);
        }
        assert_ne!(sum(&[vec![Param::Null]]), sum(&[params![0_i64].to_vec()]));
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter(keys in prop::collection::hash_set(any::<i64>(), 0..8), at in any::<usize>()) {
            let rows: Vec<_> = keys.iter().map(|key| params![*key, "x"].to_vec()).collect();
            let mut other = rows.clone();
            other.reverse();
            let (one, two) = other.split_at(if rows.is_empty() { 0 } else { at % rows.len() });
            prop_assert_eq!(sum(&rows), sum(one).and(&sum(two)));
            let written = sum(&rows);
            prop_assert_eq!(RowSum::read(written.rows(), &written.digits()), Some(written));
        }
    }

    #[test]
    fn what_is_no_sum_is_not_read() {
        assert_eq!(RowSum::read(1, "00"), None);
        assert_eq!(RowSum::read(1, "no digits"), None);
    }
}
