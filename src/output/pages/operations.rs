//! Lists of operations.

use std::borrow::Cow;
use std::io;

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use crate::i18n::Texts;
use crate::model::{Column, Operation, Problem, Property};
use crate::output::columns::ListColumn;
use crate::output::formats::Format;
use crate::output::formats::table::Shown;
use crate::output::formats::workbook::CellValue;
use crate::output::list::{ListPrinter, Printed, Row};
use crate::output::writer::Output;

/// Prints operations as they come.
pub(crate) struct OperationPrinter<'a> {
    columns: Vec<ListColumn>,
    texts: &'a Texts,
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
        let list = ListPrinter::new(output, format, headers, no_header)?;
        Ok(Self { columns, texts, list })
    }

    /// Prints one operation.
    ///
    /// # Errors
    /// Those of the output, and one that says so where a workbook is full.
    pub(crate) fn print(&mut self, operation: &Operation) -> io::Result<()> {
        self.list.print(&OperationObject { operation, columns: &self.columns, texts: self.texts })
    }

    /// Ends the list.
    pub(crate) fn finish(self) -> io::Result<Printed> {
        self.list.finish()
    }
}

/// The values of an operation's fields and attributes, taken one after the other as their columns come.
struct FieldValues<'a>(std::slice::Iter<'a, Option<String>>);

impl<'a> FieldValues<'a> {
    fn of(operation: &'a Operation) -> Self {
        Self(operation.values.iter())
    }

    /// The value for the next column that is not built in.
    fn next(&mut self) -> Option<&'a str> {
        self.0.next().and_then(Option::as_deref)
    }
}

/// A value of an operation as people read it.
fn cell_for_people(operation: &Operation, column: Column, texts: &Texts) -> Shown {
    let yes_or_no = |flag| if flag { texts.yes() } else { texts.no() };
    let text = match column {
        Column::CustomerAccount => operation.customer_account.clone().unwrap_or_else(|| texts.pending_sync()),
        Column::Record => texts.record(operation.kind),
        Column::Operation => texts.action(operation.action),
        Column::Timestamp => operation.timestamp.map(|timestamp| timestamp.local()).unwrap_or_default(),
        Column::Received => operation.received.local(),
        Column::Status => return Shown { text: texts.state(operation.state), state: Some(operation.state) },
        Column::Edited => yes_or_no(operation.edited),
        Column::Effect => operation.effect.map(|effect| texts.effect(effect.kind())).unwrap_or_default(),
        Column::Description => texts.description(operation),
        other => cell_for_machines(operation, other).into_owned(),
    };
    text.into()
}

/// A value of an operation in CSV: the text of its JSON form, nothing for null, errors as their codes.
fn cell_for_machines(operation: &Operation, column: Column) -> Cow<'_, str> {
    match column {
        Column::Id => operation.id.to_string().into(),
        Column::Channel => Cow::Borrowed(&*operation.channel),
        Column::Company => Cow::Borrowed(&*operation.company),
        Column::CustomerAccount => operation.customer_account.as_deref().unwrap_or_default().into(),
        Column::AsyncCustomerAccount => operation.async_account.as_str().into(),
        Column::Record => operation.kind.name().into(),
        Column::Operation => operation.action.map(|action| action.name()).unwrap_or_default().into(),
        Column::Timestamp => operation.timestamp.map(|timestamp| timestamp.rfc3339()).unwrap_or_default().into(),
        Column::Status => operation.state.name().into(),
        Column::Errors => {
            let codes: Vec<_> = operation.problems.iter().map(|problem| problem.code().name()).collect();
            codes.join(" ").into()
        }
        Column::Attempts => operation.attempts.to_string().into(),
        Column::Description => operation.english_description().into(),
        Column::Table => operation.kind.table().into(),
        Column::Counter => operation.counter.to_string().into(),
        Column::Received => operation.received.rfc3339().into(),
        Column::Edited => if operation.edited { "true" } else { "false" }.into(),
        Column::Effect => operation.effect.map(|effect| effect.kind().name()).unwrap_or_default().into(),
    }
}

/// A value of an operation in a workbook.
fn cell_for_workbook<'o>(operation: &'o Operation, column: Column, texts: &Texts) -> CellValue<'o> {
    match column {
        Column::Id => CellValue::Number(operation.id.0),
        Column::Attempts => CellValue::Number(operation.attempts.into()),
        Column::Counter => CellValue::Number(operation.counter.0),
        Column::Timestamp => operation.timestamp.map_or(CellValue::Empty, CellValue::Time),
        Column::Received => CellValue::Time(operation.received),
        Column::Edited => CellValue::Flag(operation.edited),
        Column::Channel => CellValue::text(&operation.channel),
        Column::Company => CellValue::text(&operation.company),
        other => cell_for_people(operation, other, texts).text.into(),
    }
}

/// An operation with the chosen columns: a row of a list, and a JSON object with their names as keys.
pub(in crate::output) struct OperationObject<'a> {
    pub(in crate::output) operation: &'a Operation,
    pub(in crate::output) columns: &'a [ListColumn],
    pub(in crate::output) texts: &'a Texts,
}

