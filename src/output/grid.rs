//! Small lists, such as channels and runs, in every format.

use std::borrow::Cow;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::formats::table::Shown;
use super::formats::workbook::CellValue;
use super::formats::{Format, print_json};
use super::list::{Header, ListPrinter, Row};
use super::writer::Output;

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
        let rows = self.rows.iter().map(|cells| GridRow { keys: &keys, cells });
        if format == Format::Json {
            return print_json(output, &rows.collect::<Vec<_>>());
        }
        let header = |(key, title): &(&str, String)| Header { name: (*key).to_owned(), title: title.clone() };
        let mut list = ListPrinter::new(output, format, self.columns.iter().map(header).collect(), false)?;
        for row in rows {
            list.print(&row)?;
        }
        list.finish().map(|_| ())
    }
}

/// A row with its keys for machines.
struct GridRow<'a> {
    keys: &'a [&'static str],
    cells: &'a [Cell],
}

impl Row for GridRow<'_> {
    fn for_people(&self) -> impl Iterator<Item = Shown> {
        self.cells.iter().map(|cell| cell.people.clone().into())
    }

    fn for_machines(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.cells.iter().map(|cell| plain(&cell.machine))
    }

    fn for_workbook(&self) -> impl Iterator<Item = CellValue<'_>> {
        self.cells.iter().map(|cell| match (&cell.machine, cell.machine.as_i64()) {
            (_, Some(number)) => CellValue::Number(number),
            (Value::Bool(flag), None) => CellValue::Flag(*flag),
            (_, None) => CellValue::text(&cell.people),
        })
    }
}

impl Serialize for GridRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.keys.iter().zip(self.cells.iter().map(|cell| &cell.machine)))
    }
}

/// A value as text: without quotes, nothing for null, JSON for what is put together.
fn plain(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => other.to_string().into(),
    }
}
