//! What is asked of the store and done to it.
//!
//! Each job reads, decides and writes in batches; a batch is one transaction of the store, begun here, that holds the
//! effect of its operations, their states and the bookmarks together.

mod channels;
mod conversion;
mod error;
mod history;
mod inspect;
mod jobs;
mod repair;
mod status;
#[cfg(test)]
mod verify_tests;

pub(crate) use channels::configured_channel;
#[cfg(feature = "bench")]
pub(crate) use conversion::{Decision, Situation, decide};
pub(crate) use error::EngineError;
pub(crate) use history::{ResetHistory, customer_history, operation_history, reset_history};
pub(crate) use inspect::{Attribute, InspectedOperation, Inspection, inspect_all};
#[cfg(test)]
use jobs::run_jobs;
pub(crate) use jobs::{Environment, Progress, RunRequest, RunStore, run_jobs_locked};
pub(crate) use repair::{
    Assignment, Correction, DEFAULT_BATCH_SIZE, DismissReport, Edit, EditReport, EditRequest, Matches, OpenedOperation,
    Repair, ResyncReport, ResyncedOperation, Targets, dismiss_all, edit_all, edit_opened, resync_all,
};
#[cfg(test)]
use repair::{dismiss, edit, resync};
pub(crate) use status::{Attention, ChannelStatus, Status};
