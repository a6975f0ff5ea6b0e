//! How the rows of a file are written to the mirror: which of its columns is which of the table's, and what its values are there.

use std::borrow::Cow;

use rusqlite::{ErrorCode, Statement};

use super::file_problem::{FileProblem, IntakeError};
use super::same_row::RowIdentity;
use crate::channel::database::ChannelDatabase;
use crate::channel::error::{ChannelFault, Result};
use crate::channel::writing::quoted;
use crate::exports::{Culture, ExportCell, ReadTime, amount, integer, time};
use crate::model::{Counter, ENVELOPE, FieldType, RecordKind, Value};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnContent {
    Counter,
    Time,
    /// `ORIGINATINGCHANNEL`.
    Origin,
    Integer,
    Amount,
    Text,
}

/// The columns of a file, as its table has them.
pub(super) struct TableRows {
    kind: RecordKind,
    /// The newest counter that earlier files have shown.
    before: Option<Counter>,
    culture: Option<Culture>,
    contents: Vec<ColumnContent>,
    /// The positions of the columns that tell which row a row is.
    identity: RowIdentity,
    identity_at: Vec<Option<usize>>,
    sql: String,
    tally: RowTally,
}

/// What the rows of a file have shown.
#[derive(Debug, Default)]
pub(super) struct RowTally {
    pub(super) rows: u64,
    /// Whether a time reads the same in every culture.
    has_plain_time: bool,
    /// The first time of a culture that nobody has named, or of another one than the named one.
    of_culture: Option<String>,
    /// Whether a row is of the channel.
    has_own: bool,
    /// The `ORIGINATINGCHANNEL` of a row that is of another one.
    other_origin: Option<i64>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowOutcome {
    /// It is in the mirror.
    Taken,
    /// Its counter is no number.
    NoCounter,
    /// An earlier row of the same file has its counter, and is another one.
    CounterTwice(Counter),
}

impl RowTally {
    /// The time of a culture that is not the named one, for which the file waits: others of its times may be read as wrong days
    /// without a sign of it. Among times that read the same in every culture it is a slip of one row.
    pub(super) fn unread_time(&self) -> Option<&str> {
        self.of_culture.as_deref().filter(|_| !self.has_plain_time)
    }

    /// The id of another channel, if the file has no rows of its own.
    pub(super) fn foreign_origin(&self) -> Option<i64> {
        self.other_origin.filter(|_| !self.has_own)
    }
}

impl TableRows {
    /// Prepares for a file with these columns; those that the mirror's table does not have are added to it.
    ///
    /// # Errors
    /// The table cannot have such a column.
    pub(super) fn new(
        mirror: &ChannelDatabase,
        kind: RecordKind,
        columns: &[String],
        culture: Option<Culture>,
    ) -> Result<Self, IntakeError> {
        let identity = RowIdentity::of(kind);
        let newest = format!("SELECT max(REPLICATIONCOUNTERFROMORIGIN) FROM {}", kind.table());
        let newest = mirror.sqlite(mirror.connection.query_row(&newest, [], |row| row.get::<_, Option<i64>>(0)))?;
        let mut rows = Self {
            kind,
            before: newest.map(Counter),
            culture,
            contents: Vec::new(),
            identity_at: Vec::new(),
            identity,
            sql: String::new(),
            tally: RowTally::default(),
        };
        rows.set_columns(mirror, columns)?;
        Ok(rows)
    }

    /// What the rows have shown.
    pub(super) fn tally(&self) -> &RowTally {
        &self.tally
    }

