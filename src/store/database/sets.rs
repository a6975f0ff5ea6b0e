//! Statements about many rows at once, what a transaction is for, and what it reads first.

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Purpose {
    /// To write; nobody else writes meanwhile.
    Write,
    /// To read one state of the store.
    Snapshot,
    /// To write inside the transaction of a rehearsal, which is rolled back in the end.
    Rehearsal,
}

/// What every transaction that writes reads: where each statement is a way to a server, it is read with the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Beginning {
    /// The last numbers in the store's row: of changes, operations, customers, later documents, and the last operation in the
    /// search index.
    pub(in crate::store) numbers: [i64; 5],
    /// Number and hash of the last entry of the trail; `None` if it is empty.
    pub(in crate::store) last_entry: Option<(i64, Vec<u8>)>,
}

/// Rows to insert: into which table, which columns, and what to do with a row that is there already.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Insertion<const N: usize> {
    pub(in crate::store) table: &'static str,
    pub(in crate::store) columns: [&'static str; N],
    /// `ON CONFLICT …`; empty if that is an error.
    pub(in crate::store) conflict: &'static str,
}

/// Rows to update by their keys: in which table, and which columns.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Update<const N: usize> {
    pub(in crate::store) table: &'static str,
    pub(in crate::store) columns: [&'static str; N],
    /// How many of the columns, from the first on, are the key.
    pub(in crate::store) key: usize,
}
