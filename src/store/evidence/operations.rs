//! Reading operations side by side with the tables that say more about each.

use std::ops::ControlFlow;

use super::columns::{Columns, StoredRow, select_list};
use super::operation_rows::{
    CustomerOfOperation, EditedRow, OperationEvidence, OperationFinding, OperationRange, ReceivedRow,
    RecordOfOperation, StoredOperation,
};
use super::outcomes;
use super::side_table::{SideTable, bound, prepare};
use crate::store::database::{Database, Param, Row, SideQuery, params};
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
        let database = self.settled()?;
        let mut queries = side_queries(database)?;
        let mut tables = SideTables::new(&mut queries, range)?;
        let within = params![range.first, range.last.unwrap_or(i64::MIN)];
        database.each(&operations_sql(), &within, |row| -> Result<_> {
            let columns = OperationColumns::read(row);
            let before = Some(columns.operation.id);
            tables.skip_to(before, &mut |table, operation| {
                each(OperationFinding::Orphans { table, operation, before })
            })?;
            tables.with_evidence(columns, &mut |evidence| each(OperationFinding::Operation(evidence)))?;
            Ok(ControlFlow::Continue(()))
        })?;
        tables.skip_to(None, &mut |table, operation| each(OperationFinding::Orphans { table, operation, before: None }))
    }

    /// Returns the lowest operation from a number on; `None` if there is none.
    pub(crate) fn next_operation(&self, from: i64) -> Result<Option<i64>> {
        self.settled()?.only("SELECT min(id) FROM operation WHERE id >= ?1", &params![from], |row| row.get(0))
    }

    /// Whether a later operation on the same record had an effect.
    pub(crate) fn has_later_effect(&self, operation: &StoredOperation<'_>) -> Result<bool> {
        let sql =
            "SELECT 1 FROM operation WHERE customer = ?1 AND kind = ?2 AND key = ?3 AND effect IS NOT NULL AND id > ?4";
        let StoredOperation { customer, kind, key, id, .. } = *operation;
        self.settled()?.exists(sql, &params![customer, kind, key, id])
    }

    /// Whether another operation of the channel's table, or on the record, has the order time of this one, or, in another epoch, the
    /// moment before; or may have had it before it was edited.
    pub(crate) fn has_order_time_beside(&self, operation: &StoredOperation<'_>) -> Result<bool> {
        let sql = "SELECT 1 FROM operation WHERE ((ordered IS NULL AND at IN (?1, ?1 - 1)) OR ordered IN (?1, ?1 - 1))
                     AND ((channel = ?2 AND kind = ?3) OR (customer = ?5 AND kind = ?3 AND key = ?6)) AND id <> ?4
                   UNION ALL SELECT 1 FROM edited_row e JOIN operation o ON o.id = e.operation
                     WHERE o.channel = ?2 AND o.kind = ?3";
        let StoredOperation { ordered, channel, kind, id, customer, key, .. } = *operation;
        self.settled()?.exists(sql, &params![ordered, channel, kind, id, customer, key])
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

fn side_queries(database: &Database) -> Result<[SideQuery<'_>; 5]> {
    Ok([
        prepare(database, "received", &select_list(&[ReceivedRow::COLUMNS]), "")?,
        prepare(database, "edited_row", &select_list(&[EditedRow::COLUMNS]), "")?,
        prepare(database, "problem", &outcomes::problem_columns(), ", position")?,
        prepare(database, "change", &outcomes::change_columns(), ", position")?,
        prepare(database, "past_problem", &outcomes::past_problem_columns(), ", turn, position")?,
    ])
}

impl<'s> SideTables<'s> {
    /// Takes the queries of [`side_queries`].
    fn new(queries: &'s mut [SideQuery<'_>; 5], range: OperationRange) -> Result<Self> {
        let [received, edited, problems, changes, past_problems] = queries;
        let within = [Param::from(range.side_from), bound(range.last)];
        Ok(Self {
            received: SideTable::new("received", received, &within)?,
            edited: SideTable::new("edited_row", edited, &within)?,
            problems: SideTable::new("problem", problems, &within)?,
            changes: SideTable::new("change", changes, &within)?,
            past_problems: SideTable::new("past_problem", past_problems, &within)?,
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
        let (received, edited) = (self.received.row_of(id), self.edited.row_of(id));
        let edited: Option<EditedRow<'_>> = edited.as_ref().and_then(read_readable);
        each(&OperationEvidence {
            operation,
            customer,
            record,
            unreadable,
            received: received.as_ref().and_then(read_readable),
            edited: edited.map(|edited| edited.row),
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
