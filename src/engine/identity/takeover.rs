//! Taking over what a channel knows that was not heard since the store was put back or made anew: the accounts of its
//! customers, and how far the number sequence went.

use std::collections::HashMap;

use uuid::Uuid;

use super::course::entry_of;
use super::sighting::ChannelSighting;
use crate::channel::{ChannelSession, ChannelWitness};
use crate::config::{ChannelConfig, Config};
use crate::engine::error::EngineError;
use crate::model::KnownAccount;
use crate::store::{ChannelRow, Store, Transaction};
use crate::trail::{Author, HeardDetails};

/// A channel whose knowledge is taken over.
pub(in crate::engine) struct Takeover<'a> {
    pub(in crate::engine) config: &'a Config,
    pub(in crate::engine) channel: &'a ChannelConfig,
    pub(in crate::engine) row: &'a ChannelRow,
    pub(in crate::engine) session: &'a ChannelSession,
    pub(in crate::engine) sighting: &'a ChannelSighting,
    /// Whether the channel has received what the store does not know, so that it gets every customer anew.
    pub(in crate::engine) is_ahead: bool,
}

impl Takeover<'_> {
    /// Reserves the accounts that the channel knows, and lets `note` say so in the trail. Nothing of it happens twice.
    ///
    /// # Errors
    /// Those of the store and of the channel.
    pub(in crate::engine) fn take(
        &self,
        store: &mut Store,
        author: &Author,
        note: impl FnOnce(&Transaction<'_>, &HeardDetails),
    ) -> Result<HeardDetails, EngineError> {
        let mut uploaded = self.uploaded()?;
        let mut highest = self.witnessed_number();
        let mut reserved = self.reserve_downloaded(store, author, |accounts| {
            for known in &accounts {
                uploaded.remove(&known.guid);
            }
            highest = highest.max(self.highest_number(&accounts));
            accounts
        })?;
        let uploaded: Vec<_> = uploaded.into_values().flatten().collect();
        highest = highest.max(self.highest_number(&uploaded));
        let transaction = store.begin(author)?;
        reserved += transaction.reserve(self.row, &uploaded)?;
        transaction.go_on_behind(self.row.company, &self.row.company_code, highest)?;
        if self.is_ahead {
            transaction.set_downloaded(self.row.key, 0)?;
        }
        let heard = self.heard(reserved);
        note(&transaction, &heard);
        transaction.commit()?;
        Ok(heard)
    }

    /// Reserves accounts of the customers whom the channel has received: those that `select` returns of each page. Returns how
    /// many are new.
    ///
    /// # Errors
    /// Those of the store and of the channel.
    pub(in crate::engine) fn reserve_downloaded(
        &self,
        store: &mut Store,
        author: &Author,
        mut select: impl FnMut(Vec<KnownAccount>) -> Vec<KnownAccount>,
    ) -> Result<u64, EngineError> {
        let (mut reserved, mut end) = (0, None);
        loop {
            let (company, limit) = (self.row.company_code.clone(), self.config.jobs.batch_size);
            let page = self
                .session
                .read(move |database| Ok::<_, EngineError>(database.downloaded_accounts(&company, end, limit)?))?;
            let accounts = select(page.accounts);
            let transaction = store.begin(author)?;
            reserved += transaction.reserve(self.row, &accounts)?;
            transaction.commit()?;
            end = page.end;
            if end.is_none() {
                return Ok(reserved);
            }
        }
    }

    /// Returns the accounts that rows name which the channel has uploaded or will upload, by their GUID.
    fn uploaded(&self) -> Result<HashMap<Uuid, Vec<KnownAccount>>, EngineError> {
        let company = self.row.company_code.clone();
        let known = self.session.read(move |database| Ok::<_, EngineError>(database.uploaded_accounts(&company)?))?;
        let mut by_guid: HashMap<Uuid, Vec<KnownAccount>> = HashMap::new();
        for account in known {
            by_guid.entry(account.guid).or_default().push(account);
        }
        Ok(by_guid)
    }

    /// Returns how far the number sequence went as the channel knows it; 0 if it does not say it, or names a number from which
    /// no account can be made.
    fn witnessed_number(&self) -> i64 {
        let states = self.sighting.witnesses.iter().filter_map(|witness| witness.state.as_ref());
        let company = self.config.company(&self.row.company_code);
        let is_number = |number: &i64| company.is_none_or(|company| company.number_sequence.account(*number).is_some());
        states.map(|state| state.accounts).filter(is_number).max().unwrap_or_default()
    }

    /// Returns the highest number of accounts that are of the company's pattern. A channel that says how far the sequence
    /// went knows better: any other account was not given by it.
    fn highest_number(&self, accounts: &[KnownAccount]) -> i64 {
        if self.sighting.witnesses.iter().any(|witness| witness.state.is_some()) {
            return 0;
        }
        let Some(company) = self.config.company(&self.row.company_code) else { return 0 };
        let numbers = accounts.iter().filter_map(|known| company.number_sequence.number(&known.account));
        numbers.max().unwrap_or_default()
    }

    /// Returns what the channel says, of which so many accounts were taken over.
    pub(in crate::engine) fn heard(&self, accounts: u64) -> HeardDetails {
        let witnesses = &self.sighting.witnesses;
        let last = witnesses.iter().max_by_key(|witness| entry_of(witness));
        let state = last.and_then(|witness| witness.state.as_ref());
        HeardDetails {
            channel: self.channel.name.clone(),
            number: self.row.key.0,
            stores: witnesses.iter().map(|ChannelWitness { store, .. }| store.clone()).collect(),
            entry: state.map(|state| state.entry),
            hash: state.map(|state| state.hash.clone()),
            taken: state.and_then(|state| state.taken).map(|counter| counter.0),
            accounts,
        }
    }
}
