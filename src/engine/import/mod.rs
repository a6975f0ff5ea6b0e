//! Importing customers that headquarters had before: lines of files become customers with accounts and values, in batches that
//! are one transaction each.

mod batch;
mod decide;
mod fault;
mod header;
mod line;
mod reading;
mod report;
mod request;

pub(crate) use fault::{BadImportLine, ImportFileError, ImportLineFault};
pub(crate) use report::ImportReport;
pub(crate) use request::{ImportFile, ImportRequest};

use crate::engine::error::EngineError;
use crate::engine::identity::check_noted_accounts;
use crate::engine::jobs::{Environment, StoreFile, look_before_creating, with_locked_store};
use crate::store::{Access, Store};
use batch::ImportBatches;
use reading::read_files;

/// Imports customers into a store under its run lock; a store that is missing is created, unless a channel or the anchors know
/// one. Batches that were committed before an error stay, and the report says so.
///
/// # Errors
/// A run holds the lock, the store cannot be used, or a file cannot be read and nothing was imported.
pub(crate) fn import_customers(
    file: &StoreFile<'_>,
    request: ImportRequest<'_>,
    environment: &Environment<'_>,
) -> Result<ImportReport, EngineError> {
    if file.access == Access::Create && Store::is_missing(file.path)? {
        look_before_creating(file, environment)?;
    }
    with_locked_store(file, environment.actor, environment.stop, |store, _| import(store, request, environment))
}

fn import(
    store: &mut Store,
    request: ImportRequest<'_>,
    environment: &Environment<'_>,
) -> Result<ImportReport, EngineError> {
    check_noted_accounts(store)?;
    if request.is_strict {
        let checked = run(ImportBatches::checking(store, request), request, environment)?;
        if checked.left_out > 0 || checked.ended_by.is_some() {
            return Ok(ImportReport { is_refused: checked.left_out > 0, ..checked });
        }
    }
    let mut report = run(ImportBatches::writing(store, request), request, environment)?;
    report.count_resolvable(store)?;
    Ok(report)
}

/// Passes the lines of all files to batches.
fn run<'a>(
    mut batches: ImportBatches<'a>,
    request: ImportRequest<'a>,
    environment: &Environment<'_>,
) -> Result<ImportReport, EngineError> {
    match read_files(request, environment.stop, &mut batches).and_then(|()| batches.flush()) {
        // What is in a batch that was not full is not lost: it was read before the file ended.
        Err(EngineError::Import(error)) => {
            batches.flush()?;
            batches.report.end_by(error)?;
        }
        done => done?,
    }
    Ok(batches.report)
}
