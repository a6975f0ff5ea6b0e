//! A batch of the search index, which is filled after the operations are worked on: uploading does not wait for it.

use crate::store::{StoreError, Transaction};

/// Adds the next operations that the index lacks, at most `limit`, and commits that; returns their number.
///
/// # Errors
/// Whatever is damaged on the way is the index.
pub(in crate::engine) fn index_batch(transaction: Transaction<'_>, limit: usize) -> Result<u64, StoreError> {
    let add = || {
        // In this order: an operation that is not in the index yet needs no later document.
        let added = match transaction.index_operations(limit)? {
            0 => transaction.index_later_documents(limit)?,
            added => added,
        };
        // FTS5 writes some of it only now.
        transaction.commit()?;
        Ok(added)
    };
    add().map_err(StoreError::of_index)
}
