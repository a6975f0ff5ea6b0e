//! Checks that a channel is the one that was read before, for the jobs that are about to read or write it.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::channel::{ChannelDatabase, ChannelFault, ChannelSession};
use crate::engine::error::EngineError;
use crate::model::{Counter, Layout, OperationId, RecordKind, Value, decode_row};
use crate::store::{Bookmarks, ChannelRow, Store, UploadedRow};

/// An upload table of a channel and how far it has been read.
pub(super) struct UploadTable {
    pub(super) layout: Arc<Layout>,
    pub(super) newest: Option<Counter>,
    pub(super) bookmarks: Bookmarks,
}

/// How far an upload table has been read, as headquarters knows it.
struct ReadTable {
    kind: RecordKind,
    bookmarks: Bookmarks,
    /// The row at the bookmark.
    last: Option<ComparableRow>,
}

/// A row that was uploaded.
struct ComparableRow {
    operation: OperationId,
    layout: Arc<Layout>,
    /// As [`crate::model::encode_row`] writes it.
    row: String,
}

/// Checks all upload tables before anything is done.
///
/// # Errors
/// The channel has a wrong schema, or its newest row is behind the bookmark: it was restored or replaced, and is refused as
/// a whole.
pub(super) fn survey(
    store: &Store,
    channel: &ChannelRow,
    session: &ChannelSession,
) -> Result<Vec<UploadTable>, EngineError> {
    let read = RecordKind::ALL.iter().map(|&kind| ReadTable::find(store, channel, kind));
    let read = read.collect::<Result<Vec<_>, _>>()?;
    session.read(move |database| read.into_iter().map(|table| table.compare(database)).collect())
}

impl ReadTable {
    fn find(store: &Store, channel: &ChannelRow, kind: RecordKind) -> Result<Self, EngineError> {
        let bookmarks = store.bookmarks(channel.key, kind)?;
        let find = |bookmark| -> Result<Option<ComparableRow>, EngineError> {
            let uploaded = store.uploaded(channel, kind, bookmark)?;
            uploaded.map(|uploaded| ComparableRow::new(store, uploaded)).transpose()
        };
        let last = match bookmarks.counter.map(find).transpose() {
            // A row that cannot be read proves nothing.
            Err(error) if error.is_of_a_row() => None,
            last => last?.flatten(),
        };
        Ok(Self { kind, bookmarks, last })
    }

    /// Compares the channel's table with it.
    fn compare(self, database: &ChannelDatabase) -> Result<UploadTable, EngineError> {
        let Self { kind, bookmarks, last } = self;
        let layout = database.upload_layout(kind)?;
        let newest = database.newest_counter(kind)?;
        if let Some(bookmark) = bookmarks.counter {
            if newest < Some(bookmark) {
                let table = kind.table();
                let fault = match newest {
                    Some(newest) => ChannelFault::Behind { table, newest, bookmark },
                    None => ChannelFault::Emptied { table, bookmark },
                };
                return Err(database.fault(fault).into());
            }
            if let Some(last) = last {
                check_same_row(database, &layout, bookmark, &last)?;
            }
        }
        Ok(UploadTable { layout: Arc::new(layout), newest, bookmarks })
    }
}

/// Checks that the row at the bookmark is the one that was uploaded: in a replaced database that has overtaken the earlier
/// one it is another row, and rows below it would be missed. A row that the channel has removed proves nothing.
fn check_same_row(
    database: &ChannelDatabase,
    layout: &Layout,
    bookmark: Counter,
    uploaded: &ComparableRow,
) -> Result<(), EngineError> {
    let mut is_same = Ok(true);
    database.read_rows(layout, (bookmark, bookmark), 1, |_, values| {
        is_same = uploaded.is_row(layout, values);
        ControlFlow::Break(())
    })?;
    match is_same {
        Ok(true) => Ok(()),
        Ok(false) => {
            Err(database.fault(ChannelFault::OtherRow { table: layout.kind().table(), counter: bookmark }).into())
        }
        Err(error) if error.is_of_a_row() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a channel's row is one that was uploaded, ignoring whether it is marked as completed.
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
}

impl UploadTable {
    /// Returns about how many new rows there are: counters may have gaps.
    pub(super) fn expected_rows(&self) -> u64 {
        let from = self.bookmarks.counter.map_or(0, |counter| counter.0);
        self.newest.map_or(0, |newest| u64::try_from(newest.0.saturating_sub(from)).unwrap_or(0))
    }
}
