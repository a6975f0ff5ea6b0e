//! Beginning a seal of the trail.

use super::database::params;
use super::error::{Result, StoreError};
use super::seal::NewSeal;
use super::transaction::Transaction;
use crate::trail::{Event, Note, SealBegan, SealKey};

impl Transaction<'_> {
    /// Returns the number of the entry with which the present seal began; `None` if the trail is not sealed.
    pub(crate) fn present_seal_entry(&self) -> Result<Option<i64>> {
        let sql = "SELECT id FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id DESC LIMIT 1";
        self.settled()?.one(sql, &params![Event::Sealed.name()], |row| row.get(0))
    }

    /// Begins a seal with the first key that is given; returns the number of the entry with which it begins. The seal
    /// before it ends, whether or not its key is usable.
    pub(crate) fn begin_seal(&self, key: SealKey) -> Result<i64> {
        let (before, broken) = match self.usable_seal() {
            Err(StoreError::Seal(error)) => (None, Some(error.name().to_owned())),
            usable => (usable?, None),
        };
        self.add_note(&Note::Sealed(SealBegan { seal: key.seal_name(), broken }));
        self.new_seal.replace(Some(NewSeal { key, before }));
        Ok(self.last_entry_number()?.saturating_add(1))
    }
}
