//! Questions about operations: lists, one in detail, counts.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension as _, Row};

use super::Result;
use super::connection::Store;
use super::operations::{effect_of, kind_of, state_of};
use crate::model::{
    Action, Change, ChannelKey, Counter, CustomerId, Effect, Layout, Operation, OperationId, State, Timestamp,
};

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

/// A part of an [`Operation`] that is read from its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Id,
    Channel,
    Kind,
    State,
    Company,
    CustomerAccount,
    AsyncAccount,
    Action,
    At,
    Dated,
    Attempts,
    Effect,
    SupersededBy,
    Counter,
    Received,
    Edited,
}

impl Part {
    const ALL: [Self; 16] = [
        Self::Id,
        Self::Channel,
        Self::Kind,
        Self::State,
        Self::Company,
        Self::CustomerAccount,
        Self::AsyncAccount,
        Self::Action,
        Self::At,
        Self::Dated,
        Self::Attempts,
        Self::Effect,
        Self::SupersededBy,
        Self::Counter,
        Self::Received,
        Self::Edited,
    ];

    fn sql(self) -> &'static str {
        match self {
            Self::Id => "o.id",
            Self::Channel => "o.channel",
            Self::Kind => "o.kind",
            Self::State => "o.state",
            Self::Company => "o.company",
            Self::CustomerAccount => "c.account",
            Self::AsyncAccount => "coalesce(o.async_account, c.async_account)",
            Self::Action => "o.action",
            Self::At => "o.at",
            Self::Dated => "o.dated",
            Self::Attempts => "o.attempts",
            Self::Effect => "o.effect",
            Self::SupersededBy => "o.superseded_by",
            Self::Counter => "o.counter",
            Self::Received => "o.received",
            Self::Edited => "o.edited",
        }
    }

    /// Whether a list with these columns needs the part.
    fn is_needed(self, columns: &[Column]) -> bool {
        let has = |column| columns.contains(&column);
        match self {
            Self::Id | Self::Channel | Self::Kind | Self::State => true,
            Self::Company => has(Column::Company),
            Self::CustomerAccount => has(Column::CustomerAccount) || has(Column::Description),
            Self::AsyncAccount => has(Column::AsyncCustomerAccount),
            Self::Action => has(Column::Operation),
            Self::At | Self::Dated => has(Column::Timestamp),
            Self::Attempts => has(Column::Attempts),
            Self::Effect | Self::SupersededBy => has(Column::Description),
            Self::Counter => has(Column::Counter),
            Self::Received => has(Column::Received),
            Self::Edited => has(Column::Edited),
        }
    }
}

/// How operations are read for a list with certain columns: what nobody asked for is not read, which more than doubles the
/// pace of an export.
struct Reading {
    /// Name and company by the channel's number.
    channels: HashMap<i64, (Rc<str>, Rc<str>)>,
    /// The parts that are read, in the order of the SELECT.
    parts: Vec<Part>,
    /// Their places in the SELECT.
    places: [Option<usize>; Part::ALL.len()],
    problems: bool,
}

impl Reading {
    /// The list of a SELECT.
    fn select_list(&self) -> String {
        self.parts.iter().map(|part| part.sql()).collect::<Vec<_>>().join(", ")
    }

    /// A part of a row; the default where it is not read or NULL.
    fn get<T: FromSql + Default>(&self, row: &Row<'_>, part: Part) -> Result<T> {
        Ok(self.get_if_any(row, part)?.unwrap_or_default())
    }

    /// A part of a row; none where it is not read or NULL.
    fn get_if_any<T: FromSql>(&self, row: &Row<'_>, part: Part) -> Result<Option<T>> {
        match self.places[part as usize] {
            Some(place) => Ok(row.get(place)?),
            None => Ok(None),
        }
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
        let rest = reading.parts.len();
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

    fn reading(&self, columns: &[Column]) -> Result<Reading> {
        let channels = self.channels()?.into_iter();
        let channels =
            channels.map(|channel| (channel.key.0, (Rc::from(channel.name), Rc::from(channel.company_code)))).collect();
        let parts: Vec<_> = Part::ALL.into_iter().filter(|part| part.is_needed(columns)).collect();
        let places = Part::ALL.map(|part| parts.iter().position(|read| *read == part));
        Ok(Reading { channels, parts, places, problems: columns.contains(&Column::Errors) })
    }

    fn operation_of(&self, row: &Row<'_>, reading: &Reading) -> Result<Operation> {
        let id = OperationId(reading.get(row, Part::Id)?);
        let (channel, company) = reading
            .channels
            .get(&reading.get(row, Part::Channel)?)
            .map(|(name, company)| (Rc::clone(name), Rc::clone(company)))
            .unwrap_or_default();
        let state = state_of(reading.get(row, Part::State)?)?;
        let problems = match state {
            State::Failed | State::Waiting if reading.problems => self.problems(id)?,
            _ => Vec::new(),
        };
        let effect = effect_of(reading.get_if_any(row, Part::Effect)?, reading.get_if_any(row, Part::SupersededBy)?)?;
        let changed = match effect {
            Some(Effect::Updated) => {
                self.changes(id)?.into_iter().filter(Change::is_change).map(|change| change.field).collect()
            }
            _ => Vec::new(),
        };
        let timestamp = if reading.get(row, Part::Dated)? { reading.get_if_any(row, Part::At)? } else { None };
        Ok(Operation {
            id,
            channel,
            company: reading.get_if_any::<String>(row, Part::Company)?.map_or(company, Rc::from),
            customer_account: reading.get_if_any(row, Part::CustomerAccount)?,
            async_account: reading.get(row, Part::AsyncAccount)?,
            kind: kind_of(reading.get(row, Part::Kind)?)?,
            action: reading.get_if_any(row, Part::Action)?.and_then(Action::from_number),
            timestamp: timestamp.map(Timestamp),
            state,
            problems,
            attempts: reading.get(row, Part::Attempts)?,
            effect,
            changed,
            counter: Counter(reading.get(row, Part::Counter)?),
            received: Timestamp(reading.get(row, Part::Received)?),
            edited: reading.get(row, Part::Edited)?,
        })
    }
}
