//! Edits operations row by row, as a table says: all of its rows are checked first, and all are edited or none.

use std::collections::HashMap;

use super::assignment::Assignment;
use super::batches::Repair;
use super::correction::Correction;
use super::edit::{Edit, NewValues, edit};
use super::edit_all::{EditReport, EditRequest, add_later, resync_edited};
use super::misread::may_be_misread;
use super::resync_all::ResyncReport;
use super::sheet_number::{has_exponent, is_rewritten};
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::engine::identity::check_noted_accounts;
use crate::engine::inspect::compare;
use crate::filter::{Spelling, fold};
use crate::model::{CorrectableColumn, OperationId, Problem, RecordKind, State, Value, decode_row, trimmed};
use crate::store::{Detail, Store, Transaction};

/// A column of a table of corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CorrectionColumn {
    /// The kind of record whose field it is; `None` for every kind that has the field.
    pub(crate) kind: Option<RecordKind>,
    /// The field's name, in any case.
    pub(crate) field: String,
}

/// A row of a table of corrections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CorrectionRow {
    /// Its line in the file, from 1 on.
    pub(crate) line: u64,
    pub(crate) id: OperationId,
    /// A value for each column.
    pub(crate) cells: Vec<String>,
}

/// Corrections of several operations, each with values of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CorrectionTable {
    pub(crate) columns: Vec<CorrectionColumn>,
    pub(crate) rows: Vec<CorrectionRow>,
    /// Lines that cannot be read.
    pub(crate) faulty: Vec<FaultyLine>,
    /// Whether an empty cell empties its field; otherwise it leaves the field as it is.
    pub(crate) unset_empty: bool,
    pub(crate) origin: TableOrigin,
}

/// What may have happened to the cells of a table before it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum TableOrigin {
    /// They are as somebody wrote them.
    Exact,
    /// A spreadsheet may have written numbers in another way.
    #[default]
    Spreadsheet,
    /// That, and the text may be in another encoding than the one in which it was read.
    GuessedEncoding,
}

/// Why a line of a table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LineFault {
    /// There is no such operation.
    NoOperation(OperationId),
    /// An earlier line is about the same operation.
    Repeated { id: OperationId, line: u64 },
    /// The operation went through or was dismissed, and the line changes it.
    NotEditable { id: OperationId, state: State },
    /// The operation's record has no such field.
    NoField { id: OperationId, field: String },
    /// The operation would have this problem with a value of the line.
    Invalid(Box<Problem>),
    /// What stands in the column of the numbers is no number.
    NoNumber { text: String },
    /// The line has another number of cells than the header.
    CellCount { found: u64, expected: u64 },
    /// A formula of the spreadsheet has no value in this column, from 1 on.
    CellError { column: u64 },
    /// A quote is not closed, so that the lines after it cannot be read.
    OpenQuote,
    /// A cell goes on after its closing quote.
    TextAfterQuote,
    /// A number is written with an exponent, and its last digits may be lost.
    RoundedNumber { field: String, text: String },
    /// The text may be in another encoding.
    Misread { field: String, text: String },
}

/// A line of a table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FaultyLine {
    /// From 1 on.
    pub(crate) line: u64,
    pub(crate) fault: LineFault,
}

/// Edits operations as a table says, in one transaction; nothing is edited if any of its lines is faulty. The assignments of the
/// request are not used.
///
/// # Errors
/// Those of the store; what the store has for an operation cannot be read.
pub(crate) fn edit_table(
    store: &mut Store,
    repair: &Repair<'_>,
    table: &CorrectionTable,
    request: EditRequest<'_>,
) -> Result<Result<EditReport, Vec<FaultyLine>>, EngineError> {
    if request.resync.is_some() {
        check_noted_accounts(store)?;
    }
    let edited = again(repair.stop, || {
        let transaction = repair.begin(store)?;
        let mut report = match edit_rows(&transaction, table, &request)? {
            Ok(report) => report,
            Err(faulty) => return Ok(Err(faulty)),
        };
        add_later(&transaction, &mut report, &request)?;
        let changed: Vec<_> = report.edits.iter().filter(|edit| !edit.changes.is_empty()).cloned().collect();
        let resynced = match request.resync {
            Some(_) => resync_edited(&transaction, request.config, &changed)?,
            None => Vec::new(),
        };
        transaction.commit()?;
        Ok(Ok((report, resynced)))
    })?;
    let (mut report, resynced) = match edited {
        Ok(edited) => edited,
        Err(faulty) => return Ok(Err(faulty)),
    };
    report.resync = request.resync.map(|explained| ResyncReport::read(store, &resynced, explained)).transpose()?;
    report.forget_edited_repetitions();
    Ok(Ok(report))
}

fn edit_rows(
    transaction: &Transaction<'_>,
    table: &CorrectionTable,
    request: &EditRequest<'_>,
) -> Result<Result<EditReport, Vec<FaultyLine>>, EngineError> {
    let (mut report, mut faulty) = (EditReport::default(), table.faulty.clone());
    let mut lines: HashMap<OperationId, u64> = HashMap::new();
    for row in &table.rows {
        let edited = match lines.insert(row.id, row.line) {
            Some(line) => Err(LineFault::Repeated { id: row.id, line }),
            None => edit_row(transaction, table, row, request)?,
        };
        match edited {
            Ok(edit) => report.edits.push(edit),
            Err(fault) => faulty.push(FaultyLine { line: row.line, fault }),
        }
    }
    faulty.sort_by_key(|line| line.line);
    Ok(if faulty.is_empty() { Ok(report) } else { Err(faulty) })
}

