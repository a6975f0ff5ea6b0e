//! The operations and customers of each channel, known to the store or only configured.

use std::collections::HashMap;

use crate::config::Config;
use crate::engine::channels::find_channel;
use crate::engine::error::EngineError;
use crate::model::{ChannelKey, JobFailure, State, Timestamp, UnreadTables};
use crate::store::{ChannelRow, Counts, Store, WaitingCustomer};

/// The operations and customers of one channel.
#[derive(Debug)]
pub(crate) struct ChannelStatus {
    pub(crate) name: String,
    /// The code of its company.
    pub(crate) company: String,
    /// `None` for a channel that no run has come to yet.
    pub(crate) row: Option<ChannelRow>,
    /// Whether the configuration still has it; true if there is no configuration.
    pub(crate) is_configured: bool,
    counts: Vec<Counts>,
    /// Customers that changed since the channel's last download.
    pub(crate) behind: u64,
    /// The customer who has been waiting longest for the result of their creation.
    pub(crate) waiting: Option<WaitingCustomer>,
}

impl ChannelStatus {
    /// Returns how many operations of the channel are in a state.
    pub(crate) fn count(&self, state: State) -> u64 {
        self.counts
            .iter()
            .filter(|counts| counts.state == state)
            .map(|counts| counts.count)
            .fold(0, u64::saturating_add)
    }

    /// Returns how many operations the channel has.
    pub(crate) fn total(&self) -> u64 {
        self.counts.iter().map(|counts| counts.count).fold(0, u64::saturating_add)
    }

    /// Returns the number of the channel in the store.
    pub(super) fn key(&self) -> Option<ChannelKey> {
        self.row.as_ref().map(|row| row.key)
    }

    /// Returns when a job last reached the channel.
    pub(crate) fn contacted(&self) -> Option<Timestamp> {
        self.row.as_ref()?.contacted
    }

    /// Returns the older upload tables of the channel that have rows; `None` if none has.
    pub(crate) fn unread(&self) -> Option<&UnreadTables> {
        self.row.as_ref().map(|row| &row.unread).filter(|tables| !tables.is_empty())
    }

    /// Returns why the last job that tried could not reach the channel.
    pub(crate) fn failure(&self) -> Option<&JobFailure> {
        self.row.as_ref()?.failure.as_ref()
    }
}

/// Reads the channels of the store, then those that are only configured; only those of the given names if there are any.
///
/// # Errors
/// There is no channel of a name, and those of the store.
pub(super) fn read_channels(
    store: &Store,
    config: Option<&Config>,
    names: &[String],
) -> Result<Vec<ChannelStatus>, EngineError> {
    let counts = store.counts()?;
    let mut waiting = store.oldest_waiting_customers(&counts)?;
    let rows = store.channels()?;
    let companies: HashMap<_, _> = rows.iter().map(|row| (row.company_code.clone(), row.company)).collect();
    let configured = config.map(|config| config.channels.as_slice()).unwrap_or_default();
    let unknown: Vec<_> = configured.iter().filter(|channel| rows.iter().all(|row| row.origin != channel.id)).collect();
    let mut channels = Vec::new();
    for row in rows {
        channels.push(ChannelStatus {
            name: row.name.clone(),
            company: row.company_code.clone(),
            is_configured: config.is_none() || configured.iter().any(|known| known.id == row.origin),
            counts: counts.iter().copied().filter(|counts| counts.channel == row.key).collect(),
            behind: store.count_changed_customers(row.company, row.downloaded)?,
            waiting: waiting.remove(&row.key),
            row: Some(row),
        });
    }
    for channel in unknown {
        // It will get every customer of its company.
        let company = companies.get(&channel.company);
        channels.push(ChannelStatus {
            name: channel.name.clone(),
            company: channel.company.clone(),
            row: None,
            is_configured: true,
            counts: Vec::new(),
            behind: company.map_or(Ok(0), |company| store.count_changed_customers(*company, 0))?,
            waiting: None,
        });
    }
    select(channels, names)
}

/// Returns the channels of these names, in any case; all if there are no names.
fn select(mut channels: Vec<ChannelStatus>, names: &[String]) -> Result<Vec<ChannelStatus>, EngineError> {
    if names.is_empty() {
        return Ok(channels);
    }
    for name in names {
        find_channel(&channels, |channel| channel.name.as_str(), name)?;
    }
    let is_named =
        |channel: &ChannelStatus| names.iter().any(|name| name.to_lowercase() == channel.name.to_lowercase());
    channels.retain(is_named);
    Ok(channels)
}
