//! The states of an operation.

use std::fmt;

/// Where an operation stands on its way from the channel to headquarters and back. The numbers stand in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum State {
    /// Stored, not yet synchronized.
    Pending = 0,
    /// An operation it depends on has not gone through.
    Waiting = 1,
    /// Does not validate; a person has to correct it.
    Failed = 2,
    /// Applied at headquarters; the channel does not know yet.
    Synced = 3,
    /// The channel has received the result.
    Completed = 4,
    /// A person decided that it is never to be synchronized.
    Dismissed = 5,
}

impl State {
    /// All states in the order in which summaries show them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Pending, Self::Waiting, Self::Failed, Self::Synced, Self::Completed, Self::Dismissed];

    /// The states of operations that are still to go through.
    pub(crate) const OPEN: [Self; 3] = [Self::Pending, Self::Waiting, Self::Failed];

    /// The number the store keeps.
    pub(crate) fn index(self) -> usize {
        self as usize
    }

    /// Returns the state with that stored number; `None` if there is no such state.
    pub(crate) fn from_index(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state as i64 == number)
    }

    /// The word of machine formats and filters.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Synced => "synced",
            Self::Completed => "completed",
            Self::Dismissed => "dismissed",
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
