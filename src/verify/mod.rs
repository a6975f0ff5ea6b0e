//! Verification: compares the store with its audit trail and with the rules of the jobs.
//!
//! The store may be large, so nothing is collected that grows with it, but for what the trail recorded about a batch of
//! operations.

mod breach;
mod chain;
mod channels;
mod counters;
mod customers;
mod file;
mod operation;
mod operations;
mod primary;
mod recorded;
mod records;
mod row_keys;
mod verification;

#[cfg(test)]
pub(crate) use breach::BreachKind;
pub(crate) use breach::{Breach, BreachPlace};
pub(crate) use verification::{VerifySummary, verify};
