//! Doing again what a server has undone: it lost the connection before a transaction was committed, or asks to have it repeated.
//!
//! Everything that is done in this way begins with what the store has then, so that nothing is done twice.

use std::time::Duration;

use super::error::EngineError;
use crate::stop::{GrowingPause, Stop};

/// How often the same is tried.
const MOST_TRIES: u32 = 60;

/// The first pause between two tries, which doubles up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// Tries until it succeeds, or fails for another reason, or the program is asked to stop.
///
/// # Errors
/// Those of the last try.
pub(super) fn again<R>(stop: &Stop, mut attempt: impl FnMut() -> Result<R, EngineError>) -> Result<R, EngineError> {
    let mut pause = GrowingPause::new(FIRST_PAUSE, LONGEST_PAUSE);
    for _ in 1..MOST_TRIES {
        match attempt() {
            Err(error) if error.may_pass() && stop.signal().is_none() => pause.wait(stop),
            done => return done,
        }
    }
    attempt()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use pretty_assertions::assert_eq;

    use super::*;
    use crate::store::StoreError;

    fn lost() -> EngineError {
        StoreError::Lost("the connection is closed".into()).into()
    }

    #[test]
    fn what_the_server_lost_is_done_again() {
        let mut tries = 0;
        let done = again(&Stop::default(), || {
            tries += 1;
            if tries < 3 { Err(lost()) } else { Ok(tries) }
        });
        assert_eq!(done.unwrap(), 3);
    }

    #[test]
    fn what_would_fail_again_is_tried_once() {
        let mut tries = 0;
        let failed = again::<()>(&Stop::default(), || {
            tries += 1;
            Err(StoreError::ReadOnly.into())
        });
        assert!(failed.is_err());
        assert_eq!(tries, 1);
    }

    #[test]
    fn nothing_is_tried_again_once_the_program_is_to_stop() {
        let stop = Stop::default();
        stop.flag().store(15, Ordering::Relaxed);
        let mut tries = 0;
        let failed = again::<()>(&stop, || {
            tries += 1;
            Err(lost())
        });
        assert!(failed.is_err());
        assert_eq!(tries, 1);
    }
}
