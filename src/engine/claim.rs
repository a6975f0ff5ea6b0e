//! Making this store the headquarters of a channel that knew another one.

use super::error::EngineError;
use super::identity::{ChannelSighting, Identities, Sightings, Takeover, register};
use super::jobs::{GuardedStore, with_existing_store};
use crate::channel::{ChannelFault, ChannelSession, TimeLimits};
use crate::config::{ChannelConfig, Config};
use crate::model::{RecordKind, Timestamp};
use crate::stop::Stop;
use crate::store::Store;
use crate::trail::{Author, ClaimedDetails};

/// A channel that is to be claimed, and what decides about it.
#[derive(Clone, Copy)]
pub(crate) struct ClaimRequest<'a> {
    pub(crate) config: &'a Config,
    pub(crate) channel: &'a ChannelConfig,
    pub(crate) stop: &'a Stop,
}

/// What a channel has before it is claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimPreview {
    /// The identities of the stores that it knows, and when each of them last wrote to it, if that is known.
    pub(crate) stores: Vec<(String, Option<Timestamp>)>,
    /// The rows of its upload tables.
    pub(crate) rows: u64,
    /// The accounts of customers that it knows.
    pub(crate) accounts: u64,
}

/// A channel that may be claimed.
struct Claimable {
    session: ChannelSession,
    sighting: ChannelSighting,
    identities: Identities,
    preview: ClaimPreview,
}

/// Returns what a channel has that is to be claimed, without any change.
///
/// # Errors
/// The channel cannot be claimed.
pub(crate) fn preview_claim(store: &Store, request: ClaimRequest<'_>) -> Result<ClaimPreview, EngineError> {
    Ok(Claimable::open(store, request)?.preview)
}

/// Makes the store the only headquarters of a channel, under the run lock. The accounts that the channel knows are reserved
/// for their customers; returns how many. `actor` runs the program, `author` claims the channel.
///
/// # Errors
/// The channel cannot be claimed, or a run holds the lock.
pub(crate) fn claim_channel(
    file: &GuardedStore<'_>,
    actor: &str,
    author: &Author,
    request: ClaimRequest<'_>,
) -> Result<u64, EngineError> {
    with_existing_store(file, (actor, &author.actor), request.stop, |store| {
        Claimable::open(store, request)?.claim(store, author, request)
    })
}

impl Claimable {
    fn open(store: &Store, request: ClaimRequest<'_>) -> Result<Self, EngineError> {
        let ClaimRequest { config, channel, stop } = request;
        let all: Vec<_> = config.channels.iter().collect();
        let identities = Identities::around(store, Sightings::of(&all, config.jobs.channel_timeout, stop)?)?;
        let session = ChannelSession::open(channel, TimeLimits::of(config.jobs.channel_timeout), stop)?;
        let sighting = session.read(ChannelSighting::read_for_claim)?;
        let rows = session.read(|database| {
            let counts = RecordKind::ALL.iter().map(|kind| database.count_rows(kind.table()));
            Ok::<_, EngineError>(counts.sum::<Result<u64, _>>()?)
        })?;
        let accounts = session.read(|database| Ok::<_, EngineError>(database.count_rows("RETAILCUSTTABLE")?))?;
        let known = store.channels_by_origin()?;
        identities.check_claim(
            identities.comparison(store, config, &known),
            (channel, &session),
            &sighting,
            rows > 0,
        )?;
        let stores = sighting.stores();
        Ok(Self { session, sighting, identities, preview: ClaimPreview { stores, rows, accounts } })
    }

    fn claim(self, store: &mut Store, author: &Author, request: ClaimRequest<'_>) -> Result<u64, EngineError> {
        let ClaimRequest { config, channel, .. } = request;
        let row = match store.channels_by_origin()?.remove(&channel.id) {
            Some(row) => row,
            None => register(store, channel, author)?,
        };
        let takeover =
            Takeover { config, channel, row: &row, session: &self.session, sighting: &self.sighting, is_ahead: true };
        let heard = takeover.take(store, author, |transaction, heard| {
            transaction.note_claimed(&ClaimedDetails {
                channel: channel.name.clone(),
                number: row.key.0,
                stores: heard.stores.clone(),
                accounts: heard.accounts,
            });
        })?;
        let accounts = heard.accounts;
        // The party numbers of the channel are those of the store before.
        let aside = Some((0, store.last_entry_of_trail()?.id));
        self.identities.tell_anew(store, channel, &row, &self.session, aside)?;
        Ok(accounts)
    }
}

/// Checks that a channel's database is not another channel's, before it is taken for one that replaces its own.
///
/// # Errors
/// It is another channel's, another store's, or several channels'; or it knows more of the store than the store does.
pub(super) fn check_replacement(store: &Store, request: ClaimRequest<'_>) -> Result<(), EngineError> {
    let ClaimRequest { config, channel, stop } = request;
    let all: Vec<_> = config.channels.iter().collect();
    let identities = Identities::around(store, Sightings::of(&all, config.jobs.channel_timeout, stop)?)?;
    let known = store.channels_by_origin()?;
    let checked = ChannelSession::open(channel, TimeLimits::of(config.jobs.channel_timeout), stop)
        .map_err(EngineError::from)
        .and_then(|session| {
            let sighting = session.read(ChannelSighting::read_whole)?;
            identities.accept(identities.comparison(store, config, &known), channel, &session, &sighting)
        });
    match checked {
        Ok(_) => Ok(()),
        // What cannot be reached can be replaced all the same.
        Err(EngineError::Channel(error)) if !is_refusal(&error.fault) => Ok(()),
        Err(error) => Err(error),
    }
}

fn is_refusal(fault: &ChannelFault) -> bool {
    matches!(
        fault,
        ChannelFault::OtherStore { .. }
            | ChannelFault::OtherChannel { .. }
            | ChannelFault::SameFile { .. }
            | ChannelFault::WitnessUnreadable { .. }
    )
}
