//! How an operation is read from its row: only the parts that somebody asked for.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Row;
use rusqlite::types::FromSql;

use super::error::Result;
use super::handle::Store;
use super::stored_values::{effect_of, kind_of, state_of};
use crate::model::{Action, Change, Column, Counter, Effect, Operation, OperationId, State, Timestamp};

/// A part of an [`Operation`] that is read from its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
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
            Self::Effect | Self::SupersededBy => has(Column::Description) || has(Column::Effect),
            Self::Counter => has(Column::Counter),
            Self::Received => has(Column::Received),
            Self::Edited => has(Column::Edited),
        }
    }
}

/// How operations are read for a list with certain columns: what nobody asked for is not read, which more than doubles the
/// pace of an export.
pub(super) struct Reading {
    /// Name and company by the channel's number.
    channels: HashMap<i64, (Arc<str>, Arc<str>)>,
    /// The parts that are read, in the order of the SELECT.
    parts: Vec<Part>,
    /// Their places in the SELECT.
    places: [Option<usize>; Part::ALL.len()],
    problems: bool,
    changes: bool,
}

impl Reading {
    /// The list of a SELECT.
    pub(super) fn select_list(&self) -> String {
        self.parts.iter().map(|part| part.sql()).collect::<Vec<_>>().join(", ")
    }

    /// How many columns the list has.
    pub(super) fn width(&self) -> usize {
        self.parts.len()
    }

    /// A part of a row; the default where it is not read or NULL.
    pub(super) fn get<T: FromSql + Default>(&self, row: &Row<'_>, part: Part) -> Result<T> {
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
    /// Prepares to read operations for a list with these columns.
    pub(super) fn reading(&self, columns: &[Column]) -> Result<Reading> {
        let channels = self.channels()?.into_iter();
        let channels = channels
            .map(|channel| (channel.key.0, (Arc::from(channel.name), Arc::from(channel.company_code))))
            .collect();
        let parts: Vec<_> = Part::ALL.into_iter().filter(|part| part.is_needed(columns)).collect();
        let places = Part::ALL.map(|part| parts.iter().position(|read| *read == part));
        Ok(Reading {
            channels,
            parts,
            places,
            problems: columns.contains(&Column::Errors),
            changes: columns.contains(&Column::Description),
        })
    }

    /// An operation from a row of a SELECT of [`Reading::select_list`].
    pub(super) fn operation_of(&self, row: &Row<'_>, reading: &Reading) -> Result<Operation> {
        let id = OperationId(reading.get(row, Part::Id)?);
        let (channel, company) = reading
            .channels
            .get(&reading.get(row, Part::Channel)?)
            .map(|(name, company)| (Arc::clone(name), Arc::clone(company)))
            .unwrap_or_default();
        let state = state_of(reading.get(row, Part::State)?)?;
        let problems = match state {
            State::Failed | State::Waiting | State::Dismissed if reading.problems => self.problems(id)?,
            _ => Vec::new(),
        };
        let effect = effect_of(reading.get_if_any(row, Part::Effect)?, reading.get_if_any(row, Part::SupersededBy)?)?;
        let changed = match effect {
            Some(Effect::Updated) if reading.changes => {
                self.changes(id)?.into_iter().filter(Change::is_change).map(|change| change.field).collect()
            }
            _ => Vec::new(),
        };
        let timestamp = if reading.get(row, Part::Dated)? { reading.get_if_any(row, Part::At)? } else { None };
        Ok(Operation {
            id,
            channel,
            company: reading.get_if_any::<String>(row, Part::Company)?.map_or(company, Arc::from),
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
            values: Vec::new(),
        })
    }
}
