//! Operations as the P-job stores them, and what is stored about each.

use rusqlite::OptionalExtension as _;

use super::error::Result;
use super::handle::Store;
use super::stored_values::{changes_of, problems_of, state_of};
use super::transaction::Transaction;
use crate::model::{
    Action, Change, ChannelKey, Code, Counter, CustomerId, OperationId, Problem, Reason, RecordKind, State, Timestamp,
};
use crate::trail::ReceivedOperation;

/// The number of bytes at which a batch ends before it has its number of operations, so that rows of megabytes do not
/// fill the memory.
pub(crate) const BATCH_BYTES: usize = 32 << 20;

/// What the store keeps of an operation beside its row, to find the operation by it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowKeys<'a> {
    /// `None` if the row's `OPERATION` cannot be read.
    pub(crate) action: Option<Action>,
    /// `None` if the row's `CREATEDDATETIME` cannot be read.
    pub(crate) timestamp: Option<Timestamp>,
    pub(crate) key: &'a str,
    /// `CUSTACCOUNT`, if it names a customer that headquarters does not have.
    pub(crate) account: Option<&'a str>,
    /// The customer by its GUID or account; `None` if headquarters has neither.
    pub(crate) customer: Option<CustomerId>,
    /// The row's own spelling of the GUID, if the customer's differs.
    pub(crate) async_account: Option<&'a str>,
    /// `DATAAREAID`, if it is not the channel's company.
    pub(crate) company: Option<&'a str>,
}

/// A row of a channel, as the P-job stores it.
#[derive(Debug)]
pub(crate) struct NewOperation<'a> {
    pub(crate) channel: ChannelKey,
    pub(crate) epoch: i64,
    pub(crate) kind: RecordKind,
    pub(crate) counter: Counter,
    pub(crate) keys: RowKeys<'a>,
    pub(crate) received: Timestamp,
    /// The number of the row's layout.
    pub(crate) layout: i64,
    /// The row as [`crate::model::encode_row`] writes it.
    pub(crate) row: &'a str,
    /// Why the row is malformed; empty if it is not.
    pub(crate) problems: &'a [Problem],
}

/// The row of an operation `o` with the received row `r`, after its edits.
pub(super) const ROW: &str =
    "CASE WHEN o.edited THEN (SELECT e.row FROM edited_row e WHERE e.operation = o.id) ELSE r.row END";

impl Store {
    /// Returns the state of an operation; `None` if there is no such operation.
    pub(crate) fn state(&self, id: OperationId) -> Result<Option<State>> {
        let mut statement = self.connection().prepare_cached("SELECT state FROM operation WHERE id = ?1")?;
        let state: Option<i64> = statement.query_row([id.0], |row| row.get(0)).optional()?;
        state.map(state_of).transpose()
    }

    /// Whether an operation has a problem with this code.
    pub(crate) fn has_problem(&self, id: OperationId, code: Code) -> Result<bool> {
        let mut statement =
            self.connection().prepare_cached("SELECT 1 FROM problem WHERE operation = ?1 AND code = ?2")?;
        Ok(statement.exists((id.0, code.name()))?)
    }

    /// Whether an operation failed because its row is malformed or has a value that was not kept, so that nothing else of it
    /// was checked.
    pub(crate) fn has_unreadable_row(&self, id: OperationId) -> Result<bool> {
        let mut statement = self.connection().prepare_cached(
            "SELECT 1 FROM problem WHERE operation = ?1 AND (code = ?2 OR reason IN (?3, ?4)) AND reason <> ?5",
        )?;
        let [long, in_long_row, unusable] =
            [Reason::ValueTooLong, Reason::RowTooLong, Reason::OperationUnusable].map(Reason::id);
        Ok(statement.exists((id.0, Code::Malformed.name(), long, in_long_row, unusable))?)
    }

    /// Returns the problems of an operation, in the order in which they were found.
    pub(crate) fn problems(&self, id: OperationId) -> Result<Vec<Problem>> {
        problems_of(self.settled()?, id)
    }

    /// Returns what a synchronized operation changed, in the order of the fields.
    pub(crate) fn changes(&self, id: OperationId) -> Result<Vec<Change>> {
        changes_of(self.settled()?, id)
    }
}

impl Transaction<'_> {
    /// Stores a row as an operation, which is pending, or failed if the row is malformed. Returns false, and stores
    /// nothing, if the channel's table had a row with that counter before.
    pub(crate) fn add_operation(&self, new: &NewOperation<'_>) -> Result<bool> {
        let keys = &new.keys;
        let state = if new.problems.is_empty() { State::Pending } else { State::Failed };
        let added = self.execute(
            "INSERT INTO operation (channel, epoch, kind, counter, state, action, customer, key, at, dated, received,
               company, async_account, account)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (channel, epoch, kind, counter) DO NOTHING",
            (
                new.channel.0,
                new.epoch,
                new.kind.index(),
                new.counter.0,
                state.index(),
                keys.action.map(|action| action as i64),
                keys.customer.map(|customer| customer.0),
                keys.key,
                keys.timestamp.unwrap_or(new.received).0,
                keys.timestamp.is_some(),
                new.received.0,
                keys.company,
                keys.async_account,
                keys.account,
            ),
        )?;
        if added == 0 {
            return Ok(false);
        }
        let id = OperationId(self.connection().last_insert_rowid());
        self.execute("INSERT INTO received (operation, layout, row) VALUES (?1, ?2, ?3)", (id.0, new.layout, new.row))?;
        self.add_problems(id, new.problems)?;
        let layout = self.layout(new.layout)?;
        let mut draft = self.draft.borrow_mut();
        let receipt = ReceivedOperation {
            channel: new.channel.0,
            epoch: new.epoch,
            kind: new.kind.index() as i64,
            counter: new.counter.0,
            received: new.received.0,
            layout: draft.layout(new.layout, &layout),
            row: new.row,
        };
        draft.receive(id, state, new.problems, receipt.digest());
        Ok(true)
    }

    pub(super) fn add_problems(&self, id: OperationId, problems: &[Problem]) -> Result<()> {
        for (position, problem) in problems.iter().enumerate() {
            self.execute(
                "INSERT INTO problem (operation, position, code, reason, field, value, expected, suggestion)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                (
                    id.0,
                    position,
                    problem.code().name(),
                    problem.reason.id(),
                    &problem.field,
                    &problem.value,
                    problem.expected.encode(),
                    &problem.suggestion,
                ),
            )?;
        }
        Ok(())
    }
}
