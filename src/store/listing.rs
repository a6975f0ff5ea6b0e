//! Queries for operations: lists, one in detail, counts.

use std::sync::Arc;

use super::columns::{has_note, sql_of};
use super::database::{Param, among, ids, params};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::operations::ROW;
use super::scan::{BY_NUMBER, OperationQuery, Question};
use super::selection::{Selection, as_column};
use super::sorting::is_sorted_here;
use super::stored_values::state_of;
use crate::filter::{Filter, ValueSettings};
use crate::model::{
    ChannelKey, Column, CustomerId, Layout, NoteCode, Operation, OperationId, Property, State, Timestamp,
};

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
        if is_sorted_here(&selection.sort) {
            return self.for_each_sorted(selection, &mut each);
        }
        let query = self.list_query(selection)?;
        self.scan(&query, |operation| each(query.operation(operation)?))
    }

    /// Returns how many operations match a filter.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn count_matching(&self, filter: &Filter, settings: &ValueSettings) -> Result<u64> {
        let draft = self.draft_query(settings, Some(filter), std::iter::empty())?;
        let question = Question {
            filter: Some(filter),
            condition: None,
            columns: &[],
            values: &[],
            order: BY_NUMBER,
            limit: None,
        };
        let query = self.operation_query(&question, draft)?;
        if query.rest.is_none() {
            let sql = format!("SELECT count(*) FROM ({}) found", query.sql);
            return self.settled()?.only(&sql, &query.parameters, |row| row.get(0));
        }
        let mut count = 0;
        self.scan(&query, |_| -> Result<()> {
            count += 1;
            Ok(())
        })?;
        Ok(count)
    }

    /// Returns the highest number of an operation; 0 if there is none.
    ///
    /// # Errors
    /// Those of the store.
    pub(crate) fn last_operation(&self) -> Result<OperationId> {
        let sql = "SELECT coalesce(max(id), 0) FROM operation";
        self.settled()?.only(sql, &[], |row| row.get(0).map(OperationId))
    }

    /// Returns the query of a list, in the order of a column.
    pub(super) fn list_query(&self, selection: &Selection<'_>) -> Result<OperationQuery> {
        let (columns, values) = selection.columns_and_values();
        let draft = self.draft_query(selection.settings, selection.filter, values.iter())?;
        let (order, joins) = order_of(&selection.sort, selection.descending);
        let Selection { filter, limit, .. } = *selection;
        let order = (order.as_str(), joins);
        let question = Question { filter, condition: None, columns: &columns, values: &values, order, limit };
        self.operation_query(&question, draft)
    }

    /// Returns an operation in detail; `None` if no operation has that number.
    pub(crate) fn detail(&self, id: OperationId) -> Result<Option<Detail>> {
        let settings = ValueSettings::default();
        let draft = self.draft_query(&settings, None, std::iter::empty())?;
        let condition = Some("o.id = ?1".to_owned());
        let question =
            Question { filter: None, condition, columns: &Column::ALL, values: &[], order: BY_NUMBER, limit: None };
        let query = self.operation_query(&question, draft)?;
        let mut found = None;
        self.scan_with(&query, &params![id.0], |operation| -> Result<()> {
            found = Some(query.operation(operation)?);
            Ok(())
        })?;
        let Some(operation) = found else { return Ok(None) };
        let sql = format!(
            "SELECT o.channel, o.customer, o.key, r.layout, r.row, {ROW} FROM operation o JOIN received r ON r.operation = o.id \
             WHERE o.id = ?1"
        );
        self.settled()?.one(&sql, &params![id.0], |row| {
            Ok(Detail {
                operation,
                channel: ChannelKey(row.get(0)?),
                customer: row.get::<Option<i64>>(1)?.map(CustomerId),
                key: row.get(2)?,
                layout: self.layout(row.get(3)?)?,
                received: row.get(4)?,
                row: row.get(5)?,
            })
        })
    }

    /// Returns the lowest and the highest number of an operation; `None` if there are no operations.
    pub(crate) fn operation_range(&self) -> Result<Option<(OperationId, OperationId)>> {
        let sql = "SELECT (SELECT min(id) FROM operation), (SELECT max(id) FROM operation)";
        let range =
            self.settled()?.one(sql, &[], |row| Ok((row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?)))?;
        let (first, last) = range.unwrap_or_default();
        Ok(first.zip(last).map(|(first, last)| (OperationId(first), OperationId(last))))
    }

    /// Returns the number of operations of each channel in each state, without empty states. They are counted as they change.
    pub(crate) fn counts(&self) -> Result<Vec<Counts>> {
        let sql = "SELECT channel, state, operations FROM state_count WHERE operations <> 0 ORDER BY channel, state";
        self.settled()?.all(sql, &[], |row| {
            Ok(Counts { channel: ChannelKey(row.get(0)?), state: state_of(row.get(1)?)?, count: row.get(2)? })
        })
    }

    /// Returns the oldest operation in a state, with its time; of these channels only, if there are any.
    pub(crate) fn oldest(
        &self,
        state: State,
        channels: Option<&[ChannelKey]>,
    ) -> Result<Option<(OperationId, Timestamp)>> {
        let (sql, parameters) = oldest_query(state, channels);
        self.settled()?.one(&sql, &parameters, |row| Ok((OperationId(row.get(0)?), Timestamp(row.get(1)?))))
    }

    /// Returns how many operations have each note; of these channels only, if there are any.
    pub(crate) fn note_counts(&self, channels: Option<&[ChannelKey]>) -> Result<Vec<(NoteCode, u64)>> {
        let (condition, parameters) = of_channels(channels);
        let count = |code| {
            let sql = format!("SELECT count(*) FROM operation o WHERE {}{condition}", has_note(code));
            Ok((code, self.settled()?.only(&sql, &parameters, |row| row.get(0))?))
        };
        NoteCode::ALL.into_iter().map(count).collect()
    }

    /// Returns the pending operation that was received first, with the time of its receipt; of these channels only, if there
    /// are any.
    pub(crate) fn first_pending(&self, channels: Option<&[ChannelKey]>) -> Result<Option<(OperationId, Timestamp)>> {
        let (sql, parameters) = first_pending_query(channels);
        self.settled()?.one(&sql, &parameters, |row| Ok((OperationId(row.get(0)?), Timestamp(row.get(1)?))))
    }
}

