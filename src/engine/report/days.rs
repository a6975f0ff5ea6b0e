//! The operations of a period by day, channel and present state.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::calendar::Calendar;
use super::local_days::{LocalDay, LocalDays};
use crate::model::{ChannelKey, OperationId, State};
use crate::store::CountedOperation;

/// How many operations are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct StateCounts([u64; State::ALL.len()]);

impl StateCounts {
    pub(crate) fn get(&self, state: State) -> u64 {
        self.0[state.index()]
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    fn count(&mut self, state: State) {
        self.0[state.index()] += 1;
    }

    fn add(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }
}

/// The operations of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct OperationFigures {
    pub(crate) total: StateCounts,
    /// By span of the calendar.
    pub(crate) spans: Vec<StateCounts>,
    /// Those before the first span.
    pub(crate) earlier: u64,
    /// Those that went through without anything a person did.
    pub(crate) untouched: u64,
}

impl OperationFigures {
    /// Returns how many operations were decided.
    pub(crate) fn decided(&self) -> u64 {
        self.total.total() - self.total.get(State::Pending)
    }
}

/// Counts operations as they are read.
#[derive(Debug, Default)]
pub(super) struct OperationCounter<'a> {
    /// The operations that people corrected.
    touched: Option<&'a HashSet<OperationId>>,
    days: LocalDays,
    by_day: HashMap<LocalDay, StateCounts>,
    pub(super) by_channel: HashMap<ChannelKey, StateCounts>,
    untouched: u64,
}

impl<'a> OperationCounter<'a> {
    pub(super) fn new(touched: &'a HashSet<OperationId>) -> Self {
        Self { touched: Some(touched).filter(|touched| !touched.is_empty()), ..Self::default() }
    }

    /// Counts an operation. A clock that is ahead does not put it into days that are yet to come.
    pub(super) fn count(&mut self, operation: &CountedOperation) {
        let CountedOperation { id, channel, state, at, received, .. } = operation;
        self.by_day.entry(self.days.of(*at.min(received))).or_default().count(*state);
        self.by_channel.entry(*channel).or_default().count(*state);
        if matches!(state, State::Synced | State::Completed) {
            self.untouched += u64::from(self.touched.is_none_or(|touched| !touched.contains(id)));
        }
    }

    /// Returns how many operations each day has.
    pub(super) fn days(&self) -> BTreeMap<chrono::NaiveDate, u64> {
        self.by_day.iter().map(|(day, counts)| (day.date(), counts.total())).collect()
    }

    /// Returns the figures by the spans of a calendar.
    pub(super) fn figures(&self, calendar: &Calendar) -> OperationFigures {
        let spans = vec![StateCounts::default(); calendar.len()];
        let mut figures = OperationFigures { spans, untouched: self.untouched, ..OperationFigures::default() };
        for (day, counts) in &self.by_day {
            figures.total.add(counts);
            match calendar.place(day.date()) {
                Some(place) => figures.spans[place].add(counts),
                None => figures.earlier += counts.total(),
            }
        }
        figures
    }
}
