//! Operations: stored by the P-job, worked on by `sync`, completed by 1010.

use std::sync::Arc;

use rusqlite::{OptionalExtension as _, Row};

use super::error::{Result, unreadable};
use super::handle::Store;
use super::stored_values::{changes_of, kind_of, problems_of, state_of};
use super::transaction::Transaction;
use crate::model::{
    Action, AssignedAccount, Change, ChannelKey, Code, Counter, CustomerId, Effect, Layout, OperationId, Order,
    Problem, RecordKind, State, Timestamp,
};
use crate::trail::{Digest, Event, NO_OUTCOME, OperationOutcome, ReceivedOperation};

/// Where a batch ends before it has its number of operations, so that rows of megabytes do not fill the memory.
pub(crate) const BATCH_BYTES: usize = 32 << 20;

/// What the store notes of an operation beside its row, since it looks for operations by it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Particulars<'a> {
    /// `None` if the row's `OPERATION` cannot be read.
    pub(crate) action: Option<Action>,
    /// `None` if the row's `CREATEDDATETIME` cannot be read.
    pub(crate) timestamp: Option<Timestamp>,
    pub(crate) key: &'a str,
    /// `CUSTACCOUNT`, where it names a customer that headquarters does not have.
    pub(crate) account: Option<&'a str>,
    /// The customer by its GUID or account; none where headquarters has neither.
    pub(crate) customer: Option<CustomerId>,
    /// The row's own spelling of the GUID, where the customer's differs.
    pub(crate) async_account: Option<&'a str>,
    /// `DATAAREAID`, where it is not the channel's company.
    pub(crate) company: Option<&'a str>,
}

/// A row of a channel, as the P-job stores it.
#[derive(Debug)]
pub(crate) struct NewOperation<'a> {
    pub(crate) channel: ChannelKey,
    pub(crate) epoch: i64,
    pub(crate) kind: RecordKind,
    pub(crate) counter: Counter,
    pub(crate) particulars: Particulars<'a>,
    pub(crate) received: Timestamp,
    /// Number of the row's layout.
    pub(crate) layout: i64,
    /// The row as [`crate::model::encode_row`] writes it.
    pub(crate) row: &'a str,
    /// Why it is malformed; empty where it is not.
    pub(crate) problems: &'a [Problem],
}

/// An operation that `sync` is to decide on, with all that it says.
#[derive(Debug, Clone)]
pub(crate) struct WorkItem {
    pub(crate) order: Order,
    /// Always there: a row without is malformed, and never pending.
    pub(crate) action: Action,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) key: String,
    pub(crate) received: Timestamp,
    /// `DATAAREAID`, where it is not the channel's company.
    pub(crate) company: Option<String>,
    /// The row's own spelling of the GUID, where the customer's differs.
    pub(crate) async_account: Option<String>,
    /// `CUSTACCOUNT`, while it names a customer that headquarters does not have.
    pub(crate) account: Option<String>,
    pub(crate) turn: Turn,
    pub(crate) layout: Arc<Layout>,
    /// As received, or as the last edit left it.
    pub(crate) row: String,
}

/// How often an operation was tried and edited so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Turn {
    pub(crate) attempts: u32,
    pub(crate) edits: u32,
}

impl Turn {
    /// Grows with each attempt and each edit.
    pub(super) fn number(self) -> u32 {
        self.attempts + self.edits
    }
}

/// An operation of a customer that failed or waits.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) order: Order,
    pub(crate) action: Option<Action>,
    pub(crate) key: String,
    pub(crate) state: State,
}

impl Held {
    /// Whether it may create its record once it is corrected: a create, or an operation that cannot be read.
    pub(crate) fn may_create(&self) -> bool {
        matches!(self.action, Some(Action::Create) | None)
    }
}

