//! What the jobs did in a period: how often they ran, with what outcome and for how long.

use std::collections::HashMap;

use super::durations::{DurationSummary, seconds_between};
use crate::model::{Job, Outcome, Timestamp};
use crate::store::CountedJob;

/// The runs of a job that had something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JobSummary {
    pub(crate) job: Job,
    pub(crate) runs: u64,
    /// In how many of them it did not succeed on all channels.
    pub(crate) failed: u64,
    /// `None` if there were none.
    pub(crate) durations: Option<DurationSummary>,
}

/// The runs of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct RunSummary {
    /// How many runs ended so, in the order of [`Outcome::ALL`].
    pub(crate) outcomes: Vec<(Outcome, u64)>,
    /// Of those that ended; `None` if none did.
    pub(crate) durations: Option<DurationSummary>,
    pub(crate) jobs: Vec<JobSummary>,
}

/// Gathers runs as they are read.
#[derive(Debug, Default)]
pub(super) struct RunCounter {
    outcomes: HashMap<Outcome, u64>,
    durations: Vec<u32>,
    jobs: HashMap<Job, (u64, Vec<u32>)>,
}

impl RunCounter {
    pub(super) fn count(&mut self, outcome: Outcome, started: Timestamp, ended: Option<Timestamp>) {
        *self.outcomes.entry(outcome).or_default() += 1;
        self.durations.extend(ended.map(|ended| seconds_between(started.0, ended.0)));
    }

    pub(super) fn count_job(&mut self, counted: &CountedJob) {
        let (failed, durations) = self.jobs.entry(counted.job).or_default();
        *failed += u64::from(counted.failed > 0);
        durations.push(seconds_between(counted.started.0, counted.ended.0));
    }

    pub(super) fn figures(mut self) -> RunSummary {
        let jobs = Job::ALL.map(|job| {
            let (failed, mut durations) = self.jobs.remove(&job).unwrap_or_default();
            let runs = durations.len() as u64;
            JobSummary { job, runs, failed, durations: DurationSummary::of(&mut durations) }
        });
        let outcomes = Outcome::ALL.map(|outcome| (outcome, self.outcomes.get(&outcome).copied().unwrap_or_default()));
        RunSummary { outcomes: outcomes.into(), durations: DurationSummary::of(&mut self.durations), jobs: jobs.into() }
    }
}
