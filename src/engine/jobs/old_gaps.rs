//! Gaps that were looked for long enough: no transaction of the channel can still be open that would fill them.

use super::active_run::ActiveRun;
use crate::engine::error::EngineError;
use crate::engine::sync::AgeLimit;
use crate::model::RecordKind;
use crate::store::{ChannelRow, Gap, Store};

/// How many gaps are given up together.
const BATCH: usize = 1_000;

/// Gives up those of the gaps of an upload table that were passed longer ago than the configuration says. After a jump of the
/// clock nobody knows how old they are.
///
/// # Errors
/// Those of the store.
pub(super) fn forget_old_gaps(
    store: &mut Store,
    (channel, kind): (&ChannelRow, RecordKind),
    gaps: &[Gap],
    run: &ActiveRun<'_>,
) -> Result<(), EngineError> {
    if gaps.is_empty() {
        return Ok(());
    }
    let limit = AgeLimit::new(store, run.config.jobs.gap_after, run.clock_jump(store.now()))?;
    let after = store.after_gaps(channel, kind, gaps)?;
    let is_old =
        |gap: &&Gap| after.get(&gap.last).is_some_and(|after| limit.is_exceeded(after.operation, after.received));
    let old: Vec<_> = gaps.iter().filter(is_old).copied().collect();
    for batch in old.chunks(BATCH) {
        let transaction = run.begin(store)?;
        transaction.forget_gaps(channel, kind, batch)?;
        transaction.commit()?;
    }
    Ok(())
}
