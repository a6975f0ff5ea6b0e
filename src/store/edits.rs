//! Edits: the corrected row takes the place of the received one, which is kept.

use super::error::Result;
use super::operations::RowKeys;
use super::transaction::Transaction;
use crate::model::{Change, OperationId, Problem, State};
use crate::trail::{Step, problems_digest, row_digest};

/// An operation as an edit leaves it.
#[derive(Debug)]
pub(crate) struct EditedOperation<'a> {
    pub(crate) id: OperationId,
    pub(crate) keys: RowKeys<'a>,
    /// The row as [`crate::model::encode_row`] writes it, in the layout of the received one.
    pub(crate) row: &'a str,
    /// Why the row is still malformed; empty if it is not.
    pub(crate) problems: &'a [Problem],
    /// Old and new value of the fields that were edited.
    pub(crate) changes: Vec<Change>,
}

impl Transaction<'_> {
    /// Writes an edit: the operation is then pending, or still failed if its row is malformed.
    pub(crate) fn edit(&self, new: EditedOperation<'_>) -> Result<()> {
        let state = if new.problems.is_empty() { State::Pending } else { State::Failed };
        self.put_problems_aside(new.id)?;
        let mut statement = self.connection().prepare_cached(
            "UPDATE operation SET state = ?2, action = ?3, customer = ?4, key = ?5, at = coalesce(?6, received),
               dated = ?6 IS NOT NULL, edited = edited + 1, company = ?7, async_account = ?8, account = ?9
             WHERE id = ?1 RETURNING attempts + edited",
        )?;
        let keys = &new.keys;
        let parameters = (
            new.id.0,
            state.index(),
            keys.action.map(|action| action as i64),
            keys.customer.map(|customer| customer.0),
            keys.key,
            keys.timestamp.map(|at| at.0),
            keys.company,
            keys.async_account,
            keys.account,
        );
        let revision: u32 = statement.query_row(parameters, |row| row.get(0))?;
        self.execute(
            "INSERT INTO edited_row (operation, row) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET row = excluded.row",
            (new.id.0, new.row),
        )?;
        self.add_problems(new.id, new.problems)?;
        self.add_later_document(new.id)?;
        let (outcome, content) = (Some(problems_digest(new.problems)), Some(row_digest(new.row)));
        let step = Step { operation: new.id.0, state, revision, outcome, content, touches: false };
        self.draft.borrow_mut().edit(step, new.changes);
        Ok(())
    }
}
