//! Markdown tables.

use std::io::{self, Write};

use super::{Header, RowPrinter};
use crate::i18n::Texts;
use crate::model::Cell;
use crate::output::writer::Output;
use crate::sanitize::visible;

/// Prints rows of a Markdown table.
pub(in crate::output) struct MarkdownPrinter<'a> {
    output: &'a mut Output,
    texts: &'a Texts,
}

impl<'a> MarkdownPrinter<'a> {
    /// Begins a table with its header and the line below it, which every Markdown table has.
    pub(in crate::output) fn new(output: &'a mut Output, texts: &'a Texts, headers: &[Header]) -> io::Result<Self> {
        for header in headers {
            cell(output, &header.title)?;
        }
        writeln!(output, "|\n|{}", " --- |".repeat(headers.len()))?;
        Ok(Self { output, texts })
    }
}

impl RowPrinter for MarkdownPrinter<'_> {
    fn row<'c>(&mut self, mut cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        cells.try_for_each(|value| cell(self.output, &value.text_for_people(self.texts)))?;
        writeln!(self.output, "|")
    }

    fn finish(self) -> io::Result<u64> {
        Ok(0)
    }
}

/// Writes a cell with the bar before it; bars and line breaks in the text do not end it.
fn cell(output: &mut Output, text: &str) -> io::Result<()> {
    write!(output, "| {} ", visible(text).replace('\\', "\\\\").replace('|', "\\|"))
}
