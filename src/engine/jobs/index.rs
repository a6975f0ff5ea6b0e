//! Brings the search index up to date: after the jobs, so that uploading does not wait for it.

use super::active_run::ActiveRun;
use crate::engine::error::EngineError;
use crate::engine::indexing::index_batch;
use crate::model::JobFailure;
use crate::store::{Store, StoreError};

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
