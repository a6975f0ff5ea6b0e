//! What hangs on operations in rows of other tables, read for many operations at a time.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;

use super::database::{Database, Param, Row, among, ids, params};
use super::error::Result;
use super::read_operation::ReadOperation;
use super::stored_values::{read_change, read_problem};
use crate::filter::{PresentRecord, ValueParts};
use crate::model::{Column, EffectKind, Problem, State};

/// What is to be read of what hangs on operations.
#[derive(Debug, Clone, Default)]
pub(super) struct Attachments {
    /// For lists with the errors.
    problems: bool,
    /// For lists with the change description.
    changed: bool,
    /// What values of each operation need.
    of_values: ValueParts,
    /// What the filter needs of operations on which it cannot decide without.
    of_filter: ValueParts,
}

impl Attachments {
    pub(super) fn new(columns: &[Column], of_values: ValueParts, of_filter: ValueParts) -> Self {
        let problems = columns.contains(&Column::Errors) || columns.contains(&Column::Proposal);
        let changed = columns.contains(&Column::Description);
        Self { problems, changed, of_values, of_filter }
    }

    /// Reads what hangs on operations, with a statement for each table.
    pub(super) fn read(&self, database: &Database, operations: &mut [ReadOperation]) -> Result<()> {
        let is_needed = |operation: &ReadOperation, is_part: fn(&ValueParts) -> bool| {
            is_part(&self.of_values) || operation.is_undecided && is_part(&self.of_filter)
        };
        let has_problems = |operation: &ReadOperation| {
            self.problems && may_have_problems(operation)
                || is_needed(operation, |parts| parts.codes || parts.proposals)
        };
        self.read_problems(database, operations, has_problems)?;
        let needs_changes = |operation: &ReadOperation| {
            operation.numbers.effect.is_some() && is_needed(operation, |parts| parts.changes)
        };
        self.read_changes(database, operations, needs_changes)?;
        read_records(database, operations, |operation| {
            operation.numbers.effect.is_none() && is_needed(operation, |parts| parts.records)
        })
    }

    fn read_problems(
        &self,
        database: &Database,
        operations: &mut [ReadOperation],
        is_wanted: impl Fn(&ReadOperation) -> bool,
    ) -> Result<()> {
        let Some(wanted) = Wanted::new(operations, is_wanted) else { return Ok(()) };
        let needs_proposals = self.of_values.proposals || self.of_filter.proposals;
        let sql = format!(
            "SELECT operation, code, reason, field, value, expected, suggestion FROM problem WHERE {} \
             ORDER BY operation, position",
            wanted.condition
        );
        database.each(&sql, &wanted.parameters, |row| -> Result<_> {
            if let Some(operation) = wanted.operation(operations, row)? {
                operation.attached.codes.push(row.get(1)?);
                if needs_proposals {
                    // What cannot be read of a problem has no proposal.
                    let problem = read_problem(row, 2).ok();
                    let proposal = problem.as_ref().and_then(Problem::proposal).map(str::to_owned);
                    operation.attached.proposals.extend(proposal);
                }
                if self.problems && may_have_problems(operation) {
                    add_problem(&mut operation.attached.problems, row)?;
                }
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    fn read_changes(
        &self,
        database: &Database,
        operations: &mut [ReadOperation],
        needs_values: impl Fn(&ReadOperation) -> bool,
    ) -> Result<()> {
        let has_changed = |operation: &ReadOperation| self.changed && is_update(operation);
        let wanted = Wanted::new(operations, |operation| has_changed(operation) || needs_values(operation));
        let Some(wanted) = wanted else { return Ok(()) };
        let sql = format!(
            "SELECT operation, field, old, new FROM change WHERE {} ORDER BY operation, position",
            wanted.condition
        );
        database.each(&sql, &wanted.parameters, |row| -> Result<_> {
            if let Some(operation) = wanted.operation(operations, row)? {
                let change = read_change(row, 1)?;
                if has_changed(operation) && change.is_change() {
                    operation.attached.changed.push(change.field.clone());
                }
                if needs_values(operation) {
                    operation.attached.changes.push(change);
                }
            }
            Ok(ControlFlow::Continue(()))
        })
    }
}

/// Whether the list shows problems of the operation: those that came through have none.
fn may_have_problems(operation: &ReadOperation) -> bool {
    let state = State::from_index(operation.numbers.state);
    matches!(state, Some(State::Failed | State::Waiting | State::Dismissed))
}

fn is_update(operation: &ReadOperation) -> bool {
    operation.numbers.effect() == Some(EffectKind::Updated)
}

/// Adds the problem of a row, which has its operation and code first; what cannot be read is an error of the operation alone.
fn add_problem(problems: &mut Result<Vec<Problem>>, row: &Row<'_>) -> Result<()> {
    let Ok(found) = problems else { return Ok(()) };
    match read_problem(row, 2) {
        Ok(problem) => found.push(problem),
        Err(error) if error.is_of_a_row() => *problems = Err(error),
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Reads what headquarters has now of the records of some operations.
fn read_records(
    database: &Database,
    operations: &mut [ReadOperation],
    is_wanted: impl Fn(&ReadOperation) -> bool,
) -> Result<()> {
    // Records have the customer, kind and key of their operations.
    let mut by_record: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for (at, operation) in operations.iter().enumerate() {
        if let (Some(customer), true) = (operation.numbers.customer, is_wanted(operation)) {
            by_record.entry((customer, operation.numbers.kind)).or_default().push(at);
        }
    }
    if by_record.is_empty() {
        return Ok(());
    }
    let customers: BTreeSet<i64> = by_record.keys().map(|(customer, _)| *customer).collect();
    let sql = format!("SELECT customer, kind, key, is_primary, fields FROM record WHERE {}", among("customer", 1));
    database.each(&sql, &[ids(customers)], |row| -> Result<_> {
        let key: &str = row.get(2)?;
        let of_record = by_record.get(&(row.get(0)?, row.get(1)?)).map_or(&[][..], Vec::as_slice);
        for at in of_record {
            if operations[*at].key == key {
                let record = PresentRecord { is_primary: row.get(3)?, fields: row.get(4)? };
                operations[*at].attached.record = Some(record);
            }
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The operations of which rows are read, and where they are.
struct Wanted {
    places: HashMap<i64, usize>,
    condition: String,
    parameters: Vec<Param<'static>>,
}

impl Wanted {
    /// Returns the condition for rows of the operations that are wanted; `None` if none is.
    fn new(operations: &[ReadOperation], is_wanted: impl Fn(&ReadOperation) -> bool) -> Option<Self> {
        let wanted = operations.iter().enumerate().filter(|(_, operation)| is_wanted(operation));
        let places: HashMap<i64, usize> = wanted.map(|(at, operation)| (operation.numbers.id, at)).collect();
        let (first, last) = (*places.keys().min()?, *places.keys().max()?);
        let is_dense = last.saturating_sub(first) < 4 * places.len() as i64;
        let (condition, parameters) = if is_dense {
            ("operation BETWEEN ?1 AND ?2".to_owned(), params![first, last].into())
        } else {
            let sorted: BTreeSet<i64> = places.keys().copied().collect();
            (among("operation", 1), vec![ids(sorted)])
        };
        Some(Self { places, condition, parameters })
    }

    /// Returns the operation of a row; `None` if it is not wanted.
    fn operation<'o>(
        &self,
        operations: &'o mut [ReadOperation],
        row: &Row<'_>,
    ) -> Result<Option<&'o mut ReadOperation>> {
        let id: i64 = row.get(0)?;
        Ok(self.places.get(&id).map(|at| &mut operations[*at]))
    }
}
