//! What a person gives a field.

/// A field and the value that it gets; `None` empties it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// In any case.
    pub(crate) field: String,
    pub(crate) value: Option<String>,
}
