//! Checks that a channel is the one that was read before, for the jobs that are about to read or write it.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::channel::{ChannelDatabase, ChannelFault, ChannelSession};
use crate::engine::error::EngineError;
use crate::engine::identity::ChannelContact;
use crate::model::{Counter, Layout, OperationId, RecordKind, Value, decode_row, encode_row};
use crate::store::{Bookmarks, ChannelRow, Store, UploadedRow};

/// How many rows are compared at each end of a table that has lost the row at the bookmark.
const ENDS: usize = 200;

/// An upload table of a channel and how far it has been read.
pub(super) struct UploadTable {
    pub(super) layout: Arc<Layout>,
    pub(super) newest: Option<Counter>,
    pub(super) bookmarks: Bookmarks,
}

/// An upload table of a channel, with rows at or below the bookmark: those of both ends.
struct SurveyedTable {
    table: UploadTable,
    /// Each as [`encode_row`] writes it.
    rows: Vec<(Counter, String)>,
}

/// A row that was uploaded.
struct ComparableRow {
    operation: OperationId,
    layout: Arc<Layout>,
    /// As [`encode_row`] writes it.
    row: String,
}

/// Checks all upload tables before anything is done.
///
/// # Errors
/// The channel has a wrong schema; or it was restored or replaced, and is refused as a whole: a row at or below the bookmark is
/// not the one that was uploaded there, or rows are missing of a file that does not know of their upload.
pub(super) fn survey(
    store: &Store,
    contact: &ChannelContact,
    session: &ChannelSession,
) -> Result<Vec<UploadTable>, EngineError> {
    let channel = &contact.row;
    let read = store.bookmarks(channel.key)?;
    let surveyed: Vec<_> = session.read(move |database| {
        let tables = read.into_iter().map(|(kind, bookmarks)| SurveyedTable::read(database, kind, bookmarks));
        tables.collect::<Result<_, EngineError>>()
    })?;
    let check = |surveyed: SurveyedTable| {
        surveyed.check_purge(store, contact, session)?;
        surveyed.check_rows(store, channel, session)?;
        Ok(surveyed.table)
    };
    surveyed.into_iter().map(check).collect()
}

impl SurveyedTable {
    fn read(database: &ChannelDatabase, kind: RecordKind, bookmarks: Bookmarks) -> Result<Self, EngineError> {
        let layout = Arc::new(database.upload_layout(kind)?);
        let newest = database.newest_counter(kind)?;
        let mut rows = Vec::new();
        if let Some(bookmark) = bookmarks.counter {
            read_rows(database, &layout, (bookmark, bookmark), 1, &mut rows)?;
            // The bookmark's row is usually there; the first one tells a table whose counters began again.
            let ends = if rows.is_empty() { ENDS } else { 1 };
            if rows.is_empty() {
                let from = database.counter_before(kind, bookmark, ENDS)?.unwrap_or(Counter(i64::MIN));
                read_rows(database, &layout, (from, bookmark), ENDS, &mut rows)?;
            }
            let end = rows.first().map_or(bookmark, |(counter, _)| Counter(counter.0.saturating_sub(1)));
            read_rows(database, &layout, (Counter(i64::MIN), end), ends, &mut rows)?;
        }
        Ok(Self { table: UploadTable { layout, newest, bookmarks }, rows })
    }

    /// Checks that rows which are missing at the end of the table were removed by the channel itself: the file knows of their
    /// upload. An older copy of it does not.
    fn check_purge(
        &self,
        store: &Store,
        contact: &ChannelContact,
        session: &ChannelSession,
    ) -> Result<(), EngineError> {
        let UploadTable { layout, newest, bookmarks } = &self.table;
        let Some(bookmark) = bookmarks.counter.filter(|bookmark| *newest < Some(*bookmark)) else { return Ok(()) };
        let channel = &contact.row;
        let uploaded = store.uploaded(channel, layout.kind(), bookmark)?;
        let uploaded = uploaded.map(|row| store.entry_of_upload(channel, row.operation)).transpose()?.flatten();
        if uploaded.is_some_and(|entry| contact.knew_entry(entry)) {
            return Ok(());
        }
        Err(session.fault(self.lost_rows(bookmark, session.is_mirrored())).into())
    }

    /// The fault of a table whose rows up to the bookmark are missing.
    fn lost_rows(&self, bookmark: Counter, is_mirrored: bool) -> ChannelFault {
        let table = self.table.layout.kind().table();
        match self.table.newest {
            Some(newest) => ChannelFault::Behind { table, newest, bookmark },
            None if is_mirrored => ChannelFault::MirrorLost { table, bookmark },
            None => ChannelFault::Emptied { table, bookmark },
        }
    }

