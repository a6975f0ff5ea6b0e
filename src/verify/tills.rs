//! Channels as witnesses: what each knows of the store's trail, and whether it still has the accounts that headquarters gave.

use std::collections::{HashMap, HashSet};

use super::breach::{BreachKind, BreachPlace};
use super::verification::{UnaskedChannel, Verification};
use crate::channel::{ChannelSession, ChannelWitness, SessionError, TimeLimits, WitnessedState};
use crate::config::{ChannelConfig, Config};
use crate::model::{JobFailure, KnownAccount, hex};
use crate::stop::Stop;
use crate::store::{ChannelRow, GivenAccount, Restoration, Result, Store, StoreError};

/// How many accounts are read at a time.
const PAGE: usize = 2_000;

/// The most accounts of a channel that are reported one by one.
const MOST_FINDINGS: usize = 1_000;

/// The channels that are to be asked.
pub(crate) struct AskedChannels<'c> {
    limits: TimeLimits,
    stop: &'c Stop,
    /// What each said of the store before the store was read.
    answers: Vec<(&'c ChannelConfig, Answer)>,
}

/// What a channel says of the stores that it knows, or why it could not be asked.
type Answer = std::result::Result<Vec<ChannelWitness>, SessionError>;

impl<'c> AskedChannels<'c> {
    /// Asks all configured channels. The store is to be read afterwards: a run may go on meanwhile.
    pub(crate) fn ask(config: &'c Config, stop: &'c Stop) -> Self {
        let limits = TimeLimits::of(config.jobs.channel_timeout).sharing_locks(config.channels.len());
        let answers = config.channels.iter().map(|channel| (channel, witnesses(channel, limits, stop))).collect();
        Self { limits, stop, answers }
    }
}

fn witnesses(channel: &ChannelConfig, limits: TimeLimits, stop: &Stop) -> Answer {
    ChannelSession::open(channel, limits, stop)?.read(|database| Ok(database.witnesses()?))
}

/// Why a channel could not be asked, or the store not be read.
enum TillError {
    Store(StoreError),
    Session(SessionError),
    /// A run wrote to the channel meanwhile.
    Written,
}

impl From<StoreError> for TillError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SessionError> for TillError {
    fn from(error: SessionError) -> Self {
        Self::Session(error)
    }
}

/// Holds what channels know against the trail and the customers.
pub(super) fn check_tills(v: &mut Verification<'_>, asked: AskedChannels<'_>) -> Result<()> {
    let known = KnownStore::read(v.store)?;
    let AskedChannels { limits, stop, answers } = asked;
    for (channel, answer) in answers {
        let check = |v: &mut Verification<'_>| -> std::result::Result<(), TillError> {
            let witnesses = answer?;
            check_witnesses(v, &known, channel, &witnesses)?;
            check_accounts(v, &known, channel, &witnesses, (limits, stop))
        };
        let failure = match check(v) {
            Ok(()) => {
                v.summary.channels += 1;
                continue;
            }
            Err(TillError::Written) => None,
            Err(TillError::Session(SessionError::Channel(error))) => Some(JobFailure::from(&error)),
            Err(TillError::Session(SessionError::Interrupted(signal))) => return Err(StoreError::Interrupted(signal)),
            Err(TillError::Session(error @ SessionError::Panicked(_))) => Some(JobFailure::Sentence(error.to_string())),
            Err(TillError::Store(error)) => return Err(error),
        };
        v.summary.unasked.push(UnaskedChannel { name: channel.name.clone(), failure });
    }
    Ok(())
}

/// What the store says about itself and its channels.
struct KnownStore {
    identity: String,
    last_entry: i64,
    last_change: i64,
    restorations: Vec<Restoration>,
    channels: HashMap<i64, ChannelRow>,
}

