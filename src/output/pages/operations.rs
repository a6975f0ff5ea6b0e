//! Lists of operations.

use std::io;

use serde::ser::SerializeMap;

use crate::i18n::Texts;
use crate::model::{Cell, Operation, Property};
use crate::output::columns::{ListColumn, default_columns};
use crate::output::formats::Format;
use crate::output::formats::json::JsonCell;
use crate::output::list::{ListPrinter, Printed};
use crate::output::writer::Output;

/// Prints operations as they come.
pub(crate) struct OperationPrinter<'a> {
    columns: Vec<ListColumn>,
    list: ListPrinter<'a>,
}

impl<'a> OperationPrinter<'a> {
    /// Begins a list with these columns, of which the operations have their `values`. `no_header` leaves the header out
    /// where the format can do without.
    pub(crate) fn new(
        output: &'a mut Output,
        texts: &'a Texts,
        format: Format,
        columns: Vec<ListColumn>,
        no_header: bool,
    ) -> io::Result<Self> {
        let headers = columns.iter().map(|column| column.header(texts)).collect();
        let list = ListPrinter::new(output, texts, format, headers, no_header)?;
        Ok(Self { columns, list })
    }

    /// Prints one operation.
    ///
    /// # Errors
    /// Those of the output, and one that says so where a workbook is full.
    pub(crate) fn print(&mut self, operation: &Operation) -> io::Result<()> {
        self.list.print(cells(operation, &self.columns))
    }

    /// Ends the list.
    pub(crate) fn finish(self) -> io::Result<Printed> {
        self.list.finish()
    }
}

/// Returns the cells of an operation in these columns, of which it has the `values` that are not built in.
pub(super) fn cells<'o>(operation: &'o Operation, columns: &[ListColumn]) -> impl Iterator<Item = Cell<'o>> {
    let mut values = operation.values.iter();
    columns.iter().map(move |column| match &column.property {
        Property::Column(column) => column.cell(operation),
        Property::Field(_) | Property::Attribute(_) | Property::Anywhere(_) => {
            values.next().and_then(Option::as_deref).into()
        }
    })
}

/// Writes the cells of an operation that `show` and JSON have into an object that may get more.
pub(super) fn serialize_entries<M: SerializeMap>(operation: &Operation, map: &mut M) -> Result<(), M::Error> {
    let columns = default_columns(Format::Json);
    for (column, cell) in columns.iter().zip(cells(operation, &columns)) {
        map.serialize_entry(&column.name, &JsonCell(&cell))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::language::Language;
    use crate::model::{Action, Column, Counter, OperationId, RecordKind, State, Timestamp};
    use crate::output::writer::printed;

    fn operation(id: i64, values: &[Option<&str>]) -> Operation {
        Operation {
            id: OperationId(id),
            channel: "Houston".into(),
            company: "USRT".into(),
            customer_account: None,
            async_account: "=1+1".to_owned(),
            kind: RecordKind::Customer,
            action: Some(Action::Create),
            timestamp: Timestamp::parse("2026-11-01 08:00:05"),
            counts_at: Timestamp(0),
            state: State::Failed,
            problems: Vec::new(),
            notes: Vec::new(),
            attempts: 2,
            effect: None,
            changed: Vec::new(),
            counter: Counter(7),
            received: Timestamp(0),
            edited: true,
            run: None,
            values: values.iter().map(|value| value.map(str::to_owned)).collect(),
        }
    }

    /// A built-in column between two fields.
    fn columns() -> Vec<ListColumn> {
        let attribute = |name: &str| Property::Attribute(name.to_owned());
        vec![
            ListColumn { name: "city".to_owned(), property: attribute("City"), is_optional: false },
            ListColumn {
                name: "account".to_owned(),
                property: Property::Column(Column::CustomerAccount),
                is_optional: false,
            },
            ListColumn { name: "old.Zip".to_owned(), property: attribute("Zip"), is_optional: false },
        ]
    }

    fn print_to(output: &mut Output, format: Format, columns: Vec<ListColumn>, no_header: bool) -> io::Result<()> {
        let texts = Texts::new(Language::En);
        let mut printer = OperationPrinter::new(output, &texts, format, columns, no_header)?;
        printer.print(&operation(1, &[Some("=Köln"), None]))?;
        printer.print(&operation(2, &[None, Some("50667")]))?;
        printer.finish().map(|_| ())
    }

    fn print(format: Format, no_header: bool) -> String {
        printed(false, |output| print_to(output, format, columns(), no_header))
    }

    #[test]
    fn fields_stand_between_built_in_columns_under_the_names_that_were_given() {
        for (format, expected) in [
            (Format::Csv, "city,account,old.Zip\n=Köln,,\n,,50667\n"),
            (Format::Tsv, "city\taccount\told.Zip\n=Köln\t\t\n\t\t50667\n"),
            (
                Format::Jsonl,
                "{\"city\":\"=Köln\",\"account\":null,\"old.Zip\":null}\n\
                 {\"city\":null,\"account\":null,\"old.Zip\":\"50667\"}\n",
            ),
            (
                Format::Markdown,
                "| city | Customer account | old.Zip |\n| --- | --- | --- |\n\
                 | =Köln | Pending sync |  |\n|  | Pending sync | 50667 |\n",
            ),
            (
                Format::Table,
                "city   Customer account  old.Zip
─────  ────────────────  ───────
=Köln  Pending sync
       Pending sync      50667
",
            ),
        ] {
            assert_eq!(print(format, false), expected, "{format:?}");
        }
    }

    #[test]
    fn a_header_may_be_left_out() {
        assert_eq!(print(Format::Csv, true), "=Köln,,\n,,50667\n");
        assert_eq!(print(Format::Tsv, true), "=Köln\t\t\n\t\t50667\n");
        assert_eq!(print(Format::Table, true), "=Köln  Pending sync\n       Pending sync  50667\n");
        for format in [Format::Markdown, Format::Json, Format::Jsonl] {
            assert_eq!(print(format, true), print(format, false), "{format:?}");
        }
    }

    #[test]
    fn a_list_that_names_no_columns_has_those_of_the_page_or_all() {
        let names = |format| default_columns(format).into_iter().map(|column| column.name).collect::<Vec<_>>();
        let not_asked_for =
            Column::ALL.iter().map(|column| column.key()).filter(|key| !["effect", "proposal"].contains(key));
        assert_eq!(names(Format::Json), not_asked_for.collect::<Vec<_>>());
        let page = ["id", "channel", "customer_account", "async_customer_account", "timestamp", "status"];
        assert_eq!(names(Format::Csv), page);
        assert_eq!(names(Format::Xlsx), page);
    }

    #[test]
    fn a_workbook_is_complete_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.xlsx");
        let mut output = Output::to_file(&path).unwrap();
        print_to(&mut output, Format::Xlsx, default_columns(Format::Xlsx), false).unwrap();
        assert!(!path.exists());
        output.complete().unwrap();
        let mut workbook = Xlsx::new(Cursor::new(std::fs::read(&path).unwrap())).unwrap();
        let cells = workbook.worksheet_range_at(0).unwrap().unwrap();
        let row = |at| cells.rows().nth(at).unwrap().to_vec();
        let text = |text: &str| Data::String(text.to_owned());
        assert_eq!(row(0)[..2], [text("Id"), text("Channel name")]);
        assert_eq!(row(2)[..4], [Data::Float(2.0), text("Houston"), text("Pending sync"), text("=1+1")]);
        assert!(matches!(row(2)[4], Data::DateTime(_)), "{:?}", row(2)[4]);
        assert_eq!(row(2)[5], text("failed"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }
}
