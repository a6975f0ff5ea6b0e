//! What the jobs are given by the program around them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::config::Config;
use crate::model::{Job, JobReport};

/// What a job needs beside the store.
pub(crate) struct Environment<'a> {
    pub(crate) config: &'a Config,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) stop: &'a Stop,
    /// Who runs the jobs: `user@host`.
    pub(crate) actor: String,
}

impl Environment<'_> {
    /// Whether the program was asked to stop: the job ends after its batch.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.signal().is_some()
    }
}

/// Hears how the jobs get on. Implemented by the program: bars, lines or nothing.
pub(crate) trait Progress {
    /// A job begins on a channel (none for `sync`), with about this many steps to do.
    fn begin(&self, job: Job, channel: Option<&str>, total: u64);
    /// That many steps more are done.
    fn advance(&self, steps: u64);
    /// The job ended on this channel.
    fn end(&self, report: &JobReport);
}

/// Whether the program was asked to stop; the jobs look between two batches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// The flag that a signal handler sets to the signal's number.
    pub(crate) fn flag(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.0)
    }

    /// The number of the signal that asked for it; none while nobody has.
    pub(crate) fn signal(&self) -> Option<usize> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(signal),
        }
    }
}
