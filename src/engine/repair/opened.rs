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
        let detail = editable(&store, id)?;
        Self::around(&store, Some(config), detail)
    }

    /// Reads an operation, whether or not it can be edited; `None` if no operation has that number.
    ///
    /// # Errors
    /// What the store has for it is damaged.
    pub(crate) fn look(store: &Store, config: Option<&Config>, id: OperationId) -> Result<Option<Self>, EngineError> {
        let store = store.snapshot()?;
        store.detail(id)?.map(|detail| Self::around(&store, config, detail)).transpose()
    }

    fn around(store: &Store, config: Option<&Config>, mut detail: Detail) -> Result<Self, EngineError> {
        check_edited(store, config, &mut detail)?;
        let inspection = inspect(store, config, &detail)?;
        Ok(Self { inspection, last_entry: store.last_entry(detail.operation.id)?, detail })
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
