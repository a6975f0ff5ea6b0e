//! The pauses before further tries on channels that cannot be reached for the moment; they grow.

use std::thread;
use std::time::Duration;

use crate::stop::Stop;

/// How long to wait before the second try; each further one waits twice as long, up to the longest pause.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How often to check whether the program was asked to stop meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// Waits before the try with that number, from 2 on, or until the program is asked to stop.
pub(super) fn pause_before(attempt: u32, stop: &Stop) {
    let doubled = 2_u32.saturating_pow(attempt.saturating_sub(2));
    let mut left = FIRST_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE);
    while !left.is_zero() && stop.signal().is_none() {
        thread::sleep(GLANCE.min(left));
        left = left.saturating_sub(GLANCE);
    }
}
