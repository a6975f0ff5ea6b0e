//! The order times of a channel's rows: within a channel the counter decides, between channels the time.
//!
//! The order time of an operation is its own time, but never before that of an earlier counter on the same record of the same
//! channel. A row without a time has that of the counter before it in its table, or else that of the receipt; a time that is
//! too far ahead of the receipt is replaced by it. (`docs/operations.md`, "When an operation counts".)

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::error::EngineError;
use crate::model::{ChannelKey, Counter, OperationId, RecordKind, Timestamp};
use crate::store::{LaterCounter, RecordPlace, RowKeys, Store, TimedCounter};

/// A row whose order time is asked for.
#[derive(Clone, Copy)]
pub(super) struct TimedRow<'r> {
    pub(super) counter: Counter,
    pub(super) keys: &'r RowKeys<'r>,
}

/// Which table rows belong to.
#[derive(Clone, Copy)]
pub(super) struct RowsPlace {
    pub(super) channel: ChannelKey,
    pub(super) epoch: i64,
    pub(super) kind: RecordKind,
}

/// The order times of what a channel has on a record, by epoch and counter.
type CounterTimes = BTreeMap<(i64, Counter), Timestamp>;

/// The order times of what a channel has on records.
type RecordTimes = HashMap<RecordPlace, CounterTimes>;

/// Finds the order times of rows of one table.
pub(super) struct OrderTimes<'s> {
    store: &'s Store,
    place: RowsPlace,
    /// How far a row's time may be ahead of its receipt.
    tolerance: Duration,
    received: Timestamp,
}

impl<'s> OrderTimes<'s> {
    /// `received` is when the rows were received.
    pub(super) fn new(store: &'s Store, place: RowsPlace, tolerance: Duration, received: Timestamp) -> Self {
        Self { store, place, tolerance, received }
    }

    /// Returns the times of rows that come after all that were stored of their table, in the order of their counters. `latest` is
    /// the newest order time of the table, and is moved on.
    pub(super) fn of_new(
        &self,
        rows: &[TimedRow<'_>],
        latest: &mut Option<Timestamp>,
    ) -> Result<Vec<Timestamp>, EngineError> {
        let mut newest = *latest;
        let mut asked = Vec::new();
        for row in rows {
            // A channel whose clock runs forward needs no look at what it had before.
            match self.believed(row) {
                Some(own) if newest.is_none_or(|newest| newest <= own) => newest = Some(own),
                _ => asked.push(row),
            }
        }
        let times = self.between_neighbours(rows, &asked)?;
        *latest = times.iter().copied().max().max(*latest);
        Ok(times)
    }

    /// Returns the times of rows that may have later counters beside them.
    pub(super) fn of_late(&self, rows: &[TimedRow<'_>]) -> Result<Vec<Timestamp>, EngineError> {
        self.between_neighbours(rows, &rows.iter().collect::<Vec<_>>())
    }

    /// Returns the times of the counters after an operation on its record that are to change, now that the operation counts at
    /// `before`.
    pub(super) fn of_later(
        store: &Store,
        tolerance: Duration,
        id: OperationId,
        mut before: Timestamp,
    ) -> Result<Vec<(LaterCounter, Timestamp)>, EngineError> {
        let mut moved = Vec::new();
        for later in store.later_counters(id)? {
            // Without a time of its own it keeps the one that it got.
            let own = later.own.map_or(later.order, |own| believed(own, later.received, tolerance));
            before = before.max(own);
            if before != later.order {
                moved.push((later, before));
            }
        }
        Ok(moved)
    }

    /// Returns a row's own time, or the receipt if it is too far ahead of that; `None` if it has none.
    fn believed(&self, row: &TimedRow<'_>) -> Option<Timestamp> {
        row.keys.timestamp.map(|own| believed(own, self.received, self.tolerance))
    }

    /// Returns the times of rows in their order: those on the records of the rows that are asked about are not before those of
    /// earlier counters on their records, nor after those of later ones.
    fn between_neighbours(
        &self,
        rows: &[TimedRow<'_>],
        asked: &[&TimedRow<'_>],
    ) -> Result<Vec<Timestamp>, EngineError> {
        let mut records = if asked.is_empty() { RecordTimes::new() } else { self.times_of_records(asked)? };
        let mut times: Vec<Timestamp> = Vec::with_capacity(rows.len());
        for row in rows {
            let order = match (self.believed(row), times.last()) {
                (Some(own), _) => own,
                (None, Some(before)) => *before,
                (None, None) => match self.time_before(row.counter)? {
                    Some(before) => before,
                    // It came before what comes after it.
                    None => rows
                        .iter()
                        .find_map(|row| self.believed(row))
                        .map_or(self.received, |own| own.min(self.received)),
                },
            };
            let counters = if records.is_empty() { None } else { records.get_mut(&RecordPlace::of(row.keys)) };
            times.push(counters.map_or(order, |counters| self.add_between(counters, row.counter, order)));
        }
        Ok(times)
    }

    /// Moves the time of a row between those of its neighbours on its record, and adds it to them.
    fn add_between(&self, counters: &mut CounterTimes, counter: Counter, order: Timestamp) -> Timestamp {
        let place = (self.place.epoch, counter);
        let earlier = counters.range(..place).next_back().map(|((epoch, _), time)| {
            // Counters of an earlier database do not compare with those of this one.
            Timestamp(time.0.saturating_add(i64::from(*epoch != self.place.epoch)))
        });
        let later = counters.range(place..).find(|(other, _)| **other != place).map(|(_, time)| *time);
        let not_before = earlier.map_or(order, |earlier| order.max(earlier));
        let held = later.map_or(not_before, |later| not_before.min(later));
        counters.insert(place, held);
        held
    }

    fn time_before(&self, counter: Counter) -> Result<Option<Timestamp>, EngineError> {
        let RowsPlace { channel, epoch, kind } = self.place;
        Ok(self.store.order_time_before(channel, (epoch, kind), counter)?)
    }

    /// Returns the order times of what is stored of the channel on the records of these rows.
    fn times_of_records(&self, asked: &[&TimedRow<'_>]) -> Result<RecordTimes, EngineError> {
        let mut records: RecordTimes =
            asked.iter().map(|row| (RecordPlace::of(row.keys), CounterTimes::new())).collect();
        let RowsPlace { channel, kind, .. } = self.place;
        let places: Vec<_> = records.keys().cloned().collect();
        let stored = self.store.timed_counters(channel, kind, &places)?;
        for TimedCounter { record, epoch, counter, order } in stored {
            if let Some(counters) = records.get_mut(&record) {
                counters.insert((epoch, counter), order);
            }
        }
        Ok(records)
    }
}

/// Returns an operation's own time, or its receipt if the time is further ahead of it than is tolerated.
fn believed(own: Timestamp, received: Timestamp, tolerance: Duration) -> Timestamp {
    let tolerance = i64::try_from(tolerance.as_micros()).unwrap_or(i64::MAX);
    if own.0 <= received.0.saturating_add(tolerance) { own } else { received }
}
