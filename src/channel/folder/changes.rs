//! What is noted in a mirror about changes that the channel has not been handed yet.

use rusqlite::params;

use crate::channel::contract::DownloadRecord;
use crate::channel::error::Result;
use crate::channel::writing::Writing;
use crate::model::{Counter, RecordKind};

/// The program's own tables in a mirror. `HQSYNC_PACKAGE` has one row: the last package that is in its place, and what tells the
/// packages of this mirror from those of others.
pub(super) const TABLES: &str = "
    CREATE TABLE HQSYNC_CHANGED (DATAAREAID TEXT, ACCOUNTNUM TEXT, PRIMARY KEY (DATAAREAID, ACCOUNTNUM)) WITHOUT ROWID;
    CREATE TABLE HQSYNC_REMOVED (TABLENAME TEXT, DATAAREAID TEXT, ACCOUNTNUM TEXT, NAME TEXT,
      PRIMARY KEY (TABLENAME, DATAAREAID, ACCOUNTNUM, NAME)) WITHOUT ROWID;
    CREATE TABLE HQSYNC_COMPLETED (TABLENAME TEXT, COUNTER INTEGER, PRIMARY KEY (TABLENAME, COUNTER)) WITHOUT ROWID;
    CREATE TABLE HQSYNC_PACKAGE
      (NUMBER INTEGER NOT NULL, CHANGE INTEGER NOT NULL, ISFULL INTEGER NOT NULL, MIRROR TEXT NOT NULL);
    INSERT INTO HQSYNC_PACKAGE VALUES (0, 0, 1, lower(hex(randomblob(16))));
";

impl Writing<'_> {
    /// Notes that a customer was written.
    pub(in crate::channel) fn note_written(&self, record: &DownloadRecord<'_>) -> Result<()> {
        if !self.notes_changes {
            return Ok(());
        }
        let note = || {
            let sql = "INSERT OR IGNORE INTO HQSYNC_CHANGED (DATAAREAID, ACCOUNTNUM) VALUES (?1, ?2)";
            self.transaction.prepare_cached(sql)?.execute([record.company, record.account])
        };
        self.sqlite(note())?;
        Ok(())
    }

    /// Notes that a record of a customer was removed from a table; `name` tells it from the customer's others there.
    pub(in crate::channel) fn note_removed(&self, table: &str, record: &DownloadRecord<'_>, name: &str) -> Result<()> {
        if !self.notes_changes {
            return Ok(());
        }
        let note = || {
            let sql = "INSERT OR IGNORE INTO HQSYNC_REMOVED (TABLENAME, DATAAREAID, ACCOUNTNUM, NAME) VALUES (?1, ?2, ?3, ?4)";
            self.transaction.prepare_cached(sql)?.execute([table, record.company, record.account, name])
        };
        self.sqlite(note())?;
        Ok(())
    }

    /// Notes that a row of an upload table was completed. A line that was no row has none.
    pub(in crate::channel) fn note_completed(&self, kind: RecordKind, counter: Counter) -> Result<()> {
        if !self.notes_changes || counter.0 < 0 {
            return Ok(());
        }
        let note = || {
            let sql = "INSERT OR IGNORE INTO HQSYNC_COMPLETED (TABLENAME, COUNTER) VALUES (?1, ?2)";
            self.transaction.prepare_cached(sql)?.execute(params![kind.table(), counter.0])
        };
        self.sqlite(note())?;
        Ok(())
    }

    /// Notes that the channel may have what nobody knows, such as parties with other numbers: the next package has all customers,
    /// and replaces what was loaded before.
    pub(in crate::channel) fn note_everything(&self) -> Result<()> {
        if !self.notes_changes {
            return Ok(());
        }
        self.sqlite(self.transaction.execute_batch(
            "UPDATE HQSYNC_PACKAGE SET ISFULL = 1;
             DELETE FROM HQSYNC_REMOVED;
             INSERT OR IGNORE INTO HQSYNC_CHANGED SELECT DATAAREAID, ACCOUNTNUM FROM RETAILCUSTTABLE",
        ))
    }
}
