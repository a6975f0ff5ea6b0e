//! A copy of the store while others write to it.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};
use super::evidence::is_failed_read;
use super::handle::Store;
use super::migrations::APPLICATION_ID;
use super::stopping::interrupt_on_signal;
use super::transaction::Transaction;
use crate::sqlite::FileHeader;
use crate::trail::{BackupMade, Note};

/// Pages that are copied before the program checks whether it is to stop.
const STEP_PAGES: std::ffi::c_int = 2_000;

/// How long to wait if a step is not possible at once.
const PAUSE: Duration = Duration::from_millis(5);

impl Store {
    /// Copies the store as it is at this moment into an empty file, and checks the copy. Returns false if it was
    /// stopped: the copy is then useless.
    ///
    /// # Errors
    /// The file cannot be written, or the copy is damaged.
    pub(crate) fn back_up(&self, file: &Path, is_stopped: impl Fn() -> bool) -> Result<bool> {
        // Others continue to write meanwhile.
        let snapshot = self.snapshot()?;
        snapshot.identity()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(file, flags)?;
        {
            let backup = Backup::new(&snapshot.connection, &mut copy)?;
            loop {
                if is_stopped() {
                    return Ok(false);
                }
                match backup.step(STEP_PAGES)? {
                    StepResult::Done => break,
                    StepResult::Busy | StepResult::Locked => std::thread::sleep(PAUSE),
                    _ => {}
                }
            }
        }
        interrupt_on_signal(&mut copy)?;
        // A single file, without a log beside it.
        copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        let answer: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
        match answer.as_str() {
            "ok" => Ok(true),
            answer if is_failed_read(answer) => Err(StoreError::Unread(answer.to_owned())),
            _ => Err(StoreError::Damaged(answer)),
        }
    }
}

/// Whether a file is a database that is not a backup of a store: one of another program, or a store in use.
pub(crate) fn is_other_database(file: &Path) -> bool {
    let header = FileHeader::read(file);
    header.may_be_database() && (!header.may_be_made_by(APPLICATION_ID) || header.needs_log())
}

impl Transaction<'_> {
    /// Notes that a backup was made.
    pub(crate) fn note_backup(&self, backup: BackupMade) {
        self.add_note(&Note::BackedUp(backup));
    }
}
