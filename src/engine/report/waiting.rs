//! How long new customers waited: from the moment the till created one until it could use the account.

use std::collections::{HashMap, HashSet};

use super::calendar::Calendar;
use super::durations::{DurationSummary, seconds_between};
use super::local_days::LocalDays;
use crate::model::{ChannelKey, OperationId, State, Timestamp};
use crate::store::CountedOperation;
use crate::trail::Step;

/// The average seconds of the three parts of a wait. Together they are the average wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WaitingParts {
    /// From the till to headquarters.
    pub(crate) upload: u64,
    /// From there to the account.
    pub(crate) sync: u64,
    /// From the account to the till.
    pub(crate) download: u64,
}

/// The customers who were created in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WaitingSpan {
    /// All of them.
    pub(crate) new: u64,
    /// Those whose account has not come to the till, and is still to come.
    pub(crate) waiting: u64,
    /// Those who were dismissed.
    pub(crate) dismissed: u64,
    /// The waits of those whose account has come; `None` if none has.
    pub(crate) waits: Option<DurationSummary>,
    /// `None` as for `waits`.
    pub(crate) parts: Option<WaitingParts>,
    /// When the customer was created who has been waiting longest.
    pub(crate) oldest: Option<Timestamp>,
}

/// The customers that a channel created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelWaiting {
    pub(crate) channel: ChannelKey,
    pub(crate) customers: WaitingSpan,
    /// How many the channel created at a time that headquarters had not reached when it received them: its clock is ahead. They
    /// count from their receipt on.
    pub(crate) ahead: u64,
}

/// The new customers of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct WaitingFigures {
    pub(crate) total: WaitingSpan,
    /// By span of the calendar.
    pub(crate) spans: Vec<WaitingSpan>,
    /// In the order of the channels.
    pub(crate) channels: Vec<ChannelWaiting>,
}

/// A customer's creation. Times are microseconds.
#[derive(Debug, Clone, Copy)]
struct Creation {
    id: OperationId,
    channel: ChannelKey,
    state: State,
    since: i64,
    received: i64,
    is_ahead: bool,
    /// When headquarters gave the account; `None` before that, and where nothing says when it was.
    synced: Option<i64>,
    completed: Option<i64>,
}

/// Gathers creations as operations are read, and their times as the trail is.
#[derive(Debug, Default)]
pub(super) struct WaitingCounter {
    creations: Vec<Creation>,
}

impl WaitingCounter {
    pub(super) fn count(&mut self, operation: &CountedOperation) {
        let CountedOperation { id, channel, state, is_creation, at, received } = *operation;
        if is_creation {
            self.creations.push(Creation {
                id,
                channel,
                state,
                since: at.min(received).0,
                received: received.0,
                is_ahead: at > received,
                synced: None,
                completed: None,
            });
        }
    }

    /// Returns the first and the last creation, after which no other is counted; `None` if there are none.
    pub(super) fn range(&mut self) -> Option<(OperationId, OperationId)> {
        self.creations.sort_unstable_by_key(|creation| creation.id);
        Some((self.creations.first()?.id, self.creations.last()?.id))
    }

    /// Notes the first time at which an operation entered a state, if it is a creation. `near` is where to look first; the steps
    /// of an entry come in the order of their operations.
    pub(super) fn note(&mut self, at: Timestamp, step: &Step, near: &mut usize) {
        if !matches!(step.state, State::Synced | State::Completed) {
            return;
        }
        let wanted = OperationId(step.operation);
        *near = place_of(&self.creations, wanted, *near);
        let Some(creation) = self.creations.get_mut(*near).filter(|creation| creation.id == wanted) else { return };
        let time = if step.state == State::Synced { &mut creation.synced } else { &mut creation.completed };
        time.get_or_insert(at.0);
    }

    /// Returns the figures. Nobody waits for the operations in `settled`.
    pub(super) fn figures(
        &self,
        calendar: &Calendar,
        settled: &HashSet<OperationId>,
        channels: &[ChannelKey],
    ) -> WaitingFigures {
        let mut days = LocalDays::default();
        let mut total = WaitingSample::default();
        let mut spans = vec![WaitingSample::default(); calendar.len()];
        let mut by_channel: HashMap<ChannelKey, (WaitingSample, u64)> = HashMap::new();
        for creation in &self.creations {
            let is_settled = settled.contains(&creation.id);
            total.add(creation, is_settled);
            if let Some(place) = calendar.place(days.of(Timestamp(creation.since)).date()) {
                spans[place].add(creation, is_settled);
            }
            let (sample, ahead) = by_channel.entry(creation.channel).or_default();
            sample.add(creation, is_settled);
            *ahead += u64::from(creation.is_ahead);
        }
        let channels = channels.iter().filter_map(|channel| {
            let (sample, ahead) = by_channel.remove(channel)?;
            Some(ChannelWaiting { channel: *channel, customers: sample.into_figures(), ahead })
        });
        WaitingFigures {
            channels: channels.collect(),
            total: total.into_figures(),
            spans: spans.into_iter().map(WaitingSample::into_figures).collect(),
        }
    }
}

/// Returns the place of the first creation with this number or a later one. `near` is a place that is likely to be just before it.
fn place_of(creations: &[Creation], wanted: OperationId, near: usize) -> usize {
    /// How far it is looked for step by step.
    const NEAR: usize = 16;
    let from = near.min(creations.len());
    if from > 0 && creations[from - 1].id >= wanted {
        return creations.partition_point(|creation| creation.id < wanted);
    }
    let next = creations[from..].iter().take(NEAR).position(|creation| creation.id >= wanted);
    next.map_or_else(|| from + creations[from..].partition_point(|creation| creation.id < wanted), |steps| from + steps)
}

