//! Saved filters as they are stored.

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::error::Result;
use crate::store::handle::Store;

stored_row! {
    /// A row of `saved_filter`.
    struct StoredFilter<'r> {
        name: &'r str = "name" as "name",
        expression: &'r str = "expression" as "expression",
        actor: &'r str = "actor" as "actor",
        saved: i64 = "saved" as "saved",
    }
}

impl Store {
    /// Passes all saved filters to `each`, with the names of their columns whose values have an unexpected type.
    pub(crate) fn for_each_saved_filter(
        &self,
        each: &mut dyn FnMut(StoredFilter<'_>, &[&'static str]) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT {} FROM saved_filter", select_list(&[StoredFilter::COLUMNS]));
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(StoredFilter::read(&mut columns), &columns.into_unreadable())
        })
    }
}
