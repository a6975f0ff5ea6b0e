//! Sealing the audit trail.

use super::error::EngineError;
use crate::store::Store;
use crate::trail::{Author, SealKey};

/// A seal that begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SealBeginning {
    /// The number of the first entry under it.
    pub(crate) entry: i64,
    /// The number of the first entry under the seal that ends with it; `None` if the trail was not sealed.
    pub(crate) ended: Option<i64>,
}

/// Begins a seal of the trail with a key. `show` shows the key to the user before it is used: a seal whose key nobody has seen
/// is worth nothing.
///
/// # Errors
/// Those of the store and of the file that is to have the key, and those of `show`; nothing was sealed then.
pub(crate) fn seal_trail<E: From<EngineError>>(
    store: &mut Store,
    author: &Author,
    key: SealKey,
    show: impl FnOnce(SealBeginning) -> Result<(), E>,
) -> Result<SealBeginning, E> {
    let transaction = store.begin(author).map_err(EngineError::from)?;
    let ended = transaction.present_seal_entry().map_err(EngineError::from)?;
    let entry = transaction.begin_seal(key).map_err(EngineError::from)?;
    let beginning = SealBeginning { entry, ended };
    show(beginning)?;
    transaction.commit().map_err(EngineError::from)?;
    Ok(beginning)
}
