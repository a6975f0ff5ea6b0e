//! Looking whether a channel can be read and written, without taking anything in.

use std::path::PathBuf;
use std::time::Duration;

use super::error::EngineError;
use crate::channel::{ChannelDatabase, ChannelError, ChannelSession, FolderInspection, TimeLimits};
use crate::config::ChannelConfig;
use crate::model::{JobFailure, RecordKind};
use crate::stop::Stop;

/// How long a look may take: files are read to their end.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// What a look at a channel has found.
#[derive(Debug)]
pub(crate) struct ChannelCheck {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) content: CheckedContent,
}

/// What a channel has.
#[derive(Debug)]
pub(crate) enum CheckedContent {
    Database(CheckedDatabase),
    Folder(FolderInspection),
}

/// A channel database.
#[derive(Debug)]
pub(crate) struct CheckedDatabase {
    /// Why it cannot be written.
    pub(crate) unwritable: Option<JobFailure>,
    pub(crate) tables: Vec<CheckedTable>,
    /// Why customers cannot be downloaded to it.
    pub(crate) download: Option<JobFailure>,
}

/// An upload table.
#[derive(Debug)]
pub(crate) struct CheckedTable {
    pub(crate) name: &'static str,
    /// How many rows it has, or why it cannot be read.
    pub(crate) rows: Result<u64, JobFailure>,
}

impl ChannelCheck {
    /// Whether the channel is as it has to be.
    pub(crate) fn is_right(&self) -> bool {
        match &self.content {
            CheckedContent::Database(CheckedDatabase { unwritable, tables, download }) => {
                unwritable.is_none() && download.is_none() && tables.iter().all(|table| table.rows.is_ok())
            }
            CheckedContent::Folder(folder) => {
                let is_right = |file: &crate::channel::FileInspection| file.problem.is_none() && file.bad_lines == 0;
                let is_misnamed = folder.others.iter().any(|other| other.table.is_some());
                folder.is_writable && folder.failed == 0 && !is_misnamed && folder.files.iter().all(is_right)
            }
        }
    }
}

/// Looks at a channel.
///
/// # Errors
/// It cannot be opened, or the program was asked to stop.
pub(crate) fn check_channel(channel: &ChannelConfig, stop: &Stop) -> Result<ChannelCheck, EngineError> {
    let session = ChannelSession::open(channel, TimeLimits::of(LONGEST), stop)?;
    let content = match session.inspect()? {
        Some(folder) => CheckedContent::Folder(folder),
        None => {
            let written = session.write(|_| Ok::<_, EngineError>(()));
            let unwritable = match written {
                Err(EngineError::Channel(error)) => Some(JobFailure::from(&error)),
                written => written.map(|()| None)?,
            };
            let (tables, download) = session.read(|database| {
                let tables = RecordKind::ALL.into_iter().map(|kind| CheckedTable::read(database, kind)).collect();
                let download = database.targets().err().map(|error| JobFailure::from(&error));
                Ok::<_, EngineError>((tables, download))
            })?;
            CheckedContent::Database(CheckedDatabase { unwritable, tables, download })
        }
    };
    Ok(ChannelCheck { name: channel.name.clone(), path: channel.source.path().to_owned(), content })
}

impl CheckedTable {
    fn read(database: &ChannelDatabase, kind: RecordKind) -> Self {
        let read = || -> Result<u64, ChannelError> {
            database.upload_layout(kind)?;
            database.newest_counter(kind)?;
            database.count_rows(kind.table())
        };
        Self { name: kind.table(), rows: read().map_err(|error| JobFailure::from(&error)) }
    }
}
