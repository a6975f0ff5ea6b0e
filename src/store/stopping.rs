//! What waits or computes in the store ends when the program is asked to stop.

use std::cell::RefCell;
use std::time::Duration;

use crate::stop::Stop;

/// How long a statement waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(60);

/// How long it waits once the program was asked to stop: long enough to record that a run was interrupted.
pub(in crate::store) const BUSY_TIMEOUT_OF_STOP: Duration = Duration::from_secs(2);

thread_local! {
    /// SQLite's handlers for waiting get no data of their own, and a thread has one store.
    static STOP: RefCell<Stop> = RefCell::default();
}

/// Makes statements of this thread end when the program is asked to stop: those that wait for another process, and those
/// that only read.
pub(crate) fn heed(stop: &Stop) {
    STOP.replace(stop.clone());
}

/// Returns what asks this thread to stop, for a thread that it begins.
pub(in crate::store) fn of_thread() -> Stop {
    STOP.with_borrow(Stop::clone)
}

/// Returns the number of the signal by which the program was asked to stop.
pub(in crate::store) fn signal() -> Option<usize> {
    STOP.with_borrow(Stop::signal)
}

/// Returns how long a statement waits for another process's transaction now.
pub(super) fn busy_timeout() -> Duration {
    if signal().is_some() { BUSY_TIMEOUT_OF_STOP } else { BUSY_TIMEOUT }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;
    use crate::store::StoreError;
    use crate::store::database::SqliteDatabase;

    #[test]
    fn what_reads_and_what_waits_ends_at_a_signal() {
        let folder = tempfile::tempdir().unwrap();
        let open = || SqliteDatabase::open(&folder.path().join("a.db")).unwrap();
        std::fs::write(folder.path().join("a.db"), "").unwrap();
        let (mut reader, writer) = (open(), open());
        reader.interrupt_on_signal().unwrap();
        let stop = Stop::default();
        heed(&stop);
        stop.flag().store(15, Ordering::Relaxed);
        let endless =
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT max(n) FROM number;";
        assert!(matches!(reader.batch(endless).unwrap_err(), StoreError::Interrupted(15)));
        writer.batch("BEGIN IMMEDIATE").unwrap();
        reader.wait_at_most(Duration::ZERO).unwrap();
        assert!(matches!(reader.batch("BEGIN IMMEDIATE").unwrap_err(), StoreError::Interrupted(15)));
        assert_eq!(busy_timeout(), BUSY_TIMEOUT_OF_STOP);
        heed(&Stop::default());
        assert_eq!(busy_timeout(), BUSY_TIMEOUT);
    }
}
