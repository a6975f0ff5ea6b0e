//! Counts of operations that have the same values.

use std::io;

use crate::i18n::Texts;
use crate::model::{Cell, Group};
use crate::output::columns::ListColumn;
use crate::output::formats::{Format, Header};
use crate::output::list::{ListPrinter, Printed};
use crate::output::writer::Output;

/// The key of the number of operations in machine formats.
const COUNT: &str = "count";

/// How many cells of a terminal the bar of the largest group takes.
const BAR_WIDTH: usize = 20;

/// Bars of one to seven eighths of a cell.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Prints groups as they come, the largest first.
pub(crate) struct GroupPrinter<'a> {
    list: ListPrinter<'a>,
    has_bars: bool,
    keys_are_texts: bool,
    /// The count of the first group.
    largest: Option<u64>,
}

impl<'a> GroupPrinter<'a> {
    /// Begins a list of groups by these columns. `no_header` leaves the header out where the format can do without.
    pub(crate) fn new(
        output: &'a mut Output,
        texts: &'a Texts,
        format: Format,
        columns: &[ListColumn],
        no_header: bool,
    ) -> io::Result<Self> {
        let has_bars = output.is_terminal && format == Format::Table;
        let mut headers: Vec<_> = columns.iter().map(|column| column.header(texts)).collect();
        headers.push(Header { name: COUNT.to_owned(), title: texts.count(), short: None, is_optional: false });
        if has_bars {
            headers.push(Header { name: String::new(), title: String::new(), short: None, is_optional: true });
        }
        let list = ListPrinter::new(output, texts, format, headers, no_header)?;
        let keys_are_texts = matches!(format, Format::Json | Format::Jsonl);
        Ok(Self { list, has_bars, keys_are_texts, largest: None })
    }

    /// Prints one group.
    ///
    /// # Errors
    /// Those of the output, and one that says so where a workbook is full.
    pub(crate) fn print(&mut self, group: &Group) -> io::Result<()> {
        let largest = *self.largest.get_or_insert(group.count);
        let bar = self.has_bars.then(|| bar(group.count, largest).into());
        let values = group.values.iter().cloned();
        let values = values.map(|value| if self.keys_are_texts { as_text(value) } else { value });
        self.list.print(values.chain([group.count.into()]).chain(bar))
    }

    /// Ends the list.
    pub(crate) fn finish(self) -> io::Result<Printed> {
        self.list.finish()
    }
}

/// The value of a group as a JSON text, since it is a key; empty if there is none.
fn as_text(cell: Cell<'_>) -> Cell<'_> {
    match cell {
        Cell::Empty | Cell::Account(None) | Cell::Action(None) => Cell::Empty,
        cell => cell.machine_text().into_owned().into(),
    }
}

/// A bar as long as the count is beside the largest one; something is never shown as nothing.
fn bar(count: u64, largest: u64) -> String {
    if count == 0 {
        return String::new();
    }
    let longest = BAR_WIDTH * 8;
    let largest = u128::from(largest.max(1));
    let length = (u128::from(count) * longest as u128 + largest / 2) / largest;
    let length = usize::try_from(length).unwrap_or(longest).clamp(1, longest);
    let eighth = (length % 8).checked_sub(1).map(|at| EIGHTHS[at]);
    std::iter::repeat_n('█', length / 8).chain(eighth).collect()
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::language::Language;
    use crate::model::{Column, Property};
    use crate::output::writer::printed;

    fn status(word: &str) -> Cell<'static> {
        Column::Status.kind().cell(word).unwrap()
    }

    /// By status and by an attribute.
    fn columns() -> Vec<ListColumn> {
        let name = "attr.Loyalty".to_owned();
        vec![
            ListColumn { name: "STATUS".to_owned(), property: Property::Column(Column::Status), is_optional: false },
            ListColumn { name, property: Property::Attribute("Loyalty".to_owned()), is_optional: false },
        ]
    }

    fn print(format: Format, no_header: bool, is_terminal: bool) -> String {
        let groups = [
            Group { values: vec![status("failed"), "a|b,c".into()], count: 40 },
            Group { values: vec![status("synced"), Cell::Empty], count: 11 },
        ];
        let texts = Texts::new(Language::En);
        printed(is_terminal, |output| {
            let mut printer = GroupPrinter::new(output, &texts, format, &columns(), no_header)?;
            for group in &groups {
                printer.print(group)?;
            }
            assert_eq!(printer.finish()?, Printed { rows: groups.len(), shortened: 0 });
            Ok(())
        })
    }

    #[test]
    fn every_format_has_the_groups() {
        for (format, expected) in [
            (
                Format::Table,
                "Customer sync status  attr.Loyalty  Count
────────────────────  ────────────  ─────
failed                a|b,c            40
synced                                 11
",
            ),
            (Format::Csv, "STATUS,attr.Loyalty,count\nfailed,\"a|b,c\",40\nsynced,,11\n"),
            (Format::Tsv, "STATUS\tattr.Loyalty\tcount\nfailed\ta|b,c\t40\nsynced\t\t11\n"),
            (
                Format::Json,
                "[\n{\"STATUS\":\"failed\",\"attr.Loyalty\":\"a|b,c\",\"count\":40},\n\
                 {\"STATUS\":\"synced\",\"attr.Loyalty\":null,\"count\":11}\n]\n",
            ),
            (
                Format::Jsonl,
                "{\"STATUS\":\"failed\",\"attr.Loyalty\":\"a|b,c\",\"count\":40}\n\
                 {\"STATUS\":\"synced\",\"attr.Loyalty\":null,\"count\":11}\n",
            ),
            (
                Format::Markdown,
                "| Customer sync status | attr.Loyalty | Count |\n| --- | --- | --- |\n\
                 | failed | a\\|b,c | 40 |\n| synced |  | 11 |\n",
            ),
        ] {
            assert_eq!(print(format, false, false), expected, "{format:?}");
        }
    }

    #[test]
    fn a_header_may_be_left_out() {
        assert_eq!(print(Format::Csv, true, false), "failed,\"a|b,c\",40\nsynced,,11\n");
        assert_eq!(print(Format::Table, true, false), "failed  a|b,c  40\nsynced         11\n");
        assert_eq!(print(Format::Markdown, true, false), print(Format::Markdown, false, false));
    }

    #[test]
    fn a_terminal_shows_bars() {
        let lines = print(Format::Table, false, true);
        let mut bars = lines.lines().skip(2).map(|line| line.split_whitespace().last().unwrap_or_default());
        assert_eq!(bars.next(), Some("█".repeat(20).as_str()));
        assert_eq!(bars.next(), Some("█████▌"));
        assert_eq!(print(Format::Csv, false, true), print(Format::Csv, false, false));
    }

    #[test]
    fn a_bar_is_never_longer_than_the_first_and_never_hides_a_count() {
        for (count, largest, expected) in [
            (0, 10, ""),
            (1, 1_000_000, "▏"),
            (1, 2, "██████████"),
            (63, 160, "███████▉"),
            (20, 10, "████████████████████"),
            (u64::MAX, u64::MAX, "████████████████████"),
            (0, 0, ""),
        ] {
            assert_eq!(bar(count, largest), expected, "{count} of {largest}");
        }
    }
}
