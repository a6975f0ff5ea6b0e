//! How a question is answered: the SQL with its plan, and what the program itself decides on each row.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::database::Param;
use super::error::Result;
use super::groups::Grouping;
use super::handle::Store;
use super::scan::OperationQuery;
use super::selection::Selection;
use super::sorting::is_sorted_here;
use crate::model::hex;

/// A query in SQL with its plan, which show what takes time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Explanation {
    pub(crate) sql: String,
    /// The values of `?1`, `?2` and so on.
    pub(crate) parameters: Vec<String>,
    /// The steps of the plan, each indented below the one that it is part of.
    pub(crate) plan: Vec<String>,
    /// The expression that is decided on each row; `None` if SQL decides everything.
    pub(crate) decided: Option<String>,
    /// What the rows are sorted by once they are read; `None` if SQL sorts them, or nobody does.
    pub(crate) sorted: Option<String>,
    /// What the rows are counted by once they are read.
    pub(crate) counted: Option<String>,
}

impl Store {
    /// Returns the query of [`Store::for_each_operation`] and its plan.
    pub(crate) fn explain_list(&self, selection: &Selection<'_>) -> Result<Explanation> {
        if !is_sorted_here(&selection.sort) {
            return self.explain(&self.list_query(selection)?);
        }
        let sorted = Some(selection.sort.to_string());
        Ok(Explanation { sorted, ..self.explain(&self.key_query(selection)?)? })
    }

    /// Returns the query of [`Store::for_each_group`] and its plan.
    pub(crate) fn explain_groups(&self, grouping: &Grouping<'_>) -> Result<Explanation> {
        let by: Vec<_> = grouping.by.iter().map(ToString::to_string).collect();
        Ok(Explanation { counted: Some(by.join(", ")), ..self.explain(&self.group_query(grouping)?)? })
    }

    fn explain(&self, query: &OperationQuery) -> Result<Explanation> {
        Ok(Explanation {
            sql: query.sql.clone(),
            parameters: query.parameters.iter().map(shown).collect(),
            plan: plan_of(self, &query.sql, &query.parameters)?,
            decided: query.rest.as_ref().map(|(filter, _)| filter.to_string()),
            sorted: None,
            counted: None,
        })
    }
}

/// Returns the database's plan for a statement: a line for each step, indented by its depth.
pub(super) fn plan_of(store: &Store, sql: &str, parameters: &[Param<'_>]) -> Result<Vec<String>> {
    if store.database.sqlite().is_none() {
        return store.settled()?.all(&format!("EXPLAIN {sql}"), parameters, |row| row.get(0));
    }
    let mut depths: HashMap<i64, usize> = HashMap::new();
    let mut plan = Vec::new();
    store.settled()?.each(&format!("EXPLAIN QUERY PLAN {sql}"), parameters, |row| -> Result<_> {
        let depth = depths.get(&row.get(1)?).map_or(0, |parent| parent + 1);
        depths.insert(row.get(0)?, depth);
        plan.push(format!("{}{}", "  ".repeat(depth), row.get::<&str>(3)?));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(plan)
}

/// Returns a parameter as SQL writes it.
fn shown(parameter: &Param<'_>) -> String {
    match parameter {
        Param::Null => "NULL".to_owned(),
        Param::Integer(number) => number.to_string(),
        Param::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Param::Bytes(bytes) => format!("x'{}'", hex(bytes)),
        Param::Integers(numbers) => format!("{numbers:?}"),
        Param::Texts(texts) => format!("{texts:?}"),
        Param::Guids(guids) => format!("{guids:?}"),
    }
}
