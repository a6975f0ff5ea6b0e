//! Lists of operations, in every format, one row at a time.

use std::borrow::Cow;
use std::io::{self, Write as _};

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::table::{Shown, TablePrinter};
use super::{Format, Output, delimited, markdown, visible};
use crate::i18n::Texts;
use crate::model::{Column, Operation, Problem};

/// The id and the columns of the Customer synchronization status page.
const PAGE_COLUMNS: [Column; 6] = [
    Column::Id,
    Column::Channel,
    Column::CustomerAccount,
    Column::AsyncCustomerAccount,
    Column::Timestamp,
    Column::Status,
];

/// Prints operations as they come.
pub(crate) struct OperationPrinter<'a> {
    columns: Vec<Column>,
    texts: &'a Texts,
    sink: Sink<'a>,
    count: usize,
    is_terminal: bool,
}

enum Sink<'a> {
    Table(TablePrinter, &'a mut Output),
    Delimited(Box<csv::Writer<&'a mut Output>>),
    Json(&'a mut Output),
    JsonLines(&'a mut Output),
    Markdown(&'a mut Output),
}

/// The columns of a list that names none: all in JSON, and otherwise those of the page.
pub(crate) fn default_columns(format: Format) -> &'static [Column] {
    match format {
        Format::Json | Format::Jsonl => &Column::ALL,
        Format::Table | Format::Csv | Format::Tsv | Format::Markdown => &PAGE_COLUMNS,
    }
}

impl<'a> OperationPrinter<'a> {
    /// Begins a list with these columns.
    pub(crate) fn new(
        output: &'a mut Output,
        texts: &'a Texts,
        format: Format,
        columns: Vec<Column>,
    ) -> io::Result<Self> {
        let is_terminal = output.is_terminal;
        let headers = || columns.iter().map(|column| texts.column(column.key())).collect::<Vec<_>>();
        let sink = match format {
            Format::Table => Sink::Table(TablePrinter::new(headers(), output), output),
            Format::Csv | Format::Tsv => {
                let delimiter = if format == Format::Csv { b',' } else { b'\t' };
                let mut writer = delimited::writer(output, delimiter);
                writer.write_record(columns.iter().map(|column| column.key())).map_err(delimited::io_error)?;
                Sink::Delimited(Box::new(writer))
            }
            Format::Json => Sink::Json(output),
            Format::Jsonl => Sink::JsonLines(output),
            Format::Markdown => {
                markdown::header(output, &headers())?;
                Sink::Markdown(output)
            }
        };
        Ok(Self { columns, texts, sink, count: 0, is_terminal })
    }

    /// Prints one operation.
    pub(crate) fn print(&mut self, operation: &Operation) -> io::Result<()> {
        let texts = self.texts;
        let people = |column: &Column| cell_for_people(operation, *column, texts);
        match &mut self.sink {
            Sink::Table(table, output) => table.row(self.columns.iter().map(people).collect(), output)?,
            Sink::Delimited(writer) => {
                for column in &self.columns {
                    let cell = cell_for_machines(operation, *column, texts);
                    let cell = if self.is_terminal { visible(&cell) } else { Cow::Borrowed(&*cell) };
                    writer.write_field(cell.as_bytes()).map_err(delimited::io_error)?;
                }
                writer.write_record(None::<&[u8]>).map_err(delimited::io_error)?;
            }
            Sink::Json(output) => {
                output.write_all(if self.count == 0 { b"[\n" } else { b",\n" })?;
                serde_json::to_writer(&mut **output, &OperationObject { operation, columns: &self.columns, texts })?;
            }
            Sink::JsonLines(output) => {
                serde_json::to_writer(&mut **output, &OperationObject { operation, columns: &self.columns, texts })?;
                output.write_all(b"\n")?;
            }
            Sink::Markdown(output) => {
                let cells: Vec<_> = self.columns.iter().map(|column| people(column).text).collect();
                markdown::row(output, cells.iter().map(String::as_str))?;
            }
        }
        self.count += 1;
        Ok(())
    }

    /// Ends the list; gives the number of operations.
    pub(crate) fn finish(self) -> io::Result<usize> {
        match self.sink {
            Sink::Table(table, output) => {
                table.finish(output)?;
            }
            Sink::Delimited(mut writer) => writer.flush()?,
            Sink::Json(output) => output.write_all(if self.count == 0 { b"[]\n" } else { b"\n]\n" })?,
            Sink::JsonLines(_) | Sink::Markdown(_) => {}
        }
        Ok(self.count)
    }
}

/// A value of an operation as people read it.
fn cell_for_people(operation: &Operation, column: Column, texts: &Texts) -> Shown {
    let yes_or_no = |flag| if flag { texts.yes() } else { texts.no() };
    let text = match column {
        Column::CustomerAccount => operation.customer_account.clone().unwrap_or_else(|| texts.pending_sync()),
        Column::Record => texts.record(operation.kind),
        Column::Operation => texts.action(operation.action),
        Column::Timestamp => operation.timestamp.map(|timestamp| timestamp.local()).unwrap_or_default(),
        Column::Received => operation.received.local(),
        Column::Status => return Shown { text: texts.state(operation.state), state: Some(operation.state) },
        Column::Edited => yes_or_no(operation.edited),
        other => cell_for_machines(operation, other, texts).into_owned(),
    };
    text.into()
}

/// A value of an operation in CSV: the text of its JSON form, nothing for null, errors as their codes.
fn cell_for_machines<'o>(operation: &'o Operation, column: Column, texts: &Texts) -> Cow<'o, str> {
    match column {
        Column::Id => operation.id.to_string().into(),
        Column::Channel => Cow::Borrowed(&*operation.channel),
        Column::Company => Cow::Borrowed(&*operation.company),
        Column::CustomerAccount => operation.customer_account.as_deref().unwrap_or_default().into(),
        Column::AsyncCustomerAccount => operation.async_account.as_str().into(),
        Column::Record => operation.kind.name().into(),
        Column::Operation => operation.action.map(|action| action.name()).unwrap_or_default().into(),
        Column::Timestamp => operation.timestamp.map(|timestamp| timestamp.rfc3339()).unwrap_or_default().into(),
        Column::Status => operation.state.name().into(),
        Column::Errors => {
            let codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
            codes.join(" ").into()
        }
        Column::Attempts => operation.attempts.to_string().into(),
        Column::Description => texts.description(operation).into(),
        Column::Table => operation.kind.table().into(),
        Column::Counter => operation.counter.to_string().into(),
        Column::Received => operation.received.rfc3339().into(),
        Column::Edited => if operation.edited { "true" } else { "false" }.into(),
    }
}

/// An operation as a JSON object with the chosen keys.
pub(super) struct OperationObject<'a> {
    pub(super) operation: &'a Operation,
    pub(super) columns: &'a [Column],
    pub(super) texts: &'a Texts,
}

