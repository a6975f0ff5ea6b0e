//! What the jobs need from the program around them.

use crate::config::Config;
use crate::model::{Job, JobReport};
use crate::stop::Stop;

/// What a job needs apart from the store.
pub(crate) struct Environment<'a> {
    pub(crate) config: &'a Config,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) stop: &'a Stop,
    /// Who runs the jobs: `user@host`.
    pub(crate) actor: &'a str,
}

/// Reports the progress of the jobs. Implemented by the program: bars, lines or nothing.
pub(crate) trait Progress {
    /// A job waits for the first answer of a channel; `None` while the run looks at all channels before it begins.
    fn wait(&self, job: Option<(Job, &str)>);
    /// A job begins on a channel (`None` for `sync`) with about `total` steps.
    fn begin(&self, job: Job, channel: Option<&str>, total: u64);
    /// The search index is filled with about `total` operations, after everything else that `sync` does.
    fn begin_index(&self, total: u64);
    /// It was found out that the job has some more steps.
    fn extend(&self, steps: u64);
    /// Some more steps are done.
    fn advance(&self, steps: u64);
    /// The job ended on this channel.
    fn end(&self, report: &JobReport);
}
