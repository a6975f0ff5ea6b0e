//! An answer of the desk.

/// What the desk knows, which may be that there is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum DeskAnswer<T> {
    /// The store has to be asked.
    Unknown,
    Known(Option<T>),
}

impl<T> DeskAnswer<T> {
    /// Whether the store need not be asked.
    pub(in crate::store) fn is_known(&self) -> bool {
        matches!(self, Self::Known(_))
    }
}
