//! How things stand: counts, last runs, and what needs attention.

mod attention;
mod channels;
mod health;
mod measures;
mod overdue;

use std::path::Path;

pub(crate) use attention::Attention;
pub(crate) use channels::ChannelStatus;
pub(crate) use health::{Health, RunAge};
pub(crate) use measures::Measures;

use self::attention::{Explained, attention, notes_on_anchors, unusable_seal};
use self::channels::read_channels;
use self::overdue::Punctuality;
use super::error::EngineError;
use super::identity::{AwaitedChannels, NotedEnd};
use super::running::RunningRun;
use crate::config::{Config, MaxAge};
use crate::lock::LockHolder;
use crate::model::{Job, NoteCode, OperationId, Run, State, Timestamp};
use crate::store::{Reservations, Store};
use crate::witness::last_anchor;

/// What to look at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct StatusRequest<'a> {
    pub(crate) config: Option<&'a Config>,
    /// The file in which the end of the trail is noted.
    pub(crate) anchors: Option<&'a Path>,
    /// The names of the channels to look at, in any case; empty for all.
    pub(crate) channels: &'a [String],
    pub(crate) max_age: MaxAge,
}

/// How things stand at one moment.
#[derive(Debug)]
pub(crate) struct Status {
    /// The moment.
    pub(crate) now: Timestamp,
    pub(crate) channels: Vec<ChannelStatus>,
    /// The newest run that had each job to do.
    pub(crate) last_runs: Vec<(Job, Option<Run>)>,
    pub(crate) oldest_pending: Option<(OperationId, Timestamp)>,
    pub(crate) oldest_failed: Option<(OperationId, Timestamp)>,
    /// How many operations have each note.
    pub(crate) notes: Vec<(NoteCode, u64)>,
    /// `None` for nearly all stores.
    pub(crate) restored: Option<RestorationStatus>,
    /// The run that is at work.
    pub(crate) running: Option<RunningRun>,
    /// Whether somebody holds the lock of runs.
    is_locked: bool,
    pub(crate) attention: Vec<Attention>,
}

/// A store that was put back to an older state or recreated, and the accounts that it took over from channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RestorationStatus {
    pub(crate) at: Timestamp,
    /// Whether the store was recreated.
    pub(crate) is_new: bool,
    pub(crate) reservations: Reservations,
    /// The names of the channels that were not heard since; none without a configuration.
    pub(crate) awaited: Vec<String>,
}

impl Status {
    /// Reads everything as it is at one moment. While a run is at work, its jobs need no attention: `holder` returns who
    /// holds the lock, before and after, since a run may begin or end in between.
    ///
    /// # Errors
    /// There is no channel of a name, and those of the store.
    pub(crate) fn read(
        store: &Store,
        request: StatusRequest<'_>,
        holder: impl Fn() -> Option<LockHolder>,
    ) -> Result<Self, EngineError> {
        Ok(Self::read_with(store, request, holder, |_, _| Ok(()))?.0)
    }

    /// Reads as [`Self::read`] does, and what `more` reads of the same moment.
    fn read_with<T>(
        store: &Store,
        request: StatusRequest<'_>,
        holder: impl Fn() -> Option<LockHolder>,
        more: impl FnOnce(&Store, &Self) -> Result<T, EngineError>,
    ) -> Result<(Self, T), EngineError> {
        let StatusRequest { config, anchors, .. } = request;
        let was_held = holder().is_some();
        // What is noted before the store is read cannot be ahead of it.
        let noted = anchors.map(|file| (file, last_anchor(file)));
        let noted_end = NotedEnd::read(store)?;
        let store = store.snapshot()?;
        let channels = read_channels(&store, config, request.channels)?;
        let mut last_runs = Vec::new();
        for job in Job::ALL {
            last_runs.push((job, store.last_run_of(job)?));
        }
        let holder = holder();
        let is_running = was_held || holder.is_some();
        let now = store.now();
        let mut attention = attention(&channels, &last_runs, is_running);
        let punctuality = Punctuality { now, max_age: request.max_age.0, is_running };
        attention.extend(punctuality.attention(&store, &channels, &last_runs, !request.channels.is_empty())?);
        let running = holder.and_then(|holder| holder.activity).map(|activity| RunningRun { activity, now });
        if let Some(running) = &running {
            attention.extend(running.slow(&store)?.map(Attention::RunSlow));
        }
        attention.extend(unusable_seal(&store)?);
        attention.extend(store.last_clock_jump()?.map(|(run, jump)| Attention::ClockJumped { run, jump }));
        if let Some((file, noted)) = noted {
            attention.extend(notes_on_anchors(&store, file, noted)?);
        }
        if let Some(older) = noted_end.map_or(Ok(None), |noted| noted.lost_accounts(&store))? {
            attention.push(Attention::OlderStore { explained: Explained::of(&older) });
        }
        let restored = RestorationStatus::read(&store, config)?;
        let conflicts = restored.as_ref().map_or(0, |restored| restored.reservations.conflicts);
        attention.extend((conflicts > 0).then_some(Attention::AccountsConflict { count: conflicts }));
        let keys: Vec<_> = channels.iter().filter_map(ChannelStatus::key).collect();
        let keys = (!request.channels.is_empty()).then_some(keys.as_slice());
        let status = Self {
            now,
            attention,
            running,
            is_locked: is_running,
            restored,
            last_runs,
            oldest_pending: store.oldest(State::Pending, keys)?,
            oldest_failed: store.oldest(State::Failed, keys)?,
            notes: store.note_counts(keys)?,
            channels,
        };
        let more = more(&store, &status)?;
        Ok((status, more))
    }

