//! A job on its channels: first each once, then those again that could not be reached for the moment.

use std::collections::HashMap;
use std::mem;
use std::time::Duration;

use super::active_run::ActiveRun;
use super::channel_job::ChannelJob;
use super::download::rehearse_download;
use super::recorder::{Contact, Recorder};
use super::sync_ending::SyncEnding;
use super::upload::upload;
use crate::channel::{ChannelError, ChannelSession, TimeLimits};
use crate::config::ChannelConfig;
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::engine::identity::ChannelContact;
use crate::model::{Job, JobFailure, JobReport, Outcome};
use crate::stop::GrowingPause;
use crate::store::{ChannelRow, Store};

/// How long to wait before a channel is tried again that cannot be reached for the moment; each further try waits twice as long, up
/// to the longest pause.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

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
    (index, reports): (Option<&mut SyncEnding>, &mut Vec<JobReport>),
) -> Result<(), EngineError> {
    let known = store.channels_by_origin()?;
    let (downloaded, waiting, ended) = (HashMap::new(), Vec::new(), Vec::new());
    let mut rounds =
        ChannelRounds { store, job, active, recorder, unreached, index, known, downloaded, waiting, ended };
    let result = rounds.run(channels);
    // After a fault of the store it may be that this cannot be recorded either.
    let failed = rounds.fail_waiting();
    let mut ended = rounds.ended;
    ended.sort_by_key(|(place, _)| *place);
    reports.extend(ended.into_iter().map(|(_, report)| report));
    let written = recorder.end_job(store, active);
    result.and(failed).and(written)
}

pub(super) struct ChannelRounds<'a, 'r, 'c> {
    pub(super) store: &'a mut Store,
    pub(super) job: Job,
    pub(super) active: &'a ActiveRun<'r>,
    pub(super) recorder: &'a mut Recorder,
    unreached: &'a mut Unreached,
    /// What `sync` has left to do beside this job.
    pub(super) index: Option<&'a mut SyncEnding>,
    /// The channels as headquarters knows them, by their ids.
    known: HashMap<i64, ChannelRow>,
    /// The most customers that a channel has got, by company: all its channels get the same ones.
    downloaded: HashMap<&'c str, u64>,
    /// Those to try again.
    waiting: Vec<ChannelJob<'c>>,
    ended: Vec<(usize, JobReport)>,
}

