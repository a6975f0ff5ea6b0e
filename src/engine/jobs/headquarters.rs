//! What a worker of 1010 has of headquarters: it reads the store through a connection of its own, and has the run's own
//! thread write to it.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard};

use super::active_run::{ActiveRun, locked};
use super::channel_job::ChannelJob;
use crate::channel::ChannelSession;
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::engine::identity::{ChannelContact, Identities};
use crate::stop::Stop;
use crate::store::{Store, Transaction};

/// How many customers or operations a worker has in a transaction, at most.
const WORKERS_BATCH: usize = 10_000;

/// What a worker says to the run's thread, and what it asks of it.
pub(super) enum WorkerMessage<'c> {
    /// It tries a channel.
    Began(&'c ChannelConfig),
    /// It has opened a channel and waits for it to be compared with the store.
    Opened(&'c ChannelConfig, ChannelSession, Sender<ComparedChannel>),
    /// It found out how many steps there are on a channel.
    Expects(String, u64),
    /// Some more steps are done.
    Advanced(u64),
    /// It waits for that to be written.
    Write(WriteRequest),
    Ended(Box<ChannelJob<'c>>, Result<(), EngineError>),
}

/// Writes to the store, and answers.
type WriteRequest = Box<dyn FnOnce(&mut Store, &ActiveRun<'_>) + Send>;

/// A channel that was compared with the store, and how many accounts were taken over from it.
pub(super) type ComparedChannel = (ChannelSession, Result<(ChannelContact, u64), EngineError>);

/// The store and the run, as a worker has them.
pub(super) struct Headquarters<'e, 'c> {
    /// Only to read.
    pub(super) store: Store,
    pub(super) config: &'e Config,
    pub(super) stop: &'e Stop,
    pub(super) shared_identities: &'e Mutex<Identities>,
    pub(super) messages: Sender<WorkerMessage<'c>>,
}

impl<'c> Headquarters<'_, 'c> {
    /// Writes to the store in one transaction, as the run's thread comes to it between its own batches.
    ///
    /// # Errors
    /// Those of `work` and of the store; nothing was written then.
    pub(super) fn write<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, EngineError> + Send + 'static,
    ) -> Result<R, EngineError> {
        let (answer, answers) = mpsc::channel();
        let write = move |store: &mut Store, active: &ActiveRun<'_>| {
            let result = active.begin(store).and_then(|transaction| {
                let result = work(&transaction)?;
                transaction.commit()?;
                Ok(result)
            });
            drop(answer.send(result));
        };
        self.ask(WorkerMessage::Write(Box::new(write)), &answers)
    }

    /// Has an open channel compared with the store; returns also how many accounts were taken over from it.
    ///
    /// # Errors
    /// The channel is refused, or the whole run.
    pub(super) fn compare(
        &self,
        channel: &'c ChannelConfig,
        session: ChannelSession,
    ) -> Result<(ChannelSession, ChannelContact, u64), EngineError> {
        let (answer, answers) = mpsc::channel();
        let (session, compared) = self.ask(WorkerMessage::Opened(channel, session, answer), &answers);
        let (contact, adopted) = compared?;
        Ok((session, contact, adopted))
    }

    /// Says that the job begins on a channel, with so many steps.
    pub(super) fn expect(&self, channel: &str, steps: u64) {
        self.say(WorkerMessage::Expects(channel.to_owned(), steps));
    }

    /// Says that some more steps are done.
    pub(super) fn advance(&self, steps: u64) {
        self.say(WorkerMessage::Advanced(steps));
    }

    /// Returns what the run knows about who the store and its channels are.
    pub(super) fn identities(&self) -> MutexGuard<'_, Identities> {
        locked(self.shared_identities)
    }

    /// Whether the program was asked to stop: the job ends after its batch.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.signal().is_some()
    }

    /// Returns the largest number of customers or operations in a transaction: each worker has such a batch in memory.
    pub(super) fn batch_size(&self) -> usize {
        self.config.jobs.batch_size.min(WORKERS_BATCH)
    }

    /// Says something to the run's thread.
    pub(super) fn say(&self, message: WorkerMessage<'c>) {
        // Nobody listens if the run's thread has panicked, which shows at the next question.
        let _ = self.messages.send(message);
    }

    fn ask<A>(&self, question: WorkerMessage<'c>, answers: &Receiver<A>) -> A {
        self.say(question);
        answers.recv().expect("the run's thread answers each question unless it panics")
    }
}