/// The customers of a span while they are counted.
#[derive(Debug, Clone, Default)]
struct WaitingSample {
    figures: WaitingSpan,
    waits: Vec<u32>,
    parts: WaitingParts,
}

impl WaitingSample {
    fn add(&mut self, creation: &Creation, is_settled: bool) {
        self.figures.new += 1;
        match creation.state {
            State::Dismissed => self.figures.dismissed += 1,
            State::Completed => self.add_wait(creation),
            _ if is_settled => {}
            State::Pending | State::Waiting | State::Failed | State::Synced => {
                self.figures.waiting += 1;
                let oldest = self.figures.oldest.get_or_insert(Timestamp(creation.since));
                *oldest = (*oldest).min(Timestamp(creation.since));
            }
        }
    }

    /// Adds the wait of a customer whose account has come. Nothing says when it came before the trail began.
    fn add_wait(&mut self, creation: &Creation) {
        let Creation { since, received, synced: Some(synced), completed: Some(completed), .. } = *creation else {
            return;
        };
        self.waits.push(seconds_between(since, completed));
        self.parts.upload += u64::from(seconds_between(since, received));
        self.parts.sync += u64::from(seconds_between(received, synced));
        self.parts.download += u64::from(seconds_between(synced, completed));
    }

    fn into_figures(mut self) -> WaitingSpan {
        let waits = DurationSummary::of(&mut self.waits);
        let average = |sum: u64| sum.checked_div(waits?.count);
        let WaitingParts { upload, sync, download } = self.parts;
        let parts = average(upload).zip(average(sync)).zip(average(download));
        let parts = parts.map(|((upload, sync), download)| WaitingParts { upload, sync, download });
        WaitingSpan { waits, parts, ..self.figures }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use pretty_assertions::assert_eq;

    use super::*;

    const SECOND: i64 = 1_000_000;

    fn creation(id: i64, state: State, at: i64, received: i64) -> CountedOperation {
        CountedOperation {
            id: OperationId(id),
            channel: ChannelKey(1),
            state,
            is_creation: true,
            at: Timestamp(at * SECOND),
            received: Timestamp(received * SECOND),
        }
    }

    fn step(operation: i64, state: State) -> Step {
        Step { operation, state, revision: 1, outcome: None, content: None, touches: false }
    }

    fn figures(operations: &[CountedOperation], steps: &[(i64, i64, State)]) -> WaitingFigures {
        let mut counter = WaitingCounter::default();
        for operation in operations {
            counter.count(operation);
        }
        counter.range();
        let mut near = 0;
        for (at, operation, state) in steps {
            counter.note(Timestamp(at * SECOND), &step(*operation, *state), &mut near);
        }
        let calendar = Calendar::new(&BTreeMap::new(), None, None);
        counter.figures(&calendar, &HashSet::from([OperationId(9)]), &[ChannelKey(1)])
    }

    #[test]
    fn a_wait_has_three_parts_that_make_the_whole() {
        let steps = [(40, 1, State::Synced), (100, 1, State::Completed), (500, 1, State::Completed)];
        let total = figures(&[creation(1, State::Completed, 10, 30)], &steps).total;
        let waits = DurationSummary { count: 1, median: 90, percentile_95: 90, longest: 90 };
        assert_eq!(total.waits, Some(waits), "the first completion counts");
        assert_eq!(total.parts, Some(WaitingParts { upload: 20, sync: 10, download: 60 }));
    }

    #[test]
    fn who_still_waits_is_told_apart() {
        let operations = [
            creation(1, State::Failed, 10, 30),
            creation(2, State::Synced, 5, 30),
            creation(3, State::Dismissed, 1, 30),
            creation(9, State::Waiting, 2, 30),
        ];
        let total = figures(&operations, &[]).total;
        assert_eq!((total.new, total.waiting, total.dismissed, total.waits), (4, 2, 1, None));
        assert_eq!(total.oldest, Some(Timestamp(5 * SECOND)));
    }

    #[test]
    fn a_clock_that_is_ahead_makes_no_negative_wait() {
        let steps = [(40, 1, State::Synced), (50, 1, State::Completed)];
        let found = figures(&[creation(1, State::Completed, 4_000, 30)], &steps);
        assert_eq!(found.channels[0].ahead, 1);
        assert_eq!(found.total.parts, Some(WaitingParts { upload: 0, sync: 10, download: 10 }));
    }

    #[test]
    fn what_came_before_the_trail_has_no_wait() {
        let total = figures(&[creation(1, State::Completed, 10, 30)], &[]).total;
        assert_eq!((total.new, total.waiting, total.waits), (1, 0, None));
    }

    #[test]
    fn creations_are_found_wherever_the_last_one_was() {
        let mut counter = WaitingCounter::default();
        for id in [40, 2, 7, 30, 5] {
            counter.count(&creation(id, State::Completed, 0, 0));
        }
        assert_eq!(counter.range(), Some((OperationId(2), OperationId(40))));
        for near in 0..8 {
            for (wanted, place) in [(1, 0), (2, 0), (3, 1), (7, 2), (31, 4), (40, 4), (41, 5)] {
                assert_eq!(place_of(&counter.creations, OperationId(wanted), near), place, "{wanted} from {near}");
            }
        }
    }
}
