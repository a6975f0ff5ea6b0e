//! The corrections of operations, and in which states they are possible.

use crate::model::State;

/// What a person does to an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Correction {
    Edit,
    Resync,
    Dismiss,
}

impl Correction {
    /// Returns the name by which texts select their words.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Resync => "resync",
            Self::Dismiss => "dismiss",
        }
    }

    /// Whether it can be done to an operation in that state.
    pub(crate) fn is_possible(self, state: State) -> bool {
        match state {
            State::Pending | State::Waiting | State::Failed => true,
            State::Dismissed => self == Self::Resync,
            State::Synced | State::Completed => false,
        }
    }
}
