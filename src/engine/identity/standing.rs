//! How a channel stands to the store: its own, not yet known, another's, or one that knows more of the store than it does.

use std::collections::HashMap;

use super::course::Course;
use super::older_store::{LaterState, OlderStore};
use super::sighting::ChannelSighting;
use crate::channel::{ChannelFault, ChannelWitness, WitnessedState};
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::model::ChannelKey;
use crate::store::{ChannelRow, Store};

/// A channel that the store may work with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) enum Standing {
    /// The channel knows no store, or an earlier version made its contact.
    New,
    /// The channel knows this store, and nothing that the store does not know.
    Known,
    /// The channel was not heard since the store was put back or made anew: it may know accounts that the store does not.
    Unheard,
}

/// A channel that the store must not work with.
#[derive(Debug)]
pub(super) enum ChannelRefusal {
    /// The channel alone is refused.
    Channel(ChannelFault),
    /// Nothing may be done: the store would give away what is somebody's already.
    Store(OlderStore),
}

/// What a channel is compared with.
#[derive(Clone, Copy)]
pub(in crate::engine) struct ChannelComparison<'a> {
    pub(super) store: &'a Store,
    pub(super) course: &'a Course,
    pub(super) config: &'a Config,
    /// All channels that the store knows, by their ids.
    pub(super) known: &'a HashMap<i64, ChannelRow>,
}

impl ChannelComparison<'_> {
    /// Returns why a channel cannot be claimed; `None` if it can. A channel that has rows of another channel of this store
    /// would be taken twice. One that knows more of this store than the store does can: the accounts that it knows are taken
    /// over, as after a restoration.
    pub(super) fn claim_refusal(
        &self,
        channel: &ChannelConfig,
        sighting: &ChannelSighting,
        has_rows: bool,
    ) -> Option<ChannelFault> {
        let key = self.known.get(&channel.id).map(|row| row.key);
        let ours = sighting.witnesses.iter().filter(|witness| witness.store == self.course.store).cloned().collect();
        let sighting = ChannelSighting { witnesses: ours, ..sighting.clone() };
        self.other_channel(channel, key, &sighting).filter(|_| has_rows)
    }

    /// Returns how a channel stands to the store, or why it is refused.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn standing(
        &self,
        channel: &ChannelConfig,
        sighting: &ChannelSighting,
    ) -> Result<Result<Standing, ChannelRefusal>, EngineError> {
        let key = self.known.get(&channel.id).map(|row| row.key);
        if let Some(fault) = self.other_store(key, sighting).or_else(|| self.other_channel(channel, key, sighting)) {
            return Ok(Err(ChannelRefusal::Channel(fault)));
        }
        let ours = sighting.witnesses.iter().find(|witness| witness.store == self.course.store);
        if let Some(witness) = ours
            && let Some(older) = self.older_store(channel, key, witness)?
        {
            return Ok(Err(ChannelRefusal::Store(older)));
        }
        Ok(Ok(match ours {
            _ if self.course.awaits(key) || self.is_unfinished(ours, sighting)? => Standing::Unheard,
            Some(ChannelWitness { state: Some(_), .. }) => Standing::Known,
            _ => Standing::New,
        }))
    }

    /// The channel knows a store that this one does not take the place of.
    fn other_store(&self, key: Option<ChannelKey>, sighting: &ChannelSighting) -> Option<ChannelFault> {
        let mut others = sighting.witnesses.iter().filter(|witness| witness.store != self.course.store);
        let other = others.find(|witness| !self.course.replaces(key, witness))?;
        let at = other.state.as_ref().map(|state| state.at);
        Some(ChannelFault::OtherStore { store: other.store.clone(), at })
    }

    /// The channel knows itself, or its newest rows, under another id than the configured one.
    fn other_channel(
        &self,
        channel: &ChannelConfig,
        key: Option<ChannelKey>,
        sighting: &ChannelSighting,
    ) -> Option<ChannelFault> {
        let witnessed =
            sighting.witnesses.iter().filter_map(|witness| witness.state.as_ref()).map(|state| state.channel);
        let other = |found: i64, owner: Option<String>| {
            Some(ChannelFault::OtherChannel { found, configured: channel.id, owner })
        };
        if let Some(found) = witnessed.into_iter().find(|found| *found != channel.id) {
            return other(found, self.owner(found));
        }
        // Rows may have any id; one of another channel that is known is no accident.
        let others: Vec<_> = sighting.origins.iter().copied().filter(|origin| *origin != channel.id).collect();
        if let Some((found, owner)) = others.iter().find_map(|origin| Some((*origin, self.owner(*origin)?))) {
            return other(found, Some(owner));
        }
        // A channel that received customers of this store was registered then.
        let has_received = sighting.witnesses.iter().any(|witness| witness.store == self.course.store);
        match others.first() {
            Some(found) if has_received && key.is_none() => other(*found, None),
            _ => None,
        }
    }

    /// Returns the name of the channel that has an id in the configuration, or had it.
    fn owner(&self, id: i64) -> Option<String> {
        let configured = self.config.channels.iter().find(|channel| channel.id == id).map(|channel| &channel.name);
        configured.or_else(|| self.known.get(&id).map(|row| &row.name)).cloned()
    }

    /// The channel knows an entry of this store that it does not have, and nobody gave it up.
    fn older_store(
        &self,
        channel: &ChannelConfig,
        key: Option<ChannelKey>,
        witness: &ChannelWitness,
    ) -> Result<Option<OlderStore>, EngineError> {
        let later = match &witness.state {
            Some(state) if self.has_entry(state)? || self.course.gave_up(state) => return Ok(None),
            Some(WitnessedState { entry, at, .. }) => LaterState::Entry { entry: *entry, at: *at },
            // An earlier version noted the last change alone.
            None if witness.change <= self.store.last_change()? || self.course.awaits(key) => return Ok(None),
            None => LaterState::Change(witness.change),
        };
        Ok(Some(OlderStore::of_channel(self.store, &channel.name, later)?))
    }

    /// Whether the trail has the entry that a channel knows.
    fn has_entry(&self, state: &WitnessedState) -> Result<bool, EngineError> {
        Ok(self.store.trail_entry(state.entry)?.is_some_and(|(hash, _)| hash == state.hash))
    }

    /// Whether the channel still has what it knew at its first contact since the store was put back.
    fn is_unfinished(&self, ours: Option<&ChannelWitness>, sighting: &ChannelSighting) -> Result<bool, EngineError> {
        match ours.and_then(|witness| witness.state.as_ref()) {
            Some(state) => Ok(!self.has_entry(state)?),
            None => Ok(!sighting.witnesses.is_empty() && !self.course.restorations.is_empty()),
        }
    }
}
