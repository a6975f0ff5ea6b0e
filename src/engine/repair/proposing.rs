//! Which of the operations that a filter matches have a proposal to accept.

use super::proposal_selection::ProposalSelection;
use super::targets::Targets;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::row_check::RowCheck;
use crate::model::{OperationId, decode_row};
use crate::store::{Detail, Store};

/// Leaves out the targets without a proposal to accept, so that nobody is asked about them; returns their number. Those that a
/// person named by their numbers stay.
///
/// # Errors
/// Those of the store, and a row that cannot be read.
pub(crate) fn leave_out_unproposed(
    store: &Store,
    config: &Config,
    targets: &mut Targets,
    accepted: &ProposalSelection,
) -> Result<usize, EngineError> {
    if targets.are_numbered() {
        return Ok(0);
    }
    let store = store.snapshot()?;
    let channels = store.channels()?;
    let company_of = |detail: &Detail| {
        let channel = channels.iter().find(|channel| channel.key == detail.channel);
        channel.map(|channel| channel.company_code.as_str()).unwrap_or_default()
    };
    let before = targets.ids.len();
    let mut proposing: Vec<OperationId> = Vec::new();
    for &id in &targets.ids {
        let Some(detail) = store.detail(id)? else { continue };
        let values = decode_row(&detail.row).map_err(|source| EngineError::Unreadable { id, source })?;
        let check = RowCheck::new(&detail.layout, &values, company_of(&detail), &config.rules);
        if !accepted.assignments(detail.layout.kind(), &check.problems, &check.notes, &[]).is_empty() {
            proposing.push(id);
        }
    }
    targets.ids = proposing;
    Ok(before - targets.ids.len())
}
