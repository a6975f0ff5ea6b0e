//! Tables for people.

mod layout;
mod shown;

use std::io::{self, Write as _};

use comfy_table::{
    Attribute, Cell as TableCell, CellAlignment, Color, ColumnConstraint, ContentArrangement, ContentLineStyle,
    LineStyle, Table, TableStyle, Width,
};

use crossterm::style::force_color_output;

use self::layout::{Form, Heads, Measure, TableLayout};
use self::shown::ShownCell;
pub(in crate::output) use self::shown::tone_of_state;
use super::{Header, RowPrinter};
use crate::i18n::Texts;
use crate::model::Cell;
use crate::output::writer::Output;
use crate::sanitize::visible;
use crate::terminal::Tone;
use crate::terminal::wrap::{lines, width as columns_of};

/// Rows that are laid out together: a table of any length streams.
const CHUNK: usize = 1_000;

/// The most characters of a value in a table on a screen: a megabyte of text would scroll everything else away.
const MOST_SHOWN: usize = 400;

/// The same elsewhere: each row would be as wide as the widest value. Other formats have the whole value.
const MOST_PRINTED: usize = 100_000;

/// Two columns between values. A line below the header and none elsewhere: what is copied from a table is the values.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('─').junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));

/// Prints rows as a table as they come.
pub(in crate::output) struct TablePrinter<'a> {
    output: &'a mut Output,
    texts: &'a Texts,
    headers: Vec<Header>,
    shows_header: bool,
    measures: Vec<Measure>,
    rows: Vec<ShownRow>,
    /// How the rows were laid out that were printed before, below the header.
    layout: Option<TableLayout>,
}

/// The cells of a row, and the tone of those that have none of their own.
struct ShownRow {
    cells: Vec<ShownCell>,
    tone: Option<Tone>,
}

impl<'a> TablePrinter<'a> {
    /// Begins a table. A column with an empty header holds marks or bars.
    pub(in crate::output) fn new(output: &'a mut Output, texts: &'a Texts, mut headers: Vec<Header>) -> Self {
        for header in &mut headers {
            header.title = visible(&header.title).into_owned();
        }
        let measures = headers.iter().map(Measure::new).collect();
        Self { output, texts, headers, shows_header: true, measures, rows: Vec::new(), layout: None }
    }

    /// Leaves out the header and the line below it.
    pub(in crate::output) fn without_header(mut self) -> Self {
        self.shows_header = false;
        self.measures = self.headers.iter().map(Measure::without_header).collect();
        self
    }

