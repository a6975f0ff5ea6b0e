//! A copy of the store while others write to it.

use std::path::Path;

use super::database::{Database, SqliteDatabase};
use super::error::Result;
use super::handle::Store;
use super::migrations::{APPLICATION_ID, HALF_COPY};
use super::transaction::Transaction;
use crate::sqlite::FileHeader;
use crate::trail::{BackupMade, Note};

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
        snapshot.database.file()?.back_up(file, is_stopped)
    }
}

/// Whether a file is a database that is not a backup of a store: one of another program, or a store in use.
pub(crate) fn is_other_database(file: &Path) -> bool {
    let header = FileHeader::read(file);
    header.may_be_database() && (!header.may_be_made_by(APPLICATION_ID) || header.needs_log())
}

/// Returns the identity of the store that a file is a whole backup of; `None` if it is none. The file is only read: it is not
/// brought to this version as a store that is opened would be.
pub(crate) fn identity_of_backup(file: &Path) -> Option<String> {
    let header = FileHeader::read(file);
    if !header.may_be_made_by(APPLICATION_ID) || header.needs_log() {
        return None;
    }
    let database = SqliteDatabase::open_immutable(file).ok()?;
    let is_half = database.has_row(&format!("SELECT 1 FROM sqlite_schema WHERE name = '{HALF_COPY}'")).ok()?;
    let is_store = database.pragma("application_id").ok()? == APPLICATION_ID && !is_half;
    let database = Database::Sqlite(database);
    if is_store { database.one("SELECT id FROM store", &[], |row| row.get(0)).ok().flatten() } else { None }
}

impl Transaction<'_> {
    /// Notes that a backup was made.
    pub(crate) fn note_backup(&self, backup: BackupMade) {
        self.add_note(&Note::BackedUp(backup));
    }
}
