//! Sealing the audit trail.

use super::error::EngineError;
use crate::store::Store;
use crate::trail::{Author, SealKey};

/// Begins a seal of the trail with a key; returns the number of the first entry under it.
///
/// # Errors
/// Those of the store, and of the file that is to have the key.
pub(crate) fn seal_trail(store: &mut Store, author: &Author, key: SealKey) -> Result<i64, EngineError> {
    let transaction = store.begin(author)?;
    transaction.begin_seal(key)?;
    transaction.commit()?;
    Ok(store.last_seal()?)
}
