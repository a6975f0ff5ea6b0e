//! The history of runs.

use super::error::EngineError;
use crate::model::Run;
use crate::store::Store;

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