impl KnownStore {
    fn read(store: &Store) -> Result<Self> {
        Ok(Self {
            identity: store.identity()?,
            last_entry: store.last_entry_number()?,
            last_change: store.last_change()?,
            // An entry that cannot be read is reported with the chain.
            restorations: store.restorations().unwrap_or_default(),
            channels: store.channels_by_origin()?,
        })
    }

    /// Returns when a person accepted that the store takes the place of another one.
    fn replacement_of(&self, store: &str) -> Option<&Restoration> {
        self.restorations.iter().find(|restoration| restoration.replaces(store))
    }

    /// Returns when a person accepted that the store was put back to before what a channel knows. The channel says which of these
    /// times it knew already.
    fn giving_up(&self, state: &WitnessedState) -> Option<&Restoration> {
        let known = match self.restorations.iter().position(|restoration| restoration.hash == state.restored) {
            Some(at) => at + 1,
            None if state.restored.is_empty() => 0,
            None => return None,
        };
        let gave_up = |restoration: &&Restoration| {
            restoration.gave_up(state.entry) && restoration.is_known(state.at, state.entry, &state.hash)
        };
        self.restorations.iter().skip(known).find(gave_up)
    }
}

/// Checks that a channel knows this store alone, as the channel that it is, and no entry that the trail does not have.
fn check_witnesses(
    v: &mut Verification<'_>,
    known: &KnownStore,
    channel: &ChannelConfig,
    witnesses: &[ChannelWitness],
) -> Result<()> {
    let place = || BreachPlace::Channel(channel.name.clone());
    for witness in witnesses {
        if witness.store != known.identity {
            match known.replacement_of(&witness.store) {
                Some(restoration) => v.excuse(restoration),
                None => v.found(place(), BreachKind::WitnessForeign, &witness.store),
            }
            continue;
        }
        let Some(state) = &witness.state else {
            if witness.change > known.last_change {
                match known.restorations.last() {
                    Some(restoration) => v.excuse(restoration),
                    None => v.differs(place(), BreachKind::Downloaded, &witness.change, &known.last_change),
                }
            }
            continue;
        };
        if state.channel != channel.id {
            v.differs(place(), BreachKind::WitnessId, &state.channel, &channel.id);
        }
        let hash = v.store.entry_hash(state.entry)?;
        if hash.is_some_and(|hash| hex(&hash) == state.hash) {
            continue;
        }
        if let Some(restoration) = known.giving_up(state) {
            v.excuse(restoration);
            continue;
        }
        let is_ahead = state.entry > known.last_entry;
        let kind = if is_ahead { BreachKind::WitnessAhead } else { BreachKind::WitnessDiffers };
        v.differs(place(), kind, &state.entry, &state.hash);
    }
    Ok(())
}

/// Checks that a channel has the accounts that headquarters gave to the customers whom it received, and to nobody else.
fn check_accounts(
    v: &mut Verification<'_>,
    known: &KnownStore,
    channel: &ChannelConfig,
    before: &[ChannelWitness],
    (limits, stop): (TimeLimits, &Stop),
) -> std::result::Result<(), TillError> {
    let ours = before.iter().find(|witness| witness.store == known.identity);
    let (Some(row), Some(ours)) = (known.channels.get(&channel.id), ours) else { return Ok(()) };
    let session = ChannelSession::open(channel, limits, stop)?;
    let mut till =
        TillAccounts { store: v.store, session: &session, row, ours, found: 0, findings: Findings::default() };
    till.compare()?;
    till.find_missing()?;
    let findings = till.findings;
    // What a run changed while the accounts were read is no breach.
    if session.read(|database| Ok::<_, SessionError>(database.witnesses()?))? != before {
        return Err(TillError::Written);
    }
    findings.report(v, &channel.name);
    Ok(())
}

/// The accounts of a channel, compared with those that headquarters gave.
struct TillAccounts<'t> {
    store: &'t Store,
    session: &'t ChannelSession,
    row: &'t ChannelRow,
    ours: &'t ChannelWitness,
    /// How many of the customers whom it received have their account in it.
    found: u64,
    findings: Findings,
}

