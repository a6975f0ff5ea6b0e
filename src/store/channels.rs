//! Companies and channels as headquarters knows them, and how far each channel has been read. A transaction holds back nothing of
//! this.

use std::collections::HashMap;
use std::sync::Arc;

use super::database::params;
use super::error::{Result, StoreError, missing, unreadable};
use super::handle::Store;
use super::stored_values::{failure_columns, failure_of};
use super::transaction::Transaction;
use crate::model::{ChannelKey, CompanyKey, Counter, JobFailure, Layout, RecordKind, Timestamp, UnreadTables};
use crate::trail::{ChannelRegistered, DownloadedUpTo, Note};

/// A channel as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelRow {
    pub(crate) key: ChannelKey,
    pub(crate) company: CompanyKey,
    /// `ORIGINATINGCHANNEL`.
    pub(crate) origin: i64,
    pub(crate) name: String,
    /// The code of the company.
    pub(crate) company_code: String,
    pub(crate) epoch: i64,
    /// When a job last reached the channel.
    pub(crate) contacted: Option<Timestamp>,
    /// Why the last job that tried could not.
    pub(crate) failure: Option<JobFailure>,
    /// Its older upload tables that have rows, when the P-job last looked.
    pub(crate) unread: UnreadTables,
    /// The number of the last change to a customer that the channel has received.
    pub(crate) downloaded: i64,
    /// The number of its operations in the store.
    pub(crate) operations: u64,
}

/// Counters that no row had when the P-job passed them, including both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) first: Counter,
    pub(crate) last: Counter,
}

/// How far the P-job has read one upload table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bookmarks {
    /// The highest counter that was read; `None` before the first row.
    pub(crate) counter: Option<Counter>,
    /// The counters below it that were missing, in order.
    pub(crate) gaps: Vec<Gap>,
}

impl Bookmarks {
    /// Whether a counter is among those that were missing.
    pub(crate) fn has_gap(&self, counter: Counter) -> bool {
        self.gaps.iter().any(|gap| gap.first <= counter && counter <= gap.last)
    }
}

impl Store {
    /// Returns all channels that were ever configured, in the order in which they were added.
    ///
    /// # Errors
    /// The company of a channel is missing.
    pub(crate) fn channels(&self) -> Result<Vec<ChannelRow>> {
        let sql =
            "SELECT channel.id, channel.company, origin, name, code, epoch, contacted, downloaded, operations, error, failure, unread
             FROM channel LEFT JOIN company ON company.id = channel.company ORDER BY channel.id";
        self.database.all(sql, &[], |row| {
            let name: String = row.get(3)?;
            let code: Option<String> = row.get(4)?;
            Ok(ChannelRow {
                key: ChannelKey(row.get(0)?),
                company: CompanyKey(row.get(1)?),
                origin: row.get(2)?,
                company_code: code.ok_or_else(|| missing(&format!("the company of channel `{name}`")))?,
                name,
                epoch: row.get(5)?,
                contacted: row.get::<Option<i64>>(6)?.map(Timestamp),
                downloaded: row.get(7)?,
                operations: row.get(8)?,
                failure: failure_of(row.get(9)?, row.get(10)?)?,
                unread: unread_of(row.get(11)?)?,
            })
        })
    }

    /// Returns all channels that were ever configured, by their ids.
    ///
    /// # Errors
    /// As [`Self::channels`].
    pub(crate) fn channels_by_origin(&self) -> Result<HashMap<i64, ChannelRow>> {
        Ok(self.channels()?.into_iter().map(|row| (row.origin, row)).collect())
    }

    /// Returns how far the P-job has read each upload table of a channel.
    pub(crate) fn bookmarks(&self, channel: ChannelKey) -> Result<[(RecordKind, Bookmarks); RecordKind::ALL.len()]> {
        // One statement for all of them: a server may be far away.
        let sql = "SELECT kind, 0 AS is_gap, counter AS first, counter AS last FROM bookmark WHERE channel = ?1
             UNION ALL
             SELECT kind, 1, first, last FROM gap WHERE channel = ?1 ORDER BY kind, is_gap, first";
        let mut bookmarks = RecordKind::ALL.map(|kind| (kind, Bookmarks::default()));
        let read: Vec<(i64, i64, Gap)> = self.database.all(sql, &params![channel.0], |row| {
            Ok((row.get(0)?, row.get(1)?, Gap { first: Counter(row.get(2)?), last: Counter(row.get(3)?) }))
        })?;
        for (kind, is_gap, gap) in read {
            let of_kind =
                RecordKind::from_index(kind).and_then(|kind| bookmarks.iter_mut().find(|read| read.0 == kind));
            match of_kind {
                Some((_, of_kind)) if is_gap == 1 => of_kind.gaps.push(gap),
                Some((_, of_kind)) => of_kind.counter = Some(gap.last),
                None => {}
            }
        }
        Ok(bookmarks)
    }

