//! Corrections of many operations, cut into transactions.

use super::targets::Targets;
use crate::config::Config;
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::model::OperationId;
use crate::stop::Stop;
use crate::store::{Store, StoreError, Transaction};
use crate::trail::Author;

/// How many operations are in a transaction if no configuration says it.
pub(crate) const DEFAULT_BATCH_SIZE: usize = 20_000;

/// What a correction needs beside the store and the operations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repair<'a> {
    /// Who corrects, and why.
    pub(crate) author: &'a Author,
    /// The configuration that decides, if there is one.
    pub(crate) config: Option<&'a Config>,
    pub(crate) stop: &'a Stop,
}

impl Repair<'_> {
    /// Returns how many operations are in a transaction.
    pub(super) fn batch_size(&self) -> usize {
        self.config.map_or(DEFAULT_BATCH_SIZE, |config| config.jobs.batch_size)
    }

    /// Begins a transaction.
    pub(super) fn begin<'s>(&'s self, store: &'s mut Store) -> Result<Transaction<'s>, StoreError> {
        let transaction = store.begin(self.author)?;
        if let Some(config) = self.config {
            transaction.decide_by(config.deciding());
        }
        Ok(transaction)
    }

    /// Does something in a transaction, and once more if a server lost it before it was committed.
    pub(super) fn in_transaction<R>(
        &self,
        store: &mut Store,
        work: impl Fn(&Transaction<'_>) -> Result<R, EngineError>,
    ) -> Result<R, EngineError> {
        again(self.stop, || {
            let transaction = self.begin(store)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
    }
}

/// Gives the targets to `work` in batches, each in a transaction of its own; `keep` adds what came of a batch to `done` once it is
/// committed. A batch that a server lost before that is done again. Ends early if the program was asked to stop.
///
/// # Errors
/// Those of `work`: its batch leaves no trace then, and those before it stay.
pub(in crate::engine) fn in_batches<D, B>(
    store: &mut Store,
    repair: &Repair<'_>,
    targets: &Targets,
    done: &mut D,
    work: impl Fn(&Transaction<'_>, &[OperationId], &D) -> Result<B, EngineError>,
    keep: impl Fn(&mut D, B),
) -> Result<(), EngineError> {
    for batch in targets.ids.chunks(targets.batch_size(repair.batch_size()).max(1)) {
        if repair.stop.signal().is_some() {
            break;
        }
        let committed = again(repair.stop, || {
            let transaction = match repair.begin(store) {
                // While it waited for another program's transaction.
                Err(StoreError::Interrupted(_)) => return Ok(None),
                begun => begun?,
            };
            let of_batch = work(&transaction, batch, done)?;
            transaction.commit()?;
            Ok(Some(of_batch))
        })?;
        match committed {
            Some(of_batch) => keep(done, of_batch),
            None => break,
        }
    }
    Ok(())
}
