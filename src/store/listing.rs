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

const OPERATION: &str = "SELECT o.id, o.channel, o.company, c.account, coalesce(o.async_account, c.async_account, ''), \
     o.kind, o.action, o.at, o.dated, o.state, o.attempts, o.effect, o.superseded_by, o.counter, o.received, o.edited";

const FROM: &str = " FROM operation o LEFT JOIN customer c ON c.id = o.customer \
     JOIN channel h ON h.id = o.channel JOIN company k ON k.id = h.company";

/// The names that many operations share.
struct Names {
    channels: HashMap<i64, (Rc<str>, Rc<str>)>,
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
        let sql = format!("{OPERATION} {FROM} ORDER BY {sort} {direction}, o.id {direction} LIMIT ?1");
        let names = self.names()?;
        let mut statement = self.connection.prepare(&sql).map_err(super::StoreError::from)?;
        let limit = selection.limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        let mut rows = statement.query([limit]).map_err(super::StoreError::from)?;
        while let Some(row) = rows.next().map_err(super::StoreError::from)? {
            each(self.operation_of(row, &names)?)?;
        }
        Ok(())
    }

    /// An operation in detail; none where no operation has that number.
    pub(crate) fn detail(&self, id: OperationId) -> Result<Option<Detail>> {
        let sql = format!(
            "{OPERATION}, o.customer, o.key, r.layout, r.row {FROM} JOIN received r ON r.operation = o.id WHERE o.id = ?1"
        );
        let names = self.names()?;
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(Detail {
            operation: self.operation_of(row, &names)?,
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

    fn names(&self) -> Result<Names> {
        let channels = self.channels()?.into_iter();
        let channels =
            channels.map(|channel| (channel.key.0, (Rc::from(channel.name), Rc::from(channel.company_code)))).collect();
        Ok(Names { channels })
    }

    /// An operation from the columns of [`OPERATION`].
    fn operation_of(&self, row: &Row<'_>, names: &Names) -> Result<Operation> {
        let id = OperationId(row.get(0)?);
        let (channel, company) = names
            .channels
            .get(&row.get::<_, i64>(1)?)
            .map_or_else(|| (Rc::from(""), Rc::from("")), |(name, company)| (Rc::clone(name), Rc::clone(company)));
        let at = Timestamp(row.get(7)?);
        let state = state_of(row.get(9)?)?;
        let effect = effect_of(row.get(11)?, row.get(12)?)?;
        let problems = match state {
            State::Failed | State::Waiting => self.problems(id)?,
            State::Pending | State::Synced | State::Completed | State::Dismissed => Vec::new(),
        };
        let changed = match effect {
            Some(Effect::Updated) => self.changes(id)?.into_iter().map(|change| change.field).collect(),
            _ => Vec::new(),
        };
        Ok(Operation {
            id,
            channel,
            company: row.get::<_, Option<String>>(2)?.map_or(company, Rc::from),
            customer_account: row.get(3)?,
            async_account: row.get(4)?,
            kind: kind_of(row.get(5)?)?,
            action: row.get::<_, Option<i64>>(6)?.and_then(Action::from_number),
            timestamp: row.get::<_, bool>(8)?.then_some(at),
            state,
            problems,
            attempts: row.get(10)?,
            effect,
            changed,
            counter: Counter(row.get(13)?),
            received: Timestamp(row.get(14)?),
            edited: row.get(15)?,
        })
    }
}
