//! Everything that is printed on the standard output: formats, widths and colours are known only here.

mod delimited;
mod detail;
mod format;
mod grid;
mod markdown;
mod operations;
mod progress;
mod sanitize;
mod summary;
mod table;

use std::io::{self, BufWriter, IsTerminal as _, Write};

pub(crate) use detail::{ShownOperation, print_detail};
pub(crate) use format::{DetailFormat, Format};
pub(crate) use grid::{Cell, Grid};
pub(crate) use operations::{OperationPrinter, default_columns};
pub(crate) use progress::{Bars, Silent};
pub(crate) use sanitize::visible;
pub(crate) use summary::{print_problems, print_run_as_json, print_run_lines, print_run_table, run_grid, run_value};

/// Where a command prints, and what is known about it.
pub(crate) struct Output {
    writer: Box<dyn Write>,
    /// Whether a person reads it on a terminal.
    pub(crate) is_terminal: bool,
}

impl Output {
    /// The program's standard output.
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        Self { writer: Box::new(BufWriter::with_capacity(1 << 16, stdout)), is_terminal }
    }

    /// Whether to use colours: on a terminal, unless `NO_COLOR` is set.
    pub(crate) fn uses_colour(&self) -> bool {
        self.is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }

    /// The format of a list: the one asked for, or a table on a terminal and CSV otherwise.
    pub(crate) fn format(&self, asked: Option<Format>) -> Format {
        asked.unwrap_or(if self.is_terminal { Format::Table } else { Format::Csv })
    }
}

/// Prints a value as indented JSON.
///
/// # Errors
/// Those of the output, so that a closed pipe is known as one.
pub(crate) fn print_json(output: &mut Output, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *output, value).map_err(io::Error::from)?;
    writeln!(output)
}

/// Lets a closed pipe pass: who does not want to read on has lost nothing.
///
/// # Errors
/// Every other error of the output.
pub(crate) fn allow_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
