//! Looking at what waits in a folder, without taking anything in.

use super::drop_folder::DropFolder;
use super::file_problem::FileProblem;
use super::intake::{check_columns, open_export};
use super::waiting::{FolderContent, WaitingFile};
use crate::channel::error::Result;
use crate::config::FolderConfig;
use crate::exports::{ExportEntry, ExportForm};

/// What waits in a folder.
#[derive(Debug)]
pub(crate) struct FolderInspection {
    /// Whether files can be moved and packages written there.
    pub(crate) is_writable: bool,
    /// In the order in which they are taken in.
    pub(crate) files: Vec<FileInspection>,
    /// The names of files that are still being written.
    pub(crate) unfinished: Vec<String>,
    /// The names of files that are no upload table's.
    pub(crate) others: Vec<String>,
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
    /// The number of the first of those.
    pub(crate) first_bad: Option<u64>,
    /// Why the file would not be taken in.
    pub(crate) problem: Option<FileProblem>,
}

/// Looks at what waits in a folder.
pub(super) fn inspect(folder: &DropFolder, config: &FolderConfig) -> Result<FolderInspection> {
    let content = FolderContent::read(folder, config.settle)?;
    let is_text = |name: &str| name.to_lowercase().ends_with(".txt");
    let failed = std::fs::read_dir(folder.failed()).map_or(0, |entries| {
        let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
        let names: Vec<_> = names.collect();
        // Each file has a text beside it that says why.
        names.iter().filter(|name| is_text(name) && names.iter().any(|file| format!("{file}.txt") == **name)).count()
    });
    Ok(FolderInspection {
        is_writable: tempfile::tempfile_in(folder.path()).is_ok(),
        files: content.files.iter().map(|file| inspect_file(file, config)).collect(),
        unfinished: content.unfinished,
        others: content.others,
        failed: failed as u64,
    })
}

fn inspect_file(file: &WaitingFile, config: &FolderConfig) -> FileInspection {
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
    inspection.problem = read(file, config, &mut inspection).err();
    inspection
}

/// Reads a file to its end, as far as it can be.
fn read(file: &WaitingFile, config: &FolderConfig, inspection: &mut FileInspection) -> Result<(), FileProblem> {
    let mut export = open_export(config, file)?;
    inspection.form = Some(export.form().clone());
    if !export.columns().is_empty() && !export.form().is_json() {
        check_columns(file.kind, export.columns())?;
    }
    while let Some(entry) = export.next()? {
        match entry {
            ExportEntry::Row { .. } => inspection.rows += 1,
            ExportEntry::Bad { line, .. } => {
                inspection.bad_lines += 1;
                inspection.first_bad.get_or_insert(line);
            }
        }
    }
    match export.take_interruption() {
        Some(fault) => Err(fault.into()),
        None => Ok(()),
    }
}
