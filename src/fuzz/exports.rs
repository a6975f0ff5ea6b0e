//! Files of exported tables: whatever they hold, a second reading finds the same.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::exports::{
    BadLine, Culture, Export, ExportCell, ExportEntry, ExportFault, ExportForm, ExportRequest, ReadTime, TextEncoding,
    amount, integer, time,
};
use crate::model::WrittenTime;

/// Names by which a header is known, and those of a file without one.
const KNOWN: [&str; 3] = ["CUSTACCOUNT", "CUSTNAME", "CITY"];

/// Encodings of one, two and several bytes for a letter.
const ENCODINGS: [&str; 5] = ["windows-1252", "850", "utf-16le", "shift_jis", "gb18030"];

thread_local! {
    static FOLDER: tempfile::TempDir = tempfile::tempdir().expect("there is a folder for temporary files");
}

/// Reads a file of text, delimited or JSON. Each row has to have a cell for each column, and a second reading has to find the
/// same.
///
/// # Panics
/// Where any of this does not hold.
pub fn export(content: &[u8]) {
    read_twice(content, None, ENCODINGS[0]);
}

/// Reads a file, packed or not, in an encoding that the first byte chooses.
///
/// # Panics
/// As [`export`].
pub fn packed_export(input: &[u8]) {
    let Some((choice, content)) = input.split_first() else { return };
    let encoding = ENCODINGS[usize::from(choice >> 1) % ENCODINGS.len()];
    if choice % 2 == 0 {
        read_twice(content, None, encoding);
        return;
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content).expect("there is room in memory");
    read_twice(&packed.finish().expect("there is room in memory"), None, encoding);
}

/// Reads a file without a header beside a format file: what stands before the first empty line.
///
/// # Panics
/// As [`export`].
pub fn format_file(text: &str) {
    let (format, content) = text.split_once("\n\n").unwrap_or((text, ""));
    read_twice(content.as_bytes(), Some(&format!("{format}\n")), ENCODINGS[0]);
}

/// Reads a value as a time, an amount and a whole number. What is read as a time has to be one of channel databases, and what
/// is mended has to stay so.
///
/// # Panics
/// Where any of this does not hold.
pub fn export_value(text: &str) {
    assert_eq!(integer(&integer(text)), integer(text));
    for culture in Culture::names().map(Culture::named).chain([None]) {
        let read = match time(text, culture) {
            ReadTime::Time(read) => Some(read.into_owned()),
            ReadTime::Localized(read) => Some(read),
            ReadTime::OfCulture | ReadTime::Other => None,
        };
        if let Some(read) = read {
            assert!(WrittenTime::read(&read).is_some(), "{text} became {read}");
            assert_eq!(time(&read, culture), ReadTime::Time(read.as_str().into()), "{text}");
        }
        let mended = amount(text, culture);
        assert_eq!(amount(&mended, None), mended, "{text}");
    }
}

fn read_twice(content: &[u8], format: Option<&str>, encoding: &str) {
    FOLDER.with(|folder| {
        let (path, format_file) = (folder.path().join("t"), folder.path().join("t.fmt"));
        fs::write(&path, content).expect("there is room for temporary files");
        if let Some(format) = format {
            fs::write(&format_file, format).expect("there is room for temporary files");
        }
        let format_files: &[PathBuf] = if format.is_some() { &[format_file] } else { &[] };
        let read = || read(&path, format_files, encoding);
        assert_eq!(read(), read());
    });
}

/// Returns the columns, rows and bad lines of a file as text, and its fault.
fn read(path: &Path, format_files: &[PathBuf], encoding: &str) -> (Vec<String>, Option<String>) {
    let header = KNOWN.map(str::to_owned);
    let request = ExportRequest {
        path,
        known: &KNOWN,
        encoding: TextEncoding::named(encoding),
        header: Some(&header),
        format_files,
        culture: None,
    };
    let mut found = Vec::new();
    let fault = read_all(request, &mut found).err();
    (found, fault.map(|fault| format!("{fault} {}", fault.needs_setting())))
}

fn read_all(request: ExportRequest<'_>, found: &mut Vec<String>) -> Result<(), ExportFault> {
    let mut export = Export::open(request)?;
    let columns = export.columns().len();
    found.push(format!("{} {:?}", ExportForm::phrase(export.form()), export.columns()));
    let mut last_line = 0;
    while let Some(entry) = export.next()? {
        let (ExportEntry::Row { line, .. } | ExportEntry::Bad { line, .. }) = entry;
        assert!(line >= last_line, "line {line} is behind line {last_line}");
        last_line = line;
        if let ExportEntry::Row { cells, .. } = &entry {
            assert_eq!(cells.len(), columns);
            let is_whole = |cell: &ExportCell<'_>| !matches!(cell, ExportCell::Text("\0"));
            assert!(cells.iter().all(is_whole), "a NUL alone is an empty text");
        }
        if let ExportEntry::Bad { text, fault, .. } = &entry {
            found.push(format!("{text}: {}", BadLine::phrase(fault)));
        }
        found.push(format!("{entry:?}"));
    }
    Ok(())
}
