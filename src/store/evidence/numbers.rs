//! The numbers that were given last, and how many operations are in each state.

use super::columns::{StoredRow as _, for_each_row, select_list, stored_row};
use crate::store::error::Result;
use crate::store::handle::Store;

stored_row! {
    /// A row of `state_count`.
    struct StoredCount {
        channel: i64 = "channel" as "state_count.channel",
        state: i64 = "state" as "state_count.state",
        operations: i64 = "operations" as "state_count.operations",
    }
}

/// The columns of the store's row that have the last number of a table's rows, and what has these numbers: a customer may have
/// turned out to be another one.
const NUMBERED: [(&str, &str); 3] = [
    ("operations", "SELECT max(id) AS id FROM operation"),
    (
        "customers",
        "SELECT max(id) AS id FROM customer UNION ALL SELECT max(merged) FROM imported WHERE merged IS NOT NULL",
    ),
    ("later_documents", "SELECT max(id) AS id FROM later_document"),
];

impl Store {
    /// Returns the columns of the store's row that do not have the last number of a table's rows.
    pub(crate) fn differing_numbers(&self) -> Result<Vec<&'static str>> {
        let mut differing = Vec::new();
        for (column, numbers) in NUMBERED {
            let sql = format!("SELECT {column}, (SELECT coalesce(max(id), 0) FROM ({numbers}) AS numbers) FROM store");
            for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
                if columns.next_or_default::<Option<i64>>() != columns.next_or_default() {
                    differing.push(column);
                }
                Ok(())
            })?;
        }
        Ok(differing)
    }

    /// Passes how many operations of each channel are in each state to `each`, in order, with the names of the columns whose
    /// values have an unexpected type.
    pub(crate) fn for_each_state_count(
        &self,
        each: &mut dyn FnMut(StoredCount, &[&'static str]) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT {} FROM state_count ORDER BY channel, state", select_list(&[StoredCount::COLUMNS]));
        for_each_row(self.settled()?, &sql, &[], &mut |mut columns| {
            each(StoredCount::read(&mut columns), &columns.into_unreadable())
        })
    }
}
