//! Notes on values: what is valid and yet probably not meant.

use crate::model::{Action, Envelope, Fields, Layout, OperationNote, Problem, RecordKind, Value, bits_of_notes};

/// Returns what is worth a note in the values of a snapshot, in the order of the fields.
pub(crate) fn notes(_kind: RecordKind, _fields: &Fields<'_>) -> Vec<OperationNote> {
    Vec::new()
}

/// Returns the bits of what is worth a note in a row, as the store keeps them. Of a row that is malformed, or that deactivates
/// its record, the values do not count.
pub(crate) fn noted(layout: &Layout, values: &[Value<'_>], envelope: &Envelope, malformed: &[Problem]) -> i64 {
    match envelope.action {
        Some(Action::Create | Action::Update) if malformed.is_empty() => {
            bits_of_notes(&notes(layout.kind(), &Fields::from_row(layout, values)))
        }
        _ => 0,
    }
}
