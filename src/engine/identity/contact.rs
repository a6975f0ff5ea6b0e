//! The contact of a job with a channel: it is compared once more, what it knows is taken over if it was not heard before,
//! and it is told about its headquarters.

use std::collections::HashMap;

use super::Identities;
use super::sighting::ChannelSighting;
use super::standing::{ChannelComparison, ChannelRefusal, Standing};
use super::takeover::Takeover;
use crate::channel::{ChannelFault, ChannelSession, ChannelWitness, NewWitness, WitnessedState};
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::model::{Counter, hex};
use crate::store::{ChannelRow, Store, StoreError};
use crate::trail::Author;

/// A channel that a job may work with.
#[derive(Debug, Clone)]
pub(in crate::engine) struct ChannelContact {
    pub(in crate::engine) row: ChannelRow,
    /// The number of the last change that the channel has received.
    pub(in crate::engine) received: i64,
    /// The numbers of customers whom the channel could not receive.
    pub(in crate::engine) left_out: Vec<i64>,
    /// The last entry of the trail that the channel knows; `None` if it is to be told at this contact.
    known_entry: Option<i64>,
    /// The last entry of the trail that the channel knew before this contact; `None` if it knew none.
    knew: Option<i64>,
}

impl Identities {
    /// Compares an open channel with the store, before anything is taken from it or written to it. What it knows is taken
    /// over first if it was not heard since the store was put back.
    ///
    /// # Errors
    /// The channel is refused, or the whole run.
    pub(in crate::engine) fn contact(
        &mut self,
        store: &mut Store,
        config: &Config,
        channel: &ChannelConfig,
        session: &ChannelSession,
        known: &HashMap<i64, ChannelRow>,
        author: &Author,
    ) -> Result<ChannelContact, EngineError> {
        let sighting = session.read(ChannelSighting::read_whole)?;
        self.sightings.note(channel, &sighting);
        let standing =
            self.accept(ChannelComparison { store, course: &self.course, config, known }, channel, session, &sighting)?;
        let row = match known.get(&channel.id) {
            Some(row) => row.clone(),
            None => register(store, channel, author)?,
        };
        let ours = sighting.witnesses.iter().find(|witness| witness.store == self.course.store).cloned();
        let contact = match standing {
            Standing::Known => ChannelContact::of(row, ours.as_ref()),
            Standing::New => {
                let channel = Takeover { config, channel, row: &row, session, sighting: &sighting, is_ahead: false };
                self.reserve_own_accounts(store, &channel, author)?;
                ChannelContact { known_entry: None, knew: None, ..ChannelContact::of(row, ours.as_ref()) }
            }
            Standing::Unheard => return self.hear(store, config, channel, row, session, author),
        };
        Ok(contact)
    }

    /// Returns how an open channel stands to the store.
    ///
    /// # Errors
    /// The channel is refused, or the whole store.
    pub(in crate::engine) fn accept(
        &self,
        comparison: ChannelComparison<'_>,
        channel: &ChannelConfig,
        session: &ChannelSession,
        sighting: &ChannelSighting,
    ) -> Result<Standing, EngineError> {
        let others = self.sightings.others_on(&sighting.file, channel);
        if !others.is_empty() {
            return Err(session.fault(same_file(&others)).into());
        }
        comparison.standing(channel, sighting)?.map_err(|refusal| match refusal {
            ChannelRefusal::Channel(fault) => session.fault(fault).into(),
            ChannelRefusal::Store(older) => older.into(),
        })
    }

    /// Reserves the accounts under which a channel knows customers of its own, if it was never told about its headquarters.
    fn reserve_own_accounts(
        &mut self,
        store: &mut Store,
        channel: &Takeover<'_>,
        author: &Author,
    ) -> Result<(), EngineError> {
        if channel.session.read(|database| Ok::<_, EngineError>(database.has_downloaded()?))? {
            let own = channel.session.read(|database| Ok::<_, EngineError>(database.uploaded_customers()?))?;
            let reserved = channel.reserve_downloaded(store, author, |mut accounts| {
                accounts.retain(|known| own.contains(&known.guid));
                accounts
            })?;
            *self.taken_over.entry(channel.channel.name.clone()).or_default() += reserved;
        }
        Ok(())
    }

    /// Takes over what a channel knows, and tells it about its headquarters.
    fn hear(
        &mut self,
        store: &mut Store,
        config: &Config,
        channel: &ChannelConfig,
        row: ChannelRow,
        session: &ChannelSession,
        author: &Author,
    ) -> Result<ChannelContact, EngineError> {
        let sighting = session.read(ChannelSighting::read)?;
        let is_ahead = !self.is_part_of_trail(store, &sighting)?;
        let takeover = Takeover { config, channel, row: &row, session, sighting: &sighting, is_ahead };
        // If the channel could not be told when it was heard, it says the same again.
        if self.course.heard.get(&row.key).is_none_or(|heard| *heard != takeover.heard(heard.accounts)) {
            let heard = takeover.take(store, author, |transaction, heard| transaction.note_heard(heard))?;
            *self.taken_over.entry(channel.name.clone()).or_default() += heard.accounts;
            self.course.heard.insert(row.key, heard);
        }
        let row = if is_ahead { ChannelRow { downloaded: 0, ..row } } else { row };
        if !store.is_rehearsal() {
            let aside = self.course.restorations.last().filter(|_| is_ahead);
            let aside = aside.map(|restoration| (restoration.details.customer, restoration.entry));
            match self.tell_anew(store, channel, &row, session, aside) {
                // It can be read all the same.
                Err(EngineError::Channel(error)) if error.is_unwritable() => {}
                told => told?,
            }
        }
        let sighting = session.read(ChannelSighting::read)?;
        let ours = sighting.witnesses.iter().find(|witness| witness.store == self.course.store);
        // What it was told just now says nothing about its rows.
        Ok(ChannelContact { knew: None, ..ChannelContact::of(row, ours) })
    }

