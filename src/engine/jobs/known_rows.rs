//! How many rows of a channel were uploaded before, in a database that this one replaces, and what the others would do.

use std::sync::Arc;

use super::upload::{PartReading, ReadRow, known_counters, rows_of_part};
use crate::channel::ChannelSession;
use crate::engine::error::EngineError;
use crate::model::{Action, RecordKind};
use crate::stop::Stop;
use crate::store::{ChannelRow, Store};

/// How many rows are read together.
const BATCH: usize = 5_000;

/// The rows of an upload table of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KnownRows {
    pub(crate) kind: RecordKind,
    pub(crate) rows: u64,
    /// Those of them that were uploaded before.
    pub(crate) known: u64,
    /// The others.
    pub(crate) new: NewRows,
}

/// What rows would do that were not uploaded before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct NewRows {
    pub(crate) creations: u64,
    pub(crate) updates: u64,
    pub(crate) deactivations: u64,
    pub(crate) malformed: u64,
    /// Creations and updates of records of customers who have an account.
    pub(crate) changing: u64,
    /// Deactivations of records of customers who have an account.
    pub(crate) deactivating: u64,
}

impl KnownRows {
    fn of(kind: RecordKind) -> Self {
        Self { kind, rows: 0, known: 0, new: NewRows::default() }
    }
}

impl NewRows {
    fn add(&mut self, store: &Store, channel: &ChannelRow, row: &ReadRow) -> Result<(), EngineError> {
        let Some(action) = row.envelope.action.filter(|_| row.problems.is_empty()) else {
            self.malformed += 1;
            return Ok(());
        };
        let affected = u64::from(has_account(store, channel, row)?);
        let (count, affecting) = match action {
            Action::Create => (&mut self.creations, &mut self.changing),
            Action::Update => (&mut self.updates, &mut self.changing),
            Action::Deactivate => (&mut self.deactivations, &mut self.deactivating),
        };
        *count += 1;
        *affecting += affected;
        Ok(())
    }
}

/// Whether a row is about a customer who has an account.
fn has_account(store: &Store, channel: &ChannelRow, row: &ReadRow) -> Result<bool, EngineError> {
    let guid = row.envelope.async_account.as_ref().map(|account| account.guid());
    if let Some(guid) = guid
        && store.customer_by_guid(channel.company, guid)?.is_some_and(|customer| customer.account.is_some())
    {
        return Ok(true);
    }
    let account = row.envelope.account.as_deref();
    Ok(account.map(|account| store.customer_by_account(channel.company, account)).transpose()?.flatten().is_some())
}

/// Counts the rows of each upload table of a channel that has any. The epoch of the channel is the one that would begin.
///
/// # Errors
/// The channel cannot be read, the program was asked to stop, and those of the store.
pub(in crate::engine) fn count_known_rows(
    store: &Store,
    channel: &ChannelRow,
    session: &ChannelSession,
    stop: &Stop,
) -> Result<Vec<KnownRows>, EngineError> {
    let mut counted = Vec::new();
    for kind in RecordKind::ALL {
        let (layout, newest) = session.read(move |database| {
            Ok::<_, EngineError>((Arc::new(database.upload_layout(kind)?), database.newest_counter(kind)?))
        })?;
        let Some(newest) = newest else { continue };
        let mut reading = PartReading::from_the_beginning(Arc::clone(&layout), newest, rows_of_part(BATCH));
        let mut parts = session.read_ahead(move |database| reading.next(database))?;
        let mut table = KnownRows::of(kind);
        while let Some(part) = parts.next()? {
            if let Some(signal) = stop.signal() {
                return Err(EngineError::Interrupted(signal));
            }
            let known = known_counters(store, channel, &layout, &part.rows)?;
            table.rows += part.rows.len() as u64;
            table.known += known.len() as u64;
            let new = part.rows.iter().filter(|row| !known.contains(&row.counter));
            new.into_iter().try_for_each(|row| table.new.add(store, channel, row))?;
        }
        counted.push(table);
    }
    Ok(counted)
}
