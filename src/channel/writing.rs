//! Writing to a channel database: new rows.

use super::control::Control;
use super::error::{ChannelError, ChannelFault, ChannelPlace, Result};
use super::unreliable_tables::UnreliableTables;
use crate::model::RecordKind;

/// A transaction on a channel database; dropped without [`Writing::commit`] it is rolled back.
pub(crate) struct Writing<'d> {
    pub(super) transaction: rusqlite::Transaction<'d>,
    pub(super) place: &'d ChannelPlace,
    pub(super) control: &'d Control,
    pub(super) unreliable: UnreliableTables,
    /// Whether what changes is noted, to be handed over to the channel.
    pub(super) notes_changes: bool,
}

impl Writing<'_> {
    /// Appends a row to an upload table, as a channel's own programs do.
    pub(crate) fn append<'v>(
        &self,
        kind: RecordKind,
        columns: &[String],
        values: impl Iterator<Item = &'v str>,
    ) -> Result<()> {
        let names: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", kind.table(), names.join(", "));
        let append = || self.transaction.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values));
        self.sqlite(append())?;
        Ok(())
    }

    /// Keeps what was written, unless nobody waits for it any longer: then the session has said that it failed.
    pub(super) fn commit(self) -> Result<()> {
        let place = self.place;
        if self.control.gave_up().is_some() {
            return Err(place.error(ChannelFault::Database("interrupted".to_owned())));
        }
        self.transaction.commit().map_err(|error| place.sqlite_error(&error))
    }

    /// Does something of which nothing stays if it fails.
    ///
    /// # Errors
    /// Those of `work`. A trigger of the channel may end the whole transaction, as [`Self::has_ended`] then says.
    pub(crate) fn all_or_nothing<R, E: From<ChannelError>>(&self, work: impl FnOnce() -> Result<R, E>) -> Result<R, E> {
        let execute = |sql: &str| self.sqlite(self.transaction.execute_batch(sql));
        execute("SAVEPOINT part")?;
        let result = work();
        if self.has_ended() {
            return result;
        }
        execute(if result.is_ok() { "RELEASE part" } else { "ROLLBACK TO part; RELEASE part" })?;
        result
    }

    /// Whether the channel has ended the transaction by itself: nothing of it stays.
    pub(crate) fn has_ended(&self) -> bool {
        self.transaction.is_autocommit()
    }

    pub(super) fn sqlite<T>(&self, result: rusqlite::Result<T>) -> Result<T> {
        result.map_err(|error| self.place.sqlite_error(&error))
    }
}

/// A column's name in SQL. In double quotes, the name of a column that is gone would be a text.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
