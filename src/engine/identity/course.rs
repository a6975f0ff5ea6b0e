//! The course of the store as its trail says: when it was put back to an older state or made anew, and who was heard since.

use std::collections::HashMap;

use crate::channel::{ChannelWitness, WitnessedState};
use crate::engine::error::EngineError;
use crate::model::ChannelKey;
use crate::store::{Restoration, Store};
use crate::trail::HeardDetails;

/// How the store came to its present state.
#[derive(Debug, Default)]
pub(in crate::engine) struct Course {
    /// The identity of the store.
    pub(super) store: String,
    /// Oldest first; empty for nearly all stores.
    pub(super) restorations: Vec<Restoration>,
    /// What each channel knew that was heard since the last of these.
    pub(super) heard: HashMap<ChannelKey, HeardDetails>,
    /// Whether a channel was ever claimed from another store.
    pub(super) has_claimed: bool,
}

impl Course {
    /// Reads the course from the trail.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn read(store: &Store) -> Result<Self, EngineError> {
        let restorations = store.restorations()?;
        let heard = match restorations.last() {
            Some(last) => store.heard_channels(last.entry)?,
            None => Vec::new(),
        };
        let heard = heard.into_iter().map(|heard| (ChannelKey(heard.number), heard)).collect();
        Ok(Self { store: store.identity()?, restorations, heard, has_claimed: store.has_claimed()? })
    }

    /// Whether the store was put back or made anew, and a channel was not heard since.
    pub(super) fn awaits(&self, channel: Option<ChannelKey>) -> bool {
        !self.restorations.is_empty() && channel.is_none_or(|channel| !self.heard.contains_key(&channel))
    }

    /// Returns the hash of the entry with which the store was put back last; empty if it never was.
    pub(super) fn restored(&self) -> &str {
        self.restorations.last().map_or("", |restoration| &restoration.hash)
    }

    /// Whether an entry that the trail does not have belongs to a course that a person gave up.
    pub(super) fn gave_up(&self, state: &WitnessedState) -> bool {
        let is_beginning = |restoration: &Restoration| restoration.hash == state.restored;
        // A course that began with a restoration which is itself lost: the restoration that gave it up has noted it.
        let gave_up = |restoration: &Restoration| {
            restoration.details.witnesses.iter().any(|witness| witness.restored.as_ref() == Some(&state.restored))
        };
        let began = match self.restorations.iter().position(is_beginning) {
            Some(at) => at + 1,
            None if state.restored.is_empty() => 0,
            None => match self.restorations.iter().position(gave_up) {
                Some(at) => at,
                None => return false,
            },
        };
        // What a later restoration gave up may reach further back: a channel came that knew of an earlier parting.
        self.restorations.iter().skip(began).any(|ended| state.entry > ended.details.entry)
    }

    /// Whether a channel that knows another store may be taken from it: the store takes its place, and the channel was not
    /// heard before. A kill may have come between the two writes of its first contact.
    pub(super) fn replaces(&self, channel: Option<ChannelKey>, witness: &ChannelWitness) -> bool {
        let replaces = |restoration: &Restoration| restoration.details.replaces.contains(&witness.store);
        match channel.and_then(|channel| self.heard.get(&channel)) {
            None => self.restorations.iter().any(replaces),
            Some(heard) => heard.stores.contains(&witness.store) && heard.entry == entry_of(witness),
        }
    }
}

/// Returns the last entry that a witness knows; `None` if an earlier version wrote it.
pub(super) fn entry_of(witness: &ChannelWitness) -> Option<i64> {
    witness.state.as_ref().map(|state| state.entry)
}
