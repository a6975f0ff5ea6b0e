//! Sealing the audit trail.

use super::error::EngineError;
use crate::store::Store;
use crate::trail::{Author, SealKey};

/// Begins a seal of the trail with a key. `show` gets the number of the first entry under it and shows the key to the user
/// before it is used: a seal whose key nobody has seen is worth nothing.
///
/// # Errors
/// Those of the store and of the file that is to have the key, and those of `show`; nothing was sealed then.
pub(crate) fn seal_trail<E: From<EngineError>>(
    store: &mut Store,
    author: &Author,
    key: SealKey,
    show: impl FnOnce(i64) -> Result<(), E>,
) -> Result<i64, E> {
    let transaction = store.begin(author).map_err(EngineError::from)?;
    let entry = transaction.begin_seal(key).map_err(EngineError::from)?;
    show(entry)?;
    transaction.commit().map_err(EngineError::from)?;
    Ok(entry)
}
