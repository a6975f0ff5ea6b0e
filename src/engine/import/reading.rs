//! Reading files of customers line by line.

use super::batch::ImportBatches;
use super::fault::{ImportFileError, ImportFileFault, ImportLineFault};
use super::header::{ImportHeader, known_names};
use super::line::read_line;
use super::request::{ImportFile, ImportRequest};
use crate::engine::error::EngineError;
use crate::exports::{Export, ExportCell, ExportEntry, ExportFault, ExportRequest};
use crate::stop::Stop;

/// Passes the lines of all files to batches, until the program is asked to stop.
///
/// # Errors
/// A file cannot be read, or is none of customers; or those of the store.
pub(super) fn read_files<'a>(
    request: ImportRequest<'a>,
    stop: &Stop,
    batches: &mut ImportBatches<'a>,
) -> Result<(), EngineError> {
    for (index, file) in request.files.iter().enumerate() {
        let of_file = |fault| ImportFileError { file: file.name.clone(), fault };
        let mut export = open(request, file).map_err(|fault| of_file(ImportFileFault::Unreadable(fault)))?;
        let mut header: Option<ImportHeader> = None;
        loop {
            if stop.signal().is_some() {
                return Ok(());
            }
            let next = export.next().map_err(|fault| of_file(ImportFileFault::Unreadable(fault)))?;
            let (line, cells) = match next {
                None => match export.take_interruption() {
                    Some(fault) => return Err(of_file(ImportFileFault::Unreadable(fault)).into()),
                    None => break,
                },
                Some(ExportEntry::Bad { line, fault, .. }) => {
                    batches.leave_out(index, line, ImportLineFault::Unreadable(fault));
                    continue;
                }
                Some(ExportEntry::Row { line, cells }) => {
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
    }
    Ok(())
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
