//! Epochs of a channel: a new one begins when its database is replaced, since its counters then start again.

use rusqlite::OptionalExtension as _;

use super::channels::ChannelRow;
use super::error::{Result, unreadable};
use super::evidence::contacts_digest;
use super::handle::Store;
use super::stored_values::kind_of;
use super::trail::{COLUMNS, read_without_steps};
use super::transaction::Transaction;
use crate::model::{ChannelKey, Counter, OperationId, RecordKind, Timestamp, hex};
use crate::trail::{Author, Event, Note, ReportedRange, RowsReported, reset_details, reset_epoch};

/// An entry of the audit trail that says that a channel's database was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelReset {
    pub(crate) entry: i64,
    pub(crate) at: Timestamp,
    pub(crate) author: Author,
    /// The epoch that began with the reset.
    pub(crate) epoch: i64,
    /// The entry's hash in hexadecimal digits.
    pub(crate) hash: String,
}

/// A row of a channel as it was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UploadedRow {
    pub(crate) operation: OperationId,
    /// The number of the row's layout.
    pub(crate) layout: i64,
    /// The row as [`crate::model::encode_row`] writes it.
    pub(crate) row: String,
}

/// A row of a channel's present database whose operation is completed; the database may not have that yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CompletedRow {
    pub(crate) kind: RecordKind,
    pub(crate) counter: Counter,
}

impl Store {
    /// Returns the resets of a channel, oldest first.
    pub(crate) fn resets(&self, channel: ChannelKey) -> Result<Vec<ChannelReset>> {
        let mut statement = self.connection().prepare_cached(&format!(
            "SELECT {COLUMNS} FROM entry WHERE event = ?1 AND details ->> 'number' = ?2 ORDER BY id"
        ))?;
        let mut rows = statement.query((Event::Reset.name(), channel.0))?;
        let mut resets = Vec::new();
        while let Some(row) = rows.next()? {
            let (entry, hash) = read_without_steps(row)?;
            let epoch = reset_epoch(&entry.details).ok_or_else(|| unreadable("an entry's details"))?;
            resets.push(ChannelReset {
                entry: entry.id,
                at: Timestamp(entry.at),
                author: entry.author(),
                epoch,
                hash: hex(&hash),
            });
        }
        Ok(resets)
    }

    /// Returns what was uploaded from a channel's table under a counter in its present epoch.
    pub(crate) fn uploaded(
        &self,
        channel: &ChannelRow,
        kind: RecordKind,
        counter: Counter,
    ) -> Result<Option<UploadedRow>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT o.id, r.layout, r.row FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.channel = ?1 AND o.epoch = ?2 AND o.kind = ?3 AND o.counter = ?4
             UNION ALL
             SELECT t.operation, r.layout, r.row FROM retaken t JOIN received r ON r.operation = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND t.kind = ?3 AND t.counter = ?4",
        )?;
        let parameters = (channel.key.0, channel.epoch, kind.index(), counter.0);
        Ok(statement.query_row(parameters, uploaded_row).optional()?)
    }

    /// Returns what was uploaded from a channel's table under a counter in earlier epochs, the newest first.
    pub(crate) fn uploaded_before(
        &self,
        channel: &ChannelRow,
        kind: RecordKind,
        counter: Counter,
    ) -> Result<Vec<UploadedRow>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT o.id, r.layout, r.row FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.channel = ?1 AND o.epoch < ?2 AND o.kind = ?3 AND o.counter = ?4 ORDER BY o.epoch DESC",
        )?;
        let rows = statement.query_map((channel.key.0, channel.epoch, kind.index(), counter.0), uploaded_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the completed rows of a channel's present epoch after the one given, by table and counter.
    pub(crate) fn completed(
        &self,
        channel: &ChannelRow,
        after: Option<CompletedRow>,
        limit: usize,
    ) -> Result<Vec<CompletedRow>> {
        let (kind, counter) = after.map_or((-1, 0), |row| (row.kind.index() as i64, row.counter.0));
        let mut statement = self.connection().prepare_cached(
            "SELECT kind, counter FROM operation WHERE channel = ?1 AND epoch = ?2 AND (kind, counter) > (?3, ?4)
               AND state = 4
             UNION ALL
             SELECT t.kind, t.counter FROM retaken t JOIN operation o ON o.id = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND (t.kind, t.counter) > (?3, ?4) AND o.state = 4
             ORDER BY 1, 2 LIMIT ?5",
        )?;
        completed_rows(statement.query((channel.key.0, channel.epoch, kind, counter, limit as i64))?)
    }

    /// Returns at most `limit` rows of a replaced channel database that are still to be reported to it as completed.
    pub(crate) fn unreported_rows(&self, channel: &ChannelRow, limit: usize) -> Result<Vec<CompletedRow>> {
        let mut statement = self.connection().prepare_cached(
            "SELECT t.kind, t.counter FROM retaken t JOIN operation o ON o.id = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND t.told = 0 AND o.state = 4 ORDER BY t.kind, t.counter LIMIT ?3",
        )?;
        completed_rows(statement.query((channel.key.0, channel.epoch, limit as i64))?)
    }
}

