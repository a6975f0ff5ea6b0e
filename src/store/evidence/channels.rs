//! Channels: how many operations came from each, and how far its upload tables were read.

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::database::{Database, params};
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::trail::{ContactsDigest, Digest, ReportedRange};

stored_row! {
    /// A row of `channel`.
    struct StoredChannel<'r> {
        id: i64 = "h.id" as "id",
        origin: i64 = "h.origin" as "origin",
        name: &'r str = "h.name" as "name",
        company: i64 = "h.company" as "company",
        company_code: &'r str = "k.code" as "code",
        epoch: i64 = "h.epoch" as "epoch",
        downloaded: i64 = "h.downloaded" as "downloaded",
        operations: i64 = "h.operations" as "operations",
    }
}

stored_row! {
    /// The counter of a row that was uploaded.
    struct UploadedCounter {
        channel: i64 = "channel" as "channel",
        epoch: i64 = "epoch" as "epoch",
        kind: i64 = "kind" as "kind",
        counter: i64 = "counter" as "counter",
    }
}

stored_row! {
    /// A row of `bookmark`.
    struct StoredBookmark {
        channel: i64 = "b.channel" as "bookmark.channel",
        kind: i64 = "b.kind" as "bookmark.kind",
        counter: i64 = "b.counter" as "bookmark.counter",
    }
}

/// What is done with a bookmark: see [`Store::for_each_bookmark`].
type EachBookmark<'e> = dyn FnMut(StoredBookmark, bool, &[&'static str]) -> Result<()> + 'e;

/// Whether the newest order time is that of the operations `u` of the table.
const BOOKMARK_AGREEMENT: &[&str] =
    &["typeof(b.latest) IN ('integer', 'null') AND b.latest IS NOT DISTINCT FROM u.latest"];

stored_row! {
    /// A row of `gap`.
    struct StoredGap {
        channel: i64 = "channel" as "gap.channel",
        kind: i64 = "kind" as "gap.kind",
        first: i64 = "first" as "gap.first",
        last: i64 = "last" as "gap.last",
    }
}

stored_row! {
    /// What jobs noted about their last contact with a channel.
    struct StoredContact<'r> {
        id: i64 = "id" as "id",
        contacted: Option<i64> = "contacted" as "contacted",
        error: Option<&'r str> = "error" as "error",
        failure: Option<&'r str> = "failure" as "failure",
    }
}

stored_row! {
    /// The older upload tables of a channel that have rows.
    struct StoredUnread<'r> {
        id: i64 = "id" as "id",
        tables: &'r str = "unread" as "unread",
    }
}

/// Returns the digest of all channels' last contacts and errors, and of their older tables; `None` if one cannot be read.
pub(in crate::store) fn contacts_digest(database: &Database) -> Result<Option<Digest>> {
    let Some(mut digest) = read_contacts(database)? else { return Ok(None) };
    let columns = select_list(&[StoredUnread::COLUMNS]);
    let sql = format!("SELECT {columns} FROM channel WHERE unread IS NOT NULL ORDER BY id");
    let mut is_readable = true;
    for_each_row(database, &sql, &[], &mut |mut columns| {
        match columns.read_readable::<StoredUnread<'_>>() {
            Some(unread) => digest.add_unread(unread.id, unread.tables),
            None => is_readable = false,
        }
        Ok(())
    })?;
    Ok(is_readable.then(|| digest.finish()))
}

/// Returns the digest of all channels' last contacts and errors in a store of schema version 6, in which no older tables are noted.
pub(in crate::store) fn early_contacts_digest(database: &Database) -> Result<Option<Digest>> {
    Ok(read_contacts(database)?.map(ContactsDigest::finish))
}

fn read_contacts(database: &Database) -> Result<Option<ContactsDigest>> {
    let sql = format!("SELECT {} FROM channel ORDER BY id", select_list(&[StoredContact::COLUMNS]));
    let mut digest = ContactsDigest::default();
    let mut is_readable = true;
    for_each_row(database, &sql, &[], &mut |mut columns| {
        match columns.read_readable::<StoredContact<'_>>() {
            Some(contact) => digest.add(contact.id, contact.contacted, contact.error, contact.failure),
            None => is_readable = false,
        }
        Ok(())
    })?;
    Ok(is_readable.then_some(digest))
}

impl Store {
    /// Returns the digest of all channels' last contacts and errors; `None` if one cannot be read.
    pub(crate) fn contacts_digest(&self) -> Result<Option<Digest>> {
        contacts_digest(self.settled()?)
    }