/// What becomes of an operation.
#[derive(Debug, Clone)]
pub(crate) struct Verdict {
    pub(crate) state: State,
    /// Whether it was a try: waiting for another operation is none.
    pub(crate) attempt: bool,
    pub(crate) effect: Option<Effect>,
    /// The account that the operation assigns to its customer.
    pub(crate) account: Option<AssignedAccount>,
    pub(crate) changes: Vec<Change>,
    pub(crate) problems: Vec<Problem>,
}

/// A synced operation that its channel is to be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyncedRow {
    pub(crate) id: OperationId,
    pub(crate) epoch: i64,
    pub(crate) kind: RecordKind,
    pub(crate) counter: Counter,
    /// How often it was tried and edited.
    turn: u32,
}

/// The row of an operation `o` with the received row `r`, after its edits.
pub(super) const ROW: &str =
    "CASE WHEN o.edited THEN (SELECT e.row FROM edited_row e WHERE e.operation = o.id) ELSE r.row END";

/// What is selected for a [`WorkItem`], before its row.
const WORK_ITEM: &str = "o.id, o.kind, o.counter, o.channel, o.at, o.action, o.customer, o.key, o.received, o.company, \
     o.async_account, o.account, o.attempts, o.edited, r.layout";

impl Store {
    /// The next pending operations in the order of `sync`: at most `limit`, and fewer where their rows are large.
    pub(crate) fn pending(&self, limit: usize) -> Result<Vec<WorkItem>> {
        let sql = format!(
            "SELECT {WORK_ITEM}, {ROW} FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.state = 0 ORDER BY o.at, o.kind, o.counter, o.channel, o.id LIMIT ?1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([limit as i64])?;
        let mut items = Vec::new();
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let item = self.work_item(row)?;
            bytes += item.row.len();
            items.push(item);
            if bytes >= BATCH_BYTES {
                break;
            }
        }
        Ok(items)
    }

