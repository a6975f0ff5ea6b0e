//! All operations, and what the trail or the tables beside them say about operations that are not there.

use std::iter::Peekable;

use super::breach::{BreachKind, BreachPlace};
use super::operation::check_operation;
use super::recorded::{RecordedOperations, next_recorded};
use super::references::References;
use super::verification::Verification;
use crate::model::OperationId;
use crate::store::{OperationFinding, OperationRange, Result, Store};

/// The number of operations that are checked at a time: what the trail recorded about them is kept meanwhile.
const BATCH: i64 = 200_000;

/// Checks all operations in the order of their numbers.
pub(super) fn check_operations(v: &mut Verification<'_>) -> Result<()> {
    let references = References::read(v.store)?;
    let mut side_from = i64::MIN;
    while let Some(first) = next_operation(v.store, side_from)? {
        let last = first.saturating_add(BATCH - 1);
        let recorded = RecordedOperations::gather(v.store, first, last)?;
        check_range(v, &references, &recorded, OperationRange { side_from, first, last: Some(last) })?;
        match last.checked_add(1) {
            Some(next) => side_from = next,
            None => return Ok(()),
        }
    }
    let rest = OperationRange { side_from, first: side_from, last: None };
    check_range(v, &references, &RecordedOperations::none(side_from), rest)
}

/// Returns the lowest operation from `from` on that is there or that the trail knows; `None` if there is none.
fn next_operation(store: &Store, from: i64) -> Result<Option<i64>> {
    let present = store.next_operation(from)?;
    // One that only the trail knows is met with its neighbours, if it has any.
    match present {
        Some(present) if present.checked_sub(from).is_some_and(|gap| gap < BATCH) => Ok(Some(from)),
        present => Ok(present.into_iter().chain(next_recorded(store, from)?).min()),
    }
}

fn check_range(
    v: &mut Verification<'_>,
    references: &References,
    recorded: &RecordedOperations,
    range: OperationRange,
) -> Result<()> {
    let store = v.store;
    let mut expected = recorded.operations().peekable();
    store.for_each_operation_finding(range, &mut |finding| match finding {
        OperationFinding::Operation(evidence) => {
            v.summary.operations += 1;
            let id = evidence.operation.id;
            report_gone(v, &mut expected, Some(id));
            expected.next_if_eq(&id);
            // Of one that the trail does not know, what it is in.
            let state = recorded.of(id).map_or(evidence.operation.state, |recorded| recorded.state.index() as i64);
            *v.states.entry((evidence.operation.channel, state)).or_default() += 1;
            let place = || BreachPlace::Operation(OperationId(id));
            if v.has_unreadable(place, &evidence.unreadable) {
                return Ok(());
            }
            check_operation(v, references, recorded, evidence)
        }
        OperationFinding::Orphans { table, operation, before } => {
            report_gone(v, &mut expected, before);
            let place = operation.map_or(BreachPlace::Store, |id| BreachPlace::Operation(OperationId(id)));
            v.found(place, BreachKind::Orphans, &table);
            Ok(())
        }
    })?;
    report_gone(v, &mut expected, None);
    Ok(())
}

/// Reports the operations that the trail knows before the next one that is there.
fn report_gone(v: &mut Verification<'_>, expected: &mut Peekable<impl Iterator<Item = i64>>, next: Option<i64>) {
    while let Some(gone) = expected.next_if(|id| next.is_none_or(|next| *id < next)) {
        v.breach(BreachPlace::Operation(OperationId(gone)), BreachKind::Gone);
    }
}
