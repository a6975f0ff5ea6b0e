//! Takes operations out of `sync` for good, and releases what waited for them.

use super::edit::release;
use super::error::{Deed, EngineError};
use crate::model::OperationId;
use crate::store::Transaction;

/// Dismisses an operation that has not gone through; gives those that waited for it, which are pending now.
///
/// # Errors
/// There is no such operation, or it has gone through or was dismissed before.
pub(crate) fn dismiss(transaction: &Transaction<'_>, id: OperationId) -> Result<Vec<OperationId>, EngineError> {
    let detail = transaction.detail(id)?.ok_or(EngineError::NoOperation(id))?;
    let state = detail.operation.state;
    if !Deed::Dismiss.is_possible(state) {
        return Err(EngineError::WrongState { id, state, deed: Deed::Dismiss });
    }
    transaction.dismiss(id)?;
    release(transaction, &detail)
}
