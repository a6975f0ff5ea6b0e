//! Catches the search index up: behind the jobs, so that uploading does not wait for it.

use super::active_run::ActiveRun;
use crate::engine::error::EngineError;
use crate::store::Store;

/// Puts what the index lacks into it, in batches, each of which is one transaction. A filter finds everything meanwhile; it
/// only takes longer.
pub(super) fn index(store: &mut Store, run: &ActiveRun<'_>) -> Result<(), EngineError> {
    let limit = run.batch_size();
    while !run.is_stopped() {
        let transaction = run.begin(store)?;
        // In this order: what is not in the index yet needs no later document.
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
