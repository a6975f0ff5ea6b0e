//! How long the engine waits for a channel's thread, and when it gives up.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::control::{Control, GaveUp};
use super::error::{ChannelFault, ChannelPlace, SessionError};
use crate::stop::Stop;

/// How often to look whether the program was asked to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// How long a write may go on after the program was asked to stop, so that its batch is not done in vain.
const WRITE_GRACE: Duration = Duration::from_secs(5);

/// How long an interrupted thread has for its answer. One that is blocked in the kernel never gives any.
const INTERRUPT_GRACE: Duration = Duration::from_secs(3);

/// How long it has if the program was asked to stop and nothing was written.
const STOP_GRACE: Duration = Duration::from_millis(500);

/// What a channel's thread does while the engine waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestKind {
    Read,
    Write,
}

/// How long a channel may take for one request.
#[derive(Debug, Clone)]
pub(super) struct Patience {
    limit: Duration,
    stop: Stop,
}

impl Patience {
    /// A channel may take `limit` for a request; `stop` ends the waiting earlier.
    pub(super) fn new(limit: Duration, stop: &Stop) -> Self {
        Self { limit, stop: stop.clone() }
    }

    /// Returns the error of a channel that is not waited for any longer.
    pub(super) fn error(&self, place: &ChannelPlace, reason: GaveUp) -> SessionError {
        match reason {
            GaveUp::Timeout => place.error(ChannelFault::Timeout { limit: self.limit }).into(),
            GaveUp::Signal(signal) => SessionError::Interrupted(signal),
        }
    }

    /// Waits for the next answer of a thread; `None` if the thread ended without one. Where it gives up, it interrupts the
    /// thread; an answer that comes even then is returned, since what it says has happened.
    ///
    /// # Errors
    /// Why it gave up: the thread is left behind.
    pub(super) fn wait<A>(
        &self,
        answers: &Receiver<A>,
        request: RequestKind,
        control: &Control,
    ) -> Result<Option<A>, GaveUp> {
        let (mut waited, mut since_signal) = (Duration::ZERO, Duration::ZERO);
        let reason = loop {
            if let ControlFlow::Break(answer) = glance(answers) {
                return Ok(answer);
            }
            // Glances are counted instead of time: while the whole program stood still, the channel could not answer either.
            waited += GLANCE;
            if let Some(signal) = self.stop.signal() {
                since_signal += GLANCE;
                if request == RequestKind::Read || since_signal >= WRITE_GRACE {
                    break GaveUp::Signal(signal);
                }
            }
            if waited >= self.limit {
                break GaveUp::Timeout;
            }
        };
        control.give_up(reason);
        let mut grace = if reason == GaveUp::Timeout { INTERRUPT_GRACE } else { STOP_GRACE };
        while !grace.is_zero() {
            control.interrupt();
            if let ControlFlow::Break(answer) = glance(answers) {
                return Ok(answer);
            }
            grace = grace.saturating_sub(GLANCE);
        }
        Err(reason)
    }
}

/// Looks for the answer of a thread for a moment; breaks with it, or with `None` if the thread ended without one.
fn glance<A>(answers: &Receiver<A>) -> ControlFlow<Option<A>> {
    match answers.recv_timeout(GLANCE) {
        Ok(answer) => ControlFlow::Break(Some(answer)),
        Err(RecvTimeoutError::Disconnected) => ControlFlow::Break(None),
        Err(RecvTimeoutError::Timeout) => ControlFlow::Continue(()),
    }
}
