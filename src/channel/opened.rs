//! An open channel of any kind, and what the jobs ask of it.
//!
//! Whatever a channel is, it shows its tables as a database: its own, or a mirror of what it has shown otherwise. What comes into a
//! mirror and goes out of it is the business of the channel's kind. A new kind is a file, and an arm of each `match` here.

use std::sync::Arc;
use std::time::Duration;

use super::control::Control;
use super::database::ChannelDatabase;
use super::error::{ChannelPlace, Result};
use super::folder::{FolderChannel, FolderInspection, IntakeResult, PackageRequest};
use super::writing::Writing;
use crate::config::{ChannelConfig, ChannelSource};
use crate::model::ValueLimit;

/// An open channel.
pub(crate) enum Channel {
    Database(ChannelDatabase),
    Folder(Box<FolderChannel>),
}

impl Channel {
    /// Opens a configured channel; each statement waits for the channel's own programs as long as `lock`.
    pub(super) fn open(config: &ChannelConfig, lock: Duration, control: Arc<Control>) -> Result<Self> {
        match &config.source {
            ChannelSource::Database(path) => {
                let place = ChannelPlace::new(&config.name, path);
                ChannelDatabase::open(place, config.zone, lock, control).map(Self::Database)
            }
            ChannelSource::Folder(folder) => {
                let folder = FolderChannel::open(config, folder, lock, control)?;
                Ok(Self::Folder(Box::new(folder)))
            }
        }
    }

    /// The channel's tables.
    pub(super) fn tables(&self) -> &ChannelDatabase {
        match self {
            Self::Database(database) => database,
            Self::Folder(folder) => folder.tables(),
        }
    }

    /// Sets how much is kept of the rows that are read.
    pub(super) fn limit_values(&mut self, limit: ValueLimit) {
        match self {
            Self::Database(database) => database.limit_values(limit),
            Self::Folder(folder) => folder.limit_values(limit),
        }
    }

    /// Begins a transaction that writes to the channel's tables.
    pub(super) fn begin(&mut self) -> Result<Writing<'_>> {
        match self {
            Self::Database(database) => database.begin(),
            Self::Folder(folder) => folder.begin(),
        }
    }

    /// Takes some of what the channel has shown since the last time into its tables; returns how many rows, or `None` once there is
    /// no more. A rehearsal changes nothing that lasts.
    pub(super) fn take_in(&mut self, rehearses: bool) -> Result<Option<u64>> {
        match self {
            Self::Database(_) => Ok(None),
            Self::Folder(folder) => folder.take_in(rehearses),
        }
    }

    /// Ends the taking in, and returns what became of it; `is_stored` if headquarters has all rows now.
    pub(super) fn end_intake(&mut self, is_stored: bool) -> Result<IntakeResult> {
        match self {
            Self::Database(_) => Ok(IntakeResult::default()),
            Self::Folder(folder) => folder.end_intake(is_stored),
        }
    }

    /// Hands over some of what was written since the last time; returns whether there is more.
    pub(super) fn hand_over(&mut self, request: &PackageRequest) -> Result<bool> {
        match self {
            Self::Database(_) => Ok(false),
            Self::Folder(folder) => folder.pack(request),
        }
    }

    /// Forgets the rows that the channel has shown, if its tables are a mirror.
    pub(super) fn forget_rows(&mut self, rehearses: bool) -> Result<()> {
        match self {
            Self::Database(_) => Ok(()),
            Self::Folder(folder) => folder.forget_rows(rehearses),
        }
    }

    /// Looks at what the channel would show, without taking it in; `None` for a database.
    pub(super) fn inspect(&self) -> Result<Option<FolderInspection>> {
        match self {
            Self::Database(_) => Ok(None),
            Self::Folder(folder) => folder.inspect().map(Some),
        }
    }
}
