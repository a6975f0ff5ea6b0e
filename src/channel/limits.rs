//! How long a channel may take for what.

use std::time::Duration;

/// How long to wait for the channel's own programs, at most.
const LOCK: Duration = Duration::from_secs(2);

/// Which part of the limit of a request that may take: a channel that is locked is not one that does not answer.
const LOCK_PART: u32 = 4;

/// How long a job may wait for the programs of all its channels, if each of them is locked.
const LOCKS: Duration = Duration::from_secs(60);

/// How long a channel may take for its answer to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TimeLimits {
    pub(super) request: Duration,
    /// How long it may wait for a lock of the channel's own programs meanwhile.
    pub(super) lock: Duration,
}

impl TimeLimits {
    /// Returns the limits of requests that may take so long.
    pub(crate) fn of(request: Duration) -> Self {
        Self { request, lock: LOCK.min(request / LOCK_PART) }
    }

    /// Returns the limits of each of that many channels that are tried one after the other: if many are locked, each of them
    /// is waited for less long.
    pub(crate) fn sharing_locks(self, channels: usize) -> Self {
        let part = LOCKS / u32::try_from(channels.max(1)).unwrap_or(u32::MAX);
        Self { lock: self.lock.min(part), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_channels_share_the_time_for_locks() {
        let limits = TimeLimits::of(Duration::from_secs(300));
        let lock = |channels| limits.sharing_locks(channels).lock.as_millis();
        assert_eq!([0, 1, 30, 300].map(lock), [2_000, 2_000, 2_000, 200]);
        assert_eq!(TimeLimits::of(Duration::from_secs(1)).lock.as_millis(), 250);
    }
}
