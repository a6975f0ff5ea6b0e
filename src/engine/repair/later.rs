//! Values that were corrected in an operation and that later operations on the same record repeat.

use std::collections::HashSet;

use super::assignment::Assignment;
use super::edit::Edit;
use crate::engine::error::EngineError;
use crate::model::{Action, Change, OperationId, Value, decode_row, trimmed};
use crate::store::{Detail, Transaction};

/// An operation that repeats values which were corrected in an earlier operation on the same record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repetition {
    pub(crate) id: OperationId,
    /// The fields that repeat such a value, with the corrected ones.
    pub(crate) assignments: Vec<Assignment>,
}

/// Returns the operations that repeat a value which one of these edits replaced, each once. A deactivation takes no values.
///
/// # Errors
/// Those of the store, and a row that cannot be read.
pub(super) fn repetitions(transaction: &Transaction<'_>, edits: &[Edit]) -> Result<Vec<Repetition>, EngineError> {
    let (mut repetitions, mut seen) = (Vec::new(), HashSet::new());
    for edit in edits.iter().filter(|edit| !edit.replaced.is_empty()) {
        for id in &edit.later {
            let Some(detail) = transaction.detail(*id)? else { continue };
            let unreadable = |source| EngineError::Unreadable { id: *id, source };
            let values = decode_row(&detail.row).map_err(unreadable)?;
            let assignments = corrected(edit, &detail, &values);
            if !assignments.is_empty() && seen.insert(*id) {
                repetitions.push(Repetition { id: *id, assignments });
            }
        }
    }
    Ok(repetitions)
}

fn corrected(edit: &Edit, detail: &Detail, values: &[Value<'_>]) -> Vec<Assignment> {
    if detail.operation.action == Some(Action::Deactivate) {
        return Vec::new();
    }
    let columns = detail.layout.correctable().filter(|column| column.position < values.len());
    let repeated = columns.filter_map(|column| {
        let value = column.text(values);
        let is_repeated =
            |replaced: &&Change| replaced.field == column.name && trimmed(&replaced.old) == trimmed(&value);
        edit.replaced.iter().find(is_repeated)
    });
    let assignment = |new: &str| Some(new.to_owned()).filter(|new| !new.is_empty());
    repeated.map(|change| Assignment { field: change.field.clone(), value: assignment(&change.new) }).collect()
}
