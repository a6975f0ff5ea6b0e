//! The three jobs: upload (P), synchronize, download (1010), and the run that they are part of.

mod active_run;
mod channel_job;
mod channel_jobs;
mod download;
mod environment;
mod headquarters;
mod index;
mod known_rows;
mod left_out;
mod old_gaps;
mod other_accounts;
mod pruning;
mod recorder;
mod run;
mod run_progress;
mod side_by_side;
#[cfg(test)]
mod statement_tests;
mod survey;
mod sync_ending;
mod synchronize;
mod under_lock;
mod upload;
mod worker;

pub(super) use active_run::GIVE_WAY;
pub(crate) use environment::{Environment, Progress};
pub(super) use index::index_batch;
pub(super) use known_rows::count_known_rows;
pub(crate) use known_rows::{KnownRows, NewRows};
pub(crate) use pruning::PruneReport;
pub(super) use pruning::{earlier, prune};
pub(crate) use run::RunRequest;
#[cfg(test)]
pub(super) use run::run_jobs;
pub(crate) use under_lock::{GuardedStore, run_jobs_locked};
pub(super) use under_lock::{look_before_creating, with_existing_store, with_locked_store};
