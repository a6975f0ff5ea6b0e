//! Synced operations on their way to being completed by 1010.

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
        let mut statement = self.connection().prepare_cached(
            "SELECT o.id, o.epoch, o.kind, o.counter, o.attempts + o.edited, o.customer
             FROM operation o LEFT JOIN customer c ON c.id = o.customer
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
                revision: row.get(4)?,
                customer: row.get::<_, Option<i64>>(5)?.map(CustomerId),
            });
        }
        Ok(synced)
    }
}

impl Transaction<'_> {
    /// Marks synced operations as completed.
    pub(crate) fn complete(&self, rows: &[SyncedRow]) -> Result<()> {
        for row in rows {
            if self.execute("UPDATE operation SET state = 4 WHERE id = ?1 AND state = 3", [row.id.0])? > 0 {
                self.draft.borrow_mut().step(Event::Completed, row.id, State::Completed, row.revision, None);
            }
        }
        Ok(())
    }
}
