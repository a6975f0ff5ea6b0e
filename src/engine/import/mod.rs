//! Importing customers that headquarters had before: lines of files become customers with accounts and values, in batches that
//! are one transaction each.

mod batch;
mod decide;
mod decision;
mod fault;
mod found_file;
mod header;
mod line;
mod line_names;
mod reading;
mod report;
mod request;
mod seen;

pub(crate) use fault::{BadImportLine, ImportFileError, ImportLineFault};
pub(crate) use report::ImportReport;
pub(crate) use request::{ImportFile, ImportRequest};

use crate::engine::error::EngineError;
use crate::engine::identity::check_noted_accounts;
use crate::engine::jobs::{Environment, GuardedStore, look_before_creating, with_locked_store};
use crate::store::{Access, Store};
use batch::ImportBatches;
use reading::read_files;

/// Imports customers into a store under its run lock; a store that is missing is created, unless a channel or the anchors know
/// one. Batches that were committed before an error stay, and the report says so.
///
/// # Errors
/// A run holds the lock, the store cannot be used, or a file cannot be read and nothing was imported.
pub(crate) fn import_customers(
    file: &GuardedStore<'_>,
    request: ImportRequest<'_>,
    environment: &Environment<'_>,
) -> Result<ImportReport, EngineError> {
    if file.access == Access::Create && Store::is_missing(file.address)? {
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
    let checked = if request.is_strict {
        let mut batches = ImportBatches::checking(store, request);
        let found = read_files(request, environment.stop, &mut batches, None)?;
        batches.flush()?;
        if batches.report.left_out > 0 {
            return Ok(ImportReport { is_refused: true, ..batches.report });
        }
        Some(found)
    } else {
        None
    };
    let mut batches = ImportBatches::writing(store, request);
    let read = read_files(request, environment.stop, &mut batches, checked.as_deref());
    match read.and_then(|_| batches.flush()) {
        Err(EngineError::Import(error)) => {
            // What was read before the file ended is not lost; but a strict import takes nothing of which it is not certain.
            if !request.is_strict {
                batches.flush()?;
            }
            batches.report.end_by(error)?;
        }
        done => done?,
    }
    let mut report = batches.report;
    report.count_resolvable(store)?;
    Ok(report)
}