    /// Returns all layouts with their numbers.
    pub(crate) fn layouts(&self) -> Result<Vec<(i64, Arc<Layout>)>> {
        let ids: Vec<i64> = self.database.all("SELECT id FROM layout ORDER BY id", &[], |row| row.get(0))?;
        ids.into_iter().map(|id| Ok((id, self.layout(id)?))).collect()
    }

    /// Returns the columns that channels have beside those of the contract, by the kind of record; each spelling once.
    pub(crate) fn extension_names(&self) -> Result<Vec<(RecordKind, String)>> {
        let layouts = self.layouts()?;
        let names = layouts
            .iter()
            .flat_map(|(_, layout)| layout.extensions().map(|(_, name)| (layout.kind(), name.to_owned())));
        let mut names: Vec<_> = names.collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Returns the companies that rows say although their channel has another one; `None` if there are more than `limit`.
    pub(crate) fn companies_of_rows(&self, limit: usize) -> Result<Option<Vec<String>>> {
        // From one to the next in the index: many operations may say the same.
        let sql = "WITH RECURSIVE said (company) AS (
               SELECT min(company) FROM operation WHERE company IS NOT NULL
               UNION ALL
               SELECT (SELECT min(o.company) FROM operation o WHERE o.company > said.company) FROM said
               WHERE said.company IS NOT NULL
             )
             SELECT company FROM said WHERE company IS NOT NULL LIMIT ?1";
        let companies: Vec<String> = self.settled()?.all(sql, &params![limit.saturating_add(1)], |row| row.get(0))?;
        Ok(Some(companies).filter(|companies| companies.len() <= limit))
    }

    /// Returns the layout with that number.
    pub(crate) fn layout(&self, id: i64) -> Result<Arc<Layout>> {
        if let Some(layout) = self.layouts.borrow().get(&id) {
            return Ok(Arc::clone(layout));
        }
        let found = self.database.one("SELECT kind, columns FROM layout WHERE id = ?1", &params![id], |row| {
            let kind = RecordKind::from_index(row.get(0)?).ok_or_else(|| unreadable("a layout's kind"))?;
            let columns = serde_json::from_str(row.get(1)?).map_err(|_| unreadable("a layout's columns"))?;
            Ok(Layout::from_stored(kind, columns))
        });
        let layout = Arc::new(found?.ok_or_else(|| StoreError::Damaged(format!("layout {id} is missing")))?);
        self.layouts.borrow_mut().insert(id, Arc::clone(&layout));
        Ok(layout)
    }
}

/// Reads the older upload tables of a channel.
fn unread_of(text: Option<&str>) -> Result<UnreadTables> {
    match text {
        None => Ok(UnreadTables::default()),
        Some(text) => {
            UnreadTables::from_json(text).ok_or_else(|| unreadable("the tables of a channel that are not read"))
        }
    }
}

/// Adds a company, unless there is one with its code.
pub(super) const NEW_COMPANY: &str = "INSERT INTO company (id, code)
     SELECT (SELECT coalesce(max(id), 0) + 1 FROM company), ?1
     WHERE NOT EXISTS (SELECT 1 FROM company WHERE code COLLATE NOCASE = ?1 COLLATE NOCASE)";

