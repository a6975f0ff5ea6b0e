//! Options that say how operations are printed.

use clap::Args;

use super::file::OutputArgs;
use super::select::property;
use crate::filter::Names;
use crate::i18n::Phrase;
use crate::model::{Column, Property};
use crate::output::{Format, ListColumn, default_columns, default_columns_on_screen};
use crate::refusal::Refusal;

/// Columns, order, format and place of a list.
#[derive(Debug, Args)]
#[command(next_help_heading = "How to print them")]
pub(crate) struct PrintArgs {
    /// Columns to show, separated by commas; +COLUMN adds to the default, -COLUMN leaves out, `all` shows all: id, channel,
    /// company, account, async, record, operation, timestamp, status, errors, attempts, description, table, counter, received,
    /// edited, notes, run, proposal, effect, any field that `hqsync fields` lists, such as Email or old.Email, attr.NAME
    #[arg(long, value_name = "COLUMN", value_delimiter = ',', allow_hyphen_values = true)]
    columns: Vec<String>,
    /// Sort by this column, ascending; what is empty comes last [default: newest first]
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort: Option<String>,
    /// Sort in descending order
    #[arg(long)]
    pub(crate) desc: bool,
    /// Leave out the line with the names of the columns
    #[arg(long)]
    pub(crate) no_header: bool,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

impl PrintArgs {
    /// Returns the columns of a list in that format.
    pub(crate) fn columns(&self, format: Format, shows_more: bool, names: &Names) -> Result<Vec<ListColumn>, Refusal> {
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
    pub(crate) fn order(&self, names: &Names) -> Result<(Property, bool), Refusal> {
        match &self.sort {
            None => Ok((Property::Column(Column::Timestamp), true)),
            Some(several) if several.contains(',') => Err(one_column(several)),
            Some(name) => Ok((property(names, name)?, self.desc)),
        }
    }
}

/// Returns the error for several columns to sort by.
fn one_column(several: &str) -> Refusal {
    let first = several.split(',').map(str::trim).find(|name| !name.is_empty());
    let form = if first.is_some() { "first" } else { "none" };
    Refusal::of_usage(Phrase::new("option-sort-one").with("form", form).with("column", first.unwrap_or_default()))
}

/// Adds columns to the default ones, and leaves others out: a sign is for all names up to the next one.
fn changed_columns(mut columns: Vec<ListColumn>, given: &[&str], names: &Names) -> Result<Vec<ListColumn>, Refusal> {
    let mut adds = true;
    for given in given {
        adds = if given.starts_with(['+', '-']) { given.starts_with('+') } else { adds };
        let column = list_column(given.trim_start_matches(['+', '-']), names)?;
        let known = columns.iter_mut().find(|known| known.property == column.property);
        match known {
            _ if !adds => columns.retain(|known| known.property != column.property),
            // What somebody asks for is shown even where there is little room.
            Some(known) => known.is_optional = false,
            None => columns.push(column),
        }
    }
    Ok(columns)
}

/// Returns the columns with the given names.
fn list_columns(given: &[impl AsRef<str>], names: &Names) -> Result<Vec<ListColumn>, Refusal> {
    given
        .iter()
        .map(|name| list_column(name.as_ref(), names).map_err(|error| misplaced(name.as_ref(), error)))
        .collect()
}

/// Explains a sign or `all` among the names of columns; any other mistake stays as it is.
fn misplaced(name: &str, error: Refusal) -> Refusal {
    if let Some(column) = name.strip_prefix(['+', '-']) {
        return Refusal::of_usage(Phrase::new("option-column-sign").with("name", name).with("column", column));
    }
    if name.eq_ignore_ascii_case("all") {
        return Refusal::of_usage(Phrase::new("option-columns-all"));
    }
    error
}

fn list_column(name: &str, names: &Names) -> Result<ListColumn, Refusal> {
    Ok(ListColumn { property: property(names, name)?, name: name.trim().to_owned(), is_optional: false })
}

/// Returns the columns to count by, each once.
pub(crate) fn count_columns(given: &[String], names: &Names) -> Result<Vec<ListColumn>, Refusal> {
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
