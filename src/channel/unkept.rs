//! Whether a channel keeps what is written to it: a trigger of its own may ignore a change, or undo it.

use rusqlite::{OptionalExtension as _, Params};

use super::error::{ChannelFault, Result};
use super::writing::Writing;
use crate::model::{Counter, RecordKind};

/// What a statement was to do with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowChange {
    /// Adds it, or gives the one with its key new values.
    Write,
    /// Adds it unless it is there.
    Add,
    Remove,
}

impl Writing<'_> {
    /// Sets `ONLINEOPERATIONCOMPLETED` on a row of the channel. Returns false if the channel has the row, but refused the
    /// change or did not keep it.
    pub(crate) fn set_completed(&self, kind: RecordKind, counter: Counter) -> Result<bool> {
        let table = kind.table();
        let sql = format!(
            "UPDATE {table} SET ONLINEOPERATIONCOMPLETED = 1
             WHERE REPLICATIONCOUNTERFROMORIGIN = ?1 AND ONLINEOPERATIONCOMPLETED IS NOT 1"
        );
        let update = || self.transaction.prepare_cached(&sql)?.execute([counter.0]);
        match self.sqlite(update()) {
            Ok(changed) if changed > 0 && !self.unreliable.has(table) => {
                self.note_completed(kind, counter)?;
                return Ok(true);
            }
            // Unless that ended the transaction, the other rows are completed.
            Err(error) if error.is_refusal() && !self.has_ended() => return Ok(false),
            changed => changed?,
        };
        // Nothing to set in a row that the channel has removed, or that was completed before.
        let condition = "REPLICATIONCOUNTERFROMORIGIN = ?1 AND ONLINEOPERATIONCOMPLETED IS NOT 1";
        Ok(!self.exists(table, condition, [counter.0])?)
    }

    /// Checks that a download table has the row of a record, or that it does not have it any longer, after a statement that
    /// changed that many rows. `key` is the condition for the row.
    ///
    /// # Errors
    /// [`ChannelFault::NotKept`] names the table and the customer's account.
    pub(super) fn check_kept(
        &self,
        (table, account): (&'static str, &str),
        (change, changed): (RowChange, usize),
        (key, values): (&str, impl Params),
    ) -> Result<()> {
        let is_certain = change == RowChange::Remove || changed > 0;
        if is_certain && !self.unreliable.has(table) {
            return Ok(());
        }
        let is_ignored = change == RowChange::Write && changed == 0 && !self.unreliable.is_uncounted(table);
        if !is_ignored && self.exists(table, key, values)? == (change != RowChange::Remove) {
            return Ok(());
        }
        Err(self.place.error(ChannelFault::NotKept { table, account: account.to_owned() }))
    }

    fn exists(&self, table: &str, condition: &str, values: impl Params) -> Result<bool> {
        let sql = format!("SELECT 1 FROM {table} WHERE {condition} LIMIT 1");
        let look = || self.transaction.prepare_cached(&sql)?.query_row(values, |_| Ok(())).optional();
        Ok(self.sqlite(look())?.is_some())
    }
}
