//! An operation that failed or waits.

use crate::model::{Action, Order, State};

/// An operation of a customer that failed or waits.
#[derive(Debug, Clone)]
pub(crate) struct UnresolvedOperation {
    pub(crate) order: Order,
    pub(crate) action: Option<Action>,
    pub(crate) key: String,
    pub(crate) state: State,
}

impl UnresolvedOperation {
    /// Whether the operation may create its record once it is corrected: it is a create, or cannot be read.
    pub(crate) fn may_create(&self) -> bool {
        matches!(self.action, Some(Action::Create) | None)
    }
}