/// Edits the operation of a row.
fn edit_row(
    transaction: &Transaction<'_>,
    table: &CorrectionTable,
    row: &CorrectionRow,
    request: &EditRequest<'_>,
) -> Result<Result<Edit, LineFault>, EngineError> {
    let id = row.id;
    let Some(detail) = transaction.detail(id)? else { return Ok(Err(LineFault::NoOperation(id))) };
    let assignments = match assignments(transaction, table, row, &detail, request)? {
        Ok(assignments) => assignments,
        Err(fault) => return Ok(Err(fault)),
    };
    let state = detail.operation.state;
    if !assignments.is_empty() && !Correction::Edit.is_possible(state) {
        return Ok(Err(LineFault::NotEditable { id, state }));
    }
    // Without assignments it is unchanged, in whatever state it is.
    let new = NewValues { assignments: &assignments, accepted: None, later: true };
    let edit = edit(transaction, request.config, id, new, None)?;
    let is_set = |problem: &&Problem| assignments.iter().any(|set| set.field.eq_ignore_ascii_case(&problem.field));
    let problem = edit.problems.iter().find(is_set).cloned();
    Ok(problem.map_or(Ok(edit), |problem| Err(LineFault::Invalid(Box::new(problem)))))
}

/// Returns what a row changes: cells that are as the operation's values are shown change nothing.
fn assignments(
    transaction: &Transaction<'_>,
    table: &CorrectionTable,
    row: &CorrectionRow,
    detail: &Detail,
    request: &EditRequest<'_>,
) -> Result<Result<Vec<Assignment>, LineFault>, EngineError> {
    let unreadable = |source| EngineError::Unreadable { id: row.id, source };
    let values = decode_row(&detail.row).map_err(unreadable)?;
    let (mut assignments, mut shown) = (Vec::new(), None);
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let cell = trimmed(cell);
        if column.kind.is_some_and(|kind| kind != detail.layout.kind()) || cell.is_empty() && !table.unset_empty {
            continue;
        }
        let Some(field) = correctable(detail, column, &values) else {
            if cell.is_empty() {
                continue;
            }
            return Ok(Err(LineFault::NoField { id: row.id, field: column.field.clone() }));
        };
        let kind = detail.layout.kind();
        let spelling = Spelling::at(kind, kind.position(field.name).filter(|_| !field.is_common && !field.is_own));
        let value = field.text(&values);
        let is_kept = |value: &str| is_same(value, cell, spelling) || table.origin.may_rewrite(value, cell);
        if is_kept(&value) {
            continue;
        }
        // A list shows the company's default for an empty value, and what headquarters has for a deactivation.
        let attributes = match &mut shown {
            Some(attributes) => attributes,
            none => none.insert(compare(transaction, Some(request.config), detail)?),
        };
        if attributes.iter().any(|attribute| attribute.name == field.name && is_kept(&attribute.new)) {
            continue;
        }
        if let Some(fault) = table.origin.fault(field.name, &value, cell) {
            return Ok(Err(fault));
        }
        let value = Some(cell.to_owned()).filter(|cell| !cell.is_empty());
        assignments.push(Assignment { field: field.name.to_owned(), value });
    }
    Ok(Ok(assignments))
}

impl TableOrigin {
    /// Whether a spreadsheet may have made the cell of the value, although nobody changed it.
    fn may_rewrite(self, value: &str, cell: &str) -> bool {
        self != Self::Exact && is_rewritten(trimmed(value), cell)
    }

    /// Returns why a cell with another value than the field's may not be what a person wrote.
    fn fault(self, field: &str, value: &str, cell: &str) -> Option<LineFault> {
        let (field, text) = (field.to_owned(), cell.to_owned());
        if self != Self::Exact && has_exponent(cell) {
            return Some(LineFault::RoundedNumber { field, text });
        }
        (self == Self::GuessedEncoding && may_be_misread(value, cell)).then_some(LineFault::Misread { field, text })
    }
}

fn correctable<'d>(
    detail: &'d Detail,
    column: &CorrectionColumn,
    values: &[Value<'_>],
) -> Option<CorrectableColumn<'d>> {
    let mut columns = detail.layout.correctable().filter(|known| known.position < values.len());
    columns.find(|known| known.name.eq_ignore_ascii_case(&column.field))
}

/// Whether a cell has a value, as far as a spreadsheet keeps it: the ends of its lines may be other ones, and numbers are written
/// anew.
fn is_same(value: &str, cell: &str, spelling: Spelling) -> bool {
    let plain = |text: &str| text.replace("\r\n", "\n");
    let value = trimmed(value);
    match spelling {
        _ if value == cell || plain(value) == plain(cell) => true,
        Spelling::Plain | Spelling::Phone => false,
        Spelling::Guid | Spelling::Amount => spelling.canonical(&fold(value)) == spelling.canonical(&fold(cell)),
    }
}
