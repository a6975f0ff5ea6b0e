//! Taking the files of a folder into its mirror, each in one transaction: all of a file is taken or nothing.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::drop_folder::DropFolder;
use super::file_problem::{FileProblem, IntakeError};
use super::table_rows::{RowOutcome, TableRows};
use super::unread_lines::UnreadLine;
use super::waiting::{FileState, FolderContent, WaitingFile};
use crate::channel::database::ChannelDatabase;
use crate::channel::error::{ChannelError, ChannelFault, Result};
use crate::config::FolderConfig;
use crate::exports::{Export, ExportCell, ExportEntry, ExportFault, ExportForm, ExportRequest};
use crate::i18n::Phrase;
use crate::model::{ENVELOPE, Layout, LayoutError, RecordKind};

/// How many rows are taken in between two answers.
const STEP: usize = 5_000;

/// What became of the files of a folder.
#[derive(Debug, Default)]
pub(crate) struct IntakeResult {
    /// How many are still being written.
    pub(crate) unfinished: u64,
    /// The first one that cannot be read, and why; and how many more there are.
    pub(crate) refused: Option<(String, FileProblem, u64)>,
    /// The first one whose export the server did not finish, with its error; and how many more there are. What they hold was
    /// taken in.
    pub(crate) interrupted: Option<(String, FileProblem, u64)>,
    /// The first one that waits for the configuration to say more, and for what; and how many more there are.
    pub(crate) unset: Option<(String, FileProblem, u64)>,
    /// The first one that the system does not give now.
    pub(crate) ungiven: Option<ChannelError>,
}

/// Files that are being taken in.
pub(super) struct Intake {
    rehearses: bool,
    waiting: VecDeque<WaitingFile>,
    current: Option<FileIntake>,
    taken: Vec<(WaitingFile, FileState)>,
    result: IntakeResult,
}

/// A file that is being taken in.
pub(super) struct FileIntake {
    file: WaitingFile,
    /// The file as it was when it was opened.
    state: FileState,
    /// `ORIGINATINGCHANNEL` of the channel.
    channel: i64,
    export: Export,
    rows: TableRows,
    pub(super) bad_lines: u64,
    /// The number of the first of those, and what is wrong with it.
    pub(super) first_bad: Option<(u64, Phrase)>,
}

impl Intake {
    /// Looks at the files of a folder. Those that were changed within `settle` are left for another time.
    pub(super) fn begin(folder: &DropFolder, settle: Duration, rehearses: bool) -> Result<Self> {
        let content = FolderContent::read(folder, settle)?;
        let unfinished = content.unfinished.len() as u64;
        Ok(Self {
            rehearses,
            waiting: content.files.into(),
            current: None,
            taken: Vec::new(),
            result: IntakeResult { unfinished, ..IntakeResult::default() },
        })
    }

    /// Takes in some rows; returns how many, or `None` once there are no more.
    ///
    /// # Errors
    /// The mirror cannot be written, or a row is another one than an earlier file has shown. The file stays where it is.
    pub(super) fn next(
        &mut self,
        folder: &DropFolder,
        config: &FolderConfig,
        channel: i64,
        mirror: &mut ChannelDatabase,
    ) -> Result<Option<u64>> {
        let Some(mut current) = self.current.take() else {
            let Some(file) = self.waiting.pop_front() else { return Ok(None) };
            return self.open(folder, config, channel, mirror, file).map(Some);
        };
        match current.take_some(mirror) {
            Ok((rows, true)) => {
                self.current = Some(current);
                Ok(Some(rows))
            }
            Ok((rows, false)) => {
                let now = FileState::of(&current.file.path);
                if now.is_ok_and(|now| now == current.state) {
                    mirror.check_awaited()?;
                    savepoint(mirror, "RELEASE file")?;
                    if let Some(fault) = current.export.take_interruption() {
                        note(&mut self.result.interrupted, current.file.name.clone(), fault.into());
                    }
                    self.taken.push((current.file, current.state));
                } else {
                    // It is still being written.
                    undo(mirror);
                    self.result.unfinished += 1;
                }
                Ok(Some(rows))
            }
            Err(error) => {
                undo(mirror);
                self.set_aside(folder, mirror, current.file, &current.state, error)?;
                Ok(Some(0))
            }
        }
    }

    /// Ends it: files whose rows headquarters has now go to `done`.
    pub(super) fn end(self, folder: &DropFolder, mirror: &ChannelDatabase, is_stored: bool) -> Result<IntakeResult> {
        if is_stored && !self.rehearses && !self.taken.is_empty() {
            for (file, state) in &self.taken {
                mirror.check_awaited()?;
                folder.finish(file, state)?;
            }
            folder.settle_names(&folder.done());
        }
        Ok(self.result)
    }

