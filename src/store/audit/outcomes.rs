//! What became of an operation, read from the tables beside it.

use rusqlite::Row;

use super::columns::Columns;
use super::side::Side;
use crate::model::{Change, Expected, Problem, Reason};
use crate::store::Result;
use crate::trail::{Digest, problems_digest};

/// The columns of `problem` after the operation's number.
pub(super) const PROBLEM: &str = "position, reason, field, value, expected, suggestion, code";
/// Those of `past_problem`.
pub(super) const PAST_PROBLEM: &str = "position, reason, field, value, expected, suggestion, turn";
/// Those of `change`.
pub(super) const CHANGE: &str = "position, field, old, new";

const PROBLEM_NAMES: &[&str] = &["operation", "position", "reason", "field", "value", "expected", "suggestion", "code"];
const CHANGE_NAMES: &[&str] = &["operation", "position", "field", "old", "new"];

/// The problems of an operation at an earlier turn.
#[derive(Debug)]
pub(super) struct PastProblems {
    pub(super) turn: i64,
    /// None where they cannot be read.
    pub(super) outcome: Option<Digest>,
}

/// The problems of an operation; none where they are not as the program writes them.
pub(super) fn problems(side: &mut Side<'_>, operation: i64) -> Result<Option<Vec<Problem>>> {
    let mut problems = Some(Vec::new());
    while let Some(row) = side.row_of(operation) {
        take(&mut problems, |at| {
            let mut columns = Columns::new(row, PROBLEM_NAMES);
            let code = columns.text(7);
            problem(&mut columns, at).filter(|problem| problem.code().name() == code)
        });
        side.advance()?;
    }
    Ok(problems)
}

/// The problems of an operation at its earlier turns.
pub(super) fn past_problems(side: &mut Side<'_>, operation: i64) -> Result<Vec<PastProblems>> {
    let mut past = Vec::new();
    let mut problems: Option<Vec<Problem>> = Some(Vec::new());
    let mut turn = None;
    while let Some(row) = side.row_of(operation) {
        let of_row = turn_of(row);
        if let Some(turn) = turn
            && turn != of_row
        {
            past.push(PastProblems { turn, outcome: digest_of(problems.take()) });
            problems = Some(Vec::new());
        }
        turn = Some(of_row);
        take(&mut problems, |at| problem(&mut Columns::new(row, PROBLEM_NAMES), at));
        side.advance()?;
    }
    if let Some(turn) = turn {
        past.push(PastProblems { turn, outcome: digest_of(problems) });
    }
    Ok(past)
}

/// What an operation changed; none where that is not as the program writes it.
pub(super) fn changes(side: &mut Side<'_>, operation: i64) -> Result<Option<Vec<Change>>> {
    let mut changes = Some(Vec::new());
    while let Some(row) = side.row_of(operation) {
        take(&mut changes, |at| change(row, at));
        side.advance()?;
    }
    Ok(changes)
}

/// Adds what was read at the next position; nothing is left where that cannot be.
fn take<T>(list: &mut Option<Vec<T>>, read: impl FnOnce(usize) -> Option<T>) {
    if let Some(items) = list {
        match read(items.len()) {
            Some(item) => items.push(item),
            None => *list = None,
        }
    }
}

fn problem(columns: &mut Columns<'_>, at: usize) -> Option<Problem> {
    let position = columns.number(1);
    let reason = Reason::from_id(columns.text(2));
    let [field, value, expected, suggestion] = [3, 4, 5, 6].map(|at| columns.text(at).to_owned());
    let is_next = usize::try_from(position) == Ok(at);
    let reason = reason.filter(|_| is_next && columns.wrong().is_empty())?;
    Some(Problem { reason, field, value, expected: Expected::decode(reason, expected), suggestion })
}

fn change(row: &Row<'_>, at: usize) -> Option<Change> {
    let mut columns = Columns::new(row, CHANGE_NAMES);
    let position = columns.number(1);
    let [field, old, new] = [2, 3, 4].map(|at| columns.text(at).to_owned());
    (usize::try_from(position) == Ok(at) && columns.wrong().is_empty()).then_some(Change { field, old, new })
}

/// A turn that is no number is none that an operation can have had.
fn turn_of(row: &Row<'_>) -> i64 {
    row.get(7).unwrap_or(-1)
}

fn digest_of(problems: Option<Vec<Problem>>) -> Option<Digest> {
    problems.map(|problems| problems_digest(&problems))
}
