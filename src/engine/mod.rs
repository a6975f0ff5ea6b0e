//! The three jobs: upload (P), synchronize, download (1010).
//!
//! Each job reads, decides and writes in batches; a batch is one transaction of the store, begun here, that holds the
//! effect of its operations, their states and the bookmarks together.

mod decide;
mod download;
mod environment;
mod error;
mod index;
mod inspect;
mod jobs;
mod primary;
mod synchronize;
mod upload;

#[cfg(feature = "bench")]
pub(crate) use decide::{Decision, Situation, decide};
pub(crate) use environment::{Environment, Progress, Stop};
pub(crate) use error::EngineError;
pub(crate) use inspect::{Attribute, Inspection, inspect};
pub(crate) use jobs::{Request, run_jobs};
