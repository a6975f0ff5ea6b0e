//! Small lists, such as channels and runs, in every format.

use std::io;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::formats::{Format, Header, print_json};
use super::list::ListPrinter;
use super::writer::Output;
use crate::i18n::Texts;
use crate::language::Language;
use crate::model::Cell as TypedCell;

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
        let texts = Texts::new(Language::En);
        if format == Format::Json {
            let keys: Vec<_> = self.columns.iter().map(|(key, _)| *key).collect();
            let rows = self.rows.iter().map(|cells| GridRow { keys: &keys, cells });
            return print_json(output, &rows.collect::<Vec<_>>());
        }
        let header = |(key, title): &(&str, String)| Header { name: (*key).to_owned(), title: title.clone() };
        let headers = self.columns.iter().map(header).collect();
        let mut list = ListPrinter::new(output, &texts, format, headers, false)?;
        for row in &self.rows {
            list.print(row.iter().map(|cell| TypedCell::Rendered { people: &cell.people, machine: &cell.machine }))?;
        }
        list.finish().map(|_| ())
    }
}

/// A row with its keys for machines.
struct GridRow<'a> {
    keys: &'a [&'static str],
    cells: &'a [Cell],
}

impl Serialize for GridRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.keys.iter().zip(self.cells.iter().map(|cell| &cell.machine)))
    }
}
