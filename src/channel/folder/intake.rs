//! Taking the files of a folder into its mirror, each in one transaction: all of a file is taken or nothing.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::drop_folder::DropFolder;
use super::file_problem::FileProblem;
use super::table_rows::{RowOutcome, TableRows};
use super::unread_lines::UnreadLine;
use super::waiting::{FileState, FolderContent, WaitingFile};
use crate::channel::database::ChannelDatabase;
use crate::channel::error::{ChannelError, ChannelFault, Result};
use crate::config::FolderConfig;
use crate::exports::{Export, ExportCell, ExportEntry, ExportRequest};
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
struct FileIntake {
    file: WaitingFile,
    /// The file as it was when it was opened.
    state: FileState,
    /// `ORIGINATINGCHANNEL` of the channel.
    channel: i64,
    export: Export,
    rows: TableRows,
}

/// Why a file is not taken in.
enum IntakeError {
    /// The file is not right.
    File(FileProblem),
    /// The channel as a whole is not.
    Channel(ChannelError),
}

impl From<ChannelError> for IntakeError {
    fn from(error: ChannelError) -> Self {
        match error.fault {
            // A name that no column can have, or too many of them.
            ChannelFault::Database(detail) => Self::File(FileProblem::Columns { detail }),
            _ => Self::Channel(error),
        }
    }
}

