//! Customers that nothing is about any more, since what made them known was edited or belongs to another customer.

use std::collections::HashSet;

use uuid::Uuid;

use super::columns::for_each_row;
use crate::model::{decode_row, parse_guid};
use crate::store::database::params;
use crate::store::error::Result;
use crate::store::handle::Store;
use crate::trail::{Event, edited_fields};

impl Store {
    /// Whether an operation spells its GUID in this way. It may be about another customer, who has the account that it names.
    pub(crate) fn has_spelled_guid(&self, async_account: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM operation WHERE async_account IS NOT NULL AND async_account COLLATE NOCASE = ?1 COLLATE NOCASE";
        self.settled()?.exists(sql, &params![async_account])
    }

    /// Returns the GUIDs that operations had before they were edited. What cannot be read is reported with the operation or the
    /// entry.
    pub(crate) fn guids_before_edits(&self) -> Result<HashSet<Uuid>> {
        let mut guids = HashSet::new();
        let received =
            "SELECT r.layout, r.row FROM operation o JOIN received r ON r.operation = o.id WHERE o.edited > 0";
        for_each_row(self.settled()?, received, &[], &mut |mut columns| {
            let (layout, row) = (columns.next_or_default(), columns.next_or_default::<&str>());
            if let (Ok(layout), Ok(values)) = (self.layout(layout), decode_row(row)) {
                guids.extend(parse_guid(&layout.async_account(&values).text_or_empty()));
            }
            Ok(())
        })?;
        let edits = "SELECT details FROM entry WHERE event = ?1";
        for_each_row(self.settled()?, edits, &params![Event::Edited.name()], &mut |mut columns| {
            let changes = edited_fields(columns.next_or_default()).unwrap_or_default();
            guids.extend(changes.iter().filter_map(|change| parse_guid(&change.old)));
            Ok(())
        })?;
        Ok(guids)
    }
}
