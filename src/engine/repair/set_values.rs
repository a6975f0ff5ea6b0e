//! Puts values and proposals into a row.

use super::assignment::Assignment;
use super::proposal_selection::ProposalSelection;
use crate::engine::error::EngineError;
use crate::engine::row_check::RowCheck;
use crate::model::{Change, CorrectableColumn, Layout, OperationId, Value, ValueLimit, trimmed};

/// Setting the proposals for the values of a row.
pub(super) struct SetProposals<'a> {
    pub(super) id: OperationId,
    pub(super) layout: &'a Layout,
    pub(super) accepted: &'a ProposalSelection,
    /// What is set beside them, and takes precedence.
    pub(super) assignments: &'a [Assignment],
}

impl SetProposals<'_> {
    /// Sets the proposals for what `check` finds in the values, and adds what that changed; returns what it finds in the end.
    pub(super) fn set(
        &self,
        values: &mut [Value<'_>],
        changes: &mut Vec<Change>,
        check: impl Fn(&[Value<'_>]) -> RowCheck,
        limit: ValueLimit,
    ) -> Result<RowCheck, EngineError> {
        let by_hand: Vec<_> = self.assignments.iter().map(|assignment| assignment.field.trim()).collect();
        let has_column = |field: &str| self.layout.correctable().any(|column| column.name.eq_ignore_ascii_case(field));
        let mut checked = check(values);
        // A corrected country may be the reason for a proposal for the postal code.
        for _ in 0..MOST_ROUNDS {
            let mut proposed =
                self.accepted.assignments(self.layout.kind(), &checked.problems, &checked.notes, &by_hand);
            proposed.retain(|assignment| has_column(&assignment.field));
            let set = assign(self.id, self.layout, values, &proposed, limit)?;
            if set.is_empty() {
                break;
            }
            for change in set {
                add_change(changes, change);
            }
            checked = check(values);
        }
        Ok(checked)
    }
}

/// How often the proposals for a row are set: setting some may lead to others.
const MOST_ROUNDS: usize = 4;

/// Adds a change to those before it: of a field that was changed twice, the first old value and the last new one count.
fn add_change(changes: &mut Vec<Change>, later: Change) {
    match changes.iter_mut().find(|change| change.field == later.field) {
        Some(change) => change.new = later.new,
        None => changes.push(later),
    }
    changes.retain(Change::is_change);
}

/// Puts the values into the row; returns what that changed.
pub(super) fn assign(
    id: OperationId,
    layout: &Layout,
    values: &mut [Value<'_>],
    assignments: &[Assignment],
    limit: ValueLimit,
) -> Result<Vec<Change>, EngineError> {
    let mut changes: Vec<Change> = Vec::new();
    for Assignment { field, value } in assignments {
        let column = layout.correctable().find(|column| column.name.eq_ignore_ascii_case(field.trim()));
        let Some(column) = column.filter(|column| column.position < values.len()) else {
            let known = layout.correctable().map(|column| column.name.to_owned()).collect();
            return Err(EngineError::NoField { id, kind: layout.kind(), field: field.clone(), known });
        };
        let old = column.text(values).into_owned();
        let given = value.as_deref().unwrap_or_default();
        let new = trimmed(given);
        if old == given || old == new {
            continue;
        }
        let slot = &mut values[column.position];
        *slot = typed(column, slot, value.as_ref().map(|_| new));
        // An earlier version may have kept any value.
        let old = limit.described(old);
        changes.push(Change { field: column.name.to_owned(), old, new: new.to_owned() });
    }
    Ok(changes)
}

/// A corrected value in the type of its column, as far as it can have it.
fn typed(column: CorrectableColumn<'_>, old: &Value<'_>, new: Option<&str>) -> Value<'static> {
    let Some(text) = new else { return Value::Null };
    let number = text.parse().ok().filter(|number: &i64| number.to_string() == text);
    match number {
        Some(number) if column.is_integer || matches!(old, Value::Integer(_)) => Value::Integer(number),
        _ => Value::Text(text.to_owned().into()),
    }
}