impl<'c> ChannelRounds<'_, '_, 'c> {
    /// Tries each channel once, and those again that could not be reached, as often as the configuration says.
    fn run(&mut self, channels: &[&'c ChannelConfig]) -> Result<(), EngineError> {
        self.first_round(channels)?;
        let mut pause = GrowingPause::new(FIRST_PAUSE, LONGEST_PAUSE);
        for _ in 2..=self.active.config.jobs.try_count {
            if self.waiting.is_empty() {
                break;
            }
            self.active.note(self.store, Some((self.job, None)));
            pause.wait(self.active.stop);
            if self.active.is_stopped() {
                break;
            }
            let waiting = mem::take(&mut self.waiting);
            self.round(waiting)?;
        }
        Ok(())
    }

    fn first_round(&mut self, channels: &[&'c ChannelConfig]) -> Result<(), EngineError> {
        let begin = |(place, &config): (usize, &&'c ChannelConfig)| {
            let report = JobReport::begin(self.job, Some(config.name.clone()), self.store.now());
            ChannelJob::new(config, place, report)
        };
        let channels = channels.iter().enumerate().map(begin).collect();
        self.round(channels)
    }

    /// Tries channels once: several at a time if the job only writes to the store what it was asked to, otherwise one after
    /// the other.
    fn round(&mut self, mut channels: Vec<ChannelJob<'c>>) -> Result<(), EngineError> {
        for channel in &mut channels {
            channel.report.failure = self.unreached.get(&channel.config.id).cloned();
        }
        let limits = self.limits(channels.len());
        if self.job == Job::Download && !self.store.is_rehearsal() {
            return self.round_side_by_side(channels, limits);
        }
        for mut channel in channels {
            if self.active.is_stopped() {
                break;
            }
            channel.begin(self.store.now());
            let result = if channel.is_unreached() {
                Ok(())
            } else {
                again(self.active.stop, || self.work(&mut channel, limits))
            };
            channel.end(self.store.now(), self.active.is_stopped());
            self.settle(channel, result)?;
        }
        Ok(())
    }

    /// Ends the job on the channels that were tried as often as they may be.
    fn fail_waiting(&mut self) -> Result<(), EngineError> {
        mem::take(&mut self.waiting).into_iter().try_for_each(|mut channel| {
            channel.report.ended = self.store.now();
            self.fail(channel)
        })
    }

    /// The time limits of a round with that many channels.
    fn limits(&self, channels: usize) -> TimeLimits {
        TimeLimits::of(self.active.config.jobs.channel_timeout).sharing_locks(channels)
    }

    /// Ends the job on a channel that was tried; if another try may succeed, it waits for that.
    pub(super) fn settle(
        &mut self,
        mut channel: ChannelJob<'c>,
        result: Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        match result {
            Ok(()) if channel.is_unreached() => self.record(channel, Outcome::Failed, None),
            Ok(()) => {
                let contact = self.contact_at(&channel);
                let outcome = if channel.was_stopped { Outcome::Interrupted } else { Outcome::Succeeded };
                self.record(channel, outcome, contact)
            }
            // Whether the channel can be reached is not known.
            Err(error) if error.is_interruption() => self.record(channel, Outcome::Interrupted, None),
            Err(EngineError::Channel(error)) => {
                let is_transient = error.is_transient();
                channel.error = Some(error);
                if is_transient && !channel.was_stopped {
                    self.waiting.push(channel);
                    return Ok(());
                }
                self.fail(channel)
            }
            Err(fault) => {
                // The store may be such that this cannot be recorded either.
                let _ = self.record(channel, Outcome::Failed, None);
                Err(fault)
            }
        }
    }

    fn work(&mut self, channel: &mut ChannelJob<'c>, limits: TimeLimits) -> Result<(), EngineError> {
        self.active.note(self.store, Some((self.job, Some(&channel.config.name))));
        self.active.progress.wait(Some((self.job, &channel.config.name)));
        let session = ChannelSession::open(channel.config, limits, self.active.stop)?;
        session.limit_values(self.active.config.jobs.max_value)?;
        let (contact, adopted) = self.contact(channel.config, &session)?;
        let figures = &mut channel.report.figures;
        figures.adopted += adopted;
        match self.job {
            Job::P => {
                channel.report.unread = Some(session.read(|database| Ok::<_, EngineError>(database.unread_tables()?))?);
                upload(self.store, channel.config, &contact, &session, self.active, figures)
            }
            Job::Download => rehearse_download(self.store, &contact, &session, self.active, figures),
            // `sync` works on no channel.
            Job::Sync => Ok(()),
        }
    }

    /// Compares an open channel with the store before anything else is done; returns also how many accounts were taken over
    /// from it.
    pub(super) fn contact(
        &mut self,
        config: &ChannelConfig,
        session: &ChannelSession,
    ) -> Result<(ChannelContact, u64), EngineError> {
        let contact = contact(self.store, self.active, config, session, &self.known)?;
        self.known.insert(contact.row.origin, contact.row.clone());
        Ok((contact, self.active.identities().take_count(Some(&config.name))))
    }

    /// Ends the job on a channel that failed.
    fn fail(&mut self, mut channel: ChannelJob<'c>) -> Result<(), EngineError> {
        channel.report.failure = channel.error.as_ref().map(JobFailure::from);
        if let (Some(failure), true) =
            (&channel.report.failure, channel.error.as_ref().is_some_and(ChannelError::is_unreached))
        {
            self.unreached.insert(channel.config.id, failure.clone());
        }
        let contact = self.contact_at(&channel);
        self.record(channel, Outcome::Failed, contact)
    }

    /// A channel that was refused may not be known, and is not made known by that.
    fn contact_at(&self, channel: &ChannelJob<'c>) -> Option<Contact> {
        let JobReport { ended, failure, unread, .. } = &channel.report;
        let key = self.known.get(&channel.config.id)?.key;
        Some(Contact { channel: key, at: *ended, failure: failure.clone(), unread: unread.clone() })
    }

    /// Records how the job ended on a channel.
    fn record(
        &mut self,
        channel: ChannelJob<'c>,
        outcome: Outcome,
        contact: Option<Contact>,
    ) -> Result<(), EngineError> {
        let ChannelJob { config, place, mut report, .. } = channel;
        report.outcome = outcome;
        let most = self.downloaded.entry(&config.company).or_default();
        report.figures.repeated = report.figures.downloaded.min(*most);
        *most = report.figures.downloaded.max(*most);
        self.active.progress.end(&report);
        let written = self.recorder.record(self.store, self.active, &report, contact);
        self.ended.push((place, report));
        written
    }
}

/// Compares an open channel with the store before anything else is done.
fn contact(
    store: &mut Store,
    active: &ActiveRun<'_>,
    config: &ChannelConfig,
    session: &ChannelSession,
    known: &HashMap<i64, ChannelRow>,
) -> Result<ChannelContact, EngineError> {
    active.identities().contact(store, active.config, config, session, known, active.author())
}

/// Takes over what channels know that were reached at the beginning of the run and not heard since the store was put back,
/// all of them before anything is given to anybody. A channel that cannot be reached any more is heard at its next contact;
/// one that does not answer in time is `unreached` from then on.
///
/// # Errors
/// Those of the store.
pub(super) fn hear_channels(
    store: &mut Store,
    active: &ActiveRun<'_>,
    unreached: &mut Unreached,
) -> Result<(), EngineError> {
    let known = store.channels_by_origin()?;
    for config in &active.config.channels {
        let key = known.get(&config.id).map(|row| row.key);
        if active.is_stopped() || !active.identities().awaits(config, key) {
            continue;
        }
        let limits = TimeLimits::of(active.config.jobs.channel_timeout);
        let heard = ChannelSession::open(config, limits, active.stop)
            .map_err(EngineError::from)
            .and_then(|session| contact(store, active, config, &session, &known));
        match heard {
            // Its thread may still have the channel locked.
            Err(EngineError::Channel(error)) if error.is_unreached() && !error.is_transient() => {
                unreached.insert(config.id, JobFailure::from(&error));
            }
            Ok(_) | Err(EngineError::Channel(_) | EngineError::Interrupted(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}
