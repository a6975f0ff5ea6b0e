//! Going on with a database that replaces a channel's.

use super::claim::{ClaimRequest, check_replacement};
use super::error::EngineError;
use super::jobs::{GuardedStore, KnownRows, count_known_rows, with_existing_store};
use crate::channel::{ChannelSession, TimeLimits};
use crate::model::JobFailure;
use crate::store::{ChannelRow, Store};
use crate::trail::Author;

/// What would come of the reset of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResetPreview {
    /// The number of the database that the channel would have: the second after the first reset.
    pub(crate) epoch: i64,
    /// The rows of each table of the database that has any; or why they cannot be read now, which keeps nobody from resetting the
    /// channel.
    pub(crate) tables: Result<Vec<KnownRows>, JobFailure>,
}

impl ResetPreview {
    /// Whether rows that were not uploaded before would change customers who have an account, or deactivate a record of theirs;
    /// or whether nobody knows.
    pub(crate) fn affects_customers(&self) -> bool {
        let affects = |table: &KnownRows| table.new.changing > 0 || table.new.deactivating > 0;
        self.tables.as_ref().map_or(true, |tables| tables.iter().any(affects))
    }
}

/// Returns what would come of the reset of a channel, without any change.
///
/// # Errors
/// The channel was never uploaded, its database is another channel's, or the program was asked to stop.
pub(crate) fn preview_reset(store: &Store, request: ClaimRequest<'_>) -> Result<ResetPreview, EngineError> {
    let row = uploaded_channel(store, request)?;
    check_replacement(store, request)?;
    let epoch = row.epoch.saturating_add(1);
    let ClaimRequest { config, channel, stop } = request;
    let counted = ChannelSession::open(channel, TimeLimits::of(config.jobs.channel_timeout), stop)
        .map_err(EngineError::from)
        .and_then(|session| {
            session.limit_values(config.jobs.max_value)?;
            if session.is_mirrored() {
                session.forget_rows(true)?;
                let mut steps = session.take_in(true)?;
                while steps.next()?.is_some() {}
            }
            count_known_rows(store, &ChannelRow { epoch, ..row }, &session, stop)
        });
    let tables = match counted {
        Err(EngineError::Channel(error)) => Err(JobFailure::from(&error)),
        counted => Ok(counted?),
    };
    Ok(ResetPreview { epoch, tables })
}

fn uploaded_channel(store: &Store, request: ClaimRequest<'_>) -> Result<ChannelRow, EngineError> {
    let row = store.channels_by_origin()?.remove(&request.channel.id);
    row.ok_or_else(|| EngineError::NeverUploaded { channel: request.channel.name.clone() })
}

/// Begins a new epoch of a channel whose database was replaced, under the run lock: a run at work would continue with the
/// bookmarks of the earlier epoch. Returns the number of the epoch. `actor` runs the program, `author` resets the channel.
///
/// # Errors
/// A run holds the lock, the channel was never uploaded, or its database is another channel's.
pub(crate) fn reset_channel(
    file: &GuardedStore<'_>,
    actor: &str,
    author: &Author,
    request: ClaimRequest<'_>,
) -> Result<i64, EngineError> {
    with_existing_store(file, (actor, &author.actor), request.stop, |store| {
        let row = uploaded_channel(store, request)?;
        check_replacement(store, request)?;
        let transaction = store.begin(author)?;
        let epoch = transaction.begin_epoch(&row)?;
        transaction.commit()?;
        // What cannot be reached now shows another row again, and can be reset once more.
        let ClaimRequest { config, channel, stop } = request;
        let limits = TimeLimits::of(config.jobs.channel_timeout);
        let _ = ChannelSession::open(channel, limits, stop).and_then(|session| session.forget_rows(false));
        Ok(epoch)
    })
}
