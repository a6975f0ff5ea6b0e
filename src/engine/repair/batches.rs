//! What a person asks for of many operations, cut into transactions.

use crate::engine::error::EngineError;
use crate::model::OperationId;
use crate::stop::Stop;
use crate::store::{Store, Transaction};
use crate::trail::Author;

/// Gives operations to `work` in batches of at most `size`, each in a transaction of its own; ends early where the program
/// was asked to stop.
///
/// # Errors
/// Those of `work`: its batch leaves no trace then, and those before it stay.
pub(crate) fn in_batches(
    store: &mut Store,
    author: &Author,
    ids: &[OperationId],
    size: usize,
    stop: &Stop,
    mut work: impl FnMut(&Transaction<'_>, &[OperationId]) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    for batch in ids.chunks(size.max(1)) {
        if stop.signal().is_some() {
            break;
        }
        let transaction = store.begin(author)?;
        work(&transaction, batch)?;
        transaction.commit()?;
    }
    Ok(())
}
