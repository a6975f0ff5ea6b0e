//! The beginning of a run: the store is compared with all channels and anchors before anything is done.

use super::course::Course;
use super::noted::{NotedEnd, last_common_entry, noted_older_store};
use super::older_store::OlderStore;
use super::other_stores::OtherStores;
use super::sighting::Sightings;
use super::standing::{ChannelComparison, ChannelRefusal};
use super::{Acceptance, Identities};
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::store::Store;
use crate::trail::{Author, RestoredDetails, WitnessDetails};

/// Where the store goes on without what it or another one has done since.
struct Parting {
    /// The last entry that counts.
    entry: i64,
    /// The stores whose place it takes.
    replaces: Vec<String>,
    /// How far the course that is given up went, as the anchors say.
    noted: Option<NotedEnd>,
}

impl Identities {
    /// Compares the store with what was seen of the channels. If the store was put back to an older state, or is new while
    /// channels know another one, and a person accepts that, the trail says so from then on.
    ///
    /// # Errors
    /// [`EngineError::OlderStore`], or those of [`OtherStores::check_none`], if nobody has accepted it; nothing was written then. If
    /// somebody has, and a channel still knows what the store does not, the entry about the restoration stays.
    pub(in crate::engine) fn establish(
        store: &mut Store,
        config: &Config,
        sightings: Sightings,
        accepts: Acceptance,
        author: &Author,
    ) -> Result<Self, EngineError> {
        let mut identities = Self::around(store, sightings)?;
        identities.check_new(store, config, accepts, author)?;
        let older = identities.compare(store, config)?;
        if accepts == Acceptance::Restored {
            if let Some(entry) = identities.last_common_entry(store, config, older.is_some())? {
                let noted = NotedEnd::of_lost_course(store, &identities.course)?;
                identities.restore(store, config, author, Parting { entry, replaces: Vec::new(), noted })?;
                identities.compare(store, config)?.map_or(Ok(()), |older| Err(EngineError::from(older)))?;
            }
            return Ok(identities);
        }
        let noted = match older {
            Some(older) => Some(older),
            None => noted_older_store(store)?,
        };
        noted.map_or(Ok(identities), |older| Err(older.into()))
    }

    /// Returns the last entry that the store shares with its course that is to be given up, as far as anchors and channels
    /// tell; `None` if there is no such course. `is_older` says that a channel knows of one.
    fn last_common_entry(&self, store: &Store, config: &Config, is_older: bool) -> Result<Option<i64>, EngineError> {
        let end = store.last_entry_of_trail()?.id;
        let noted = last_common_entry(store, &self.course)?;
        // The store may have gone on since it was put back, before a channel came that knows better.
        let witnessed = self.first_unknown_entry(store, config)?.map(|entry| entry - 1);
        let common = noted.into_iter().chain(witnessed).min();
        Ok(common.map(|entry| entry.min(end)).or_else(|| is_older.then_some(end)))
    }

    /// Returns the lowest entry of this store that a channel knows and the trail does not have, unless it was given up.
    fn first_unknown_entry(&self, store: &Store, config: &Config) -> Result<Option<i64>, EngineError> {
        let seen = config.channels.iter().filter_map(|channel| self.sightings.get(channel));
        let ours = seen.flat_map(|sighting| &sighting.witnesses).filter(|witness| witness.store == self.course.store);
        let mut first: Option<i64> = None;
        for state in ours.filter_map(|witness| witness.state.as_ref()).filter(|state| !self.course.gave_up(state)) {
            let is_known = store.trail_entry(state.entry)?.is_some_and(|(hash, _)| hash == state.hash);
            if !is_known && first.is_none_or(|first| state.entry < first) {
                first = Some(state.entry);
            }
        }
        Ok(first)
    }

