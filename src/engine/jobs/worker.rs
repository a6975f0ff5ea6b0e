//! A worker of 1010, which works on one channel after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::vec;

use super::channel_job::ChannelJob;
use super::download::download;
use super::headquarters::{Headquarters, WorkerMessage};
use crate::channel::{ChannelSession, TimeLimits};
use crate::engine::again::again;
use crate::engine::error::{EngineError, panic_message};
use crate::store::heed;

/// What the workers of a round share.
pub(super) struct WorkerRound<'c> {
    limits: TimeLimits,
    /// The channels that no worker has begun yet.
    channels: Mutex<vec::IntoIter<ChannelJob<'c>>>,
    /// Whether a fault ends the run: no further channel is begun.
    is_ending: AtomicBool,
}

impl<'c> WorkerRound<'c> {
    /// Returns a round with these channels.
    pub(super) fn new(channels: Vec<ChannelJob<'c>>, limits: TimeLimits) -> Self {
        Self { limits, channels: Mutex::new(channels.into_iter()), is_ending: AtomicBool::new(false) }
    }

    /// Returns the next channel to work on; `None` if there is none, or the run ends.
    fn next(&self) -> Option<ChannelJob<'c>> {
        if self.is_ending.load(Ordering::Relaxed) {
            return None;
        }
        self.channels.lock().unwrap_or_else(PoisonError::into_inner).next()
    }

    /// Lets no further channel be begun.
    pub(super) fn end(&self) {
        self.is_ending.store(true, Ordering::Relaxed);
    }
}

/// Works on channels until none is left. A fault, and a panic too, ends the round.
pub(super) fn work_on_channels<'c>(headquarters: &Headquarters<'_, 'c>, round: &WorkerRound<'c>) {
    // A signal ends what waits for the store in this thread too.
    heed(headquarters.stop);
    while !headquarters.is_stopped()
        && let Some(mut channel) = round.next()
    {
        channel.begin(headquarters.store.now());
        let result = if channel.is_unreached() {
            Ok(())
        } else {
            again(headquarters.stop, || attempt(headquarters, &mut channel, round.limits))
        };
        channel.end(headquarters.store.now(), headquarters.is_stopped());
        if matches!(&result, Err(error) if error.ends_run()) {
            round.end();
        }
        headquarters.say(WorkerMessage::Ended(Box::new(channel), result));
    }
}

fn attempt<'c>(
    headquarters: &Headquarters<'_, 'c>,
    channel: &mut ChannelJob<'c>,
    limits: TimeLimits,
) -> Result<(), EngineError> {
    let name = &channel.config.name;
    catch_unwind(AssertUnwindSafe(|| work(headquarters, channel, limits))).unwrap_or_else(|panic| {
        Err(EngineError::ChannelPanicked { channel: name.clone(), detail: panic_message(&*panic) })
    })
}

fn work<'c>(
    headquarters: &Headquarters<'_, 'c>,
    channel: &mut ChannelJob<'c>,
    limits: TimeLimits,
) -> Result<(), EngineError> {
    headquarters.say(WorkerMessage::Began(channel.config));
    let session = ChannelSession::open(channel.config, limits, headquarters.stop)?;
    session.limit_values(headquarters.config.jobs.max_value)?;
    let (session, contact, adopted) = headquarters.compare(channel.config, session)?;
    channel.report.figures.adopted += adopted;
    #[cfg(test)]
    interfere(&channel.config.name)?;
    download(headquarters, channel.config, &contact, &session, &mut channel.report.figures)
}

/// Fails or panics on a channel that is named accordingly.
#[cfg(test)]
fn interfere(channel: &str) -> Result<(), EngineError> {
    match channel {
        "fails" => Err(crate::store::StoreError::Damaged("as the test wants it".to_owned()).into()),
        "panics" => panic!("as the test wants it"),
        _ => Ok(()),
    }
}
