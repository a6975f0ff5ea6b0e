//! The stores that are known beside a new one: one of them may be lost, and a new one is made in its place only if a person
//! means it.

use std::path::Path;

use super::noted::NotedEnd;
use super::sighting::Sightings;
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;

/// What channels and anchors know of other stores.
pub(in crate::engine) struct OtherStores {
    /// Each channel that knows another store, with that store, in the order of the configuration.
    channels: Vec<(String, String)>,
    /// The last anchor of another store.
    pub(super) noted: Option<NotedEnd>,
}

impl OtherStores {
    /// Returns the stores beside the one with an identity; it is empty before there is one. `anchors` is the file in which
    /// the end of its trail is noted.
    pub(in crate::engine) fn find(
        sightings: &Sightings,
        config: &Config,
        anchors: Option<&Path>,
        identity: &str,
    ) -> Self {
        let known_to = |channel: &ChannelConfig| {
            let witnesses = sightings.get(channel).map(|sighting| sighting.witnesses.clone()).unwrap_or_default();
            let others = witnesses.into_iter().filter(|witness| witness.store != identity);
            others.map(|witness| (channel.name.clone(), witness.store)).collect::<Vec<_>>()
        };
        Self {
            channels: config.channels.iter().flat_map(known_to).collect(),
            noted: anchors.and_then(|file| NotedEnd::of_other_store(file, identity)),
        }
    }

    /// Checks that there are none.
    ///
    /// # Errors
    /// [`EngineError::StoreLost`] or [`EngineError::NotedStoreLost`].
    pub(in crate::engine) fn check_none(&self) -> Result<(), EngineError> {
        if let Some((channel, store)) = self.channels.first() {
            return Err(EngineError::StoreLost { channel: channel.clone(), store: store.clone() });
        }
        self.noted.as_ref().map_or(Ok(()), |noted| Err(noted.store_lost()))
    }

    /// Returns the identities of the stores, in order.
    pub(super) fn identities(&self) -> Vec<String> {
        let of_channels = self.channels.iter().map(|(_, store)| store.clone());
        let mut identities: Vec<_> = of_channels.chain(self.noted.iter().map(NotedEnd::store)).collect();
        identities.sort_unstable();
        identities.dedup();
        identities
    }
}
