//! What became of an operation that a person had synchronized, for machines.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::operations::serialize_entries;
use crate::i18n::Texts;
use crate::model::{Operation, OperationId};

/// An operation as lists have it, with what it waits for.
pub(crate) struct ResyncedOperation<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) waits_for: &'a [OperationId],
    /// Whether it was asked for, or came with one that was.
    pub(crate) asked: bool,
    pub(crate) texts: &'a Texts,
}

impl Serialize for ResyncedOperation<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        serialize_entries(self.operation, self.texts, &mut map)?;
        map.serialize_entry("waits_for", self.waits_for)?;
        map.serialize_entry("asked", &self.asked)?;
        map.end()
    }
}
