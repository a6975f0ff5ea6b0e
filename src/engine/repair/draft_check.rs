//! What would be wrong with an operation if its fields had other values, before anything is written.

use super::assignment::Assignment;
use super::set_values::assign;
use crate::config::Config;
use crate::engine::error::EngineError;
use crate::engine::row_check::RowCheck;
use crate::model::{Problem, decode_row};
use crate::store::Detail;

/// Returns what would be wrong with an operation itself if it had these values. Reads nothing but what it is given, so that it
/// can be asked at each keystroke.
///
/// # Errors
/// A row that cannot be read, and a field that the operation does not have.
pub(crate) fn check_draft(
    detail: &Detail,
    company: &str,
    config: &Config,
    assignments: &[Assignment],
) -> Result<Vec<Problem>, EngineError> {
    let id = detail.operation.id;
    let mut values = decode_row(&detail.row).map_err(|source| EngineError::Unreadable { id, source })?;
    assign(id, &detail.layout, &mut values, assignments, config.jobs.max_value)?;
    Ok(RowCheck::new(&detail.layout, &values, company, &config.rules).problems)
}
