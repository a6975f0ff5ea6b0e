//! Who the store and its channels are: each channel knows its headquarters, and how far its trail went. Before anything is
//! taken from a channel or written to it, the two are compared, so that another store, an older state of this one and
//! another channel's database are told apart.

mod awaited;
mod claim;
mod contact;
mod course;
mod establish;
mod noted;
mod older_store;
mod other_stores;
mod sighting;
mod standing;
mod takeover;

use std::collections::HashMap;

use course::Course;

pub(super) use awaited::AwaitedChannels;
pub(super) use contact::{ChannelContact, register};
pub(super) use noted::{NotedEnd, check_noted_accounts};
pub(crate) use older_store::OlderStore;
pub(super) use other_stores::OtherStores;
pub(super) use sighting::{ChannelSighting, Sightings};
pub(super) use takeover::Takeover;

use crate::config::{ChannelConfig, Config};
use crate::model::{ChannelKey, JobFailure};
use crate::store::ChannelRow;

/// What a person accepts with the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Acceptance {
    #[default]
    Nothing,
    /// The store is an older state of itself, and the newer one is lost.
    Restored,
    /// The store is new, although channels know another one.
    NewStore,
}

/// What a run knows about who the store and its channels are.
#[derive(Debug, Default)]
pub(super) struct Identities {
    course: Course,
    sightings: Sightings,
    /// The ids of the channels that are refused.
    refused: Vec<i64>,
    /// How many accounts were taken over from each channel, until a report counts them.
    taken_over: HashMap<String, u64>,
    /// Up to which entry the trail was looked through for the last eventful one, and that one.
    eventful: (i64, i64),
    /// The entry after which the store goes on, if that was accepted at the beginning of the run.
    continues_after: Option<i64>,
}

impl Identities {
    /// Whether a channel was refused at the beginning of the run.
    pub(super) fn is_refused(&self, channel: &ChannelConfig) -> bool {
        self.refused.contains(&channel.id)
    }

    /// Whether a channel was reached at the beginning of the run.
    pub(super) fn is_reached(&self, channel: &ChannelConfig) -> bool {
        self.sightings.get(channel).is_some()
    }

    /// Returns the entry after which the store goes on since it was put back, if that was accepted with this run.
    pub(super) fn continues_after(&self) -> Option<i64> {
        self.continues_after
    }

    fn is_identified(&self, channel: &ChannelConfig) -> bool {
        self.sightings.get(channel).is_some_and(ChannelSighting::is_identified)
    }

    /// Whether a channel that was reached has still to be heard.
    pub(super) fn awaits(&self, channel: &ChannelConfig, key: Option<ChannelKey>) -> bool {
        self.is_reached(channel) && !self.is_refused(channel) && self.course.awaits(key)
    }

    /// Returns the channels that did not answer at the beginning of the run, by their ids, and why.
    pub(super) fn unanswered(&self, config: &Config) -> HashMap<i64, JobFailure> {
        let failure = |channel: &ChannelConfig| {
            let error = self.sightings.given_up.iter().find(|error| error.place.channel == channel.name)?;
            Some((channel.id, JobFailure::from(error)))
        };
        config.channels.iter().filter_map(failure).collect()
    }

    /// Whether a channel may be made known to the store, or get the name that it has in the configuration now. One that was
    /// refused may not; nor one that does not say which channel it is while another with its name has left the configuration:
    /// its id may be mistyped.
    pub(super) fn may_register(&self, channel: &ChannelConfig, known: &[ChannelRow], config: &Config) -> bool {
        let is_known = known.iter().any(|row| row.origin == channel.id);
        let is_configured = |row: &ChannelRow| config.channels.iter().any(|channel| channel.id == row.origin);
        let has_left = |row: &&ChannelRow| row.name.eq_ignore_ascii_case(&channel.name) && !is_configured(row);
        !self.is_refused(channel)
            && (is_known || self.is_identified(channel) || !known.iter().any(|row| has_left(&row)))
    }

    /// Whether accounts were taken over that no report has counted yet.
    pub(super) fn has_uncounted_accounts(&self) -> bool {
        self.taken_over.values().any(|count| *count > 0)
    }

    /// Returns how many accounts were taken over from a channel, or from all (`None`), since it was asked for last.
    pub(super) fn take_count(&mut self, channel: Option<&str>) -> u64 {
        match channel {
            Some(channel) => self.taken_over.remove(channel).unwrap_or_default(),
            None => self.taken_over.drain().map(|(_, count)| count).sum(),
        }
    }
}
