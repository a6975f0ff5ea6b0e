//! Checks that a channel is the one that was read before, for the jobs that are about to read or write it.

use std::ops::ControlFlow;

use crate::channel::{ChannelFault, Database};
use crate::engine::error::EngineError;
use crate::model::{Counter, Layout, RecordKind, Value, decode_row};
use crate::store::{Bookmarks, ChannelRow, Store, UploadedRow};

/// An upload table of a channel and how far it has been read.
pub(super) struct UploadTable {
    pub(super) layout: Layout,
    pub(super) newest: Option<Counter>,
    pub(super) bookmarks: Bookmarks,
}

/// Checks all upload tables before anything is done.
///
/// # Errors
/// The channel has a wrong schema, or its newest row is behind the bookmark: it was restored or replaced, and is refused as
/// a whole.
pub(super) fn survey(
    store: &Store,
    channel: &ChannelRow,
    database: &Database,
) -> Result<Vec<UploadTable>, EngineError> {
    let tables = RecordKind::ALL.iter().map(|&kind| {
        let layout = database.upload_layout(kind)?;
        let newest = database.newest_counter(kind)?;
        let bookmarks = store.bookmarks(channel.key, kind)?;
        if let Some(bookmark) = bookmarks.counter {
            if newest < Some(bookmark) {
                let table = kind.table();
                let fault = match newest {
                    Some(newest) => ChannelFault::Behind { table, newest, bookmark },
                    None => ChannelFault::Emptied { table, bookmark },
                };
                return Err(database.fault(fault).into());
            }
            check_same_row(store, channel, database, &layout, bookmark)?;
        }
        Ok(UploadTable { layout, newest, bookmarks })
    });
    tables.collect()
}

/// Checks that the row at the bookmark is the one that was uploaded: in a replaced database that has overtaken the earlier
/// one it is another row, and rows below it would be missed. A row that the channel has removed proves nothing.
fn check_same_row(
    store: &Store,
    channel: &ChannelRow,
    database: &Database,
    layout: &Layout,
    bookmark: Counter,
) -> Result<(), EngineError> {
    let kind = layout.kind();
    let Some(uploaded) = store.uploaded(channel, kind, bookmark)? else { return Ok(()) };
    let mut is_same = Ok(true);
    database.read_rows(layout, (bookmark, bookmark), 1, |_, values| {
        is_same = is_row(store, &uploaded, layout, values);
        ControlFlow::Break(())
    })?;
    if is_same? {
        Ok(())
    } else {
        Err(database.fault(ChannelFault::OtherRow { table: kind.table(), counter: bookmark }).into())
    }
}

/// Whether a channel's row is one that was uploaded, ignoring whether it is marked as completed.
pub(super) fn is_row(
    store: &Store,
    uploaded: &UploadedRow,
    layout: &Layout,
    values: &[Value<'_>],
) -> Result<bool, EngineError> {
    let id = uploaded.operation;
    let before = decode_row(&uploaded.row).map_err(|source| EngineError::Unreadable { id, source })?;
    Ok(store.layout(uploaded.layout)?.is_same_row(&before, layout, values))
}

impl UploadTable {
    /// Returns about how many new rows there are: counters may have gaps.
    pub(super) fn expected_rows(&self) -> u64 {
        let from = self.bookmarks.counter.map_or(0, |counter| counter.0);
        self.newest.map_or(0, |newest| u64::try_from(newest.0.saturating_sub(from)).unwrap_or(0))
    }
}
