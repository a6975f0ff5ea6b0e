//! Tables in files: cells by the line, from CSV with any delimiter, a workbook, or objects in JSON.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, XlsxError};
use csv::ReaderBuilder;
use serde_json::Value as Json;

use super::delimited::read_cells;
use super::table_lines::{TableFile, TableLine};
use crate::engine::{FaultyLine, LineFault, TableOrigin};
use crate::i18n::Phrase;

/// The delimiters between which the header decides, the most likely first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The name of the column with the numbers of operations.
pub(super) const ID: &str = "id";

/// Whether the first line of a text is the header of a table of operations.
pub(super) fn is_delimited(text: &str) -> bool {
    let is_above = |line: &&str| line.trim().is_empty() || is_type_line(line);
    let first = text.lines().find(|line| !is_above(line)).unwrap_or_default();
    separator_line(first).is_some() || delimiter_of(first).is_some()
}

/// Returns the delimiter that a line of its own announces to spreadsheets.
fn separator_line(line: &str) -> Option<u8> {
    match line.trim_end_matches(['\r', '\n']).strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// Whether a line is the one that PowerShell writes above the header.
fn is_type_line(line: &str) -> bool {
    line.starts_with("#TYPE ")
}

/// Returns the delimiter of a header: the one that makes the most of its cells, of which one is [`ID`].
fn delimiter_of(header: &str) -> Option<u8> {
    let cells = |delimiter: &u8| {
        let mut reader = ReaderBuilder::new().has_headers(false).delimiter(*delimiter).from_reader(header.as_bytes());
        let record = reader.records().next()?.ok()?;
        let has_id = record.iter().any(|cell| cell.trim().eq_ignore_ascii_case(ID));
        (has_id && record.len() > 1).then_some(record.len())
    };
    let found = DELIMITERS.into_iter().filter_map(|delimiter| Some((cells(&delimiter)?, delimiter)));
    found.max_by_key(|(cells, _)| *cells).map(|(_, delimiter)| delimiter)
}

/// Reads a text with delimiters; `otherwise` is the delimiter if the header does not tell.
pub(super) fn read_delimited(text: &str, otherwise: u8) -> TableFile {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    let first = text.lines().next().unwrap_or_default();
    let announced = separator_line(first);
    if announced.is_some() || is_type_line(first) {
        text.replace_range(..first.len(), "");
    }
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = announced.or_else(|| delimiter_of(header)).unwrap_or(otherwise);
    read_cells(&text, char::from(delimiter))
}

/// Reads the first sheet of a workbook.
///
/// # Errors
/// It is not a workbook, or has no sheet.
pub(super) fn read_workbook(bytes: Vec<u8>) -> Result<TableFile, Phrase> {
    let fault = |phrase: Phrase, error: XlsxError| phrase.because(Phrase::verbatim(error));
    let workbook = Xlsx::new(Cursor::new(bytes));
    let mut workbook = workbook.map_err(|error| fault(Phrase::new("edit-no-workbook"), error))?;
    let sheet = workbook.worksheet_range_at(0).ok_or_else(|| Phrase::new("edit-no-sheet"))?;
    let sheet = sheet.map_err(|error| fault(Phrase::new("edit-sheet-unreadable"), error))?;
    let name = workbook.sheet_names().into_iter().next().unwrap_or_default();
    // Of formulas that cannot be read, nothing is known but their values.
    let formulas = workbook.worksheet_formula(&name).unwrap_or_default();
    let mut table = TableFile::default();
    let (first_row, first_column) = sheet.start().unwrap_or_default();
    for (row_number, row) in (first_row..).zip(sheet.rows()) {
        let line = u64::from(row_number) + 1;
        let has_no_value = |(column, cell): (u32, &Data)| match cell {
            Data::Error(_) => true,
            // A program that does not calculate leaves the value out.
            Data::Empty => formulas.get_value((row_number, column)).is_some_and(|formula| !formula.is_empty()),
            _ => false,
        };
        if let Some(column) = (first_column..).zip(row).position(has_no_value) {
            let column = column as u64 + u64::from(first_column) + 1;
            table.faulty.push(FaultyLine { line, fault: LineFault::CellError { column } });
        }
        table.add(TableLine { line, cells: row.iter().map(text_of).collect() });
    }
    Ok(table)
}

/// Returns the value of a cell as a person would type it.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => text_of_number(*number),
        Data::Bool(flag) => u8::from(*flag).to_string(),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
    }
}

