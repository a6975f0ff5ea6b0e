//! Everything that is printed on the standard output or into a file: formats, widths and colours are known only here.

mod columns;
mod delimited;
mod detail;
mod file;
mod format;
mod grid;
mod groups;
mod json;
mod list;
mod markdown;
mod objects;
mod operations;
mod progress;
mod resynced;
mod summary;
mod table;
mod workbook;

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use anyhow::Result;

use file::FileOutput;
use json::JsonOnTerminal;

pub(crate) use columns::{ListColumn, default_columns, properties};
pub(crate) use detail::{ShownOperation, print_detail};
pub(crate) use format::{DetailFormat, Format};
pub(crate) use grid::{Cell, Grid};
pub(crate) use groups::GroupPrinter;
pub(crate) use list::Printed;
pub(crate) use objects::{changes_value, problems_value};
pub(crate) use operations::OperationPrinter;
pub(crate) use progress::{Bars, Silent};
pub(crate) use resynced::ResyncedOperation;
pub(crate) use summary::{print_problems, print_run_as_json, print_run_lines, print_run_table, run_grid, run_value};

/// How many bytes are gathered before they are written.
const BUFFER: usize = 1 << 16;

/// Where a command prints, and what is known about it.
pub(crate) struct Output {
    target: Target,
    /// Whether a person reads it on a terminal.
    pub(crate) is_terminal: bool,
}

enum Target {
    Stdout(BufWriter<io::Stdout>),
    File(FileOutput),
}

impl Output {
    /// The program's standard output.
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        Self { target: Target::Stdout(BufWriter::with_capacity(BUFFER, stdout)), is_terminal }
    }

    /// A file that comes to be, or is replaced, when [`Self::complete`] is called: until then, and where it never is,
    /// nothing stands under its name that did not before. What is no regular file, such as a pipe, is written directly.
    ///
    /// # Errors
    /// Says why the file cannot be written.
    pub(crate) fn to_file(path: &Path) -> Result<Self> {
        // Opened under its name, a file that the standard output appends to would be replaced.
        if path == Path::new("/dev/stdout") {
            return Ok(Self::stdout());
        }
        let file = FileOutput::new(path)?;
        Ok(Self { is_terminal: file.is_terminal(), target: Target::File(file) })
    }

    /// Says that all was written: the file gets its name.
    ///
    /// # Errors
    /// Names the file and what was wrong; an earlier file is then as it was.
    pub(crate) fn complete(self) -> Result<()> {
        match self.target {
            Target::Stdout(mut writer) => Ok(writer.flush()?),
            Target::File(file) => file.complete(),
        }
    }

    /// The folder of the file, where there is room for what it is made from.
    fn folder(&self) -> Option<&Path> {
        match &self.target {
            Target::Stdout(_) => None,
            Target::File(file) => file.folder(),
        }
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
    if output.is_terminal {
        serde_json::to_writer_pretty(JsonOnTerminal(&mut *output), value).map_err(io::Error::from)?;
    } else {
        serde_json::to_writer_pretty(&mut *output, value).map_err(io::Error::from)?;
    }
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
        match &mut self.target {
            Target::Stdout(writer) => writer.write(bytes),
            Target::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(writer) => writer.flush(),
            Target::File(file) => file.flush(),
        }
    }
}

/// What is printed, as a file or on a terminal.
#[cfg(test)]
fn printed(is_terminal: bool, print: impl FnOnce(&mut Output) -> io::Result<()>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("printed");
    let mut output = Output::to_file(&path).unwrap();
    output.is_terminal = is_terminal;
    print(&mut output).unwrap();
    output.complete().unwrap();
    std::fs::read_to_string(path).unwrap()
}
