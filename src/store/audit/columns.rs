//! Rows whose values may have any type.

use rusqlite::Row;
use rusqlite::types::ValueRef;

/// The columns of a row under their names, and which of them were asked for in vain.
pub(super) struct Columns<'r> {
    row: &'r Row<'r>,
    names: &'static [&'static str],
    wrong: Vec<&'static str>,
}

impl<'r> Columns<'r> {
    /// `names` are those of the columns in the order of the SELECT.
    pub(super) fn new(row: &'r Row<'r>, names: &'static [&'static str]) -> Self {
        Self { row, names, wrong: Vec::new() }
    }

    fn value(&self, at: usize) -> ValueRef<'r> {
        self.row.get_ref(at).unwrap_or(ValueRef::Null)
    }

    fn refuse(&mut self, at: usize) {
        self.wrong.push(self.names.get(at).copied().unwrap_or_default());
    }

    /// A number; 0 where the column has none.
    pub(super) fn number(&mut self, at: usize) -> i64 {
        self.optional_number(at).unwrap_or_else(|| {
            if matches!(self.value(at), ValueRef::Null) {
                self.refuse(at);
            }
            0
        })
    }

    /// A number, or NULL.
    pub(super) fn optional_number(&mut self, at: usize) -> Option<i64> {
        match self.value(at) {
            ValueRef::Integer(number) => Some(number),
            ValueRef::Null => None,
            ValueRef::Real(_) | ValueRef::Text(_) | ValueRef::Blob(_) => {
                self.refuse(at);
                None
            }
        }
    }

    /// A text; empty where the column has none.
    pub(super) fn text(&mut self, at: usize) -> &'r str {
        self.optional_text(at).unwrap_or_else(|| {
            if matches!(self.value(at), ValueRef::Null) {
                self.refuse(at);
            }
            ""
        })
    }

    /// A text, or NULL.
    pub(super) fn optional_text(&mut self, at: usize) -> Option<&'r str> {
        let text = match self.value(at) {
            ValueRef::Null => return None,
            ValueRef::Text(bytes) => str::from_utf8(bytes).ok(),
            ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => None,
        };
        if text.is_none() {
            self.refuse(at);
        }
        text
    }

    /// Bytes; empty where the column has none.
    pub(super) fn bytes(&mut self, at: usize) -> &'r [u8] {
        match self.value(at) {
            ValueRef::Blob(bytes) => bytes,
            _ => {
                self.refuse(at);
                &[]
            }
        }
    }

    /// Whether the column has a value.
    pub(super) fn has(&self, at: usize) -> bool {
        !matches!(self.value(at), ValueRef::Null)
    }

    /// Names of the columns that did not have what was asked of them, joined; empty where all had.
    pub(super) fn wrong(&self) -> String {
        self.wrong.join(", ")
    }
}
