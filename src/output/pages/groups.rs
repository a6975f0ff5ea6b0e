//! Counts of operations that have the same values.

use std::borrow::Cow;
use std::io;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::i18n::Texts;
use crate::model::{Action, Column, EffectKind, Group, Property, RecordKind, State, Timestamp};
use crate::output::columns::ListColumn;
use crate::output::formats::Format;
use crate::output::formats::table::Shown;
use crate::output::formats::workbook::CellValue;
use crate::output::list::{Header, ListPrinter, Printed, Row};
use crate::output::writer::Output;

/// The key of the number of operations in machine formats.
const COUNT: &str = "count";

/// How many cells of a terminal the bar of the largest group takes.
const BAR_WIDTH: usize = 20;

/// Bars of one to seven eighths of a cell.
const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/// Prints groups as they come, the largest first.
pub(crate) struct GroupPrinter<'a> {
    columns: Vec<ListColumn>,
    texts: &'a Texts,
    list: ListPrinter<'a>,
    has_bars: bool,
    /// The count of the first group.
    largest: Option<u64>,
}

impl<'a> GroupPrinter<'a> {
    /// Begins a list of groups by these columns. `no_header` leaves the header out where the format can do without.
    pub(crate) fn new(
        output: &'a mut Output,
        texts: &'a Texts,
        format: Format,
        columns: Vec<ListColumn>,
        no_header: bool,
    ) -> io::Result<Self> {
        let has_bars = output.is_terminal && format == Format::Table;
        let mut headers: Vec<_> = columns.iter().map(|column| column.header(texts)).collect();
        headers.push(Header { name: COUNT.to_owned(), title: texts.count() });
        if has_bars {
            headers.push(Header { name: String::new(), title: String::new() });
        }
        let list = ListPrinter::new(output, format, headers, no_header)?;
        Ok(Self { columns, texts, list, has_bars, largest: None })
    }

    /// Prints one group.
    ///
    /// # Errors
    /// Those of the output, and one that says so where a workbook is full.
    pub(crate) fn print(&mut self, group: &Group) -> io::Result<()> {
        let largest = *self.largest.get_or_insert(group.count);
        let bar = self.has_bars.then(|| bar(group.count, largest));
        self.list.print(&GroupRow { group, columns: &self.columns, texts: self.texts, bar })
    }

    /// Ends the list.
    pub(crate) fn finish(self) -> io::Result<Printed> {
        self.list.finish()
    }
}

/// A group with its columns: a row of a list, and a JSON object with their names as keys.
struct GroupRow<'a> {
    group: &'a Group,
    columns: &'a [ListColumn],
    texts: &'a Texts,
    bar: Option<String>,
}

impl GroupRow<'_> {
    /// The columns, each with its value.
    fn values(&self) -> impl Iterator<Item = (&ListColumn, Option<&str>)> {
        self.columns.iter().zip(self.group.values.iter().map(Option::as_deref))
    }
}

impl Row for GroupRow<'_> {
    fn for_people(&self) -> impl Iterator<Item = Shown> {
        let values = self.values().map(|(column, value)| cell_for_people(&column.property, value, self.texts));
        values.chain([self.group.count.to_string().into()]).chain(self.bar.clone().map(Shown::from))
    }

    fn for_machines(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let values = self.values().map(|(_, value)| Cow::Borrowed(value.unwrap_or_default()));
        values.chain([self.group.count.to_string().into()])
    }

    fn for_workbook(&self) -> impl Iterator<Item = CellValue<'_>> {
        let values = self.values().map(|(column, value)| cell_for_workbook(&column.property, value, self.texts));
        values.chain([CellValue::Number(i64::try_from(self.group.count).unwrap_or(i64::MAX))])
    }
}

impl Serialize for GroupRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len() + 1))?;
        for (column, value) in self.values() {
            map.serialize_entry(&column.name, &value)?;
        }
        map.serialize_entry(COUNT, &self.group.count)?;
        map.end()
    }
}

/// A value in its machine form as people read it.
fn cell_for_people(property: &Property, value: Option<&str>, texts: &Texts) -> Shown {
    let text = value.unwrap_or_default();
    let Property::Column(column) = property else { return text.to_owned().into() };
    let known = match column {
        Column::CustomerAccount if value.is_none() => Some(texts.pending_sync()),
        Column::Record => RecordKind::ALL.into_iter().find(|kind| kind.name() == text).map(|kind| texts.record(kind)),
        Column::Operation => Some(texts.action(Action::ALL.into_iter().find(|action| action.name() == text))),
        Column::Timestamp | Column::Received => Timestamp::parse(text).map(Timestamp::local),
        Column::Status => {
            let state = State::ALL.into_iter().find(|state| state.name() == text);
            return Shown { text: state.map_or(text.to_owned(), |state| texts.state(state)), state };
        }
        Column::Effect => {
            EffectKind::ALL.into_iter().find(|effect| effect.name() == text).map(|effect| texts.effect(effect))
        }
        Column::Edited => flag(text).map(|flag| if flag { texts.yes() } else { texts.no() }),
        _ => None,
    };
    known.unwrap_or_else(|| text.to_owned()).into()
}

