//! The primary flag: a customer has at most one primary address, and one primary contact of each type.

use crate::engine::error::EngineError;
use crate::model::{Fields, RecordKind};
use crate::store::{Customer, Record, RecordRow, Transaction, WorkItem};

/// Clears the flag of the record that has it. Returns whether the operation's record gets it: not if another one claimed it
/// later.
pub(super) fn take(
    transaction: &Transaction<'_>,
    item: &WorkItem,
    customer: &Customer,
    fields: &Fields<'_>,
) -> Result<bool, EngineError> {
    let kind = item.order.kind;
    let unreadable = |source| EngineError::Unreadable { id: item.order.id, source };
    let mut rivals = Vec::new();
    for other in transaction.claimants(customer.id, kind)? {
        if other.key != item.key && is_rival(kind, &other, fields).map_err(unreadable)? {
            rivals.push(other);
        }
    }
    for rival in &rivals {
        if is_later_claim(transaction, item, customer, rival)? {
            return Ok(false);
        }
    }
    for rival in rivals.iter().filter(|rival| rival.primary) {
        transaction.clear_primary(customer.id, kind, &rival.key)?;
    }
    Ok(true)
}

/// Whether a record claimed the flag after an operation on another one. At the same time the counter decides.
fn is_later_claim(
    transaction: &Transaction<'_>,
    item: &WorkItem,
    customer: &Customer,
    rival: &RecordRow,
) -> Result<bool, EngineError> {
    let order = item.order;
    if rival.claimed != Some(order.at) {
        return Ok(rival.claimed > Some(order.at));
    }
    let claim = transaction.counter_at(customer.id, (rival.kind, &rival.key), order.at)?;
    Ok(claim.is_some_and(|claim| claim > (order.counter, order.channel)))
}

/// Counts a superseded snapshot's claim as if it had come in time: another record with an older claim loses the flag, while
/// this record's newest snapshot decides whether it has the flag itself.
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
    transaction.put_record(customer.id, item.order.kind, &item.key, record);
    transaction.touch(customer.id, item.order.id);
    Ok(())
}

/// Whether two records compete for the flag: addresses do, and contacts of the same type.
fn is_rival(kind: RecordKind, other: &RecordRow, fields: &Fields<'_>) -> Result<bool, serde_json::Error> {
    if kind != RecordKind::Contact {
        return Ok(true);
    }
    let other = Fields::from_json(kind, &other.fields)?;
    Ok(other.get("ContactType") == fields.get("ContactType"))
}
