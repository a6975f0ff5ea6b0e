//! Lists of anything, in every format, one row at a time.

use std::borrow::Cow;
use std::io::{self, Write as _};

use serde::Serialize;

use super::formats::table::{Shown, TablePrinter};
use super::formats::workbook::{CellValue, WorkbookPrinter};
use super::formats::{Format, JsonOnTerminal, delimited, markdown};
use super::writer::Output;
use crate::sanitize::visible;

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// For machines.
    pub(super) name: String,
    /// For people.
    pub(super) title: String,
}

/// A row of a list: its cells in each of the forms that a format may ask for. What it serializes to is its JSON object.
pub(super) trait Row: Serialize {
    /// The cells as people read them.
    fn for_people(&self) -> impl Iterator<Item = Shown>;

    /// The cells in CSV: the texts of their JSON forms, nothing for null.
    fn for_machines(&self) -> impl Iterator<Item = Cow<'_, str>>;

    /// The cells in a workbook: as people read them, but with types.
    fn for_workbook(&self) -> impl Iterator<Item = CellValue<'_>>;
}

/// What was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The number of rows.
    pub(crate) rows: usize,
    /// How many texts were too long for a cell of a workbook, and were shortened.
    pub(crate) shortened: u64,
}

/// Writes a row as one line of JSON.
fn write_json(output: &mut Output, row: &impl Row) -> io::Result<()> {
    if output.is_terminal {
        serde_json::to_writer(JsonOnTerminal(output), row)?;
    } else {
        serde_json::to_writer(output, row)?;
    }
    Ok(())
}

/// Prints rows as they come.
pub(super) struct ListPrinter<'a> {
    sink: Sink<'a>,
    rows: usize,
    is_terminal: bool,
}

enum Sink<'a> {
    Table(TablePrinter, &'a mut Output),
    Delimited(Box<csv::Writer<&'a mut Output>>),
    Json(&'a mut Output),
    JsonLines(&'a mut Output),
    Markdown(&'a mut Output),
    Workbook(Box<WorkbookPrinter>, &'a mut Output),
}

impl<'a> ListPrinter<'a> {
    /// Begins a list with these columns. A Markdown table has its header in any case.
    pub(super) fn new(
        output: &'a mut Output,
        format: Format,
        headers: Vec<Header>,
        no_header: bool,
    ) -> io::Result<Self> {
        let is_terminal = output.is_terminal;
        let sink = match format {
            Format::Table => {
                let mut table = TablePrinter::new(titles(headers), output);
                if no_header {
                    table = table.without_header();
                }
                Sink::Table(table, output)
            }
            Format::Csv | Format::Tsv => {
                let delimiter = if format == Format::Csv { b',' } else { b'\t' };
                let mut writer = Box::new(delimited::writer(output, delimiter));
                if !no_header {
                    for header in &headers {
                        write_field(&mut writer, &header.name, is_terminal)?;
                    }
                    end_record(&mut writer)?;
                }
                Sink::Delimited(writer)
            }
            Format::Json => Sink::Json(output),
            Format::Jsonl => Sink::JsonLines(output),
            Format::Markdown => {
                markdown::header(output, &titles(headers))?;
                Sink::Markdown(output)
            }
            Format::Xlsx => {
                let workbook = WorkbookPrinter::new(titles(headers), no_header, output.folder())?;
                Sink::Workbook(Box::new(workbook), output)
            }
        };
        Ok(Self { sink, rows: 0, is_terminal })
    }

    /// Prints one row.
    ///
    /// # Errors
    /// Those of the output, and one that says so where a workbook is full.
    pub(super) fn print(&mut self, row: &impl Row) -> io::Result<()> {
        match &mut self.sink {
            Sink::Table(table, output) => table.row(row.for_people().collect(), output)?,
            Sink::Delimited(writer) => {
                for cell in row.for_machines() {
                    write_field(writer, &cell, self.is_terminal)?;
                }
                end_record(writer)?;
            }
            Sink::Json(output) => {
                output.write_all(if self.rows == 0 { b"[\n" } else { b",\n" })?;
                write_json(output, row)?;
            }
            Sink::JsonLines(output) => {
                write_json(output, row)?;
                output.write_all(b"\n")?;
            }
            Sink::Markdown(output) => {
                let cells: Vec<_> = row.for_people().map(|cell| cell.text).collect();
                markdown::row(output, cells.iter().map(String::as_str))?;
            }
            Sink::Workbook(workbook, _) => workbook.row(row.for_workbook())?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the list.
    pub(super) fn finish(self) -> io::Result<Printed> {
        let mut shortened = 0;
        match self.sink {
            Sink::Table(table, output) => {
                table.finish(output)?;
            }
            Sink::Delimited(mut writer) => writer.flush()?,
            Sink::Json(output) => output.write_all(if self.rows == 0 { b"[]\n" } else { b"\n]\n" })?,
            Sink::JsonLines(_) | Sink::Markdown(_) => {}
            Sink::Workbook(workbook, output) => shortened = workbook.finish(output)?,
        }
        Ok(Printed { rows: self.rows, shortened })
    }
}

fn titles(headers: Vec<Header>) -> Vec<String> {
    headers.into_iter().map(|header| header.title).collect()
}

/// Writes a field; what would control a terminal is shown there instead.
fn write_field(writer: &mut csv::Writer<&mut Output>, text: &str, is_terminal: bool) -> io::Result<()> {
    let text = if is_terminal { visible(text) } else { Cow::Borrowed(text) };
    writer.write_field(text.as_bytes()).map_err(delimited::io_error)
}

fn end_record(writer: &mut csv::Writer<&mut Output>) -> io::Result<()> {
    writer.write_record(None::<&[u8]>).map_err(delimited::io_error)
}
