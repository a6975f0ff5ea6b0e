//! What holds at the end of the trail: it is read again only if others have appended to it meanwhile.

use crate::trail::{ChainEnd, Event, NewEntry};

/// The end of the trail, and what its entries say that holds there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TrailEnd {
    pub(super) end: ChainEnd,
    /// The configuration that was noted last, as the trail has it.
    pub(super) configuration: Option<String>,
    /// The present seal.
    pub(super) seal: Option<String>,
}

impl TrailEnd {
    /// Whether the same holds after these entries.
    pub(super) fn outlives(entries: &[NewEntry]) -> bool {
        !entries.iter().any(|entry| matches!(entry.event, Event::Configured | Event::Sealed))
    }
}
