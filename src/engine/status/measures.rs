//! What is measured, for a monitor that draws it over time.

use std::collections::HashMap;
use std::time::Duration;

use super::{Status, StatusRequest};
use crate::engine::channels::missing_counters_of;
use crate::engine::error::EngineError;
use crate::lock::LockHolder;
use crate::model::{ChannelKey, Job, Outcome, Run, State, Timestamp};
use crate::store::Store;

/// The waits of customers are those of creations that were received so recently.
const WAITS_OF: i64 = 24 * 60 * 60 * 1_000_000;

/// How many runs are looked through for one in which a job succeeded although another did not.
const MOST_RUNS: usize = 500;

/// The states whose oldest operation is told: those that an operation leaves by itself or by a person's hand.
const OPEN: [State; 4] = [State::Pending, State::Waiting, State::Failed, State::Synced];

/// What is measured at one moment.
#[derive(Debug)]
pub(crate) struct Measures {
    pub(crate) status: Status,
    /// By channel and code: how many operations have that problem now.
    pub(crate) problems: Vec<(String, String, u64)>,
    /// By channel: how many counters below its bookmarks no row had.
    pub(crate) missing: HashMap<ChannelKey, u64>,
    /// The time of the oldest operation of each open state; none where there is no such operation.
    pub(crate) oldest: Vec<(State, Timestamp)>,
    pub(crate) jobs: Vec<JobMeasure>,
    /// How long customers waited for the result of their creation, of those that were received within a day and have it: the
    /// shortest first.
    pub(crate) waits: Vec<Duration>,
    /// The newest run.
    pub(crate) last_run: Option<Run>,
}

/// What is measured of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JobMeasure {
    pub(crate) job: Job,
    /// When a run ended in which it succeeded on all channels.
    pub(crate) last_success: Option<Timestamp>,
    /// When it ran last, and how long it took on its channels that had something to do; `None` if it never ran.
    pub(crate) last_run: Option<(Timestamp, Duration)>,
}

impl Measures {
    /// Measures everything at one moment.
    ///
    /// # Errors
    /// As [`Status::read`].
    pub(crate) fn read(
        store: &Store,
        request: StatusRequest<'_>,
        holder: impl Fn() -> Option<LockHolder>,
    ) -> Result<Self, EngineError> {
        let (status, measures) = Status::read_with(store, request, holder, |store, status| {
            let mut oldest = Vec::new();
            for state in OPEN {
                oldest.extend(store.oldest(state, None)?.map(|(_, at)| (state, at)));
            }
            let jobs = status.last_runs.iter().map(|(job, run)| JobMeasure::read(store, *job, run.as_ref()));
            let jobs = jobs.collect::<Result<_, _>>()?;
            let waits = store.waits_of_creations(Timestamp(status.now.0.saturating_sub(WAITS_OF)))?;
            let problems = store.problem_counts()?;
            let runs = store.runs(Some(1))?;
            let rows = status.channels.iter().filter_map(|channel| channel.row.as_ref());
            let missing = rows.map(|row| Ok((row.key, missing_counters_of(store, row)?)));
            let missing = missing.collect::<Result<_, EngineError>>()?;
            Ok((problems, missing, oldest, jobs, waits, runs.into_iter().next()))
        })?;
        let (problems, missing, oldest, jobs, mut waits, last_run) = measures;
        let by_key: HashMap<_, _> =
            status.channels.iter().filter_map(|channel| Some((channel.key()?, channel.name.clone()))).collect();
        let named = |(channel, code, count)| Some((by_key.get(&channel)?.clone(), code, count));
        let problems = problems.into_iter().filter_map(named).collect();
        waits.sort_unstable();
        Ok(Self { status, problems, missing, oldest, jobs, waits, last_run })
    }
}

impl JobMeasure {
    fn read(store: &Store, job: Job, newest: Option<&Run>) -> Result<Self, EngineError> {
        let last_run = newest.map(|run| (run.ended.unwrap_or(run.started), duration_in(run, job)));
        Ok(Self { job, last_success: last_success(store, job)?, last_run })
    }
}

/// Returns when a run ended in which a job succeeded on all channels. Such runs are near the newest, unless another job keeps
/// failing.
fn last_success(store: &Store, job: Job) -> Result<Option<Timestamp>, EngineError> {
    let whole = store.last_successful_run(job)?;
    let after = whole.map_or(0, |(run, _)| run);
    let newer = store.runs_after(after, MOST_RUNS)?;
    let succeeded = newer.iter().find(|run| run.jobs.contains(&job) && run.outcome_of(job) == Outcome::Succeeded);
    Ok(succeeded.and_then(|run| run.ended).or(whole.map(|(_, ended)| ended)))
}

/// Returns how long a job took on the channels that had something to do.
fn duration_in(run: &Run, job: Job) -> Duration {
    let reports = || run.reports.iter().filter(|report| report.job == job);
    let (began, ended) = (reports().map(|report| report.started).min(), reports().map(|report| report.ended).max());
    began.zip(ended).map_or(Duration::ZERO, |(began, ended)| ended.since(began))
}
