//! Queries for operations: lists, one in detail, counts.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use super::columns::{Part, sql_of};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::operations::ROW;
use super::property::{PropertySql, ValueSettings};
use super::reading::Reading;
use crate::filter::Filter;
use crate::model::{
    ChannelKey, Column, CustomerId, FieldType, Layout, Operation, OperationId, Property, State, Timestamp, hex,
};

/// Which operations to list, and in which order.
#[derive(Debug, Clone)]
pub(crate) struct Selection<'a> {
    /// `None` for all operations.
    pub(crate) filter: Option<&'a Filter>,
    pub(crate) sort: Property,
    pub(crate) descending: bool,
    /// `None` for all.
    pub(crate) limit: Option<usize>,
    /// The columns that are read of each operation; the others may keep their defaults, since reading them takes time.
    pub(crate) columns: &'a [Property],
    pub(crate) settings: &'a ValueSettings,
}

/// A query in SQL with its plan, which show what takes time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Explanation {
    pub(crate) sql: String,
    /// The values of `?1`, `?2` and so on.
    pub(crate) parameters: Vec<String>,
    /// The steps of the plan, each indented below the one that it is part of.
    pub(crate) plan: Vec<String>,
}

/// A query that is ready to run.
struct Query {
    sql: String,
    parameters: Vec<Value>,
    reading: Reading,
    /// The number of fields whose values follow the parts of the operation.
    fields: usize,
}

/// What `show` needs beside the operation itself.
#[derive(Debug, Clone)]
pub(crate) struct Detail {
    pub(crate) operation: Operation,
    pub(crate) channel: ChannelKey,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) key: String,
    pub(crate) layout: Arc<Layout>,
    /// The row as it was received.
    pub(crate) received: String,
    /// The row after its edits; the received row if there are none.
    pub(crate) row: String,
}

/// The number of operations of a channel in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) channel: ChannelKey,
    pub(crate) state: State,
    pub(crate) count: u64,
}

impl Store {
    /// Passes each selected operation to `each`, one at a time.
    ///
    /// # Errors
    /// Those of the store, and those of `each`, which end the list.
    pub(crate) fn for_each_operation<E: From<StoreError>>(
        &self,
        selection: &Selection<'_>,
        mut each: impl FnMut(Operation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let query = self.list_query(selection)?;
        let mut statement = self.connection().prepare(&query.sql).map_err(StoreError::from)?;
        let mut rows = statement.query(params_from_iter(&query.parameters)).map_err(StoreError::from)?;
        let width = query.reading.width();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let mut operation = self.operation_of(row, &query.reading)?;
            for at in width..width + query.fields {
                operation.values.push(row.get(at).map_err(StoreError::from)?);
            }
            each(operation)?;
        }
        Ok(())
    }

    /// Returns the query of [`Store::for_each_operation`] and its plan.
    pub(crate) fn explain_list(&self, selection: &Selection<'_>) -> Result<Explanation> {
        let query = self.list_query(selection)?;
        self.explain(query.sql, &query.parameters)
    }

    /// Returns the plan of a query.
    pub(super) fn explain(&self, sql: String, parameters: &[Value]) -> Result<Explanation> {
        let mut statement = self.connection().prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let mut rows = statement.query(params_from_iter(parameters))?;
        let mut depths: HashMap<i64, usize> = HashMap::new();
        let mut plan = Vec::new();
        while let Some(row) = rows.next()? {
            let depth = depths.get(&row.get(1)?).map_or(0, |parent| parent + 1);
            depths.insert(row.get(0)?, depth);
            plan.push(format!("{}{}", "  ".repeat(depth), row.get::<_, String>(3)?));
        }
        let parameters = parameters.iter().map(|value| match value {
            Value::Null => "NULL".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Value::Blob(bytes) => format!("x'{}'", hex(bytes)),
        });
        Ok(Explanation { sql, parameters: parameters.collect(), plan })
    }

    fn list_query(&self, selection: &Selection<'_>) -> Result<Query> {
        let built_in: Vec<_> = selection.columns.iter().filter_map(as_column).collect();
        let reading = self.reading(&built_in)?;
        let mut values = self.values(selection.settings)?;
        let mut select = reading.select_list();
        let fields: Vec<_> = selection.columns.iter().filter(|column| as_column(column).is_none()).collect();
        for field in &fields {
            select = format!("{select}, {}", values.value(field));
        }
        let condition = match selection.filter {
            Some(filter) => format!(" WHERE {}", values.condition(self, filter)?),
            None => String::new(),
        };
        let direction = if selection.descending { "DESC" } else { "ASC" };
        // The number decides between equals.
        let (order, joins) = match &selection.sort {
            Property::Column(Column::Id) => (format!("o.id {direction}"), ""),
            sort => {
                let (order, joins) = order_of(sort, &mut values);
                (format!("{order} {direction}, o.id {direction}"), joins)
            }
        };
        let limit = selection.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let limit = values.parameters.bind(limit);
        let row = if values.needs_row { " JOIN received r ON r.operation = o.id" } else { "" };
        let sql = format!(
            "SELECT {select} FROM operation o LEFT JOIN customer c ON c.id = o.customer{row}{joins}{condition} \
             ORDER BY {order} LIMIT {limit}"
        );
        Ok(Query { sql, parameters: values.parameters.into_values(), reading, fields: fields.len() })
    }

