//! Groups of operations with the same values, and their sizes.

use rusqlite::params_from_iter;
use rusqlite::types::{Value, ValueRef};

use super::error::{Result, StoreError};
use super::handle::Store;
use super::listing::Explanation;
use super::property::ValueSettings;
use crate::filter::Filter;
use crate::model::{Cell, Column, ColumnKind, Group, Property, Timestamp};

/// Which operations to count, and by what.
#[derive(Debug, Clone)]
pub(crate) struct Grouping<'a> {
    /// `None` for all operations.
    pub(crate) filter: Option<&'a Filter>,
    /// The properties that are the same in a group. An operation with several errors is in several groups.
    pub(crate) by: &'a [Property],
    /// `None` for all groups.
    pub(crate) limit: Option<usize>,
    pub(crate) settings: &'a ValueSettings,
}

impl Store {
    /// Passes each group to `each`, the largest first.
    ///
    /// # Errors
    /// Those of the store, and those of `each`, which end the list.
    pub(crate) fn for_each_group<E: From<StoreError>>(
        &self,
        grouping: &Grouping<'_>,
        mut each: impl FnMut(Group) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let (sql, parameters) = self.group_query(grouping)?;
        let mut statement = self.connection().prepare(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query(params_from_iter(&parameters)).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let mut values = Vec::with_capacity(grouping.by.len());
            for (at, property) in grouping.by.iter().enumerate() {
                values.push(cell_of(property, row.get_ref(at).map_err(StoreError::from)?));
            }
            let count: i64 = row.get(grouping.by.len()).map_err(StoreError::from)?;
            each(Group { values, count: count.unsigned_abs() })?;
        }
        Ok(())
    }

    /// Returns the query of [`Store::for_each_group`] and its plan.
    pub(crate) fn explain_groups(&self, grouping: &Grouping<'_>) -> Result<Explanation> {
        let (sql, parameters) = self.group_query(grouping)?;
        self.explain(sql, &parameters)
    }

    fn group_query(&self, grouping: &Grouping<'_>) -> Result<(String, Vec<Value>)> {
        let mut values = self.values(grouping.settings)?;
        let is_by_error = grouping.by.contains(&Property::Column(Column::Errors));
        let by: Vec<_> = grouping
            .by
            .iter()
            .map(|property| match property {
                Property::Column(Column::Errors) => "p.code".to_owned(),
                // A missing value and an empty one are the same, as for `is empty`.
                property => format!("nullif({}, '')", values.value(property)),
            })
            .collect();
        let condition = match grouping.filter {
            Some(filter) => format!(" WHERE {}", values.condition(self, filter)?),
            None => String::new(),
        };
        let limit = grouping.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let limit = values.parameters.bind(limit);
        let row = if values.needs_row { " JOIN received r ON r.operation = o.id" } else { "" };
        // An error that several fields have counts once per operation.
        let errors = if is_by_error {
            " LEFT JOIN problem p ON p.operation = o.id AND p.position = (SELECT min(q.position) FROM problem q \
             WHERE q.operation = o.id AND q.code = p.code)"
        } else {
            ""
        };
        let numbers = (1..=by.len()).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {}, count(*) FROM operation o LEFT JOIN customer c ON c.id = o.customer{row}{errors}{condition} \
             GROUP BY {numbers} ORDER BY count(*) DESC, {numbers} LIMIT {limit}",
            by.join(", ")
        );
        Ok((sql, values.parameters.into_values()))
    }
}

/// The cell of a value that a property has.
fn cell_of(property: &Property, value: ValueRef<'_>) -> Cell<'static> {
    let kind = match property {
        Property::Column(column) => column.kind(),
        Property::Field(_) | Property::Attribute(_) => ColumnKind::Text,
    };
    let text = match value {
        ValueRef::Null => return kind.missing(),
        ValueRef::Integer(number) if kind == ColumnKind::Number => return number.into(),
        ValueRef::Integer(at) if kind == ColumnKind::Time => return Timestamp(at).into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into_owned(),
    };
    kind.cell(&text).unwrap_or_else(|| text.into())
}
