//! Layouts: the names of the columns that received rows have.

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::error::Result;
use crate::store::handle::Store;

stored_row! {
    /// A row of `layout`.
    struct StoredLayout<'r> {
        id: i64 = "id" as "id",
        kind: i64 = "kind" as "kind",
        /// A JSON array.
        columns: &'r str = "columns" as "columns",
    }
}

impl Store {
    /// Passes the layouts that can be read to `each`.
    pub(crate) fn for_each_layout(&self, each: &mut dyn FnMut(StoredLayout<'_>) -> Result<()>) -> Result<()> {
        let sql = format!("SELECT {} FROM layout", select_list(&[StoredLayout::COLUMNS]));
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| match columns.read_readable() {
            Some(layout) => each(layout),
            None => Ok(()),
        })
    }
}
