//! Lists of anything, in every format, one row at a time.

use std::io;

use super::formats::delimited::DelimitedPrinter;
use super::formats::json::JsonPrinter;
use super::formats::markdown::MarkdownPrinter;
use super::formats::table::TablePrinter;
use super::formats::workbook::WorkbookPrinter;
use super::formats::{Format, Header, RowPrinter};
use super::writer::Output;
use crate::i18n::Texts;
use crate::model::Cell;

/// What was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The number of rows.
    pub(crate) rows: usize,
    /// How many texts were too long for a cell of a workbook, and were shortened.
    pub(crate) shortened: u64,
}

/// Prints rows as they come.
pub(super) struct ListPrinter<'a> {
    printer: FormatPrinter<'a>,
    rows: usize,
}

/// The printer of the format. No trait object: rows of an export are many, and cells more.
enum FormatPrinter<'a> {
    Table(TablePrinter<'a>),
    Delimited(Box<DelimitedPrinter<'a>>),
    Json(JsonPrinter<'a>),
    Markdown(MarkdownPrinter<'a>),
    Workbook(Box<WorkbookPrinter<'a>>),
}

impl<'a> ListPrinter<'a> {
    /// Begins a list with these columns. `no_header` leaves the header out of the formats that can do without.
    pub(super) fn new(
        output: &'a mut Output,
        texts: &'a Texts,
        format: Format,
        headers: Vec<Header>,
        no_header: bool,
    ) -> io::Result<Self> {
        if format != Format::Table {
            output.keep_lines()?;
        }
        let printer = match format {
            Format::Table => {
                let table = TablePrinter::new(output, texts, headers);
                FormatPrinter::Table(if no_header { table.without_header() } else { table })
            }
            Format::Csv => {
                FormatPrinter::Delimited(Box::new(DelimitedPrinter::new(output, b',', &headers, no_header)?))
            }
            Format::Tsv => {
                FormatPrinter::Delimited(Box::new(DelimitedPrinter::new(output, b'\t', &headers, no_header)?))
            }
            Format::Json => FormatPrinter::Json(JsonPrinter::array(output, headers)),
            Format::Jsonl => FormatPrinter::Json(JsonPrinter::lines(output, headers)),
            Format::Markdown => FormatPrinter::Markdown(MarkdownPrinter::new(output, texts, &headers)?),
            Format::Xlsx => FormatPrinter::Workbook(Box::new(WorkbookPrinter::new(output, texts, headers, no_header)?)),
        };
        Ok(Self { printer, rows: 0 })
    }

    /// Prints one row.
    ///
    /// # Errors
    /// Those of the output, and one that says that a workbook is full.
    pub(super) fn print<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        match &mut self.printer {
            FormatPrinter::Table(table) => table.row(cells),
            FormatPrinter::Delimited(delimited) => delimited.row(cells),
            FormatPrinter::Json(json) => json.row(cells),
            FormatPrinter::Markdown(markdown) => markdown.row(cells),
            FormatPrinter::Workbook(workbook) => workbook.row(cells),
        }?;
        self.rows += 1;
        Ok(())
    }

    /// Ends the list.
    pub(super) fn finish(self) -> io::Result<Printed> {
        let shortened = match self.printer {
            FormatPrinter::Table(table) => table.finish(),
            FormatPrinter::Delimited(delimited) => delimited.finish(),
            FormatPrinter::Json(json) => json.finish(),
            FormatPrinter::Markdown(markdown) => markdown.finish(),
            FormatPrinter::Workbook(workbook) => workbook.finish(),
        }?;
        Ok(Printed { rows: self.rows, shortened })
    }
}
