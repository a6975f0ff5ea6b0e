//! How the jobs get on, on the standard error.

use std::cell::RefCell;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::visible;
use crate::engine::Progress;
use crate::i18n::Texts;
use crate::model::{Job, JobReport};

/// How often a bar is drawn in a second, at most.
const REFRESH_HZ: u8 = 8;

/// Says nothing: under cron, and where the result is for a machine.
pub(crate) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Job, _: Option<&str>, _: u64) {}
    fn advance(&self, _: u64) {}
    fn end(&self, _: &JobReport) {}
}

/// A bar per job and channel, with rate and remaining time.
pub(crate) struct Bars<'a> {
    texts: &'a Texts,
    bar: RefCell<Option<ProgressBar>>,
}

impl<'a> Bars<'a> {
    pub(crate) fn new(texts: &'a Texts) -> Self {
        Self { texts, bar: RefCell::new(None) }
    }
}

impl Progress for Bars<'_> {
    fn begin(&self, job: Job, channel: Option<&str>, total: u64) {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(REFRESH_HZ));
        // The template is a constant that a test reads.
        let style =
            ProgressStyle::with_template("{prefix:30!} {wide_bar} {human_pos}/{human_len} {per_sec:>12} {eta:>4}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let name = self.texts.job_name(job);
        bar.set_prefix(channel.map_or(name.clone(), |channel| format!("{name} {}", visible(channel))));
        if let Some(old) = self.bar.replace(Some(bar)) {
            old.finish_and_clear();
        }
    }

    fn advance(&self, steps: u64) {
        if let Some(bar) = &*self.bar.borrow() {
            bar.inc(steps);
        }
    }

    fn end(&self, _: &JobReport) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
