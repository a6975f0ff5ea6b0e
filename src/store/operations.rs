//! Operations as the P-job stores them, and what is stored about each.

use std::collections::{HashMap, HashSet};

use super::database::{Insertion, Param, among, ids, params};
use super::error::Result;
use super::handle::Store;
use super::stored_values::{changes_of, problems_of, state_of};
use super::transaction::Transaction;
use super::write_out::write_problems;
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
    /// When it counts in the order of `sync`.
    pub(crate) order: Timestamp,
    /// The bits of what is noted about its values.
    pub(crate) noted: i64,
    /// The number of the row's layout.
    pub(crate) layout: i64,
    /// The row as [`crate::model::encode_row`] writes it.
    pub(crate) row: &'a str,
    /// Why the row is malformed; empty if it is not.
    pub(crate) problems: &'a [Problem],
}

/// The row of an operation `o` with the received row `r`, after its edits.
pub(super) const ROW: &str =
    "CASE WHEN o.edited <> 0 THEN (SELECT e.row FROM edited_row e WHERE e.operation = o.id) ELSE r.row END";

const OPERATION: Insertion<18> = Insertion {
    table: "operation",
    columns: [
        "id",
        "channel",
        "epoch",
        "kind",
        "counter",
        "state",
        "action",
        "customer",
        "key",
        "at",
        "dated",
        "received",
        "company",
        "async_account",
        "account",
        "run",
        "ordered",
        "noted",
    ],
    conflict: "ON CONFLICT (channel, epoch, kind, counter) DO NOTHING",
};

const RECEIVED: Insertion<3> = Insertion { table: "received", columns: ["operation", "layout", "row"], conflict: "" };

/// A counter of an upload table that was there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RepeatedCounter(pub(crate) Counter);

impl Store {
    /// Returns the state of an operation; `None` if there is no such operation.
    pub(crate) fn state(&self, id: OperationId) -> Result<Option<State>> {
        let sql = "SELECT state FROM operation WHERE id = ?1";
        self.settled()?.one(sql, &params![id.0], |row| state_of(row.get(0)?))
    }

    /// Returns the states of operations; those that do not exist are left out.
    pub(crate) fn states(&self, operations: &[OperationId]) -> Result<HashMap<OperationId, State>> {
        let sql = format!("SELECT id, state FROM operation WHERE {}", among("id", 1));
        let states = self.settled()?.all(&sql, &[ids(operations.iter().map(|id| id.0))], |row| {
            let id = OperationId(row.get(0)?);
            Ok((id, state_of(row.get(1)?)?))
        })?;
        Ok(states.into_iter().collect())
    }

    /// Returns those operations that failed because their row is malformed or has a value that was not kept, so that nothing
    /// else of them was checked.
    pub(crate) fn with_unreadable_row(&self, operations: &[OperationId]) -> Result<HashSet<OperationId>> {
        let sql = format!(
            "SELECT DISTINCT operation FROM problem
             WHERE {} AND (code = ?2 OR reason IN (?3, ?4)) AND reason <> ?5",
            among("operation", 1)
        );
        let [long, in_long_row, unusable] =
            [Reason::ValueTooLong, Reason::RowTooLong, Reason::OperationUnusable].map(Reason::id);
        let operations = ids(operations.iter().map(|id| id.0));
        let [code, long, in_long_row, unusable] = params![Code::Malformed.name(), long, in_long_row, unusable];
        let found = self
            .settled()?
            .all(&sql, &[operations, code, long, in_long_row, unusable], |row| Ok(OperationId(row.get(0)?)))?;
        Ok(found.into_iter().collect())
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

impl NewOperation<'_> {
    fn state(&self) -> State {
        if self.problems.is_empty() { State::Pending } else { State::Failed }
    }

    fn parameters(&self, id: OperationId, run: Option<i64>) -> [Param<'_>; 18] {
        let keys = &self.keys;
        params![
            id.0,
            self.channel.0,
            self.epoch,
            self.kind.index(),
            self.counter.0,
            self.state().index(),
            keys.action.map(|action| action as i64),
            keys.customer.map(|customer| customer.0),
            keys.key,
            keys.timestamp.unwrap_or(self.received).0,
            keys.timestamp.is_some(),
            self.received.0,
            keys.company,
            keys.async_account,
            keys.account,
            run,
            order_column(self.order, keys.timestamp.unwrap_or(self.received)),
            self.noted,
        ]
    }
}

/// When an operation counts in the order of `sync`.
pub(super) const ORDER_TIME: &str = "coalesce(o.ordered, o.at)";

/// Returns the column of the order time: NULL where it is the time that the operation is listed by.
pub(super) fn order_column(order: Timestamp, listed: Timestamp) -> Option<i64> {
    (order != listed).then_some(order.0)
}

impl Transaction<'_> {
    /// Stores rows of a channel as operations, which are pending, or failed if the row is malformed. If the channel's table
    /// had a row with one of the counters before, that is returned, and the transaction must not be committed.
    pub(crate) fn add_operations(
        &self,
        channel: ChannelKey,
        rows: &[NewOperation<'_>],
    ) -> Result<std::result::Result<(), RepeatedCounter>> {
        if rows.is_empty() {
            return Ok(Ok(()));
        }
        self.write_added_customers()?;
        let first = self.give_numbers(|numbers| numbers.next_operations(rows.len()))?;
        let numbered = || (first.0..).map(OperationId).zip(rows);
        let repeated =
            self.database.insert_all(&OPERATION, numbered().map(|(id, row)| row.parameters(id, self.run())))?;
        if let Some(repeated) = repeated {
            return Ok(Err(RepeatedCounter(rows[repeated].counter)));
        }
        self.database.insert_all(&RECEIVED, numbered().map(|(id, row)| params![id.0, row.layout, row.row]))?;
        write_problems(&self.database, numbered().map(|(id, row)| (id, row.problems)))?;
        for (id, row) in numbered() {
            self.receive(id, row)?;
        }
        let failed = rows.iter().filter(|row| row.state() == State::Failed).count() as i64;
        let mut desk = self.desk.borrow_mut();
        for customer in rows.iter().filter(|row| row.state() == State::Failed).filter_map(|row| row.keys.customer) {
            desk.held.forget(customer);
        }
        desk.writes.count(channel, None, State::Failed, failed);
        desk.writes.count(channel, None, State::Pending, rows.len() as i64 - failed);
        Ok(Ok(()))
    }

    /// Adds to the trail that an operation was stored.
    fn receive(&self, id: OperationId, new: &NewOperation<'_>) -> Result<()> {
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
        draft.receive(id, new.state(), new.problems, receipt.digest());
        Ok(())
    }
}
