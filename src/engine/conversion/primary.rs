//! The mark of the primary address, and of the primary contact of each type: a customer has one at most.

use crate::engine::error::EngineError;
use crate::model::{Fields, RecordKind};
use crate::store::{Customer, Record, RecordRow, Transaction, WorkItem};

/// Takes the mark from the record that has it; gives whether the operation's record gets it, which it does not where
/// another one has claimed it later.
pub(super) fn take(
    transaction: &Transaction<'_>,
    item: &WorkItem,
    customer: &Customer,
    fields: &Fields<'_>,
) -> Result<bool, EngineError> {
    let kind = item.order.kind;
    let unreadable = |source| EngineError::Unreadable { id: item.order.id, source };
    let mut rivals = Vec::new();
    for other in transaction.records(customer.id, Some(kind))? {
        if other.key != item.key && is_rival(kind, &other, fields).map_err(unreadable)? {
            rivals.push(other);
        }
    }
    if rivals.iter().any(|rival| rival.claimed > Some(item.order.at)) {
        return Ok(false);
    }
    for rival in rivals.iter().filter(|rival| rival.primary) {
        transaction.clear_primary(customer.id, kind, &rival.key)?;
    }
    Ok(true)
}

/// A superseded snapshot's claim counts as if it had come in time: an older claim of another record loses the mark, though
/// this record's newest snapshot decides whether it has it.
pub(super) fn claim_for_superseded(
    transaction: &Transaction<'_>,
    item: &WorkItem,
    customer: &Customer,
    record: &Record,
    fields: &Fields<'_>,
) -> Result<(), EngineError> {
    if record.claimed >= Some(item.order.at) {
        return Ok(());
    }
    take(transaction, item, customer, fields)?;
    let record = Record { claimed: Some(item.order.at), ..record.clone() };
    transaction.put_record(customer.id, item.order.kind, &item.key, &record)?;
    transaction.touch(customer.id)?;
    Ok(())
}

/// Whether two records compete for the same mark: addresses do, and contacts of the same type.
fn is_rival(kind: RecordKind, other: &RecordRow, fields: &Fields<'_>) -> Result<bool, serde_json::Error> {
    if kind != RecordKind::Contact {
        return Ok(true);
    }
    let other = Fields::from_json(kind, &other.fields)?;
    Ok(other.get("ContactType") == fields.get("ContactType"))
}
