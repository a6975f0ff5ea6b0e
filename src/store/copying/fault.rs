//! Why a store cannot be copied.

use crate::store::error::StoreError;

/// What keeps a store from being copied. The engine names the two stores when it says so.
#[derive(Debug)]
pub(crate) enum CopyFault {
    /// The store that is copied cannot be read.
    Source(StoreError),
    /// The copy cannot be written or read.
    Target(StoreError),
    /// A column of the row with that key has a value of another type than the program writes: other databases cannot have
    /// it, and nothing is changed on the way.
    Value { table: &'static str, key: String, column: &'static str, found: &'static str },
    /// The copy does not take the row with that key, such as one that refers to a missing row.
    Refused { table: &'static str, key: String, source: StoreError },
    /// There is a store already where the copy is to be. `is_copy` is whether it has the identity and the last entry of the
    /// one that is copied.
    Whole { is_copy: bool },
    /// There is a half-made copy of another store.
    OtherSource { store: String },
    /// There is a half-made copy that another version of the program began, or that cannot be read.
    OtherVersion,
    /// The store that is copied was written to since the copy was begun.
    WentOn,
    /// The rows of a table differ from those of the store that is copied.
    Differs { table: &'static str },
}

impl From<StoreError> for CopyFault {
    /// Reading is what the store that is copied is there for.
    fn from(error: StoreError) -> Self {
        Self::Source(error)
    }
}

impl CopyFault {
    /// Returns what is wrong with one of the stores themselves, whatever is copied; `None` if it is something else.
    pub(crate) fn of_store(&self) -> Option<&StoreError> {
        match self {
            Self::Source(error) | Self::Target(error) => Some(error),
            _ => None,
        }
    }

    /// Returns what was wrong with a store, on the side of the copy.
    pub(super) fn of_target(self) -> Self {
        match self {
            Self::Source(error) => Self::Target(error),
            Self::Value { table, .. } => Self::Differs { table },
            other => other,
        }
    }
}
