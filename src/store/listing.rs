//! Questions about operations: lists, one in detail, counts.

use std::sync::Arc;

use rusqlite::OptionalExtension as _;

use super::Result;
use super::connection::Store;
use super::reading::Part;
use crate::model::{ChannelKey, Column, CustomerId, Layout, Operation, OperationId, State, Timestamp};

/// Which operations to list, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) sort: Column,
    pub(crate) descending: bool,
    /// None for all.
    pub(crate) limit: Option<usize>,
    /// What is asked of each operation; the other columns may be left at their defaults, since reading them takes time.
    pub(crate) columns: Vec<Column>,
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
    pub(crate) row: String,
}

/// How many operations of a channel are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) channel: ChannelKey,
    pub(crate) state: State,
    pub(crate) count: u64,
}

impl Store {
    /// Gives each selected operation to `each`, one at a time.
    ///
    /// # Errors
    /// Those of the store, and whatever `each` ends the list with.
    pub(crate) fn for_each_operation<E: From<super::StoreError>>(
        &self,
        selection: &Selection,
        mut each: impl FnMut(Operation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let direction = if selection.descending { "DESC" } else { "ASC" };
        let sort = sort_expression(selection.sort);
        // The number decides between equals.
        let order = match selection.sort {
            Column::Id => format!("o.id {direction}"),
            _ => format!("{sort} {direction}, o.id {direction}"),
        };
        let names = match selection.sort {
            Column::Channel | Column::Company => {
                "JOIN channel h ON h.id = o.channel JOIN company k ON k.id = h.company"
            }
            _ => "",
        };
        let reading = self.reading(&selection.columns)?;
        let sql = format!(
            "SELECT {} FROM operation o LEFT JOIN customer c ON c.id = o.customer {names} ORDER BY {order} LIMIT ?1",
            reading.select_list()
        );
        let mut statement = self.connection.prepare(&sql).map_err(super::StoreError::from)?;
        let limit = selection.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let mut rows = statement.query([limit]).map_err(super::StoreError::from)?;
        while let Some(row) = rows.next().map_err(super::StoreError::from)? {
            each(self.operation_of(row, &reading)?)?;
        }
        Ok(())
    }

    /// An operation in detail; none where no operation has that number.
    pub(crate) fn detail(&self, id: OperationId) -> Result<Option<Detail>> {
        let reading = self.reading(&Column::ALL)?;
        let sql = format!(
            "SELECT {}, o.customer, o.key, r.layout, r.row
             FROM operation o LEFT JOIN customer c ON c.id = o.customer JOIN received r ON r.operation = o.id
             WHERE o.id = ?1",
            reading.select_list()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let rest = reading.width();
        Ok(Some(Detail {
            operation: self.operation_of(row, &reading)?,
            channel: ChannelKey(reading.get(row, Part::Channel)?),
            customer: row.get::<_, Option<i64>>(rest)?.map(CustomerId),
            key: row.get(rest + 1)?,
            layout: self.layout(row.get(rest + 2)?)?,
            row: row.get(rest + 3)?,
        }))
    }

    /// The lowest and the highest number of an operation; none where there is no operation.
    pub(crate) fn operation_range(&self) -> Result<Option<(OperationId, OperationId)>> {
        let range: (Option<i64>, Option<i64>) = self.connection.query_row(
            "SELECT (SELECT min(id) FROM operation), (SELECT max(id) FROM operation)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(range.0.zip(range.1).map(|(first, last)| (OperationId(first), OperationId(last))))
    }

    /// How many operations each channel has in each state that any operation of it is in.
    ///
    /// Completed ones, which are nearly all, are not counted: they are what is left of those that were stored.
    pub(crate) fn counts(&self) -> Result<Vec<Counts>> {
        let mut counts = Vec::new();
        for state in State::ALL.into_iter().filter(|state| *state != State::Completed) {
            // The literal lets SQLite answer from the state's partial index.
            let sql =
                format!("SELECT channel, count(*) FROM operation WHERE state = {} GROUP BY channel", state.index());
            let mut statement = self.connection.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                counts.push(Counts { channel: ChannelKey(row.get(0)?), state, count: row.get(1)? });
            }
        }
        let mut statement = self.connection.prepare_cached("SELECT id, operations FROM channel")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let channel = ChannelKey(row.get(0)?);
            let others: u64 = counts.iter().filter(|of| of.channel == channel).map(|of| of.count).sum();
            let stored: u64 = row.get(1)?;
            counts.push(Counts { channel, state: State::Completed, count: stored.saturating_sub(others) });
        }
        Ok(counts)
    }

    /// The oldest operation in a state, with its time.
    pub(crate) fn oldest(&self, state: State) -> Result<Option<(OperationId, Timestamp)>> {
        // The literal lets SQLite use the partial indexes.
        let sql = format!("SELECT id, at FROM operation WHERE state = {} ORDER BY at, id LIMIT 1", state.index());
        let oldest = self
            .connection
            .query_row(&sql, [], |row| Ok((OperationId(row.get(0)?), Timestamp(row.get(1)?))))
            .optional()?;
        Ok(oldest)
    }
}

/// What to sort by. States, records and actions are sorted in the order in which they come about, a column that is put
/// together by its main part.
fn sort_expression(column: Column) -> &'static str {
    match column {
        Column::Id => "o.id",
        Column::Channel => "h.name COLLATE NOCASE",
        Column::Company => "coalesce(o.company, k.code) COLLATE NOCASE",
        Column::CustomerAccount => "c.account",
        Column::AsyncCustomerAccount => "coalesce(o.async_account, c.async_account) COLLATE NOCASE",
        Column::Record | Column::Table => "o.kind",
        Column::Operation => "o.action",
        Column::Timestamp => "o.at",
        Column::Status => "o.state",
        Column::Errors => "(SELECT min(code) FROM problem p WHERE p.operation = o.id)",
        Column::Attempts => "o.attempts",
        Column::Description => "o.effect",
        Column::Counter => "o.counter",
        Column::Received => "o.received",
        Column::Edited => "o.edited",
    }
}
