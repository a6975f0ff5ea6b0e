//! The search index, which finds the operations that may have a value.
//!
//! It is a full-text index of tokens that are made here. Each value of an operation has a word, made of the value and
//! its field, which finds whole values. Each text also has triples, three characters from every second position on,
//! which find parts of it, without its accents: in a part of four characters at least one triple starts at an even position of the text,
//! wherever the part is. The index finds every operation that has the value, and some that do not: the condition itself
//! decides.
//!
//! A document holds the values of one operation, including those that it changed. If a change comes after the operation
//! was indexed, the operation gets another document.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::database::{Param, Row, among, ids, params};
use super::error::{Result, StoreError, of_index};
use super::handle::Store;
use super::operations::{BATCH_BYTES, ROW};
use super::search_table::{LATER, UNINDEXED, add_documents, keeps_parts};
use super::stored_values::{effect_of, kind_of, read_change};
use super::transaction::Transaction;
use crate::filter::{Spelling, fold_loosely, fold_value, phone_spellings};
use crate::model::{Change, Effect, Fields, Layout, OperationId, RecordKind, decode_row, trimmed};

/// The most bytes of the texts in a document: its tokens take several times as much.
const MOST_INDEXED: usize = 1 << 20;

/// What a document is made of beside [`ROW`]: columns of an operation `o` with the received row `r`.
pub(super) const SOURCE: &str = "o.id, o.kind, o.effect, o.superseded_by, r.layout";

/// The markers are characters of the private use area, this many for each kind of record.
const FIRST_MARK: u32 = 0xE000;
const MARKS: u32 = 64;

/// Returns the marker of a field by its position among those of its kind; the last one is for channels' own columns.
pub(super) fn mark(kind: RecordKind, position: Option<usize>) -> char {
    let offset = position.and_then(|position| u32::try_from(position).ok()).map_or(MARKS - 1, |at| at.min(MARKS - 1));
    let kind = u32::try_from(kind.index()).unwrap_or_default();
    char::from_u32(FIRST_MARK + kind * MARKS + offset).unwrap_or('\u{E000}')
}

/// Whether a field's values can be found by their parts: not numbers, GUIDs, and values from a list.
pub(super) fn has_parts(kind: RecordKind, position: Option<usize>) -> bool {
    position.is_none_or(|position| kind.fields()[position].is_free_text())
}

/// Whether a field's values can be found by the digits of a telephone number.
pub(super) fn has_digits(kind: RecordKind, position: Option<usize>) -> bool {
    Spelling::at(kind, position) == Spelling::Phone
}

/// Appends the word for a folded value of a field. Two values may have the same word.
pub(super) fn push_word(words: &mut String, kind: RecordKind, position: Option<usize>, folded: &str) {
    let canonical = Spelling::at(kind, position).canonical(folded);
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(mark(kind, position).encode_utf8(&mut [0; 4]).as_bytes());
    hasher.update(canonical.as_bytes());
    let hash = hasher.finalize();
    // Formatting takes five times as long, and every value has a word.
    words.extend((0..8).rev().filter_map(|place| char::from_digit(hash >> (4 * place) & 15, 16)));
}

/// Appends a token of three characters. The tokenizer takes everything outside of ASCII for letters, so ASCII is moved
/// out of its range; the letters that are there already make it find a little too much.
pub(super) fn push_triple(tokens: &mut String, triple: &[char]) {
    let moved = |c: &char| if c.is_ascii() { char::from_u32(0x100 + u32::from(*c)).unwrap_or(*c) } else { *c };
    tokens.extend(triple.iter().map(moved));
}

/// The document of one operation while it is built: tokens, each followed by a space.
pub(super) struct Document {
    pub(super) tokens: String,
    /// The text at hand, character by character.
    characters: Vec<char>,
    /// Bytes of the texts so far.
    bytes: usize,
    /// Whether parts of texts have tokens too.
    has_parts: bool,
}

/// What a document is made of, but for the changes.
struct DocumentSource {
    id: OperationId,
    kind: RecordKind,
    may_have_changes: bool,
    layout: Arc<Layout>,
    /// After its edits.
    row: String,
}

impl Document {
    pub(super) fn new(has_parts: bool) -> Self {
        Self { tokens: String::new(), characters: Vec::new(), bytes: 0, has_parts }
    }

    /// Fills in the document of an operation.
    fn fill(&mut self, source: &DocumentSource, changes: &[Change]) {
        self.clear();
        let Ok(values) = decode_row(&source.row) else {
            self.leave_out();
            return;
        };
        let (kind, fields) = (source.kind, Fields::from_row(&source.layout, &values));
        for (position, (_, value)) in fields.iter().enumerate() {
            self.add(kind, Some(position).filter(|position| *position < kind.fields().len()), value);
        }
        for change in changes {
            let position = kind.position(&change.field);
            let received = fields.get(&change.field);
            for value in [&change.old, &change.new] {
                if value != received {
                    self.add(kind, position, value);
                }
            }
        }
    }

