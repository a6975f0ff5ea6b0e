//! Counters that no row of an upload table had when the P-job passed: they are looked for until they are given up.

use std::collections::HashMap;

use super::channels::{ChannelRow, Gap};
use super::database::{among, ids, params};
use super::error::Result;
use super::handle::Store;
use super::transaction::Transaction;
use crate::model::{Counter, OperationId, RecordKind, Timestamp};
use crate::trail::{GapsForgotten, Note};

/// The operation after a gap, with which the P-job passed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OperationAfterGap {
    pub(crate) operation: OperationId,
    /// When its row was received, or recognized in the channel's present database.
    pub(crate) received: Timestamp,
}

impl Store {
    /// Returns the operations after gaps of an upload table, by the last counters of the gaps.
    pub(crate) fn after_gaps(
        &self,
        channel: &ChannelRow,
        kind: RecordKind,
        gaps: &[Gap],
    ) -> Result<HashMap<Counter, OperationAfterGap>> {
        let sql = format!(
            "SELECT o.counter, o.id, o.received, o.epoch FROM operation o
             WHERE o.channel = ?1 AND o.epoch = ?2 AND o.kind = ?3 AND {}
             UNION ALL
             SELECT t.counter, o.id, o.received, o.epoch FROM retaken t JOIN operation o ON o.id = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND t.kind = ?3 AND {}",
            among("o.counter", 4),
            among("t.counter", 4)
        );
        let reset = if channel.epoch > 1 { self.resets(channel.key)?.last().map(|reset| reset.at) } else { None };
        let [channel_key, epoch, kind] = params![channel.key.0, channel.epoch, kind.index()];
        let after = ids(gaps.iter().map(|gap| gap.last.0.saturating_add(1)));
        let found = self.settled()?.all(&sql, &[channel_key, epoch, kind, after], |row| {
            let received = Some(Timestamp(row.get(2)?)).max(reset);
            let received = received.unwrap_or(Timestamp(i64::MAX));
            let after = OperationAfterGap { operation: OperationId(row.get(1)?), received };
            Ok((Counter(row.get::<i64>(0)?.saturating_sub(1)), after))
        })?;
        Ok(found.into_iter().collect())
    }
}

impl Transaction<'_> {
    /// Gives up the counters of gaps of an upload table: nobody looks for them any more.
    pub(crate) fn forget_gaps(&self, channel: &ChannelRow, kind: RecordKind, gaps: &[Gap]) -> Result<()> {
        for gap in gaps {
            self.remove_gap(channel.key, kind, *gap)?;
        }
        self.add_note(&Note::GapsForgotten(GapsForgotten {
            channel: channel.name.clone(),
            number: channel.key.0,
            epoch: channel.epoch,
            table: kind.table().to_owned(),
            gaps: gaps.iter().map(|gap| (gap.first.0, gap.last.0)).collect(),
        }));
        Ok(())
    }
}
