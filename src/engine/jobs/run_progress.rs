//! The progress of a run, shown to the person who started it and noted in the lock for others.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use super::environment::Progress;
use crate::lock::RunLock;
use crate::model::{Activity, ActivityStep, Job, JobReport};

/// How much time lies between two notes about the same job, at least.
const BETWEEN_NOTES: Duration = Duration::from_millis(500);

/// Shows what a run is at, and notes it in the lock.
pub(super) struct RunProgress<'a> {
    shown: &'a dyn Progress,
    /// `None` if nobody else may know of the run.
    lock: Option<&'a RunLock>,
    noted: RefCell<Noted>,
}

/// What was last noted, and what was done since.
struct Noted {
    activity: Activity,
    at: Instant,
}

impl<'a> RunProgress<'a> {
    /// Returns the progress of a run that has not come to a job yet.
    pub(super) fn new(shown: &'a dyn Progress, lock: Option<&'a RunLock>, activity: Activity) -> Self {
        Self { shown, lock, noted: RefCell::new(Noted { activity, at: Instant::now() }) }
    }

    /// Notes what the run is at. What is done of a job stays counted while the run is at the same job.
    pub(super) fn note(&self, activity: Activity) {
        let mut noted = self.noted.borrow_mut();
        let before = noted.activity.step.take();
        noted.activity = activity;
        if let (Some(step), Some(before)) = (&mut noted.activity.step, before)
            && step.job == before.job
        {
            (step.done, step.total) = (before.done, before.total);
        }
        self.write(&mut noted);
    }

    /// Counts steps, and notes them from time to time.
    fn count(&self, is_due: bool, change: impl FnOnce(&mut ActivityStep)) {
        let mut noted = self.noted.borrow_mut();
        let Some(step) = &mut noted.activity.step else { return };
        change(step);
        if is_due || noted.at.elapsed() >= BETWEEN_NOTES {
            self.write(&mut noted);
        }
    }

    fn write(&self, noted: &mut Noted) {
        noted.at = Instant::now();
        if let Some(lock) = self.lock {
            lock.note(&noted.activity);
        }
    }

    /// Says that a job waits for a channel: see [`Progress::wait`].
    pub(super) fn wait(&self, job: Option<(Job, &str)>) {
        self.count(false, |step| (step.done, step.total) = (0, 0));
        self.shown.wait(job);
    }

    /// Says that a job begins: see [`Progress::begin`].
    pub(super) fn begin(&self, job: Job, channel: Option<&str>, total: u64) {
        self.count(true, |step| (step.done, step.total) = (0, total));
        self.shown.begin(job, channel, total);
    }

    /// Says that the search index is filled: see [`Progress::begin_index`].
    pub(super) fn begin_index(&self, total: u64) {
        self.count(true, |step| (step.done, step.total) = (0, total));
        self.shown.begin_index(total);
    }

    /// Says that there are some more steps.
    pub(super) fn extend(&self, steps: u64) {
        self.count(false, |step| step.total = step.total.saturating_add(steps));
        self.shown.extend(steps);
    }

    /// Says that some more steps are done.
    pub(super) fn advance(&self, steps: u64) {
        self.count(false, |step| step.done = step.done.saturating_add(steps));
        self.shown.advance(steps);
    }

    /// Says that a job ended.
    pub(super) fn end(&self, report: &JobReport) {
        self.shown.end(report);
    }
}