fn completed_rows(mut rows: rusqlite::Rows<'_>) -> Result<Vec<CompletedRow>> {
    let mut completed = Vec::new();
    while let Some(row) = rows.next()? {
        completed.push(CompletedRow { kind: kind_of(row.get(0)?)?, counter: Counter(row.get(1)?) });
    }
    Ok(completed)
}

fn uploaded_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<UploadedRow> {
    Ok(UploadedRow { operation: OperationId(row.get(0)?), layout: row.get(1)?, row: row.get(2)? })
}

impl Transaction<'_> {
    /// Begins a new epoch of a channel: its tables are read from the beginning, and it gets every customer. Returns the
    /// number of the epoch.
    pub(crate) fn begin_epoch(&self, channel: &ChannelRow) -> Result<i64> {
        let epoch =
            channel.epoch.checked_add(1).ok_or_else(|| unreadable("the number of times a channel was replaced"))?;
        self.execute(
            "UPDATE channel SET epoch = ?2, downloaded = 0, error = NULL, failure = NULL WHERE id = ?1",
            (channel.key.0, epoch),
        )?;
        self.execute("DELETE FROM bookmark WHERE channel = ?1", [channel.key.0])?;
        self.execute("DELETE FROM gap WHERE channel = ?1", [channel.key.0])?;
        let contacts = contacts_digest(self.connection())?.unwrap_or_default();
        let details = reset_details(&channel.name, channel.key, epoch, contacts);
        self.draft.borrow_mut().note(Event::Reset, details);
        Ok(epoch)
    }

    /// Notes that a row of a replaced channel database was uploaded in an earlier epoch, as this operation.
    pub(crate) fn note_uploaded_before(
        &self,
        channel: ChannelKey,
        epoch: i64,
        kind: RecordKind,
        counter: Counter,
        operation: OperationId,
    ) -> Result<()> {
        self.execute(
            "INSERT INTO retaken (channel, epoch, kind, counter, operation) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
            (channel.0, epoch, kind.index(), counter.0, operation.0),
        )?;
        Ok(())
    }

    /// Notes that rows were reported to their channel as completed.
    pub(crate) fn set_reported(&self, channel: &ChannelRow, rows: &[CompletedRow]) -> Result<()> {
        for row in rows {
            self.execute(
                "UPDATE retaken SET told = 1 WHERE channel = ?1 AND epoch = ?2 AND kind = ?3 AND counter = ?4",
                (channel.key.0, channel.epoch, row.kind.index(), row.counter.0),
            )?;
        }
        let rows = ReportedRange::of(rows.iter().map(|row| (row.kind.index() as i64, row.counter.0)));
        self.add_note(&Note::Reported(RowsReported { number: channel.key.0, epoch: channel.epoch, rows }));
        Ok(())
    }
}
