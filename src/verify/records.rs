//! Records: where they came from, and which of them have the primary flag.

use super::breach::{BreachKind, BreachPlace};
use super::primary::{FlaggedRecord, misplaced_flags};
use super::verification::Verification;
use crate::model::{CustomerId, RecordKind};
use crate::store::{RecordEvidence, Result};
use crate::trail::record_digest;

/// The records of one kind of one customer, as far as they were read.
#[derive(Default)]
struct RecordGroup {
    customer: i64,
    kind: i64,
    /// `None` if there is no such customer.
    customer_name: Option<String>,
    records: Vec<FlaggedRecord>,
}

impl RecordGroup {
    fn place(&self, key: &str) -> BreachPlace {
        BreachPlace::Record {
            customer: self.customer_name.clone().unwrap_or_else(|| format!("#{}", self.customer)),
            kind: RecordKind::from_index(self.kind).unwrap_or(RecordKind::Customer),
            key: key.to_owned(),
        }
    }
}

/// Checks all records.
pub(super) fn check_records(v: &mut Verification<'_>) -> Result<()> {
    let store = v.store;
    let mut group = RecordGroup::default();
    store.for_each_record_evidence(&mut |evidence| {
        let (customer, kind) = (evidence.record.customer, evidence.record.kind);
        if (customer, kind) != (group.customer, group.kind) {
            check_flags(v, &group)?;
            if evidence.customer_name.is_none() && customer != group.customer {
                v.breach(BreachPlace::Customer(format!("#{customer}")), BreachKind::Gone);
            }
            let customer_name = evidence.customer_name.map(str::to_owned);
            group = RecordGroup { customer, kind, customer_name, records: Vec::new() };
        }
        check_record(v, &mut group, &evidence);
        Ok(())
    })?;
    check_flags(v, &group)
}

/// Checks a record of a group, and adds it to the group.
fn check_record(v: &mut Verification<'_>, group: &mut RecordGroup, evidence: &RecordEvidence<'_>) {
    let record = evidence.record;
    if v.has_unreadable(|| group.place(record.key), &evidence.unreadable) {
        return;
    }
    if !evidence.has_source {
        v.breach(group.place(record.key), BreachKind::Source);
    }
    if evidence.imported.is_some_and(|content| record_digest(record.active == 1, record.fields) != content) {
        v.breach(group.place(record.key), BreachKind::Values);
    }
    group.records.push(FlaggedRecord {
        key: record.key.to_owned(),
        active: record.active == 1,
        primary: record.primary,
        claimed: record.claimed,
        claim_has_operation: evidence.claim_has_operation,
        at: record.at,
        fields: record.fields.to_owned(),
    });
}

/// Checks which records of a group have the primary flag.
fn check_flags(v: &mut Verification<'_>, group: &RecordGroup) -> Result<()> {
    let Some(kind) = RecordKind::from_index(group.kind).filter(|_| !group.records.is_empty()) else { return Ok(()) };
    for at in misplaced_flags(v.store, CustomerId(group.customer), kind, &group.records)? {
        v.breach(group.place(&group.records[at].key), BreachKind::Primary);
    }
    Ok(())
}
