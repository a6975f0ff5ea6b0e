//! The order times of a channel's rows: within a channel the counter decides, between channels the time.
//!
//! The order time of an operation is its own time, but never before that of an earlier counter on the same record of the same
//! channel. A row without a time has that of the counter before it in its table, or else that of the receipt; a time that is
//! too far ahead of the receipt is replaced by it. (`docs/operations.md`, "Which snapshot wins".)

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::error::EngineError;
use crate::model::{ChannelKey, Counter, RecordKind, Timestamp};
use crate::store::{RecordPlace, RowKeys, Store, TimedCounter};

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

/// The order times of what a channel has on records, by epoch and counter.
type RecordTimes = HashMap<RecordPlace, BTreeMap<(i64, Counter), Timestamp>>;

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
        let mut before = None;
        let mut times = Vec::with_capacity(rows.len());
        let mut early = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let order = self.own_order(row, &mut before)?;
            // A channel whose clock runs forward needs no look at what it had before.
            if latest.is_some_and(|latest| order < latest) {
                early.push(at);
            }
            *latest = (*latest).max(Some(order));
            times.push(order);
        }
        if !early.is_empty() {
            self.hold_back(rows, &early, &mut times)?;
        }
        *latest = times.iter().copied().max().max(*latest);
        Ok(times)
    }

    /// Returns the times of rows that may have later counters beside them.
    pub(super) fn of_late(&self, rows: &[TimedRow<'_>]) -> Result<Vec<Timestamp>, EngineError> {
        let mut before = None;
        let mut times = Vec::with_capacity(rows.len());
        for row in rows {
            let order = self.own_order(row, &mut before)?;
            times.push(order);
        }
        self.hold_back(rows, &(0..rows.len()).collect::<Vec<_>>(), &mut times)?;
        Ok(times)
    }

    /// Returns a row's order time as far as it depends on the row and on the counter before it.
    fn own_order(&self, row: &TimedRow<'_>, before: &mut Option<Timestamp>) -> Result<Timestamp, EngineError> {
        let tolerance = i64::try_from(self.tolerance.as_micros()).unwrap_or(i64::MAX);
        let limit = Timestamp(self.received.0.saturating_add(tolerance));
        let order = match row.keys.timestamp {
            Some(own) if own <= limit => own,
            Some(_) => self.received,
            None => {
                let RowsPlace { channel, epoch, kind } = self.place;
                let stored = || self.store.order_time_before(channel, (epoch, kind), row.counter);
                before.map_or_else(stored, |before| Ok(Some(before)))?.unwrap_or(self.received)
            }
        };
        *before = Some(order);
        Ok(order)
    }

    /// Moves the times of the rows at these positions between those of the earlier and the later counters on their records.
    fn hold_back(&self, rows: &[TimedRow<'_>], asked: &[usize], times: &mut [Timestamp]) -> Result<(), EngineError> {
        let mut records = self.counters_of_records(rows, asked)?;
        for (at, row) in rows.iter().enumerate() {
            let Some(counters) = records.get_mut(&RecordPlace::of(row.keys)) else { continue };
            let place = (self.place.epoch, row.counter);
            let earlier = counters.range(..place).next_back().map(|((epoch, _), time)| {
                // Counters of an earlier database do not compare with those of this one.
                Timestamp(time.0.saturating_add(i64::from(*epoch != self.place.epoch)))
            });
            let later = counters.range(place..).find(|(other, _)| **other != place).map(|(_, time)| *time);
            let held = Some(times[at]).max(earlier);
            let order = later.into_iter().chain(held).min().unwrap_or(times[at]);
            times[at] = order;
            counters.insert(place, order);
        }
        Ok(())
    }

    /// Returns the order times of what is stored of the channel on the records of these rows, by epoch and counter.
    fn counters_of_records(&self, rows: &[TimedRow<'_>], asked: &[usize]) -> Result<RecordTimes, EngineError> {
        let mut records: RecordTimes =
            asked.iter().map(|at| (RecordPlace::of(rows[*at].keys), BTreeMap::new())).collect();
        let RowsPlace { channel, kind, .. } = self.place;
        let customers = records.keys().filter_map(|place| place.customer).collect();
        let stored = self.store.timed_counters(channel, kind, &customers)?;
        for TimedCounter { record, epoch, counter, order } in stored {
            if let Some(counters) = records.get_mut(&record) {
                counters.insert((epoch, counter), order);
            }
        }
        Ok(records)
    }
}
