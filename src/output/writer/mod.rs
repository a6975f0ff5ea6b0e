//! Where a command prints: the standard output or a file.

mod file;
mod pager;
mod wrapping;

use std::env;
use std::fs::Permissions;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;

use crate::failure::{Result, attempted};
use crate::i18n::Phrase;

use self::file::{BUFFER, FileOutput};
use self::pager::Pager;
use self::wrapping::Wrapping;
use super::formats::Format;
use super::screen::{Display, Screen};
use crate::model::Timestamp;
use crate::terminal::Tone;
use crate::terminal::broken_at;
use crate::terminal::wrap::width;

/// Where a command prints, and what is known about it.
pub(crate) struct Output {
    target: Target,
    /// Whether a person reads it on a terminal.
    pub(crate) is_terminal: bool,
    pub(super) screen: Screen,
    /// Breaks lines that are too wide for the screen; `None` for what a machine may read.
    wrapping: Option<Wrapping>,
    /// Whether a pager is started before anything is printed.
    is_to_be_paged: bool,
    has_pager: bool,
    /// The present year, as local times begin with it.
    year: String,
}

enum Target {
    Stdout(BufWriter<io::Stdout>),
    File(FileOutput),
    Pager(Pager),
}

impl Output {
    /// The program's standard output.
    pub(crate) fn stdout(display: Display) -> Self {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let target = Target::Stdout(BufWriter::with_capacity(BUFFER, stdout));
        let has_pager = display.has_pager && is_terminal && env::var_os("TERM").is_some_and(|term| term != "dumb");
        Self { has_pager, ..Self::new(target, is_terminal, Screen::of_stdout(is_terminal, display)) }
    }

    fn new(target: Target, is_terminal: bool, screen: Screen) -> Self {
        let wrapping = screen.width.map(Wrapping::new);
        Self { target, is_terminal, screen, wrapping, is_to_be_paged: false, has_pager: false, year: String::new() }
    }

    /// A file that comes to be, or is replaced, when [`Self::complete`] is called: until then, and where it never is,
    /// nothing stands under its name that did not before. What is no regular file, such as a pipe, is written directly.
    ///
    /// # Errors
    /// Says why the file cannot be written.
    pub(crate) fn to_file(path: &Path) -> Result<Self> {
        // Opened under its name, a file that the standard output appends to would be replaced.
        if path == Path::new("/dev/stdout") {
            return Ok(Self::stdout(Display { has_pager: false, ..Display::default() }));
        }
        let file = FileOutput::new(path)?;
        let is_terminal = file.is_terminal();
        Ok(Self::new(Target::File(file), is_terminal, Screen::of_file()))
    }

    /// As [`Self::to_file`], with these permissions, whatever those of the file were that it replaces.
    ///
    /// # Errors
    /// Says why the file cannot be written.
    pub(crate) fn to_file_with(path: &Path, permissions: Permissions) -> Result<Self> {
        let file = FileOutput::new(path)?.with_permissions(permissions);
        let is_terminal = file.is_terminal();
        Ok(Self::new(Target::File(file), is_terminal, Screen::of_file()))
    }

    /// Sets the present time, whose year short times need not say.
    pub(crate) fn at(self, now: Timestamp) -> Self {
        Self { year: now.local().chars().take(4).collect(), ..self }
    }

    /// The present year.
    pub(super) fn year(&self) -> &str {
        &self.year
    }

    /// Lets a pager show what is printed from now on, if a person reads it on a terminal.
    pub(crate) fn page(&mut self) {
        self.is_to_be_paged = self.has_pager;
    }

    /// Prints lines as they are from now on, however wide: machines may read them, or people copy them.
    pub(crate) fn keep_lines(&mut self) -> io::Result<()> {
        self.write_rest()?;
        self.wrapping = None;
        Ok(())
    }

