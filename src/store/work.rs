//! The operations that `sync` works on: those that are pending, in its order.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

use super::customer::Customer;
use super::customers::{RECORD, RECORD_JOINS, record_of};
use super::database::{Row, among, ids, params};
use super::error::{Result, StoreError, missing, unreadable};
use super::handle::Store;
use super::operations::{BATCH_BYTES, ORDER_TIME, ROW};
use super::stored_values::kind_of;
use super::work_item::{Revision, WorkItem};
use crate::model::{Action, ChannelKey, Counter, CustomerId, OperationId, Order, RecordKind, Timestamp};

/// The columns of a [`WorkItem`], before its row.
const WORK_ITEM: &str = "o.id, o.kind, o.counter, o.channel, coalesce(o.ordered, o.at), o.action, o.customer, o.key, o.received, o.company, \
     o.async_account, o.account, o.attempts, o.edited, r.layout";

/// The next pending operations.
#[derive(Debug, Default)]
pub(crate) struct PendingBatch {
    pub(crate) items: Vec<WorkItem>,
    /// Those that cannot be read, and why.
    pub(crate) unreadable: Vec<(OperationId, StoreError)>,
}

/// What is laid out for a decision with an operation's row, before the columns of [`RECORD`]: its customer, whether a record of the
/// kind ever claimed the primary flag.
const SITUATION: &str = "c.async_account, c.account, \
     CASE WHEN o.kind IN (1, 2) AND EXISTS (SELECT 1 FROM record p WHERE p.customer = o.customer AND p.kind = o.kind \
       AND (p.is_primary <> 0 OR p.claimed IS NOT NULL)) THEN 1 ELSE 0 END";

/// The columns of [`WORK_ITEM`] and [`ROW`], before those of [`SITUATION`].
const WORK_COLUMNS: usize = 16;

/// The SELECT of operations with all that is laid out for a decision on each.
fn work_and_situation() -> String {
    format!(
        "SELECT {WORK_ITEM}, {ROW}, {SITUATION}, {RECORD}
         FROM operation o JOIN received r ON r.operation = o.id LEFT JOIN customer c ON c.id = o.customer
           LEFT JOIN record x ON x.customer = o.customer AND x.kind = o.kind AND x.key = o.key {RECORD_JOINS}"
    )
}

/// What the operations of a batch need that is read after them.
#[derive(Default)]
struct Needs {
    customers: HashSet<CustomerId>,
    claimants: BTreeSet<(CustomerId, RecordKind)>,
}

