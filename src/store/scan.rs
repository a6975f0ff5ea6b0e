//! Running a query about operations: by the chunk, with what hangs on them, deciding here what SQL cannot.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::attached::Attachments;
use super::database::{Param, Row};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::query::QueryDraft;
use super::read_operation::ReadOperation;
use super::reading::Reading;
use crate::filter::{Filter, FilterDecision, PropertyReader, ValueParts};
use crate::model::{Column, Operation, Property};

/// The most operations of which what hangs on them is read with one statement for each table.
const CHUNK: usize = 1_000;

/// The bytes at which a chunk ends before it has its number of operations.
const CHUNK_BYTES: usize = 8 << 20;

/// A query about operations that is ready to run.
pub(super) struct OperationQuery {
    pub(super) sql: String,
    /// The query for a block of numbers, whose ends are two more parameters; `None` if SQL narrows the operations down, or if
    /// they come in another order.
    pub(super) block_sql: Option<String>,
    pub(super) parameters: Vec<Param<'static>>,
    pub(super) reading: Reading,
    /// What SQL cannot decide, as it was asked, and ready to decide.
    pub(super) rest: Option<(Filter, FilterDecision)>,
    /// The most operations to return, if the query itself does not limit them.
    limit: Option<usize>,
    /// The values of each operation that are not columns of it.
    pub(super) values: Vec<PropertyReader>,
    attachments: Attachments,
    /// Whether the list shows what is noted about operations.
    has_notes: bool,
    /// Whether the values need the row.
    keeps_row: bool,
}

/// The order of numbers, which needs no tables to be joined.
pub(super) const BY_NUMBER: (&str, &str) = ("o.id ASC", "");

/// What to ask about operations.
pub(super) struct Question<'q> {
    pub(super) filter: Option<&'q Filter>,
    /// A condition of the caller's own, whose parameters come first.
    pub(super) condition: Option<String>,
    /// The columns that are read of each operation.
    pub(super) columns: &'q [Column],
    /// What else is read of each operation.
    pub(super) values: &'q [Property],
    /// The order in SQL, and the tables to join for it.
    pub(super) order: (&'q str, &'q str),
    pub(super) limit: Option<usize>,
}

