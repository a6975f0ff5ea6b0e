//! What waits or computes in the store ends when the program is asked to stop.

use std::cell::RefCell;
use std::time::Duration;

use rusqlite::Connection;

use crate::stop::Stop;

/// How long a statement waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(60);

/// How long it waits once the program was asked to stop: long enough to record that a run was interrupted.
const BUSY_TIMEOUT_OF_STOP: Duration = Duration::from_secs(2);

/// SQLite's instructions between two looks at the signal: a fraction of a millisecond.
const INSTRUCTIONS: std::ffi::c_int = 20_000;

thread_local! {
    /// SQLite's handlers for waiting get no data of their own, and a thread has one store.
    static STOP: RefCell<Stop> = RefCell::default();
}

/// Makes statements of this thread end when the program is asked to stop: those that wait for another process, and those
/// that only read.
pub(crate) fn heed(stop: &Stop) {
    STOP.replace(stop.clone());
}

/// Returns the number of the signal by which the program was asked to stop.
pub(super) fn signal() -> Option<usize> {
    STOP.with_borrow(Stop::signal)
}

/// Returns how long a statement waits for another process's transaction now.
pub(super) fn busy_timeout() -> Duration {
    if signal().is_some() { BUSY_TIMEOUT_OF_STOP } else { BUSY_TIMEOUT }
}

/// Makes the statements of a connection end when the program is asked to stop. A transaction that writes is rolled back then.
pub(super) fn interrupt_on_signal(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(INSTRUCTIONS, Some(|| signal().is_some()))
}

/// Lets the statements of a connection finish again.
pub(super) fn never_interrupt(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.progress_handler(0, None::<fn() -> bool>)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use super::*;
    use crate::store::StoreError;

    #[test]
    fn what_reads_and_what_waits_ends_at_a_signal() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Connection::open(folder.path().join("a.db")).unwrap();
        let (mut reader, writer) = (open(), open());
        interrupt_on_signal(&mut reader).unwrap();
        let stop = Stop::default();
        heed(&stop);
        stop.flag().store(15, Ordering::Relaxed);
        let endless =
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number) SELECT max(n) FROM number";
        let error = reader.query_row(endless, [], |_| Ok(())).unwrap_err();
        assert!(matches!(StoreError::from(error), StoreError::Interrupted(15)));
        writer.execute_batch("BEGIN IMMEDIATE").unwrap();
        reader.busy_timeout(Duration::ZERO).unwrap();
        let error = reader.execute_batch("BEGIN IMMEDIATE").unwrap_err();
        assert!(matches!(StoreError::from(error), StoreError::Interrupted(15)));
        assert_eq!(busy_timeout(), BUSY_TIMEOUT_OF_STOP);
        heed(&Stop::default());
        assert_eq!(busy_timeout(), BUSY_TIMEOUT);
    }
}
