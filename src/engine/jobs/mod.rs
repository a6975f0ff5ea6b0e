//! The three jobs: upload (P), synchronize, download (1010), and the run that they are part of.

mod active_run;
mod channel_run;
mod download;
mod environment;
mod index;
mod locked_run;
mod run;
mod survey;
mod synchronize;
mod upload;

pub(crate) use environment::{Environment, Progress};
pub(crate) use locked_run::{StoreFile, run_jobs_locked};
pub(crate) use run::RunRequest;
#[cfg(test)]
pub(super) use run::run_jobs;