    fn open(
        &mut self,
        folder: &DropFolder,
        config: &FolderConfig,
        channel: i64,
        mirror: &mut ChannelDatabase,
        file: WaitingFile,
    ) -> Result<u64> {
        // Somebody may have taken it away.
        let Ok(state) = FileState::of(&file.path) else { return Ok(0) };
        savepoint(mirror, "SAVEPOINT file")?;
        match FileIntake::open(config, channel, mirror, file.clone(), state.clone()) {
            Ok(opened) => self.current = Some(opened),
            Err(error) => {
                undo(mirror);
                self.set_aside(folder, mirror, file, &state, error)?;
            }
        }
        Ok(0)
    }

    /// Notes a file that cannot be taken in, and has it out of the way unless it can be as soon as the configuration says more.
    fn set_aside(
        &mut self,
        folder: &DropFolder,
        mirror: &ChannelDatabase,
        file: WaitingFile,
        state: &FileState,
        error: IntakeError,
    ) -> Result<()> {
        mirror.check_awaited()?;
        let problem = match error {
            IntakeError::Channel(ChannelError { fault: fault @ ChannelFault::OtherRow { .. }, .. }) => {
                return Err(folder.fault_at(&file.path, fault));
            }
            IntakeError::Channel(error) => return Err(error),
            IntakeError::File(problem) => match problem.of_system() {
                // It may be right, and stays where it is; or somebody has taken it away.
                Some(error) => {
                    if error.kind() != io::ErrorKind::NotFound {
                        self.result.ungiven.get_or_insert_with(|| folder.error_at(&file.path, error));
                    }
                    return Ok(());
                }
                None => problem,
            },
        };
        if !FileState::of(&file.path).is_ok_and(|now| now == *state) {
            self.result.unfinished += 1;
            return Ok(());
        }
        let slot = if problem.needs_setting() {
            &mut self.result.unset
        } else {
            if !self.rehearses {
                folder.refuse(&file, &problem)?;
                folder.settle_names(&folder.failed());
            }
            &mut self.result.refused
        };
        note(slot, file.name, problem);
        Ok(())
    }
}

/// Notes the problem of a file, or one more file if there is one already.
fn note(slot: &mut Option<(String, FileProblem, u64)>, file: String, problem: FileProblem) {
    match slot {
        Some((_, _, more)) => *more += 1,
        None => *slot = Some((file, problem, 0)),
    }
}

impl FileIntake {
    /// Opens a file of a channel with that `ORIGINATINGCHANNEL`, and prepares a mirror for it.
    ///
    /// # Errors
    /// It cannot be read, or is not what its name says.
    pub(super) fn open(
        config: &FolderConfig,
        channel: i64,
        mirror: &ChannelDatabase,
        file: WaitingFile,
        state: FileState,
    ) -> Result<Self, IntakeError> {
        let export = open_export(config, &file)?;
        match export.columns() {
            // Nothing is in it.
            [] => {}
            columns if export.form().is_json() => check_properties(file.kind, columns)?,
            columns => check_columns(file.kind, columns)?,
        }
        let rows = TableRows::new(mirror, file.kind, export.columns(), config.culture)?;
        Ok(Self { file, state, channel, export, rows, bad_lines: 0, first_bad: None })
    }

    /// What the file was recognized as.
    pub(super) fn form(&self) -> &ExportForm {
        self.export.form()
    }

    /// Returns the error with which the server did not finish the export, once all of it was taken in.
    pub(super) fn take_interruption(&mut self) -> Option<ExportFault> {
        self.export.take_interruption()
    }

    /// How many rows it has shown.
    pub(super) fn row_count(&self) -> u64 {
        self.rows.tally().rows
    }

