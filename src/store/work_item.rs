//! An operation as `sync` needs it.

use std::sync::Arc;

use crate::model::{Action, CustomerId, Layout, Order, Timestamp};

/// An operation that `sync` decides on, with everything in it.
#[derive(Debug, Clone)]
pub(crate) struct WorkItem {
    pub(crate) order: Order,
    /// Never missing: a row without an action is malformed, and never pending.
    pub(crate) action: Action,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) key: String,
    pub(crate) received: Timestamp,
    /// `DATAAREAID`, if it is not the channel's company.
    pub(crate) company: Option<String>,
    /// The row's own spelling of the GUID, if the customer's differs.
    pub(crate) async_account: Option<String>,
    /// `CUSTACCOUNT`, while it names a customer that headquarters does not have.
    pub(crate) account: Option<String>,
    pub(crate) revision: Revision,
    pub(crate) layout: Arc<Layout>,
    /// As received, or as the last edit left it.
    pub(crate) row: String,
}

/// How many attempts and edits an operation had so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Revision {
    pub(crate) attempts: u32,
    pub(crate) edits: u32,
}

impl Revision {
    /// Returns the number of attempts and edits together.
    pub(super) fn number(self) -> u32 {
        self.attempts + self.edits
    }
}
