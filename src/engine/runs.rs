//! The history of runs.

use std::time::Duration;

use super::error::EngineError;
use super::jobs::{GuardedStore, PruneReport, earlier, prune, with_locked_store};
use crate::model::Run;
use crate::stop::Stop;
use crate::store::Store;
use crate::trail::Author;

/// Returns the newest runs, newest first; all if there is no limit.
///
/// # Errors
/// Those of the store.
pub(crate) fn list_runs(store: &Store, limit: Option<usize>) -> Result<Vec<Run>, EngineError> {
    Ok(store.snapshot()?.runs(limit)?)
}

/// Returns the run with that number.
///
/// # Errors
/// There is no such run.
pub(crate) fn find_run(store: &Store, id: i64) -> Result<Run, EngineError> {
    let store = store.snapshot()?;
    match store.run(id)? {
        Some(run) => Ok(run),
        None => Err(EngineError::NoRun { id, newest: store.runs(Some(1))?.first().map(|run| run.id) }),
    }
}

/// Returns the newest run.
///
/// # Errors
/// There is no run.
pub(crate) fn last_run(store: &Store) -> Result<Run, EngineError> {
    store.snapshot()?.runs(Some(1))?.pop().ok_or(EngineError::NoRuns)
}

/// Removes the reports of runs that began longer ago than that, under the lock of runs.
///
/// # Errors
/// A run is at work, or those of the store.
pub(crate) fn prune_reports(
    file: &GuardedStore<'_>,
    keep: Duration,
    author: &Author,
    stop: &Stop,
) -> Result<PruneReport, EngineError> {
    with_locked_store(file, &author.actor, stop, |store, _| {
        let before = earlier(store.now(), keep);
        prune(store, before, i64::MAX, author, stop)
    })
}