impl Store {
    /// Returns the next pending operations in the order of `sync`: at most `limit`, and fewer if their rows are large. In a
    /// transaction, what a decision on them needs is laid out.
    pub(crate) fn pending(&self, limit: usize) -> Result<PendingBatch> {
        let sql = format!(
            "{WORK} WHERE o.state = 0 ORDER BY {ORDER_TIME}, o.kind, o.counter, o.channel, o.id LIMIT ?1",
            WORK = work_and_situation()
        );
        let mut batch = PendingBatch::default();
        let (mut bytes, mut needs) = (0, Needs::default());
        self.settled()?.each(&sql, &params![limit], |row| -> Result<_> {
            match self.work_item(row) {
                Ok(item) => {
                    bytes += item.row.len() + self.lay_out(row, &item, &mut needs);
                    batch.items.push(item);
                }
                Err(error) if error.is_of_a_row() => batch.unreadable.push((OperationId(row.get(0)?), error)),
                Err(error) => return Err(error),
            }
            Ok(if bytes >= BATCH_BYTES { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        self.lay_out_needs(needs)?;
        Ok(batch)
    }

    /// Notes the customer and the record of an operation; returns the bytes of the record. What cannot be read is left out, and
    /// shows when it is needed.
    fn lay_out(&self, row: &Row<'_>, item: &WorkItem, needs: &mut Needs) -> usize {
        let mut desk = self.desk.borrow_mut();
        let Some(id) = item.customer.filter(|_| desk.is_open) else { return 0 };
        let at = |place: usize| WORK_COLUMNS + place;
        if needs.customers.insert(id)
            && let (Ok(async_account), Ok(account)) = (row.get(at(0)), row.get(at(1)))
        {
            desk.customers.note(id, || Customer { id, async_account, account });
        }
        let kind = item.order.kind;
        let mut bytes = 0;
        if let Ok(record) = record_of(row, at(3), kind) {
            bytes = record.as_ref().map_or(0, |record| record.fields.len());
            desk.records.note(id, (kind, &item.key), || record);
        }
        if row.get(at(2)).unwrap_or(true) {
            needs.claimants.insert((id, kind));
        } else {
            desk.records.note_claimants(id, kind);
        }
        bytes
    }

    /// Reads what several operations of a batch need together.
    fn lay_out_needs(&self, needs: Needs) -> Result<()> {
        if !self.desk.borrow().is_open {
            return Ok(());
        }
        self.lay_out_held(needs.customers)?;
        self.lay_out_claimants(&needs.claimants)
    }

    /// Returns one operation as `sync` needs it.
    pub(crate) fn work(&self, id: OperationId) -> Result<WorkItem> {
        if let Some(work) = self.desk.borrow().works.get(&id) {
            return Ok(work.clone());
        }
        let sql =
            format!("SELECT {WORK_ITEM}, {ROW} FROM operation o JOIN received r ON r.operation = o.id WHERE o.id = ?1");
        let work = self.settled()?.one(&sql, &params![id.0], |row| self.work_item(row))?;
        work.ok_or_else(|| missing(&format!("the row of operation {id}")))
    }

    /// Lays out operations as `sync` needs them, with what a decision on them needs, as far as they can be read and are not
    /// too large together.
    pub(crate) fn lay_out_works(&self, operations: impl IntoIterator<Item = OperationId>) -> Result<()> {
        let sql = format!("{} WHERE {} ORDER BY o.id", work_and_situation(), among("o.id", 1));
        let (mut works, mut bytes, mut needs) = (Vec::new(), 0, Needs::default());
        self.settled()?.each(&sql, &[ids(operations.into_iter().map(|id| id.0))], |row| -> Result<_> {
            match self.work_item(row) {
                Ok(item) => {
                    bytes += item.row.len() + self.lay_out(row, &item, &mut needs);
                    works.push((item.order.id, item));
                }
                Err(error) if error.is_of_a_row() => {}
                Err(error) => return Err(error),
            }
            Ok(if bytes >= BATCH_BYTES / 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        self.lay_out_needs(needs)?;
        self.desk.borrow_mut().works.extend(works);
        Ok(())
    }

    /// Returns the pending operations of a customer that come before an operation on one of its records: those on that
    /// record and on the customer itself, and those that create the customer, whenever they came.
    pub(crate) fn pending_before(&self, customer: CustomerId, item: &WorkItem) -> Result<Vec<Order>> {
        let mut before = Vec::new();
        self.settled()?.each(
            "SELECT id, kind, counter, channel, coalesce(ordered, at), action FROM operation
             WHERE customer = ?1 AND state = 0 AND id <> ?2 AND (kind = 0 OR (kind = ?3 AND key = ?4))",
            &params![customer.0, item.order.id.0, item.order.kind.index(), &item.key],
            |row| -> Result<_> {
                let order = order_of(row)?;
                let creates =
                    order.kind == RecordKind::Customer && row.get::<Option<i64>>(5)? == Some(Action::Create as i64);
                if order < item.order || creates {
                    before.push(order);
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(before)
    }

    /// Returns the number of pending operations.
    pub(crate) fn count_pending(&self) -> Result<u64> {
        let sql = "SELECT coalesce(sum(operations), 0) FROM state_count WHERE state = 0";
        Ok(self.settled()?.one(sql, &[], |row| row.get(0))?.unwrap_or_default())
    }

    fn work_item(&self, row: &Row<'_>) -> Result<WorkItem> {
        Ok(WorkItem {
            order: order_of(row)?,
            action: row
                .get::<Option<i64>>(5)?
                .and_then(Action::from_number)
                .ok_or_else(|| unreadable("a pending operation's action"))?,
            customer: row.get::<Option<i64>>(6)?.map(CustomerId),
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

/// Reads the order of an operation from the columns id, kind, counter, channel and order time.
pub(super) fn order_of(row: &Row<'_>) -> Result<Order> {
    Ok(Order {
        id: OperationId(row.get(0)?),
        kind: kind_of(row.get(1)?)?,
        counter: Counter(row.get(2)?),
        channel: ChannelKey(row.get(3)?),
        at: Timestamp(row.get(4)?),
    })
}
