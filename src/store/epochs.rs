//! Epochs of a channel: a new one begins when its database is replaced, since its counters then start again.

use std::ops::ControlFlow;

use super::channels::ChannelRow;
use super::database::{Row, Update, among, ids, params};
use super::error::{Result, StoreError, unreadable};
use super::evidence::contacts_digest;
use super::handle::Store;
use super::stored_values::kind_of;
use super::trail::{COLUMNS, read_without_steps};
use super::transaction::Transaction;
use crate::model::{ChannelKey, Counter, OperationId, RecordKind, Timestamp, hex};
use crate::trail::{Author, Event, Note, ReportedRange, RowsReported, reset_channel, reset_details, reset_epoch};

/// Whether a row was reported to its channel as completed.
const REPORTED: Update<5> =
    Update { table: "retaken", columns: ["channel", "epoch", "kind", "counter", "told"], key: 4 };

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
        let sql = format!("SELECT {COLUMNS} FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id");
        let resets = self.settled()?.all(&sql, &params![Event::Reset.name()], |row| {
            let (entry, hash) = read_without_steps(row)?;
            let epoch = reset_epoch(&entry.details).ok_or_else(|| unreadable("an entry's details"))?;
            let (at, author) = (Timestamp(entry.at), entry.author());
            let reset = ChannelReset { entry: entry.id, at, author, epoch, hash: hex(&hash) };
            Ok((reset_channel(&entry.details) == Some(channel)).then_some(reset))
        })?;
        Ok(resets.into_iter().flatten().collect())
    }

    /// Returns what was uploaded from a channel's table under a counter in its present epoch.
    pub(crate) fn uploaded(
        &self,
        channel: &ChannelRow,
        kind: RecordKind,
        counter: Counter,
    ) -> Result<Option<UploadedRow>> {
        let sql = "SELECT o.id, r.layout, r.row FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.channel = ?1 AND o.epoch = ?2 AND o.kind = ?3 AND o.counter = ?4
             UNION ALL
             SELECT t.operation, r.layout, r.row FROM retaken t JOIN received r ON r.operation = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND t.kind = ?3 AND t.counter = ?4";
        self.settled()?.one(sql, &params![channel.key.0, channel.epoch, kind.index(), counter.0], uploaded_row)
    }

    /// Returns the number of the entry with which an operation was uploaded from a channel's present database; `None` if the
    /// trail has none.
    pub(crate) fn entry_of_upload(&self, channel: &ChannelRow, operation: OperationId) -> Result<Option<i64>> {
        let sql = "SELECT min(id) FROM entry WHERE first <= ?1 AND last >= ?1";
        let received: Option<i64> = self.settled()?.only(sql, &params![operation.0], |row| row.get(0))?;
        // What an earlier database had was recognized after the reset.
        let reset = if channel.epoch > 1 { self.resets(channel.key)?.last().map(|reset| reset.entry) } else { None };
        Ok(received.max(reset).filter(|_| received.is_some()))
    }

    /// Returns what was uploaded from a channel's table under a counter in earlier epochs, the newest first: a transaction never
    /// holds that back.
    pub(crate) fn uploaded_before(
        &self,
        channel: &ChannelRow,
        kind: RecordKind,
        counter: Counter,
    ) -> Result<Vec<UploadedRow>> {
        let [channel_key, kind] = params![channel.key.0, kind.index()];
        let parameters = [channel_key, ids(1..channel.epoch), kind, ids([counter.0])];
        self.database.all(&format!("{} ORDER BY o.epoch DESC", before_query()), &parameters, uploaded_row)
    }

    /// Passes what was uploaded from a channel's table under some counters in earlier epochs to `each`, in no order.
    ///
    /// # Errors
    /// Those of the store, and those of `each`, which end the reading.
    pub(crate) fn for_each_uploaded_before<E: From<StoreError>>(
        &self,
        channel: &ChannelRow,
        kind: RecordKind,
        counters: impl Iterator<Item = Counter>,
        mut each: impl FnMut(Counter, UploadedRow) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let [channel_key, kind] = params![channel.key.0, kind.index()];
        let parameters = [channel_key, ids(1..channel.epoch), kind, ids(counters.map(|counter| counter.0))];
        self.database.each(&before_query(), &parameters, |row| {
            each(Counter(row.get(3)?), uploaded_row(row)?).map(ControlFlow::Continue)
        })
    }

    /// Returns the completed rows of a channel's present epoch after the one given, by table and counter.
    pub(crate) fn completed(
        &self,
        channel: &ChannelRow,
        after: Option<CompletedRow>,
        limit: usize,
    ) -> Result<Vec<CompletedRow>> {
        let (kind, counter) = after.map_or((-1, 0), |row| (row.kind.index() as i64, row.counter.0));
        let sql = "SELECT kind, counter FROM operation WHERE channel = ?1 AND epoch = ?2 AND (kind, counter) > (?3, ?4)
               AND state = 4
             UNION ALL
             SELECT t.kind, t.counter FROM retaken t JOIN operation o ON o.id = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND (t.kind, t.counter) > (?3, ?4) AND o.state = 4
             ORDER BY 1, 2 LIMIT ?5";
        self.settled()?.all(sql, &params![channel.key.0, channel.epoch, kind, counter, limit], completed_row)
    }

    /// Returns at most `limit` rows of a replaced channel database that are still to be reported to it as completed.
    pub(crate) fn unreported_rows(&self, channel: &ChannelRow, limit: usize) -> Result<Vec<CompletedRow>> {
        let sql = "SELECT t.kind, t.counter FROM retaken t JOIN operation o ON o.id = t.operation
             WHERE t.channel = ?1 AND t.epoch = ?2 AND t.told = 0 AND o.state = 4 ORDER BY t.kind, t.counter LIMIT ?3";
        self.settled()?.all(sql, &params![channel.key.0, channel.epoch, limit], completed_row)
    }
}

