//! SIGINT and SIGTERM: the program finishes its batch and stops.

use std::io;

use signal_hook::consts::{SIGINT, SIGTERM};
use thiserror::Error;

use crate::failure::{Explain, FailureKind};
use crate::stop::Stop;

/// The program stopped on the signal with that number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("interrupted")]
pub(crate) struct Interrupted(pub(crate) usize);

impl Explain for Interrupted {
    fn kind(&self) -> FailureKind {
        FailureKind::Interrupted(self.0)
    }
}

/// Makes the signals set the returned flag instead of ending the program.
pub(crate) fn listen() -> io::Result<Stop> {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register_usize(signal, stop.flag(), usize::try_from(signal).map_err(io::Error::other)?)?;
    }
    Ok(stop)
}

/// Checks whether the program was asked to stop.
///
/// # Errors
/// [`Interrupted`] if it was.
pub(crate) fn check(stop: &Stop) -> Result<(), Interrupted> {
    stop.signal().map_or(Ok(()), |signal| Err(Interrupted(signal)))
}
