//! What was imported of customers, to be shown and looked through.

use std::ops::ControlFlow;

use super::database::params;
use super::error::Result;
use super::handle::Store;
use crate::model::{CustomerId, Timestamp};
use crate::trail::{Event, Note};

/// An import that brought a customer, or its GUID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomerImport {
    pub(crate) at: Timestamp,
    /// The files that were read, as they were named.
    pub(crate) files: Vec<String>,
    /// Whether headquarters had the customer already, and learned its GUID.
    pub(crate) is_guid: bool,
}

impl Store {
    /// Returns the imports that brought a customer or its GUID, in order; none for a customer that an operation created. One of
    /// which the trail says nothing is left out.
    pub(crate) fn imports_of(&self, customer: CustomerId) -> Result<Vec<CustomerImport>> {
        let sql = "SELECT change, CASE WHEN content IS NULL THEN 1 ELSE 0 END FROM imported WHERE customer = ?1 ORDER BY change";
        let rows: Vec<(i64, bool)> =
            self.settled()?.all(sql, &params![customer.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut imports = Vec::with_capacity(rows.len());
        for (change, is_guid) in rows {
            imports.extend(self.import_with_change(change)?.map(|(at, files)| CustomerImport { at, files, is_guid }));
        }
        Ok(imports)
    }

    /// Returns when the import was that has a change number, and what it read.
    fn import_with_change(&self, change: i64) -> Result<Option<(Timestamp, Vec<String>)>> {
        let sql = "SELECT at, details FROM entry WHERE event = ?1 AND first IS NULL ORDER BY id";
        let mut found = None;
        self.settled()?.each(sql, &params![Event::Imported.name()], |row| -> Result<_> {
            let Some(Note::Imported(imported)) = Note::read(Event::Imported, row.get(1)?) else {
                return Ok(ControlFlow::Continue(()));
            };
            let is_its = change > imported.before && change.saturating_sub(imported.before) <= imported.customers;
            if is_its {
                found = Some((Timestamp(row.get(0)?), imported.files));
            }
            Ok(if is_its { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        Ok(found)
    }

    /// Passes the values of each customer that was imported, and that no operation has changed since, to `each`, until that has
    /// enough.
    pub(crate) fn for_each_imported_record(
        &self,
        each: &mut dyn FnMut(CustomerId, &str) -> ControlFlow<()>,
    ) -> Result<()> {
        let sql = "SELECT i.customer, r.fields FROM imported i JOIN record r ON r.customer = i.customer AND r.kind = 0
                   WHERE i.content IS NOT NULL AND r.operation = 0 ORDER BY i.change";
        self.settled()?.each(sql, &[], |row| -> Result<_> { Ok(each(CustomerId(row.get(0)?), row.get(1)?)) })
    }
}
