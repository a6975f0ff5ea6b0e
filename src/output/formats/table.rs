//! Tables for people.

use std::io::{self, Write as _};

use comfy_table::{
    Cell as TableCell, Color, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
    Width,
};

use super::RowPrinter;
use crate::i18n::Texts;
use crate::model::{Cell, State};
use crate::output::writer::Output;
use crate::sanitize::visible;

/// Rows that are laid out together: the first ones decide the widths of all, so that a table of any length streams.
const CHUNK: usize = 1_000;

/// The most characters of a value in a table on a terminal: a megabyte of text would scroll everything else away.
const MOST_SHOWN: usize = 400;

/// The same elsewhere: each row would be as wide as the widest value. Other formats have the whole value.
const MOST_PRINTED: usize = 100_000;

/// A line below the header and none elsewhere: what is copied from a table is the values.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction(' '))
    .content_lines(ContentLineStyle::none());

/// The text of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    text: String,
    /// The state that gives it its colour.
    state: Option<State>,
}

/// Prints rows as a table as they come.
pub(in crate::output) struct TablePrinter<'a> {
    output: &'a mut Output,
    texts: &'a Texts,
    headers: Vec<String>,
    shows_header: bool,
    rows: Vec<Vec<Shown>>,
    /// The widths of the columns in cells of the terminal, once the first rows were printed.
    widths: Option<Vec<u16>>,
    colour: bool,
    is_terminal: bool,
    /// The width that the table must not exceed; `None` if it may be as wide as its values.
    fits: Option<u16>,
}

impl<'a> TablePrinter<'a> {
    /// Begins a table. A column with an empty header holds marks or bars, which are not broken over lines.
    pub(in crate::output) fn new(output: &'a mut Output, texts: &'a Texts, headers: Vec<String>) -> Self {
        let is_terminal = output.is_terminal;
        // Some terminals do not know their width.
        let fits = if is_terminal { Table::new().width().filter(|width| *width > 0) } else { None };
        let colour = output.uses_colour();
        let (shows_header, rows, widths) = (true, Vec::new(), None);
        Self { output, texts, headers, shows_header, rows, widths, colour, is_terminal, fits }
    }

    /// Leaves out the header and the line below it.
    pub(in crate::output) fn without_header(self) -> Self {
        Self { shows_header: false, ..self }
    }

