//! Reading an operation from its row: only the parts that are needed.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Row;
use rusqlite::types::FromSql;

use super::columns::{Part, sql_of};
use super::error::{Result, missing};
use super::handle::Store;
use super::stored_values::{effect_of, kind_of, state_of};
use crate::model::{Action, Change, Column, Counter, Effect, Operation, OperationId, State, Timestamp};

/// How operations are read for a list with certain columns. What the list does not need is not read, which makes an
/// export more than twice as fast.
pub(super) struct Reading {
    /// Name and company by the channel's number.
    channels: HashMap<i64, (Arc<str>, Arc<str>)>,
    /// The expressions of the SELECT.
    select: Vec<&'static str>,
    /// By part: its place in the SELECT.
    places: [Option<usize>; Part::COUNT],
    problems: bool,
    changes: bool,
}

/// What is read in any case.
const ALWAYS: [Part; 4] = [Part::Id, Part::Channel, Part::Kind, Part::State];

impl Reading {
    /// Returns the list of a SELECT.
    pub(super) fn select_list(&self) -> String {
        self.select.join(", ")
    }

    /// Returns the number of columns in the list.
    pub(super) fn width(&self) -> usize {
        self.select.len()
    }

    /// Returns a part of a row; the default if it is NULL or is not read.
    pub(super) fn get<T: FromSql + Default>(&self, row: &Row<'_>, part: Part) -> Result<T> {
        Ok(self.get_if_any(row, part)?.unwrap_or_default())
    }

    /// Returns a part of a row; `None` if it is NULL or is not read.
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
        let (mut select, mut places) = (Vec::new(), [None; Part::COUNT]);
        let asked_for = columns.iter().flat_map(|column| sql_of(*column).parts);
        for part in ALWAYS.iter().chain(asked_for.clone()) {
            let place = &mut places[*part as usize];
            if let (None, Some(expression)) = (&place, part.expression()) {
                *place = Some(select.len());
                select.push(expression);
            }
        }
        let is_read = |part| asked_for.clone().any(|read| *read == part);
        let (problems, changes) = (is_read(Part::Problems), is_read(Part::Changes));
        Ok(Reading { channels, select, places, problems, changes })
    }

    /// Reads an operation from a row of a SELECT with [`Reading::select_list`].
    pub(super) fn operation_of(&self, row: &Row<'_>, reading: &Reading) -> Result<Operation> {
        let id = OperationId(reading.get(row, Part::Id)?);
        let key: i64 = reading.get(row, Part::Channel)?;
        let channel = reading.channels.get(&key).cloned();
        let (channel, company) = channel.ok_or_else(|| missing(&format!("channel {key} of operation {id}")))?;
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
