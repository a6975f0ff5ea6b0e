//! The search index: brought up to date behind the jobs, or rebuilt.

use std::thread;

use super::error::EngineError;
use super::jobs::{GIVE_WAY, GuardedStore, index_batch, with_existing_store};
use crate::stop::Stop;
use crate::store::{Store, StoreError};
use crate::trail::Author;

/// How the index is brought up to date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct IndexRequest<'a> {
    /// Whether it is rebuilt from nothing.
    pub(crate) rebuild: bool,
    /// The most operations in a transaction.
    pub(crate) batch_size: usize,
    /// Who does it.
    pub(crate) author: &'a Author,
}

/// How far the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexReport {
    /// The number of operations that were added.
    pub(crate) added: u64,
    /// The number of operations that it lacks, since the program was asked to stop.
    pub(crate) missing: u64,
}

/// Brings the index up to date under the run lock, in batches. A filter finds everything meanwhile, only more slowly. What is
/// interrupted is continued by the next run. `actor` runs the program.
///
/// # Errors
/// A run holds the lock, or the index is damaged and not to be rebuilt.
pub(crate) fn update_index(
    file: &GuardedStore<'_>,
    actor: &str,
    request: IndexRequest<'_>,
    stop: &Stop,
) -> Result<IndexReport, EngineError> {
    with_existing_store(file, (actor, &request.author.actor), stop, |store| {
        if request.rebuild {
            let transaction = store.begin(request.author)?;
            transaction.empty_index()?;
            transaction.commit()?;
        }
        let added = add_missing(store, request, stop)?;
        Ok(IndexReport { added, missing: store.count_unindexed()? })
    })
}

fn add_missing(store: &mut Store, request: IndexRequest<'_>, stop: &Stop) -> Result<u64, StoreError> {
    let mut added = 0;
    while stop.signal().is_none() {
        thread::sleep(GIVE_WAY);
        match index_batch(store.begin(request.author)?, request.batch_size)? {
            0 => break,
            indexed => added += indexed,
        }
    }
    Ok(added)
}
