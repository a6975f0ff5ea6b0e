//! An operation as somebody sees it who is about to edit it.

use super::edit::editable;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::inspect::{Inspection, check_edited, inspect};
use crate::model::OperationId;
use crate::store::{Detail, HistoryEntry, Store};

/// An operation that can be edited, as it is at one moment.
#[derive(Debug)]
pub(crate) struct OpenedOperation {
    pub(crate) detail: Detail,
    pub(crate) inspection: Inspection,
    /// The last entry about it, by which a later edit detects changes by others.
    pub(crate) last_entry: Option<i64>,
}

impl OpenedOperation {
    /// Reads an operation.
    ///
    /// # Errors
    /// There is no such operation, or it cannot be edited.
    pub(crate) fn read(store: &Store, config: &Config, id: OperationId) -> Result<Self, EngineError> {
        let store = store.snapshot()?;
        let mut detail = editable(&store, id)?;
        check_edited(&store, Some(config), &mut detail)?;
        let inspection = inspect(&store, Some(config), &detail)?;
        Ok(Self { inspection, last_entry: store.last_entry(id)?, detail })
    }

    /// Returns what others have done to the operation since.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn changes_since(&self, store: &Store) -> Result<Vec<HistoryEntry>, EngineError> {
        let mut entries = store.history(&[self.detail.operation.id])?;
        entries.retain(|entry| Some(entry.id) > self.last_entry);
        Ok(entries)
    }
}
