//! Questions about operations: lists, one in detail, counts.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use rusqlite::{OptionalExtension as _, Row};

use super::Result;
use super::connection::Store;
use super::operations::{effect_of, kind_of, state_of};
use crate::model::{Action, ChannelKey, Counter, CustomerId, Effect, Layout, Operation, OperationId, State, Timestamp};

/// A built-in column of an operation, under its key in machine formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Id,
    Channel,
    Company,
    CustomerAccount,
    AsyncCustomerAccount,
    Record,
    Operation,
    Timestamp,
    Status,
    Errors,
    Attempts,
    Description,
    Table,
    Counter,
    Received,
    Edited,
}

impl Column {
    /// All columns in the order of the machine formats.
    pub(crate) const ALL: [Self; 16] = [
        Self::Id,
        Self::Channel,
        Self::Company,
        Self::CustomerAccount,
        Self::AsyncCustomerAccount,
        Self::Record,
        Self::Operation,
        Self::Timestamp,
        Self::Status,
        Self::Errors,
        Self::Attempts,
        Self::Description,
        Self::Table,
        Self::Counter,
        Self::Received,
        Self::Edited,
    ];

    /// The key in machine formats, and the name on the command line.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Channel => "channel",
            Self::Company => "company",
            Self::CustomerAccount => "customer_account",
            Self::AsyncCustomerAccount => "async_customer_account",
            Self::Record => "record",
            Self::Operation => "operation",
            Self::Timestamp => "timestamp",
            Self::Status => "status",
            Self::Errors => "errors",
            Self::Attempts => "attempts",
            Self::Description => "description",
            Self::Table => "table",
            Self::Counter => "counter",
            Self::Received => "received",
            Self::Edited => "edited",
        }
    }

    /// What to sort by. Words are sorted as they are shown; a column that is put together is sorted by its main part.
    fn sort_expression(self) -> &'static str {
        match self {
            Self::Id => "o.id",
            Self::Channel => "h.name COLLATE NOCASE",
            Self::Company => "coalesce(o.company, k.code) COLLATE NOCASE",
            Self::CustomerAccount => "c.account",
            Self::AsyncCustomerAccount => "coalesce(o.async_account, c.async_account) COLLATE NOCASE",
            Self::Record | Self::Table => "o.kind",
            Self::Operation => "o.action",
            Self::Timestamp => "o.at",
            Self::Status => "o.state",
            Self::Errors => "(SELECT min(code) FROM problem p WHERE p.operation = o.id)",
            Self::Attempts => "o.attempts",
            Self::Description => "o.effect",
            Self::Counter => "o.counter",
            Self::Received => "o.received",
            Self::Edited => "o.edited",
        }
    }
}

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

/// What an [`Operation`] is read from, with the columns that need it; what nobody asked for is not read, which doubles the
/// pace of an export.
const PARTS: [(&str, &[Column]); 16] = [
    ("o.id", &Column::ALL),
    ("o.channel", &Column::ALL),
    ("o.kind", &Column::ALL),
    ("o.state", &Column::ALL),
    ("o.company", &[Column::Company]),
    ("c.account", &[Column::CustomerAccount, Column::Description]),
    ("coalesce(o.async_account, c.async_account)", &[Column::AsyncCustomerAccount]),
    ("o.action", &[Column::Operation]),
    ("o.at", &[Column::Timestamp]),
    ("o.dated", &[Column::Timestamp]),
    ("o.attempts", &[Column::Attempts]),
    ("o.effect", &[Column::Description]),
    ("o.superseded_by", &[Column::Description]),
    ("o.counter", &[Column::Counter]),
    ("o.received", &[Column::Received]),
    ("o.edited", &[Column::Edited]),
];

/// How operations are read for a list with certain columns.
struct Reading {
    /// Name and company by the channel's number.
    channels: HashMap<i64, (Rc<str>, Rc<str>)>,
    columns: Vec<Column>,
}

impl Reading {
    /// The list of a SELECT: the parts that the columns need, NULL for the others.
    fn select_list(&self) -> String {
        let part = |(sql, needed_by): &(&'static str, &[Column])| {
            if needed_by.iter().any(|column| self.wants(*column)) { *sql } else { "NULL" }
        };
        PARTS.iter().map(part).collect::<Vec<_>>().join(", ")
    }

    fn wants(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }
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
        let sort = selection.sort.sort_expression();
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
        Ok(Some(Detail {
            operation: self.operation_of(row, &reading)?,
            channel: ChannelKey(row.get(1)?),
            customer: row.get::<_, Option<i64>>(16)?.map(CustomerId),
            key: row.get(17)?,
            layout: self.layout(row.get(18)?)?,
            row: row.get(19)?,
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

    /// How many operations each channel has in each state.
    pub(crate) fn counts(&self) -> Result<Vec<Counts>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT channel, state, count(*) FROM operation GROUP BY channel, state ORDER BY 1, 2")?;
        let mut rows = statement.query([])?;
        let mut counts = Vec::new();
        while let Some(row) = rows.next()? {
            counts.push(Counts {
                channel: ChannelKey(row.get(0)?),
                state: state_of(row.get(1)?)?,
                count: row.get::<_, i64>(2)?.unsigned_abs(),
            });
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

    fn reading(&self, columns: &[Column]) -> Result<Reading> {
        let channels = self.channels()?.into_iter();
        let channels =
            channels.map(|channel| (channel.key.0, (Rc::from(channel.name), Rc::from(channel.company_code)))).collect();
        Ok(Reading { channels, columns: columns.to_vec() })
    }

    /// An operation from the columns of [`PARTS`].
    fn operation_of(&self, row: &Row<'_>, reading: &Reading) -> Result<Operation> {
        let id = OperationId(row.get(0)?);
        let (channel, company) = reading
            .channels
            .get(&row.get(1)?)
            .map(|(name, company)| (Rc::clone(name), Rc::clone(company)))
            .unwrap_or_default();
        let number = |at: usize| row.get::<_, Option<i64>>(at).map(Option::unwrap_or_default);
        let state = state_of(row.get(3)?)?;
        let problems = match state {
            State::Failed | State::Waiting if reading.wants(Column::Errors) => self.problems(id)?,
            _ => Vec::new(),
        };
        let effect = effect_of(row.get(11)?, row.get(12)?)?;
        let changed = match effect {
            Some(Effect::Updated) => self.changes(id)?.into_iter().map(|change| change.field).collect(),
            _ => Vec::new(),
        };
        Ok(Operation {
            id,
            channel,
            company: row.get::<_, Option<String>>(4)?.map_or(company, Rc::from),
            customer_account: row.get(5)?,
            async_account: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
            kind: kind_of(row.get(2)?)?,
            action: row.get::<_, Option<i64>>(7)?.and_then(Action::from_number),
            timestamp: if number(9)? == 0 { None } else { Some(Timestamp(number(8)?)) },
            state,
            problems,
            attempts: number(10)?.try_into().unwrap_or(u32::MAX),
            effect,
            changed,
            counter: Counter(number(13)?),
            received: Timestamp(number(14)?),
            edited: number(15)? != 0,
        })
    }
}
