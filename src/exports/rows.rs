//! A block of rows: its text, and cells that are parts of it.

use std::ops::Range;

use self_cell::self_cell;

use super::fault::BadLine;

/// A field of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExportCell<'c> {
    /// `NULL`, or a property that a JSON object does not have.
    Null,
    Text(&'c str),
}

impl<'c> ExportCell<'c> {
    /// Returns the text; `None` for `NULL`.
    pub(crate) fn text(self) -> Option<&'c str> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text),
        }
    }
}

/// Where the value of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellPlace {
    Null,
    /// A part of the file's text.
    Text(u32, u32),
    /// A part of the texts that differ from what stands in the file, such as those with an escaped quote.
    Aside(u32, u32),
}

impl CellPlace {
    /// Returns the place of a part of the file's text: blocks are far smaller than 4 GiB.
    pub(super) fn text(range: Range<usize>) -> Self {
        Self::Text(range.start as u32, range.end as u32)
    }

    /// Returns the place of what a function appends to the texts aside.
    pub(super) fn aside(aside: &mut String, append: impl FnOnce(&mut String)) -> Self {
        let start = aside.len() as u32;
        append(aside);
        Self::Aside(start, aside.len() as u32)
    }
}

/// A row or bad line of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EntryPlace {
    /// The place of its first cell among those of the block.
    Row {
        line: u64,
        first: usize,
    },
    Bad {
        line: u64,
        text: CellPlace,
        fault: BadLine,
    },
}

impl EntryPlace {
    pub(super) fn is_bad(&self) -> bool {
        matches!(self, Self::Bad { .. })
    }
}

/// The rows of a block while they are read.
#[derive(Debug, Default)]
pub(super) struct RowDraft {
    /// What differs from the text of the file.
    pub(super) aside: String,
    pub(super) cells: Vec<CellPlace>,
    pub(super) entries: Vec<EntryPlace>,
}

impl RowDraft {
    pub(super) fn clear(&mut self) {
        self.aside.clear();
        self.cells.clear();
        self.entries.clear();
    }
}

/// The texts that cells are parts of.
#[derive(Debug, Default)]
pub(super) struct CellTexts {
    pub(super) text: String,
    pub(super) aside: String,
}

impl CellTexts {
    /// Returns the cell at a place.
    pub(super) fn cell(&self, place: CellPlace) -> ExportCell<'_> {
        match place {
            CellPlace::Null => ExportCell::Null,
            CellPlace::Text(start, end) => ExportCell::Text(&self.text[start as usize..end as usize]),
            CellPlace::Aside(start, end) => ExportCell::Text(&self.aside[start as usize..end as usize]),
        }
    }
}

type Cells<'t> = Vec<ExportCell<'t>>;

self_cell!(
    /// Cells beside the texts that they are parts of: a row can be handed out without copying it.
    pub(super) struct CellBlock {
        owner: CellTexts,
        #[covariant]
        dependent: Cells,
    }
);

impl CellBlock {
    /// Returns the cells at some places.
    pub(super) fn build(texts: CellTexts, places: &[CellPlace]) -> Self {
        Self::new(texts, |texts| places.iter().map(|place| texts.cell(*place)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_parts_of_both_texts() {
        let mut aside = "x".to_owned();
        let escaped = CellPlace::aside(&mut aside, |aside| aside.push_str("\"ø\""));
        let places = [CellPlace::text(2..5), CellPlace::Null, escaped];
        let block = CellBlock::build(CellTexts { text: "1;Kø;".to_owned(), aside }, &places);
        assert_eq!(block.borrow_dependent()[..], [ExportCell::Text("Kø"), ExportCell::Null, ExportCell::Text("\"ø\"")]);
    }
}
