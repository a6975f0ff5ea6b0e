//! Looking at what waits in a folder, without taking anything in.

use std::collections::BTreeSet;
use std::fs;

use super::drop_folder::DropFolder;
use super::file_problem::{FileProblem, IntakeError};
use super::intake::FileIntake;
use super::waiting::{FileState, FolderContent, OtherFile, REASON, WaitingFile};
use crate::channel::database::ChannelDatabase;
use crate::channel::error::Result;
use crate::config::FolderConfig;
use crate::exports::ExportForm;
use crate::i18n::Phrase;

/// What waits in a folder.
#[derive(Debug)]
pub(crate) struct FolderInspection {
    /// Whether files can be moved and packages written there.
    pub(crate) is_writable: bool,
    /// In the order in which they are taken in.
    pub(crate) files: Vec<FileInspection>,
    /// The names of files that are still being written.
    pub(crate) unfinished: Vec<String>,
    /// Files that are no upload table's, and what has the name of one but is no file.
    pub(crate) others: Vec<OtherFile>,
    /// How many files could not be read before.
    pub(crate) failed: u64,
}

/// What a file was recognized as.
#[derive(Debug)]
pub(crate) struct FileInspection {
    pub(crate) name: String,
    pub(crate) table: &'static str,
    pub(crate) bytes: u64,
    /// `None` if it cannot be recognized.
    pub(crate) form: Option<ExportForm>,
    /// Rows that can be read.
    pub(crate) rows: u64,
    /// Lines that are no rows.
    pub(crate) bad_lines: u64,
    /// The number of the first of those, and what is wrong with it.
    pub(crate) first_bad: Option<(u64, Phrase)>,
    /// Why the file would not be taken in.
    pub(crate) problem: Option<FileProblem>,
}

/// Looks at what waits in a folder of a channel with that `ORIGINATINGCHANNEL`; `mirror` is one that nobody else uses.
pub(super) fn inspect(
    folder: &DropFolder,
    config: &FolderConfig,
    channel: i64,
    mirror: &ChannelDatabase,
) -> Result<FolderInspection> {
    let content = FolderContent::read(folder, config.settle)?;
    let inspect = |file: &WaitingFile| inspect_file(file, folder, config, (channel, mirror));
    Ok(FolderInspection {
        is_writable: tempfile::tempfile_in(folder.path()).is_ok(),
        files: content.files.iter().map(inspect).collect::<Result<_>>()?,
        unfinished: content.unfinished,
        others: content.others,
        failed: refused_files(folder),
    })
}

/// Returns how many files could not be read: each has a text beside it that says why.
fn refused_files(folder: &DropFolder) -> u64 {
    let Ok(entries) = fs::read_dir(folder.failed()) else { return 0 };
    let names: BTreeSet<_> =
        entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect();
    names.iter().filter(|name| names.contains(&format!("{name}{REASON}"))).count() as u64
}

fn inspect_file(
    file: &WaitingFile,
    folder: &DropFolder,
    config: &FolderConfig,
    (channel, mirror): (i64, &ChannelDatabase),
) -> Result<FileInspection> {
    let mut inspection = FileInspection {
        name: file.name.clone(),
        table: file.kind.table(),
        bytes: file.bytes,
        form: None,
        rows: 0,
        bad_lines: 0,
        first_bad: None,
        problem: None,
    };
    let state = FileState::of(&file.path).map_err(|error| folder.error_at(&file.path, &error))?;
    // Each file is looked at for itself: exports overlap.
    mirror.sqlite(mirror.connection.execute_batch("BEGIN"))?;
    let read = FileIntake::open(config, channel, mirror, file.clone(), state)
        .and_then(|mut intake| read(&mut intake, mirror, &mut inspection));
    mirror.sqlite(mirror.connection.execute_batch("ROLLBACK"))?;
    match read {
        Err(IntakeError::Channel(error)) => Err(error),
        Err(IntakeError::File(problem)) => Ok(FileInspection { problem: Some(problem), ..inspection }),
        Ok(()) => Ok(inspection),
    }
}

/// Reads a file to its end, as far as it can be.
fn read(intake: &mut FileIntake, mirror: &ChannelDatabase, inspection: &mut FileInspection) -> Result<(), IntakeError> {
    inspection.form = Some(intake.form().clone());
    let ended = loop {
        match intake.take_some(mirror) {
            Ok((_, true)) => {}
            Ok((_, false)) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    inspection.rows = intake.row_count();
    inspection.bad_lines = intake.bad_lines;
    inspection.first_bad = intake.first_bad.take();
    ended?;
    intake.take_interruption().map_or(Ok(()), |fault| Err(fault.into()))
}
