//! Records what the jobs of a run did, and that they reached their channels: channels that had nothing to do are gathered and
//! cost one transaction together.

use std::mem;

use super::active_run::ActiveRun;
use crate::engine::error::EngineError;
use crate::model::{ChannelKey, IdleChannels, Job, JobFailure, JobReport, Timestamp};
use crate::store::Store;

/// What a run did so far, as far as the store does not have it yet.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    contacts: Vec<Contact>,
    reports: Vec<JobReport>,
    idle: IdleChannels,
}

/// That a job reached a channel, or why it did not.
#[derive(Debug)]
pub(super) struct Contact {
    pub(super) channel: ChannelKey,
    pub(super) at: Timestamp,
    pub(super) failure: Option<JobFailure>,
}

impl Recorder {
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
            return Ok(());
        }
        self.reports.push(report.clone());
        self.write(store, active)
    }

    /// Records that a job ended on all channels.
    pub(super) fn end_job(&mut self, store: &mut Store, active: &ActiveRun<'_>, job: Job) -> Result<(), EngineError> {
        if self.contacts.is_empty() && self.idle.of(job) == 0 {
            return Ok(());
        }
        self.write(store, active)
    }

    /// Returns how many channels had nothing to do, by job.
    pub(super) fn into_idle(self) -> IdleChannels {
        self.idle
    }

    fn write(&mut self, store: &mut Store, active: &ActiveRun<'_>) -> Result<(), EngineError> {
        let transaction = active.begin(store)?;
        for Contact { channel, at, failure } in mem::take(&mut self.contacts) {
            transaction.set_contact(channel, at, failure.as_ref())?;
        }
        for report in mem::take(&mut self.reports) {
            transaction.add_report(active.id, &report)?;
        }
        transaction.set_idle(active.id, &self.idle)?;
        Ok(transaction.commit()?)
    }
}
