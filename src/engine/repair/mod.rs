//! Corrections: operations that failed or wait are edited, synchronized again or dismissed.

mod assignment;
mod batches;
mod correction;
mod dismiss;
mod draft_check;
mod edit;
mod edit_all;
mod edit_table;
mod later;
mod mending;
mod misread;
mod opened;
mod place_in_order;
mod proposal_selection;
mod proposing;
mod rereading;
mod resync;
mod resync_all;
mod set_values;
mod sheet_number;
mod targets;

pub(crate) use assignment::Assignment;
pub(crate) use batches::{DEFAULT_BATCH_SIZE, Repair};
pub(crate) use correction::Correction;
#[cfg(test)]
pub(super) use dismiss::dismiss;
pub(crate) use dismiss::{DismissReport, dismiss_all};
pub(crate) use draft_check::check_draft;
pub(crate) use edit::Edit;
#[cfg(test)]
pub(super) use edit::{NewValues, edit};
pub(crate) use edit_all::{EditReport, EditRequest, edit_all, edit_opened};
pub(crate) use edit_table::{
    CorrectionColumn, CorrectionRow, CorrectionTable, FaultyLine, LineFault, TableOrigin, edit_table,
};
pub(crate) use later::Repetition;
pub(crate) use mending::Mending;
pub(super) use mending::mending;
pub(crate) use opened::OpenedOperation;
pub(crate) use proposal_selection::{AcceptedField, ProposalSelection};
pub(crate) use proposing::leave_out_unproposed;
#[cfg(test)]
pub(super) use resync::resync;
pub(crate) use resync_all::{ResyncReport, ResyncedOperation, resync_all};
pub(crate) use targets::{Matches, Targets, matching_operations};
