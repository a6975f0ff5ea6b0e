//! Tables with rows about operations, read side by side with the operations.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, Rows, Statement};

use crate::store::error::Result;

/// The operation that a row is about. As in SQLite, what is no number comes after all numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Operation(i64),
    Nothing,
}

/// Returns the bound of a range up to and including an operation; with `None`, one beyond all values that SQLite can
/// have for a number.
pub(super) fn bound(last: Option<i64>) -> Value {
    last.map_or(Value::Blob(vec![u8::MAX; 16]), Value::Integer)
}

/// Prepares to read a table's rows about a range of operations in their order, the operation's number first.
pub(super) fn prepare<'c>(
    connection: &'c Connection,
    table: &str,
    columns: &str,
    order: &str,
) -> Result<Statement<'c>> {
    Ok(connection.prepare(&format!(
        "SELECT operation, {columns} FROM {table} WHERE operation >= ?1 AND operation <= ?2 ORDER BY operation{order}"
    ))?)
}

/// A table's rows in the order of their operations.
pub(super) struct SideTable<'s> {
    name: &'static str,
    rows: Rows<'s>,
}

impl<'s> SideTable<'s> {
    pub(super) fn new(
        name: &'static str,
        statement: &'s mut Statement<'_>,
        (first, bound): (i64, &Value),
    ) -> Result<Self> {
        let mut rows = statement.query((first, bound))?;
        rows.advance()?;
        Ok(Self { name, rows })
    }

    /// Returns what the next row is about; `None` at the end.
    fn owner(&self) -> Option<Owner> {
        let row = self.rows.get()?;
        Some(match row.get_ref(0) {
            Ok(ValueRef::Integer(number)) => Owner::Operation(number),
            _ => Owner::Nothing,
        })
    }

    /// Returns the next row; `None` if it is not about the operation.
    pub(super) fn row_of(&self, operation: i64) -> Option<&Row<'s>> {
        self.rows.get().filter(|_| self.owner() == Some(Owner::Operation(operation)))
    }

    pub(super) fn advance(&mut self) -> Result<()> {
        Ok(self.rows.advance()?)
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
