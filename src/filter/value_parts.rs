//! The parts of an operation that tell the value of a property.

use std::ops::BitOr;

use crate::model::Column;

/// Which parts of an operation are needed. Its columns are said apart, since lists read those too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ValueParts {
    /// The columns whose parts are needed.
    pub(crate) columns: Vec<Column>,
    /// The operation's own company.
    pub(crate) company: bool,
    /// The row after its edits, with its layout.
    pub(crate) row: bool,
    /// The row as it was received.
    pub(crate) received_row: bool,
    /// What was recorded when it was synchronized.
    pub(crate) changes: bool,
    /// The record at headquarters.
    pub(crate) records: bool,
    /// The codes of its problems.
    pub(crate) codes: bool,
    /// The proposals for them.
    pub(crate) proposals: bool,
}

impl BitOr for ValueParts {
    type Output = Self;

    /// Returns the parts that either of them needs.
    fn bitor(mut self, other: Self) -> Self {
        self.columns.extend(other.columns);
        Self {
            columns: self.columns,
            company: self.company || other.company,
            row: self.row || other.row,
            received_row: self.received_row || other.received_row,
            changes: self.changes || other.changes,
            records: self.records || other.records,
            codes: self.codes || other.codes,
            proposals: self.proposals || other.proposals,
        }
    }
}