    /// Compares the store with each channel that was reached; returns why the whole store is refused, if it is.
    fn compare(&mut self, store: &Store, config: &Config) -> Result<Option<OlderStore>, EngineError> {
        let known = store.channels_by_origin()?;
        let comparison = ChannelComparison { store, course: &self.course, config, known: &known };
        let mut refused = Vec::new();
        for channel in &config.channels {
            let Some(sighting) = self.sightings.get(channel) else { continue };
            let is_shared = !self.sightings.others_on(&sighting.file, channel).is_empty();
            match comparison.standing(channel, sighting)? {
                Err(ChannelRefusal::Store(older)) => return Ok(Some(older)),
                Err(ChannelRefusal::Channel(_)) => refused.push(channel.id),
                Ok(_) if is_shared => refused.push(channel.id),
                Ok(_) => {}
            }
        }
        self.refused = refused;
        Ok(None)
    }

    /// A store in which nothing happened yet is made where neither a channel nor the anchors know another one, or where a
    /// person means it.
    fn check_new(
        &mut self,
        store: &mut Store,
        config: &Config,
        accepts: Acceptance,
        author: &Author,
    ) -> Result<(), EngineError> {
        if !self.course.restorations.is_empty() || !store.channels()?.is_empty() {
            return Ok(());
        }
        let others = OtherStores::find(&self.sightings, config, store.anchors_file(), &self.course.store);
        if accepts != Acceptance::NewStore {
            return others.check_none();
        }
        let replaces = others.identities();
        if replaces.is_empty() {
            return Ok(());
        }
        let entry = store.last_entry_of_trail()?.id;
        self.restore(store, config, author, Parting { entry, replaces, noted: others.noted })
    }

    /// Notes that the store was put back after an entry, or that it takes the place of others. Number sequences go on where
    /// the anchors say that they were.
    fn restore(
        &mut self,
        store: &mut Store,
        config: &Config,
        author: &Author,
        parting: Parting,
    ) -> Result<(), EngineError> {
        let Parting { entry, replaces, noted } = parting;
        let witnesses = self.sightings.details(config);
        let numbers_known = noted.as_ref().is_some_and(|noted| {
            let known = witnesses.iter().filter_map(|witness| witness.entry).max().unwrap_or_default();
            noted.reaches(known)
        });
        let details = RestoredDetails {
            entry,
            hash: store.trail_entry(entry)?.map(|(hash, _)| hash).unwrap_or_default(),
            operation: store.operation_range()?.map_or(0, |(_, last)| last.0),
            // If the store has gone on since, it is not known which numbers it has given anew: all parties are set aside.
            customer: if entry < store.last_entry_of_trail()?.id { 0 } else { store.last_customer()? },
            numbers_known,
            replaces,
            witnesses: witnesses.into_iter().chain(noted.as_ref().and_then(NotedEnd::details)).collect(),
        };
        let transaction = store.begin(author)?;
        transaction.note_restored(&details);
        for (code, number) in noted.iter().flat_map(NotedEnd::numbers) {
            let company = transaction.company_number(code)?;
            transaction.go_on_behind(company, code, number)?;
        }
        transaction.commit()?;
        self.course = Course::read(store)?;
        self.continues_after = Some(entry);
        Ok(())
    }
}

impl Sightings {
    /// Returns what all channels know about stores, for the trail.
    fn details(&self, config: &Config) -> Vec<WitnessDetails> {
        let of_channel = |channel: &ChannelConfig| {
            let witnesses = self.get(channel).map(|sighting| sighting.witnesses.clone()).unwrap_or_default();
            let details = witnesses.into_iter().map(|witness| WitnessDetails {
                channel: Some(channel.name.clone()),
                store: witness.store,
                entry: witness.state.as_ref().map(|state| state.entry),
                hash: witness.state.as_ref().map(|state| state.hash.clone()),
                at: witness.state.as_ref().map(|state| state.at.rfc3339()),
                restored: witness.state.map(|state| state.restored).filter(|restored| !restored.is_empty()),
            });
            details.collect::<Vec<_>>()
        };
        config.channels.iter().flat_map(of_channel).collect()
    }
}