    /// Tells a channel about its headquarters for the first time. If the store gives party numbers that the channel knows,
    /// those after the number in `aside` are set aside, with the entry that makes their names unique, and the channel gets
    /// every customer anew.
    ///
    /// # Errors
    /// Those of the store and of the channel.
    pub(in crate::engine) fn tell_anew(
        &self,
        store: &Store,
        channel: &ChannelConfig,
        row: &ChannelRow,
        session: &ChannelSession,
        aside: Option<(i64, i64)>,
    ) -> Result<(), EngineError> {
        let mut witness = self.witness(store, channel, row, None)?;
        (witness.change, witness.left_out) = (aside.map(|_| 0), aside.map(|_| Vec::new()));
        session.write(move |writing| {
            if let Some((last, entry)) = aside {
                writing.set_parties_aside(last, entry)?;
            }
            Ok(writing.set_witness(&witness)?)
        })
    }

    /// Whether the store ever took over what channels know.
    pub(in crate::engine) fn has_taken_over(&self) -> bool {
        !self.course.restorations.is_empty() || self.course.has_claimed
    }

    /// Whether all that a channel knows is part of this store's trail.
    fn is_part_of_trail(&self, store: &Store, sighting: &ChannelSighting) -> Result<bool, EngineError> {
        for witness in &sighting.witnesses {
            let Some(state) = witness.state.as_ref().filter(|_| witness.store == self.course.store) else {
                return Ok(false);
            };
            if store.trail_entry(state.entry)?.is_none_or(|(hash, _)| hash != state.hash) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns what a channel is to know about its headquarters now. `taken` is the highest counter of its customers' table
    /// that the P-job may take; `None` leaves it as it is.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn witness(
        &self,
        store: &Store,
        channel: &ChannelConfig,
        row: &ChannelRow,
        taken: Option<Counter>,
    ) -> Result<NewWitness, EngineError> {
        let store = store.snapshot()?;
        let end = store.last_entry_of_trail()?;
        let state = WitnessedState {
            channel: channel.id,
            entry: end.id,
            hash: hex(&end.hash),
            restored: self.course.restored().to_owned(),
            at: store.now(),
            accounts: store.last_account_number(row.company)?,
            taken,
        };
        Ok(NewWitness { store: self.course.store.clone(), change: None, state, left_out: None })
    }

    /// Whether something has happened that a channel does not know, or it knows nothing of its headquarters yet.
    ///
    /// # Errors
    /// Those of the store.
    pub(in crate::engine) fn is_outdated(
        &mut self,
        store: &Store,
        contact: &ChannelContact,
    ) -> Result<bool, EngineError> {
        let Some(known) = contact.known_entry else { return Ok(true) };
        Ok(known < self.last_eventful_entry(store)?)
    }

    /// Returns the last entry that says more than that runs came and went. What was looked through is remembered.
    fn last_eventful_entry(&mut self, store: &Store) -> Result<i64, EngineError> {
        let store = store.snapshot()?;
        let (looked_through, last) = self.eventful;
        let last = store.last_eventful_entry(looked_through)?.unwrap_or(last);
        self.eventful = (store.last_entry_of_trail()?.id, last);
        Ok(last)
    }
}

impl ChannelContact {
    /// Whether the channel knows nothing of its headquarters yet.
    pub(in crate::engine) fn is_first(&self) -> bool {
        self.known_entry.is_none()
    }

    /// Whether the channel knew of an entry of the trail before this contact: it is no older copy.
    pub(in crate::engine) fn knew_entry(&self, entry: i64) -> bool {
        self.knew.is_some_and(|knew| knew >= entry)
    }

    fn of(row: ChannelRow, witness: Option<&ChannelWitness>) -> Self {
        let state = witness.and_then(|witness| witness.state.as_ref());
        Self {
            row,
            received: witness.map_or(0, |witness| witness.change),
            left_out: witness.map(|witness| witness.left_out.clone()).unwrap_or_default(),
            known_entry: state.map(|state| state.entry),
            knew: state.map(|state| state.entry),
        }
    }
}

/// Returns the fault of a channel whose file is that of others too.
pub(super) fn same_file(others: &[&str]) -> ChannelFault {
    let others: Vec<_> = others.iter().map(|name| format!("`{name}`")).collect();
    ChannelFault::SameFile { others: others.join(", ") }
}

/// Makes a channel known to the store at its first contact.
///
/// # Errors
/// Those of the store.
pub(in crate::engine) fn register(
    store: &mut Store,
    channel: &ChannelConfig,
    author: &Author,
) -> Result<ChannelRow, EngineError> {
    let transaction = store.begin(author)?;
    transaction.register_channel(channel.id, &channel.name, &channel.company)?;
    let rows = transaction.channels()?;
    transaction.commit()?;
    let row = rows.into_iter().find(|row| row.origin == channel.id);
    Ok(row.ok_or_else(|| StoreError::Damaged(format!("channel `{}` is not registered", channel.name)))?)
}
