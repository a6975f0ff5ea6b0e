//! Synchronizes certain operations now, then what waited for them.

use std::collections::HashSet;

use super::correction::Correction;
use super::rereading::reread;
use crate::config::Config;
use crate::engine::error::{EngineError, no_operation};
use crate::engine::sync::{Batch, Terms, work};
use crate::model::{Figures, OperationId, State};
use crate::store::Transaction;

/// An operation that was decided on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct Resynced {
    pub(in crate::engine) id: OperationId,
    /// Whether a person selected it; otherwise it waited for one that was selected, or had to go first.
    pub(in crate::engine) asked: bool,
}

/// Decides on operations, in the caller's transaction; returns all that were decided on, in their order, and those that
/// cannot be since their rows are malformed. `asked` are those that a person selected, in this transaction and in others.
///
/// # Errors
/// There is no such operation, or it has gone through.
pub(in crate::engine) fn resync(
    transaction: &Transaction<'_>,
    config: &Config,
    ids: &[OperationId],
    asked: &HashSet<OperationId>,
) -> Result<Vec<Resynced>, EngineError> {
    let jump = transaction.clock_jump(config.jobs.orphan_after)?;
    let terms = Terms::new(transaction, config, jump)?;
    let states = transaction.states(ids)?;
    let unreadable = transaction.with_unreadable_row(ids)?;
    let (mut malformed, mut readable, mut reopened) = (Vec::new(), Vec::with_capacity(ids.len()), Vec::new());
    for &id in ids {
        let state = *states.get(&id).ok_or_else(|| no_operation(transaction, id))?;
        Correction::Resync.check(id, state)?;
        if unreadable.contains(&id) && !reread(transaction, config, id)? {
            if state == State::Dismissed {
                transaction.revive(id)?;
            }
            malformed.push(id);
            continue;
        }
        if state != State::Pending {
            reopened.push(id);
        }
        readable.push(id);
    }
    transaction.reopen_all(&reopened)?;
    transaction.lay_out_works(readable.iter().copied())?;
    let items = readable.into_iter().map(|id| work(transaction, id)).collect::<Result<Vec<_>, _>>()?;
    let mut figures = Figures::default();
    let mut batch = Batch { transaction, terms: &terms, asked, figures: &mut figures, until: None };
    let done = batch.run(items, None)?;
    let mut seen = HashSet::new();
    let all = malformed.into_iter().chain(done).filter(|id| seen.insert(*id));
    Ok(all.map(|id| Resynced { id, asked: asked.contains(&id) }).collect())
}