/// Returns the statement of [`Store::oldest`] and its parameters.
fn oldest_query(state: State, channels: Option<&[ChannelKey]>) -> (String, Vec<Param<'static>>) {
    let (condition, parameters) = of_channels(channels);
    // The literal lets SQLite use the partial indexes.
    let (state, order) = (state.index(), if state == State::Pending { "coalesce(ordered, at)" } else { "at" });
    let sql = format!("SELECT id, at FROM operation WHERE state = {state}{condition} ORDER BY {order}, id LIMIT 1");
    (sql, parameters)
}

/// Returns the statement of [`Store::first_pending`] and its parameters.
fn first_pending_query(channels: Option<&[ChannelKey]>) -> (String, Vec<Param<'static>>) {
    let (condition, parameters) = of_channels(channels);
    // Numbers are in the order of receipt. The sum keeps SQLite from looking through all operations by their numbers.
    let sql = format!(
        "SELECT id, received FROM operation
         WHERE id = (SELECT min(id + 0) FROM operation WHERE state = {}{condition})",
        State::Pending.index()
    );
    (sql, parameters)
}

/// Returns the condition that an operation is of one of these channels, and its parameters. The `+` keeps SQLite from reading
/// all operations of the channels: those in a state are found by the partial index of that state.
fn of_channels(channels: Option<&[ChannelKey]>) -> (String, Vec<Param<'static>>) {
    channels.map_or_else(Default::default, |channels| {
        (format!(" AND {}", among("+channel", 1)), vec![ids(channels.iter().map(|channel| channel.0))])
    })
}

/// Returns the order of a list, and the tables to join for it. The number decides between equals.
fn order_of(sort: &Property, descending: bool) -> (String, &'static str) {
    let direction = if descending { "DESC" } else { "ASC" };
    match as_column(sort) {
        None | Some(Column::Id) => (format!("o.id {direction}"), ""),
        Some(column) => {
            let (order, joins) = sql_of(column).order();
            // What is never empty is in the order of an index.
            let nulls = if sql_of(column).may_be_empty() { " NULLS LAST" } else { "" };
            (format!("{order} {direction}{nulls}, o.id {direction}"), joins)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::Access;
    use super::super::explanation::plan_of;
    use super::*;
    use crate::clock::Clock;

    #[test]
    fn the_oldest_operation_of_a_channel_is_found_by_the_index_of_its_state() {
        // Of a store that is not there a rehearsal is in memory.
        let store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let channel = Some([ChannelKey(1)].as_slice());
        for ((sql, parameters), index) in [
            (oldest_query(State::Pending, channel), "operation_pending"),
            (oldest_query(State::Failed, channel), "operation_failed"),
            (oldest_query(State::Failed, None), "operation_failed"),
            (first_pending_query(channel), "operation_pending"),
            (first_pending_query(None), "operation_pending"),
        ] {
            let plan = plan_of(&store, &sql, &parameters).unwrap().join("\n");
            assert!(plan.contains(index) && !plan.contains("operation_source"), "{sql}\n{plan}");
        }
    }
}