impl Store {
    /// Returns the query that answers a question.
    pub(super) fn operation_query(&self, question: &Question<'_>, mut draft: QueryDraft<'_>) -> Result<OperationQuery> {
        let narrowing = question.filter.map(|filter| draft.narrow(filter));
        let candidates =
            question.filter.map(|filter| draft.candidates(self, filter, question.limit)).transpose()?.flatten();
        let candidates = candidates.map(|found| format!("o.id IN ({})", found.selects.join(" UNION ALL ")));
        let (condition, rest) = narrowing.map_or((None, None), |narrowing| (narrowing.condition, narrowing.rest));
        let conditions: Vec<_> = question.condition.clone().into_iter().chain(candidates).chain(condition).collect();

        let rest = rest.map(|rest| {
            let decision = FilterDecision::new(&rest, &draft.reference);
            (rest, decision)
        });
        let values: Vec<_> = question.values.iter().map(|value| PropertyReader::new(value, &draft.reference)).collect();
        let of_values = values.iter().map(PropertyReader::parts).fold(ValueParts::default(), |all, part| all | part);
        let of_filter = rest.as_ref().map(|(_, decision)| decision.parts()).unwrap_or_default();
        let parts = of_values.clone() | of_filter.clone();
        let reading = Reading::new(Arc::clone(&draft.reference.channels), question.columns, &parts);

        let row = if reading.needs_row() { " JOIN received r ON r.operation = o.id" } else { "" };
        let (order, joins) = question.order;
        let select = |condition: &str| {
            let list = reading.select_list();
            let customer = "LEFT JOIN customer c ON c.id = o.customer";
            format!("SELECT {list} FROM operation o {customer}{row}{joins}{condition} ORDER BY {order}")
        };
        let is_whole = conditions.is_empty() && question.limit.is_none() && order == BY_NUMBER.0;
        let block_sql = is_whole.then(|| select(" WHERE o.id BETWEEN ?1 AND ?2"));
        let mut sql =
            select(&if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) });
        if let (Some(limit), None) = (question.limit, &rest) {
            let limit = draft.parameters.bind(limit);
            sql = format!("{sql} LIMIT {limit}");
        }
        let (sql, parameters) = draft.parameters.finish(&sql);
        Ok(OperationQuery {
            sql,
            block_sql,
            parameters,
            reading,
            limit: question.limit.filter(|_| rest.is_some()),
            rest,
            values,
            keeps_row: of_values.row || of_values.received_row,
            attachments: Attachments::new(question.columns, of_values, of_filter),
            has_notes: question.columns.contains(&Column::Notes),
        })
    }

    /// Passes each operation that a query finds to `use_operation`, with everything that the query reads of it.
    ///
    /// # Errors
    /// Those of the store, and those of `use_operation`, which end it.
    pub(super) fn scan<E: From<StoreError>>(
        &self,
        query: &OperationQuery,
        mut use_operation: impl FnMut(&mut ReadOperation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        if self.scan_side_by_side(query, &mut use_operation)? {
            return Ok(());
        }
        self.scan_rows(query, &query.sql, &query.parameters, &mut use_operation)
    }

    /// As [`Store::scan`], with other parameters than those of the query.
    pub(super) fn scan_with<E: From<StoreError>>(
        &self,
        query: &OperationQuery,
        parameters: &[Param<'_>],
        mut use_operation: impl FnMut(&mut ReadOperation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.scan_rows(query, &query.sql, parameters, &mut use_operation)
    }

    /// Passes each operation that a text of the query finds to `use_operation`.
    pub(super) fn scan_rows<E: From<StoreError>>(
        &self,
        query: &OperationQuery,
        sql: &str,
        parameters: &[Param<'_>],
        use_operation: &mut impl FnMut(&mut ReadOperation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut chunk =
            Chunk { query, operations: Vec::new(), matches: 0, bytes: 0, left: query.limit.unwrap_or(usize::MAX) };
        if chunk.left == 0 {
            return Ok(());
        }
        let scanned = self.settled()?.each(sql, parameters, |row| {
            chunk.look_at(row)?;
            if !chunk.is_full() {
                return Ok(ControlFlow::Continue(()));
            }
            chunk.finish(self, use_operation)?;
            Ok(if chunk.left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
        // What came before a row that cannot be read is whole.
        chunk.finish(self, use_operation)?;
        scanned
    }
}

impl OperationQuery {
    /// Returns the operation for a list, taken out of what was read.
    pub(super) fn operation(&self, read: &mut ReadOperation) -> Result<Operation> {
        let values =
            self.values.iter().map(|value| value.text(&read.see()).ok().flatten().map(Cow::into_owned)).collect();
        Ok(Operation { values, ..self.reading.operation(read)? })
    }
}

/// Operations that may match, until what hangs on them is read.
struct Chunk<'q> {
    query: &'q OperationQuery,
    operations: Vec<ReadOperation>,
    /// How many of them match for certain.
    matches: usize,
    bytes: usize,
    /// How many more operations are wanted.
    left: usize,
}

impl Chunk<'_> {
    /// Keeps the operation of a row, unless it is certain that it does not match.
    fn look_at(&mut self, row: &Row<'_>) -> Result<()> {
        let reading = &self.query.reading;
        let numbers = reading.numbers(row)?;
        let seen = reading.see(row, &numbers)?;
        let decided = self.query.rest.as_ref().map(|(_, decision)| decision.decide(&seen));
        if decided == Some(Ok(false)) {
            return Ok(());
        }
        let is_undecided = matches!(decided, Some(Err(_)));
        let mut operation = reading.keep(row, &seen, is_undecided || self.query.keeps_row)?;
        operation.is_undecided = is_undecided;
        self.matches += usize::from(!is_undecided);
        self.bytes += operation.size();
        self.operations.push(operation);
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.matches >= self.left || self.operations.len() >= CHUNK || self.bytes >= CHUNK_BYTES
    }

    /// Reads what hangs on the operations, and passes those that match on.
    fn finish<E: From<StoreError>>(
        &mut self,
        store: &Store,
        use_operation: &mut impl FnMut(&mut ReadOperation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut operations = std::mem::take(&mut self.operations);
        (self.matches, self.bytes) = (0, 0);
        self.query.attachments.read(store.settled()?, &mut operations)?;
        if self.query.has_notes {
            store.attach_value_notes(&mut operations)?;
        }
        for mut operation in operations {
            let is_match = !operation.is_undecided
                || self.query.rest.as_ref().is_none_or(|(_, decision)| decision.decide(&operation.see()) == Ok(true));
            if is_match && self.left > 0 {
                self.left -= 1;
                use_operation(&mut operation)?;
            }
        }
        Ok(())
    }
}
