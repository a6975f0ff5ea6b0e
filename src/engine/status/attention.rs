//! What needs attention, apart from what is too old.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::channels::ChannelStatus;
use crate::engine::error::EngineError;
use crate::engine::running::SlowRun;
use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::model::{ClockJump, Job, JobFailure, OperationId, Outcome, Run, State, Timestamp};
use crate::own_file::OwnFileError;
use crate::store::{Store, StoreError};
use crate::witness::Anchor;

/// How many microseconds the end of the trail may be noted nowhere: a command notes it when it ends.
const UNNOTED: i64 = 60 * 60 * 1_000_000;

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
    /// A pending operation was received longer ago than is allowed, and no `sync` has come to it since.
    OperationPending {
        id: OperationId,
        received: Timestamp,
        /// For how long it has been pending, at least.
        age: Duration,
    },
    /// A job has not run for longer than is allowed.
    JobOverdue {
        job: Job,
        /// The newest run of the job and when it ended; `None` if it never ran.
        last: Option<(i64, Timestamp)>,
        limit: Duration,
    },
    /// No job has reached a channel for longer than is allowed.
    ChannelOverdue {
        channel: String,
        /// `None` if none ever has.
        last_contact: Option<Timestamp>,
        limit: Duration,
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
        explained: Explained,
    },
    /// The store is an older state of itself: no account is given until somebody decides.
    OlderStore {
        explained: Explained,
    },
    /// The trail is sealed, and nothing can be appended to it.
    SealUnusable {
        /// The word for what is wrong with the key.
        reason: &'static str,
        explained: Explained,
    },
}

/// What is wrong and what a person can do about it, in no language yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Explained {
    pub(crate) message: Phrase,
    pub(crate) hint: Option<Phrase>,
}

impl Explained {
    /// Returns that of an error.
    pub(super) fn of(error: &impl Explain) -> Self {
        Self { message: error.phrase(), hint: error.hint() }
    }
}

/// Returns the operations, channels and jobs that failed. A job that is at work needs no attention.
pub(super) fn attention(
    channels: &[ChannelStatus],
    last_runs: &[(Job, Option<Run>)],
    is_running: bool,
) -> Vec<Attention> {
    let count = channels.iter().map(|channel| channel.count(State::Failed)).fold(0, u64::saturating_add);
    let operations = (count > 0).then_some(Attention::OperationsFailed { count });
    let unreached = channels.iter().filter(|channel| channel.is_configured).filter_map(|channel| {
        Some(Attention::ChannelFailed { channel: channel.name.clone(), failure: channel.failure()?.clone() })
    });
    let jobs = last_runs.iter().filter_map(|(job, run)| attention_to_job(*job, run.as_ref()?, is_running));
    operations.into_iter().chain(unreached).chain(jobs).collect()
}

/// Returns what is wrong with the key of a sealed trail, unless the user may not use it.
pub(super) fn unusable_seal(store: &Store) -> Result<Option<Attention>, EngineError> {
    match store.check_seal() {
        Err(StoreError::Seal(error)) if error.is_denied() => Ok(None),
        Err(StoreError::Seal(error)) => {
            Ok(Some(Attention::SealUnusable { reason: error.name(), explained: Explained::of(&error) }))
        }
        checked => Ok(checked.map(|()| None)?),
    }
}

/// Returns what is wrong with the file in which the end of the trail is noted. A user who may only read the store need not be able
/// to read the anchors.
pub(super) fn notes_on_anchors(
    store: &Store,
    file: &Path,
    noted: Result<Option<Anchor>, OwnFileError>,
) -> Result<Option<Attention>, EngineError> {
    match noted {
        Ok(last) => unnoted(store, file, last.as_ref()),
        Err(error) if !error.is_denied() || store.may_write() => {
            Ok(Some(Attention::AnchorsUnusable { file: file.to_owned(), explained: Explained::of(&error) }))
        }
        Err(_) => Ok(None),
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
    use super::*;
    use crate::model::IdleChannels;

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
