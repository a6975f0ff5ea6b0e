//! The search index: what `filter` finds by it is all that there is.

use super::breach::{BreachKind, BreachPlace};
use super::verification::Verification;
use crate::model::OperationId;
use crate::store::Result;

/// How many operations are looked for, unless all are.
const SAMPLE: i64 = 4;

/// Checks that the index finds operations: all of them, or some that are others after each entry of the trail.
pub(super) fn check_search_index(v: &mut Verification<'_>, is_full: bool) -> Result<()> {
    let store = v.store;
    let progress = store.index_progress()?;
    if !(0..=progress.last).contains(&progress.indexed) {
        v.differs(BreachPlace::Store, BreachKind::IndexAhead, &progress.indexed, &progress.last);
    }
    let mut unfound: Option<(OperationId, OperationId)> = None;
    let mut each = |id: OperationId| {
        match &mut unfound {
            Some((_, last)) if last.0.checked_add(1) == Some(id.0) => *last = id,
            range => {
                if let Some(range) = range.replace((id, id)) {
                    report(v, range);
                }
            }
        }
        Ok(())
    };
    if is_full {
        store.for_each_unfound(&mut each)?;
    } else {
        store.for_each_unfound_of(SAMPLE, store.last_entry_number()?, &mut each)?;
    }
    if let Some(range) = unfound {
        report(v, range);
    }
    Ok(())
}

fn report(v: &mut Verification<'_>, (first, last): (OperationId, OperationId)) {
    let place = if first == last { BreachPlace::Operation(first) } else { BreachPlace::Operations(first, last) };
    v.breach(place, BreachKind::Unfound);
}
