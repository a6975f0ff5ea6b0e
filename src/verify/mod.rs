//! Verification: holds the store against its audit trail and the rules of the jobs.

mod breach;

pub(crate) use breach::{Breach, BreachKind, BreachPlace};
