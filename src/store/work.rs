//! The operations that `sync` works on: those that are pending, in its order.

use std::sync::Arc;

use rusqlite::Row;

use super::error::{Result, StoreError, missing, unreadable};
use super::handle::Store;
use super::operations::{BATCH_BYTES, ROW};
use super::stored_values::kind_of;
use crate::model::{Action, ChannelKey, Counter, CustomerId, Layout, OperationId, Order, RecordKind, Timestamp};

/// An operation that `sync` decides on, with everything in it.
#[derive(Debug, Clone)]
pub(crate) struct WorkItem {
    pub(crate) order: Order,
    /// Never missing: a row without an action is malformed, and never pending.
    pub(crate) action: Action,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) key: String,
    pub(crate) received: Timestamp,
    /// `DATAAREAID`, if it is not the channel's company.
    pub(crate) company: Option<String>,
    /// The row's own spelling of the GUID, if the customer's differs.
    pub(crate) async_account: Option<String>,
    /// `CUSTACCOUNT`, while it names a customer that headquarters does not have.
    pub(crate) account: Option<String>,
    pub(crate) revision: Revision,
    pub(crate) layout: Arc<Layout>,
    /// As received, or as the last edit left it.
    pub(crate) row: String,
}

/// How many attempts and edits an operation had so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Revision {
    pub(crate) attempts: u32,
    pub(crate) edits: u32,
}

impl Revision {
    /// Returns the number of attempts and edits together.
    pub(super) fn number(self) -> u32 {
        self.attempts + self.edits
    }
}

/// The columns of a [`WorkItem`], before its row.
const WORK_ITEM: &str = "o.id, o.kind, o.counter, o.channel, o.at, o.action, o.customer, o.key, o.received, o.company, \
     o.async_account, o.account, o.attempts, o.edited, r.layout";

/// The next pending operations.
#[derive(Debug, Default)]
pub(crate) struct PendingBatch {
    pub(crate) items: Vec<WorkItem>,
    /// Those that cannot be read, and why.
    pub(crate) unreadable: Vec<(OperationId, StoreError)>,
}

impl Store {
    /// Returns the next pending operations in the order of `sync`: at most `limit`, and fewer if their rows are large.
    pub(crate) fn pending(&self, limit: usize) -> Result<PendingBatch> {
        let sql = format!(
            "SELECT {WORK_ITEM}, {ROW} FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.state = 0 ORDER BY o.at, o.kind, o.counter, o.channel, o.id LIMIT ?1"
        );
        let mut statement = self.connection().prepare_cached(&sql)?;
        let mut rows = statement.query([limit as i64])?;
        let mut batch = PendingBatch::default();
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            match self.work_item(row) {
                Ok(item) => {
                    bytes += item.row.len();
                    batch.items.push(item);
                }
                Err(error) if error.is_of_a_row() => batch.unreadable.push((OperationId(row.get(0)?), error)),
                Err(error) => return Err(error),
            }
            if bytes >= BATCH_BYTES {
                break;
            }
        }
        Ok(batch)
    }

    /// Returns one operation as `sync` needs it.
    pub(crate) fn work(&self, id: OperationId) -> Result<WorkItem> {
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {WORK_ITEM}, {ROW} FROM operation o JOIN received r ON r.operation = o.id WHERE o.id = ?1"
        ))?;
        let mut rows = statement.query([id.0])?;
        let row = rows.next()?.ok_or_else(|| missing(&format!("the row of operation {id}")))?;
        self.work_item(row)
    }

    /// Returns the pending operations of a customer that come before an operation on one of its records: those on that
    /// record and on the customer itself, and those that create the customer, whenever they came.
    pub(crate) fn pending_before(&self, customer: CustomerId, item: &WorkItem) -> Result<Vec<Order>> {
        let mut statement = self.connection().prepare_cached(
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

    /// Returns the number of pending operations.
    pub(crate) fn count_pending(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM operation WHERE state = 0";
        Ok(self.connection().query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
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
            revision: Revision { attempts: row.get(12)?, edits: row.get(13)? },
            layout: self.layout(row.get(14)?)?,
            row: row.get(15)?,
        })
    }
}

/// Reads the order of an operation from the columns id, kind, counter, channel and at.
pub(super) fn order_of(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        id: OperationId(row.get(0)?),
        kind: kind_of(row.get(1)?)?,
        counter: Counter(row.get(2)?),
        channel: ChannelKey(row.get(3)?),
        at: Timestamp(row.get(4)?),
    })
}