fn completed_row(row: &Row<'_>) -> Result<CompletedRow> {
    Ok(CompletedRow { kind: kind_of(row.get(0)?)?, counter: Counter(row.get(1)?) })
}

/// Returns the query of what was uploaded from a channel's table under some counters in some epochs. The index finds a counter of
/// an epoch, but would have to be read as a whole for a counter of all epochs before another.
fn before_query() -> String {
    format!(
        "SELECT o.id, r.layout, r.row, o.counter FROM operation o JOIN received r ON r.operation = o.id
         WHERE o.channel = ?1 AND {} AND o.kind = ?3 AND {}",
        among("o.epoch", 2),
        among("o.counter", 4)
    )
}

fn uploaded_row(row: &Row<'_>) -> Result<UploadedRow> {
    Ok(UploadedRow { operation: OperationId(row.get(0)?), layout: row.get(1)?, row: row.get(2)? })
}

impl Transaction<'_> {
    /// Begins a new epoch of a channel: its tables are read from the beginning, and it gets every customer. Returns the
    /// number of the epoch.
    pub(crate) fn begin_epoch(&self, channel: &ChannelRow) -> Result<i64> {
        let epoch =
            channel.epoch.checked_add(1).ok_or_else(|| unreadable("the number of times a channel was replaced"))?;
        let database = &self.database;
        database.execute(
            "UPDATE channel SET epoch = ?2, downloaded = 0, error = NULL, failure = NULL WHERE id = ?1",
            &params![channel.key.0, epoch],
        )?;
        database.execute("DELETE FROM bookmark WHERE channel = ?1", &params![channel.key.0])?;
        database.execute("DELETE FROM gap WHERE channel = ?1", &params![channel.key.0])?;
        let contacts = contacts_digest(database)?.unwrap_or_default();
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
        self.database.execute(
            "INSERT INTO retaken (channel, epoch, kind, counter, operation) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (channel, epoch, kind, counter) DO NOTHING",
            &params![channel.0, epoch, kind.index(), counter.0, operation.0],
        )?;
        Ok(())
    }

    /// Notes that rows were reported to their channel as completed.
    pub(crate) fn set_reported(&self, channel: &ChannelRow, rows: &[CompletedRow]) -> Result<()> {
        let reported =
            rows.iter().map(|row| params![channel.key.0, channel.epoch, row.kind.index(), row.counter.0, true]);
        self.database.update_all(&REPORTED, reported)?;
        let rows = ReportedRange::of(rows.iter().map(|row| (row.kind.index() as i64, row.counter.0)));
        self.add_note(&Note::Reported(RowsReported { number: channel.key.0, epoch: channel.epoch, rows }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Access;
    use super::super::explanation::plan_of;
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn a_counter_of_earlier_epochs_is_found_by_an_index() {
        // Of a store that is not there a rehearsal is in memory.
        let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let plan = plan_of(&store, &before_query(), &[]).unwrap().join("\n");
        assert!(plan.contains("(channel=? AND epoch=? AND kind=? AND counter=?)"), "{plan}");
    }
}