    /// Ends the output, and waits until a pager was read.
    ///
    /// # Errors
    /// Those of writing what is left.
    pub(crate) fn close(&mut self) -> io::Result<()> {
        let written = self.flush();
        match std::mem::replace(&mut self.target, Target::Stdout(BufWriter::new(io::stdout()))) {
            Target::Pager(pager) => match (written, pager.close()) {
                // The pager itself says more than that it reads no more.
                (Err(error), Err(of_pager)) if error.kind() == io::ErrorKind::BrokenPipe => Err(of_pager),
                (written, closed) => written.and(closed),
            },
            target => {
                self.target = target;
                written
            }
        }
    }

    /// Says that all was written: the file gets its name.
    ///
    /// # Errors
    /// Names the file and what was wrong; an earlier file is then as it was.
    pub(crate) fn complete(mut self) -> Result<()> {
        self.write_rest()?;
        match self.target {
            Target::Stdout(mut writer) => Ok(writer.flush().map_err(of_stdout)?),
            Target::Pager(pager) => Ok(pager.close()?),
            Target::File(file) => file.complete(),
        }
    }

    /// Writes a line; what does not fit the screen goes on in lines that begin in that column.
    pub(super) fn hanging_line(&mut self, line: &str, column: usize) -> io::Result<()> {
        let width = self.screen.width.filter(|_| self.wrapping.is_some());
        broken_at(line, width, column).into_iter().try_for_each(|line| writeln!(self, "{line}"))
    }

    /// Returns a text in its tone, if the screen has colours.
    pub(super) fn toned(&self, tone: Tone, text: &str) -> String {
        if self.screen.has_colours { tone.paint(text) } else { text.to_owned() }
    }

    /// Writes what is left of a line that has no end yet.
    fn write_rest(&mut self) -> io::Result<()> {
        match self.wrapping.as_mut().map(Wrapping::take_rest) {
            Some(rest) if !rest.is_empty() => self.write_through(&rest),
            _ => Ok(()),
        }
    }

    /// Writes to the target as it is.
    fn write_through(&mut self, bytes: &[u8]) -> io::Result<()> {
        if std::mem::take(&mut self.is_to_be_paged)
            && let Some(pager) = Pager::start()
        {
            self.target = Target::Pager(pager);
        }
        match &mut self.target {
            Target::Stdout(writer) => writer.write_all(bytes).map_err(of_stdout),
            Target::Pager(pager) => pager.write_all(bytes),
            Target::File(file) => file.write_all(bytes),
        }
    }

    /// The folder of the file, where there is room for what it is made from.
    pub(super) fn folder(&self) -> Option<&Path> {
        match &self.target {
            Target::Stdout(_) | Target::Pager(_) => None,
            Target::File(file) => file.folder(),
        }
    }

    /// Whether the screen has so many columns.
    pub(super) fn has_columns(&self, columns: usize) -> bool {
        self.screen.width.is_none_or(|width| width >= columns)
    }

    /// Whether a line fits the screen.
    pub(crate) fn fits(&self, line: &str) -> bool {
        self.screen.width.is_none_or(|most| width(line) <= most)
    }

    /// Whether a table that names no columns may have more than the usual ones: if they fit a screen, or always.
    pub(crate) fn shows_more(&self) -> bool {
        self.screen.is_wide || self.screen.width.is_some()
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
        _ => attempted(to_stdout(), source),
    }
}

/// Says that the standard output cannot be written, and which file it was redirected to, if any.
fn to_stdout() -> Phrase {
    let file = std::fs::read_link("/proc/self/fd/1").ok().filter(|file| file.exists());
    let phrase = Phrase::new("output-standard").with("form", if file.is_some() { "file" } else { "other" });
    match file {
        Some(file) => phrase.with("file", file.display()),
        None => phrase,
    }
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
        match self.wrapping.as_mut() {
            Some(wrapping) => {
                let lines = wrapping.add(bytes);
                self.write_through(&lines)?;
            }
            None => self.write_through(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.write_rest()?;
        match &mut self.target {
            Target::Stdout(writer) => writer.flush().map_err(of_stdout),
            Target::Pager(pager) => pager.flush(),
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
