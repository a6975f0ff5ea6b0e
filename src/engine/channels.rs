//! The channels: how far each has been read, and creating a channel's database.

use std::path::{Path, PathBuf};

use super::error::EngineError;
use crate::channel;
use crate::config::{ChannelConfig, ChannelSource, Config};
use crate::model::{Counter, JobFailure, RecordKind, Timestamp, UnreadTables};
use crate::stop::Stop;
use crate::store::{ChannelRow, Gap, Store};

/// A configured channel and what the store knows about it.
#[derive(Debug)]
pub(crate) struct ChannelOverview {
    pub(crate) name: String,
    /// `ORIGINATINGCHANNEL`.
    pub(crate) id: i64,
    /// Code of its company.
    pub(crate) company: String,
    /// Its database, or its folder of exported tables.
    /// Whether it is a folder of exported tables instead of a database.
    pub(crate) is_folder: bool,
    pub(crate) path: PathBuf,
    /// `None` before the first run.
    pub(crate) progress: Option<ChannelProgress>,
}

/// What the store knows about a channel.
#[derive(Debug)]
pub(crate) struct ChannelProgress {
    /// When a job last reached it.
    pub(crate) contacted: Option<Timestamp>,
    /// Why the last job that tried could not reach it.
    pub(crate) failure: Option<JobFailure>,
    /// Its older upload tables that have rows, when the P-job last looked.
    pub(crate) unread: UnreadTables,
    /// The last counter that was read of each upload table.
    pub(crate) bookmarks: Vec<(RecordKind, Counter)>,
    /// Its operations in the store.
    pub(crate) operations: u64,
    /// The number of its present database: the second after the first reset.
    pub(crate) epoch: i64,
    /// How many counters below the bookmarks no row had.
    pub(crate) missing: u64,
    /// Customers that changed since the channel's last download.
    pub(crate) behind: u64,
}

/// Returns the configured channels with what the store knows about them, if there is a store.
///
/// # Errors
/// Those of the store.
pub(crate) fn list_channels(config: &Config, store: Option<&Store>) -> Result<Vec<ChannelOverview>, EngineError> {
    let snapshot = store.map(Store::snapshot).transpose()?;
    config.channels.iter().map(|channel| ChannelOverview::read(channel, snapshot.as_deref())).collect()
}

/// Returns the configured channel with a name, in any case, and what the store knows about it, if there is a store.
///
/// # Errors
/// There is no such channel; those of the store.
pub(crate) fn channel_overview(
    config: &Config,
    store: Option<&Store>,
    name: &str,
) -> Result<ChannelOverview, EngineError> {
    let snapshot = store.map(Store::snapshot).transpose()?;
    ChannelOverview::read(configured_channel(config, name)?, snapshot.as_deref())
}

impl ChannelOverview {
    fn read(channel: &ChannelConfig, store: Option<&Store>) -> Result<Self, EngineError> {
        let rows = store.map(Store::channels).transpose()?.unwrap_or_default();
        let row = rows.iter().find(|row| row.origin == channel.id);
        let progress = row.zip(store).map(|(row, store)| ChannelProgress::read(store, row)).transpose()?;
        Ok(Self {
            name: channel.name.clone(),
            id: channel.id,
            company: channel.company.clone(),
            is_folder: matches!(channel.source, ChannelSource::Folder(_)),
            path: channel.source.path().to_owned(),
            progress,
        })
    }
}

impl ChannelProgress {
    fn read(store: &Store, row: &ChannelRow) -> Result<Self, EngineError> {
        let mut bookmarks = Vec::new();
        let mut missing = 0_u64;
        for (kind, read) in store.bookmarks(row.key)? {
            missing = missing.saturating_add(missing_in(&read.gaps));
            bookmarks.extend(read.counter.map(|counter| (kind, counter)));
        }
        Ok(Self {
            contacted: row.contacted,
            failure: row.failure.clone(),
            unread: row.unread.clone(),
            operations: row.operations,
            epoch: row.epoch,
            bookmarks,
            missing,
            behind: store.count_changed_customers(row.company, row.downloaded)?,
        })
    }
}

/// Returns how many counters below the bookmarks of a channel no row had.
///
/// # Errors
/// Those of the store.
pub(super) fn missing_counters_of(store: &Store, row: &ChannelRow) -> Result<u64, EngineError> {
    let bookmarks = store.bookmarks(row.key)?;
    Ok(bookmarks.iter().map(|(_, read)| missing_in(&read.gaps)).fold(0, u64::saturating_add))
}

/// Returns how many counters are in gaps.
fn missing_in(gaps: &[Gap]) -> u64 {
    gaps.iter().map(missing_counters).fold(0, u64::saturating_add)
}

/// What lies before the first row was never missed.
fn missing_counters(gap: &Gap) -> u64 {
    if gap.first.0 > 0 { gap.last.0.abs_diff(gap.first.0).saturating_add(1) } else { 0 }
}

/// Creates the empty database of a channel, or its folder, and returns its path.
///
/// # Errors
/// It cannot be created within the time limit of channels; a database must not exist.
pub(crate) fn create_channel<'c>(
    config: &Config,
    channel: &'c ChannelConfig,
    stop: &Stop,
) -> Result<&'c Path, EngineError> {
    channel::create(channel, config.jobs.channel_timeout, stop)?;
    Ok(channel.source.path())
}

/// Finds a configured channel by its name, in any case.
///
/// # Errors
/// There is no such channel; the error lists those that exist.
pub(crate) fn configured_channel<'c>(config: &'c Config, name: &str) -> Result<&'c ChannelConfig, EngineError> {
    find_channel(&config.channels, |channel| channel.name.as_str(), name)
}

/// Finds a channel by its name, in any case.
///
/// # Errors
/// There is no such channel; the error lists those that exist.
pub(super) fn find_channel<'c, C>(
    channels: &'c [C],
    name_of: impl Fn(&C) -> &str,
    name: &str,
) -> Result<&'c C, EngineError> {
    let wanted = name.to_lowercase();
    channels.iter().find(|channel| name_of(channel).to_lowercase() == wanted).ok_or_else(|| {
        let known = channels.iter().map(|channel| name_of(channel).to_owned()).collect();
        EngineError::NoChannel { name: name.to_owned(), known }
    })
}
