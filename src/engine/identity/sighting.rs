//! What a channel says about itself and its headquarters, before anything is taken from it or written to it.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::channel::{
    ChannelDatabase, ChannelError, ChannelFault, ChannelSession, ChannelWitness, FileIdentity, TimeLimits,
};
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::model::Timestamp;
use crate::stop::Stop;

/// How many channels are looked at beside each other.
const BESIDE: usize = 8;

/// What a channel says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) struct ChannelSighting {
    pub(super) file: FileIdentity,
    pub(super) witnesses: Vec<ChannelWitness>,
    /// The `ORIGINATINGCHANNEL` of its newest rows; empty if its witness says which channel it is, or if a table was not read.
    pub(super) origins: Vec<i64>,
    /// Whether what it says about its headquarters cannot be read.
    pub(super) is_unreadable: bool,
}

impl ChannelSighting {
    /// Reads what an open channel says in the program's own table.
    ///
    /// # Errors
    /// The table is not as the program makes it.
    pub(super) fn read(database: &ChannelDatabase) -> Result<Self, EngineError> {
        Ok(Self { file: database.file(), witnesses: database.witnesses()?, origins: Vec::new(), is_unreadable: false })
    }

    /// Reads what an open channel says, in its own tables too if it does not know which channel it is.
    ///
    /// # Errors
    /// The program's own table is not as the program makes it.
    pub(in crate::engine) fn read_whole(database: &ChannelDatabase) -> Result<Self, EngineError> {
        let sighting = Self::read(database)?;
        // A table that cannot be read is reported by the job that needs it.
        let origins = if sighting.is_identified() { Vec::new() } else { database.origins().unwrap_or_default() };
        Ok(Self { origins, ..sighting })
    }

    /// Reads what an open channel says, in all of its tables.
    ///
    /// # Errors
    /// One of the tables cannot be read.
    pub(in crate::engine) fn read_for_claim(database: &ChannelDatabase) -> Result<Self, EngineError> {
        let origins = database.origins()?;
        match Self::read(database) {
            Err(EngineError::Channel(ChannelError { fault: ChannelFault::WitnessUnreadable { .. }, .. })) => {
                Ok(Self { file: database.file(), witnesses: Vec::new(), origins, is_unreadable: true })
            }
            sighting => Ok(Self { origins, ..sighting? }),
        }
    }

    /// Returns the stores that the channel knows, and when each last wrote to it, if that is known.
    pub(in crate::engine) fn stores(&self) -> Vec<(String, Option<Timestamp>)> {
        let at = |witness: &ChannelWitness| witness.state.as_ref().map(|state| state.at);
        self.witnesses.iter().map(|witness| (witness.store.clone(), at(witness))).collect()
    }

    /// Whether the channel knows which one it is.
    pub(super) fn is_identified(&self) -> bool {
        self.witnesses.iter().any(|witness| witness.state.is_some())
    }

    fn of(channel: &ChannelConfig, limits: TimeLimits, stop: &Stop) -> Result<Self, EngineError> {
        let session = ChannelSession::open(channel, limits, stop)?;
        session.read(Self::read)
    }
}

/// What the channels of a run say, by their names. Those that cannot be reached for the moment are not among them.
#[derive(Debug, Default)]
pub(in crate::engine) struct Sightings {
    by_channel: HashMap<String, ChannelSighting>,
    /// Those that did not answer in time.
    pub(in crate::engine) given_up: Vec<ChannelError>,
    /// Positions of those that could not be opened, perhaps since the others had too many files open.
    unopened: Vec<usize>,
}

impl Sightings {
    /// Looks at channels, several at a time. `stop` ends it early.
    ///
    /// # Errors
    /// The program was asked to stop.
    pub(in crate::engine) fn of(
        channels: &[&ChannelConfig],
        limit: Duration,
        stop: &Stop,
    ) -> Result<Self, EngineError> {
        let limits = TimeLimits::of(limit).sharing_locks(channels.len());
        let seen = Mutex::new(Self::default());
        let next = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..BESIDE.min(channels.len()) {
                scope.spawn(|| {
                    while stop.signal().is_none() {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(channel) = channels.get(at) else { break };
                        let sighting = ChannelSighting::of(channel, limits, stop);
                        if let Ok(mut seen) = seen.lock() {
                            seen.add(at, channel, sighting);
                        }
                    }
                });
            }
        });
        let mut seen = seen.into_inner().unwrap_or_default();
        for at in std::mem::take(&mut seen.unopened) {
            seen.add(at, channels[at], ChannelSighting::of(channels[at], limits, stop));
        }
        match stop.signal() {
            Some(signal) => Err(EngineError::Interrupted(signal)),
            None => Ok(seen),
        }
    }

    fn add(&mut self, at: usize, channel: &ChannelConfig, sighting: Result<ChannelSighting, EngineError>) {
        match sighting {
            Ok(sighting) => drop(self.by_channel.insert(channel.name.clone(), sighting)),
            Err(EngineError::Channel(error)) => match error.fault {
                ChannelFault::Timeout { .. } => self.given_up.push(error),
                // Tried again one by one, when the others are closed.
                ChannelFault::TooManyFiles | ChannelFault::Unreachable(_) => self.unopened.push(at),
                // The jobs try these again, and say what is wrong.
                _ => {}
            },
            Err(_) => {}
        }
    }

    /// Returns what a channel says; `None` if it could not be reached.
    pub(super) fn get(&self, channel: &ChannelConfig) -> Option<&ChannelSighting> {
        self.by_channel.get(&channel.name)
    }

    /// Returns the names of the other channels that lead to a file, in order.
    pub(super) fn others_on(&self, file: &FileIdentity, channel: &ChannelConfig) -> Vec<&str> {
        let others = self.by_channel.iter().filter(|(name, sighting)| sighting.file == *file && **name != channel.name);
        let mut names: Vec<_> = others.map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        names
    }

    /// Adds what a channel says that could not be reached before.
    pub(super) fn note(&mut self, channel: &ChannelConfig, sighting: &ChannelSighting) {
        self.by_channel.entry(channel.name.clone()).or_insert_with(|| sighting.clone());
    }
}
