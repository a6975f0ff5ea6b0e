//! Synchronizes many operations now, and reports what became of them.

use std::collections::HashSet;

use super::batches::{Repair, in_batches};
use super::correction::Correction;
use super::resync::{Resynced, resync};
use super::targets::Targets;
use crate::config::Config;
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::engine::identity::check_noted_accounts;
use crate::engine::inspect::waits_for;
use crate::engine::sync::unusable;
use crate::model::{ErrorCounts, Operation, OperationId, State};
use crate::store::{Store, Transaction};
use crate::trail::Event;

/// What became of operations that were synchronized.
#[derive(Debug, Default)]
pub(crate) struct ResyncReport {
    pub(crate) operations: Vec<ResyncedOperation>,
}

/// What became of one operation.
#[derive(Debug)]
pub(crate) struct ResyncedOperation {
    pub(crate) operation: Operation,
    /// What it waits for; left empty beyond the first that were to be explained.
    pub(crate) waits_for: Vec<OperationId>,
    /// Whether a person selected it; otherwise it came with one that was selected.
    pub(crate) asked: bool,
}

/// Synchronizes operations in batches. The report says for at most `explained` of those that wait what they wait for.
///
/// # Errors
/// There is no such operation, or it has gone through.
pub(crate) fn resync_all(
    store: &mut Store,
    repair: &Repair<'_>,
    config: &Config,
    targets: &Targets,
    explained: usize,
) -> Result<ResyncReport, EngineError> {
    check_noted_accounts(store)?;
    let resynced = resync_in_batches(store, repair, config, targets)?;
    ResyncReport::read(store, &resynced, explained)
}

/// Synchronizes operations in batches and returns each of them once: one in a later batch may have waited for one in an
/// earlier batch.
pub(super) fn resync_in_batches(
    store: &mut Store,
    repair: &Repair<'_>,
    config: &Config,
    targets: &Targets,
) -> Result<Vec<Resynced>, EngineError> {
    let asked = targets.ids.iter().copied().collect();
    let mut done = ResyncedOnce::default();
    let resync_batch = |transaction: &Transaction<'_>, batch: &[OperationId], done: &ResyncedOnce| {
        let left: Vec<_> = batch.iter().copied().filter(|id| !done.seen.contains(id)).collect();
        if left.is_empty() {
            return Ok(Vec::new());
        }
        let ids = targets.still_matching(transaction, &left, Correction::Resync)?;
        resync(transaction, config, &ids, &asked)
    };
    loop {
        let result = in_batches(store, repair, targets, &mut done, resync_batch, |done, batch| {
            for resynced in batch {
                done.add(resynced);
            }
        });
        match result {
            // It fails alone, and what is left of its batch is begun again.
            Err(EngineError::Operation { id, source }) if !targets.are_numbered() && !done.seen.contains(&id) => {
                let problem = unusable(&source);
                again(repair.stop, || {
                    let transaction = store.begin(repair.author)?;
                    transaction.fail(id, Event::Resynced, &problem)?;
                    Ok(transaction.commit()?)
                })?;
                done.add(Resynced { id, asked: asked.contains(&id) });
            }
            result => return result.map(|()| done.resynced),
        }
    }
}

/// Operations that were synchronized, each of them once.
#[derive(Default)]
struct ResyncedOnce {
    resynced: Vec<Resynced>,
    seen: HashSet<OperationId>,
}

impl ResyncedOnce {
    fn add(&mut self, resynced: Resynced) {
        if self.seen.insert(resynced.id) {
            self.resynced.push(resynced);
        }
    }
}

impl ResyncReport {
    /// Reads what became of operations.
    pub(super) fn read(store: &Store, resynced: &[Resynced], explained: usize) -> Result<Self, EngineError> {
        let store = store.snapshot()?;
        let mut operations = Vec::with_capacity(resynced.len());
        let mut waiting = 0;
        for Resynced { id, asked } in resynced {
            // It was decided on just now.
            let Some(detail) = store.detail(*id)? else { continue };
            waiting += usize::from(detail.operation.state == State::Waiting);
            let waits_for = if waiting <= explained { waits_for(&store, &detail)? } else { Vec::new() };
            operations.push(ResyncedOperation { operation: detail.operation, waits_for, asked: *asked });
        }
        Ok(Self { operations })
    }

    /// Returns what the operations failed for that failed.
    pub(crate) fn errors(&self) -> ErrorCounts {
        let mut errors = ErrorCounts::default();
        let failed = self.operations.iter().filter(|resynced| resynced.operation.state == State::Failed);
        failed.for_each(|resynced| errors.count(&resynced.operation.problems));
        errors
    }

    /// Returns how many of the operations are in a state now.
    pub(crate) fn count(&self, state: State) -> usize {
        self.operations.iter().filter(|resynced| resynced.operation.state == state).count()
    }
}
