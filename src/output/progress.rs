//! How the jobs get on, on the standard error.

use std::cell::RefCell;
use std::fmt::Write;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressState, ProgressStyle};

use crate::engine::{CopyProgress, CopyStep, Progress};
use crate::i18n::Texts;
use crate::model::{Job, JobReport};
use crate::sanitize::visible;

/// How often a bar is drawn in a second, at most.
const REFRESH_HZ: u8 = 8;

fn style(texts: &Texts) -> ProgressStyle {
    let template = "{prefix:30!} {wide_bar} {done}/{all} {rate:>10} {left:>4}";
    let style = ProgressStyle::with_template(template).expect("a test reads the template");
    let style = with_text(style, "done", texts, |state, texts| texts.number(whole(state.pos())));
    let style = with_text(style, "all", texts, |state, texts| texts.number(whole(state.len().unwrap_or_default())));
    // Before the first step nobody knows how fast it is.
    let style = with_text(style, "rate", texts, |state, texts| match state.pos() {
        0 => String::new(),
        #[expect(clippy::cast_possible_truncation, reason = "no job makes so many steps")]
        _ => format!("{}/s", texts.number(state.per_sec().round() as i64)),
    });
    with_text(style, "left", texts, |state, texts| match state.pos() {
        0 => String::new(),
        _ => texts.rough_duration(state.eta()),
    })
}

/// Adds a part of a bar that is a text.
fn with_text(
    style: ProgressStyle,
    key: &'static str,
    texts: &Texts,
    text: fn(&ProgressState, &Texts) -> String,
) -> ProgressStyle {
    let texts = texts.clone();
    style.with_key(key, move |state: &ProgressState, out: &mut dyn Write| {
        // A bar that cannot be drawn must not end the job.
        let _ = out.write_str(&text(state, &texts));
    })
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How often the time of a wait is drawn anew.
const TICK: Duration = Duration::from_millis(500);

fn waiting_style(texts: &Texts) -> ProgressStyle {
    let style = ProgressStyle::with_template("{prefix:30!} {taken}").expect("a test reads the template");
    with_text(style, "taken", texts, |state, texts| texts.rough_duration(state.elapsed()))
}

/// Says nothing: under cron, and where the result is for a machine.
pub(crate) struct Silent;

impl Progress for Silent {
    fn wait(&self, _: Option<(Job, &str)>) {}
    fn begin(&self, _: Job, _: Option<&str>, _: u64) {}
    fn begin_index(&self, _: u64) {}
    fn extend(&self, _: u64) {}
    fn advance(&self, _: u64) {}
    fn end(&self, _: &JobReport) {}
}

impl CopyProgress for Silent {
    fn begin_table(&self, _: CopyStep, _: &str, _: u64) {}
    fn advance_rows(&self, _: u64) {}
    fn end_table(&self) {}
}

/// A bar per job and channel, with rate and remaining time; while a channel has not answered, the time that it takes.
pub(crate) struct Bars<'a> {
    texts: &'a Texts,
    bar: RefCell<Option<ProgressBar>>,
}

impl<'a> Bars<'a> {
    pub(crate) fn new(texts: &'a Texts) -> Self {
        Self { texts, bar: RefCell::new(None) }
    }
}

impl Bars<'_> {
    /// Shows a bar with so many steps.
    fn show(&self, total: u64, prefix: String) {
        self.clear();
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(REFRESH_HZ));
        bar.set_style(style(self.texts));
        bar.set_prefix(prefix);
        self.bar.replace(Some(bar));
    }

    /// Clears the bar that is shown: the next one is drawn on the same line.
    fn clear(&self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bars<'_> {
    fn wait(&self, job: Option<(Job, &str)>) {
        self.clear();
        // A run that is refused ends while it is shown.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(REFRESH_HZ))
            .with_finish(ProgressFinish::AndClear);
        bar.set_style(waiting_style(self.texts));
        bar.set_prefix(match job {
            Some((job, channel)) => visible(&self.texts.run_channel(job, channel)).into_owned(),
            None => self.texts.run_looking(),
        });
        bar.enable_steady_tick(TICK);
        self.bar.replace(Some(bar));
    }

    fn begin(&self, job: Job, channel: Option<&str>, total: u64) {
        self.show(
            total,
            match channel {
                Some(channel) => visible(&self.texts.run_channel(job, channel)).into_owned(),
                None => self.texts.job_name(job),
            },
        );
    }

    fn begin_index(&self, total: u64) {
        self.show(total, self.texts.run_indexing());
    }

    fn extend(&self, steps: u64) {
        if let Some(bar) = &*self.bar.borrow() {
            bar.inc_length(steps);
        }
    }

    fn advance(&self, steps: u64) {
        if let Some(bar) = &*self.bar.borrow() {
            bar.inc(steps);
        }
    }

    fn end(&self, _: &JobReport) {
        self.clear();
    }
}

impl CopyProgress for Bars<'_> {
    fn begin_table(&self, step: CopyStep, table: &str, rows: u64) {
        self.show(
            rows,
            match step {
                CopyStep::Copy => self.texts.copy_copying(table),
                CopyStep::Compare => self.texts.copy_comparing(table),
            },
        );
    }

    fn advance_rows(&self, rows: u64) {
        self.advance(rows);
    }

    fn end_table(&self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_templates_of_the_bars_can_be_read() {
        let texts = Texts::new(Language::En);
        style(&texts);
        waiting_style(&texts);
    }
}
