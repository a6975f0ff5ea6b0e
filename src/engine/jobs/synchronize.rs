//! The job "Synchronize customers and business partners from async mode": assigns accounts, applies changes, refuses what
//! does not validate.

use std::collections::HashSet;

use super::active_run::ActiveRun;
use super::index::index;
use crate::engine::error::EngineError;
use crate::engine::sync::{Batch, Terms};
use crate::model::{Figures, Job, Timestamp};
use crate::store::Store;

/// Synchronizes all pending operations in batches, each of which is one transaction; adds what each did to `figures` once it
/// is committed. Then it brings the search index up to date, but not in a rehearsal.
pub(super) fn synchronize(store: &mut Store, run: &ActiveRun<'_>, figures: &mut Figures) -> Result<(), EngineError> {
    let terms = Terms::new(store, run.config)?;
    let nobody = HashSet::new();
    let unindexed = if store.is_rehearsal() { 0 } else { store.count_unindexed()? };
    run.progress.begin(Job::Sync, None, store.count_pending()? + unindexed);
    loop {
        while !run.is_stopped() {
            let transaction = run.begin(store)?;
            let mut counted = Figures::default();
            let mut batch = Batch { transaction: &transaction, terms: &terms, asked: &nobody, figures: &mut counted };
            let done = batch.run_pending()?;
            transaction.commit()?;
            figures.add(&counted);
            run.progress.advance(done);
            if done == 0 {
                break;
            }
        }
        // An operation that waits for an unknown customer is tried again once the customer is known, or fails in the end.
        if run.is_stopped() || !reopen_due(store, run, terms.orphaned_before)? {
            break;
        }
    }
    if store.is_rehearsal() { Ok(()) } else { index(store, run) }
}

/// Makes waiting operations pending again whose unknown customer has become known, or that have waited too long.
fn reopen_due(store: &mut Store, run: &ActiveRun<'_>, orphaned_before: Timestamp) -> Result<bool, EngineError> {
    // In the transaction: a person may correct an operation at any moment before it.
    let transaction = run.begin(store)?;
    let due = transaction.orphans_due(orphaned_before)?;
    for id in &due {
        transaction.reopen(*id)?;
    }
    transaction.commit()?;
    Ok(!due.is_empty())
}
