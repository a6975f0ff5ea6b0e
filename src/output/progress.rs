//! How the jobs get on, on the standard error.

use std::cell::RefCell;
use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::engine::Progress;
use crate::i18n::Texts;
use crate::model::{Job, JobReport};
use crate::sanitize::visible;

/// How often a bar is drawn in a second, at most.
const REFRESH_HZ: u8 = 8;

fn style() -> ProgressStyle {
    let template = "{prefix:30!} {wide_bar} {human_pos}/{human_len} {rate:>10} {eta:>4}";
    let style = ProgressStyle::with_template(template).expect("a test reads the template");
    style.with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
        // A bar that cannot be drawn must not end the job.
        let _ = write!(out, "{:.0}/s", state.per_sec());
    })
}

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
        bar.set_style(style());
        bar.set_prefix(match channel {
            Some(channel) => visible(&self.texts.run_channel(job, channel)).into_owned(),
            None => self.texts.job_name(job),
        });
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

#[cfg(test)]
mod tests {
    #[test]
    fn the_template_of_the_bar_can_be_read() {
        super::style();
    }
}
