//! The end of `sync`: the search index is filled, alone or beside the job that follows, then it is recorded.

use super::active_run::ActiveRun;
use super::index::index_batch;
use super::recorder::Recorder;
use super::synchronize::synchronize;
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::model::{Job, JobFailure, JobReport, Outcome};
use crate::store::{Store, StoreError};

/// How many operations are added to the index in a transaction, at most: workers may wait for its end.
const INDEX_BATCH: usize = 10_000;

/// A `sync` that has worked on all operations, and whose report waits for the search index.
pub(super) struct SyncEnding {
    report: JobReport,
    /// What was wrong so far.
    result: Result<(), EngineError>,
    is_unfinished: bool,
    /// Whether the progress is that of the index.
    shows_index: bool,
}

impl SyncEnding {
    /// Runs `sync` but for the search index.
    pub(super) fn after(store: &mut Store, active: &ActiveRun<'_>) -> Self {
        let mut report = JobReport::begin(Job::Sync, None, store.now());
        active.note(store, Some((Job::Sync, None)));
        report.figures.adopted = active.identities().take_count(None);
        let result = synchronize(store, active, &mut report.figures);
        Self { report, result, is_unfinished: true, shows_index: false }
    }

    /// Whether the index may still lack something.
    pub(super) fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    /// Whether a fault ends the run.
    pub(super) fn has_failed(&self) -> bool {
        self.result.is_err()
    }

    /// Adds the next batch to the index, and records `sync` if there was nothing to add, or something is wrong; returns
    /// whether there may be more to add.
    pub(super) fn fill_index(&mut self, store: &mut Store, active: &ActiveRun<'_>, recorder: &mut Recorder) -> bool {
        if !self.is_unfinished {
            return false;
        }
        if self.result.is_ok() && !store.is_rehearsal() && !active.is_stopped() {
            match add_batch(store, active) {
                Ok(0) => {}
                Ok(added) => {
                    // While another job is at work, the progress is that of the job.
                    if self.shows_index {
                        active.progress.advance(added);
                    }
                    return true;
                }
                // The jobs do not need it.
                Err(EngineError::Store(error @ StoreError::IndexDamaged(_))) => {
                    self.report.failure = Some(JobFailure::from(&error));
                }
                Err(error) => self.result = Err(error),
            }
        }
        self.record(store, active, recorder);
        false
    }

    fn record(&mut self, store: &mut Store, active: &ActiveRun<'_>, recorder: &mut Recorder) {
        self.is_unfinished = false;
        self.report.ended = store.now();
        self.report.outcome = match (&self.result, &self.report.failure) {
            (Err(fault), _) if fault.is_interruption() => Outcome::Interrupted,
            (Err(_), _) | (_, Some(_)) => Outcome::Failed,
            _ if active.is_stopped() => Outcome::Interrupted,
            _ => Outcome::Succeeded,
        };
        let written = recorder.record(store, active, &self.report, None);
        if self.result.is_ok() {
            self.result = written;
        }
    }

    /// Fills the index to the end; returns the report, and the fault that ends the run if there is one.
    pub(super) fn end(
        mut self,
        store: &mut Store,
        active: &ActiveRun<'_>,
        recorder: &mut Recorder,
    ) -> (JobReport, Result<(), EngineError>) {
        if self.is_unfinished && self.result.is_ok() && !store.is_rehearsal() {
            // Only for the progress: what is wrong with the index shows when it is written.
            active.progress.begin_index(store.count_unindexed().unwrap_or_default());
            self.shows_index = true;
        }
        while self.fill_index(store, active, recorder) {}
        (self.report, self.result)
    }
}

fn add_batch(store: &mut Store, active: &ActiveRun<'_>) -> Result<u64, EngineError> {
    again(active.stop, || Ok(index_batch(active.begin(store)?, active.batch_size().min(INDEX_BATCH))?))
}
