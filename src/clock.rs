//! What time it is: read from the system, or fixed in tests. Whatever needs the time is handed a clock.

use std::time::SystemTime;

use crate::model::Timestamp;

/// The only source of the present time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock(ClockKind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClockKind {
    System,
    Fixed(Timestamp),
}

impl Clock {
    /// The system's clock.
    pub(crate) fn system() -> Self {
        Self(ClockKind::System)
    }

    /// A clock that stands still.
    pub(crate) fn fixed(at: Timestamp) -> Self {
        Self(ClockKind::Fixed(at))
    }

    /// Returns the present.
    pub(crate) fn now(self) -> Timestamp {
        match self.0 {
            ClockKind::System => system_time(),
            ClockKind::Fixed(at) => at,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the system's clock")]
fn system_time() -> Timestamp {
    let micros = |duration: std::time::Duration| i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
    Timestamp(match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => micros(since),
        Err(before) => -micros(before.duration()),
    })
}