    /// Checks that the rows at or below the bookmark are those that were uploaded: in a table that was replaced, or whose
    /// counters began again, they are others, and would be missed.
    fn check_rows(&self, store: &Store, channel: &ChannelRow, session: &ChannelSession) -> Result<(), EngineError> {
        let layout = &self.table.layout;
        let mut has_uploaded = false;
        for (counter, row) in &self.rows {
            let is_same = match store.uploaded(channel, layout.kind(), *counter)? {
                Some(uploaded) => {
                    has_uploaded = true;
                    is_uploaded_row(store, uploaded, layout, row)?
                }
                // Late, unless nobody looks for it any more.
                None => self.table.bookmarks.has_gap(*counter),
            };
            if !is_same {
                let fault = ChannelFault::OtherRow { table: layout.kind().table(), counter: *counter };
                return Err(session.fault(fault).into());
            }
        }
        if has_uploaded { Ok(()) } else { self.check_beginning(store, channel, session) }
    }

    /// Checks that counters have not begun again below the first one that was uploaded, while all that was uploaded is gone: a row
    /// there that is late is older than what was uploaded.
    fn check_beginning(
        &self,
        store: &Store,
        channel: &ChannelRow,
        session: &ChannelSession,
    ) -> Result<(), EngineError> {
        let UploadTable { layout, bookmarks, .. } = &self.table;
        let last = self.rows.iter().max_by_key(|(counter, _)| *counter);
        let first_gap = bookmarks.gaps.first().filter(|gap| gap.first.0 == i64::MIN);
        let below_all = last.filter(|(counter, _)| first_gap.is_some_and(|gap| *counter <= gap.last));
        let Some(((counter, row), bookmark)) = below_all.zip(bookmarks.counter) else { return Ok(()) };
        let uploaded = store.uploaded(channel, layout.kind(), bookmark)?;
        match uploaded.map(|uploaded| is_later_row(store, uploaded, layout, row)).transpose()? {
            Some(true) => {
                let fault = ChannelFault::OtherRow { table: layout.kind().table(), counter: *counter };
                Err(session.fault(fault).into())
            }
            _ => Ok(()),
        }
    }
}

/// Reads at most `limit` rows with counters from `first` to `last`.
fn read_rows(
    database: &ChannelDatabase,
    layout: &Layout,
    (first, last): (Counter, Counter),
    limit: usize,
    rows: &mut Vec<(Counter, String)>,
) -> Result<(), EngineError> {
    database.read_rows(layout, (first, last), limit, |counter, values| {
        rows.push((counter, encode_row(values)));
        ControlFlow::Continue(())
    })?;
    Ok(())
}

/// Whether a channel's row is the one that was uploaded. A row that cannot be read proves nothing.
fn is_uploaded_row(store: &Store, uploaded: UploadedRow, layout: &Layout, row: &str) -> Result<bool, EngineError> {
    let id = uploaded.operation;
    let values = decode_row(row).map_err(|source| EngineError::Unreadable { id, source })?;
    match is_row(store, uploaded, layout, &values) {
        Err(error) if error.is_of_a_row() => Ok(true),
        is_row => is_row,
    }
}

/// Whether a channel's row was created after one that was uploaded. A row that cannot be read proves nothing.
fn is_later_row(store: &Store, uploaded: UploadedRow, layout: &Layout, row: &str) -> Result<bool, EngineError> {
    let id = uploaded.operation;
    let values = decode_row(row).map_err(|source| EngineError::Unreadable { id, source })?;
    match ComparableRow::new(store, uploaded).and_then(|uploaded| uploaded.is_before(layout, &values)) {
        Err(error) if error.is_of_a_row() => Ok(false),
        is_later => is_later,
    }
}

/// Whether a channel's row is one that was uploaded, whatever the channel has changed in it since.
pub(super) fn is_row(
    store: &Store,
    uploaded: UploadedRow,
    layout: &Layout,
    values: &[Value<'_>],
) -> Result<bool, EngineError> {
    ComparableRow::new(store, uploaded)?.is_row(layout, values)
}

impl ComparableRow {
    fn new(store: &Store, uploaded: UploadedRow) -> Result<Self, EngineError> {
        let UploadedRow { operation, layout, row } = uploaded;
        Ok(Self { operation, layout: store.layout(layout)?, row })
    }

    fn is_row(&self, layout: &Layout, values: &[Value<'_>]) -> Result<bool, EngineError> {
        let id = self.operation;
        let before = decode_row(&self.row).map_err(|source| EngineError::Unreadable { id, source })?;
        Ok(self.layout.is_same_row(&before, layout, values))
    }

    fn is_before(&self, layout: &Layout, values: &[Value<'_>]) -> Result<bool, EngineError> {
        let id = self.operation;
        let before = decode_row(&self.row).map_err(|source| EngineError::Unreadable { id, source })?;
        Ok(self.layout.is_created_before(&before, layout, values))
    }
}

impl UploadTable {
    /// Returns about how many new rows there are: counters may have gaps.
    pub(super) fn expected_rows(&self) -> u64 {
        let from = self.bookmarks.counter.map_or(0, |counter| counter.0);
        self.newest.map_or(0, |newest| u64::try_from(newest.0.saturating_sub(from)).unwrap_or(0))
    }
}
