//! Whole files: what is read of each form, and why others are not read.

use std::fs;
use std::path::PathBuf;

use super::form::ExportLayout;
use super::*;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Read {
    Row(u64, Vec<Option<String>>),
    Bad(u64, String, BadLine),
}

/// Settings of a channel, and files beside the exports.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given<'g> {
    pub(super) encoding: Option<&'g str>,
    pub(super) header: Option<&'g [&'g str]>,
    pub(super) format_file: Option<&'g str>,
}

pub(super) const KNOWN: [&str; 3] = ["CustAccount", "CUSTNAME", "CITY"];

/// The form of a file, its columns and what it holds.
pub(super) type WholeFile = (ExportForm, Vec<String>, Vec<Read>);

/// Reads a whole file; or what it holds before the fault.
pub(super) fn read_given(content: &[u8], given: Given<'_>) -> Result<WholeFile, (Vec<Read>, ExportFault)> {
    let folder = tempfile::tempdir().unwrap();
    let (path, format_file) = (folder.path().join("t.csv"), folder.path().join("t.fmt"));
    fs::write(&path, content).unwrap();
    if let Some(format) = given.format_file {
        fs::write(&format_file, format).unwrap();
    }
    let header: Option<Vec<_>> = given.header.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    let request = ExportRequest {
        path: &path,
        known: &KNOWN,
        encoding: given.encoding.map(|name| TextEncoding::named(name).unwrap()),
        header: header.as_deref(),
        format_files: &[PathBuf::from("/nowhere/t.fmt"), format_file],
        culture: None,
    };
    let mut export = Export::open(request).map_err(|fault| (Vec::new(), fault))?;
    let mut found = Vec::new();
    loop {
        found.push(match export.next() {
            Ok(None) => break,
            Err(fault) => {
                assert!(matches!(export.next(), Ok(None)), "nothing follows a fault");
                return Err((found, fault));
            }
            Ok(Some(ExportEntry::Bad { line, text, fault })) => Read::Bad(line, text.to_owned(), fault),
            Ok(Some(ExportEntry::Row { line, cells })) => {
                let value = |cell: &ExportCell<'_>| match cell {
                    ExportCell::Null => None,
                    ExportCell::Text(text) => Some((*text).to_owned()),
                };
                Read::Row(line, cells.iter().map(value).collect())
            }
        });
    }
    Ok((export.form().clone(), export.columns().to_vec(), found))
}

/// Reads a file without settings.
pub(super) fn read(content: impl AsRef<[u8]>) -> Result<Vec<Read>, ExportFault> {
    read_given(content.as_ref(), Given::default()).map(|(.., found)| found).map_err(|(_, fault)| fault)
}

/// A row; `NULL` stands for none.
pub(super) fn row(line: u64, values: &[&str]) -> Read {
    Read::Row(line, values.iter().map(|value| (*value != "NULL").then(|| (*value).to_owned())).collect())
}

pub(super) fn bad(line: u64, text: &str, expected: usize, found: usize) -> Read {
    Read::Bad(line, text.to_owned(), BadLine::Fields { expected, found })
}

/// Returns which fault a file has, and whether a setting helps.
pub(super) fn fault(content: impl AsRef<[u8]>) -> (String, bool) {
    let fault = read(content).expect_err("the file cannot be read");
    (fault.to_string(), fault.needs_setting())
}

#[test]
fn what_sqlcmd_writes_around_rows_is_no_row() {
    let text = "Changed database context to 'RetailChannelDatabase'.\r\nCUSTACCOUNT|CITY\r\n-----------|----\r\n\
        C-1|NULL\r\nC-2|\"De Mill\"\r\nC-3|\r\n\r\n(3 rows affected)\r\n";
    let (form, columns, found) = read_given(text.as_bytes(), Given::default()).unwrap();
    assert_eq!(columns, ["CUSTACCOUNT", "CITY"]);
    assert_eq!(found, [row(4, &["C-1", "NULL"]), row(5, &["C-2", "\"De Mill\""]), row(6, &["C-3", ""])]);
    assert_eq!(form.phrase().to_string(), "sqlcmd: delimited by `|`, not quoted, columns from the first line, UTF-8");
}

#[test]
fn a_header_may_be_repeated() {
    let text = "CUSTACCOUNT|CITY\n-----------|----\nC-1|A\nCUSTACCOUNT|CITY\n-----------|----\n-|-\n";
    assert_eq!(read(text).unwrap(), [row(3, &["C-1", "A"]), row(6, &["-", "-"])]);
}

#[test]
fn powershell_quotes_everything() {
    let text = "#TYPE System.Data.DataRow\r\n\"CUSTACCOUNT\",\"CITY\"\r\n\"C-1\",\"NULL\"\r\n\
        \"C-2\",\"The \"\"Mill\"\",\r\nrear\"\r\n\"C-3\",\"\"\r\n";
    let (form, _, found) = read_given(text.as_bytes(), Given::default()).unwrap();
    let null = Read::Row(3, vec![Some("C-1".to_owned()), Some("NULL".to_owned())]);
    assert_eq!(found, [null, row(4, &["C-2", "The \"Mill\",\r\nrear"]), row(6, &["C-3", ""])]);
    assert_eq!(form.tool, Some("PowerShell"));
}

