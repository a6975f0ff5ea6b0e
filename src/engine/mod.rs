//! What is asked of the store and done to it.
//!
//! Each job reads, decides and writes in batches; a batch is one transaction of the store, begun here, that holds the
//! effect of its operations, their states and the bookmarks together.

mod conversion;
mod error;
mod inspect;
mod jobs;
mod repair;
mod status;
#[cfg(test)]
mod verify_tests;

#[cfg(feature = "bench")]
pub(crate) use conversion::{Decision, Situation, decide};
pub(crate) use error::{Correction, EngineError};
pub(crate) use inspect::{Attribute, Inspection, inspect, waits_for};
pub(crate) use jobs::{Environment, Progress, Request, run_jobs};
pub(crate) use repair::{Assignment, Edit, Resynced, dismiss, edit, editable, in_batches, resync};
pub(crate) use status::{Attention, ChannelStatus, Status};
