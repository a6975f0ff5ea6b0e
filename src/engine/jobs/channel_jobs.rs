//! A job on its channels: first each once, then those again that could not be reached for the moment.

use std::collections::HashMap;
use std::mem;

use super::active_run::ActiveRun;
use super::download::download;
use super::pause::pause_before;
use super::recorder::{Contact, Recorder};
use super::upload::upload;
use crate::channel::{ChannelError, ChannelSession, TimeLimits};
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::model::{Job, JobFailure, JobReport, Outcome};
use crate::store::{ChannelRow, Store, StoreError};

/// The channels that a job of the run could not reach, by their ids, and why: no later job of the run tries them again.
pub(super) type Unreached = HashMap<i64, JobFailure>;

/// Runs a job on channels; reports on those that it came to, in their order. If only a channel fails, its report says why.
///
/// # Errors
/// A fault of the store ends the job; the reports are complete as far as it came.
pub(super) fn run_on_channels(
    store: &mut Store,
    (job, channels): (Job, &[&ChannelConfig]),
    active: &ActiveRun<'_>,
    (recorder, unreached): (&mut Recorder, &mut Unreached),
    reports: &mut Vec<JobReport>,
) -> Result<(), EngineError> {
    let known = store.channels()?.into_iter().map(|row| (row.origin, row)).collect();
    let (waiting, ended) = (Vec::new(), Vec::new());
    let mut rounds = ChannelRounds { store, job, active, recorder, unreached, known, waiting, ended };
    let result = rounds.run(channels);
    // After a fault of the store it may be that this cannot be recorded either.
    let failed = rounds.fail_waiting();
    let mut ended = rounds.ended;
    ended.sort_by_key(|(place, _)| *place);
    reports.extend(ended.into_iter().map(|(_, report)| report));
    result.and(failed)?;
    recorder.end_job(store, active, job)
}

/// A job on a channel that is not finished yet.
struct ChannelJob<'c> {
    config: &'c ChannelConfig,
    /// The channel's place among the others.
    place: usize,
    report: JobReport,
    /// Why the last try failed.
    error: Option<ChannelError>,
}

struct ChannelRounds<'a, 'r, 'c> {
    store: &'a mut Store,
    job: Job,
    active: &'a ActiveRun<'r>,
    recorder: &'a mut Recorder,
    unreached: &'a mut Unreached,
    /// The channels as headquarters knows them, by their ids.
    known: HashMap<i64, ChannelRow>,
    /// Those to try again.
    waiting: Vec<ChannelJob<'c>>,
    ended: Vec<(usize, JobReport)>,
}

