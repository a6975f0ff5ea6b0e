//! What the jobs are given by the program around them.

use crate::config::Config;
use crate::model::{Job, JobReport};
use crate::stop::Stop;

/// What a job needs beside the store.
pub(crate) struct Environment<'a> {
    pub(crate) config: &'a Config,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) stop: &'a Stop,
    /// Who runs the jobs: `user@host`.
    pub(crate) actor: &'a str,
}

/// Reports how the jobs get on. Implemented by the program: bars, lines or nothing.
pub(crate) trait Progress {
    /// A job begins on a channel (`None` for `sync`), with about this many steps to do.
    fn begin(&self, job: Job, channel: Option<&str>, total: u64);
    /// That many steps more are done.
    fn advance(&self, steps: u64);
    /// The job ended on this channel.
    fn end(&self, report: &JobReport);
}
