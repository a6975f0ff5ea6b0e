//! Brings the search index up to date: after the jobs, so that uploading does not wait for it.

use super::active_run::ActiveRun;
use crate::engine::error::EngineError;
use crate::store::Store;

/// Adds what the index lacks in batches, each of which is one transaction. Meanwhile a filter finds everything, only more
/// slowly.
pub(super) fn index(store: &mut Store, run: &ActiveRun<'_>) -> Result<(), EngineError> {
    let limit = run.batch_size();
    while !run.is_stopped() {
        let transaction = run.begin(store)?;
        // In this order: an operation that is not in the index yet needs no later document.
        let indexed = match transaction.index_operations(limit)? {
            0 => transaction.index_later_documents(limit)?,
            indexed => indexed,
        };
        transaction.commit()?;
        run.progress.advance(indexed);
        if indexed == 0 {
            break;
        }
    }
    Ok(())
}