    /// One operation as `sync` needs it.
    pub(crate) fn work(&self, id: OperationId) -> Result<WorkItem> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {WORK_ITEM}, {ROW} FROM operation o JOIN received r ON r.operation = o.id WHERE o.id = ?1"
        ))?;
        let mut rows = statement.query([id.0])?;
        let row = rows.next()?.ok_or_else(|| unreadable("an operation"))?;
        self.work_item(row)
    }

    /// The pending operations of a customer that come before an operation on the same record: those on that record and on
    /// the customer itself, and what is to create the customer, whenever it came.
    pub(crate) fn pending_before(&self, customer: CustomerId, item: &WorkItem) -> Result<Vec<Order>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, kind, counter, channel, at, action FROM operation
             WHERE customer = ?1 AND state = 0 AND id <> ?2 AND (kind = 0 OR (kind = ?3 AND key = ?4))",
        )?;
        let mut rows = statement.query((customer.0, item.order.id.0, item.order.kind.index(), &item.key))?;
        let mut before = Vec::new();
        while let Some(row) = rows.next()? {
            let order = order_of(row)?;
            let creates =
                order.kind == RecordKind::Customer && row.get::<_, Option<i64>>(5)? == Some(Action::Create as i64);
            if order < item.order || creates {
                before.push(order);
            }
        }
        Ok(before)
    }

    /// The state of an operation; none where there is no such operation.
    pub(crate) fn state(&self, id: OperationId) -> Result<Option<State>> {
        let mut statement = self.connection.prepare_cached("SELECT state FROM operation WHERE id = ?1")?;
        let state: Option<i64> = statement.query_row([id.0], |row| row.get(0)).optional()?;
        state.map(state_of).transpose()
    }

    /// How many operations are pending.
    pub(crate) fn count_pending(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM operation WHERE state = 0";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// The failed and waiting operations of a customer, or those on one of its records, in the order of `sync`.
    pub(crate) fn held(&self, customer: CustomerId, record: Option<(RecordKind, &str)>) -> Result<Vec<Held>> {
        let (kind, key) = record.map_or((None, None), |(kind, key)| (Some(kind.index()), Some(key)));
        let condition = if record.is_some() { "kind = ?2 AND key = ?3" } else { "?2 IS NULL AND ?3 IS NULL" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, kind, counter, channel, at, action, key, state FROM operation INDEXED BY operation_held
             WHERE customer = ?1 AND {condition} AND state IN (1, 2) ORDER BY at, kind, counter, channel, id",
        ))?;
        let mut rows = statement.query((customer.0, kind, key))?;
        let mut held = Vec::new();
        while let Some(row) = rows.next()? {
            held.push(Held {
                order: order_of(row)?,
                action: row.get::<_, Option<i64>>(5)?.and_then(Action::from_number),
                key: row.get(6)?,
                state: state_of(row.get(7)?)?,
            });
        }
        Ok(held)
    }

    /// Whether any operation of a customer failed or waits. For most customers none does.
    pub(crate) fn has_held(&self, customer: CustomerId) -> Result<bool> {
        // Without a hint SQLite takes the index of all operations of the customer, of which there may be very many.
        let sql = "SELECT 1 FROM operation INDEXED BY operation_held WHERE customer = ?1 AND state IN (1, 2)";
        Ok(self.connection.prepare_cached(sql)?.exists([customer.0])?)
    }

    /// The earliest failed or waiting operation on a record; of those that may create it only, where that is asked for.
    pub(crate) fn earliest_held(
        &self,
        customer: CustomerId,
        (kind, key): (RecordKind, &str),
        only_creations: bool,
    ) -> Result<Option<Order>> {
        // As the partial index says it, which SQLite has to recognize.
        let condition = if only_creations { "AND coalesce(action, 1) = 1" } else { "" };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT id, kind, counter, channel, at FROM operation
             WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND state IN (1, 2) {condition}
             ORDER BY at, counter, channel, id LIMIT 1",
        ))?;
        let mut rows = statement.query((customer.0, kind.index(), key))?;
        rows.next()?.map(order_of).transpose()
    }

    /// Waiting operations with an unknown customer that are to be decided on again: those that were received before
    /// `expired`, those whose account headquarters has given meanwhile, and those whose customer's creation has come but
    /// has not gone through.
    pub(crate) fn orphans_due(&self, expired: Timestamp) -> Result<Vec<OperationId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.id FROM problem p JOIN operation o ON o.id = p.operation
             WHERE p.code = ?1 AND o.state = 1 AND (o.received <= ?2 OR (o.account IS NOT NULL AND EXISTS (
               SELECT 1 FROM customer c JOIN channel h ON h.company = c.company
               WHERE h.id = o.channel AND c.account = o.account)) OR EXISTS (
               SELECT 1 FROM operation x WHERE x.customer = o.customer AND x.state IN (1, 2)
                 AND coalesce(x.action, 1) = 1 AND x.kind = 0))
             ORDER BY o.id",
        )?;
        let rows = statement.query_map((Code::CustomerUnknown.name(), expired.0), |row| row.get(0).map(OperationId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether an operation has a problem of that code.
    pub(crate) fn has_problem(&self, id: OperationId, code: Code) -> Result<bool> {
        let mut statement =
            self.connection.prepare_cached("SELECT 1 FROM problem WHERE operation = ?1 AND code = ?2")?;
        Ok(statement.exists((id.0, code.name()))?)
    }

    /// The problems of an operation, in the order in which they were found.
    pub(crate) fn problems(&self, id: OperationId) -> Result<Vec<Problem>> {
        problems_of(&self.connection, id)
    }

    /// What a synchronized operation changed, in the order of the fields.
    pub(crate) fn changes(&self, id: OperationId) -> Result<Vec<Change>> {
        changes_of(&self.connection, id)
    }

    /// The next synced operations of a channel whose customer's changes it has received up to the change with that
    /// number, by table and counter, after the one given.
    pub(crate) fn synced(
        &self,
        channel: ChannelKey,
        downloaded: i64,
        after: Option<SyncedRow>,
        limit: usize,
    ) -> Result<Vec<SyncedRow>> {
        let (kind, counter) = after.map_or((-1, 0), |row| (row.kind.index() as i64, row.counter.0));
        let mut statement = self.connection.prepare_cached(
            "SELECT o.id, o.epoch, o.kind, o.counter, o.attempts + o.edited FROM operation o LEFT JOIN customer c ON c.id = o.customer
             WHERE o.state = 3 AND o.channel = ?1 AND (o.kind, o.counter) > (?2, ?3) AND coalesce(c.changed, 0) <= ?4
             ORDER BY o.kind, o.counter LIMIT ?5",
        )?;
        let mut rows = statement.query((channel.0, kind, counter, downloaded, limit as i64))?;
        let mut synced = Vec::new();
        while let Some(row) = rows.next()? {
            synced.push(SyncedRow {
                id: OperationId(row.get(0)?),
                epoch: row.get(1)?,
                kind: kind_of(row.get(2)?)?,
                counter: Counter(row.get(3)?),
                turn: row.get(4)?,
            });
        }
        Ok(synced)
    }

    fn work_item(&self, row: &Row<'_>) -> Result<WorkItem> {
        Ok(WorkItem {
            order: order_of(row)?,
            action: row
                .get::<_, Option<i64>>(5)?
                .and_then(Action::from_number)
                .ok_or_else(|| unreadable("a pending operation's action"))?,
            customer: row.get::<_, Option<i64>>(6)?.map(CustomerId),
            key: row.get(7)?,
            received: Timestamp(row.get(8)?),
            company: row.get(9)?,
            async_account: row.get(10)?,
            account: row.get(11)?,
            turn: Turn { attempts: row.get(12)?, edits: row.get(13)? },
            layout: self.layout(row.get(14)?)?,
            row: row.get(15)?,
        })
    }
}

impl Transaction<'_> {
    /// Stores a row as an operation: pending, or failed where it is malformed. Gives false, and stores nothing, where the
    /// channel's table had a row with that counter before.
    pub(crate) fn add_operation(&self, new: &NewOperation<'_>) -> Result<bool> {
        let particulars = &new.particulars;
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
                particulars.action.map(|action| action as i64),
                particulars.customer.map(|customer| customer.0),
                particulars.key,
                particulars.timestamp.unwrap_or(new.received).0,
                particulars.timestamp.is_some(),
                new.received.0,
                particulars.company,
                particulars.async_account,
                particulars.account,
            ),
        )?;
        if added == 0 {
            return Ok(false);
        }
        let id = OperationId(self.connection.last_insert_rowid());
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

    /// Writes what became of an operation. It had no problems and changes before: see [`Transaction::reopen`].
    pub(crate) fn set_verdict(&self, id: OperationId, turn: Turn, event: Event, verdict: &Verdict) -> Result<()> {
        let turn = Turn { attempts: turn.attempts + u32::from(verdict.attempt), ..turn };
        let outcome = OperationOutcome {
            effect: verdict.effect,
            account: verdict.account.as_ref(),
            problems: &verdict.problems,
            changes: &verdict.changes,
        };
        self.draft.borrow_mut().step(event, id, verdict.state, turn.number(), Some(outcome.digest()));
        self.execute(
            "UPDATE operation SET state = ?2, attempts = ?3, effect = ?4, superseded_by = ?5 WHERE id = ?1",
            (
                id.0,
                verdict.state.index(),
                turn.attempts,
                verdict.effect.map(Effect::number),
                verdict.effect.and_then(Effect::superseded_by).map(|by| by.0),
            ),
        )?;
        self.add_problems(id, &verdict.problems)?;
        if !verdict.changes.is_empty() {
            self.add_later_document(id)?;
        }
        for (position, change) in verdict.changes.iter().enumerate() {
            self.execute(
                "INSERT INTO change (operation, position, field, old, new) VALUES (?1, ?2, ?3, ?4, ?5)",
                (id.0, position, &change.field, &change.old, &change.new),
            )?;
        }
        Ok(())
    }

    /// Makes a failed, waiting or dismissed operation pending again.
    pub(crate) fn reopen(&self, id: OperationId) -> Result<()> {
        // No entry will tell of an attempt that is followed by another one in the same transaction.
        if self.draft.borrow().has_replaceable_outcome(id) {
            self.execute("DELETE FROM problem WHERE operation = ?1", [id.0])?;
        } else {
            self.put_problems_aside(id)?;
        }
        self.enter(id, State::Pending, Event::Released, Some(*NO_OUTCOME))
    }

    /// Takes an operation out of `sync`. Its problems stay, to be seen.
    pub(crate) fn dismiss(&self, id: OperationId) -> Result<()> {
        self.enter(id, State::Dismissed, Event::Dismissed, None)
    }

    /// Makes a dismissed operation failed again, since its row is malformed.
    pub(crate) fn revive(&self, id: OperationId) -> Result<()> {
        self.enter(id, State::Failed, Event::Resynced, None)
    }

    fn enter(&self, id: OperationId, state: State, event: Event, outcome: Option<Digest>) -> Result<()> {
        let mut statement = self
            .connection
            .prepare_cached("UPDATE operation SET state = ?2 WHERE id = ?1 RETURNING attempts, edited")?;
        let turn =
            statement.query_row((id.0, state.index()), |row| Ok(Turn { attempts: row.get(0)?, edits: row.get(1)? }))?;
        self.draft.borrow_mut().step(event, id, state, turn.number(), outcome);
        Ok(())
    }

    /// Ends that an operation has problems; those of an attempt are kept for its history. One that waited when it was
    /// dismissed is still at the turn of the attempt before, whose problems stay.
    pub(super) fn put_problems_aside(&self, id: OperationId) -> Result<()> {
        self.execute(
            "INSERT INTO past_problem (operation, turn, position, reason, field, value, expected, suggestion)
             SELECT p.operation, o.attempts + o.edited, p.position, p.reason, p.field, p.value, p.expected, p.suggestion
             FROM problem p JOIN operation o ON o.id = p.operation WHERE o.id = ?1 AND o.state IN (2, 5)
             ON CONFLICT DO NOTHING",
            [id.0],
        )?;
        self.execute("DELETE FROM problem WHERE operation = ?1", [id.0])?;
        Ok(())
    }

    /// Says which customer an operation is about, once its account is found to be known. The row's own spelling of the GUID,
    /// or that it has none, stays known.
    pub(crate) fn assign_customer(&self, id: OperationId, customer: CustomerId) -> Result<()> {
        self.execute(
            "UPDATE operation SET customer = ?2, account = NULL, async_account = nullif(
               coalesce(async_account, (SELECT c.async_account FROM customer c WHERE c.id = operation.customer), ''),
               (SELECT c.async_account FROM customer c WHERE c.id = ?2))
             WHERE id = ?1",
            (id.0, customer.0),
        )?;
        Ok(())
    }

    /// Completes synced operations.
    pub(crate) fn complete(&self, rows: &[SyncedRow]) -> Result<()> {
        for row in rows {
            if self.execute("UPDATE operation SET state = 4 WHERE id = ?1 AND state = 3", [row.id.0])? > 0 {
                self.draft.borrow_mut().step(Event::Completed, row.id, State::Completed, row.turn, None);
            }
        }
        Ok(())
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

/// The order of an operation from the columns id, kind, counter, channel and at.
fn order_of(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        id: OperationId(row.get(0)?),
        kind: kind_of(row.get(1)?)?,
        counter: Counter(row.get(2)?),
        channel: ChannelKey(row.get(3)?),
        at: Timestamp(row.get(4)?),
    })
}