impl OperationObject<'_> {
    /// Writes the entries into an object that may get more.
    pub(super) fn serialize_entries<M: serde::ser::SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let operation = self.operation;
        for column in self.columns {
            let key = column.key();
            match column {
                Column::Id => map.serialize_entry(key, &operation.id)?,
                Column::CustomerAccount => map.serialize_entry(key, &operation.customer_account)?,
                Column::Operation => map.serialize_entry(key, &operation.action.map(|action| action.name()))?,
                Column::Timestamp => map.serialize_entry(key, &operation.timestamp.map(|at| at.rfc3339()))?,
                Column::Errors => {
                    map.serialize_entry(key, &Problems { problems: &operation.problems, texts: self.texts })?;
                }
                Column::Attempts => map.serialize_entry(key, &operation.attempts)?,
                Column::Counter => map.serialize_entry(key, &operation.counter)?,
                Column::Edited => map.serialize_entry(key, &operation.edited)?,
                Column::Channel
                | Column::Company
                | Column::AsyncCustomerAccount
                | Column::Record
                | Column::Status
                | Column::Description
                | Column::Table
                | Column::Received => {
                    map.serialize_entry(key, &cell_for_machines(operation, *column, self.texts))?;
                }
            }
        }
        Ok(())
    }
}

impl Serialize for OperationObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        self.serialize_entries(&mut map)?;
        map.end()
    }
}

/// The problems of an operation as `[{code, field, message}]`.
struct Problems<'a> {
    problems: &'a [Problem],
    texts: &'a Texts,
}

impl Serialize for Problems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Entry<'a> {
            code: &'static str,
            field: &'a str,
            message: String,
        }
        let mut sequence = serializer.serialize_seq(Some(self.problems.len()))?;
        for problem in self.problems {
            let message = self.texts.problem(problem);
            sequence.serialize_element(&Entry { code: problem.code().name(), field: &problem.field, message })?;
        }
        sequence.end()
    }
}
