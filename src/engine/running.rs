//! The run that is at work, and whether it takes longer than runs usually do.

use std::time::Duration;

use super::error::EngineError;
use crate::model::{Activity, ActivityStep, Job, Timestamp};
use crate::store::Store;

/// How many runs before are taken for usual.
const USUAL_RUNS: usize = 20;

/// How many times as long as the longest of them is slow.
const SLOW_FACTOR: u32 = 3;

/// What takes no longer than this is never slow.
const NEVER_SLOW: Duration = Duration::from_secs(10 * 60);

/// What is slow if there was no run before, as the first upload of everything may take long.
const SLOW_FIRST: Duration = Duration::from_secs(60 * 60);

/// A run that is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RunningRun {
    pub(crate) activity: Activity,
    pub(crate) now: Timestamp,
}

/// A run that is at work, or at a job, for much longer than the last runs were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SlowRun {
    /// `None` for a rehearsal, and before the run is recorded.
    pub(crate) run: Option<i64>,
    pub(crate) is_rehearsal: bool,
    /// The job and its channel that take so long; `None` if only the run as a whole does.
    pub(crate) step: Option<(Job, Option<String>)>,
    pub(crate) taken: Duration,
    /// How long the longest of the last runs took for it; `None` if there was none.
    pub(crate) usual: Option<Duration>,
}

impl RunningRun {
    /// Returns for how long the run is at work.
    pub(crate) fn taken(&self) -> Duration {
        self.now.since(self.activity.since)
    }

    /// Returns for how long it is at a job.
    pub(crate) fn taken_by(&self, step: &ActivityStep) -> Duration {
        self.now.since(step.since)
    }

    /// Returns what takes much longer than in the last runs: the job on the channel that it is at, else the run as a whole.
    pub(super) fn slow(&self, store: &Store) -> Result<Option<SlowRun>, EngineError> {
        let &Activity { run, is_rehearsal, ref jobs, ref step, .. } = &self.activity;
        let last = store.last_durations(jobs, USUAL_RUNS)?;
        if let Some(step) = step {
            let place = (step.job, step.channel.clone());
            let taken = self.taken_by(step);
            // In a run without a report it had nothing to do there.
            let longest = store.longest_job(step.job, step.channel.as_deref(), USUAL_RUNS)?;
            let usual = longest.or(last.first().map(|_| Duration::ZERO));
            if is_slow(taken, usual) {
                return Ok(Some(SlowRun { run, is_rehearsal, step: Some(place), taken, usual }));
            }
        }
        let (taken, usual) = (self.taken(), last.into_iter().max());
        Ok(is_slow(taken, usual).then_some(SlowRun { run, is_rehearsal, step: None, taken, usual }))
    }
}

fn is_slow(taken: Duration, usual: Option<Duration>) -> bool {
    taken > usual.map_or(SLOW_FIRST, |usual| usual.saturating_mul(SLOW_FACTOR).max(NEVER_SLOW))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slow_is_what_takes_thrice_as_long_as_the_longest_before() {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        for (taken, usual, expected) in [
            (9, Some(0), false),
            (11, Some(0), true),
            (11, Some(4), false),
            (13, Some(4), true),
            (59, None, false),
            (61, None, true),
        ] {
            assert_eq!(is_slow(minutes(taken), usual.map(minutes)), expected, "{taken} {usual:?}");
        }
    }
}
