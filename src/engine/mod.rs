//! The three jobs: upload (P), synchronize, download (1010).
//!
//! Each job reads, decides and writes in batches; a batch is one transaction of the store, begun here, that holds the
//! effect of its operations, their states and the bookmarks together.

mod batches;
mod customers;
mod decide;
mod dismiss;
mod download;
mod edit;
mod environment;
mod error;
mod index;
mod inspect;
mod jobs;
mod primary;
mod resync;
mod synchronize;
mod upload;
mod verify;

pub(crate) use batches::in_batches;
#[cfg(feature = "bench")]
pub(crate) use decide::{Decision, Situation, decide};
pub(crate) use dismiss::dismiss;
pub(crate) use edit::{Assignment, Edit, edit, editable};
pub(crate) use environment::{Environment, Progress, Stop};
pub(crate) use error::{Deed, EngineError};
pub(crate) use inspect::{Attribute, Inspection, inspect, waits_for};
pub(crate) use jobs::{Request, run_jobs};
pub(crate) use resync::{Resynced, resync};
pub(crate) use verify::verify;