#[test]
fn data_factory_may_quote_everything_too() {
    let text = "\"CUSTACCOUNT\",\"CITY\"\r\n\"C-1\",\"The \\\"Mill\\\", rear\"\r\n\"C-2\",\"B\"\r\n";
    let (form, _, found) = read_given(text.as_bytes(), Given::default()).unwrap();
    assert_eq!(found, [row(2, &["C-1", "The \"Mill\", rear"]), row(3, &["C-2", "B"])]);
    assert_eq!(form.tool, Some("Data Factory"));
    // A backslash before the closing quote is one of a path.
    let (form, _, found) =
        read_given(b"\"CUSTACCOUNT\",\"CITY\"\n\"C:\\\",\"A\"\n\"D\",\"B\"\n", Given::default()).unwrap();
    assert_eq!((found.len(), &found[0], form.tool), (2, &row(2, &["C:\\", "A"]), Some("PowerShell")));
}

#[test]
fn quotes_are_quotes_where_the_file_as_a_whole_shows_it() {
    for (text, expected) in [
        // Under one of the readings all lines are rows.
        ("\"A, b\",x\n", vec![row(2, &["A, b", "x"])]),
        ("\"A\nb\",x\n", vec![row(2, &["A\nb", "x"])]),
        ("\"De Mill\" Inc,x\n", vec![row(2, &["\"De Mill\" Inc", "x"])]),
        ("\"De Mill,x\n1,2\"\n", vec![row(2, &["\"De Mill", "x"]), row(3, &["1", "2\""])]),
        ("5\" nail,x\n", vec![row(2, &["5\" nail", "x"])]),
        // Both are right.
        ("\"A\",x\n", vec![row(2, &["A", "x"])]),
        ("\"De Mill,x\n1,2\n", vec![row(2, &["\"De Mill", "x"]), row(3, &["1", "2"])]),
        // Data Factory's.
        ("\"A, \\\"b\\\"\",x\n", vec![row(2, &["A, \"b\"", "x"])]),
        ("\"C:\\\",\"a,b\"\n", vec![row(2, &["C:\\", "a,b"])]),
        // Neither: most lines decide.
        (
            "\"A, b\",x\n\"A, c\",y\n\"De\" Mill,z\n",
            vec![
                row(2, &["A, b", "x"]),
                row(3, &["A, c", "y"]),
                Read::Bad(4, "\"De\" Mill,z".to_owned(), BadLine::Quotes),
            ],
        ),
    ] {
        assert_eq!(read(format!("CITY,CUSTNAME\n{text}")).unwrap(), expected, "{text}");
    }
}

#[test]
fn files_without_a_header_need_their_columns_from_elsewhere() {
    let text = b"C-1\tA\tx\r\nC-2\t\0\ty\r\n";
    let (message, needs_setting) = fault(text);
    assert_eq!(message, "line 1 is not a header, and nothing else names the columns");
    assert!(needs_setting);
    let expected = [row(1, &["C-1", "A", "x"]), row(2, &["C-2", "", "y"])];
    let header = Some(&["CUSTACCOUNT", "CITY", "TIER"][..]);
    let (form, columns, found) = read_given(text, Given { header, ..Given::default() }).unwrap();
    assert_eq!(
        (form.tool, &columns[..], &found[..]),
        (Some("bcp"), &["CUSTACCOUNT", "CITY", "TIER"].map(String::from)[..], &expected[..])
    );
    let format_file =
        "14.0\n3\n1 SQLCHAR 0 0 \"\\t\" 1 A \"\"\n2 SQLCHAR 0 0 \"\\t\" 2 B \"\"\n3 SQLCHAR 0 0 \"\\r\\n\" 3 C \"\"\n";
    let given = Given { format_file: Some(format_file), header, encoding: None };
    let (form, columns, found) = read_given(text, given).unwrap();
    assert_eq!(
        (form.tool, &columns[..], &found[..]),
        (Some("bcp"), &["A", "B", "C"].map(String::from)[..], &expected[..])
    );
    // A header of the file's own comes first.
    let (_, columns, _) = read_given(b"CITY,CUSTNAME\n", given).unwrap();
    assert_eq!(columns, ["CITY", "CUSTNAME"]);
    let (_, fault) = read_given(b"C-1\tA\r\nC-2\tB\r\n", given).unwrap_err();
    assert_eq!(fault.to_string(), "no delimiter splits the lines from line 1 on into 3 columns");
    let broken = Given { format_file: Some("14.0\n2\n1 SQLINT 4 4 \"\" 1 A \"\"\n"), ..Given::default() };
    let (_, fault) = read_given(text, broken).unwrap_err();
    assert!(fault.to_string().ends_with("t.fmt`, line 3: the field is not text up to a terminator"), "{fault}");
    assert!(fault.needs_setting());
}

