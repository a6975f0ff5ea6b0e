//! Corrections: operations that failed or wait are edited, synchronized again or dismissed.

mod batches;
mod dismiss;
mod edit;
mod resync;

pub(crate) use batches::in_batches;
pub(crate) use dismiss::dismiss;
pub(crate) use edit::{Assignment, Edit, edit, editable};
pub(crate) use resync::{Resynced, resync};
