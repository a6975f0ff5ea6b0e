//! A job on one channel, while it is tried.

use crate::channel::ChannelError;
use crate::config::ChannelConfig;
use crate::model::{JobReport, Timestamp};

/// A job on a channel that is not finished yet.
pub(super) struct ChannelJob<'c> {
    pub(super) config: &'c ChannelConfig,
    /// The channel's place among the others.
    pub(super) place: usize,
    pub(super) report: JobReport,
    /// Why the last try failed.
    pub(super) error: Option<ChannelError>,
    /// Whether the program had been asked to stop when the last try ended.
    pub(super) was_stopped: bool,
}

impl<'c> ChannelJob<'c> {
    /// Returns the job on a channel that was not tried yet.
    pub(super) fn new(config: &'c ChannelConfig, place: usize, report: JobReport) -> Self {
        Self { config, place, report, error: None, was_stopped: false }
    }

    /// Whether the run could not reach the channel before, so that it is not tried.
    pub(super) fn is_unreached(&self) -> bool {
        self.report.failure.is_some()
    }

    /// Notes that a try begins.
    pub(super) fn begin(&mut self, now: Timestamp) {
        if self.error.is_none() {
            self.report.started = now;
        }
    }

    /// Notes that a try ended.
    pub(super) fn end(&mut self, now: Timestamp, was_stopped: bool) {
        (self.report.ended, self.was_stopped) = (now, was_stopped);
    }
}
