//! An operation as it was read, with what hangs on it.

use super::error::Result;
use crate::filter::{OperationNumbers, PresentRecord, Seen};
use crate::model::{Change, OperationNote, Problem};

/// An operation as it was read, with what hangs on it. What is not read keeps its default.
#[derive(Default)]
pub(super) struct ReadOperation {
    pub(super) numbers: OperationNumbers,
    pub(super) company: Option<String>,
    pub(super) account: Option<String>,
    pub(super) async_account: String,
    pub(super) key: String,
    pub(super) row: Option<String>,
    pub(super) received_row: Option<String>,
    /// Whether the filter needs what hangs on it.
    pub(super) is_undecided: bool,
    pub(super) attached: Attached,
}

/// What hangs on an operation, as far as it was read.
pub(super) struct Attached {
    pub(super) problems: Result<Vec<Problem>>,
    /// The names of the fields that it changed.
    pub(super) changed: Vec<String>,
    /// What is noted about its values.
    pub(super) notes: Vec<OperationNote>,
    pub(super) codes: Vec<String>,
    pub(super) proposals: Vec<String>,
    pub(super) changes: Vec<Change>,
    /// What headquarters has of its record now.
    pub(super) record: Option<PresentRecord>,
}

impl Default for Attached {
    fn default() -> Self {
        Self {
            problems: Ok(Vec::new()),
            changed: Vec::new(),
            notes: Vec::new(),
            codes: Vec::new(),
            proposals: Vec::new(),
            changes: Vec::new(),
            record: None,
        }
    }
}

impl ReadOperation {
    /// Returns the operation with everything that was read of it.
    pub(super) fn see(&self) -> Seen<'_> {
        Seen {
            numbers: &self.numbers,
            company: self.company.as_deref(),
            account: self.account.as_deref(),
            async_account: &self.async_account,
            row: self.row.as_deref(),
            received_row: self.received_row.as_deref(),
            codes: Some(&self.attached.codes),
            proposals: Some(&self.attached.proposals),
            changes: Some(&self.attached.changes),
            record: Ok(self.attached.record.as_ref()),
        }
    }

    /// Returns about how many bytes it takes.
    pub(super) fn size(&self) -> usize {
        size_of::<Self>() + self.row.iter().chain(&self.received_row).map(String::len).sum::<usize>()
    }
}
