//! The columns and fields that lists and filters know, with what they mean.

use std::io;

use crate::i18n::Texts;
use crate::model::{AnyOf, Cell, Column, ColumnKind, Field, FieldType, RecordKind};
use crate::output::formats::Format;
use crate::output::grid::Grid;
use crate::output::writer::Output;

/// Prints the fields of a kind of record; of all kinds, with the built-in columns, if `kind` is `None`. `own` are the columns
/// that channels have beside those of headquarters.
pub(crate) fn print_fields(
    output: &mut Output,
    kind: Option<RecordKind>,
    own: &[(RecordKind, String)],
    format: Format,
    texts: &Texts,
) -> io::Result<()> {
    let columns = vec![
        ("field", texts.field_header()),
        ("record", texts.field_record()),
        ("meaning", texts.field_meaning()),
        ("type", texts.field_type()),
        ("length", texts.field_length()),
    ];
    let mut rows = Vec::new();
    if kind.is_none() {
        rows.extend(Column::ALL.map(|column| column_row(column, texts)));
        rows.extend(AnyOf::ALL.map(|any| {
            let meaning = meaning("field", &any.name().replace('.', "-"), texts);
            vec![any.name().into(), Cell::Empty, meaning, type_cell("text", texts), Cell::Empty]
        }));
    }
    for kind in RecordKind::ALL.into_iter().filter(|of| kind.is_none_or(|kind| kind == *of)) {
        rows.extend(kind.fields().iter().map(|field| field_row(kind, field, texts)));
        let own = own.iter().filter(|(of, _)| *of == kind);
        rows.extend(own.map(|(_, name)| {
            let meaning = Cell::translated(Texts::for_machines().meaning_of_extension(), texts.meaning_of_extension());
            vec![name.as_str().into(), kind.into(), meaning, type_cell("text", texts), Cell::Empty]
        }));
    }
    Grid { columns, rows }.print(output, format, texts)
}

fn column_row(column: Column, texts: &Texts) -> Vec<Cell<'static>> {
    let type_name = match column.kind() {
        ColumnKind::Number => "integer",
        ColumnKind::Time => "time",
        ColumnKind::Flag => "flag",
        _ => "text",
    };
    let meaning = meaning("column", column.key(), texts);
    vec![column.key().into(), Cell::Empty, meaning, type_cell(type_name, texts), Cell::Empty]
}

fn field_row(kind: RecordKind, field: &Field, texts: &Texts) -> Vec<Cell<'static>> {
    let type_name = match field.field_type {
        FieldType::Text => "text",
        FieldType::Integer => "integer",
        FieldType::Decimal => "decimal",
        FieldType::Guid => "guid",
    };
    let length = field.max_length.and_then(|length| i64::try_from(length).ok());
    let meaning = meaning(kind.name(), field.name, texts);
    vec![field.name.into(), kind.into(), meaning, type_cell(type_name, texts), length.into()]
}

fn meaning(of: &str, name: &str, texts: &Texts) -> Cell<'static> {
    Cell::translated(Texts::for_machines().meaning(of, name), texts.meaning(of, name))
}

fn type_cell(name: &str, texts: &Texts) -> Cell<'static> {
    Cell::translated(name, texts.type_name(name))
}
