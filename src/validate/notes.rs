//! Notes on values: what is valid and yet probably not meant.

use crate::model::{Fields, OperationNote, RecordKind};

/// Returns what is worth a note in the values of a snapshot, in the order of the fields.
pub(crate) fn notes(_kind: RecordKind, _fields: &Fields<'_>) -> Vec<OperationNote> {
    Vec::new()
}
