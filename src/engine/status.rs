//! How things stand: counts, last runs, and what needs attention.

use std::path::{Path, PathBuf};

use super::error::EngineError;
use super::identity::{AwaitedChannels, NotedEnd};
use super::running::{RunningRun, SlowRun};
use crate::config::Config;
use crate::failure::Explain as _;
use crate::lock::LockHolder;
use crate::model::{ChannelKey, ClockJump, Job, JobFailure, OperationId, Outcome, Run, State, Timestamp};
use crate::store::{ChannelRow, Counts, Reservations, Store, StoreError};
use crate::witness::{Anchor, last_anchor};

/// How many microseconds the end of the trail may be noted nowhere: a command notes it when it ends.
const UNNOTED: i64 = 60 * 60 * 1_000_000;

/// How things stand at one moment.
#[derive(Debug)]
pub(crate) struct Status {
    pub(crate) channels: Vec<ChannelStatus>,
    /// The newest run that had each job to do.
    pub(crate) last_runs: Vec<(Job, Option<Run>)>,
    pub(crate) oldest_pending: Option<(OperationId, Timestamp)>,
    pub(crate) oldest_failed: Option<(OperationId, Timestamp)>,
    /// `None` for nearly all stores.
    pub(crate) restored: Option<RestorationStatus>,
    /// The run that is at work.
    pub(crate) running: Option<RunningRun>,
    pub(crate) attention: Vec<Attention>,
}

/// The operations and customers of one channel.
#[derive(Debug)]
pub(crate) struct ChannelStatus {
    pub(crate) row: ChannelRow,
    /// Whether the configuration still has it; true if there is no configuration.
    pub(crate) is_configured: bool,
    counts: Vec<Counts>,
    /// Customers that changed since the channel's last download.
    pub(crate) behind: u64,
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

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attention {
    OperationsFailed {
        count: u64,
    },
    /// The last job that tried could not reach the channel.
    ChannelFailed {
        channel: String,
        failure: JobFailure,
    },
    /// Channels and headquarters contradict each other about the accounts of so many customers.
    AccountsConflict {
        count: u64,
    },
    /// A job failed in its newest run, on all channels or on some.
    JobFailed {
        job: Job,
        outcome: Outcome,
        run: i64,
    },
    /// A job was interrupted or killed in its newest run.
    JobUnfinished {
        job: Job,
        outcome: Outcome,
        run: i64,
    },
    /// A run is at work, or at a job on a channel, for much longer than the last runs were.
    RunSlow(SlowRun),
    /// The clock of the newest run was far from the run before.
    ClockJumped {
        run: i64,
        jump: ClockJump,
    },
    /// Entries of the trail from this one on are not noted in the file with its anchors.
    EntriesUnnoted {
        file: PathBuf,
        first: i64,
    },
    /// The file in which the end of the trail is noted is not what the program made.
    AnchorsUnusable {
        file: PathBuf,
        message: String,
    },
    /// The store is an older state of itself: no account is given until somebody decides.
    OlderStore {
        message: String,
    },
    /// The trail is sealed, and nothing can be appended to it.
    SealUnusable {
        /// The word for what is wrong with the key.
        reason: &'static str,
        message: String,
    },
}

impl Status {
    /// Reads everything as it is at one moment. While a run is at work, its jobs need no attention: `holder` returns who
    /// holds the lock, before and after, since a run may begin or end in between. `anchors` is the file in which the end of
    /// the trail is noted.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn read(
        store: &Store,
        config: Option<&Config>,
        anchors: Option<&Path>,
        holder: impl Fn() -> Option<LockHolder>,
    ) -> Result<Self, EngineError> {
        let was_held = holder().is_some();
        // What is noted before the store is read cannot be ahead of it.
        let noted = anchors.map(|file| (file, last_anchor(file)));
        let noted_end = NotedEnd::read(store)?;
        let store = store.snapshot()?;
        let counts = store.counts()?;
        let of = |key: ChannelKey| counts.iter().copied().filter(|counts| counts.channel == key).collect();
        let mut channels = Vec::new();
        for row in store.channels()? {
            channels.push(ChannelStatus {
                is_configured: config.is_none_or(|config| config.channels.iter().any(|known| known.id == row.origin)),
                counts: of(row.key),
                behind: store.count_changed_customers(row.company, row.downloaded)?,
                row,
            });
        }
        let mut last_runs = Vec::new();
        for job in Job::ALL {
            last_runs.push((job, store.last_run_of(job)?));
        }
        let holder = holder();
        let mut attention = attention(&channels, &last_runs, was_held || holder.is_some());
        let running =
            holder.and_then(|holder| holder.activity).map(|activity| RunningRun { activity, now: store.now() });
        if let Some(running) = &running {
            attention.extend(running.slow(&store)?.map(Attention::RunSlow));
        }
        attention.extend(unusable_seal(&store)?);
        attention.extend(store.last_clock_jump()?.map(|(run, jump)| Attention::ClockJumped { run, jump }));
        match noted {
            Some((file, Ok(last))) => attention.extend(unnoted(&store, file, last.as_ref())?),
            // Whoever may only read the store need not be able to read the anchors.
            Some((file, Err(error))) if !error.is_denied() || store.may_write() => {
                let message = format!("{error}; {}", error.hint().unwrap_or_default());
                attention.push(Attention::AnchorsUnusable { file: file.to_owned(), message });
            }
            _ => {}
        }
        if let Some(older) = noted_end.map_or(Ok(None), |noted| noted.lost_accounts(&store))? {
            let message = format!("{older}; {}", older.hint());
            attention.push(Attention::OlderStore { message });
        }
        let restored = RestorationStatus::read(&store, config)?;
        let conflicts = restored.as_ref().map_or(0, |restored| restored.reservations.conflicts);
        attention.extend((conflicts > 0).then_some(Attention::AccountsConflict { count: conflicts }));
        Ok(Self {
            attention,
            running,
            restored,
            channels,
            last_runs,
            oldest_pending: store.oldest(State::Pending)?,
            oldest_failed: store.oldest(State::Failed)?,
        })
    }

