//! Trying again on a channel that cannot be reached for the moment, with pauses that grow.

use std::thread;
use std::time::{Duration, Instant};

use crate::engine::error::EngineError;
use crate::stop::Stop;

/// How long to wait before the second attempt on a channel; each further one waits twice as long, up to the longest pause.
const BACK_OFF: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How often to check whether the program was asked to stop meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// Tries again if a channel cannot be reached for the moment. Every step can be repeated without effect.
pub(super) fn with_back_off(
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