    fn print(&mut self) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(STYLE);
        let arrangement = match self.fits {
            Some(width) => {
                table.set_width(width);
                ContentArrangement::Dynamic
            }
            None => ContentArrangement::Disabled,
        };
        table.set_content_arrangement(arrangement);
        if self.widths.is_none() {
            // Without a header, an empty one still has the line that tells the widths.
            let header = |text: &String| if self.shows_header { visible(text).into_owned() } else { String::new() };
            table.set_header(self.headers.iter().map(header));
        }
        for row in self.rows.drain(..) {
            table.add_row(row.into_iter().map(|shown| cell(&shown, self.colour, self.is_terminal)));
        }
        for (at, column) in table.column_iter_mut().enumerate() {
            if let Some(widths) = &self.widths {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(widths.get(at).copied().unwrap_or(1))));
            } else if self.headers.get(at).is_some_and(String::is_empty) {
                column.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
        let text = table.to_string();
        let mut skip = 0;
        if self.widths.is_none() {
            let line = text.lines().position(is_line);
            let widths = line.and_then(|at| text.lines().nth(at)).map(widths_of).unwrap_or_default();
            self.widths = Some(widths);
            if !self.shows_header {
                skip = line.map_or(0, |at| at + 1);
            }
        }
        for line in text.lines().skip(skip) {
            writeln!(self.output, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

impl RowPrinter for TablePrinter<'_> {
    fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        let shown = |cell: Cell<'_>| Shown { text: cell.text_for_people(self.texts).into_owned(), state: cell.state() };
        self.rows.push(cells.map(shown).collect());
        if self.rows.len() == CHUNK { self.print() } else { Ok(()) }
    }

    fn finish(mut self) -> io::Result<u64> {
        if !self.rows.is_empty() {
            self.print()?;
        }
        Ok(0)
    }
}

/// Whether a line of a table's text is the one below the header.
fn is_line(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().all(|c| matches!(c, '─' | ' '))
}

/// The widths of the columns, margins included, as the line below the header shows them.
fn widths_of(line: &str) -> Vec<u16> {
    line.split(' ').map(|part| u16::try_from(part.chars().count()).unwrap_or(u16::MAX)).collect()
}

/// Returns the beginning of a text, and whether there is more of it.
fn beginning(text: &str, most: usize) -> (&str, bool) {
    let end = text.char_indices().nth(most).map(|(end, _)| end);
    (&text[..end.unwrap_or(text.len())], end.is_some())
}

fn cell(shown: &Shown, colour: bool, is_terminal: bool) -> TableCell {
    let most = if is_terminal { MOST_SHOWN } else { MOST_PRINTED };
    let (text, is_cut) = beginning(&shown.text, most);
    let text = visible(text);
    // What is made visible takes more room.
    let (text, is_cut_again) = beginning(&text, most);
    let cell = TableCell::new(if is_cut || is_cut_again { format!("{text}…") } else { text.to_owned() });
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

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::language::Language;
    use crate::output::writer::printed;

    /// The table of these rows, which has to fit a terminal of that width if there is one.
    fn print(headers: &[&str], fits: Option<u16>, rows: impl IntoIterator<Item = Vec<String>>) -> String {
        print_with(headers, fits, true, rows)
    }

    fn print_with(
        headers: &[&str],
        fits: Option<u16>,
        shows_header: bool,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> String {
        let texts = Texts::new(Language::En);
        printed(fits.is_some(), |output| {
            let headers = headers.iter().map(|header| (*header).to_owned()).collect();
            let mut table =
                TablePrinter { fits, shows_header, colour: false, ..TablePrinter::new(output, &texts, headers) };
            for row in rows {
                table.row(row.into_iter().map(Cell::from))?;
            }
            table.finish().map(|_| ())
        })
    }

    #[test]
    fn columns_line_up_whatever_the_script() {
        let names = ["Öz O'Hara", "Jose\u{301}", "王小明", "👩\u{200d}💻 Ada", "ｱｲｳ", "नमस्ते"];
        let text = print(&["Name", "Status"], None, names.map(|name| vec![name.to_owned(), "ok".to_owned()]));
        assert_eq!(
            text,
            " Name        Status
─────────── ────────
 Öz O'Hara   ok
 Jose\u{301}        ok
 王小明      ok
 👩\u{200d}💻 Ada      ok
 ｱｲｳ         ok
 नमस्ते        ok
"
        );
        for (line, name) in text.lines().skip(2).zip(names) {
            assert_eq!(line.width(), 15, "{name}");
        }
    }

    #[test]
    fn a_long_table_streams_with_the_widths_of_its_first_rows() {
        let rows = || (0..=2 * CHUNK).map(|number| vec![number.to_string(), "x".repeat(100)]);
        for fits in [None, Some(40)] {
            let text = print(&["Number", "Text"], fits, rows());
            let widths: Vec<_> = text.lines().map(|line| line.width()).filter(|width| *width > 20).collect();
            let widest = widths.iter().max().copied().unwrap();
            assert!(fits.is_none_or(|fits| widest <= usize::from(fits)), "{widest}");
            assert_eq!(text.lines().filter(|line| line.contains('─')).count(), 1);
            assert_eq!(text.lines().filter(|line| line.contains("Number")).count(), 1);
            let column = text.lines().nth(2).unwrap().find('x');
            assert!(text.lines().skip(2).all(|line| line.find('x') == column), "{fits:?}");
        }
    }

    #[test]
    fn a_value_that_looks_like_the_line_below_the_header_is_a_value() {
        let text = print_with(&["A"], None, false, [vec!["───".to_owned()], vec!["b".to_owned()]]);
        assert_eq!(text, " ───\n b\n");
    }

    #[test]
    fn a_megabyte_makes_no_table_of_megabytes() {
        let rows = ["x".repeat(1 << 20), "y".to_owned()].map(|text| vec![text, "z".to_owned()]);
        let text = print(&["A", "B"], None, rows);
        assert!(text.len() < 1 << 20, "{}", text.len());
        assert!(text.contains("x…"));
    }

    #[test]
    fn marks_are_not_broken_over_lines() {
        let row = vec!["x ".repeat(60), "█".repeat(20)];
        let text = print(&["Text", ""], Some(40), [row]);
        assert!(text.lines().any(|line| line.ends_with(&"█".repeat(20))), "{text}");
        assert!(text.lines().all(|line| line.width() <= 40), "{text}");
    }

    #[test]
    fn a_header_cannot_control_the_terminal() {
        assert!(!print(&["\u{1b}[31m"], None, [vec![String::new()]]).contains('\u{1b}'));
    }
}
