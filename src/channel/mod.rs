//! Channel databases: where operations come from and accounts go to.
//!
//! This module alone speaks to them. The contract of their tables is `schema.sql`.

mod contract;
mod customer_writing;
mod database;
mod error;
mod writing;

pub(crate) use contract::DownloadRecord;
pub(crate) use customer_writing::DownloadTargets;
pub(crate) use database::{Database, create};
pub(crate) use error::{ChannelError, ChannelFault};
pub(crate) use writing::Writing;

use self::error::ChannelPlace;
use crate::config::{ChannelConfig, ChannelSource};

/// Opens the database of a configured channel.
///
/// # Errors
/// Says what is wrong with its file, and whether trying again can help.
pub(crate) fn open(config: &ChannelConfig) -> Result<Database, ChannelError> {
    match &config.source {
        ChannelSource::Database(path) => Database::open(ChannelPlace::new(&config.name, path)),
        ChannelSource::Folder(path) => {
            Err(ChannelPlace::new(&config.name, path).error(ChannelFault::FolderUnsupported))
        }
    }
}
