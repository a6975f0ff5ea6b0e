//! How long an operation waits for a customer whom headquarters does not know.

use crate::config::Config;
use crate::engine::error::EngineError;
use crate::model::{ClockJump, OperationId, Timestamp};
use crate::store::{MisdatedReceipts, Store};

/// The operations that have waited too long for their customer, and so fail.
#[derive(Debug)]
pub(in crate::engine) struct AgeLimit {
    /// Those that were received before this time.
    pub(in crate::engine) before: Timestamp,
    /// Those of them that were received later, by a clock that was behind then.
    pub(in crate::engine) misdated: Vec<MisdatedReceipts>,
}

impl AgeLimit {
    /// Returns the limit at the present. After a jump of the clock nobody knows how old anything is: then nothing has waited
    /// too long.
    pub(in crate::engine) fn new(store: &Store, config: &Config, jump: Option<ClockJump>) -> Result<Self, EngineError> {
        if jump.is_some() {
            return Ok(Self { before: Timestamp(i64::MIN), misdated: Vec::new() });
        }
        let patience = i64::try_from(config.jobs.orphan_after.as_micros()).unwrap_or(i64::MAX);
        let before = Timestamp(store.now().0.saturating_sub(patience));
        Ok(Self { before, misdated: store.misdated_receipts(before)? })
    }

    /// Whether an operation that was received at that time has waited too long.
    pub(super) fn is_exceeded(&self, id: OperationId, received: Timestamp) -> bool {
        let is_misdated = |receipts: &MisdatedReceipts| (receipts.first..=receipts.last).contains(&id);
        received <= self.before && !self.misdated.iter().any(is_misdated)
    }
}
