//! Corrections of many operations, cut into transactions.

use super::targets::Targets;
use crate::config::Config;
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
}

/// Gives the targets to `work` in batches, each in a transaction of its own; ends early if the program was asked to stop.
///
/// # Errors
/// Those of `work`: its batch leaves no trace then, and those before it stay.
pub(in crate::engine) fn in_batches(
    store: &mut Store,
    repair: &Repair<'_>,
    targets: &Targets,
    mut work: impl FnMut(&Transaction<'_>, &[OperationId]) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    for batch in targets.ids.chunks(targets.batch_size(repair.batch_size()).max(1)) {
        if repair.stop.signal().is_some() {
            break;
        }
        let transaction = match repair.begin(store) {
            // While it waited for another program's transaction.
            Err(StoreError::Interrupted(_)) => break,
            begun => begun?,
        };
        work(&transaction, batch)?;
        transaction.commit()?;
    }
    Ok(())
}