impl Transaction<'_> {
    /// Adds a configured channel, or takes over its new name or company.
    pub(crate) fn register_channel(&self, origin: i64, name: &str, company: &str) -> Result<()> {
        self.database.execute(NEW_COMPANY, &params![company])?;
        let sql = "INSERT INTO channel (id, origin, name, company)
             SELECT (SELECT coalesce(max(id), 0) + 1 FROM channel), ?1, ?2, id FROM company WHERE code COLLATE NOCASE = ?3 COLLATE NOCASE
             ON CONFLICT (origin) DO UPDATE SET name = excluded.name, company = excluded.company
             WHERE channel.name <> excluded.name OR channel.company <> excluded.company
             RETURNING id, (SELECT code FROM company WHERE company.id = channel.company)";
        let parameters = params![origin, name, company];
        let changed = self.database.one(sql, &parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
        if let Some((number, company)) = changed {
            self.add_note(&Note::Registered(ChannelRegistered { number, origin, name: name.to_owned(), company }));
        }
        Ok(())
    }

    /// Notes that a job reached a channel, or why it did not, and which older upload tables of it have rows if it looked.
    pub(crate) fn set_contact(
        &self,
        channel: ChannelKey,
        at: Timestamp,
        failure: Option<&JobFailure>,
        unread: Option<&UnreadTables>,
    ) -> Result<()> {
        let reached = failure.is_none().then_some(at.0);
        let (sentence, failure) = failure_columns(failure);
        let tables = unread.filter(|unread| !unread.is_empty()).map(|unread| unread.to_json().to_string());
        self.database.execute(
            "UPDATE channel SET contacted = coalesce(?2, contacted), error = ?3, failure = ?4,
               unread = CASE WHEN ?5 <> 0 THEN ?6 ELSE unread END
             WHERE id = ?1",
            &params![channel.0, reached, sentence, failure, unread.is_some(), tables],
        )?;
        Ok(())
    }

    /// Adds to the number of operations that are stored of a channel.
    pub(crate) fn count_operations(&self, channel: ChannelKey, more: usize) -> Result<()> {
        let sql = "UPDATE channel SET operations = operations + ?2 WHERE id = ?1";
        self.database.execute(sql, &params![channel.0, more])?;
        Ok(())
    }

    /// Writes the number of the last change that a channel has received.
    pub(crate) fn set_downloaded(&self, channel: ChannelKey, change: i64) -> Result<()> {
        let sql = "UPDATE channel SET downloaded = ?2 WHERE id = ?1";
        self.database.execute(sql, &params![channel.0, change])?;
        self.add_note(&Note::Downloaded(DownloadedUpTo { number: channel.0, change }));
        Ok(())
    }

    /// Moves the P-job's bookmark of an upload table, and the newest order time of its rows, unless that is later already.
    pub(crate) fn set_bookmark(
        &self,
        channel: ChannelKey,
        kind: RecordKind,
        counter: Counter,
        latest: Option<Timestamp>,
    ) -> Result<()> {
        self.database.execute(
            "INSERT INTO bookmark (channel, kind, counter, latest) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (channel, kind) DO UPDATE SET counter = excluded.counter, latest =
               CASE WHEN excluded.latest IS NULL OR bookmark.latest > excluded.latest THEN bookmark.latest
               ELSE excluded.latest END",
            &params![channel.0, kind.index(), counter.0, latest.map(|latest| latest.0)],
        )?;
        Ok(())
    }

    /// Adds counters that were missing.
    pub(crate) fn add_gap(&self, channel: ChannelKey, kind: RecordKind, gap: Gap) -> Result<()> {
        self.database.execute(
            "INSERT INTO gap (channel, kind, first, last) VALUES (?1, ?2, ?3, ?4)",
            &params![channel.0, kind.index(), gap.first.0, gap.last.0],
        )?;
        Ok(())
    }

    /// Removes a gap, since rows of it have appeared.
    pub(crate) fn remove_gap(&self, channel: ChannelKey, kind: RecordKind, gap: Gap) -> Result<()> {
        self.database.execute(
            "DELETE FROM gap WHERE channel = ?1 AND kind = ?2 AND first = ?3",
            &params![channel.0, kind.index(), gap.first.0],
        )?;
        Ok(())
    }

    /// Returns the number of a layout, which is assigned at its first use.
    pub(crate) fn layout_number(&self, layout: &Layout) -> Result<i64> {
        let columns = serde_json::to_string(&layout.stored_columns()).map_err(|_| unreadable("a table's columns"))?;
        let (database, key) = (&self.database, params![layout.kind().index(), columns]);
        let known = "SELECT id FROM layout WHERE kind = ?1 AND columns = ?2";
        if let Some(number) = database.one(known, &key, |row| row.get(0))? {
            return Ok(number);
        }
        let sql = "INSERT INTO layout (id, kind, columns) SELECT coalesce(max(id), 0) + 1, ?1, ?2 FROM layout";
        database.execute(sql, &key)?;
        database.only(known, &key, |row| row.get(0))
    }
}
