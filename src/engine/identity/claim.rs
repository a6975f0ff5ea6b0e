//! Comparing a channel for the commands that accept what a run refuses: a claim, and a reset.

use std::collections::HashMap;

use super::Identities;
use super::contact::same_file;
use super::course::Course;
use super::sighting::{ChannelSighting, Sightings};
use super::standing::ChannelComparison;
use crate::channel::ChannelSession;
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::store::{ChannelRow, Store};

impl Identities {
    /// Returns what the store says about itself, beside what was seen of the channels.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn around(store: &Store, sightings: Sightings) -> Result<Self, EngineError> {
        Ok(Self { course: Course::read(store)?, sightings, ..Self::default() })
    }

    /// Returns what a channel is compared with.
    pub(in crate::engine) fn comparison<'a>(
        &'a self,
        store: &'a Store,
        config: &'a Config,
        known: &'a HashMap<i64, ChannelRow>,
    ) -> ChannelComparison<'a> {
        ChannelComparison { store, course: &self.course, config, known }
    }

    /// Checks that a channel can be claimed; `has_rows` says whether its upload tables have any.
    ///
    /// # Errors
    /// It is this store's channel already, its rows are another channel's, or its file is that of several channels.
    pub(in crate::engine) fn check_claim(
        &self,
        comparison: ChannelComparison<'_>,
        (channel, session): (&ChannelConfig, &ChannelSession),
        sighting: &ChannelSighting,
        has_rows: bool,
    ) -> Result<(), EngineError> {
        let others = self.sightings.others_on(&sighting.file, channel);
        if !others.is_empty() {
            return Err(session.fault(same_file(&others)).into());
        }
        if !sighting.is_unreadable && comparison.standing(channel, sighting)?.is_ok() {
            return Err(EngineError::AlreadyOurs { channel: channel.name.clone() });
        }
        match comparison.claim_refusal(channel, sighting, has_rows) {
            Some(fault) => Err(session.fault(fault).into()),
            None => Ok(()),
        }
    }
}