impl<'c> ChannelRounds<'_, '_, 'c> {
    /// Tries each channel once, and those again that could not be reached, as often as the configuration says.
    fn run(&mut self, channels: &[&'c ChannelConfig]) -> Result<(), EngineError> {
        self.first_round(channels)?;
        for attempt in 2..=self.active.config.jobs.try_count {
            if self.waiting.is_empty() {
                break;
            }
            self.active.note(self.store, Some((self.job, None)));
            pause_before(attempt, self.active.stop);
            if self.active.is_stopped() {
                break;
            }
            let limits = self.limits(self.waiting.len());
            for channel in mem::take(&mut self.waiting) {
                self.attempt(channel, limits)?;
            }
        }
        Ok(())
    }

    fn first_round(&mut self, channels: &[&'c ChannelConfig]) -> Result<(), EngineError> {
        let limits = self.limits(channels.len());
        for (place, &config) in channels.iter().enumerate() {
            if self.active.is_stopped() {
                break;
            }
            let report = JobReport::begin(self.job, Some(config.name.clone()), self.store.now());
            let mut channel = ChannelJob { config, place, report, error: None };
            channel.report.failure = self.unreached.get(&config.id).cloned();
            match channel.report.failure {
                Some(_) => self.end(channel, Outcome::Failed, None)?,
                None => self.attempt(channel, limits)?,
            }
        }
        Ok(())
    }

    /// Ends the job on the channels that were tried as often as they may be.
    fn fail_waiting(&mut self) -> Result<(), EngineError> {
        mem::take(&mut self.waiting).into_iter().try_for_each(|channel| self.fail(channel))
    }

    /// The time limits of a round with that many channels.
    fn limits(&self, channels: usize) -> TimeLimits {
        TimeLimits::of(self.active.config.jobs.channel_timeout).sharing_locks(channels)
    }

    /// Runs the job on a channel once; if another try may succeed, it waits for that.
    fn attempt(&mut self, mut channel: ChannelJob<'c>, limits: TimeLimits) -> Result<(), EngineError> {
        self.active.note(self.store, Some((self.job, Some(&channel.config.name))));
        match self.work(&mut channel, limits) {
            Ok(()) => {
                let contact = self.contact(channel.config, None)?;
                let is_stopped = self.active.is_stopped();
                self.end(channel, if is_stopped { Outcome::Interrupted } else { Outcome::Succeeded }, Some(contact))
            }
            // Whether the channel can be reached is not known.
            Err(EngineError::Interrupted(_)) => self.end(channel, Outcome::Interrupted, None),
            Err(EngineError::Channel(error)) => {
                let is_transient = error.is_transient();
                channel.error = Some(error);
                if is_transient && !self.active.is_stopped() {
                    self.waiting.push(channel);
                    return Ok(());
                }
                self.fail(channel)
            }
            Err(fault) => {
                // The store may be such that this cannot be recorded either.
                let _ = self.end(channel, Outcome::Failed, None);
                Err(fault)
            }
        }
    }

    fn work(&mut self, channel: &mut ChannelJob<'c>, limits: TimeLimits) -> Result<(), EngineError> {
        let session = ChannelSession::open(channel.config, limits, self.active.stop)?;
        session.limit_values(self.active.config.jobs.max_value)?;
        let row = known_channel(&self.known, channel.config)?;
        let figures = &mut channel.report.figures;
        match self.job {
            Job::P => upload(self.store, row, &session, self.active, figures),
            Job::Download => download(self.store, row, &session, self.active, figures),
            // `sync` works on no channel.
            Job::Sync => Ok(()),
        }
    }

    /// Ends the job on a channel that failed.
    fn fail(&mut self, mut channel: ChannelJob<'c>) -> Result<(), EngineError> {
        channel.report.failure = channel.error.as_ref().map(JobFailure::from);
        if let (Some(failure), true) =
            (&channel.report.failure, channel.error.as_ref().is_some_and(ChannelError::is_unreached))
        {
            self.unreached.insert(channel.config.id, failure.clone());
        }
        let contact = self.contact(channel.config, channel.report.failure.clone())?;
        self.end(channel, Outcome::Failed, Some(contact))
    }

    fn contact(&self, config: &ChannelConfig, failure: Option<JobFailure>) -> Result<Contact, EngineError> {
        Ok(Contact { channel: known_channel(&self.known, config)?.key, at: self.store.now(), failure })
    }

    /// Ends the job on a channel and records it.
    fn end(&mut self, channel: ChannelJob<'c>, outcome: Outcome, contact: Option<Contact>) -> Result<(), EngineError> {
        let ChannelJob { place, mut report, .. } = channel;
        report.ended = self.store.now();
        report.outcome = outcome;
        self.active.progress.end(&report);
        let written = self.recorder.record(self.store, self.active, &report, contact);
        self.ended.push((place, report));
        written
    }
}

/// Returns the store's row of a configured channel, which was registered at the beginning of the run.
fn known_channel<'k>(
    known: &'k HashMap<i64, ChannelRow>,
    config: &ChannelConfig,
) -> Result<&'k ChannelRow, EngineError> {
    let missing = || StoreError::Damaged(format!("channel `{}` is not registered", config.name));
    Ok(known.get(&config.id).ok_or_else(missing)?)
}