    fn set_columns(&mut self, mirror: &ChannelDatabase, columns: &[String]) -> Result<(), IntakeError> {
        let table = self.kind.table();
        let known = mirror.columns(table)?;
        let is_known = |column: &str| known.iter().any(|known| known.eq_ignore_ascii_case(column));
        for column in columns.iter().filter(|column| !is_known(column)) {
            let sql = format!("ALTER TABLE {table} ADD COLUMN {}", quoted(column));
            mirror.connection.execute_batch(&sql).map_err(|error| match error.sqlite_error_code() {
                Some(ErrorCode::Unknown) => IntakeError::File(FileProblem::Columns { detail: error.to_string() }),
                _ => IntakeError::Channel(mirror.sqlite_error(&error)),
            })?;
        }
        self.contents = columns.iter().map(|column| ColumnContent::of(self.kind, column)).collect();
        let at = |wanted: &String| columns.iter().position(|column| column.eq_ignore_ascii_case(wanted));
        self.identity_at = self.identity.columns().iter().map(at).collect();
        let names: Vec<_> = columns.iter().map(|column| quoted(column)).collect();
        let marks = vec!["?"; columns.len()].join(", ");
        self.sql = match columns {
            // An empty file, of which nothing is written.
            [] => format!("INSERT INTO {table} DEFAULT VALUES"),
            _ => format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})", names.join(", ")),
        };
        Ok(())
    }

    /// The statement for [`Self::add`].
    pub(super) fn sql(&self) -> &str {
        &self.sql
    }

    /// Writes a row, unless the mirror has it already. `channel` is the `ORIGINATINGCHANNEL` of the channel.
    ///
    /// # Errors
    /// The mirror has another row with its counter.
    pub(super) fn add(
        &mut self,
        mirror: &ChannelDatabase,
        statement: &mut Statement<'_>,
        cells: &[ExportCell<'_>],
        channel: i64,
    ) -> Result<RowOutcome> {
        let Some(counter) = self.counter(cells) else { return Ok(RowOutcome::NoCounter) };
        self.tally.rows += 1;
        for (at, (cell, content)) in cells.iter().zip(&self.contents).enumerate() {
            let value = content.value(*cell, self.culture, &mut self.tally);
            if *content == ColumnContent::Origin
                && let Value::Integer(origin) = value
            {
                self.tally.has_own |= origin == channel;
                self.tally.other_origin = self.tally.other_origin.or(Some(origin).filter(|origin| *origin != channel));
            }
            let bound = match &value {
                Value::Integer(number) => statement.raw_bind_parameter(at + 1, number),
                Value::Text(text) => statement.raw_bind_parameter(at + 1, text.as_ref()),
                _ => statement.raw_bind_parameter(at + 1, rusqlite::types::Null),
            };
            mirror.sqlite(bound)?;
        }
        if mirror.sqlite(statement.raw_execute())? > 0 || self.is_same(mirror, counter, cells)? {
            return Ok(RowOutcome::Taken);
        }
        if Some(counter) > self.before {
            return Ok(RowOutcome::CounterTwice(counter));
        }
        Err(mirror.fault(ChannelFault::OtherRow { table: self.kind.table(), counter }))
    }

    fn counter(&self, cells: &[ExportCell<'_>]) -> Option<Counter> {
        let at = self.contents.iter().position(|content| *content == ColumnContent::Counter)?;
        match cells.get(at)? {
            // Counters below 0 are those that lines get which are no rows.
            ExportCell::Text(text) => text.trim().parse().ok().filter(|counter| *counter >= 0).map(Counter),
            ExportCell::Null => None,
        }
    }

    /// Whether a row is the one that the mirror has with its counter.
    fn is_same(&self, mirror: &ChannelDatabase, counter: Counter, cells: &[ExportCell<'_>]) -> Result<bool> {
        let mut unused = RowTally::default();
        let value = |at: &Option<usize>| match at.and_then(|at| Some((cells.get(at)?, self.contents.get(at)?))) {
            Some((cell, content)) => content.value(*cell, self.culture, &mut unused),
            None => Value::Null,
        };
        let values: Vec<_> = self.identity_at.iter().map(value).collect();
        self.identity.is_same(mirror, counter, &values)
    }
}

impl ColumnContent {
    fn of(kind: RecordKind, column: &str) -> Self {
        let is = |wanted: &str| column.eq_ignore_ascii_case(wanted);
        let common = ENVELOPE.iter().position(|known| is(known)).map(|at| match ENVELOPE[at] {
            "REPLICATIONCOUNTERFROMORIGIN" => Self::Counter,
            "CREATEDDATETIME" => Self::Time,
            "ORIGINATINGCHANNEL" => Self::Origin,
            "OPERATION" | "ONLINEOPERATIONCOMPLETED" => Self::Integer,
            _ => Self::Text,
        });
        let field = || kind.fields().iter().find(|field| is(field.column)).map(|field| field.field_type);
        common.unwrap_or_else(|| match field() {
            Some(FieldType::Integer) => Self::Integer,
            Some(FieldType::Decimal) => Self::Amount,
            _ => Self::Text,
        })
    }

    /// Returns what a cell is in the mirror.
    fn value<'c>(self, cell: ExportCell<'c>, culture: Option<Culture>, tally: &mut RowTally) -> Value<'c> {
        let ExportCell::Text(text) = cell else { return Value::Null };
        match self {
            Self::Counter | Self::Integer | Self::Origin => whole_number(text),
            Self::Amount => Value::Text(amount(text, culture)),
            Self::Text => Value::Text(Cow::Borrowed(text)),
            Self::Time => match time(text, culture) {
                ReadTime::Time(time) => {
                    tally.has_plain_time = true;
                    Value::Text(time)
                }
                ReadTime::Localized(time) => Value::Text(Cow::Owned(time)),
                ReadTime::OfCulture => {
                    tally.of_culture.get_or_insert_with(|| text.to_owned());
                    Value::Text(Cow::Borrowed(text))
                }
                ReadTime::Other => Value::Text(Cow::Borrowed(text)),
            },
        }
    }
}

/// Returns what a cell is in a column of whole numbers: nothing where it is empty, and the text itself where it is no number.
fn whole_number(text: &str) -> Value<'_> {
    let written = integer(text);
    match written.trim().parse() {
        _ if written.is_empty() => Value::Null,
        Ok(number) => Value::Integer(number),
        Err(_) => Value::Text(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The time for which a file with these times waits.
    fn unread_time(times: &[&str], culture: &str) -> Option<String> {
        let mut tally = RowTally::default();
        for time in times {
            ColumnContent::Time.value(ExportCell::Text(time), Culture::named(culture), &mut tally);
        }
        tally.unread_time().map(str::to_owned)
    }

    #[test]
    fn one_time_of_another_culture_makes_a_file_wait() {
        for (times, culture, expected) in [
            (&["01/11/2026 08:00:22", "11/13/2026 08:00:22"][..], "en-GB", Some("11/13/2026 08:00:22")),
            (&["01/11/2026 08:00:22", "13/11/2026 08:00:22"], "en-GB", None),
            (&["1-11-2026 08:00:22"], "none", Some("1-11-2026 08:00:22")),
            // Here it is the slip of one row.
            (&["2026-11-01 08:00:22.003", "11/13/2026 08:00:22"], "en-GB", None),
            (&["2026-11-01 08:00:22.003", "yesterday"], "none", None),
            (&["yesterday"], "none", None),
        ] {
            assert_eq!(unread_time(times, culture).as_deref(), expected, "{times:?} {culture}");
        }
    }
}