    /// Prints a row of which the cells have a tone, or keeps it until it can be printed.
    pub(in crate::output) fn toned_row<'c>(
        &mut self,
        cells: impl Iterator<Item = Cell<'c>>,
        tone: Option<Tone>,
    ) -> io::Result<()> {
        let screen = self.output.screen;
        let most = if screen.width.is_some() { MOST_SHOWN } else { MOST_PRINTED };
        let cells: Vec<_> = cells.map(|cell| ShownCell::new(&cell, self.texts, most, self.output.year())).collect();
        for (measure, cell) in self.measures.iter_mut().zip(&cells) {
            measure.add(cell, screen.width);
        }
        self.rows.push(ShownRow { cells, tone });
        if self.rows.len() == CHUNK { self.print() } else { Ok(()) }
    }

    fn print(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        let layout = match &self.layout {
            None => TableLayout::new(&self.measures, self.output.screen.width),
            Some(before) => before.grown(&self.measures, self.output.screen.width),
        };
        match &layout {
            TableLayout::Rows { widths, form, heads } => self.print_rows(&rows, widths, *form, *heads)?,
            TableLayout::Blocks => self.print_blocks(&rows)?,
        }
        self.layout = Some(layout);
        Ok(())
    }

    fn print_rows(&mut self, rows: &[ShownRow], widths: &[usize], form: Form, heads: Heads) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
        if self.output.screen.has_colours {
            // It is decided already, whatever the environment says.
            force_color_output(true);
            table.enforce_styling().style_text_only();
        } else {
            table.force_no_tty();
        }
        let shown = |at: usize| widths.get(at).copied().filter(|width| *width > 0);
        let mut has_header = self.shows_header && self.layout.is_none();
        if has_header {
            let headers = self.headers.iter().enumerate();
            let headers = headers.filter_map(|(at, header)| Some((heads.text(header), shown(at)?)));
            table.set_header(headers.map(|(header, width)| self.cell(header, width, Some(Tone::Title))));
        }
        for row in rows {
            let cells = row.cells.iter().enumerate().filter_map(|(at, cell)| Some((cell, shown(at)?)));
            table.add_row(cells.map(|(cell, width)| self.cell(form.text(cell), width, cell.tone.or(row.tone))));
        }
        let columns = self.measures.iter().enumerate().filter_map(|(at, measure)| Some((measure, shown(at)?)));
        let last = columns.clone().count().saturating_sub(1);
        for (at, (column, (measure, width))) in table.column_iter_mut().zip(columns).enumerate() {
            // Between two columns stand this space and that of the style.
            let space = u16::from(at < last);
            let width = u16::try_from(width).unwrap_or(u16::MAX - 1) + space;
            column.set_padding((0, space)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if measure.is_of_numbers() {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let line = underline(widths);
        for printed in table.lines() {
            // The first one is that below the header; a value may look like it.
            let is_underline = has_header && is_line(&printed);
            has_header &= !is_underline;
            let printed = if is_underline { line.as_str() } else { printed.trim_end() };
            writeln!(self.output, "{}", self.output.screen.drawn(printed))?;
        }
        Ok(())
    }

    /// Returns a cell with lines of a width.
    fn cell(&self, text: &str, width: usize, tone: Option<Tone>) -> TableCell {
        // Nearly every value fits.
        let shown = if columns_of(text) <= width { text.to_owned() } else { lines(text, width).join("\n") };
        let cell = TableCell::new_owned(shown);
        match tone.filter(|_| self.output.screen.has_colours) {
            None => cell,
            Some(Tone::Good) => cell.fg(Color::DarkGreen),
            Some(Tone::Bad) => cell.fg(Color::DarkRed),
            Some(Tone::Open) => cell.fg(Color::DarkMagenta),
            Some(Tone::Change) => cell.fg(Color::DarkBlue).add_attribute(Attribute::Bold),
            Some(Tone::Title) => cell.add_attribute(Attribute::Bold),
        }
    }

    /// Prints the values of each row one below the other, behind the names of their columns.
    fn print_blocks(&mut self, rows: &[ShownRow]) -> io::Result<()> {
        let screen = self.output.screen.width.unwrap_or(usize::MAX);
        let labels = |heads: Heads| -> Vec<&str> { self.headers.iter().map(|header| heads.text(header)).collect() };
        let widest = |labels: &[&str]| labels.iter().map(|label| columns_of(label)).max().unwrap_or(0);
        let full = labels(Heads::Full);
        let headers = if widest(&full) <= screen / 2 { full } else { labels(Heads::Short) };
        let headers = if self.shows_header { headers } else { vec![""; headers.len()] };
        let label = widest(&headers);
        for (at, row) in rows.iter().enumerate() {
            if at > 0 || self.layout.is_some() {
                writeln!(self.output)?;
            }
            for (header, cell) in headers.iter().zip(&row.cells).filter(|(_, cell)| !cell.text.is_empty()) {
                print_value(self.output, header, label, cell, cell.tone.or(row.tone))?;
            }
        }
        Ok(())
    }
}

/// The line below a header of columns of these widths.
fn underline(widths: &[usize]) -> String {
    let shown = widths.iter().filter(|width| **width > 0);
    shown.map(|width| "─".repeat(*width)).collect::<Vec<_>>().join(&" ".repeat(layout::GUTTER))
}

/// Whether a line is the one that stands below the header.
fn is_line(text: &str) -> bool {
    text.contains('─') && text.chars().all(|c| matches!(c, '─' | ' '))
}

/// Prints a value behind the name of its column, or below it where there is no room.
fn print_value(
    output: &mut Output,
    header: &str,
    label: usize,
    cell: &ShownCell,
    tone: Option<Tone>,
) -> io::Result<()> {
    let screen = output.screen.width.unwrap_or(usize::MAX);
    let toned = |output: &Output, line: &str| {
        let line = output.screen.drawn(line);
        tone.map_or(line.clone(), |tone| output.toned(tone, &line))
    };
    let gutter = if label > 0 { layout::GUTTER } else { 0 };
    let behind = screen.saturating_sub(label + gutter);
    let padding = " ".repeat(label - columns_of(header));
    if cell.least_width(layout::WIDEST_WORD.max(screen / 2)) <= behind {
        for (at, line) in lines(&cell.text, behind).iter().enumerate() {
            let line = toned(output, line);
            let title =
                if at == 0 { format!("{}{padding}", output.toned(Tone::Title, header)) } else { " ".repeat(label) };
            writeln!(output, "{title}{:gutter$}{line}", "")?;
        }
        return Ok(());
    }
    if !header.is_empty() {
        writeln!(output, "{}", output.toned(Tone::Title, header))?;
    }
    for line in lines(&cell.text, screen.saturating_sub(layout::GUTTER)) {
        let line = toned(output, &line);
        writeln!(output, "  {line}")?;
    }
    Ok(())
}

impl RowPrinter for TablePrinter<'_> {
    fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> io::Result<()> {
        self.toned_row(cells, None)
    }

    fn finish(mut self) -> io::Result<u64> {
        if !self.rows.is_empty() {
            self.print()?;
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::language::Language;
    use crate::output::writer::printed;

    /// The table of these rows, which has to fit a screen of that width if there is one.
    fn print(headers: &[&str], fits: Option<usize>, rows: impl IntoIterator<Item = Vec<String>>) -> String {
        print_with(headers, fits, true, rows)
    }

    fn print_with(
        headers: &[&str],
        fits: Option<usize>,
        shows_header: bool,
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> String {
        let texts = Texts::new(Language::En);
        printed(fits.is_some(), |output| {
            output.screen.width = fits;
            let headers = headers.iter().map(|header| Header::titled((*header).to_owned())).collect();
            let table = TablePrinter::new(output, &texts, headers);
            let mut table = if shows_header { table } else { table.without_header() };
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
            "Name       Status
─────────  ──────
Öz O'Hara  ok
Jose\u{301}       ok
王小明     ok
👩\u{200d}💻 Ada     ok
ｱｲｳ        ok
नमस्ते       ok
"
        );
        for (line, name) in text.lines().skip(2).zip(names) {
            assert_eq!(line.width(), 13, "{name}");
        }
    }

    #[test]
    fn a_long_table_streams_with_the_widths_of_its_first_rows() {
        let rows = || (0..=2 * CHUNK).map(|number| vec![number.to_string(), "x".repeat(100)]);
        for fits in [None, Some(60)] {
            let text = print(&["Number", "Text"], fits, rows());
            let widths: Vec<_> = text.lines().map(|line| line.width()).filter(|width| *width > 20).collect();
            let widest = widths.iter().max().copied().unwrap();
            assert!(fits.is_none_or(|fits| widest <= fits), "{widest}");
            assert_eq!(text.lines().filter(|line| line.contains('─')).count(), 1);
            assert_eq!(text.lines().filter(|line| line.contains("Number")).count(), 1);
            let column = text.lines().nth(2).unwrap().find('x');
            assert!(text.lines().skip(2).all(|line| line.find('x') == column), "{fits:?}");
        }
    }

    #[test]
    fn later_rows_keep_the_columns_of_the_header_however_wide_they_are() {
        let rows = (0..2 * CHUNK).map(|number| {
            let text = if number < CHUNK { "x".to_owned() } else { "x".repeat(100) };
            vec![(number * number * number).to_string(), text, "ok".to_owned()]
        });
        let text = print(&["Number", "Text", "Status"], Some(40), rows);
        assert_eq!(text.lines().filter(|line| line.contains("Number")).count(), 1);
        let last = (2 * CHUNK - 1).pow(3).to_string();
        assert!(text.lines().any(|line| line.contains(&last)), "no number is broken");
        assert_eq!(text.lines().filter(|line| line.trim_end().ends_with("ok")).count(), 2 * CHUNK);
    }

    #[test]
    fn a_value_that_looks_like_the_line_below_the_header_is_a_value() {
        let text = print_with(&["A"], None, false, [vec!["───".to_owned()], vec!["b".to_owned()]]);
        assert_eq!(text, "───\nb\n");
        let text = print(&["A"], None, [vec!["─".to_owned()], vec!["wide".to_owned()]]);
        assert_eq!(text, "A\n────\n─\nwide\n");
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
        let text = print(&["Text", ""], Some(44), [row]);
        assert!(text.lines().any(|line| line.ends_with(&"█".repeat(20))), "{text}");
        assert!(text.lines().all(|line| line.width() <= 44), "{text}");
    }

    #[test]
    fn a_screen_that_is_too_narrow_for_a_table_gets_a_block_for_each_row() {
        let row = |text: &str| {
            vec!["239f8a3e-7d3a-4b58-9a34-0c8f0e8adf39".to_owned(), "12345678901234567890".to_owned(), text.to_owned()]
        };
        let text = print(&["Guid", "Number", "Text"], Some(38), [row("one two"), row(&"long ".repeat(9))]);
        assert_eq!(
            text,
            "Guid
  239f8a3e-7d3a-4b58-9a34-0c8f0e8adf39
Number  12345678901234567890
Text    one two

Guid
  239f8a3e-7d3a-4b58-9a34-0c8f0e8adf39
Number  12345678901234567890
Text    long long long long long long
        long long long
"
        );
    }

    #[test]
    fn a_header_cannot_control_the_terminal() {
        assert!(!print(&["\u{1b}[31m"], None, [vec![String::new()]]).contains('\u{1b}'));
    }
}