/// Returns a number without an exponent, unless a spreadsheet has not kept all of its digits.
fn text_of_number(number: f64) -> String {
    if number.abs() < FIRST_INEXACT {
        return format!("{number}");
    }
    format!("{number:E}").replace('E', "E+")
}

/// The numbers from which on spreadsheets put zeros in place of the last digits.
const FIRST_INEXACT: f64 = 1e15;

/// Reads an array of JSON objects, or objects one after another; each is a line.
///
/// # Errors
/// The text is not JSON, or has something else than objects.
pub(super) fn read_objects(text: &str) -> Result<TableFile, Phrase> {
    let values = serde_json::Deserializer::from_str(text).into_iter::<Json>();
    let values: Vec<Json> = values.collect::<Result<_, _>>().map_err(Phrase::verbatim)?;
    let objects = values.into_iter().flat_map(|value| match value {
        Json::Array(elements) => elements,
        other => vec![other],
    });
    let mut header: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for object in objects {
        let Json::Object(object) = object else { return Err(Phrase::new("edit-no-objects")) };
        header.extend(object.keys().filter(|key| !header.contains(key)).cloned().collect::<Vec<_>>());
        rows.push(object);
    }
    let mut table = TableFile { origin: TableOrigin::Exact, ..TableFile::default() };
    let cells = |row: &serde_json::Map<String, Json>| {
        header.iter().map(|key| row.get(key).map_or(String::new(), text_of_json)).collect()
    };
    let lines: Vec<Vec<String>> = rows.iter().map(cells).collect();
    table.add(TableLine { line: 0, cells: header.clone() });
    lines.into_iter().zip(1..).for_each(|(cells, line)| table.add(TableLine { line, cells }));
    Ok(table)
}

fn text_of_json(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(table: &TableFile) -> Vec<String> {
        table.lines.iter().map(|line| format!("{}: {}", line.line, line.cells.join("/"))).collect()
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        for text in [
            "id,City\n7,Køge\n",
            "#TYPE Row\r\n\"id\",\"City\"\r\n",
            "id;City\r\n7;Køge",
            "City\tID\n",
            "sep=|\nid|City\n7|Køge",
            "\n\"Id\";\"A,B\"\n",
        ] {
            assert!(is_delimited(text), "{text}");
        }
        for text in ["Email = \"x@example.com\"", "id", "", "identity,City\n", "{\"id\": 7}"] {
            assert!(!is_delimited(text), "{text}");
        }
        let table = read_delimited("id;City, Zip\n7;\"Køge; Havn, 4600\"\n", b',');
        assert_eq!(lines(&table), ["1: id/City, Zip", "2: 7/Køge; Havn, 4600"]);
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for text in ["sep=;\nid;Street\n\n7;\"A\nB\"\n,\n8;C", "sep=;\r\nid;Street\r\n\r\n7;\"A\r\nB\"\r\n,\r\n8;C\r\n"]
        {
            let table = read_delimited(text, b',');
            assert_eq!(lines(&table), ["2: id/Street", "4: 7/A\nB", "6: ,", "7: 8/C"], "{text:?}");
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_is_a_fault_of_its_line() {
        let table = read_delimited("id,Street\n7,\"A\n8,B\n9,C\n", b',');
        assert_eq!(table.faulty, [FaultyLine { line: 2, fault: LineFault::OpenQuote }]);
        assert_eq!(read_delimited("id,Street\n7,5\" disc\n", b',').faulty, []);
    }

    #[test]
    fn objects_are_lines_with_the_keys_of_all() {
        let table =
            read_objects(r#"[{"id": 7, "City": "Køge"}, {"id": 8, "Zip": null, "City": "Ribe", "errors": [1]}]"#);
        assert_eq!(lines(&table.unwrap()), ["0: id/City/Zip/errors", "1: 7/Køge//", "2: 8/Ribe//[1]"]);
        let table = read_objects("{\"id\": 7, \"City\": \"Køge\"}\n{\"id\": 8}\n").unwrap();
        assert_eq!(lines(&table), ["0: id/City", "1: 7/Køge", "2: 8/"]);
        assert!(read_objects("[1]").is_err() && read_objects("[").is_err());
    }
}
