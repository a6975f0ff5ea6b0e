//! Channel databases: where operations come from and accounts go to.
//!
//! This module alone speaks to them. The contract of their tables is `schema.sql`.

mod database;
mod download;
mod error;

use std::path::Path;

pub(crate) use database::{Database, Writing, create};
pub(crate) use download::{DownloadRecord, Targets};
pub(crate) use error::{ChannelError, Fault};

use crate::config::{ChannelConfig, Source};

/// Opens the database of a configured channel.
///
/// # Errors
/// Says what is wrong with its file, and whether trying again can help.
pub(crate) fn open(config: &ChannelConfig) -> Result<Database, ChannelError> {
    match &config.source {
        Source::Database(path) => Database::open(path),
        Source::Folder(path) => Err(ChannelError::new(path, Fault::FolderUnsupported)),
    }
}

/// What reading or writing a channel gives.
type Result<T, E = ChannelError> = std::result::Result<T, E>;

/// The path of a channel as messages show it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