impl Row for OperationObject<'_> {
    fn for_people(&self) -> impl Iterator<Item = Shown> {
        let mut values = FieldValues::of(self.operation);
        self.columns.iter().map(move |column| match &column.property {
            Property::Column(column) => cell_for_people(self.operation, *column, self.texts),
            Property::Field(_) | Property::Attribute(_) => values.next().unwrap_or_default().to_owned().into(),
        })
    }

    fn for_machines(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let mut values = FieldValues::of(self.operation);
        self.columns.iter().map(move |column| match &column.property {
            Property::Column(column) => cell_for_machines(self.operation, *column),
            Property::Field(_) | Property::Attribute(_) => values.next().unwrap_or_default().into(),
        })
    }

    fn for_workbook(&self) -> impl Iterator<Item = CellValue<'_>> {
        let mut values = FieldValues::of(self.operation);
        self.columns.iter().map(move |column| match &column.property {
            Property::Column(column) => cell_for_workbook(self.operation, *column, self.texts),
            Property::Field(_) | Property::Attribute(_) => values.next().map_or(CellValue::Empty, CellValue::text),
        })
    }
}

impl OperationObject<'_> {
    /// Writes the entries into an object that may get more.
    pub(in crate::output) fn serialize_entries<M: serde::ser::SerializeMap>(
        &self,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let mut values = FieldValues::of(self.operation);
        for ListColumn { name, property } in self.columns {
            match property {
                Property::Column(column) => self.serialize_column(map, name, *column)?,
                Property::Field(_) | Property::Attribute(_) => map.serialize_entry(name, &values.next())?,
            }
        }
        Ok(())
    }

    fn serialize_column<M: serde::ser::SerializeMap>(
        &self,
        map: &mut M,
        key: &str,
        column: Column,
    ) -> Result<(), M::Error> {
        let operation = self.operation;
        match column {
            Column::Id => map.serialize_entry(key, &operation.id),
            Column::CustomerAccount => map.serialize_entry(key, &operation.customer_account),
            Column::Operation => map.serialize_entry(key, &operation.action.map(|action| action.name())),
            Column::Timestamp => map.serialize_entry(key, &operation.timestamp.map(|at| at.rfc3339())),
            Column::Errors => map.serialize_entry(key, &Problems { problems: &operation.problems, texts: self.texts }),
            Column::Attempts => map.serialize_entry(key, &operation.attempts),
            Column::Counter => map.serialize_entry(key, &operation.counter),
            Column::Edited => map.serialize_entry(key, &operation.edited),
            Column::Effect => map.serialize_entry(key, &operation.effect.map(|effect| effect.kind().name())),
            Column::Channel
            | Column::Company
            | Column::AsyncCustomerAccount
            | Column::Record
            | Column::Status
            | Column::Description
            | Column::Table
            | Column::Received => map.serialize_entry(key, &cell_for_machines(operation, column)),
        }
    }
}

impl Serialize for OperationObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        self.serialize_entries(&mut map)?;
        map.end()
    }
}

/// The problems of an operation as `[{code, field, message}]`.
struct Problems<'a> {
    problems: &'a [Problem],
    texts: &'a Texts,
}

impl Serialize for Problems<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Entry<'a> {
            code: &'static str,
            field: &'a str,
            message: String,
        }
        let mut sequence = serializer.serialize_seq(Some(self.problems.len()))?;
        for problem in self.problems {
            let message = self.texts.problem(problem);
            sequence.serialize_element(&Entry { code: problem.code().name(), field: &problem.field, message })?;
        }
        sequence.end()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::language::Language;
    use crate::model::{Action, Counter, OperationId, RecordKind, State, Timestamp};
    use crate::output::columns::default_columns;
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
            state: State::Failed,
            problems: Vec::new(),
            attempts: 2,
            effect: None,
            changed: Vec::new(),
            counter: Counter(7),
            received: Timestamp(0),
            edited: true,
            values: values.iter().map(|value| value.map(str::to_owned)).collect(),
        }
    }

    /// A built-in column between two fields.
    fn columns() -> Vec<ListColumn> {
        let attribute = |name: &str| Property::Attribute(name.to_owned());
        vec![
            ListColumn { name: "city".to_owned(), property: attribute("City") },
            ListColumn { name: "account".to_owned(), property: Property::Column(Column::CustomerAccount) },
            ListColumn { name: "old.Zip".to_owned(), property: attribute("Zip") },
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
                " city    Customer account   old.Zip
─────── ────────────────── ─────────
 =Köln   Pending sync
         Pending sync       50667
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
        assert_eq!(print(Format::Table, true), " =Köln   Pending sync\n         Pending sync   50667\n");
        for format in [Format::Markdown, Format::Json, Format::Jsonl] {
            assert_eq!(print(format, true), print(format, false), "{format:?}");
        }
    }

    #[test]
    fn a_list_that_names_no_columns_has_those_of_the_page_or_all() {
        let names = |format| default_columns(format).into_iter().map(|column| column.name).collect::<Vec<_>>();
        let not_asked_for = Column::ALL.iter().map(|column| column.key()).filter(|key| *key != "effect");
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
