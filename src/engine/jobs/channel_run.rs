//! A job on one channel: tried again while the channel cannot be reached, and recorded if it failed.

use super::active_run::ActiveRun;
use super::back_off::with_back_off;
use super::download::download;
use super::upload::upload;
use crate::channel::ChannelSession;
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::model::{Figures, Job, JobFailure, JobReport};
use crate::store::{ChannelRow, Store, StoreError};

/// Runs a job on a channel. If only the channel fails, the report says why.
pub(super) fn run_on_channel(
    store: &mut Store,
    config: &ChannelConfig,
    active: &ActiveRun<'_>,
    report: &mut JobReport,
) -> Result<(), EngineError> {
    let row = registered(store, config)?;
    let tries = active.config.jobs.try_count;
    let result = with_back_off(tries, active.stop, || {
        let session = ChannelSession::open(config, active.config.jobs.channel_timeout, active.stop)?;
        in_session(store, report.job, &row, &session, active, &mut report.figures)
    });
    report.failure = match result {
        Ok(()) => None,
        // Whether the channel can be reached is not known.
        Err(EngineError::Interrupted(_)) => return Ok(()),
        Err(EngineError::Channel(error)) => Some(JobFailure::from(&error)),
        Err(fault) => return Err(fault),
    };
    let now = store.now();
    let transaction = active.begin(store)?;
    transaction.set_contact(row.key, now, report.failure.as_ref())?;
    transaction.commit()?;
    Ok(())
}

fn in_session(
    store: &mut Store,
    job: Job,
    row: &ChannelRow,
    session: &ChannelSession,
    active: &ActiveRun<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    match job {
        Job::P => upload(store, row, session, active, figures),
        Job::Download => download(store, row, session, active, figures),
        // `sync` works on no channel.
        Job::Sync => Ok(()),
    }
}

/// Returns the store's row of a configured channel, which was registered at the beginning of the run.
fn registered(store: &Store, config: &ChannelConfig) -> Result<ChannelRow, EngineError> {
    let channel = store.channels()?.into_iter().find(|channel| channel.origin == config.id);
    Ok(channel.ok_or(StoreError::Damaged(format!("channel `{}` is not registered", config.name)))?)
}
