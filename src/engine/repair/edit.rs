//! Corrects the fields of an operation that has not gone through.

use super::assignment::Assignment;
use super::correction::Correction;
use super::place_in_order::{move_later, order_time};
use super::proposal_selection::ProposalSelection;
use super::set_values::{SetProposals, assign};
use crate::config::Config;
use crate::engine::error::{EngineError, no_operation};
use crate::engine::row_check::RowCheck;
use crate::engine::sync::Customers;
use crate::model::{Change, Envelope, OperationId, Problem, RecordKind, State, Value, decode_row, encode_row};
use crate::store::{Detail, EditedOperation, Store, StoreError, Transaction, UnresolvedOperation};

/// What an edit did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) id: OperationId,
    /// Old and new value of each field that it changed; empty if all of them had these values already.
    pub(crate) changes: Vec<Change>,
    /// What is still wrong with the operation itself.
    pub(crate) problems: Vec<Problem>,
    /// The operation's state after it.
    pub(crate) state: State,
    /// Those that waited for it before the edit moved it, which are pending now.
    pub(crate) released: Vec<OperationId>,
    /// Old and new value of each field whose old value was wrong, also if an earlier edit replaced it.
    pub(crate) replaced: Vec<Change>,
    /// Those on the same record that come after it and have not gone through.
    pub(crate) later: Vec<OperationId>,
}

/// The values that an edit sets.
#[derive(Debug, Clone, Copy)]
pub(in crate::engine) struct NewValues<'a> {
    pub(in crate::engine) assignments: &'a [Assignment],
    /// Which proposals are set beside them; `None` for no proposals.
    pub(in crate::engine) accepted: Option<&'a ProposalSelection>,
    /// Whether later operations on the record are edited too: then one that went through with these values is no error.
    pub(in crate::engine) later: bool,
}

/// Sets fields of an operation. It becomes pending, or stays failed if its row still cannot be understood. Nothing is
/// written if nothing changes. `opened` is the last entry about the operation when somebody looked at it.
///
/// # Errors
/// [`EngineError::ChangedMeanwhile`] if there is a later entry, and those of [`editable`].
pub(in crate::engine) fn edit(
    transaction: &Transaction<'_>,
    config: &Config,
    id: OperationId,
    new: NewValues<'_>,
    opened: Option<i64>,
) -> Result<Edit, EngineError> {
    let detail = transaction.detail(id)?.ok_or_else(|| no_operation(transaction, id))?;
    let is_editable = Correction::Edit.check(id, detail.operation.state);
    if !new.later {
        is_editable?;
    }
    if opened.is_some() && transaction.last_entry(id)? != opened {
        return Err(EngineError::ChangedMeanwhile { id });
    }
    let layout = &detail.layout;
    let unreadable = |source| EngineError::Unreadable { id, source };
    let mut values = decode_row(&detail.row).map_err(unreadable)?;
    let channels = transaction.channels()?;
    let channel = channels.iter().find(|channel| channel.key == detail.channel);
    let channel = channel.ok_or_else(|| StoreError::Damaged(format!("the channel of operation {id} is missing")))?;
    let check = |values: &[Value<'_>]| RowCheck::new(layout, values, &channel.company_code, &config.rules);
    let mut changes = assign(id, layout, &mut values, new.assignments, config.jobs.max_value)?;
    let checked = match new.accepted {
        Some(accepted) => {
            let proposals = SetProposals { id, layout, accepted, assignments: new.assignments };
            proposals.set(&mut values, &mut changes, check, config.jobs.max_value)?
        }
        None => check(&values),
    };
    let noted = checked.noted();
    let RowCheck { envelope, malformed, problems, .. } = checked;
    let state = detail.operation.state;
    let mut edit = Edit { id, problems, state, released: Vec::new(), replaced: Vec::new(), later: Vec::new(), changes };
    edit.replaced = replaced(&detail, &values, new.assignments, &edit.changes).map_err(unreadable)?;
    if !edit.replaced.is_empty() {
        edit.later = transaction.later_on_record(id)?;
    }
    if edit.changes.is_empty() {
        return Ok(edit);
    }
    Correction::Edit.check(id, state)?;
    let keys = Customers::new(transaction, channel)?.row_keys(&envelope)?;
    let order = order_time(transaction, config, &detail, &keys)?;
    transaction.edit(EditedOperation {
        id,
        keys,
        order,
        noted,
        row: &encode_row(&values),
        problems: &malformed,
        changes: edit.changes.clone(),
    })?;
    move_later(transaction, config, &detail, order)?;
    let is_moved = !is_in_its_place(&detail, &envelope) || keys.customer != detail.customer;
    edit.released = if is_moved { release(transaction, &detail)? } else { Vec::new() };
    edit.state = if malformed.is_empty() { State::Pending } else { State::Failed };
    Ok(edit)
}

/// Returns the values that were wrong and are replaced, by this edit or an earlier one of the same fields.
fn replaced(
    detail: &Detail,
    values: &[Value<'_>],
    assignments: &[Assignment],
    changes: &[Change],
) -> Result<Vec<Change>, serde_json::Error> {
    let problems = &detail.operation.problems;
    let was_wrong =
        |change: &Change| !change.old.is_empty() || problems.iter().any(|problem| problem.field == change.field);
    let mut replaced: Vec<Change> = changes.iter().filter(|change| was_wrong(change)).cloned().collect();
    if !detail.operation.edited {
        return Ok(replaced);
    }
    let received = decode_row(&detail.received)?;
    let is_assigned =
        |name: &str| assignments.iter().any(|assignment| assignment.field.trim().eq_ignore_ascii_case(name));
    for column in
        detail.layout.correctable().filter(|column| column.position < values.len() && is_assigned(column.name))
    {
        let (old, new) = (column.text(&received).into_owned(), column.text(values).into_owned());
        let earlier = Change { field: column.name.to_owned(), old, new };
        if earlier.is_change() && !earlier.old.is_empty() && !replaced.contains(&earlier) {
            replaced.push(earlier);
        }
    }
    Ok(replaced)
}

/// Returns an operation that can be edited, in detail.
///
/// # Errors
/// There is no such operation, or it has gone through or was dismissed.
pub(in crate::engine) fn editable(store: &Store, id: OperationId) -> Result<Detail, EngineError> {
    let detail = store.detail(id)?.ok_or_else(|| no_operation(store, id))?;
    Correction::Edit.check(id, detail.operation.state)?;
    Ok(detail)
}

/// Whether the operation is still about the same record, does the same to it and comes in the same order.
fn is_in_its_place(detail: &Detail, envelope: &Envelope) -> bool {
    let operation = &detail.operation;
    envelope.key == detail.key && envelope.action == operation.action && envelope.timestamp == operation.timestamp
}

/// Makes the operations pending again that waited for this one in its place; returns them.
pub(super) fn release(transaction: &Transaction<'_>, detail: &Detail) -> Result<Vec<OperationId>, EngineError> {
    let Some(customer) = detail.customer else { return Ok(Vec::new()) };
    let kind = detail.operation.kind;
    let record = (kind != RecordKind::Customer).then_some((kind, detail.key.as_str()));
    let waits = |held: &UnresolvedOperation| held.state == State::Waiting && held.order.id != detail.operation.id;
    let held = transaction.unresolved(customer, record)?;
    let released: Vec<_> = held.iter().filter(|held| waits(held)).map(|held| held.order.id).collect();
    transaction.reopen_all(&released)?;
    Ok(released)
}
