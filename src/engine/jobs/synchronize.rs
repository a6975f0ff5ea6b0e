//! The job "Synchronize customers and business partners from async mode": gives accounts, applies changes, refuses what
//! does not validate.

use std::collections::HashSet;

use super::environment::Environment;
use super::index::index;
use crate::engine::conversion::{Batch, Terms};
use crate::engine::error::EngineError;
use crate::model::{Figures, Job, Timestamp};
use crate::store::Store;

/// Synchronizes all pending operations in batches, each of which is one transaction; adds what it did to `figures`. Then it
/// catches the search index up, but for a dry run.
pub(super) fn synchronize(
    store: &mut Store,
    environment: &Environment<'_>,
    dry_run: bool,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    let terms = Terms::new(store, environment.config)?;
    let nobody = HashSet::new();
    let unindexed = if dry_run { 0 } else { store.count_unindexed()? };
    environment.progress.begin(Job::Sync, None, store.count_pending()? + unindexed);
    loop {
        while !environment.is_stopped() {
            let transaction = store.begin()?;
            let done = Batch { transaction: &transaction, terms: &terms, asked: &nobody, figures }.run_pending()?;
            transaction.commit()?;
            environment.progress.advance(done);
            if done == 0 {
                break;
            }
        }
        // An operation that waits for an unknown customer hears of it in the same run, or has waited long enough.
        if environment.is_stopped() || !reopen_due(store, terms.orphaned_before)? {
            break;
        }
    }
    if dry_run { Ok(()) } else { index(store, environment) }
}

/// Makes the waiting operations pending again whose unknown customer has become known, or that waited for too long.
fn reopen_due(store: &mut Store, orphaned_before: Timestamp) -> Result<bool, EngineError> {
    // In the transaction: a person may do something to an operation at any moment before it.
    let transaction = store.begin()?;
    let due = transaction.orphans_due(orphaned_before)?;
    for id in &due {
        transaction.reopen(*id)?;
    }
    transaction.commit()?;
    Ok(!due.is_empty())
}
