//! Takes operations out of `sync` for good, and releases what waited for them.

use super::edit::release;
use crate::engine::error::{Correction, EngineError};
use crate::model::OperationId;
use crate::store::Transaction;

/// Dismisses operations that have not gone through; gives those that waited for them, which are pending now.
///
/// # Errors
/// There is no such operation, or it has gone through or was dismissed before.
pub(crate) fn dismiss(transaction: &Transaction<'_>, ids: &[OperationId]) -> Result<Vec<OperationId>, EngineError> {
    let mut dismissed = Vec::with_capacity(ids.len());
    for &id in ids {
        let detail = transaction.detail(id)?.ok_or(EngineError::NoOperation(id))?;
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
