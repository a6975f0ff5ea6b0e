//! The lines of a table in a file.

use crate::engine::{FaultyLine, TableOrigin};

/// A line of a table with its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TableLine {
    /// From 1 on.
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// The lines of a table, the header first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TableFile {
    pub(super) lines: Vec<TableLine>,
    /// Lines that cannot be read.
    pub(super) faulty: Vec<FaultyLine>,
    pub(super) origin: TableOrigin,
}

impl TableFile {
    /// Adds a line, unless all of its cells are empty.
    pub(super) fn add(&mut self, line: TableLine) {
        if line.cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.lines.push(line);
        }
    }
}
