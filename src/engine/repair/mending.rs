//! What would mend an operation: its proposals, those that follow from them, and the fields that nobody can propose a value for.

use super::assignment::Assignment;
use super::proposal_selection::ProposalSelection;
use super::set_values::SetProposals;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::row_check::RowCheck;
use crate::model::{Change, Problem, Reason, State, Value, decode_row};
use crate::store::{Detail, Store};

/// A field that is to be corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mending {
    pub(crate) field: String,
    /// The proposed value, which is empty if the field is to be emptied; `None` if there is no proposal.
    pub(crate) value: Option<String>,
}

/// Returns which fields of a failed operation are to be corrected; none if that does not help, or if it has not failed. Without a
/// configuration, the proposals of the last attempt count.
///
/// # Errors
/// Those of the store, and a row that cannot be read.
pub(in crate::engine) fn mending(
    store: &Store,
    config: Option<&Config>,
    detail: &Detail,
) -> Result<Vec<Mending>, EngineError> {
    let problems = &detail.operation.problems;
    let is_no_row = problems.iter().any(|problem| problem.reason == Reason::MalformedLine);
    if detail.operation.state != State::Failed || is_no_row || problems.iter().all(|problem| problem.field.is_empty()) {
        return Ok(Vec::new());
    }
    let mut mending = of_problems(problems);
    let channels = store.channels()?;
    let channel = channels.iter().find(|channel| channel.key == detail.channel);
    if let (Some(config), Some(channel)) = (config, channel) {
        let (changes, remaining) = accept_all(config, &channel.company_code, detail)?;
        for Change { field, new, .. } in changes {
            put(&mut mending, &field, Some(new));
        }
        for problem in remaining.iter().filter(|problem| !problem.field.is_empty()) {
            put(&mut mending, &problem.field, None);
        }
    }
    Ok(mending)
}

/// Returns what accepting all proposals changes in an operation, and what is wrong then.
fn accept_all(config: &Config, company: &str, detail: &Detail) -> Result<(Vec<Change>, Vec<Problem>), EngineError> {
    let (id, layout) = (detail.operation.id, &detail.layout);
    let mut values = decode_row(&detail.row).map_err(|source| EngineError::Unreadable { id, source })?;
    let accepted = ProposalSelection::default();
    let assignments: &[Assignment] = &[];
    let (proposals, mut changes) = (SetProposals { id, layout, accepted: &accepted, assignments }, Vec::new());
    let check = |values: &[Value<'_>]| RowCheck::new(layout, values, company, &config.rules);
    let checked = proposals.set(&mut values, &mut changes, check, config.jobs.max_value)?;
    Ok((changes, checked.problems))
}

/// Returns each field that is wrong, with its first proposal.
fn of_problems(problems: &[Problem]) -> Vec<Mending> {
    let mut mending: Vec<Mending> = Vec::new();
    for problem in problems.iter().filter(|problem| !problem.field.is_empty()) {
        let proposal = problem.proposal().map(str::to_owned);
        match mending.iter_mut().find(|known| known.field == problem.field) {
            Some(known) => known.value = known.value.take().or(proposal),
            None => mending.push(Mending { field: problem.field.clone(), value: proposal }),
        }
    }
    mending
}

fn put(mending: &mut Vec<Mending>, field: &str, value: Option<String>) {
    match mending.iter_mut().find(|known| known.field.eq_ignore_ascii_case(field)) {
        Some(known) => known.value = value,
        None => mending.push(Mending { field: field.to_owned(), value }),
    }
}