    /// Returns an operation in detail; `None` if no operation has that number.
    pub(crate) fn detail(&self, id: OperationId) -> Result<Option<Detail>> {
        let reading = self.reading(&Column::ALL)?;
        let sql = format!(
            "SELECT {}, o.customer, o.key, r.layout, r.row, {ROW}
             FROM operation o LEFT JOIN customer c ON c.id = o.customer JOIN received r ON r.operation = o.id
             WHERE o.id = ?1",
            reading.select_list()
        );
        let mut statement = self.connection().prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let rest = reading.width();
        Ok(Some(Detail {
            operation: self.operation_of(row, &reading)?,
            channel: ChannelKey(reading.get(row, Part::Channel)?),
            customer: row.get::<_, Option<i64>>(rest)?.map(CustomerId),
            key: row.get(rest + 1)?,
            layout: self.layout(row.get(rest + 2)?)?,
            received: row.get(rest + 3)?,
            row: row.get(rest + 4)?,
        }))
    }

    /// Returns the lowest and the highest number of an operation; `None` if there are no operations.
    pub(crate) fn operation_range(&self) -> Result<Option<(OperationId, OperationId)>> {
        let range: (Option<i64>, Option<i64>) = self.connection().query_row(
            "SELECT (SELECT min(id) FROM operation), (SELECT max(id) FROM operation)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(range.0.zip(range.1).map(|(first, last)| (OperationId(first), OperationId(last))))
    }

    /// Returns the number of operations of each channel in each state, without empty states.
    ///
    /// Completed operations, which are nearly all, are not counted one by one: they are the rest of those that were
    /// stored.
    pub(crate) fn counts(&self) -> Result<Vec<Counts>> {
        let mut counts = Vec::new();
        for state in State::ALL.into_iter().filter(|state| *state != State::Completed) {
            // The literal lets SQLite answer from the state's partial index.
            let sql =
                format!("SELECT channel, count(*) FROM operation WHERE state = {} GROUP BY channel", state.index());
            let mut statement = self.connection().prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                counts.push(Counts { channel: ChannelKey(row.get(0)?), state, count: row.get(1)? });
            }
        }
        let mut statement = self.connection().prepare_cached("SELECT id, operations FROM channel")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let channel = ChannelKey(row.get(0)?);
            let others: u64 = counts.iter().filter(|of| of.channel == channel).map(|of| of.count).sum();
            let stored: u64 = row.get(1)?;
            counts.push(Counts { channel, state: State::Completed, count: stored.saturating_sub(others) });
        }
        Ok(counts)
    }

    /// Returns the oldest operation in a state, with its time.
    pub(crate) fn oldest(&self, state: State) -> Result<Option<(OperationId, Timestamp)>> {
        // The literal lets SQLite use the partial indexes.
        let sql = format!("SELECT id, at FROM operation WHERE state = {} ORDER BY at, id LIMIT 1", state.index());
        let oldest = self
            .connection()
            .query_row(&sql, [], |row| Ok((OperationId(row.get(0)?), Timestamp(row.get(1)?))))
            .optional()?;
        Ok(oldest)
    }
}

/// Returns the expression to sort by, and the tables to join for it: texts ignoring case, and amounts as numbers.
fn order_of(property: &Property, values: &mut PropertySql<'_>) -> (String, &'static str) {
    match property {
        Property::Column(column) => sql_of(*column).order(),
        property if is_number(property) => (format!("CAST({} AS REAL)", values.value(property)), ""),
        property => (format!("fold({})", values.value(property)), ""),
    }
}

fn is_number(property: &Property) -> bool {
    match property {
        Property::Field(path) => path.types().any(|of| matches!(of, FieldType::Integer | FieldType::Decimal)),
        Property::Column(_) | Property::Attribute(_) => false,
    }
}

/// Returns the built-in column that a property stands for.
fn as_column(property: &Property) -> Option<Column> {
    match property {
        Property::Column(column) => Some(*column),
        Property::Field(_) | Property::Attribute(_) => None,
    }
}
