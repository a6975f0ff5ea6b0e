//! Tables with rows about operations, read side by side with the operations.

use std::borrow::Cow;

use crate::store::database::{Database, Param, RawValue, Row, SideQuery, SideRows};
use crate::store::error::Result;

/// The operation that a row is about. As in SQLite, what is no number comes after all numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Operation(i64),
    Nothing,
}

/// Returns the bound of a range up to and including an operation; with `None`, one beyond all values that SQLite can
/// have for a number.
pub(super) fn bound(last: Option<i64>) -> Param<'static> {
    last.map_or(Param::Bytes(Cow::Borrowed(&[u8::MAX; 16])), Param::from)
}

/// Prepares to read a table's rows about a range of operations in their order, the operation's number first.
pub(super) fn prepare<'d>(database: &'d Database, table: &str, columns: &str, order: &str) -> Result<SideQuery<'d>> {
    database.query(&format!(
        "SELECT operation, {columns} FROM {table} WHERE operation >= ?1 AND operation <= ?2 ORDER BY operation{order}"
    ))
}

/// A table's rows in the order of their operations.
pub(super) struct SideTable<'s> {
    name: &'static str,
    rows: SideRows<'s>,
}

impl<'s> SideTable<'s> {
    pub(super) fn new(name: &'static str, query: &'s mut SideQuery<'_>, within: &[Param<'_>]) -> Result<Self> {
        Ok(Self { name, rows: query.rows(within)? })
    }

    /// Returns what the next row is about; `None` at the end.
    fn owner(&self) -> Option<Owner> {
        Some(match self.rows.get()?.value(0) {
            Ok(RawValue::Integer(number)) => Owner::Operation(number),
            _ => Owner::Nothing,
        })
    }

    /// Returns the next row; `None` if it is not about the operation.
    pub(super) fn row_of(&self, operation: i64) -> Option<Row<'_>> {
        self.rows.get().filter(|_| self.owner() == Some(Owner::Operation(operation)))
    }

    pub(super) fn advance(&mut self) -> Result<()> {
        self.rows.advance()
    }

    /// Skips the rows before those of an operation, or with `None` all that are left: they belong to no operation. Each
    /// number that is skipped goes to `orphan` once, with the table's name; `None` stands for what is no number.
    pub(super) fn skip_to(
        &mut self,
        operation: Option<i64>,
        orphan: &mut dyn FnMut(&'static str, Option<i64>) -> Result<()>,
    ) -> Result<()> {
        let mut last = None;
        while let Some(owner) = self.owner() {
            if operation.is_some_and(|operation| owner >= Owner::Operation(operation)) {
                break;
            }
            if last.replace(owner) != Some(owner) {
                let number = match owner {
                    Owner::Operation(number) => Some(number),
                    Owner::Nothing => None,
                };
                orphan(self.name, number)?;
            }
            self.advance()?;
        }
        Ok(())
    }
}