    /// Returns how many operations of all channels are in a state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.channels.iter().map(|channel| channel.count(state)).fold(0, u64::saturating_add)
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

impl ChannelStatus {
    /// Returns how many operations of the channel are in a state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.counts
            .iter()
            .filter(|counts| counts.state == state)
            .map(|counts| counts.count)
            .fold(0, u64::saturating_add)
    }

    /// Returns how many operations the channel has.
    pub(crate) fn total(&self) -> u64 {
        self.counts.iter().map(|counts| counts.count).fold(0, u64::saturating_add)
    }
}

fn attention(channels: &[ChannelStatus], last_runs: &[(Job, Option<Run>)], is_running: bool) -> Vec<Attention> {
    let count = channels.iter().map(|channel| channel.count(State::Failed)).fold(0, u64::saturating_add);
    let operations = (count > 0).then_some(Attention::OperationsFailed { count });
    let unreached = channels.iter().filter(|channel| channel.is_configured).filter_map(|channel| {
        let failure = channel.row.failure.clone()?;
        Some(Attention::ChannelFailed { channel: channel.row.name.clone(), failure })
    });
    let jobs = last_runs.iter().filter_map(|(job, run)| attention_to_job(*job, run.as_ref()?, is_running));
    operations.into_iter().chain(unreached).chain(jobs).collect()
}

/// Returns what is wrong with the key of a sealed trail, unless the user may not use it.
fn unusable_seal(store: &Store) -> Result<Option<Attention>, EngineError> {
    match store.check_seal() {
        Err(StoreError::Seal(error)) if error.is_denied() => Ok(None),
        Err(StoreError::Seal(error)) => {
            let message = format!("{error}; {}", error.hint().unwrap_or_default());
            Ok(Some(Attention::SealUnusable { reason: error.name(), message }))
        }
        checked => Ok(checked.map(|()| None)?),
    }
}

fn unnoted(store: &Store, file: &Path, last: Option<&Anchor>) -> Result<Option<Attention>, EngineError> {
    let first = last.map_or(1, |anchor| anchor.entry.saturating_add(1));
    let Some(at) = store.entry_time(first)? else { return Ok(None) };
    let is_old = store.now().0.saturating_sub(at.0) > UNNOTED;
    Ok(is_old.then(|| Attention::EntriesUnnoted { file: file.to_owned(), first }))
}

fn attention_to_job(job: Job, newest: &Run, is_running: bool) -> Option<Attention> {
    let (run, outcome) = (newest.id, newest.outcome_of(job));
    match outcome {
        Outcome::Succeeded => None,
        Outcome::Failed | Outcome::Partial => Some(Attention::JobFailed { job, outcome, run }),
        Outcome::Unfinished if is_running => None,
        Outcome::Interrupted | Outcome::Unfinished => Some(Attention::JobUnfinished { job, outcome, run }),
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::clock::Clock;
    use crate::demo;
    use crate::engine::{Acceptance, Environment, RunRequest, run_jobs};
    use crate::model::IdleChannels;
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
                let status = Status::read(&store, None, None, || Some(LockHolder { activity: None })).unwrap();
                for channel in &status.channels {
                    assert_eq!(channel.total(), channel.row.operations, "{}", channel.row.name);
                }
            }
        });
    }

    #[test]
    fn a_job_needs_attention_unless_it_succeeded_or_is_at_work() {
        let run = |outcome| Run {
            id: 7,
            jobs: vec![Job::P],
            actor: String::new(),
            started: Timestamp(0),
            ended: None,
            outcome,
            reports: Vec::new(),
            idle: IdleChannels::default(),
            is_pruned: false,
            continues_after: None,
            fault: None,
            clock_jump: None,
        };
        let unfinished = Attention::JobUnfinished { job: Job::P, outcome: Outcome::Unfinished, run: 7 };
        assert_eq!(attention_to_job(Job::P, &run(Outcome::Unfinished), false), Some(unfinished));
        assert_eq!(attention_to_job(Job::P, &run(Outcome::Unfinished), true), None);
        let interrupted = Attention::JobUnfinished { job: Job::P, outcome: Outcome::Interrupted, run: 7 };
        assert_eq!(attention_to_job(Job::P, &run(Outcome::Interrupted), true), Some(interrupted));
    }
}
