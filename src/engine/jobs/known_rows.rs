//! How many rows of a channel were uploaded before, in a database that this one replaces.

use std::sync::Arc;

use super::upload::{PartReading, count_uploaded_before, rows_of_part};
use crate::channel::ChannelSession;
use crate::engine::error::EngineError;
use crate::model::RecordKind;
use crate::stop::Stop;
use crate::store::{ChannelRow, Store};

/// How many rows are read together.
const BATCH: usize = 5_000;

/// The rows of a channel's upload tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct KnownRows {
    pub(crate) rows: u64,
    /// Those of them that were uploaded before.
    pub(crate) known: u64,
}

/// Counts the rows of a channel, whose epoch is the one that would begin.
///
/// # Errors
/// The channel cannot be read, the program was asked to stop, and those of the store.
pub(in crate::engine) fn count_known_rows(
    store: &Store,
    channel: &ChannelRow,
    session: &ChannelSession,
    stop: &Stop,
) -> Result<KnownRows, EngineError> {
    let mut counted = KnownRows::default();
    for kind in RecordKind::ALL {
        let (layout, newest) = session.read(move |database| {
            Ok::<_, EngineError>((Arc::new(database.upload_layout(kind)?), database.newest_counter(kind)?))
        })?;
        let Some(newest) = newest else { continue };
        let mut reading = PartReading::from_the_beginning(Arc::clone(&layout), newest, rows_of_part(BATCH));
        let mut parts = session.read_ahead(move |database| reading.next(database))?;
        while let Some(part) = parts.next()? {
            if let Some(signal) = stop.signal() {
                return Err(EngineError::Interrupted(signal));
            }
            counted.rows += part.rows.len() as u64;
            counted.known += count_uploaded_before(store, channel, &layout, &part.rows)?;
        }
    }
    Ok(counted)
}
