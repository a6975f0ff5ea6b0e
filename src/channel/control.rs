//! What a channel's thread and the engine share: whether the engine has given up waiting, and a way to interrupt SQLite.

use std::sync::{Mutex, OnceLock, PoisonError};

use rusqlite::InterruptHandle;

/// Why the engine no longer waits for a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GaveUp {
    /// The channel did not answer in time.
    Timeout,
    /// The program was asked to stop by the signal with that number.
    Signal(usize),
}

/// Shared by the thread that owns a channel and the engine that waits for it.
#[derive(Default)]
pub(super) struct Control {
    gave_up: OnceLock<GaveUp>,
    /// That of the database that was opened last.
    interrupt: Mutex<Option<InterruptHandle>>,
}

impl Control {
    /// Makes the connection of that handle the one that [`Self::interrupt`] ends.
    pub(super) fn connected(&self, handle: InterruptHandle) {
        *self.interrupt.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
    }

    /// Records that nobody waits any more: from now on the thread commits nothing. The first reason stays.
    pub(super) fn give_up(&self, reason: GaveUp) {
        let _ = self.gave_up.set(reason);
    }

    /// Returns why the engine gave up; `None` while it waits.
    pub(super) fn gave_up(&self) -> Option<GaveUp> {
        self.gave_up.get().copied()
    }

    /// Interrupts the statement that is running. It has no effect on the next one, so it is repeated until the thread answers.
    pub(super) fn interrupt(&self) {
        if let Some(handle) = &*self.interrupt.lock().unwrap_or_else(PoisonError::into_inner) {
            handle.interrupt();
        }
    }
}
