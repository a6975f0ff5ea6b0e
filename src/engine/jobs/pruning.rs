//! Removes the reports of old runs, in steps that hold nobody up.

use std::time::Duration;

use crate::engine::error::EngineError;
use crate::model::Timestamp;
use crate::stop::Stop;
use crate::store::Store;
use crate::trail::Author;

/// How many runs are in a transaction.
const STEP: usize = 1_000;

/// A run prunes by itself once reports are older than they are kept by this part: not for a few reports each time.
const SLACK: u32 = 100;

/// What was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PruneReport {
    /// The number of the last run whose reports are gone; 0 if all runs have theirs.
    pub(crate) last: i64,
    /// How many runs lost their reports.
    pub(crate) runs: u64,
    /// How many reports they had.
    pub(crate) reports: u64,
}

/// Removes the reports of runs that are not kept any longer, if it is time. `run` is the number of the one that is at work.
pub(super) fn prune_when_due(
    store: &mut Store,
    keep: Duration,
    run: i64,
    author: &Author,
    stop: &Stop,
) -> Result<(), EngineError> {
    let now = store.now();
    if store.old_runs(earlier(now, keep.saturating_add(keep / SLACK)), 1)?.is_some() {
        prune(store, earlier(now, keep), run, author, stop)?;
    }
    Ok(())
}

/// Removes the reports of runs that began before a time and have a lower number than `end`.
pub(in crate::engine) fn prune(
    store: &mut Store,
    before: Timestamp,
    end: i64,
    author: &Author,
    stop: &Stop,
) -> Result<PruneReport, EngineError> {
    let mut report = PruneReport { last: store.pruned_runs()?, ..PruneReport::default() };
    while stop.signal().is_none() {
        let transaction = store.begin(author)?;
        let Some(old) = transaction.old_runs(before, STEP)?.filter(|old| old.last < end) else { break };
        report.reports += transaction.prune_reports(old.last)?;
        report.runs += old.count;
        report.last = old.last;
        transaction.commit()?;
    }
    Ok(report)
}

/// Returns the time that is that long before `now`.
pub(in crate::engine) fn earlier(now: Timestamp, by: Duration) -> Timestamp {
    Timestamp(now.0.saturating_sub(i64::try_from(by.as_micros()).unwrap_or(i64::MAX)))
}
