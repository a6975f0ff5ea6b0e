//! The run that is at work: what its jobs need, and the transactions of their batches.

use std::thread;
use std::time::Duration;

use super::environment::{Environment, Progress};
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::stop::Stop;
use crate::store::{Store, Transaction};
use crate::trail::Author;

/// A job begins a batch as soon as it has ended one; this pause lets other processes write in between.
const GIVE_WAY: Duration = Duration::from_millis(3);

/// A run that is recorded in the store: its environment, and the author of everything that it writes.
pub(super) struct ActiveRun<'a> {
    pub(super) config: &'a Config,
    pub(super) progress: &'a dyn Progress,
    pub(super) stop: &'a Stop,
    /// Number of the run.
    pub(super) id: i64,
    author: Author,
}

impl<'a> ActiveRun<'a> {
    /// Returns the run with that number in its environment.
    pub(super) fn new(environment: &Environment<'a>, id: i64) -> Self {
        let Environment { config, progress, stop, actor } = *environment;
        Self {
            config,
            progress,
            stop,
            id,
            author: Author { actor: actor.to_owned(), run: Some(id), ..Author::default() },
        }
    }

    /// Whether the program was asked to stop: the job ends after its batch.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.signal().is_some()
    }

    /// Returns the largest number of operations in a transaction.
    pub(super) fn batch_size(&self) -> usize {
        self.config.jobs.batch_size
    }

    /// Begins the transaction of a batch, after a pause in which others can begin theirs.
    pub(super) fn begin<'s>(&'s self, store: &'s mut Store) -> Result<Transaction<'s>, EngineError> {
        if !store.is_rehearsal() {
            thread::sleep(GIVE_WAY);
        }
        Ok(store.begin(&self.author)?)
    }
}
