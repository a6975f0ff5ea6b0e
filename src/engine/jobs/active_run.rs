//! The run that is at work: what its jobs need, and the transactions of their batches.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::environment::Environment;
use super::pruning::prune_when_due;
use super::run_progress::RunProgress;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::identity::Identities;
use crate::lock::RunLock;
use crate::model::{Activity, ActivityStep, ClockJump, Job, Run, Timestamp};
use crate::stop::Stop;
use crate::store::{Store, Transaction};
use crate::trail::Author;

/// A job begins a batch as soon as it has ended one; this pause lets other processes write in between.
pub(in crate::engine) const GIVE_WAY: Duration = Duration::from_millis(3);

/// A run that is recorded in the store: its environment, and the author of everything that it writes.
pub(super) struct ActiveRun<'a> {
    pub(super) config: &'a Config,
    pub(super) progress: RunProgress<'a>,
    pub(super) stop: &'a Stop,
    /// Number of the run.
    pub(super) id: i64,
    /// The run before its first job.
    activity: Activity,
    author: Author,
    identities: Mutex<Identities>,
    /// The jump of the clock with which the run began.
    clock_jump: Option<ClockJump>,
    lock: Option<&'a RunLock>,
}

impl<'a> ActiveRun<'a> {
    /// Returns a run in its environment, under its lock.
    pub(super) fn new(
        environment: &Environment<'a>,
        run: &Run,
        lock: Option<&'a RunLock>,
        identities: Identities,
    ) -> Self {
        let Environment { config, progress, stop, actor } = *environment;
        let jobs = run.jobs.clone();
        let activity = Activity { run: Some(run.id), is_rehearsal: false, jobs, since: run.started, step: None };
        let author = Author { actor: actor.to_owned(), run: Some(run.id), ..Author::default() };
        let (identities, clock_jump) = (Mutex::new(identities), run.clock_jump);
        let progress = RunProgress::new(progress, lock, activity.clone());
        Self { config, progress, stop, id: run.id, activity, author, identities, clock_jump, lock }
    }

    /// Returns the jump of the clock with which the run began, or which it has made since.
    pub(super) fn clock_jump(&self, now: Timestamp) -> Option<ClockJump> {
        let since = ClockJump::between(self.activity.since, now, self.config.jobs.orphan_after, &[]);
        self.clock_jump.or(since)
    }

    /// Says in the lock that the run is at a job, on a channel unless it is `sync`.
    pub(super) fn note(&self, store: &Store, job: Option<(Job, Option<&str>)>) {
        let since = store.now();
        let step = |(job, channel): (Job, Option<&str>)| ActivityStep {
            job,
            channel: channel.map(str::to_owned),
            since,
            done: 0,
            total: 0,
        };
        self.note_step(store, job.map(step));
    }

    /// Says in the lock what the run is at.
    pub(super) fn note_step(&self, store: &Store, step: Option<ActivityStep>) {
        let is_rehearsal = store.is_rehearsal();
        let run = self.activity.run.filter(|_| !is_rehearsal);
        self.progress.note(Activity { run, is_rehearsal, step, ..self.activity.clone() });
    }

    /// Returns who writes what the run does.
    pub(super) fn author(&self) -> &Author {
        &self.author
    }

    /// Returns what the run knows about who the store and its channels are.
    pub(super) fn identities(&self) -> MutexGuard<'_, Identities> {
        locked(&self.identities)
    }

    /// Returns the same, for workers.
    pub(super) fn shared_identities(&self) -> &Mutex<Identities> {
        &self.identities
    }

    /// Whether the program was asked to stop: the job ends after its batch.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.signal().is_some()
    }

    /// Returns how far a row's time may be ahead of its receipt.
    pub(super) fn clock_tolerance(&self) -> Duration {
        self.config.jobs.clock_tolerance
    }

    /// Returns the largest number of operations in a transaction.
    pub(super) fn batch_size(&self) -> usize {
        self.config.jobs.batch_size
    }

    /// Removes the reports of runs that are not kept any longer, if it is time.
    pub(super) fn prune_when_due(&self, store: &mut Store) -> Result<(), EngineError> {
        // After a jump of the clock nobody knows how old anything is.
        if self.clock_jump(store.now()).is_some() {
            return Ok(());
        }
        prune_when_due(store, self.config.jobs.keep, self.id, &self.author, self.stop)
    }

    /// Begins the transaction of a batch, after a pause in which others can begin theirs.
    ///
    /// # Errors
    /// The store cannot be written, or another run has taken the lock since the connection that had it was lost.
    pub(super) fn begin<'s>(&'s self, store: &'s mut Store) -> Result<Transaction<'s>, EngineError> {
        if !store.is_rehearsal() {
            thread::sleep(GIVE_WAY);
        }
        if let Some(lock) = self.lock {
            lock.renew()?;
        }
        Ok(store.begin(&self.author)?)
    }
}

/// Locks what a run knows about who the store and its channels are.
pub(super) fn locked(identities: &Mutex<Identities>) -> MutexGuard<'_, Identities> {
    // What a thread that panicked left behind ends the run in any case.
    identities.lock().unwrap_or_else(PoisonError::into_inner)
}
