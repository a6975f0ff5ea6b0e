//! The engine of `sync` and of corrections: the rules of the states, and writing what they decide in the caller's transaction.

mod accounts;
mod age_limit;
mod batch;
mod customers;
mod decide;
mod prepare;
mod primary;
mod terms;

pub(super) use age_limit::AgeLimit;
pub(super) use batch::{Batch, fields_of, fields_of_row, unusable, work};
pub(super) use customers::Customers;
pub(super) use decide::begins_record;
pub(crate) use decide::problems_of;
#[cfg(feature = "bench")]
pub(crate) use decide::{Decision, SituatedRecord, Situation, decide};
pub(super) use terms::Terms;
