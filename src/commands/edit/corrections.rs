//! What a table says about operations: which of its columns are fields, and which rows are about which operations.

use super::table_file::ID;
use super::table_lines::{TableFile, TableLine};
use crate::engine::{CorrectionColumn, CorrectionRow, CorrectionTable, FaultyLine, LineFault};
use crate::filter::Names;
use crate::i18n::{Phrase, Texts};
use crate::language::Language;
use crate::model::{Column, OperationId, Property, Version, common_field, trimmed};
use crate::refusal::Refusal;

/// What a column of a table is.
enum Heading {
    Id,
    Field(CorrectionColumn),
    /// What lists show and nobody can correct.
    ReadOnly,
}

/// Returns the corrections that a table has, with the lines that cannot be used.
///
/// # Errors
/// The header has no `id`, no field, a column that is unknown or one that it has twice.
pub(super) fn corrections(
    file: TableFile,
    unset_empty: bool,
    names: &Names,
    texts: &Texts,
) -> Result<CorrectionTable, Refusal> {
    let TableFile { lines, mut faulty, origin } = file;
    let mut lines = lines.into_iter();
    let header = lines.next().ok_or_else(|| Refusal::of_usage(Phrase::new("edit-table-empty")))?;
    let headings: Vec<_> = header.cells.iter().map(|cell| heading(cell, names, texts)).collect::<Result<_, _>>()?;
    check_headings(&header, &headings)?;
    let mut rows = Vec::new();
    for line in lines {
        match row(&line, &headings) {
            Ok(row) => rows.push(row),
            Err(fault) => faulty.push(FaultyLine { line: line.line, fault }),
        }
    }
    if rows.is_empty() && faulty.is_empty() {
        return Err(Refusal::of_usage(Phrase::new("edit-table-no-operations")));
    }
    let columns = headings.into_iter().filter_map(|heading| match heading {
        Heading::Field(column) => Some(column),
        Heading::Id | Heading::ReadOnly => None,
    });
    Ok(CorrectionTable { columns: columns.collect(), rows, faulty, unset_empty, origin })
}

/// Returns what a column is by the name above it: that of a machine format, or the title of a workbook in any language.
fn heading(name: &str, names: &Names, texts: &Texts) -> Result<Heading, Refusal> {
    let name = trimmed(name);
    let of_column = |column: Column| if column == Column::Id { Heading::Id } else { Heading::ReadOnly };
    if name.is_empty() {
        return Ok(Heading::ReadOnly);
    }
    let key = Column::from_name(name);
    if let (None, Some(field)) = (key, common_field(name)) {
        return Ok(Heading::Field(CorrectionColumn { kind: None, field: field.to_owned() }));
    }
    match names.property(name) {
        Ok(Property::Field(path)) if path.version == Version::New => {
            Ok(Heading::Field(CorrectionColumn { kind: path.kind, field: path.name }))
        }
        Ok(Property::Column(column)) => Ok(of_column(column)),
        Ok(_) => Ok(Heading::ReadOnly),
        Err(unknown) => titled(name, texts).map(of_column).ok_or_else(|| {
            let phrase = Phrase::new("edit-table-unknown-column").with("name", name);
            Refusal::of_usage(phrase).hinting(Some(unknown.hint))
        }),
    }
}

/// Returns the built-in column with that title in the language of the lists, or in any other.
fn titled(title: &str, texts: &Texts) -> Option<Column> {
    let title = title.to_lowercase();
    let has_title = |texts: &Texts, column: Column| {
        let short = texts.short_header(column.key());
        [Some(texts.column(column.key())), short].into_iter().flatten().any(|own| own.to_lowercase() == title)
    };
    let own = Column::ALL.into_iter().find(|column| has_title(texts, *column));
    own.or_else(|| {
        let mut others = Language::ALL.into_iter().map(Texts::new);
        others.find_map(|texts| Column::ALL.into_iter().find(|column| has_title(&texts, *column)))
    })
}

fn check_headings(header: &TableLine, headings: &[Heading]) -> Result<(), Refusal> {
    let ids = headings.iter().filter(|heading| matches!(heading, Heading::Id)).count();
    if ids != 1 {
        let form = if ids == 0 { "none" } else { "several" };
        return Err(Refusal::of_usage(Phrase::new("edit-table-id").with("form", form).with("id", ID)));
    }
    let mut fields: Vec<&CorrectionColumn> = Vec::new();
    for (heading, name) in headings.iter().zip(&header.cells) {
        let Heading::Field(column) = heading else { continue };
        let is_same_field = |known: &&&CorrectionColumn| {
            let are_apart = known.kind.is_some() && column.kind.is_some() && known.kind != column.kind;
            !are_apart && known.field.eq_ignore_ascii_case(&column.field)
        };
        if let Some(known) = fields.iter().find(is_same_field).filter(|known| **known != column) {
            let known = known.kind.map_or(String::new(), |kind| format!("{}.", kind.name())) + &known.field;
            let same = Phrase::new("edit-table-same-field").with("one", known).with("other", name.trim());
            return Err(Refusal::of_usage(same));
        }
        if fields.contains(&column) {
            return Err(Refusal::of_usage(Phrase::new("edit-table-column-twice").with("name", name.trim())));
        }
        fields.push(column);
    }
    if fields.is_empty() {
        return Err(Refusal::of_usage(Phrase::new("edit-table-no-field")));
    }
    Ok(())
}

/// Returns what a line says about an operation.
fn row(line: &TableLine, headings: &[Heading]) -> Result<CorrectionRow, LineFault> {
    let (found, expected) = (line.cells.len(), headings.len());
    let has_more = line.cells.iter().skip(expected).any(|cell| !cell.trim().is_empty());
    if found < expected || has_more {
        return Err(LineFault::CellCount { found: found as u64, expected: expected as u64 });
    }
    let (mut id, mut cells) = ("", Vec::new());
    for (heading, cell) in headings.iter().zip(&line.cells) {
        match heading {
            Heading::Id => id = trimmed(cell),
            Heading::Field(_) => cells.push(cell.clone()),
            Heading::ReadOnly => {}
        }
    }
    // Some tools write whole numbers with a fraction where a number is missing somewhere.
    let number =
        id.strip_suffix(".0").unwrap_or(id).parse().map_err(|_| LineFault::NoNumber { text: id.to_owned() })?;
    Ok(CorrectionRow { line: line.line, id: OperationId(number), cells })
}
