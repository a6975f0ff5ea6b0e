//! Small lists, such as channels and runs, in every format.

use std::io;

use serde::{Serialize, Serializer};

use super::formats::json::JsonCell;
use super::formats::{Format, Header, print_json};
use super::list::ListPrinter;
use super::writer::Output;
use crate::i18n::Texts;
use crate::model::Cell;

/// A small list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Grid<'a> {
    /// Key for machines and header for people.
    pub(crate) columns: Vec<(&'static str, String)>,
    pub(crate) rows: Vec<Vec<Cell<'a>>>,
}

impl Grid<'_> {
    /// Prints the list.
    pub(crate) fn print(self, output: &mut Output, format: Format, texts: &Texts) -> io::Result<()> {
        if format == Format::Json {
            let keys: Vec<_> = self.columns.iter().map(|(key, _)| *key).collect();
            let rows = self.rows.iter().map(|cells| GridRow { keys: &keys, cells });
            return print_json(output, &rows.collect::<Vec<_>>());
        }
        let header = |(key, title): (&str, String)| Header {
            name: key.to_owned(),
            title,
            short: texts.short_header(key),
            is_optional: false,
        };
        let headers = self.columns.into_iter().map(header).collect();
        let mut list = ListPrinter::new(output, texts, format, headers, false)?;
        for row in self.rows {
            list.print(row.into_iter())?;
        }
        list.finish().map(|_| ())
    }
}

/// A row with its keys for machines.
struct GridRow<'a> {
    keys: &'a [&'static str],
    cells: &'a [Cell<'a>],
}

impl Serialize for GridRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.cells.iter().map(JsonCell);
        serializer.collect_map(self.keys.iter().zip(cells))
    }
}
