//! The three jobs: upload (P), synchronize, download (1010), and the run that they are part of.

mod active_run;
mod download;
mod environment;
mod index;
mod run;
mod synchronize;
mod upload;

pub(crate) use environment::{Environment, Progress};
pub(crate) use run::{Request, run_jobs};
