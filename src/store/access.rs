//! What a store is opened for.

/// How a command uses the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Only reads; works on a read-only file too.
    Read,
    /// Reads and writes an existing store.
    Write,
    /// Reads and writes, and creates the store if it does not exist.
    Create,
    /// As [`Access::Create`], but nothing is kept when the store is closed: a rehearsal.
    Rehearse,
}