    /// Returns the tokens; there is room for as many of the next operation.
    fn take_tokens(&mut self) -> String {
        let room = String::with_capacity(self.tokens.len());
        std::mem::replace(&mut self.tokens, room)
    }

    fn clear(&mut self) {
        self.tokens.clear();
        self.bytes = 0;
    }

    /// Leaves out all tokens, so that every search finds the document.
    fn leave_out(&mut self) {
        self.tokens.clear();
        self.tokens.push_str(UNINDEXED);
        self.bytes = usize::MAX;
    }

    pub(super) fn add(&mut self, kind: RecordKind, position: Option<usize>, value: &str) {
        self.bytes = self.bytes.saturating_add(value.len());
        if value.is_empty() {
            return;
        }
        if self.bytes > MOST_INDEXED {
            self.leave_out();
            return;
        }
        let folded = fold_value(value);
        match trimmed(value) {
            whole if whole.len() == value.len() => self.add_word(kind, position, &folded),
            whole => self.add_word(kind, position, &fold_value(whole)),
        }
        if has_parts(kind, position) {
            self.add_parts(mark(kind, position), &fold_loosely(value));
        }
        if has_digits(kind, position) {
            for digits in phone_spellings(&folded).filter(|digits| *digits != folded) {
                self.add_word(kind, position, &digits);
                self.add_parts(mark(kind, position), &digits);
            }
        }
    }

    fn add_word(&mut self, kind: RecordKind, position: Option<usize>, folded: &str) {
        push_word(&mut self.tokens, kind, position, folded);
        self.tokens.push(' ');
    }

    /// Adds every second triple of a text. The marker in front makes its beginning findable as such.
    fn add_parts(&mut self, mark: char, text: &str) {
        if !self.has_parts {
            return;
        }
        self.characters.clear();
        self.characters.push(mark);
        self.characters.extend(text.chars());
        for triple in self.characters.windows(3).step_by(2) {
            push_triple(&mut self.tokens, triple);
            self.tokens.push(' ');
        }
    }
}

impl Store {
    /// Returns the number of operations that the index lacks.
    pub(crate) fn count_unindexed(&self) -> Result<u64> {
        let sql = "SELECT coalesce(max(id), 0) - (SELECT indexed FROM store) + (SELECT count(*) FROM later_document
                   WHERE id > (SELECT indexed_later FROM store)) FROM operation";
        Ok(of_index(self.settled()?.only(sql, &[], |row| row.get::<i64>(0)))?.unsigned_abs())
    }

    /// Fills in the document of an operation: its values after edits, and what it changed. [`SOURCE`] and [`ROW`] come after
    /// the first column. A damaged row must not keep the others from being found.
    pub(super) fn fill_document(&self, document: &mut Document, row: &Row<'_>) -> Result<()> {
        let filled = self.source_of(row).and_then(|source| {
            let changes = if source.may_have_changes { self.changes(source.id)? } else { Vec::new() };
            document.fill(&source, &changes);
            Ok(())
        });
        match filled {
            Err(error) if error.is_of_a_row() => document.leave_out(),
            filled => filled?,
        }
        Ok(())
    }

    /// Reads what a document is made of, but for the changes.
    fn source_of(&self, row: &Row<'_>) -> Result<DocumentSource> {
        let (id, kind) = (OperationId(row.get(1)?), kind_of(row.get(2)?)?);
        let effect = effect_of(row.get(3)?, row.get(4)?)?;
        let may_have_changes = match effect {
            None => false,
            // A creation changes nothing but empty fields, which get the company's defaults.
            Some(Effect::Created) => kind == RecordKind::Customer,
            Some(_) => true,
        };
        Ok(DocumentSource { id, kind, may_have_changes, layout: self.layout(row.get(5)?)?, row: row.get(6)? })
    }
}

