//! When a corrected operation counts in the order of `sync`, and what else counts at another time then.

use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::order_times::{OrderTimes, RowsPlace, TimedRow};
use crate::model::{Operation, Timestamp};
use crate::store::{Detail, RowKeys, Transaction};

/// Returns when an operation with these keys counts in the order of `sync`.
pub(super) fn order_time(
    transaction: &Transaction<'_>,
    config: &Config,
    detail: &Detail,
    keys: &RowKeys<'_>,
) -> Result<Timestamp, EngineError> {
    let Operation { id, kind, counter, received, timestamp, counts_at, .. } = detail.operation;
    if keys.timestamp == timestamp && keys.customer == detail.customer && keys.key == detail.key {
        return Ok(counts_at);
    }
    let place = RowsPlace { channel: detail.channel, epoch: transaction.epoch_of(id)?, kind };
    let times = OrderTimes::new(transaction, place, config.jobs.clock_tolerance, received);
    Ok(times.of_late(&[TimedRow { counter, keys }])?.into_iter().next().unwrap_or(received))
}

/// Moves the later counters on the record of an operation that counts at another time than before, as far as they have not gone
/// through.
pub(super) fn move_later(
    transaction: &Transaction<'_>,
    config: &Config,
    detail: &Detail,
    order: Timestamp,
) -> Result<(), EngineError> {
    let Operation { id, kind, counts_at, .. } = detail.operation;
    if order == counts_at {
        return Ok(());
    }
    transaction.note_moved(detail.channel, kind, (counts_at, order))?;
    for (later, now) in OrderTimes::of_later(transaction, config.jobs.clock_tolerance, id, order)? {
        transaction.set_order_time(later.id, now)?;
        transaction.note_moved(detail.channel, kind, (later.order, now))?;
    }
    Ok(())
}
