//! Rows that an earlier version of the program could not read, and this one can.

use super::place_in_order::{move_later, order_time};
use crate::config::Config;
use crate::engine::error::{EngineError, no_operation};
use crate::engine::row_check::RowCheck;
use crate::engine::sync::Customers;
use crate::model::{OperationId, decode_row};
use crate::store::{RereadOperation, Transaction};

/// Reads the row of an operation that failed as malformed once more; returns whether it can be read now. Its columns follow from
/// the new reading then.
///
/// # Errors
/// There is no such operation, and those of the store.
pub(super) fn reread(transaction: &Transaction<'_>, config: &Config, id: OperationId) -> Result<bool, EngineError> {
    let detail = transaction.detail(id)?.ok_or_else(|| no_operation(transaction, id))?;
    let channels = transaction.channels()?;
    let (Ok(values), Some(channel)) =
        (decode_row(&detail.row), channels.iter().find(|channel| channel.key == detail.channel))
    else {
        return Ok(false);
    };
    let layout = &detail.layout;
    let checked = RowCheck::new(layout, &values, &channel.company_code, &config.rules);
    let noted = checked.noted();
    let RowCheck { envelope, malformed, .. } = checked;
    if !malformed.is_empty() {
        return Ok(false);
    }
    let keys = Customers::new(transaction, channel)?.row_keys(&envelope)?;
    let order = order_time(transaction, config, &detail, &keys)?;
    transaction.reread(RereadOperation { id, keys, order, noted })?;
    move_later(transaction, config, &detail, order)?;
    Ok(true)
}
