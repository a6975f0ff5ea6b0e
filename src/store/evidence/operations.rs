//! Reading operations side by side with the tables that say more about each.

use rusqlite::{Connection, Row, Statement};

use super::columns::{Columns, StoredRow, select_list};
use super::operation_rows::{
    CustomerOfOperation, EditedRow, OperationEvidence, OperationFinding, OperationRange, ReceivedRow,
    RecordOfOperation, StoredOperation,
};
use super::outcomes;
use super::side_table::{SideTable, bound, prepare};
use crate::store::error::Result;
use crate::store::handle::Store;

impl Store {
    /// Passes the operations in a range to `each` in the order of their numbers, with what the tables beside them say,
    /// and what these say about operations that are not there.
    pub(crate) fn for_each_operation_finding(
        &self,
        range: OperationRange,
        each: &mut dyn FnMut(OperationFinding<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statements = side_statements(self.connection())?;
        let mut tables = SideTables::new(&mut statements, range)?;
        let mut statement = self.connection().prepare(&operations_sql())?;
        let mut rows = statement.query((range.first, range.last.unwrap_or(i64::MIN)))?;
        loop {
            let columns = rows.next()?.map(OperationColumns::read);
            let id = columns.as_ref().map(|columns| columns.operation.id);
            tables.skip_to(id, &mut |table, operation| {
                each(OperationFinding::Orphans { table, operation, before: id })
            })?;
            let Some(columns) = columns else { return Ok(()) };
            tables.with_evidence(columns, &mut |evidence| each(OperationFinding::Operation(evidence)))?;
        }
    }

    /// Returns the lowest operation from a number on; `None` if there is none.
    pub(crate) fn next_operation(&self, from: i64) -> Result<Option<i64>> {
        let mut statement = self.connection().prepare_cached("SELECT min(id) FROM operation WHERE id >= ?1")?;
        Ok(statement.query_row([from], |row| row.get(0))?)
    }

    /// Whether a later operation on the same record had an effect.
    pub(crate) fn has_later_effect(&self, operation: &StoredOperation<'_>) -> Result<bool> {
        let mut statement = self.connection().prepare_cached(
            "SELECT 1 FROM operation WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND effect IS NOT NULL AND id > ?4",
        )?;
        Ok(statement.exists((operation.customer, operation.kind, operation.key, operation.id))?)
    }
}

/// What a row of [`operations_sql`] says.
struct OperationColumns<'r> {
    operation: StoredOperation<'r>,
    customer: Option<CustomerOfOperation<'r>>,
    record: Option<RecordOfOperation<'r>>,
    unreadable: Vec<&'static str>,
}

fn operations_sql() -> String {
    let columns = select_list(&[CustomerOfOperation::COLUMNS, RecordOfOperation::COLUMNS, StoredOperation::COLUMNS]);
    format!(
        "SELECT {columns} FROM operation o LEFT JOIN customer c ON c.id = o.customer
           LEFT JOIN record x ON x.customer = o.customer AND x.kind = o.kind AND x.key = o.key
         WHERE o.id BETWEEN ?1 AND ?2 ORDER BY o.id"
    )
}

impl<'r> OperationColumns<'r> {
    fn read(row: &'r Row<'r>) -> Self {
        let mut columns = Columns::new(row);
        let (customer, record) = (columns.next_joined(), columns.next_joined());
        let operation = StoredOperation::read(&mut columns);
        Self { operation, customer, record, unreadable: columns.into_unreadable() }
    }
}

/// The tables beside the operations.
struct SideTables<'s> {
    received: SideTable<'s>,
    edited: SideTable<'s>,
    problems: SideTable<'s>,
    changes: SideTable<'s>,
    past_problems: SideTable<'s>,
}

fn side_statements(connection: &Connection) -> Result<[Statement<'_>; 5]> {
    Ok([
        prepare(connection, "received", &select_list(&[ReceivedRow::COLUMNS]), "")?,
        prepare(connection, "edited_row", &select_list(&[EditedRow::COLUMNS]), "")?,
        prepare(connection, "problem", &outcomes::problem_columns(), ", position")?,
        prepare(connection, "change", &outcomes::change_columns(), ", position")?,
        prepare(connection, "past_problem", &outcomes::past_problem_columns(), ", turn, position")?,
    ])
}

impl<'s> SideTables<'s> {
    /// Takes the statements of [`side_statements`].
    fn new(statements: &'s mut [Statement<'_>; 5], range: OperationRange) -> Result<Self> {
        let [received, edited, problems, changes, past_problems] = statements;
        let bound = bound(range.last);
        let within = (range.side_from, &bound);
        Ok(Self {
            received: SideTable::new("received", received, within)?,
            edited: SideTable::new("edited_row", edited, within)?,
            problems: SideTable::new("problem", problems, within)?,
            changes: SideTable::new("change", changes, within)?,
            past_problems: SideTable::new("past_problem", past_problems, within)?,
        })
    }

    /// Skips the rows before those of an operation in all tables, as [`SideTable::skip_to`].
    fn skip_to(
        &mut self,
        operation: Option<i64>,
        orphan: &mut dyn FnMut(&'static str, Option<i64>) -> Result<()>,
    ) -> Result<()> {
        let Self { received, edited, problems, changes, past_problems } = self;
        for table in [received, edited, problems, changes, past_problems] {
            table.skip_to(operation, orphan)?;
        }
        Ok(())
    }

    /// Reads the rows about an operation, passes everything about it on, and goes on to the next one.
    fn with_evidence(
        &mut self,
        columns: OperationColumns<'_>,
        each: &mut dyn FnMut(&OperationEvidence<'_>) -> Result<()>,
    ) -> Result<()> {
        let OperationColumns { operation, customer, record, unreadable } = columns;
        let id = operation.id;
        let problems = outcomes::problems(&mut self.problems, id)?;
        let changes = outcomes::changes(&mut self.changes, id)?;
        let past_problems = outcomes::past_problems(&mut self.past_problems, id)?;
        let received = self.received.row_of(id).and_then(read_readable);
        let edited = self.edited.row_of(id).and_then(read_readable).map(|edited: EditedRow<'_>| edited.row);
        each(&OperationEvidence {
            operation,
            customer,
            record,
            unreadable,
            received,
            edited,
            problems,
            changes,
            past_problems,
        })?;
        for table in [&mut self.received, &mut self.edited] {
            if table.row_of(id).is_some() {
                table.advance()?;
            }
        }
        Ok(())
    }
}

fn read_readable<'r, T: StoredRow<'r>>(row: &'r Row<'r>) -> Option<T> {
    Columns::about_operation(row).read_readable()
}
