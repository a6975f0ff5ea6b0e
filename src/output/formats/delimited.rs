//! CSV and TSV.

use std::borrow::Cow;
use std::io;

use super::{Header, RowPrinter};
use crate::model::Cell;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// Prints rows whose cells are separated by commas or tabs.
pub(in crate::output) struct DelimitedPrinter<'a> {
    writer: csv::Writer<&'a mut Output>,
    is_terminal: bool,
}

impl<'a> DelimitedPrinter<'a> {
    /// Begins a list with the names of the columns, unless there is to be no header.
    pub(in crate::output) fn new(
        output: &'a mut Output,
        delimiter: u8,
        headers: &[Header],
        no_header: bool,
    ) -> io::Result<Self> {
        let is_terminal = output.is_terminal;
        let writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(output);
        let mut printer = Self { writer, is_terminal };
        if !no_header {
            for header in headers {
                printer.field(&header.name)?;
            }
            printer.end_record()?;
        }
        Ok(printer)
    }

    /// Writes a field; what would control a terminal is shown there instead.
    fn field(&mut self, text: &str) -> io::Result<()> {
        let text = if self.is_terminal { visible(text) } else { Cow::Borrowed(text) };
        self.writer.write_field(text.as_bytes()).map_err(io_error)
    }

    fn end_record(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(io_error)
    }
}

impl RowPrinter for DelimitedPrinter<'_> {
    fn row<'c>(&mut self, mut cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        // Inner iteration: to move each cell out of an option takes longer than to print it.
        cells.try_for_each(|cell| match &cell {
            // Without an allocation for each.
            Cell::Number(number) | Cell::Count(number) => {
                self.writer.write_field(itoa::Buffer::new().format(*number)).map_err(io_error)
            }
            cell => self.field(&cell.machine_text()),
        })?;
        self.end_record()
    }

    fn finish(mut self) -> io::Result<u64> {
        self.writer.flush()?;
        Ok(0)
    }
}

/// The input or output error behind a CSV error, so that a closed pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
