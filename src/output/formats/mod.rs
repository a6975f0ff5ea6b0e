//! The formats in which a command can print.

pub(super) mod delimited;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod table;
pub(super) mod workbook;

use std::io;
use std::path::Path;

pub(crate) use json::print_json;

use crate::model::Cell;

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// For machines.
    pub(super) name: String,
    /// For people.
    pub(super) title: String,
    /// For people, where the title has no room.
    pub(super) short: Option<String>,
    /// Whether a table can do without the column where there is no room for it.
    pub(super) is_optional: bool,
}

impl Header {
    /// Returns a header that only people see.
    pub(super) fn titled(title: String) -> Self {
        Self { name: String::new(), title, short: None, is_optional: false }
    }
}

/// Renders the rows of a list in a format.
pub(super) trait RowPrinter {
    /// Prints a row, or keeps it until it can be printed.
    fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()>;

    /// Ends the list. Returns how many texts had to be shortened to fit their cells.
    fn finish(self) -> io::Result<u64>;
}

/// A format of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// Comma-separated, as spreadsheets read it.
    Csv,
    /// Tab-separated.
    Tsv,
    /// One array.
    Json,
    /// One object per line.
    Jsonl,
    /// A Markdown table.
    Markdown,
    /// A workbook for spreadsheets, which needs a file.
    Xlsx,
}

impl Format {
    /// The format that the ending of a file's name, in any case, stands for.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "tsv" | "tab" => Self::Tsv,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "md" | "markdown" => Self::Markdown,
            "xlsx" => Self::Xlsx,
            _ => return None,
        })
    }
}

/// A format of what is not a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DetailFormat {
    /// For people.
    #[default]
    Table,
    /// One object, or an array of several.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_name_tells_the_format() {
        for (path, format) in [
            ("operations.csv", Some(Format::Csv)),
            ("a.b/operations.TSV", Some(Format::Tsv)),
            ("operations.tab", Some(Format::Tsv)),
            ("operations.Json", Some(Format::Json)),
            ("operations.jsonl", Some(Format::Jsonl)),
            ("operations.ndjson", Some(Format::Jsonl)),
            ("operations.md", Some(Format::Markdown)),
            ("operations.markdown", Some(Format::Markdown)),
            ("2026.11.XLSX", Some(Format::Xlsx)),
            ("operations.xls", None),
            ("operations", None),
            (".csv", None),
            ("/dev/stdout", None),
        ] {
            assert_eq!(Format::of_path(Path::new(path)), format, "{path}");
        }
    }
}
