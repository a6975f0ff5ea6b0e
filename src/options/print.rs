//! Options that say how operations are printed.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};

use super::select::property;
use crate::context::Context;
use crate::failure::Result;
use crate::filter::Names;
use crate::model::{Column, Property};
use crate::output::{Format, ListColumn, Output, default_columns, default_columns_on_screen, remark};
use crate::refusal::{Refusal, UsageError};
use crate::signals;
use crate::stop::Stop;

/// Columns, order, format and place of a list.
#[derive(Debug, Args)]
#[command(next_help_heading = "How to print them")]
pub(crate) struct PrintArgs {
    /// Columns to show, separated by commas; +COLUMN adds to the default, -COLUMN leaves out, `all` shows all. There are id, channel, company, account, async, record, operation, timestamp, status,
    /// errors, attempts, description, table, counter, received, edited, run, effect, any field that `hqsync fields` lists, such as Email or old.Email, attr.NAME
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', allow_hyphen_values = true)]
    columns: Vec<String>,
    /// Sort by this column, ascending; what is empty comes last [default: newest first]
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort: Option<String>,
    /// Sort in descending order
    #[arg(long)]
    pub(crate) desc: bool,
    /// Format of the output [default: by the ending of `--output`; otherwise table on a terminal and csv elsewhere]
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// Leave out the line with the names of the columns
    #[arg(long)]
    pub(crate) no_header: bool,
    /// Write to this file, which appears or is replaced when it is complete
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl PrintArgs {
    /// Returns the format of the list.
    ///
    /// # Errors
    /// A workbook would go to a terminal, or the name of the file says another format.
    pub(crate) fn format(&self, stdout: &Output) -> Result<Format, UsageError> {
        if self.format == Some(Format::Xlsx) && self.path().is_none() && stdout.is_terminal {
            return Err(workbook_without_file());
        }
        if let Some((path, format)) = self.path().zip(self.format)
            && let Some(named) = Format::of_path(path).filter(|named| *named != format)
        {
            return Err(other_ending(path, format, named));
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
        let Some(path) = self.path() else { return Ok(None) };
        if let Some(file_use) = cx.used_files().use_of(path) {
            return Err(Refusal {
                message: format!("`{}` cannot be written: it is {file_use}", path.display()),
                hint: "name another file".to_owned(),
            }
            .into());
        }
        let has_no_ending = self.format.is_none() && Format::of_path(path).is_none();
        if has_no_ending && !path.starts_with("/dev") {
            remark(cx.texts.output_as_csv(path.display().to_string()));
        }
        let output = Output::to_file(path)?;
        if output.is_terminal && self.format(&cx.output)? == Format::Xlsx {
            return Err(workbook_without_file().into());
        }
        Ok(Some(output))
    }

    /// Returns the columns of a list in that format.
    pub(crate) fn columns(
        &self,
        format: Format,
        shows_more: bool,
        names: &Names,
    ) -> Result<Vec<ListColumn>, UsageError> {
        let is_shown = format == Format::Table && shows_more;
        let default = || if is_shown { default_columns_on_screen() } else { default_columns(format) };
        let given: Vec<_> = self.columns.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
        let columns = match given.first() {
            None => return Ok(default()),
            Some(first) if first.starts_with(['+', '-']) => changed_columns(default(), &given, names)?,
            Some(first) if first.eq_ignore_ascii_case("all") && given.len() == 1 => list_columns(&names.all(), names)?,
            Some(_) => list_columns(&given, names)?,
        };
        Ok(match format {
            // An object has each key once.
            Format::Json | Format::Jsonl => without_repetition(columns),
            Format::Table | Format::Csv | Format::Tsv | Format::Markdown | Format::Xlsx => columns,
        })
    }

    /// Returns what to sort by, and whether in descending order; by default the newest come first.
    pub(crate) fn order(&self, names: &Names) -> Result<(Property, bool), UsageError> {
        match &self.sort {
            None => Ok((Property::Column(Column::Timestamp), true)),
            Some(several) if several.contains(',') => Err(UsageError {
                message: "a list is sorted by one column".to_owned(),
                hint: several.split(',').next().map(|first| format!("write `--sort {}`", first.trim())),
            }),
            Some(name) => Ok((property(names, name)?, self.desc)),
        }
    }
}

/// Refuses to write a format into a file whose name says another one.
fn other_ending(path: &Path, format: Format, named: Format) -> UsageError {
    let name = |format: Format| format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let (asked, named) = (name(format), name(named));
    UsageError {
        message: format!("`{}` is the name of a file in the format {named}, not {asked}", path.display()),
        hint: Some(format!(
            "leave out `--format {asked}`, or name the file `{}`",
            path.with_extension(asked.as_str()).display()
        )),
    }
}

fn workbook_without_file() -> UsageError {
    UsageError { message: "xlsx needs a file".to_owned(), hint: Some("add `--output operations.xlsx`".to_owned()) }
}

/// Adds columns to the default ones, and leaves others out: a sign is for all names up to the next one.
fn changed_columns(mut columns: Vec<ListColumn>, given: &[&str], names: &Names) -> Result<Vec<ListColumn>, UsageError> {
    let mut adds = true;
    for given in given {
        adds = if given.starts_with(['+', '-']) { given.starts_with('+') } else { adds };
        let column = list_column(given.trim_start_matches(['+', '-']), names)?;
        let is_there = columns.iter().any(|known| known.property == column.property);
        if !adds {
            columns.retain(|known| known.property != column.property);
        } else if !is_there {
            columns.push(column);
        }
    }
    Ok(columns)
}

/// Returns the columns with the given names.
fn list_columns(given: &[impl AsRef<str>], names: &Names) -> Result<Vec<ListColumn>, UsageError> {
    given.iter().map(|name| list_column(name.as_ref(), names)).collect()
}

fn list_column(name: &str, names: &Names) -> Result<ListColumn, UsageError> {
    Ok(ListColumn { property: property(names, name)?, name: name.trim().to_owned(), is_optional: false })
}

/// Returns the columns to count by, each once.
pub(crate) fn count_columns(given: &[String], names: &Names) -> Result<Vec<ListColumn>, UsageError> {
    let given: Vec<_> = given.iter().filter(|name| !name.trim().is_empty()).collect();
    Ok(without_repetition(list_columns(&given, names)?))
}

fn without_repetition(columns: Vec<ListColumn>) -> Vec<ListColumn> {
    let mut seen: Vec<ListColumn> = Vec::with_capacity(columns.len());
    for column in columns {
        if !seen.iter().any(|other| other.name == column.name) {
            seen.push(column);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::*;

    #[test]
    fn help_and_documents_name_every_column() {
        let command = PrintArgs::augment_args(Command::new("list"));
        let columns = command.get_arguments().find(|argument| argument.get_id() == "columns").unwrap();
        let help = columns.get_help().unwrap().to_string();
        let documents = include_str!("../../docs/output.md");
        for column in Column::ALL {
            let is_named = |text: &str| {
                let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                words.any(|word| column.names().any(|name| name == word))
            };
            assert!(is_named(&help), "{} in {help}", column.key());
            assert!(is_named(documents), "{}", column.key());
        }
    }
}
