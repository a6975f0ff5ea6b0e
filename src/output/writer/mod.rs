//! Where a command prints: the standard output or a file.

mod file;

use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use crate::failure::Result;

use self::file::{BUFFER, FileOutput};
use super::formats::Format;

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
            Target::Stdout(mut writer) => Ok(writer.flush().map_err(of_stdout)?),
            Target::File(file) => file.complete(),
        }
    }

    /// The folder of the file, where there is room for what it is made from.
    pub(super) fn folder(&self) -> Option<&Path> {
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

/// An error that names the standard output, still of its kind.
fn of_stdout(source: io::Error) -> io::Error {
    match source.kind() {
        // What is interrupted is written again.
        io::ErrorKind::Interrupted => source,
        kind => io::Error::new(kind, StdoutError(source)),
    }
}

/// A standard output that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("{0} while writing to the standard output")]
struct StdoutError(io::Error);

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
            Target::Stdout(writer) => writer.write(bytes).map_err(of_stdout),
            Target::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.target {
            Target::Stdout(writer) => writer.flush().map_err(of_stdout),
            Target::File(file) => file.flush(),
        }
    }
}

/// What is printed, as a file or on a terminal.
#[cfg(test)]
pub(super) fn printed(is_terminal: bool, print: impl FnOnce(&mut Output) -> io::Result<()>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("printed");
    let mut output = Output::to_file(&path).unwrap();
    output.is_terminal = is_terminal;
    print(&mut output).unwrap();
    output.complete().unwrap();
    std::fs::read_to_string(path).unwrap()
}
