//! Takes operations out of `sync` for good, and releases what waited for them.

use std::collections::HashSet;

use super::batches::{Repair, in_batches};
use super::correction::Correction;
use super::edit::release;
use super::targets::Targets;
use crate::engine::error::{EngineError, no_operation};
use crate::model::{OperationId, State};
use crate::store::{Store, Transaction};

/// What dismissing operations did.
#[derive(Debug, Default)]
pub(crate) struct DismissReport {
    pub(crate) dismissed: Vec<OperationId>,
    /// Those that waited for them, which are pending now.
    pub(crate) released: Vec<OperationId>,
    /// Those that were dismissed before, and stay so.
    pub(crate) already: Vec<OperationId>,
}

/// Dismisses operations in batches.
///
/// # Errors
/// There is no such operation, or it has gone through.
pub(crate) fn dismiss_all(
    store: &mut Store,
    repair: &Repair<'_>,
    targets: &Targets,
) -> Result<DismissReport, EngineError> {
    let mut report = DismissReport::default();
    let dismiss_batch = |transaction: &Transaction<'_>, batch: &[OperationId], _: &DismissReport| {
        let mut ids = targets.still_matching(transaction, batch, Correction::Dismiss)?;
        let states = transaction.states(&ids)?;
        let is_dismissed = |id: &OperationId| states.get(id) == Some(&State::Dismissed);
        let already = ids.extract_if(.., |id| is_dismissed(id)).collect();
        Ok(DismissReport { released: dismiss(transaction, &ids)?, dismissed: ids, already })
    };
    in_batches(store, repair, targets, &mut report, dismiss_batch, |report, batch| {
        report.released.extend(batch.released);
        report.dismissed.extend(batch.dismissed);
        report.already.extend(batch.already);
    })?;
    // A later batch may have dismissed what an earlier one released.
    let dismissed: HashSet<_> = report.dismissed.iter().collect();
    report.released.retain(|id| !dismissed.contains(id));
    Ok(report)
}

/// Dismisses operations that have not gone through; returns those that waited for them, which are pending now.
///
/// # Errors
/// There is no such operation, or it has gone through or was dismissed before.
pub(in crate::engine) fn dismiss(
    transaction: &Transaction<'_>,
    ids: &[OperationId],
) -> Result<Vec<OperationId>, EngineError> {
    let mut dismissed = Vec::with_capacity(ids.len());
    for &id in ids {
        let detail = transaction.detail(id)?.ok_or_else(|| no_operation(transaction, id))?;
        Correction::Dismiss.check(id, detail.operation.state)?;
        transaction.dismiss(id)?;
        dismissed.push(detail);
    }
    let mut released = Vec::new();
    // Only now, since they may wait for one another.
    for detail in &dismissed {
        released.extend(release(transaction, detail)?);
    }
    Ok(released)
}
