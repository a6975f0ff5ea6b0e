//! Reading files of customers line by line.

use super::batch::ImportBatches;
use super::fault::{ImportFileError, ImportFileFault, ImportLineFault};
use super::found_file::{FoundFile, ImportedFileState};
use super::header::{ImportHeader, known_names};
use super::line::read_line;
use super::request::{ImportFile, ImportRequest};
use crate::engine::error::EngineError;
use crate::exports::{Export, ExportCell, ExportEntry, ExportFault, ExportRequest};
use crate::stop::Stop;

/// Passes the lines of all files to batches, until the program is asked to stop. Returns what it found of each file.
///
/// # Errors
/// A file cannot be read, is none of customers, or is not what a reading `before` found; or those of the store.
pub(super) fn read_files<'a>(
    request: ImportRequest<'a>,
    stop: &Stop,
    batches: &mut ImportBatches<'a>,
    before: Option<&[FoundFile]>,
) -> Result<Vec<FoundFile>, EngineError> {
    let mut found = Vec::with_capacity(request.files.len());
    for (index, file) in request.files.iter().enumerate() {
        let of_file = |fault| ImportFileError { file: file.name.clone(), fault };
        let state = || {
            let state = ImportedFileState::of(&file.path);
            state.map_err(|error| of_file(ImportFileFault::Unreadable(error.into())))
        };
        let before = before.and_then(|before| before.get(index));
        let opened = state()?;
        if before.is_some_and(|before| before.state != opened) {
            return Err(of_file(ImportFileFault::Changed).into());
        }
        let lines = read_file(request, index, stop, batches)?;
        if stop.signal().is_some() {
            break;
        }
        let now = FoundFile { state: opened, lines };
        if let Some(before) = before
            && (*before != now || state()? != opened)
        {
            return Err(of_file(ImportFileFault::Changed).into());
        }
        found.push(now);
    }
    Ok(found)
}

/// Passes the lines of a file to batches, until the program is asked to stop; returns how many there are.
fn read_file<'a>(
    request: ImportRequest<'a>,
    index: usize,
    stop: &Stop,
    batches: &mut ImportBatches<'a>,
) -> Result<u64, EngineError> {
    let file = &request.files[index];
    let of_file = |fault| ImportFileError { file: file.name.clone(), fault };
    let mut export = open(request, file).map_err(|fault| of_file(ImportFileFault::Unreadable(fault)))?;
    let mut header: Option<ImportHeader> = None;
    let mut lines = 0;
    while stop.signal().is_none() {
        let next = export.next().map_err(|fault| of_file(ImportFileFault::Unreadable(fault)))?;
        let (line, cells) = match next {
            None => match export.take_interruption() {
                Some(fault) => return Err(of_file(ImportFileFault::Unreadable(fault)).into()),
                None => break,
            },
            Some(ExportEntry::Bad { line, fault, .. }) => {
                lines += 1;
                batches.leave_out(index, line, ImportLineFault::Unreadable(fault));
                continue;
            }
            Some(ExportEntry::Row { line, cells }) => {
                lines += 1;
                if let Some(header) = header.as_ref().filter(|header| header.width == cells.len()) {
                    match read_line(request, header, (index, line), cells) {
                        Ok(customer) => batches.add(customer)?,
                        Err(fault) => batches.leave_out(index, line, fault),
                    }
                    continue;
                }
                (line, cells.iter().map(|cell| owned(*cell)).collect::<Vec<_>>())
            }
        };
        // The first row, or one that brings further columns.
        let new = ImportHeader::new(export.columns(), request.company.is_some()).map_err(of_file)?;
        let cells: Vec<_> = cells.iter().map(|cell| borrowed(cell.as_deref())).collect();
        match read_line(request, header.insert(new), (index, line), &cells) {
            Ok(customer) => batches.add(customer)?,
            Err(fault) => batches.leave_out(index, line, fault),
        }
    }
    Ok(lines)
}

fn open(request: ImportRequest<'_>, file: &ImportFile) -> Result<Export, ExportFault> {
    let format_files = [file.path.with_extension("fmt")];
    Export::open(ExportRequest {
        path: &file.path,
        known: &known_names(),
        encoding: request.encoding,
        header: None,
        format_files: &format_files,
        culture: request.culture,
    })
}

fn owned(cell: ExportCell<'_>) -> Option<String> {
    match cell {
        ExportCell::Null => None,
        ExportCell::Text(text) => Some(text.to_owned()),
    }
}

fn borrowed(cell: Option<&str>) -> ExportCell<'_> {
    cell.map_or(ExportCell::Null, ExportCell::Text)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::clock::Clock;
    use crate::config::Config;
    use crate::demo;
    use crate::store::{Access, Store};
    use crate::trail::Author;

    /// What happens to a file between two readings.
    type ChangeOfFile = fn(&Path, &mut FoundFile);

    const LINES: &str = "account,CustName\nN-1,Anna\nN-2,Bert\n";

    /// Writes a file in place; the time at which it was written is `age` seconds ago.
    fn write(path: &Path, text: &str, age: u64) {
        fs::write(path, text).unwrap();
        File::options().write(true).open(path).unwrap().set_modified(ago(age)).unwrap();
    }

    fn ago(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000 - seconds)
    }

    /// Reads a file, changes it, and reads it again; returns what the second reading says.
    fn read_twice(change: impl FnOnce(&Path, &mut FoundFile)) -> Result<u64, EngineError> {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::load(&demo::make(&folder.path().join("demo")).unwrap()).unwrap();
        let path = folder.path().join("customers.csv");
        write(&path, LINES, 10);
        let files = [ImportFile { path: path.clone(), name: "customers.csv".to_owned() }];
        let request = ImportRequest {
            files: &files,
            config: &config,
            company: Some("USRT"),
            encoding: None,
            culture: None,
            is_strict: true,
            author: &Author::default(),
        };
        let mut store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let stop = Stop::default();
        let mut batches = ImportBatches::checking(&mut store, request);
        let mut found = read_files(request, &stop, &mut batches, None)?;
        change(&path, &mut found[0]);
        let mut batches = ImportBatches::writing(&mut store, request);
        read_files(request, &stop, &mut batches, Some(&found))?;
        batches.flush()?;
        Ok(batches.report.imported)
    }

    #[test]
    fn a_second_reading_finds_the_file_of_the_first() {
        assert_eq!(read_twice(|_, _| {}).unwrap(), 2);
        let changes: [(&str, ChangeOfFile); 4] = [
            ("longer", |path, _| write(path, &format!("{LINES}N-3,Cees\n"), 10)),
            ("written later", |path, _| write(path, &LINES.replace("Anna", "Emma"), 9)),
            ("another file", |path, _| {
                let other = path.with_extension("new");
                write(&other, LINES, 10);
                fs::rename(other, path).unwrap();
            }),
            // As if it were written twice within the precision of the system's times.
            ("fewer lines", |_, found| found.lines += 1),
        ];
        for (name, change) in changes {
            let error = read_twice(change).unwrap_err();
            let EngineError::Import(error) = &error else { panic!("{name}: {error}") };
            assert!(matches!(error.fault, ImportFileFault::Changed), "{name}: {error}");
        }
    }
}