impl Transaction<'_> {
    /// Adds the next operations to the index, at most `limit`; returns their number.
    pub(crate) fn index_operations(&self, limit: usize) -> Result<u64> {
        let sql = format!(
            "SELECT o.id, {SOURCE}, {ROW}
             FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.id > (SELECT indexed FROM store) ORDER BY o.id LIMIT ?1",
        );
        let (count, last) = self.index_rows(&sql, &params![limit], 0)?;
        if let Some(last) = last {
            self.settled()?.execute("UPDATE store SET indexed = ?1", &params![last])?;
            self.give_numbers(|numbers| numbers.indexed = last)?;
        }
        Ok(count)
    }

    /// Adds the next operations whose values changed to the index once more, at most `limit`; returns their number.
    pub(crate) fn index_later_documents(&self, limit: usize) -> Result<u64> {
        let sql = format!(
            "SELECT l.id, {SOURCE}, {ROW}
             FROM later_document l JOIN operation o ON o.id = l.operation JOIN received r ON r.operation = o.id
             WHERE l.id > (SELECT indexed_later FROM store) ORDER BY l.id LIMIT ?1",
        );
        let (count, last) = self.index_rows(&sql, &params![limit], LATER)?;
        if let Some(last) = last {
            self.settled()?.execute("UPDATE store SET indexed_later = ?1", &params![last])?;
        }
        Ok(count)
    }

    /// Adds a document for each row of a query, numbered from `base`; returns their count and the last number.
    fn index_rows(&self, sql: &str, parameters: &[Param<'_>], base: i64) -> Result<(u64, Option<i64>)> {
        let (mut count, mut last, mut tokens) = (0, None, 0);
        let mut part = DocumentPart::default();
        let mut write = |part: &mut DocumentPart| -> Result<ControlFlow<()>> {
            count += part.sources.len() as u64;
            last = part.sources.last().map(|(number, _)| *number).or(last);
            tokens += self.write_part(part, base)?;
            *part = DocumentPart::default();
            Ok(if tokens < BATCH_BYTES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        };
        self.settled()?.each(sql, parameters, |row| -> Result<_> {
            let source = match self.source_of(row) {
                Err(error) if error.is_of_a_row() => None,
                source => Some(source?),
            };
            part.bytes += source.as_ref().map_or(0, |source| source.row.len());
            part.sources.push((row.get(0)?, source));
            if part.is_full() { write(&mut part) } else { Ok(ControlFlow::Continue(())) }
        })?;
        if !part.sources.is_empty() {
            let _ = write(&mut part)?;
        }
        Ok((count, last))
    }

    /// Writes some documents with one statement; returns the bytes of their tokens.
    fn write_part(&self, part: &DocumentPart, base: i64) -> Result<usize> {
        let changes = self.changes_of_all(part.sources.iter().filter_map(|(_, source)| {
            let source = source.as_ref().filter(|source| source.may_have_changes)?;
            Some(source.id)
        }))?;
        let (none, bytes) = (Some(Vec::new()), Cell::new(0));
        let mut document = Document::new(keeps_parts(&self.database));
        let rows = part.sources.iter().map(|(number, source)| {
            // An operation may have several documents here.
            let changes = source.as_ref().and_then(|source| changes.get(&source.id).unwrap_or(&none).as_ref());
            match source.as_ref().zip(changes) {
                Some((source, changes)) => document.fill(source, changes),
                None => document.leave_out(),
            }
            bytes.set(bytes.get() + document.tokens.len());
            (base.saturating_add(*number), document.take_tokens())
        });
        of_index(add_documents(&self.database, rows))?;
        Ok(bytes.get())
    }

    /// Returns what operations changed, by operation, in the order of the fields; `None` for what cannot be read.
    fn changes_of_all(
        &self,
        operations: impl Iterator<Item = OperationId>,
    ) -> Result<HashMap<OperationId, Option<Vec<Change>>>> {
        let mut changes = HashMap::new();
        let mut operations = operations.map(|id| id.0).peekable();
        if operations.peek().is_none() {
            return Ok(changes);
        }
        let sql = format!(
            "SELECT operation, field, old, new FROM change WHERE {} ORDER BY operation, position",
            among("operation", 1)
        );
        self.database.each(&sql, &[ids(operations)], |row| -> Result<_> {
            let of_operation = changes.entry(OperationId(row.get(0)?)).or_insert_with(|| Some(Vec::new()));
            match read_change(row, 1) {
                Ok(change) => {
                    if let Some(changes) = of_operation {
                        changes.push(change);
                    }
                }
                Err(StoreError::DamagedRow(_)) => *of_operation = None,
                Err(error) => return Err(error),
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(changes)
    }
}

/// The documents that are written together.
#[derive(Default)]
struct DocumentPart {
    /// By number; `None` if the operation cannot be read.
    sources: Vec<(i64, Option<DocumentSource>)>,
    /// Of their rows.
    bytes: usize,
}

impl DocumentPart {
    fn is_full(&self) -> bool {
        self.sources.len() >= PART_DOCUMENTS || self.bytes >= PART_BYTES
    }
}

/// The most documents that are written together, and the most bytes of the rows that they are made of.
const PART_DOCUMENTS: usize = 2_000;
const PART_BYTES: usize = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_mark_of_its_own() {
        let mut marks: Vec<_> = RecordKind::ALL
            .into_iter()
            .flat_map(|kind| (0..kind.fields().len()).map(Some).chain([None]).map(move |at| mark(kind, at)))
            .collect();
        let count = marks.len();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), count);
    }
}
