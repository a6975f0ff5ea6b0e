//! Ending a statement of the server when the program is asked to stop: the client waits for its answer meanwhile.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::store::stopping::{self, of_thread};

/// How long it takes to notice.
const PAUSE: Duration = Duration::from_millis(50);

/// How long to wait for the effect of a request before the next one.
const PAUSE_BETWEEN_REQUESTS: Duration = Duration::from_millis(250);

/// Sends a request to end the statement that a connection is at, over a connection of its own.
pub(in crate::store) type Cancel = Box<dyn Fn() + Send>;

/// What the watching thread has to know.
struct Watched {
    /// Ends the statement that the connection is at.
    cancel: Mutex<Cancel>,
    /// Whether every statement is to end.
    is_interruptible: AtomicBool,
    /// Whether the statement waits for another one's lock.
    is_waiting: AtomicBool,
    has_ended: AtomicBool,
}

/// Watches for the signal by which the program is asked to stop.
pub(super) struct Watch(Arc<Watched>);

impl Watch {
    pub(super) fn new(cancel: Cancel) -> Self {
        let watched = Arc::new(Watched {
            cancel: Mutex::new(cancel),
            is_interruptible: AtomicBool::new(false),
            is_waiting: AtomicBool::new(false),
            has_ended: AtomicBool::new(false),
        });
        let (theirs, stop) = (Arc::clone(&watched), of_thread());
        thread::spawn(move || {
            let mut since = None;
            while !theirs.has_ended.load(Ordering::Relaxed) {
                thread::sleep(PAUSE);
                if stop.signal().is_none() {
                    continue;
                }
                let stopped = *since.get_or_insert_with(Instant::now);
                // A lock is waited for a little longer, so that it can be noted that a run was interrupted.
                let has_waited = stopped.elapsed() >= stopping::BUSY_TIMEOUT_OF_STOP;
                if theirs.is_interruptible.load(Ordering::Relaxed)
                    || has_waited && theirs.is_waiting.load(Ordering::Relaxed)
                {
                    theirs.cancel.lock().unwrap_or_else(PoisonError::into_inner)();
                    thread::sleep(PAUSE_BETWEEN_REQUESTS);
                }
            }
        });
        Self(watched)
    }

    /// Watches over another connection from now on.
    pub(super) fn watch_over(&self, cancel: Cancel) {
        *self.0.cancel.lock().unwrap_or_else(PoisonError::into_inner) = cancel;
    }

    /// Makes all statements end at the signal, or lets them finish.
    pub(super) fn interrupt(&self, is_interruptible: bool) {
        self.0.is_interruptible.store(is_interruptible, Ordering::Relaxed);
    }

    /// Waits for a lock.
    pub(super) fn while_waiting<R>(&self, wait: impl FnOnce() -> R) -> R {
        self.0.is_waiting.store(true, Ordering::Relaxed);
        let result = wait();
        self.0.is_waiting.store(false, Ordering::Relaxed);
        result
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.has_ended.store(true, Ordering::Relaxed);
    }
}
