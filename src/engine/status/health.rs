//! How the program does, as a monitor asks: what failed, what is late, what cannot be reached.

use std::time::Duration;

use super::attention::Attention;
use super::channels::ChannelStatus;
use super::{Status, StatusRequest};
use crate::config::MaxAge;
use crate::engine::error::EngineError;
use crate::lock::LockHolder;
use crate::model::{FailureCode, Job, Outcome, State, Timestamp};
use crate::store::Store;

/// How the program does at one moment.
#[derive(Debug)]
pub(crate) struct Health {
    pub(crate) failed: u64,
    /// The channel with the most failed operations, and how many it has; `None` if none failed.
    pub(crate) most_failed: Option<(String, u64)>,
    pub(crate) pending: u64,
    /// For how long an operation has been pending, at least; no time if none is.
    pub(crate) pending_for: Duration,
    pub(crate) run_age: RunAge,
    /// The configured channels that the last job which tried could not reach, and why, as far as that has a code.
    pub(crate) unreached: Vec<(String, Option<FailureCode>)>,
    /// The number of configured channels.
    pub(crate) channels: u64,
    /// What is wrong besides, whatever thresholds there are.
    pub(crate) faults: Vec<Attention>,
}

/// How long ago each job ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunAge {
    /// A run is at work. If it takes too long, that is a fault of its own.
    AtWork,
    /// The job that was longest ago.
    Since(Job, Duration),
    /// The job has never run.
    Never(Job),
}

impl Health {
    /// Reads how the program does, whatever the configuration says of ages.
    ///
    /// # Errors
    /// As [`Status::read`].
    pub(crate) fn read(
        store: &Store,
        request: StatusRequest<'_>,
        holder: impl Fn() -> Option<LockHolder>,
    ) -> Result<Self, EngineError> {
        let request = StatusRequest { max_age: MaxAge(None), ..request };
        let pending_since = |store: &Store, status: &Status| status.pending_since(store);
        let (status, pending_since) = Status::read_with(store, request, holder, pending_since)?;
        let failed = |channel: &ChannelStatus| (channel.name.clone(), channel.count(State::Failed));
        let most_failed = status.channels.iter().map(failed).rev().max_by_key(|(_, count)| *count);
        let configured = || status.channels.iter().filter(|channel| channel.is_configured);
        let unreached = configured().filter_map(|channel| Some((channel.name.clone(), channel.failure()?.code())));
        Ok(Self {
            failed: status.count(State::Failed),
            most_failed: most_failed.filter(|(_, count)| *count > 0),
            pending: status.count(State::Pending),
            pending_for: pending_since.map_or(Duration::ZERO, |since| status.now.since(since)),
            run_age: status.run_age(),
            unreached: unreached.collect(),
            channels: configured().count() as u64,
            faults: status.attention.into_iter().filter(is_fault).collect(),
        })
    }
}

impl Status {
    /// Returns since when an operation has been pending: its receipt, or the last `sync` that did not come to it.
    fn pending_since(&self, store: &Store) -> Result<Option<Timestamp>, EngineError> {
        if self.count(State::Pending) == 0 {
            return Ok(None);
        }
        let synced = store.last_success(Job::Sync)?;
        let received = store.first_pending(None)?.map(|(_, received)| received);
        Ok(received.map(|received| synced.map_or(received, |synced| synced.max(received))))
    }

    fn run_age(&self) -> RunAge {
        if self.is_locked {
            return RunAge::AtWork;
        }
        let mut oldest = (Job::P, Duration::ZERO);
        for (job, run) in &self.last_runs {
            let Some(run) = run else { return RunAge::Never(*job) };
            // A run that was killed has no end.
            let age = self.now.since(run.ended.unwrap_or(run.started));
            if age > oldest.1 {
                oldest = (*job, age);
            }
        }
        RunAge::Since(oldest.0, oldest.1)
    }
}

/// Whether it is none of what thresholds are about.
fn is_fault(attention: &Attention) -> bool {
    match attention {
        Attention::OperationsFailed { .. }
        | Attention::ChannelFailed { .. }
        | Attention::OperationPending { .. }
        | Attention::JobOverdue { .. }
        | Attention::ChannelOverdue { .. } => false,
        // Some channels failed, which are counted.
        Attention::JobFailed { outcome, .. } => *outcome != Outcome::Partial,
        _ => true,
    }
}
