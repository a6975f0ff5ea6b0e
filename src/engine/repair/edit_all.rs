//! Edits many operations, or one that a person has open in an editor, and synchronizes them at once if asked to.

use std::collections::HashSet;
use std::iter;

use super::assignment::Assignment;
use super::batches::{Repair, in_batches};
use super::correction::Correction;
use super::edit::{Edit, NewValues, edit};
use super::later::{Repetition, repetitions};
use super::proposal_selection::ProposalSelection;
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
    /// Which proposals are set beside the assignments; `None` for no proposals.
    pub(crate) accepted: Option<&'a ProposalSelection>,
    /// Whether later operations on the same records that repeat a wrong value are edited too.
    pub(crate) later: bool,
    /// If they are to be synchronized at once: for how many of those that wait then the report says what they wait for.
    pub(crate) resync: Option<usize>,
}

/// What was done to operations.
#[derive(Debug, Default)]
pub(crate) struct EditReport {
    pub(crate) edits: Vec<Edit>,
    /// How many operations are about records without a field that was to be set.
    pub(crate) lacking_field: usize,
    /// How many operations have no value for which the edit has a proposal.
    pub(crate) lacking_proposal: usize,
    /// Later operations that repeat a value which was replaced, unless they were edited too.
    pub(crate) repetitions: Vec<Repetition>,
    /// What became of the operations, if they were synchronized at once.
    pub(crate) resync: Option<ResyncReport>,
}

/// What came of the batches of an edit.
#[derive(Default)]
struct EditedBatch {
    report: EditReport,
    /// Why an operation could not be edited that has none of the fields.
    no_field: Option<EngineError>,
    /// What was synchronized in the same transaction; `None` if nothing was to be.
    resynced: Option<Vec<Resynced>>,
}

impl EditedBatch {
    fn add(&mut self, batch: Self) {
        let EditReport { edits, lacking_field, lacking_proposal, repetitions, resync: _ } = batch.report;
        self.report.edits.extend(edits);
        self.report.lacking_field += lacking_field;
        self.report.lacking_proposal += lacking_proposal;
        self.report.repetitions.extend(repetitions);
        self.no_field = batch.no_field.or(self.no_field.take());
        self.resynced = batch.resynced.or(self.resynced.take());
    }
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
    // If there are several batches, all are edited before any is synchronized: what waits for an operation in an earlier
    // batch would go through as it is.
    let is_one_batch = targets.ids.len() <= targets.batch_size(repair.batch_size());
    let mut done = EditedBatch::default();
    let edit_batch = |transaction: &Transaction<'_>, batch: &[OperationId], _: &EditedBatch| {
        let EditedBatch { mut report, mut no_field, mut resynced } = EditedBatch::default();
        for id in targets.still_matching(transaction, batch, Correction::Edit)? {
            match edit(transaction, request.config, id, request.new_values(), None) {
                Err(error @ EngineError::NoField { .. }) if !targets.are_numbered() => {
                    report.lacking_field += 1;
                    no_field = Some(error);
                }
                result => report.add(result?, &request),
            }
        }
        add_later(transaction, &mut report, &request)?;
        if request.resync.is_some() && is_one_batch {
            resynced = Some(resync_edited(transaction, request.config, &report.edits)?);
        }
        Ok(EditedBatch { report, no_field, resynced })
    };
    in_batches(store, repair, targets, &mut done, edit_batch, EditedBatch::add)?;
    let EditedBatch { mut report, no_field, resynced } = done;
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
    report.forget_edited_repetitions();
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
    let (mut report, resynced) = repair.in_transaction(store, |transaction| {
        let mut report = EditReport::default();
        report.add(edit(transaction, request.config, id, request.new_values(), opened)?, &request);
        add_later(transaction, &mut report, &request)?;
        let is_changed = report.edits.iter().any(|edit| !edit.changes.is_empty());
        let resynced = match request.resync {
            Some(_) if is_changed => resync_edited(transaction, request.config, &report.edits)?,
            _ => Vec::new(),
        };
        Ok((report, resynced))
    })?;
    report.resync = request.resync.map(|explained| ResyncReport::read(store, &resynced, explained)).transpose()?;
    report.forget_edited_repetitions();
    Ok(report)
}

impl EditRequest<'_> {
    /// Returns the values that each operation gets.
    fn new_values(&self) -> NewValues<'_> {
        NewValues { assignments: self.assignments, accepted: self.accepted, later: self.later }
    }
}

impl EditReport {
    /// Adds what was done to an operation.
    fn add(&mut self, edit: Edit, request: &EditRequest<'_>) {
        if edit.changes.is_empty() && request.accepted.is_some() && request.assignments.is_empty() {
            self.lacking_proposal += 1;
        } else {
            self.edits.push(edit);
        }
    }

    /// Leaves out repetitions in operations that were edited themselves.
    pub(super) fn forget_edited_repetitions(&mut self) {
        let edited = self.edits.iter().filter(|edit| !edit.changes.is_empty());
        let mut seen: HashSet<_> = edited.map(|edit| edit.id).collect();
        self.repetitions.retain(|repetition| seen.insert(repetition.id));
    }
}

/// Edits what repeats values that the edits of the report replaced, or adds it to the report.
pub(super) fn add_later(
    transaction: &Transaction<'_>,
    report: &mut EditReport,
    request: &EditRequest<'_>,
) -> Result<(), EngineError> {
    let repetitions = repetitions(transaction, &report.edits)?;
    if !request.later {
        report.repetitions.extend(repetitions);
        return Ok(());
    }
    for Repetition { id, assignments } in &repetitions {
        let new = NewValues { assignments, accepted: None, later: false };
        report.edits.push(edit(transaction, request.config, *id, new, None)?);
    }
    Ok(())
}

/// Synchronizes what was edited in the same transaction, with what waited for it before the edit.
pub(super) fn resync_edited(
    transaction: &Transaction<'_>,
    config: &Config,
    edits: &[Edit],
) -> Result<Vec<Resynced>, EngineError> {
    let is_editable = |edit: &&Edit| Correction::Edit.is_possible(edit.state);
    let mut seen = HashSet::new();
    let ids = edits.iter().filter(is_editable).flat_map(edited_and_released);
    let ids: Vec<_> = ids.filter(|id| seen.insert(*id)).collect();
    let asked = edits.iter().map(|edit| edit.id).collect();
    resync(transaction, config, &ids, &asked)
}

fn edited_and_released(edit: &Edit) -> impl Iterator<Item = OperationId> {
    iter::once(edit.id).chain(edit.released.iter().copied())
}
