//! CSV and TSV.

use std::io::{self, Write};

/// A writer of comma- or tab-separated rows that quotes where a reader needs it.
pub(in crate::output) fn writer<W: Write>(output: W, delimiter: u8) -> csv::Writer<W> {
    csv::WriterBuilder::new().delimiter(delimiter).from_writer(output)
}

/// The input or output error behind a CSV error, so that a closed pipe is known as one.
pub(in crate::output) fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
