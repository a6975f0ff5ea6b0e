//! Lines of files that are no rows: the mirror keeps them as rows of their own, below all counters of the channel.

use rusqlite::{OptionalExtension as _, params};

use crate::channel::database::ChannelDatabase;
use crate::channel::error::Result;
use crate::channel::writing::quoted;
use crate::model::{RecordKind, UNREAD_LINE};

/// A line that is no row, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnreadLine<'l> {
    pub(super) text: &'l str,
    pub(super) file: &'l str,
    pub(super) number: u64,
}

impl ChannelDatabase {
    /// Adds a line to the upload table of a record, unless it is there: exports overlap. Returns whether it was added.
    pub(super) fn add_unread_line(&self, kind: RecordKind, line: UnreadLine<'_>) -> Result<bool> {
        let table = kind.table();
        let columns = self.columns(table)?;
        let [text, file, number] = UNREAD_LINE.map(quoted);
        let add = || -> rusqlite::Result<bool> {
            if !columns.iter().any(|column| column == UNREAD_LINE[0]) {
                self.connection.execute_batch(&format!(
                    "ALTER TABLE {table} ADD COLUMN {text} TEXT;
                     ALTER TABLE {table} ADD COLUMN {file} TEXT;
                     ALTER TABLE {table} ADD COLUMN {number} INTEGER;
                     CREATE INDEX {table}_LINE ON {table} ({text}) WHERE {text} IS NOT NULL"
                ))?;
            }
            let known = format!("SELECT 1 FROM {table} WHERE {text} = ?1");
            if self.connection.prepare_cached(&known)?.exists([line.text])? {
                return Ok(false);
            }
            let lowest = format!("SELECT min(REPLICATIONCOUNTERFROMORIGIN) FROM {table}");
            let lowest: Option<i64> = self.connection.query_row(&lowest, [], |row| row.get(0)).optional()?.flatten();
            let counter = lowest.unwrap_or(0).min(0) - 1;
            let sql = format!(
                "INSERT INTO {table} (REPLICATIONCOUNTERFROMORIGIN, CUSTACCOUNTASYNC, CUSTACCOUNT,
                   ONLINEOPERATIONCOMPLETED, {text}, {file}, {number})
                 VALUES (?1, NULL, NULL, NULL, ?2, ?3, ?4)"
            );
            let number = i64::try_from(line.number).unwrap_or(i64::MAX);
            self.connection.prepare_cached(&sql)?.execute(params![counter, line.text, line.file, number])?;
            Ok(true)
        };
        self.sqlite(add())
    }
}
