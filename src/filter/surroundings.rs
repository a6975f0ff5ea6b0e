//! What the meaning of an expression depends on beside its text.

use super::known_values::KnownValues;
use super::names::Names;
use crate::model::Timestamp;

/// What an expression can refer to, and when it is read.
pub(crate) struct Surroundings<'a> {
    pub(crate) names: &'a Names,
    pub(crate) known: &'a KnownValues,
    /// What `today` and `-2h` are counted from.
    pub(crate) now: Timestamp,
}
