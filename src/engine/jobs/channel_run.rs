//! A job on one channel: tried again while the channel cannot be reached, and recorded if it failed.

use std::thread;
use std::time::{Duration, Instant};

use super::active_run::ActiveRun;
use super::download::download;
use super::upload::upload;
use crate::channel::{self, Database};
use crate::config::ChannelConfig;
use crate::engine::error::EngineError;
use crate::model::{Figures, Job, JobFailure, JobReport};
use crate::stop::Stop;
use crate::store::{ChannelRow, Store, StoreError};

/// How long to wait before the second attempt on a channel; each further one waits twice as long, up to the longest pause.
const BACK_OFF: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How often to check whether the program was asked to stop meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

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
        let mut database = channel::open(config)?;
        on_database(store, report.job, &row, &mut database, active, &mut report.figures)
    });
    report.failure = match result {
        Ok(()) => None,
        Err(EngineError::Channel(error)) => Some(JobFailure::from(&error)),
        Err(fault) => return Err(fault),
    };
    let now = store.now();
    let transaction = active.begin(store)?;
    transaction.set_contact(row.key, now, report.failure.as_ref())?;
    transaction.commit()?;
    Ok(())
}

fn on_database(
    store: &mut Store,
    job: Job,
    row: &ChannelRow,
    database: &mut Database,
    active: &ActiveRun<'_>,
    figures: &mut Figures,
) -> Result<(), EngineError> {
    match job {
        Job::P => upload(store, row, database, active, figures),
        Job::Download => download(store, row, database, active, figures),
        // `sync` works on no channel.
        Job::Sync => Ok(()),
    }
}

/// Returns the store's row of a configured channel, which was registered at the beginning of the run.
fn registered(store: &Store, config: &ChannelConfig) -> Result<ChannelRow, EngineError> {
    let channel = store.channels()?.into_iter().find(|channel| channel.origin == config.id);
    Ok(channel.ok_or(StoreError::Damaged(format!("channel `{}` is not registered", config.name)))?)
}

/// Tries again if a channel cannot be reached for the moment. Every step can be repeated without effect.
fn with_back_off(
    tries: u32,
    stop: &Stop,
    mut attempt: impl FnMut() -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    let mut pause = BACK_OFF;
    for _ in 1..tries {
        match attempt() {
            Err(EngineError::Channel(error)) if error.is_transient() && stop.signal().is_none() => {}
            result => return result,
        }
        let until = Instant::now() + pause;
        while Instant::now() < until && stop.signal().is_none() {
            thread::sleep(GLANCE);
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    attempt()
}
