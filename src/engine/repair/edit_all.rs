//! Edits many operations, or one that a person has open in an editor, and synchronizes them at once if asked to.

use std::iter;

use super::batches::{Repair, in_batches};
use super::correction::Correction;
use super::edit::{Assignment, Edit, edit};
use super::resync::{Resynced, resync};
use super::resync_all::{ResyncReport, resync_in_batches};
use super::targets::Targets;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::identity::check_noted_accounts;
use crate::model::OperationId;
use crate::store::{Store, Transaction};

/// What to do to operations, and how to report it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EditRequest<'a> {
    pub(crate) config: &'a Config,
    pub(crate) assignments: &'a [Assignment],
    /// If they are to be synchronized at once: for how many of those that wait then the report says what they wait for.
    pub(crate) resync: Option<usize>,
}

/// What was done to operations.
#[derive(Debug, Default)]
pub(crate) struct EditReport {
    pub(crate) edits: Vec<Edit>,
    /// How many operations are about records without a field that was to be set.
    pub(crate) lacking_field: usize,
    /// What became of the operations, if they were synchronized at once.
    pub(crate) resync: Option<ResyncReport>,
}

/// Edits operations in batches. Of those that a filter matches, some may be about records without such a field.
///
/// # Errors
/// There is no such operation, it cannot be edited, or none of the operations has a field that was to be set.
pub(crate) fn edit_all(
    store: &mut Store,
    repair: &Repair<'_>,
    targets: &Targets,
    request: EditRequest<'_>,
) -> Result<EditReport, EngineError> {
    if request.resync.is_some() {
        check_noted_accounts(store)?;
    }
    let mut report = EditReport::default();
    let mut no_field = None;
    // If there are several batches, all are edited before any is synchronized: what waits for an operation in an earlier
    // batch would go through as it is.
    let is_one_batch = targets.ids.len() <= targets.batch_size(repair.batch_size());
    let mut resynced = None;
    in_batches(store, repair, targets, |transaction, batch| {
        for id in targets.still_matching(transaction, batch, Correction::Edit)? {
            match edit(transaction, request.config, id, request.assignments, None) {
                Err(error @ EngineError::NoField { .. }) if !targets.are_numbered() => {
                    report.lacking_field += 1;
                    no_field = Some(error);
                }
                result => report.edits.push(result?),
            }
        }
        if request.resync.is_some() && is_one_batch {
            resynced = Some(resync_edited(transaction, request.config, &report.edits)?);
        }
        Ok(())
    })?;
    if let Some(explained) = request.resync {
        let resynced = match resynced {
            Some(resynced) => resynced,
            None => {
                let edited = Targets::of_earlier_step(report.edits.iter().flat_map(edited_and_released).collect());
                resync_in_batches(store, repair, request.config, &edited)?
            }
        };
        report.resync = Some(ResyncReport::read(store, &resynced, explained)?);
    }
    match no_field {
        Some(error) if report.edits.is_empty() => Err(error),
        _ => Ok(report),
    }
}

/// Edits one operation that somebody looked at when `opened` was the last entry about it. Nothing is written if nothing
/// changes.
///
/// # Errors
/// [`EngineError::ChangedMeanwhile`] if there is a later entry, and those of [`edit_all`].
pub(crate) fn edit_opened(
    store: &mut Store,
    repair: &Repair<'_>,
    id: OperationId,
    opened: Option<i64>,
    request: EditRequest<'_>,
) -> Result<EditReport, EngineError> {
    if request.resync.is_some() {
        check_noted_accounts(store)?;
    }
    let transaction = repair.begin(store)?;
    let edits = vec![edit(&transaction, request.config, id, request.assignments, opened)?];
    let is_changed = edits.iter().any(|edit| !edit.changes.is_empty());
    let resynced = match request.resync {
        Some(_) if is_changed => resync_edited(&transaction, request.config, &edits)?,
        _ => Vec::new(),
    };
    transaction.commit()?;
    let resync = request.resync.map(|explained| ResyncReport::read(store, &resynced, explained)).transpose()?;
    Ok(EditReport { edits, lacking_field: 0, resync })
}

/// Synchronizes what was edited in the same transaction, with what waited for it before the edit.
fn resync_edited(transaction: &Transaction<'_>, config: &Config, edits: &[Edit]) -> Result<Vec<Resynced>, EngineError> {
    let ids: Vec<_> = edits.iter().flat_map(edited_and_released).collect();
    let asked = edits.iter().map(|edit| edit.id).collect();
    resync(transaction, config, &ids, &asked)
}

fn edited_and_released(edit: &Edit) -> impl Iterator<Item = OperationId> {
    iter::once(edit.id).chain(edit.released.iter().copied())
}
