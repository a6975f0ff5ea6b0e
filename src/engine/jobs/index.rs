//! Brings the search index up to date: after the jobs, so that uploading does not wait for it.

use super::active_run::ActiveRun;
use crate::engine::error::EngineError;
use crate::model::JobFailure;
use crate::store::{Store, StoreError, Transaction};

/// Adds what the index lacks in batches, each of which is one transaction. Meanwhile a filter finds everything, only more
/// slowly. Returns what is wrong with the index if it is damaged: the jobs do not need it.
pub(super) fn index(store: &mut Store, run: &ActiveRun<'_>) -> Result<Option<JobFailure>, EngineError> {
    match add_missing(store, run) {
        Ok(()) => Ok(None),
        Err(EngineError::Store(error @ StoreError::IndexDamaged(_))) => Ok(Some(JobFailure::from(&error))),
        Err(error) => Err(error),
    }
}

fn add_missing(store: &mut Store, run: &ActiveRun<'_>) -> Result<(), EngineError> {
    while !run.is_stopped() {
        let indexed = index_batch(run.begin(store)?, run.batch_size())?;
        run.progress.advance(indexed);
        if indexed == 0 {
            break;
        }
    }
    Ok(())
}

/// Adds the next operations that the index lacks, at most `limit`, and commits that; returns their number.
///
/// # Errors
/// Whatever is damaged on the way is the index.
pub(in crate::engine) fn index_batch(transaction: Transaction<'_>, limit: usize) -> Result<u64, StoreError> {
    let add = || {
        // In this order: an operation that is not in the index yet needs no later document.
        let added = match transaction.index_operations(limit)? {
            0 => transaction.index_later_documents(limit)?,
            added => added,
        };
        // FTS5 writes some of it only now.
        transaction.commit()?;
        Ok(added)
    };
    add().map_err(StoreError::of_index)
}