    /// Takes in some rows; returns how many, and whether there may be more.
    ///
    /// # Errors
    /// The file is not right, or the mirror cannot be written.
    pub(super) fn take_some(&mut self, mirror: &ChannelDatabase) -> Result<(u64, bool), IntakeError> {
        let mut taken = 0;
        while taken < STEP {
            // Prepared anew after each line that is no row: then the table may have got further columns.
            let mut statement = mirror.sqlite(mirror.connection.prepare_cached(self.rows.sql()))?;
            let (number, text) = loop {
                if taken >= STEP {
                    return Ok((taken as u64, true));
                }
                taken += 1;
                let (line, cells) = match self.export.next()? {
                    None => {
                        self.check_end()?;
                        return Ok((taken as u64 - 1, false));
                    }
                    Some(ExportEntry::Bad { line, text, fault }) => {
                        self.first_bad.get_or_insert_with(|| (line, fault.phrase()));
                        break (line, text.to_owned());
                    }
                    Some(ExportEntry::Row { line, cells }) => (line, cells),
                };
                let fault = match self.rows.add(mirror, &mut statement, cells, self.channel)? {
                    RowOutcome::Taken => continue,
                    RowOutcome::NoCounter => Phrase::new("folder-no-counter"),
                    RowOutcome::CounterTwice(counter) => Phrase::new("folder-counter-twice").with("counter", counter.0),
                };
                self.first_bad.get_or_insert((line, fault));
                break (line, joined(cells));
            };
            drop(statement);
            self.bad_lines += 1;
            let line = UnreadLine { text: &text, file: &self.file.name, number };
            mirror.add_unread_line(self.file.kind, line)?;
        }
        Ok((taken as u64, true))
    }

    /// Checks what only the whole file shows.
    fn check_end(&self) -> Result<(), FileProblem> {
        let tally = self.rows.tally();
        if self.export.writes_nulls() {
            check_columns(self.file.kind, self.export.columns())?;
        }
        if let Some(time) = tally.unread_time() {
            return Err(FileProblem::Culture { time: time.to_owned() });
        }
        match tally.foreign_origin() {
            Some(found) => Err(FileProblem::OtherChannel { found, configured: self.channel }),
            None => Ok(()),
        }
    }
}

/// Opens a file of a folder.
///
/// # Errors
/// It cannot be read.
fn open_export(config: &FolderConfig, file: &WaitingFile) -> Result<Export, FileProblem> {
    let known = known_columns();
    let request = ExportRequest {
        path: &file.path,
        known: &known,
        encoding: config.encoding,
        header: config.header(file.kind),
        format_files: &file.format_files,
        culture: config.culture,
    };
    Ok(Export::open(request)?)
}

/// Checks that a file has the columns of its table.
///
/// # Errors
/// It has those of another table, or lacks one.
fn check_columns(kind: RecordKind, columns: &[String]) -> Result<(), FileProblem> {
    let check = |kind| Layout::new(kind, columns.to_vec()).check_complete();
    let Err(missing) = check(kind) else { return Ok(()) };
    match RecordKind::ALL.into_iter().find(|other| check(*other).is_ok()) {
        Some(other) => Err(FileProblem::OtherTable { table: kind.table(), other: other.table() }),
        None => Err(FileProblem::NoColumn(missing)),
    }
}

/// Checks that objects of JSON are rows of a table: an empty property may be left out, so only those that no row lacks count.
fn check_properties(kind: RecordKind, columns: &[String]) -> Result<(), FileProblem> {
    let table = kind.table();
    let has = |wanted: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(wanted));
    let key = |kind: RecordKind| kind.key_field().map(|field| field.column);
    let mut others = RecordKind::ALL.into_iter().filter(|other| *other != kind);
    if let Some(other) = others.find(|other| key(*other).is_some_and(has)) {
        return Err(FileProblem::OtherTable { table, other: other.table() });
    }
    let mut needed = ENVELOPE[..COMPLETED_AT].iter().copied().chain(key(kind));
    match needed.find(|column| !has(column)) {
        Some(column) => Err(FileProblem::NoColumn(LayoutError { table, column })),
        None => Ok(()),
    }
}

/// The position of `ONLINEOPERATIONCOMPLETED` among the common columns, which an export may leave out.
const COMPLETED_AT: usize = 7;

/// The columns of the contract, by which a header is recognized.
fn known_columns() -> Vec<&'static str> {
    let fields = RecordKind::ALL.into_iter().flat_map(|kind| kind.fields().iter().map(|field| field.column));
    ENVELOPE.into_iter().chain(fields).collect()
}

/// Returns the fields of a row as one line.
fn joined(cells: &[ExportCell<'_>]) -> String {
    cells.iter().map(|cell| cell.text().unwrap_or_default()).collect::<Vec<_>>().join("\t")
}

/// Takes back what was taken of a file. Some errors have done so already.
fn undo(mirror: &ChannelDatabase) {
    if !mirror.connection.is_autocommit() {
        // What went wrong before is what matters; if this fails too, closing the mirror takes it back.
        let _ = savepoint(mirror, "ROLLBACK TO file; RELEASE file");
    }
}

/// Runs a statement that begins or ends the taking of a file.
fn savepoint(mirror: &ChannelDatabase, sql: &str) -> Result<()> {
    mirror.sqlite(mirror.connection.execute_batch(sql))
}
