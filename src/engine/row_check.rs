//! What is wrong with a row itself, before anything that it refers to is looked at.

use super::sync::problems_of;
use crate::model::{Envelope, Fields, Layout, OperationNote, Problem, Value, bits_of_notes};
use crate::validate::{self, Rules};

/// A row that was checked.
pub(super) struct RowCheck {
    pub(super) envelope: Envelope,
    /// Why the row cannot be understood; empty if it can.
    pub(super) malformed: Vec<Problem>,
    /// Everything that is wrong with it.
    pub(super) problems: Vec<Problem>,
    /// What is worth a note in its values, if the row can be understood.
    pub(super) notes: Vec<OperationNote>,
}

impl RowCheck {
    /// Checks a row of a channel that belongs to the company with that code.
    pub(super) fn new(layout: &Layout, values: &[Value<'_>], company: &str, rules: &Rules) -> Self {
        let (envelope, malformed) = validate::read_envelope(layout, values);
        let (problems, notes) = match (envelope.action, malformed.as_slice()) {
            (Some(action), []) => {
                let fields = Fields::from_row(layout, values);
                let problems = problems_of(layout.kind(), action, Some(&envelope.company), company, &fields, rules);
                (problems, validate::notes(layout.kind(), &Fields::as_received(layout, values)))
            }
            _ => (malformed.clone(), Vec::new()),
        };
        Self { envelope, malformed, problems, notes }
    }

    /// Returns the bits of the notes as the store keeps them, as [`validate::noted`] does.
    pub(super) fn noted(&self) -> i64 {
        if validate::has_noted_values(self.envelope.action) { bits_of_notes(&self.notes) } else { 0 }
    }
}
