//! Synced operations on their way to being completed by 1010.

use std::collections::HashSet;

use super::database::{among, ids, params};
use super::epochs::CompletedRow;
use super::error::Result;
use super::handle::Store;
use super::stored_values::kind_of;
use super::transaction::Transaction;
use crate::model::{ChannelKey, Counter, CustomerId, OperationId, RecordKind, State};
use crate::trail::Event;

/// A synced operation that is to be reported to its channel as completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyncedRow {
    pub(crate) id: OperationId,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) epoch: i64,
    pub(crate) kind: RecordKind,
    pub(crate) counter: Counter,
    /// The number of its attempts and edits.
    revision: u32,
}

impl From<&SyncedRow> for CompletedRow {
    fn from(row: &SyncedRow) -> Self {
        Self { kind: row.kind, counter: row.counter }
    }
}

impl Store {
    /// Returns the next synced operations of a channel after the one given, by table and counter: those whose
    /// customer's last change is not after the one with the number `downloaded`, which the channel has received.
    pub(crate) fn synced(
        &self,
        channel: ChannelKey,
        downloaded: i64,
        after: Option<SyncedRow>,
        limit: usize,
    ) -> Result<Vec<SyncedRow>> {
        let (kind, counter) = after.map_or((-1, 0), |row| (row.kind.index() as i64, row.counter.0));
        let sql = "SELECT o.id, o.epoch, o.kind, o.counter, o.attempts + o.edited, o.customer
                   FROM operation o LEFT JOIN customer c ON c.id = o.customer
                   WHERE o.state = 3 AND o.channel = ?1 AND (o.kind, o.counter) > (?2, ?3)
                     AND coalesce(c.changed, 0) <= ?4
                   ORDER BY o.kind, o.counter LIMIT ?5";
        self.settled()?.all(sql, &params![channel.0, kind, counter, downloaded, limit], |row| {
            Ok(SyncedRow {
                id: OperationId(row.get(0)?),
                epoch: row.get(1)?,
                kind: kind_of(row.get(2)?)?,
                counter: Counter(row.get(3)?),
                revision: row.get(4)?,
                customer: row.get::<Option<i64>>(5)?.map(CustomerId),
            })
        })
    }
}

impl Transaction<'_> {
    /// Marks synced operations of a channel as completed.
    pub(crate) fn complete(&self, channel: ChannelKey, rows: &[SyncedRow]) -> Result<()> {
        let sql = format!(
            "UPDATE operation SET state = 4, run = coalesce(?2, run) WHERE {} AND state = 3 RETURNING id",
            among("id", 1)
        );
        let synced = ids(rows.iter().map(|row| row.id.0));
        let [run] = params![self.run()];
        let completed = self.settled()?.all(&sql, &[synced, run], |row| Ok(OperationId(row.get(0)?)))?;
        let count = completed.len() as i64;
        self.desk.borrow_mut().writes.count(channel, Some(State::Synced), State::Completed, count);
        let completed: HashSet<_> = completed.into_iter().collect();
        let mut draft = self.draft.borrow_mut();
        for row in rows.iter().filter(|row| completed.contains(&row.id)) {
            draft.step(Event::Completed, row.id, State::Completed, row.revision, None);
        }
        Ok(())
    }
}
