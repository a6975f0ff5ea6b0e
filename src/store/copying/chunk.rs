//! Rows that are written together.

use super::row_sum::RowSum;
use super::tables::CopiedTable;
use crate::model::hex;
use crate::store::database::Param;

/// The most rows of a chunk, few enough in tests of this crate that small tables have several; and the most bytes of their values
/// unless one row alone has more.
const ROWS: u64 = if cfg!(test) { 3 } else { 5_000 };
const BYTES: usize = 4 << 20;

/// Some rows of a table, in the order of their keys.
#[derive(Debug)]
pub(crate) struct CopyChunk {
    pub(super) table: &'static CopiedTable,
    /// The values of all rows, side by side.
    pub(super) values: Vec<Param<'static>>,
    /// Over these rows.
    pub(super) sum: RowSum,
    bytes: usize,
}

impl CopyChunk {
    pub(super) fn new(table: &'static CopiedTable) -> Self {
        Self { table, values: Vec::new(), sum: RowSum::default(), bytes: 0 }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: &mut Vec<Param<'static>>) {
        self.sum.add(row);
        let size = |value: &Param<'_>| match value {
            Param::Text(text) => text.len(),
            Param::Bytes(bytes) => bytes.len(),
            _ => 8,
        };
        self.bytes += row.iter().map(size).sum::<usize>();
        self.values.append(row);
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows() >= ROWS || self.bytes >= BYTES
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows() == 0
    }

    /// Returns the number of rows.
    pub(crate) fn rows(&self) -> u64 {
        self.sum.rows()
    }

    /// Returns the rows one by one.
    pub(super) fn each_row(&self) -> impl Iterator<Item = &[Param<'static>]> {
        self.values.chunks_exact(self.table.columns.len())
    }

    /// Returns the key of the last row; `None` if there are no rows.
    pub(super) fn last_key(&self) -> Option<Vec<Param<'static>>> {
        self.each_row().last().map(|row| row[..self.table.key].to_vec())
    }
}

/// Returns a key as a person reads it: `3`, `(3, 'home')`.
pub(super) fn key_text(key: &[Param<'_>]) -> String {
    let text = |value: &Param<'_>| match value {
        Param::Integer(number) => number.to_string(),
        Param::Text(text) => format!("'{text}'"),
        Param::Bytes(bytes) => format!("x'{}'", hex(bytes)),
        _ => "NULL".to_owned(),
    };
    match key {
        [value] => text(value),
        values => format!("({})", values.iter().map(text).collect::<Vec<_>>().join(", ")),
    }
}