impl TillAccounts<'_> {
    /// Compares all accounts of the channel that belong to a GUID.
    fn compare(&mut self) -> std::result::Result<(), TillError> {
        let mut after = None;
        loop {
            let (company, from) = (self.row.company_code.clone(), after.take());
            let page = self
                .session
                .read(move |database| Ok::<_, SessionError>(database.downloaded_accounts(&company, from, PAGE)?))?;
            for account in &page.accounts {
                self.compare_account(account)?;
            }
            match page.end {
                Some(end) => after = Some(end),
                None => return Ok(()),
            }
        }
    }

    fn compare_account(&mut self, in_till: &KnownAccount) -> Result<()> {
        let company = self.row.company;
        match self.store.given_account(company, in_till.guid)? {
            Some(given) if given.account == in_till.account => self.found += u64::from(self.has_received(&given)),
            Some(given) => self.findings.differs(in_till, &given.account),
            None => match self.store.customer_by_account(company, &in_till.account)? {
                // One without a GUID is known by its account.
                Some(customer) if !customer.async_account.is_empty() => self.findings.taken(in_till),
                // Headquarters knows neither: it is the channel's own.
                Some(_) | None => {}
            },
        }
        Ok(())
    }

    fn has_received(&self, given: &GivenAccount) -> bool {
        given.changed <= self.ours.change && !self.ours.left_out.contains(&given.customer)
    }

    /// Looks for the customers whom the channel received and does not have.
    fn find_missing(&mut self) -> std::result::Result<(), TillError> {
        let (company, change) = (self.row.company, self.ours.change);
        let mut expected = 0;
        let mut after = 0;
        loop {
            // First they are only counted: nearly always all are there.
            let page = self.store.given_accounts(company, (after, change), PAGE)?;
            expected += page.iter().filter(|given| self.has_received(given)).count() as u64;
            match page.last() {
                Some(last) => after = last.changed,
                None => break,
            }
        }
        let mut after = 0;
        while self.found < expected {
            let mut page = self.store.given_accounts(company, (after, change), PAGE)?;
            let Some(last) = page.last() else { break };
            after = last.changed;
            page.retain(|given| self.has_received(given));
            let (code, accounts) =
                (self.row.company_code.clone(), page.iter().map(|given| given.account.clone()).collect());
            let lacking: HashSet<String> = self
                .session
                .read(move |database| Ok::<_, SessionError>(database.lacking_accounts(&code, accounts)?))?;
            for given in page.into_iter().filter(|given| lacking.contains(&given.account)) {
                self.findings.lacks(given);
            }
        }
        Ok(())
    }
}

/// What is wrong with the accounts of a channel: the first findings, and how many there are.
#[derive(Default)]
struct Findings {
    first: Vec<(String, BreachKind, String, String)>,
    more: u64,
}

impl Findings {
    fn differs(&mut self, in_till: &KnownAccount, given: &str) {
        self.add((in_till.guid.to_string(), BreachKind::TillAccount, in_till.account.clone(), given.to_owned()));
    }

    fn taken(&mut self, in_till: &KnownAccount) {
        self.add((in_till.guid.to_string(), BreachKind::TillTaken, in_till.account.clone(), String::new()));
    }

    fn lacks(&mut self, given: GivenAccount) {
        self.add((given.async_account, BreachKind::TillMissing, given.account, String::new()));
    }

    fn add(&mut self, finding: (String, BreachKind, String, String)) {
        if self.first.len() < MOST_FINDINGS { self.first.push(finding) } else { self.more += 1 }
    }

    fn report(self, v: &mut Verification<'_>, channel: &str) {
        for (customer, kind, found, expected) in self.first {
            let place = BreachPlace::ChannelCustomer { channel: channel.to_owned(), customer };
            v.differs(place, kind, &found, &expected);
        }
        if self.more > 0 {
            v.found(BreachPlace::Channel(channel.to_owned()), BreachKind::TillMore, &self.more);
        }
    }
}
