//! Options that say in which format a list is printed, and where.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};

use crate::config::FileUse;
use crate::context::Context;
use crate::failure::Result;
use crate::i18n::{Phrase, Texts};
use crate::output::{DetailFormat, Format, Output, remark};
use crate::refusal::Refusal;
use crate::signals;
use crate::stop::Stop;

/// Format and place of a list.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// Format of the output [default: by the ending of `--output`; otherwise table on a terminal and csv elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// Write to this file, which appears or is replaced when it is complete
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArgs {
    /// Returns the format of the list.
    ///
    /// # Errors
    /// A workbook would go to a terminal, or the name of the file says another format.
    pub(crate) fn format(&self, stdout: &Output) -> Result<Format, Refusal> {
        if self.format == Some(Format::Xlsx) && self.path().is_none() && stdout.is_terminal {
            return Err(workbook_without_file());
        }
        if let Some((path, format)) = self.path().zip(self.format)
            && let Some(named) = Format::of_path(path).filter(|named| *named != format)
        {
            return Err(other_ending(path, &name_of(format), &name_of(named)));
        }
        Ok(match self.path() {
            Some(path) => self.format.or_else(|| Format::of_path(path)).unwrap_or(Format::Csv),
            None => stdout.format(self.format),
        })
    }

    /// Returns the path of the file to write to; `-` is the standard output.
    fn path(&self) -> Option<&PathBuf> {
        self.output.as_ref().filter(|path| path.as_os_str() != "-")
    }

    /// Opens the file to write to, `None` for the standard output, and listens for signals if there is a file: an incomplete
    /// file is not left behind, while a list on the screen may end anywhere.
    pub(crate) fn file_and_stop(&self, cx: &Context) -> Result<(Option<Output>, Stop)> {
        let file = self.file(cx)?;
        let stop = if file.is_some() { signals::listen()? } else { Stop::default() };
        Ok((file, stop))
    }

    /// Opens the file to write to; `None` for the standard output.
    ///
    /// # Errors
    /// The file cannot be written or is in use, or a workbook would go to a terminal.
    pub(crate) fn file(&self, cx: &Context) -> Result<Option<Output>> {
        let has_no_ending = self.format.is_none() && self.path().is_some_and(|path| Format::of_path(path).is_none());
        let file = self.open(cx)?;
        if let Some(path) = self.path().filter(|path| has_no_ending && !path.starts_with("/dev")) {
            remark(cx.texts.output_as_csv(path.display().to_string()));
        }
        Ok(file)
    }

    /// Opens the file to write to; `None` for the standard output.
    fn open(&self, cx: &Context) -> Result<Option<Output>> {
        let Some(path) = self.path() else { return Ok(None) };
        if let Some(file_use) = cx.used_files().use_of(path) {
            return Err(in_use(path, file_use).into());
        }
        let output = Output::to_file(path)?;
        if output.is_terminal && self.format(&cx.output)? == Format::Xlsx {
            return Err(workbook_without_file().into());
        }
        Ok(Some(output))
    }

    /// Prints a small list, to the standard output or into a file.
    ///
    /// # Errors
    /// Those of [`Self::format`], [`Self::file`] and `print`.
    pub(crate) fn print(
        &self,
        cx: &mut Context,
        print: impl FnOnce(&mut Output, Format, &Texts) -> io::Result<()>,
    ) -> Result<()> {
        let format = self.format(&cx.output)?;
        let mut file = self.file(cx)?;
        print(file.as_mut().unwrap_or(&mut cx.output), format, &cx.texts)?;
        match file {
            Some(file) => file.complete(),
            None => Ok(()),
        }
    }

    /// As [`Self::print`], as a table unless a format or a file is asked for.
    pub(crate) fn print_for_people(
        &self,
        cx: &mut Context,
        print: impl FnOnce(&mut Output, Format, &Texts) -> io::Result<()>,
    ) -> Result<()> {
        if self.format.is_none() && self.path().is_none() {
            return Ok(print(&mut cx.output, Format::Table, &cx.texts)?);
        }
        self.print(cx, print)
    }

    /// Prints one thing, which is no list: as a table unless JSON is asked for.
    ///
    /// # Errors
    /// It has no such format; those of [`Self::format`], [`Self::file`] and `print`.
    pub(crate) fn print_detail(
        &self,
        cx: &mut Context,
        print: impl FnOnce(&mut Output, DetailFormat, &Texts) -> io::Result<()>,
    ) -> Result<()> {
        self.format(&cx.output)?;
        let format = match self.format.or_else(|| Format::of_path(self.path()?)) {
            None | Some(Format::Table) => DetailFormat::Table,
            Some(Format::Json) => DetailFormat::Json,
            Some(other) => return Err(no_list(other).into()),
        };
        let mut file = self.open(cx)?;
        print(file.as_mut().unwrap_or(&mut cx.output), format, &cx.texts)?;
        match file {
            Some(file) => file.complete(),
            None => Ok(()),
        }
    }
}

/// Refuses to write a file that the program works with.
pub(crate) fn in_use(path: &Path, file_use: &FileUse) -> Refusal {
    Refusal::new(used_as(Phrase::new("option-file-in-use").with("file", path.display()), file_use))
}

/// Adds what a file is used for, and by which channel.
pub(crate) fn used_as(phrase: Phrase, file_use: &FileUse) -> Phrase {
    phrase.with("use", file_use.name()).with("channel", file_use.channel())
}

/// Refuses the format of a list for one thing.
fn no_list(format: Format) -> Refusal {
    Refusal::of_usage(Phrase::new("option-format-only-for-lists").with("format", name_of(format)))
}

fn name_of(format: Format) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Refuses to write a format into a file whose name says another one.
pub(super) fn other_ending(path: &Path, asked: &str, named: &str) -> Refusal {
    Refusal::of_usage(
        Phrase::new("option-format-differs")
            .with("file", path.display())
            .with("other", path.with_extension(asked).display())
            .with("named", named)
            .with("asked", asked),
    )
}

fn workbook_without_file() -> Refusal {
    Refusal::of_usage(Phrase::new("option-workbook-without-file"))
}
