//! Reading an operation from its row: only the parts that are needed.

use std::collections::HashMap;
use std::sync::Arc;

use super::columns::{Part, sql_of};
use super::database::{FromColumn, Row};
use super::error::{Result, missing, unreadable};
use super::read_operation::{Attached, ReadOperation};
use super::stored_values::{effect_of, kind_of, state_of};
use crate::filter::{ChannelNames, NotRead, OperationNumbers, Seen, ValueParts};
use crate::model::{Column, Counter, Effect, NoteCode, Operation, OperationId, OperationNote, Timestamp};

/// How operations are read for a list with certain columns. What the list does not need is not read, which makes an
/// export more than twice as fast.
pub(super) struct Reading {
    channels: Arc<HashMap<i64, ChannelNames>>,
    /// The expressions of the SELECT.
    select: Vec<&'static str>,
    /// By part: its place in the SELECT.
    places: [Option<usize>; Part::COUNT],
}

/// What is read in any case.
const ALWAYS: [Part; 4] = [Part::Id, Part::Channel, Part::Kind, Part::State];

/// What tells the value of a field in the row.
const FIELD_PARTS: [Part; 5] = [Part::Layout, Part::Row, Part::Effect, Part::Action, Part::Edited];

impl Reading {
    /// Prepares to read operations for a list with these columns, whose other values need these parts.
    pub(super) fn new(channels: Arc<HashMap<i64, ChannelNames>>, columns: &[Column], values: &ValueParts) -> Self {
        let mut reading = Self { channels, select: Vec::new(), places: [None; Part::COUNT] };
        reading.add(&ALWAYS);
        for column in columns.iter().chain(&values.columns) {
            reading.add(sql_of(*column).parts);
        }
        if values.company {
            reading.add(&[Part::Company]);
        }
        if values.row {
            reading.add(&FIELD_PARTS);
        }
        if values.received_row {
            reading.add(&[Part::Layout, Part::ReceivedRow]);
        }
        if values.changes {
            reading.add(&[Part::Effect]);
        }
        if values.records {
            reading.add(&[Part::Customer, Part::Key]);
        }
        reading
    }

    fn add(&mut self, parts: &[Part]) {
        for part in parts {
            let place = &mut self.places[*part as usize];
            if let (None, Some(expression)) = (&place, part.expression()) {
                *place = Some(self.select.len());
                self.select.push(expression);
            }
        }
    }

    /// Returns the list of a SELECT.
    pub(super) fn select_list(&self) -> String {
        self.select.join(", ")
    }

    /// Whether the SELECT needs the received row to be joined.
    pub(super) fn needs_row(&self) -> bool {
        [Part::Row, Part::ReceivedRow].into_iter().any(|part| self.places[part as usize].is_some())
    }

    /// Returns a part of a row; the default if it is not read.
    fn get<'r, T: FromColumn<'r> + Default>(&self, row: &'r Row<'_>, part: Part) -> Result<T> {
        match self.places[part as usize] {
            Some(place) => row.get(place),
            None => Ok(T::default()),
        }
    }

    /// Returns the numbers of an operation.
    pub(super) fn numbers(&self, row: &Row<'_>) -> Result<OperationNumbers> {
        Ok(OperationNumbers {
            id: self.get(row, Part::Id)?,
            channel: self.get(row, Part::Channel)?,
            kind: self.get(row, Part::Kind)?,
            state: self.get(row, Part::State)?,
            action: self.get(row, Part::Action)?,
            at: self.get(row, Part::At)?,
            dated: self.get(row, Part::Dated)?,
            received: self.get(row, Part::Received)?,
            ordered: self.get(row, Part::Ordered)?,
            noted: self.get(row, Part::Noted)?,
            attempts: self.get(row, Part::Attempts)?,
            edited: self.get(row, Part::Edited)?,
            run: self.get(row, Part::Run)?,
            effect: self.get(row, Part::Effect)?,
            superseded_by: self.get(row, Part::SupersededBy)?,
            counter: self.get(row, Part::Counter)?,
            customer: self.get(row, Part::Customer)?,
            layout: self.get(row, Part::Layout)?,
        })
    }

