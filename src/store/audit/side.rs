//! Tables with rows of operations, read side by side with the operations.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator as _;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, Rows, Statement};

use super::Audit;
use crate::model::OperationId;
use crate::store::Result;
use crate::verify::{BreachKind, BreachPlace};

/// Whose a row is. What is no number at all comes after all numbers, as in SQLite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Operation(i64),
    Nothing,
}

/// The operations up to and including that one; none is the end, behind everything that SQLite can have for a number.
pub(super) fn until(last: Option<i64>) -> Value {
    last.map_or(Value::Blob(vec![u8::MAX; 16]), Value::Integer)
}

/// Prepares to read a table's rows of a range of operations in their order, the operation's number first.
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
pub(super) struct Side<'s> {
    table: &'static str,
    rows: Rows<'s>,
}

impl<'s> Side<'s> {
    pub(super) fn new(
        table: &'static str,
        statement: &'s mut Statement<'_>,
        (first, until): (i64, &Value),
    ) -> Result<Self> {
        let mut rows = statement.query((first, until))?;
        rows.advance()?;
        Ok(Self { table, rows })
    }

    /// Whose the next row is; none at the end.
    fn owner(&self) -> Option<Owner> {
        let row = self.rows.get()?;
        Some(match row.get_ref(0) {
            Ok(ValueRef::Integer(number)) => Owner::Operation(number),
            _ => Owner::Nothing,
        })
    }

    /// The next row, where it is the operation's.
    pub(super) fn row_of(&self, operation: i64) -> Option<&Row<'s>> {
        self.rows.get().filter(|_| self.owner() == Some(Owner::Operation(operation)))
    }

    pub(super) fn advance(&mut self) -> Result<()> {
        Ok(self.rows.advance()?)
    }

    /// Skips and tells of the rows before those of an operation, or of all that are left: they belong to none.
    pub(super) fn skip_to(&mut self, operation: Option<i64>, audit: &mut Audit<'_>) -> Result<()> {
        let mut last = None;
        while let Some(owner) = self.owner() {
            if operation.is_some_and(|operation| owner >= Owner::Operation(operation)) {
                break;
            }
            if last.replace(owner) != Some(owner) {
                let place = match owner {
                    Owner::Operation(number) => BreachPlace::Operation(OperationId(number)),
                    Owner::Nothing => BreachPlace::Store,
                };
                audit.found(place, BreachKind::Orphans, &self.table);
            }
            self.advance()?;
        }
        Ok(())
    }
}
