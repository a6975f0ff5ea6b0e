//! Reading an exported file row by row.

use std::path::Path;

use super::culture::Culture;
use super::encoding::TextEncoding;
use super::fault::{BadLine, ExportFault};
use super::form::ExportForm;

/// A file that is to be read, and what is known about it beforehand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ExportRequest<'r> {
    pub(crate) path: &'r Path,
    /// Names of columns by which a header is recognized, in any case.
    pub(crate) known: &'r [&'r str],
    /// The encoding of a file that does not show its own.
    pub(crate) encoding: Option<TextEncoding>,
    /// The columns of a file without a header and without a format file (`.fmt`) beside it.
    pub(crate) header: Option<&'r [String]>,
    /// Format files that may describe it, the best first; those that do not exist do not matter.
    pub(crate) format_files: &'r [std::path::PathBuf],
    /// The culture of times and amounts; the reader itself does not need it, but for what the form says.
    pub(crate) culture: Option<Culture>,
}

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportCell<'c> {
    /// `NULL`, or a property that a JSON object does not have.
    Null,
    Text(&'c str),
}

impl<'c> ExportCell<'c> {
    /// Returns the cell with that text.
    pub(crate) fn of(text: Option<&'c str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    /// Returns the text; `None` for `NULL`.
    pub(crate) fn text(self) -> Option<&'c str> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text),
        }
    }
}

/// What a file holds next.
#[derive(Debug)]
pub(crate) enum ExportEntry<'e> {
    /// A row: a cell for each of [`Export::columns`], in their order.
    Row { line: u64, cells: &'e [ExportCell<'e>] },
    /// A line, or a JSON object, that is no row, as it stands in the file.
    Bad { line: u64, text: &'e str, fault: BadLine },
}

/// An opened file.
pub(crate) struct Export {
    form: ExportForm,
    columns: Vec<String>,
}

impl Export {
    /// Opens a file and recognizes its form.
    ///
    /// # Errors
    /// It cannot be read at all, or not without a setting.
    pub(crate) fn open(_request: ExportRequest<'_>) -> Result<Self, ExportFault> {
        Ok(Self { form: ExportForm { tool: None }, columns: Vec::new() })
    }

    /// What the file was recognized as.
    pub(crate) fn form(&self) -> &ExportForm {
        &self.form
    }

    /// The columns as the file spells them. Objects of JSON may add columns as they are read, at the end.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the next row or bad line; `None` after the last one.
    ///
    /// # Errors
    /// The file cannot be read any further: it is cut off, not text, or the disk fails.
    pub(crate) fn next(&mut self) -> Result<Option<ExportEntry<'_>>, ExportFault> {
        Ok(None)
    }
}