    /// Returns the operation of a row as far as it is there, without a copy.
    pub(super) fn see<'r>(&self, row: &'r Row<'_>, numbers: &'r OperationNumbers) -> Result<Seen<'r>> {
        Ok(Seen {
            numbers,
            company: self.get(row, Part::Company)?,
            account: self.get(row, Part::CustomerAccount)?,
            async_account: self.get::<Option<&str>>(row, Part::AsyncAccount)?.unwrap_or_default(),
            row: self.get(row, Part::Row)?,
            received_row: self.get(row, Part::ReceivedRow)?,
            codes: None,
            proposals: None,
            changes: None,
            record: Err(NotRead),
        })
    }

    /// Returns a copy of an operation that was seen in a row.
    pub(super) fn keep(&self, row: &Row<'_>, seen: &Seen<'_>, with_row: bool) -> Result<ReadOperation> {
        Ok(ReadOperation {
            numbers: *seen.numbers,
            company: seen.company.map(str::to_owned),
            account: seen.account.map(str::to_owned),
            async_account: seen.async_account.to_owned(),
            key: self.get(row, Part::Key)?,
            row: seen.row.filter(|_| with_row).map(str::to_owned),
            received_row: seen.received_row.filter(|_| with_row).map(str::to_owned),
            is_undecided: false,
            attached: Attached::default(),
        })
    }

    /// Returns the effect for a list that shows it.
    fn effect(&self, numbers: &OperationNumbers) -> Result<Option<Effect>> {
        match self.places[Part::SupersededBy as usize] {
            Some(_) => effect_of(numbers.effect, numbers.superseded_by),
            None => Ok(None),
        }
    }

    /// Returns the notes for a list that shows them, of which those on values are given.
    fn notes(&self, numbers: &OperationNumbers, of_values: Vec<OperationNote>) -> Result<Vec<OperationNote>> {
        if self.places[Part::Noted as usize].is_none() {
            return Ok(Vec::new());
        }
        let superseded =
            self.effect(numbers)?.and_then(Effect::superseded_by).map(|by| OperationNote::Superseded { by });
        let order = numbers.order_time();
        let clock =
            numbers.misjudged_time().map(|own| match NoteCode::of_clock(own, order, Timestamp(numbers.received)) {
                NoteCode::ClockAhead => OperationNote::ClockAhead { own, order },
                _ => OperationNote::ClockBack { own, order },
            });
        Ok(superseded.into_iter().chain(clock).chain(of_values).collect())
    }

    /// Returns the operation for a list, taken out of what was read.
    ///
    /// # Errors
    /// The row says what no version of the program writes, or something that hangs on it cannot be read.
    pub(super) fn operation(&self, read: &mut ReadOperation) -> Result<Operation> {
        let numbers = read.numbers;
        let id = OperationId(numbers.id);
        let names = self.channels.get(&numbers.channel);
        let names = names.ok_or_else(|| missing(&format!("channel {} of operation {id}", numbers.channel)))?;
        let attached = std::mem::take(&mut read.attached);
        Ok(Operation {
            id,
            channel: Arc::clone(&names.name),
            company: read.company.take().map_or_else(|| Arc::clone(&names.company), Arc::from),
            customer_account: read.account.take(),
            async_account: std::mem::take(&mut read.async_account),
            kind: kind_of(numbers.kind)?,
            action: numbers.action(),
            timestamp: numbers.own_time(),
            counts_at: numbers.order_time(),
            notes: self.notes(&numbers, attached.notes)?,
            state: state_of(numbers.state)?,
            problems: attached.problems?,
            attempts: numbers.attempts.try_into().map_err(|_| unreadable("an operation's attempts"))?,
            effect: self.effect(&numbers)?,
            changed: attached.changed,
            counter: Counter(numbers.counter),
            received: Timestamp(numbers.received),
            edited: numbers.edited,
            run: numbers.run,
            values: Vec::new(),
        })
    }
}