impl<P: Into<FileProblem>> From<P> for IntakeError {
    fn from(problem: P) -> Self {
        Self::File(problem.into())
    }
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
                    savepoint(mirror, "RELEASE file")?;
                    if let Some(fault) = current.export.take_interruption() {
                        note(&mut self.result.interrupted, current.file.name.clone(), fault.into());
                    }
                    self.taken.push((current.file, current.state));
                } else {
                    // It is still being written.
                    savepoint(mirror, "ROLLBACK TO file; RELEASE file")?;
                    self.result.unfinished += 1;
                }
                Ok(Some(rows))
            }
            Err(error) => {
                savepoint(mirror, "ROLLBACK TO file; RELEASE file")?;
                self.set_aside(folder, current.file, &current.state, error)?;
                Ok(Some(0))
            }
        }
    }

    /// Ends it: files whose rows headquarters has now go to `done`.
    pub(super) fn end(self, folder: &DropFolder, is_stored: bool) -> Result<IntakeResult> {
        if is_stored && !self.rehearses && !self.taken.is_empty() {
            for (file, state) in &self.taken {
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
                savepoint(mirror, "ROLLBACK TO file; RELEASE file")?;
                self.set_aside(folder, file, &state, error)?;
            }
        }
        Ok(0)
    }

    /// Notes a file that cannot be taken in, and has it out of the way unless it can be as soon as the configuration says more.
    fn set_aside(
        &mut self,
        folder: &DropFolder,
        file: WaitingFile,
        state: &FileState,
        error: IntakeError,
    ) -> Result<()> {
        let problem = match error {
            IntakeError::Channel(ChannelError { fault: fault @ ChannelFault::OtherRow { .. }, .. }) => {
                return Err(folder.fault_at(&file.path, fault));
            }
            IntakeError::Channel(error) => return Err(error),
            IntakeError::File(problem) => problem,
        };
        if FileState::of(&file.path).is_ok_and(|now| now != *state) {
            self.result.unfinished += 1;
            return Ok(());
        }
        if let Some(error) = problem.of_system() {
            // Nothing was seen of the file that could be wrong: it stays, unless somebody has taken it away.
            let is_gone = error.kind() == io::ErrorKind::NotFound;
            return if is_gone { Ok(()) } else { Err(folder.error_at(&file.path, error)) };
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
    fn open(
        config: &FolderConfig,
        channel: i64,
        mirror: &ChannelDatabase,
        file: WaitingFile,
        state: FileState,
    ) -> Result<Self, IntakeError> {
        let export = open_export(config, &file)?;
        if !export.columns().is_empty() && !export.form().is_json() {
            check_columns(file.kind, export.columns())?;
        }
        let rows = TableRows::new(mirror, file.kind, export.columns(), config.culture)?;
        Ok(Self { file, state, channel, export, rows })
    }

    /// Takes in some rows; returns how many, and whether there may be more.
    fn take_some(&mut self, mirror: &ChannelDatabase) -> Result<(u64, bool), IntakeError> {
        let mut taken = 0;
        while taken < STEP {
            // Prepared anew after each row that needs more than a statement.
            let mut statement = mirror.sqlite(mirror.connection.prepare_cached(self.rows.sql()))?;
            let special = loop {
                if taken >= STEP {
                    return Ok((taken as u64, true));
                }
                let (line, cells) = match self.export.next()? {
                    None => {
                        self.check_end()?;
                        return Ok((taken as u64, false));
                    }
                    Some(ExportEntry::Bad { line, text, .. }) => break SpecialLine::Unread(line, text.to_owned()),
                    Some(ExportEntry::Row { line, cells }) => (line, cells),
                };
                taken += 1;
                if self.rows.has_columns(cells.len()) {
                    match self.rows.add(mirror, &mut statement, cells, self.channel)? {
                        RowOutcome::Taken => {}
                        RowOutcome::NoCounter => break SpecialLine::Unread(line, joined(cells)),
                    }
                } else {
                    break SpecialLine::Wider(line, cells.iter().map(|cell| cell.text().map(str::to_owned)).collect());
                }
            };
            drop(statement);
            self.take_special(mirror, special)?;
        }
        Ok((taken as u64, true))
    }

    fn take_special(&mut self, mirror: &ChannelDatabase, special: SpecialLine) -> Result<(), IntakeError> {
        let (number, text) = match special {
            SpecialLine::Unread(number, text) => (number, text),
            SpecialLine::Wider(number, cells) => {
                self.rows.set_columns(mirror, self.export.columns())?;
                let mut statement = mirror.sqlite(mirror.connection.prepare_cached(self.rows.sql()))?;
                let cells: Vec<_> = cells.iter().map(|cell| ExportCell::of(cell.as_deref())).collect();
                match self.rows.add(mirror, &mut statement, &cells, self.channel)? {
                    RowOutcome::Taken => return Ok(()),
                    RowOutcome::NoCounter => (number, joined(&cells)),
                }
            }
        };
        mirror.add_unread_line(self.file.kind, UnreadLine { text: &text, file: &self.file.name, number })?;
        Ok(())
    }

    /// Checks what only the whole file shows.
    fn check_end(&self) -> Result<(), FileProblem> {
        let tally = self.rows.tally();
        if tally.rows > 0 && self.export.form().is_json() {
            check_properties(self.file.kind, self.export.columns())?;
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

/// A row that needs more than the statement for the others.
enum SpecialLine {
    /// It is no row.
    Unread(u64, String),
    /// An object of JSON that has further properties.
    Wider(u64, Vec<Option<String>>),
}

/// Opens a file of a folder.
///
/// # Errors
/// It cannot be read.
pub(super) fn open_export(config: &FolderConfig, file: &WaitingFile) -> Result<Export, FileProblem> {
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
pub(super) fn check_columns(kind: RecordKind, columns: &[String]) -> Result<(), FileProblem> {
    let check = |kind| Layout::new(kind, columns.to_vec()).check_complete();
    let Err(missing) = check(kind) else { return Ok(()) };
    match RecordKind::ALL.into_iter().find(|other| check(*other).is_ok()) {
        Some(other) => Err(FileProblem::OtherTable { table: kind.table(), other: other.table() }),
        None => Err(FileProblem::NoColumn(missing)),
    }
}

/// Checks that objects of JSON are rows of a table: an empty property may be left out, so only those that no row lacks count.
fn check_properties(kind: RecordKind, columns: &[String]) -> Result<(), FileProblem> {
    let has = |wanted: &str| columns.iter().any(|column| column.eq_ignore_ascii_case(wanted));
    let keys = |kind: RecordKind| kind.key_field().map(|field| field.column);
    if let Some(column) = ENVELOPE[..COMPLETED_AT].iter().copied().chain(keys(kind)).find(|column| !has(column)) {
        let mut others = RecordKind::ALL.into_iter().filter(|other| *other != kind);
        return Err(match others.find(|other| keys(*other).is_some_and(has)) {
            Some(other) => FileProblem::OtherTable { table: kind.table(), other: other.table() },
            None => FileProblem::NoColumn(LayoutError { table: kind.table(), column }),
        });
    }
    Ok(())
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

/// Runs a statement that begins or ends the taking of a file.
fn savepoint(mirror: &ChannelDatabase, sql: &str) -> Result<()> {
    mirror.sqlite(mirror.connection.execute_batch(sql))
}