    /// Returns how many rows of a range are noted as reported to their channel as completed once more.
    pub(crate) fn count_reported(&self, channel: i64, epoch: i64, range: ReportedRange) -> Result<u64> {
        let ReportedRange(kind, first, last) = range;
        let sql = "SELECT count(*) FROM retaken
             WHERE channel = ?1 AND epoch = ?2 AND kind = ?3 AND counter BETWEEN ?4 AND ?5 AND told = 1";
        self.settled()?.only(sql, &params![channel, epoch, kind, first, last], |row| row.get(0))
    }

    /// Passes each channel that has rows which are noted as reported to it as completed once more to `each`, with their
    /// number.
    pub(crate) fn for_each_count_of_reported(&self, each: &mut dyn FnMut(i64, u64)) -> Result<()> {
        let sql = "SELECT channel, count(*) FILTER (WHERE told = 1) FROM retaken GROUP BY channel";
        for_each_row(self.settled()?, sql, &[], &mut |mut columns| {
            each(columns.next_or_default(), columns.next_or_default::<i64>().unsigned_abs());
            Ok(())
        })
    }

    /// Passes all channels to `each`, with the names of their columns whose values have an unexpected type.
    pub(crate) fn for_each_channel(
        &self,
        each: &mut dyn FnMut(StoredChannel<'_>, &[&'static str]) -> Result<()>,
    ) -> Result<()> {
        let columns = select_list(&[StoredChannel::COLUMNS]);
        let sql = format!("SELECT {columns} FROM channel h LEFT JOIN company k ON k.id = h.company");
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(StoredChannel::read(&mut columns), &columns.into_unreadable())
        })
    }

    /// Passes the counters of all uploaded rows to `each`, ordered by channel, epoch, kind and counter, and whether the
    /// row is an operation: one that was uploaded in an earlier epoch is not. Those that cannot be read are left out.
    pub(crate) fn for_each_uploaded_counter(
        &self,
        each: &mut dyn FnMut(UploadedCounter, bool) -> Result<()>,
    ) -> Result<()> {
        let columns = select_list(&[UploadedCounter::COLUMNS]);
        // The indexes of this order have all that is read.
        let sql = format!(
            "SELECT {columns}, 1 FROM operation UNION ALL SELECT {columns}, 0 FROM retaken
             ORDER BY channel, epoch, kind, counter"
        );
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| match columns.read_readable() {
            Some(counter) => each(counter, columns.next_or_default()),
            None => Ok(()),
        })
    }

    /// Passes all bookmarks to `each`, with whether the newest order time is that of an operation, and with the names of their
    /// columns whose values have an unexpected type.
    pub(crate) fn for_each_bookmark(&self, each: &mut EachBookmark<'_>) -> Result<()> {
        let sql = format!(
            "WITH uploaded AS (SELECT channel, kind, max(coalesce(ordered, at)) AS latest FROM operation GROUP BY channel, kind)
             SELECT {} FROM bookmark b LEFT JOIN uploaded u ON u.channel = b.channel AND u.kind = b.kind",
            select_list(&[StoredBookmark::COLUMNS, BOOKMARK_AGREEMENT])
        );
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            let (bookmark, is_latest) = (StoredBookmark::read(&mut columns), columns.next_or_default());
            each(bookmark, is_latest, &columns.into_unreadable())
        })
    }

    /// Passes all gaps to `each` in their order, with the names of their columns whose values have an unexpected type.
    pub(crate) fn for_each_gap(&self, each: &mut dyn FnMut(StoredGap, &[&'static str]) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {} FROM gap ORDER BY first", select_list(&[StoredGap::COLUMNS]));
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(StoredGap::read(&mut columns), &columns.into_unreadable())
        })
    }

    /// Passes the channel of each row to `each` that is noted as an operation of an earlier epoch, but cannot be that
    /// operation.
    pub(crate) fn for_each_mistaken_row(&self, each: &mut dyn FnMut(i64) -> Result<()>) -> Result<()> {
        let sql = "SELECT t.channel FROM retaken t LEFT JOIN operation o ON o.id = t.operation
               LEFT JOIN channel h ON h.id = t.channel
             WHERE o.channel IS DISTINCT FROM t.channel OR o.kind IS DISTINCT FROM t.kind
               OR o.counter IS DISTINCT FROM t.counter OR o.epoch >= t.epoch OR t.epoch > h.epoch";
        for_each_row(self.settled()?, sql, &[], &mut |mut columns| match columns.next_or_default() {
            Some(channel) => each(channel),
            None => Ok(()),
        })
    }
}
