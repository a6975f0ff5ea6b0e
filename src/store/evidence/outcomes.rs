//! The problems and changes of operations, read from the tables beside them.

use super::columns::{Columns, StoredRow as _, select_list, stored_row};
use super::side_table::SideTable;
use crate::model::{Change, Expected, Problem, Reason};
use crate::store::database::Row;
use crate::store::error::Result;

stored_row! {
    /// A row of `problem` or `past_problem`.
    struct StoredProblem<'r> {
        position: i64 = "position" as "position",
        reason: &'r str = "reason" as "reason",
        field: &'r str = "field" as "field",
        value: &'r str = "value" as "value",
        expected: &'r str = "expected" as "expected",
        suggestion: &'r str = "suggestion" as "suggestion",
    }
}

stored_row! {
    /// A row of `change`.
    struct StoredChange<'r> {
        position: i64 = "position" as "position",
        field: &'r str = "field" as "field",
        old: &'r str = "old" as "old",
        new: &'r str = "new" as "new",
    }
}

/// The problems that an operation had at an earlier revision.
#[derive(Debug)]
pub(crate) struct PastProblems {
    pub(crate) revision: i64,
    /// `None` if the program does not write them so.
    pub(crate) problems: Option<Vec<Problem>>,
}

/// Returns the columns of `problem` after the operation's number.
pub(super) fn problem_columns() -> String {
    select_list(&[&["code"], StoredProblem::COLUMNS])
}

/// Returns the columns of `past_problem` after the operation's number.
pub(super) fn past_problem_columns() -> String {
    select_list(&[&["turn"], StoredProblem::COLUMNS])
}

/// Returns the columns of `change` after the operation's number.
pub(super) fn change_columns() -> String {
    select_list(&[StoredChange::COLUMNS])
}

/// Reads the problems of an operation; `None` if the program does not write them so.
pub(super) fn problems(table: &mut SideTable<'_>, operation: i64) -> Result<Option<Vec<Problem>>> {
    let mut problems = Some(Vec::new());
    while let Some(row) = table.row_of(operation) {
        push(&mut problems, |at| {
            let mut columns = Columns::about_operation(&row);
            let code: &str = columns.next("code");
            read_problem(columns, at).filter(|problem| problem.code().name() == code)
        });
        table.advance()?;
    }
    Ok(problems)
}

/// Reads the problems that an operation had at its earlier revisions.
pub(super) fn past_problems(table: &mut SideTable<'_>, operation: i64) -> Result<Vec<PastProblems>> {
    let mut past: Vec<PastProblems> = Vec::new();
    while let Some(row) = table.row_of(operation) {
        // One that is no number is none that an operation can have had.
        let revision = row.get(1).unwrap_or(-1);
        if past.last().is_none_or(|last| last.revision != revision) {
            past.push(PastProblems { revision, problems: Some(Vec::new()) });
        }
        if let Some(last) = past.last_mut() {
            push(&mut last.problems, |at| {
                let mut columns = Columns::about_operation(&row);
                columns.skip();
                read_problem(columns, at)
            });
        }
        table.advance()?;
    }
    Ok(past)
}

/// Reads what an operation changed; `None` if the program does not write it so.
pub(super) fn changes(table: &mut SideTable<'_>, operation: i64) -> Result<Option<Vec<Change>>> {
    let mut changes = Some(Vec::new());
    while let Some(row) = table.row_of(operation) {
        push(&mut changes, |at| read_change(&row, at));
        table.advance()?;
    }
    Ok(changes)
}

/// Adds what is read at the next position; the list is gone if that cannot be read.
fn push<T>(list: &mut Option<Vec<T>>, read: impl FnOnce(usize) -> Option<T>) {
    if let Some(items) = list {
        match read(items.len()) {
            Some(item) => items.push(item),
            None => *list = None,
        }
    }
}

/// Reads a problem, which is to be the next one of its operation.
fn read_problem(mut columns: Columns<'_>, at: usize) -> Option<Problem> {
    let stored = columns.read_readable::<StoredProblem<'_>>()?;
    let reason = Reason::from_id(stored.reason).filter(|_| usize::try_from(stored.position) == Ok(at))?;
    let [field, value, expected, suggestion] =
        [stored.field, stored.value, stored.expected, stored.suggestion].map(str::to_owned);
    Some(Problem { reason, field, value, expected: Expected::decode(reason, expected), suggestion })
}

/// Reads a change, which is to be the next one of its operation.
fn read_change(row: &Row<'_>, at: usize) -> Option<Change> {
    let stored = Columns::about_operation(row).read_readable::<StoredChange<'_>>()?;
    let [field, old, new] = [stored.field, stored.old, stored.new].map(str::to_owned);
    (usize::try_from(stored.position) == Ok(at)).then_some(Change { field, old, new })
}