    /// Returns how many operations of all channels are in a state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.channels.iter().map(|channel| channel.count(state)).fold(0, u64::saturating_add)
    }

    /// Whether the newest run of a job that works on channels, or one at work, has reached all of them.
    pub(crate) fn are_all_reached(&self) -> bool {
        let runs = self.last_runs.iter().filter(|(job, _)| *job != Job::Sync).filter_map(|(_, run)| run.as_ref());
        let newest = runs.map(|run| run.started).max();
        let is_reached = |channel: &ChannelStatus| channel.failure().is_none() && channel.contacted() >= newest;
        newest.is_some() && self.channels.iter().filter(|channel| channel.is_configured).all(is_reached)
    }

    /// Returns the channel whose customer has been waiting longest for the result of their creation.
    pub(crate) fn oldest_waiting(&self) -> Option<&ChannelStatus> {
        let waiting = self.channels.iter().filter_map(|channel| Some((channel.waiting.as_ref()?.since, channel)));
        waiting.min_by_key(|(since, _)| *since).map(|(_, channel)| channel)
    }
}

impl RestorationStatus {
    fn read(store: &Store, config: Option<&Config>) -> Result<Option<Self>, EngineError> {
        let Some(last) = store.restorations()?.pop() else { return Ok(None) };
        let is_new = !last.details.replaces.is_empty();
        let awaited = config.map(|config| AwaitedChannels::read(store, config)).transpose()?;
        let awaited = awaited.map(|awaited| awaited.all()).unwrap_or_default();
        Ok(Some(Self { at: last.at, is_new, reservations: store.reservations()?, awaited }))
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::clock::Clock;
    use crate::demo;
    use crate::engine::{Acceptance, Environment, RunRequest, run_jobs};
    use crate::output::Silent;
    use crate::stop::Stop;
    use crate::store::Access;

    #[test]
    fn a_status_is_one_state_of_a_store_that_a_run_writes() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        config.jobs.batch_size = 1;
        let open = |access| Store::open(&config.store, access, Clock::system(), "tester").unwrap();
        let mut written = open(Access::Create);
        let store = open(Access::Read);
        thread::scope(|scope| {
            let upload = scope.spawn(|| {
                let environment =
                    Environment { config: &config, progress: &Silent, stop: &Stop::default(), actor: "tester" };
                let request = RunRequest { jobs: vec![Job::P], channels: Vec::new(), accepts: Acceptance::Nothing };
                run_jobs(&mut written, &request, &environment, None).unwrap();
            });
            while !upload.is_finished() {
                let status =
                    Status::read(&store, StatusRequest::default(), || Some(LockHolder { activity: None })).unwrap();
                let mut uploaded = 0;
                for channel in &status.channels {
                    let row = channel.row.as_ref().unwrap();
                    assert_eq!(channel.total(), row.operations, "{}", row.name);
                    assert_eq!((channel.count(State::Completed), channel.behind), (0, 0), "{}", row.name);
                    uploaded += channel.count(State::Pending);
                }
                // The operations, the oldest of them and the run are of the same moment.
                assert_eq!(status.oldest_pending.is_some(), uploaded > 0);
                assert_eq!(status.last_runs[0].1.is_some(), !status.channels.is_empty());
            }
        });
    }
}
