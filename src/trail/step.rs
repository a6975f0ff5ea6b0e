//! Steps: what an entry of the trail did to each operation that it is about, in 45 bytes each.

use super::digest::{DIGEST_BYTES, Digest};
use crate::model::State;

/// Bytes of a step: operation (8), state (1), revision (4), digests of outcome and content.
const STEP_BYTES: usize = 13 + 2 * DIGEST_BYTES;

/// Set in the byte of the state if the step changed the operation's customer.
const TOUCHES: u8 = 0x80;

/// What an entry did to one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) operation: i64,
    /// The state that the operation entered.
    pub(crate) state: State,
    /// How many attempts and edits the operation had by then.
    pub(crate) revision: u32,
    /// Digest of the outcome; `None` if the step left it as it was.
    pub(crate) outcome: Option<Digest>,
    /// Digest of what was stored: the row as received (in an operation's first step) or as edited, or the record as the
    /// operation left it; `None` if nothing was stored.
    pub(crate) content: Option<Digest>,
    /// Whether the step changed the operation's customer, who got a change number for it.
    pub(crate) touches: bool,
}

impl Step {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.operation.to_be_bytes());
        bytes.push(self.state as u8 | if self.touches { TOUCHES } else { 0 });
        bytes.extend_from_slice(&self.revision.to_be_bytes());
        for digest in [self.outcome, self.content] {
            bytes.extend_from_slice(&digest.unwrap_or_default());
        }
    }

    /// Reads a step; `None` if [`Step::write`] cannot have written the bytes.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (operation, rest) = bytes.split_first_chunk()?;
        let (state, rest) = rest.split_first()?;
        let (revision, rest) = rest.split_first_chunk()?;
        let (outcome, rest) = rest.split_first_chunk()?;
        let content = rest.try_into().ok()?;
        let some = |digest: Digest| (digest != Digest::default()).then_some(digest);
        Some(Self {
            operation: i64::from_be_bytes(*operation),
            state: State::from_index(i64::from(*state & !TOUCHES))?,
            revision: u32::from_be_bytes(*revision),
            outcome: some(*outcome),
            content: some(content),
            touches: *state & TOUCHES != 0,
        })
    }
}

/// The steps of an entry, in the order of their operations.
pub(crate) struct Steps<'a>(&'a [u8]);

