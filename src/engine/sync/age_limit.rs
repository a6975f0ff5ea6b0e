//! How long something is waited for: an operation for its customer, the P-job for a missing counter.

use std::time::Duration;

use crate::engine::error::EngineError;
use crate::model::{ClockJump, OperationId, Timestamp};
use crate::store::{MisdatedReceipts, Store};

/// The operations that were received too long ago to wait any longer.
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
    pub(in crate::engine) fn new(
        store: &Store,
        patience: Duration,
        jump: Option<ClockJump>,
    ) -> Result<Self, EngineError> {
        if jump.is_some() {
            return Ok(Self { before: Timestamp(i64::MIN), misdated: Vec::new() });
        }
        let patience = i64::try_from(patience.as_micros()).unwrap_or(i64::MAX);
        let before = Timestamp(store.now().0.saturating_sub(patience));
        Ok(Self { before, misdated: store.misdated_receipts(before)? })
    }

    /// Whether an operation that was received at that time has waited too long.
    pub(in crate::engine) fn is_exceeded(&self, id: OperationId, received: Timestamp) -> bool {
        let is_misdated = |receipts: &MisdatedReceipts| (receipts.first..=receipts.last).contains(&id);
        received <= self.before && !self.misdated.iter().any(is_misdated)
    }
}
