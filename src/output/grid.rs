//! Small lists, such as channels and runs, in every format.

use std::io::{self, Write as _};

use serde_json::{Map, Value};

use super::table::TablePrinter;
use super::{Format, Output, delimited, markdown, print_json};

/// A value of a small list: as people read it, and as machines do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) people: String,
    pub(crate) machine: Value,
}

impl Cell {
    /// A value that machines get in another form than people.
    pub(crate) fn new(people: impl Into<String>, machine: impl Into<Value>) -> Self {
        Self { people: people.into(), machine: machine.into() }
    }

    /// A text that is the same for both.
    pub(crate) fn text(text: &str) -> Self {
        Self::new(text, text)
    }

    /// A number that is the same for both.
    pub(crate) fn number(number: impl Into<i64>) -> Self {
        let number = number.into();
        Self::new(number.to_string(), number)
    }
}

/// A small list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid {
    /// Key for machines and header for people.
    pub(crate) columns: Vec<(&'static str, String)>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Prints the list.
    pub(crate) fn print(self, output: &mut Output, format: Format) -> io::Result<()> {
        let keys: Vec<&str> = self.columns.iter().map(|(key, _)| *key).collect();
        let object = |row: &[Cell]| -> Map<String, Value> {
            keys.iter().zip(row).map(|(key, cell)| ((*key).to_owned(), cell.machine.clone())).collect()
        };
        match format {
            Format::Table => {
                let mut table = TablePrinter::new(self.columns.into_iter().map(|(_, header)| header).collect(), output);
                for row in self.rows {
                    table.row(row.into_iter().map(|cell| cell.people.into()).collect(), output)?;
                }
                table.finish(output).map(|_| ())
            }
            Format::Csv | Format::Tsv => {
                let mut writer = delimited::writer(output, if format == Format::Csv { b',' } else { b'\t' });
                writer.write_record(&keys).map_err(delimited::io_error)?;
                for row in &self.rows {
                    let texts = row.iter().map(|cell| plain(&cell.machine));
                    writer.write_record(texts).map_err(delimited::io_error)?;
                }
                writer.flush()
            }
            Format::Json => {
                let objects: Vec<_> = self.rows.iter().map(|row| object(row)).collect();
                print_json(output, &objects)
            }
            Format::Jsonl => {
                for row in &self.rows {
                    serde_json::to_writer(&mut *output, &object(row))?;
                    writeln!(output)?;
                }
                Ok(())
            }
            Format::Markdown => {
                let headers: Vec<_> = self.columns.into_iter().map(|(_, header)| header).collect();
                markdown::header(output, &headers)?;
                for row in &self.rows {
                    markdown::row(output, row.iter().map(|cell| cell.people.as_str()))?;
                }
                Ok(())
            }
        }
    }
}

/// A value as text: without quotes, nothing for null, JSON for what is put together.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