#[test]
fn the_delimiter_of_a_file_without_a_header_fits_the_columns() {
    let header = Some(&["CUSTACCOUNT", "CITY"][..]);
    for (text, expected) in [
        ("C-1,A b\nC-2,B\n", row(1, &["C-1", "A b"])),
        ("C-1;A, b\nC-2;B\n", row(1, &["C-1", "A, b"])),
        ("\"A, b\",x\n", row(1, &["A, b", "x"])),
        ("\"A \\\"b, c\\\"\",x\n", row(1, &["A \"b, c\"", "x"])),
        ("C-1|A\n", row(1, &["C-1", "A"])),
    ] {
        let (.., found) = read_given(text.as_bytes(), Given { header, ..Given::default() }).unwrap();
        assert_eq!(found[0], expected, "{text}");
    }
}

#[test]
fn an_empty_file_has_no_rows() {
    for text in
        ["", "\u{feff}", "\r\n", "\n(0 rows affected)\n", "CITY,CUSTNAME\n", "\"CITY\",\"CUSTNAME\"\r\n", "[]", "[ ]\n"]
    {
        assert_eq!(read(text).unwrap(), [], "{text:?}");
    }
}

#[test]
fn lines_between_rows_that_are_empty_do_not_matter() {
    let text = "\r\nCITY\tCUSTNAME\r\n\r\nA\tx\r\n \r\n\t\r\n\u{1a}";
    assert_eq!(read(text).unwrap(), [row(4, &["A", "x"]), row(6, &["", ""])]);
}

#[test]
fn json_is_read_in_an_array_and_in_lines() {
    let objects = ["{\"CUSTACCOUNT\":\"C-1\",\"CREDITMAX\":2500.0000}", "{\"CUSTACCOUNT\":\"C-2\",\"CITY\":null}"];
    let expected = |first, second| [row(first, &["C-1", "2500.0000", "NULL"]), row(second, &["C-2", "NULL", "NULL"])];
    for (text, frame, lines) in [
        (objects.join("\r\n"), ExportLayout::JsonLines, (1, 2)),
        (format!("\u{feff}\n{}\n\n{}\n", objects[0], objects[1]), ExportLayout::JsonLines, (2, 4)),
        (format!("[{}]", objects.join(",")), ExportLayout::JsonArray, (1, 1)),
        (format!("[\r\n  {}\r\n]\r\n", objects.join(",\r\n  ")), ExportLayout::JsonArray, (2, 3)),
        (
            format!(
                "{}\n-----\n[{}]\n\n(2 rows affected)\n",
                "JSON_F52E2B61-18A1-11d1-B105-00805F49916B",
                objects.join(",")
            ),
            ExportLayout::JsonArray,
            (3, 3),
        ),
        (objects.join("\n").replace(",\"", ",\n \""), ExportLayout::JsonLines, (1, 3)),
    ] {
        let (form, columns, found) = read_given(text.as_bytes(), Given::default()).unwrap();
        assert_eq!(columns, ["CUSTACCOUNT", "CREDITMAX", "CITY"], "{text}");
        assert_eq!((form.layout, &found[..]), (frame, &expected(lines.0, lines.1)[..]), "{text}");
    }
}

#[test]
fn a_bad_object_does_not_take_its_neighbours_along() {
    let json = |line, text: &str| Read::Bad(line, text.to_owned(), BadLine::Json);
    let text = "{\"CITY\":\"A\"}\r\n{\"CITY\":[1]}\r\n{\"CITY\":\"B\r\n{\"CITY\":\"C\"\r\n{\"CITY\":\"D\"}\r\nE\r\n";
    assert_eq!(
        read(text).unwrap(),
        [
            row(1, &["A"]),
            json(2, "{\"CITY\":[1]}"),
            json(3, "{\"CITY\":\"B"),
            json(4, "{\"CITY\":\"C\""),
            row(5, &["D"]),
            json(6, "E"),
        ]
    );
    let text = "[{\"CITY\":\"A\"},{\"CITY\":1,\"city\":2},{\"CITY\":\"B\"}]";
    assert_eq!(read(text).unwrap(), [row(1, &["A"]), json(1, "{\"CITY\":1,\"city\":2}"), row(1, &["B"])]);
}

#[test]
fn rows_are_whole_where_blocks_end() {
    let value = "é\"x\n".repeat(1000).replace('"', "\"\"");
    let rows = (0..300).map(|number| format!("{number},\"{value}{number}\"\n"));
    let text = format!("CITY,CUSTNAME\n{}", rows.collect::<String>());
    let found = read(&text).unwrap();
    assert_eq!(found.len(), 300);
    for (number, read) in found.iter().enumerate() {
        let expected = format!("{}{number}", value.replace("\"\"", "\""));
        assert_eq!(*read, row(2 + number as u64 * 1001, &[&number.to_string(), &expected]), "{number}");
    }
}