impl<'a> Steps<'a> {
    /// Takes the bytes of an entry's steps; `None` if their number is not that of whole steps.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        bytes.len().is_multiple_of(STEP_BYTES).then_some(Self(bytes))
    }

    /// Writes steps as an entry has them.
    pub(crate) fn write(steps: &[Step]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(steps.len() * STEP_BYTES);
        for step in steps {
            step.write(&mut bytes);
        }
        bytes
    }

    /// Returns the number of steps.
    pub(crate) fn len(&self) -> usize {
        self.0.len() / STEP_BYTES
    }

    fn operation_at(&self, at: usize) -> i64 {
        let start = at * STEP_BYTES;
        self.0[start..].first_chunk().map_or(i64::MIN, |bytes| i64::from_be_bytes(*bytes))
    }

    /// Returns the position of the first step with this operation or a later one.
    fn position(&self, operation: i64) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.operation_at(middle) < operation { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Returns all steps; `None` in place of one that cannot be read.
    pub(crate) fn all(&self) -> impl Iterator<Item = Option<Step>> {
        self.0.chunks_exact(STEP_BYTES).map(Step::read)
    }

    /// Returns the steps with the operations from `first` to `last`, both included; `None` in place of one that cannot
    /// be read.
    pub(crate) fn within(&self, first: i64, last: i64) -> impl Iterator<Item = Option<Step>> {
        self.positioned_within(first, last).map(|(_, step)| step)
    }

    /// Returns what [`Steps::within`] does, each with its position among all steps, from 0 on.
    pub(crate) fn positioned_within(&self, first: i64, last: i64) -> impl Iterator<Item = (usize, Option<Step>)> {
        let from = self.position(first);
        let steps = self.0[from * STEP_BYTES..].chunks_exact(STEP_BYTES).map(Step::read);
        (from..).zip(steps).take_while(move |(_, step)| step.is_none_or(|step| step.operation <= last))
    }

    /// Returns the step at a position; `None` if there is none, or if it cannot be read.
    pub(crate) fn at(&self, position: usize) -> Option<Step> {
        self.0.chunks_exact(STEP_BYTES).nth(position).and_then(Step::read)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::hex;

    fn step(operation: i64) -> Step {
        let revision = operation.unsigned_abs() as u32;
        Step {
            operation,
            state: State::Failed,
            revision,
            outcome: Some([7; DIGEST_BYTES]),
            content: None,
            touches: operation % 2 == 0,
        }
    }

    fn any_step() -> impl Strategy<Value = Step> {
        let digest = prop::option::of(any::<Digest>().prop_filter("is None", |digest| *digest != Digest::default()));
        let numbers = (any::<i64>(), prop::sample::select(&State::ALL[..]), any::<u32>());
        (numbers, digest.clone(), digest, any::<bool>()).prop_map(
            |((operation, state, revision), outcome, content, touches)| Step {
                operation,
                state,
                revision,
                outcome,
                content,
                touches,
            },
        )
    }

    proptest! {
        #[test]
        fn steps_are_read_back(steps in prop::collection::vec(any_step(), 0..20)) {
            let bytes = Steps::write(&steps);
            prop_assert_eq!(bytes.len(), steps.len() * STEP_BYTES);
            let read: Option<Vec<_>> = Steps::new(&bytes).unwrap().all().collect();
            prop_assert_eq!(read, Some(steps));
        }

        #[test]
        fn bytes_that_are_read_are_written_back(bytes in prop::collection::vec(any::<u8>(), STEP_BYTES)) {
            if let Some(step) = Step::read(&bytes) {
                prop_assert_eq!(Steps::write(&[step]), bytes);
            }
        }

        #[test]
        fn the_steps_within_a_range_are_those_of_its_operations(
            mut operations in prop::collection::vec(-50_i64..50, 0..20), first in -60_i64..60, last in -60_i64..60,
        ) {
            operations.sort_unstable();
            operations.dedup();
            let bytes = Steps::write(&operations.iter().copied().map(step).collect::<Vec<_>>());
            let found = Steps::new(&bytes).unwrap().within(first, last).map(|step| step.unwrap().operation).collect::<Vec<_>>();
            let steps = Steps::new(&bytes).unwrap();
            for (position, found) in steps.positioned_within(first, last) {
                prop_assert_eq!(steps.at(position), found);
            }
            operations.retain(|operation| (first..=last).contains(operation));
            prop_assert_eq!(found, operations);
        }
    }

    #[test]
    fn the_bytes_of_a_step_never_change() {
        let steps = [
            Step {
                operation: 5,
                state: State::Failed,
                revision: 3,
                outcome: Some([7; 16]),
                content: None,
                touches: false,
            },
            Step {
                operation: 9_000_000_000,
                state: State::Completed,
                revision: 70_000,
                outcome: None,
                content: Some([8; 16]),
                touches: false,
            },
            Step {
                operation: 9_000_000_001,
                state: State::Synced,
                revision: 1,
                outcome: None,
                content: None,
                touches: true,
            },
        ];
        let expected = "000000000000000502000000030707070707070707070707070707070700000000000000000000000000000000\
             0000000218711a0004000111700000000000000000000000000000000008080808080808080808080808080808\
             0000000218711a0183000000010000000000000000000000000000000000000000000000000000000000000000";
        assert_eq!(hex(&Steps::write(&steps)), expected);
    }

    #[test]
    fn other_bytes_are_no_steps() {
        let mut bytes = Steps::write(&[step(3)]);
        assert!(Steps::new(&bytes[1..]).is_none());
        bytes[8] = 99;
        let steps: Vec<_> = Steps::new(&bytes).unwrap().all().collect();
        assert_eq!(steps, [None], "no such state");
    }
}
