//! What is too old: pending operations, last runs and last contacts with channels.

use std::time::Duration;

use super::attention::Attention;
use super::channels::ChannelStatus;
use crate::engine::error::EngineError;
use crate::model::{Job, Run, State, Timestamp};
use crate::store::Store;

/// How old things may be at a moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Punctuality {
    pub(super) now: Timestamp,
    /// `None` if age does not matter.
    pub(super) max_age: Option<Duration>,
    /// Whether a run is at work: it may be about to do what is overdue, and is noticed itself if it takes too long.
    pub(super) is_running: bool,
}

impl Punctuality {
    /// Returns what is too old. `is_limited` says that only some of the channels are looked at.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn attention(
        self,
        store: &Store,
        channels: &[ChannelStatus],
        last_runs: &[(Job, Option<Run>)],
        is_limited: bool,
    ) -> Result<Vec<Attention>, EngineError> {
        let Some(limit) = self.max_age.filter(|_| !self.is_running) else { return Ok(Vec::new()) };
        let mut attention = Vec::new();
        attention.extend(self.pending_operation(store, channels, is_limited, limit)?);
        attention.extend(last_runs.iter().filter_map(|(job, run)| self.job(*job, run.as_ref(), limit)));
        let last_contacts = last_runs.iter().filter(|(job, _)| *job != Job::Sync);
        let last_contacts = last_contacts.filter_map(|(_, run)| run.as_ref().map(|run| run.started)).max();
        attention.extend(channels.iter().filter_map(|channel| self.channel(channel, last_contacts, limit)));
        Ok(attention)
    }

    /// Returns the pending operation that was received first, if that is too long ago. The time of its receipt counts, not that of
    /// its row: a channel may have been away for weeks. What is still pending after a `sync` that succeeded was made pending again
    /// later.
    fn pending_operation(
        self,
        store: &Store,
        channels: &[ChannelStatus],
        is_limited: bool,
        limit: Duration,
    ) -> Result<Option<Attention>, EngineError> {
        if channels.iter().all(|channel| channel.count(State::Pending) == 0) {
            return Ok(None);
        }
        let synced = store.last_success(Job::Sync)?;
        if synced.is_some_and(|at| self.now.since(at) <= limit) {
            return Ok(None);
        }
        let keys: Vec<_> = channels.iter().filter_map(ChannelStatus::key).collect();
        let Some((id, received)) = store.first_pending(is_limited.then_some(keys.as_slice()))? else { return Ok(None) };
        let age = self.now.since(synced.map_or(received, |at| at.max(received)));
        Ok((age > limit).then_some(Attention::OperationPending { id, received, age }))
    }

    /// A run that was killed has no end.
    fn job(self, job: Job, newest: Option<&Run>, limit: Duration) -> Option<Attention> {
        let last = newest.map(|run| (run.id, run.ended.unwrap_or(run.started)));
        let is_overdue = last.is_none_or(|(_, at)| self.now.since(at) > limit);
        is_overdue.then_some(Attention::JobOverdue { job, last, limit })
    }

    /// A channel that failed needs attention for that. One that the newest run reached is as old as that run, for which the
    /// job needs attention.
    fn channel(self, channel: &ChannelStatus, newest_run: Option<Timestamp>, limit: Duration) -> Option<Attention> {
        let last_contact = channel.contacted();
        let is_old = last_contact.is_none_or(|at| self.now.since(at) > limit && newest_run.is_some_and(|run| at < run));
        let is_overdue = channel.is_configured && channel.failure().is_none() && is_old;
        is_overdue.then(|| Attention::ChannelOverdue { channel: channel.name.clone(), last_contact, limit })
    }
}
