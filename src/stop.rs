//! Whether the program was asked to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// How often a pause checks whether the program was asked to stop meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// Set when the program is asked to stop; jobs and corrections look at it between two batches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// The flag that a signal handler sets to the signal's number.
    pub(crate) fn flag(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.0)
    }

    /// Forgets the signal with that number.
    pub(crate) fn forget(&self, signal: usize) {
        // If another signal came instead, it stays.
        let _ = self.0.compare_exchange(signal, 0, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// The number of the signal that asked for it; `None` if there was no such signal.
    pub(crate) fn signal(&self) -> Option<usize> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(signal),
        }
    }
}

/// The pauses between tries, each twice as long as the one before.
#[derive(Debug)]
pub(crate) struct GrowingPause {
    next: Duration,
    longest: Duration,
}

impl GrowingPause {
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        Self { next: first, longest }
    }

    /// Waits before the next try, or until the program is asked to stop.
    pub(crate) fn wait(&mut self, stop: &Stop) {
        let mut left = self.next;
        self.next = self.next.saturating_mul(2).min(self.longest);
        while !left.is_zero() && stop.signal().is_none() {
            thread::sleep(GLANCE.min(left));
            left = left.saturating_sub(GLANCE);
        }
    }
}