/// A value in its machine form as a workbook has it.
fn cell_for_workbook<'v>(property: &Property, value: Option<&'v str>, texts: &Texts) -> CellValue<'v> {
    let known = match (property, value) {
        (Property::Column(Column::Id | Column::Attempts | Column::Counter), Some(text)) => {
            text.parse().ok().map(CellValue::Number)
        }
        (Property::Column(Column::Timestamp | Column::Received), Some(text)) => {
            Timestamp::parse(text).map(CellValue::Time)
        }
        (Property::Column(Column::Edited), Some(text)) => flag(text).map(CellValue::Flag),
        (Property::Field(_) | Property::Attribute(_), value) => Some(value.map_or(CellValue::Empty, CellValue::text)),
        (Property::Column(_), _) => None,
    };
    known.unwrap_or_else(|| cell_for_people(property, value, texts).text.into())
}

/// Reads the machine form of yes and no.
fn flag(text: &str) -> Option<bool> {
    text.parse().ok()
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
    use crate::output::writer::printed;

    fn group(values: &[Option<&str>], count: u64) -> Group {
        Group { values: values.iter().map(|value| value.map(str::to_owned)).collect(), count }
    }

    /// By status and by an attribute.
    fn columns() -> Vec<ListColumn> {
        let name = "attr.Loyalty".to_owned();
        vec![
            ListColumn { name: "STATUS".to_owned(), property: Property::Column(Column::Status) },
            ListColumn { name, property: Property::Attribute("Loyalty".to_owned()) },
        ]
    }

    fn print(format: Format, no_header: bool, is_terminal: bool) -> String {
        let groups = [group(&[Some("failed"), Some("a|b,c")], 40), group(&[Some("synced"), None], 11)];
        print_groups(format, columns(), no_header, is_terminal, &groups)
    }

    fn print_groups(
        format: Format,
        columns: Vec<ListColumn>,
        no_header: bool,
        is_terminal: bool,
        groups: &[Group],
    ) -> String {
        let texts = Texts::new(Language::En);
        printed(is_terminal, |output| {
            let mut printer = GroupPrinter::new(output, &texts, format, columns, no_header)?;
            for group in groups {
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
                " Customer sync status   attr.Loyalty   Count
────────────────────── ────────────── ───────
 failed                 a|b,c          40
 synced                                11
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
        assert_eq!(print(Format::Table, true, false), " failed   a|b,c   40\n synced           11\n");
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

    #[test]
    fn people_read_the_values_in_their_language() {
        let texts = Texts::new(Language::En);
        let at = "2026-11-01T08:00:05.250Z";
        let local = Timestamp::parse(at).unwrap().local();
        for (column, value, expected) in [
            (Column::CustomerAccount, None, "Pending sync"),
            (Column::CustomerAccount, Some("C-1"), "C-1"),
            (Column::Record, Some("address"), "address"),
            (Column::Operation, Some("create"), "create"),
            (Column::Operation, None, "unknown"),
            (Column::Timestamp, Some(at), local.as_str()),
            (Column::Timestamp, None, ""),
            (Column::Status, Some("waiting"), "waiting"),
            (Column::Edited, Some("true"), "yes"),
            (Column::Edited, Some("false"), "no"),
            (Column::Errors, Some("email-invalid"), "email-invalid"),
            (Column::Errors, None, ""),
        ] {
            let shown = cell_for_people(&Property::Column(column), value, &texts);
            assert_eq!(shown.text, expected, "{column:?}");
        }
        let status = cell_for_people(&Property::Column(Column::Status), Some("failed"), &texts);
        assert_eq!(status.state, Some(State::Failed));
    }

    #[test]
    fn a_workbook_has_types() {
        let texts = Texts::new(Language::En);
        let cell = |property: Property, value| cell_for_workbook(&property, value, &texts);
        assert_eq!(cell(Property::Column(Column::Attempts), Some("3")), CellValue::Number(3));
        assert_eq!(cell(Property::Column(Column::Edited), Some("true")), CellValue::Flag(true));
        assert_eq!(cell(Property::Attribute("A".to_owned()), Some("3")), CellValue::text("3"));
        assert_eq!(cell(Property::Attribute("A".to_owned()), None), CellValue::Empty);
        let at = "2026-11-01T08:00:05Z";
        let time = CellValue::Time(Timestamp::parse(at).unwrap());
        assert_eq!(cell(Property::Column(Column::Received), Some(at)), time);
        assert_eq!(cell(Property::Column(Column::CustomerAccount), None), CellValue::text("Pending sync"));
    }
}
