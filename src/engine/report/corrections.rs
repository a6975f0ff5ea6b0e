//! What people did to operations in a period, and how much of it helped.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::failures::{name_of, number_of};
use super::request::ReportScope;
use crate::model::{ChannelKey, OperationId, State};
use crate::store::CountedCorrection;
use crate::trail::Event;

/// What people did, in numbers of operations: one that was edited twice counts twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct CorrectionSum {
    pub(crate) edits: u64,
    pub(crate) resyncs: u64,
    pub(crate) dismissals: u64,
    /// How many operations that is about, each once.
    pub(crate) operations: u64,
    /// How many of these have gone through.
    pub(crate) through: u64,
}

/// The corrections of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CorrectionFigures {
    pub(crate) total: CorrectionSum,
    /// By the field that was edited, the most frequent first; `None` is no field of the contract.
    pub(crate) fields: Vec<(Option<&'static str>, CorrectionSum)>,
    /// By person, the busiest first; `None` unless people are to be named.
    pub(crate) people: Option<Vec<(String, CorrectionSum)>>,
}

/// Gathers corrections as the trail is read.
#[derive(Debug, Default)]
pub(super) struct CorrectionCounter {
    /// All operations that people ever did something to.
    pub(super) touched: HashSet<OperationId>,
    of_period: Vec<CountedCorrection>,
}

impl CorrectionCounter {
    pub(super) fn note(&mut self, correction: CountedCorrection, scope: &ReportScope) {
        self.touched.extend(correction.operations.iter().copied());
        let at = correction.at;
        if scope.from.is_none_or(|from| from <= at) && scope.to.is_none_or(|to| at <= to) {
            self.of_period.push(correction);
        }
    }

    /// Returns the operations that were corrected in the period, each once.
    pub(super) fn operations(&self) -> Vec<OperationId> {
        let mut operations: Vec<_> = self.of_period.iter().flat_map(|one| one.operations.iter().copied()).collect();
        operations.sort_unstable();
        operations.dedup();
        operations
    }

    /// Returns the figures. `standings` has channel and state of the operations; only those of `channels` count, if there are any.
    pub(super) fn figures(
        &self,
        standings: &HashMap<OperationId, (ChannelKey, State)>,
        channels: Option<&[ChannelKey]>,
        with_people: bool,
    ) -> CorrectionFigures {
        let mut total = CorrectionTally::default();
        let mut fields: BTreeMap<u16, CorrectionTally> = BTreeMap::new();
        let mut people: BTreeMap<&str, CorrectionTally> = BTreeMap::new();
        for correction in &self.of_period {
            for id in &correction.operations {
                let Some((channel, state)) = standings.get(id) else { continue };
                if channels.is_some_and(|channels| !channels.contains(channel)) {
                    continue;
                }
                let standing = (*id, *state);
                total.add(correction.event, standing);
                people.entry(&correction.actor).or_default().add(correction.event, standing);
                for field in &correction.fields {
                    fields.entry(number_of(field)).or_default().add(correction.event, standing);
                }
            }
        }
        let mut fields: Vec<_> = fields.into_iter().map(|(field, tally)| (name_of(field), tally.sum)).collect();
        fields.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.edits));
        let mut people: Vec<_> = people.into_iter().map(|(actor, tally)| (actor.to_owned(), tally.sum)).collect();
        people.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.operations));
        CorrectionFigures { total: total.sum, fields, people: with_people.then_some(people) }
    }
}

/// A sum while it is counted.
#[derive(Debug, Default)]
struct CorrectionTally {
    sum: CorrectionSum,
    seen: HashSet<OperationId>,
}

impl CorrectionTally {
    fn add(&mut self, event: Event, (id, state): (OperationId, State)) {
        match event {
            Event::Edited => self.sum.edits += 1,
            Event::Dismissed => self.sum.dismissals += 1,
            _ => self.sum.resyncs += 1,
        }
        if self.seen.insert(id) {
            self.sum.operations += 1;
            self.sum.through += u64::from(matches!(state, State::Synced | State::Completed));
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::model::Timestamp;

    fn correction(at: i64, event: Event, actor: &str, fields: &[&str], operations: &[i64]) -> CountedCorrection {
        CountedCorrection {
            at: Timestamp(at),
            event,
            actor: actor.to_owned(),
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            operations: operations.iter().map(|id| OperationId(*id)).collect(),
        }
    }

    #[test]
    fn corrections_count_by_what_they_are_and_help_by_what_came_of_them() {
        let mut counter = CorrectionCounter::default();
        let scope = ReportScope { from: Some(Timestamp(10)), to: Some(Timestamp(20)), channels: None };
        for correction in [
            correction(9, Event::Edited, "ann@hq", &["Email"], &[7]),
            correction(10, Event::Edited, "ann@hq", &["Email", "Country"], &[1]),
            correction(12, Event::Edited, "ann@hq", &["Email"], &[1, 2]),
            correction(15, Event::Resynced, "bob@hq", &[], &[2, 3]),
            correction(20, Event::Dismissed, "bob@hq", &[], &[3]),
        ] {
            counter.note(correction, &scope);
        }
        assert_eq!(counter.touched.len(), 4);
        assert_eq!(counter.operations(), [1, 2, 3].map(OperationId));
        let standing = |id, state| (OperationId(id), (ChannelKey(id), state));
        let standings =
            [standing(1, State::Completed), standing(2, State::Failed), standing(3, State::Dismissed)].into();
        let figures = counter.figures(&standings, None, true);
        let total = CorrectionSum { edits: 3, resyncs: 2, dismissals: 1, operations: 3, through: 1 };
        assert_eq!(figures.total, total);
        let sums: Vec<_> = figures.fields.iter().map(|(field, sum)| (*field, sum.edits, sum.through)).collect();
        assert_eq!(sums, [(Some("Email"), 3, 1), (Some("Country"), 1, 1)]);
        let people = figures.people.unwrap();
        assert_eq!(people[0].0, "ann@hq");
        assert_eq!(people[1].1, CorrectionSum { edits: 0, resyncs: 2, dismissals: 1, operations: 2, through: 0 });
        let of_one = counter.figures(&standings, Some(&[ChannelKey(3)]), false);
        assert_eq!((of_one.total.operations, of_one.people), (1, None));
    }
}
