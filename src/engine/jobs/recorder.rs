//! Records what the jobs of a run did, and that they reached their channels: channels that had nothing to do or could not be
//! reached are gathered and cost one transaction together.

use std::mem;
use std::time::{Duration, Instant};

use super::active_run::ActiveRun;
use crate::engine::again::again;
use crate::engine::error::EngineError;
use crate::model::{ChannelKey, Figures, IdleChannels, JobFailure, JobReport, Timestamp, UnreadTables};
use crate::store::Store;

/// How long what is gathered waits for the end of its job, so that a run that is killed leaves little untold.
const GATHERED_FOR: Duration = Duration::from_secs(2);

/// What a run did so far, as far as the store does not have it yet.
#[derive(Debug)]
pub(super) struct Recorder {
    contacts: Vec<Contact>,
    reports: Vec<JobReport>,
    idle: IdleChannels,
    written: Instant,
}

/// That a job reached a channel, or why it did not.
#[derive(Debug)]
pub(super) struct Contact {
    pub(super) channel: ChannelKey,
    pub(super) at: Timestamp,
    pub(super) failure: Option<JobFailure>,
    /// Its older upload tables that have rows; `None` if the job did not look.
    pub(super) unread: Option<UnreadTables>,
}

impl Recorder {
    /// Returns the recorder of a run that begins.
    pub(super) fn new() -> Self {
        let (contacts, reports, idle) = (Vec::new(), Vec::new(), IdleChannels::default());
        Self { contacts, reports, idle, written: Instant::now() }
    }

    /// Records how a job ended on a channel, or how `sync` ended. What was gathered before is written with it.
    pub(super) fn record(
        &mut self,
        store: &mut Store,
        active: &ActiveRun<'_>,
        report: &JobReport,
        contact: Option<Contact>,
    ) -> Result<(), EngineError> {
        self.contacts.extend(contact);
        if report.is_idle() {
            self.idle.count(report.job);
        } else {
            self.reports.push(report.clone());
        }
        let may_wait = report.channel.is_some() && report.figures == Figures::default();
        if may_wait && self.written.elapsed() < GATHERED_FOR {
            return Ok(());
        }
        self.write(store, active)
    }

    /// Records what was gathered: a job ended on all channels, or a fault ends the run.
    pub(super) fn end_job(&mut self, store: &mut Store, active: &ActiveRun<'_>) -> Result<(), EngineError> {
        if self.contacts.is_empty() && self.reports.is_empty() { Ok(()) } else { self.write(store, active) }
    }

    /// Returns how many channels had nothing to do, by job.
    pub(super) fn into_idle(self) -> IdleChannels {
        self.idle
    }

    fn write(&mut self, store: &mut Store, active: &ActiveRun<'_>) -> Result<(), EngineError> {
        self.written = Instant::now();
        let (contacts, reports) = (mem::take(&mut self.contacts), mem::take(&mut self.reports));
        again(active.stop, || {
            let transaction = active.begin(store)?;
            for Contact { channel, at, failure, unread } in &contacts {
                transaction.set_contact(*channel, *at, failure.as_ref(), unread.as_ref())?;
            }
            for report in &reports {
                transaction.add_report(active.id, report)?;
            }
            transaction.set_idle(active.id, &self.idle)?;
            Ok(transaction.commit()?)
        })
    }
}
