//! What a transaction has done to operations and not yet written.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Change, ChannelKey, CustomerId, Effect, OperationId, Problem, State};

/// The state that an operation is to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct NewState {
    pub(in crate::store) state: State,
    pub(in crate::store) attempts: u32,
    pub(in crate::store) effect: Option<Effect>,
}

/// A customer that an operation turned out to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct AssignedCustomer {
    pub(in crate::store) customer: CustomerId,
    /// The row's own spelling of the GUID, if the customer's differs.
    pub(in crate::store) async_account: Option<String>,
}

/// What is to be written of operations, in the order of their numbers.
#[derive(Default)]
pub(in crate::store) struct PendingWrites {
    pub(in crate::store) states: BTreeMap<OperationId, NewState>,
    /// What is wrong with them now.
    pub(in crate::store) problems: BTreeMap<OperationId, Vec<Problem>>,
    pub(in crate::store) changes: BTreeMap<OperationId, Vec<Change>>,
    /// Whose stored problems are to be moved to their history.
    pub(in crate::store) aside: Vec<OperationId>,
    /// Whose stored problems are to be deleted.
    pub(in crate::store) dropped: Vec<OperationId>,
    pub(in crate::store) assigned: BTreeMap<OperationId, AssignedCustomer>,
    /// Customers whose GUID is spelled differently from now on, and how it was spelled before.
    pub(in crate::store) respelled: Vec<(CustomerId, String)>,
    /// How many operations came to a state of a channel, or left it.
    pub(in crate::store) counts: HashMap<(ChannelKey, State), i64>,
}

impl PendingWrites {
    /// Whether there is nothing to write.
    pub(in crate::store) fn is_empty(&self) -> bool {
        let Self { states, problems, changes, aside, dropped, assigned, respelled, counts } = self;
        states.is_empty()
            && problems.is_empty()
            && changes.is_empty()
            && aside.is_empty()
            && dropped.is_empty()
            && assigned.is_empty()
            && respelled.is_empty()
            && counts.values().all(|count| *count == 0)
    }

    /// Counts operations that went from one state of a channel to another; `None` if they are new.
    pub(in crate::store) fn count(&mut self, channel: ChannelKey, from: Option<State>, to: State, operations: i64) {
        if from == Some(to) {
            return;
        }
        *self.counts.entry((channel, to)).or_default() += operations;
        if let Some(from) = from {
            *self.counts.entry((channel, from)).or_default() -= operations;
        }
    }
}
