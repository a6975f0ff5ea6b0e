//! Edits: the corrected row takes the place of the received one, which is kept.

use super::database::params;
use super::error::{Result, missing};
use super::operations::RowKeys;
use super::transaction::Transaction;
use super::write_out::write_problems;
use crate::model::{Change, OperationId, Problem, State, Timestamp};
use crate::trail::{Step, problems_digest, row_digest};

/// An operation as an edit leaves it.
#[derive(Debug)]
pub(crate) struct EditedOperation<'a> {
    pub(crate) id: OperationId,
    pub(crate) keys: RowKeys<'a>,
    /// When it counts in the order of `sync`.
    pub(crate) order: Timestamp,
    /// The bits of what is noted about its values.
    pub(crate) noted: i64,
    /// The row as [`crate::model::encode_row`] writes it, in the layout of the received one.
    pub(crate) row: &'a str,
    /// Why the row is still malformed; empty if it is not.
    pub(crate) problems: &'a [Problem],
    /// Old and new value of the fields that were edited.
    pub(crate) changes: Vec<Change>,
}

/// An operation whose row is read in another way than before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RereadOperation<'a> {
    pub(crate) id: OperationId,
    pub(crate) keys: RowKeys<'a>,
    /// When it counts in the order of `sync`.
    pub(crate) order: Timestamp,
    /// The bits of what is noted about its values.
    pub(crate) noted: i64,
}

impl Transaction<'_> {
    /// Writes the columns of an operation that follow from its row; its state stays.
    pub(crate) fn reread(&self, new: RereadOperation<'_>) -> Result<()> {
        let RereadOperation { id, keys, order, noted } = new;
        self.write_added_customers()?;
        let sql =
            "UPDATE operation SET action = ?2, customer = ?3, key = ?4, at = coalesce(?5, received), dated = CASE WHEN ?5 IS NULL THEN 0 ELSE 1 END,
                     ordered = nullif(?6, coalesce(?5, received)), noted = ?7,
                     company = ?8, async_account = ?9, account = ?10 WHERE id = ?1";
        let parameters = params![
            id.0,
            keys.action.map(|action| action as i64),
            keys.customer.map(|customer| customer.0),
            keys.key,
            keys.timestamp.map(|at| at.0),
            order.0,
            noted,
            keys.company,
            keys.async_account,
            keys.account,
        ];
        self.settled()?.execute(sql, &parameters)?;
        let mut desk = self.desk.borrow_mut();
        desk.works.remove(&id);
        if let Some(customer) = keys.customer {
            desk.held.forget(customer);
        }
        Ok(())
    }

    /// Writes an edit: the operation is then pending, or still failed if its row is malformed.
    pub(crate) fn edit(&self, new: EditedOperation<'_>) -> Result<()> {
        let state = if new.problems.is_empty() { State::Pending } else { State::Failed };
        self.put_problems_aside(new.id)?;
        self.count_change(new.id, state)?;
        let sql = "UPDATE operation SET state = ?2, action = ?3, customer = ?4, key = ?5, at = coalesce(?6, received),
                     dated = CASE WHEN ?6 IS NULL THEN 0 ELSE 1 END, ordered = nullif(?10, coalesce(?6, received)), noted = ?11, edited = edited + 1, company = ?7,
                     async_account = ?8, account = ?9
                   WHERE id = ?1 RETURNING attempts + edited";
        let keys = &new.keys;
        let parameters = params![
            new.id.0,
            state.index(),
            keys.action.map(|action| action as i64),
            keys.customer.map(|customer| customer.0),
            keys.key,
            keys.timestamp.map(|at| at.0),
            keys.company,
            keys.async_account,
            keys.account,
            new.order.0,
            new.noted,
        ];
        let database = self.settled()?;
        let revision: Option<u32> = database.one(sql, &parameters, |row| row.get(0))?;
        let revision = revision.ok_or_else(|| missing(&format!("operation {}", new.id)))?;
        database.execute(
            "INSERT INTO edited_row (operation, row) VALUES (?1, ?2)
             ON CONFLICT (operation) DO UPDATE SET row = excluded.row",
            &params![new.id.0, new.row],
        )?;
        write_problems(database, std::iter::once((new.id, new.problems)))?;
        self.add_later_documents(std::iter::once(new.id))?;
        if let Some(customer) = keys.customer {
            self.desk.borrow_mut().held.forget(customer);
        }
        let (outcome, content) = (Some(problems_digest(new.problems)), Some(row_digest(new.row)));
        let step = Step { operation: new.id.0, state, revision, outcome, content, touches: false };
        self.draft.borrow_mut().edit(step, new.changes);
        Ok(())
    }
}
