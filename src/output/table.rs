//! Tables for people.

use std::io::{self, Write};

use comfy_table::{
    Cell, Color, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::Output;
use super::sanitize::visible;
use crate::model::State;

/// Rows that are laid out together: the first ones decide the widths of all, so that a table of any length streams.
const CHUNK: usize = 1_000;

/// The most characters of a value in a table on a terminal: a megabyte of text would scroll everything else away.
const MOST_SHOWN: usize = 400;

/// A line below the header and none elsewhere: what is copied from a table is the values.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction(' '))
    .content_lines(ContentLineStyle::none());

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// The state that gives it its colour.
    pub(super) state: Option<State>,
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        Self { text, state: None }
    }
}

/// Prints rows as a table as they come.
pub(super) struct TablePrinter {
    headers: Vec<String>,
    rows: Vec<Vec<Shown>>,
    /// The widths of the columns, once the first rows were printed.
    widths: Option<Vec<u16>>,
    colour: bool,
    fits_terminal: bool,
}

impl TablePrinter {
    pub(super) fn new(headers: Vec<String>, output: &Output) -> Self {
        Self {
            headers,
            rows: Vec::new(),
            widths: None,
            colour: output.uses_colour(),
            fits_terminal: output.is_terminal,
        }
    }

    pub(super) fn row(&mut self, row: Vec<Shown>, output: &mut impl Write) -> io::Result<()> {
        self.rows.push(row);
        if self.rows.len() == CHUNK { self.print(output) } else { Ok(()) }
    }

    /// Prints what is left; gives whether there was any row.
    pub(super) fn finish(mut self, output: &mut impl Write) -> io::Result<bool> {
        if !self.rows.is_empty() {
            self.print(output)?;
        }
        Ok(self.widths.is_some())
    }

    fn print(&mut self, output: &mut impl Write) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(STYLE);
        // Some terminals do not know their width.
        let fits = self.fits_terminal && table.width().is_some_and(|width| width > 0);
        table.set_content_arrangement(if fits { ContentArrangement::Dynamic } else { ContentArrangement::Disabled });
        table.set_header(&self.headers);
        for row in self.rows.drain(..) {
            table.add_row(row.into_iter().map(|shown| cell(&shown, self.colour, self.fits_terminal)));
        }
        if let Some(widths) = &self.widths {
            for (column, width) in table.column_iter_mut().zip(widths) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width.saturating_add(2))));
            }
        }
        let text = table.to_string();
        // The header and the line below it stand above the first rows only.
        let skip = if self.widths.is_some() { header_lines(&text) } else { 0 };
        for line in text.lines().skip(skip) {
            writeln!(output, "{}", line.trim_end())?;
        }
        self.widths.get_or_insert_with(|| table.column_max_content_widths());
        Ok(())
    }
}

/// How many lines of a table's text come before its first row: the header and the line below it.
fn header_lines(text: &str) -> usize {
    text.lines().position(|line| line.contains('─')).map_or(0, |at| at + 1)
}

fn cell(shown: &Shown, colour: bool, shorten: bool) -> Cell {
    let text = visible(&shown.text);
    let cell = match text.char_indices().nth(MOST_SHOWN) {
        Some((end, _)) if shorten => Cell::new(format!("{}…", &text[..end])),
        _ => Cell::new(text),
    };
    let colour_of = |state| match state {
        State::Failed => Some(Color::Red),
        State::Waiting | State::Pending => Some(Color::Yellow),
        State::Completed => Some(Color::Green),
        State::Synced | State::Dismissed => None,
    };
    match shown.state.filter(|_| colour).and_then(colour_of) {
        Some(colour) => cell.fg(colour),
        None => cell,
    }
}
