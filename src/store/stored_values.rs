//! Types of the model, read from the numbers and rows that the store keeps.

use rusqlite::{Connection, Rows};

use super::error::{Result, unreadable};
use crate::model::{Change, Effect, Expected, JobFailure, OperationId, Problem, Reason, RecordKind, State};

pub(super) fn kind_of(number: i64) -> Result<RecordKind> {
    RecordKind::from_index(number).ok_or_else(|| unreadable("an operation's table"))
}

pub(super) fn state_of(number: i64) -> Result<State> {
    State::from_index(number).ok_or_else(|| unreadable("an operation's state"))
}

/// Returns the effect with a stored number; `None` if the operation has no effect.
pub(super) fn effect_of(number: Option<i64>, superseded_by: Option<i64>) -> Result<Option<Effect>> {
    let effect = |number| Effect::from_number(number, superseded_by.map(OperationId));
    number.map(|number| effect(number).ok_or_else(|| unreadable("an operation's effect"))).transpose()
}

pub(super) fn problems_of(connection: &Connection, id: OperationId) -> Result<Vec<Problem>> {
    let mut statement = connection.prepare_cached(
        "SELECT reason, field, value, expected, suggestion FROM problem WHERE operation = ?1 ORDER BY position",
    )?;
    read_problems(statement.query([id.0])?)
}

/// Problems from rows of reason, field, value, expected and suggestion.
pub(super) fn read_problems(mut rows: Rows<'_>) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    while let Some(row) = rows.next()? {
        let reason: String = row.get(0)?;
        let reason = Reason::from_id(&reason).ok_or_else(|| unreadable("a problem's reason"))?;
        problems.push(Problem {
            reason,
            field: row.get(1)?,
            value: row.get(2)?,
            expected: Expected::decode(reason, row.get(3)?),
            suggestion: row.get(4)?,
        });
    }
    Ok(problems)
}

/// The columns `error` and `failure` for why a job failed: a sentence or a code with its arguments.
pub(super) fn failure_columns(failure: Option<&JobFailure>) -> (Option<&str>, Option<String>) {
    match failure {
        Some(JobFailure::Sentence(sentence)) => (Some(sentence), None),
        Some(coded) => (None, coded.to_json().map(|json| json.to_string())),
        None => (None, None),
    }
}

/// Why a job failed, from the columns `error` and `failure`.
pub(super) fn failure_of(sentence: Option<String>, failure: Option<String>) -> Result<Option<JobFailure>> {
    match failure {
        Some(json) => Ok(Some(JobFailure::from_json(&json).ok_or_else(|| unreadable("a job's failure"))?)),
        None => Ok(sentence.map(JobFailure::Sentence)),
    }
}

pub(super) fn changes_of(connection: &Connection, id: OperationId) -> Result<Vec<Change>> {
    let mut statement =
        connection.prepare_cached("SELECT field, old, new FROM change WHERE operation = ?1 ORDER BY position")?;
    let rows =
        statement.query_map([id.0], |row| Ok(Change { field: row.get(0)?, old: row.get(1)?, new: row.get(2)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
