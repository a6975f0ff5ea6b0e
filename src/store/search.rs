//! The search index, which finds the operations that may have a value.
//!
//! It is a full-text index of tokens that are made here. Each value of an operation has a word, made of the value and
//! its field, which finds whole values. Each text also has triples, three characters from every second position on,
//! which find parts of it: in a part of four characters at least one triple starts at an even position of the text,
//! wherever the part is. The index finds every operation that has the value, and some that do not: the condition itself
//! decides.
//!
//! A document holds the values of one operation, including those that it changed. If a change comes after the operation
//! was indexed, the operation gets another document.

use std::borrow::Cow;

use super::error::Result;
use super::functions::{amount, guid};
use super::handle::Store;
use super::operations::{BATCH_BYTES, ROW};
use super::property::DEFAULTED;
use super::stored_values::{effect_of, kind_of};
use super::transaction::Transaction;
use crate::filter::{Operand, Pattern, Piece, TextTest, fold};
use crate::model::{Effect, FieldType, Fields, OperationId, RecordKind, Version, decode_row};

/// Numbers from here on belong to later documents; below, a document has the number of its operation.
const LATER: i64 = 1 << 62;

/// The numbers of triples to search for a value: more only if fewer would find too much, since each takes time.
const TRIPLES: [usize; 3] = [2, 4, 8];

/// The number of documents that are few enough to read: reading an operation costs a tenth of searching for another
/// triple.
const FEW: i64 = 25;

/// The share of a store's operations (one in …) up to which using the index is worth it.
const COMMON: i64 = 16;

/// The markers are characters of the private use area, this many for each kind of record.
const FIRST_MARK: u32 = 0xE000;
const MARKS: u32 = 64;

/// Returns the marker of a field by its position among those of its kind; the last one is for channels' own columns.
fn mark(kind: RecordKind, position: Option<usize>) -> char {
    let offset = position.and_then(|position| u32::try_from(position).ok()).map_or(MARKS - 1, |at| at.min(MARKS - 1));
    let kind = u32::try_from(kind.index()).unwrap_or_default();
    char::from_u32(FIRST_MARK + kind * MARKS + offset).unwrap_or('\u{E000}')
}

/// Whether a field's values can be found by their parts: not numbers, GUIDs, and values from a list.
fn has_parts(kind: RecordKind, position: Option<usize>) -> bool {
    let field = position.map(|position| kind.fields()[position]);
    field.is_none_or(|field| field.field_type == FieldType::Text && field.max_length.is_some())
}

/// Appends the word for a value of a field, ignoring case. Two values may have the same word.
fn push_word(words: &mut String, kind: RecordKind, position: Option<usize>, folded: &str) {
    let canonical = match position.map(|position| kind.fields()[position].field_type) {
        Some(FieldType::Decimal) => amount(folded),
        Some(FieldType::Guid) => guid(folded),
        Some(FieldType::Text | FieldType::Integer) | None => Cow::Borrowed(folded),
    };
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(mark(kind, position).encode_utf8(&mut [0; 4]).as_bytes());
    hasher.update(canonical.as_bytes());
    let hash = hasher.finalize();
    // Formatting takes five times as long, and every value has a word.
    words.extend((0..8).rev().filter_map(|place| char::from_digit(hash >> (4 * place) & 15, 16)));
}

/// Appends a token of three characters. The tokenizer takes everything outside of ASCII for letters, so ASCII is moved
/// out of its range; the letters that are there already make it find a little too much.
fn push_triple(tokens: &mut String, triple: &[char]) {
    let moved = |c: &char| if c.is_ascii() { char::from_u32(0x100 + u32::from(*c)).unwrap_or(*c) } else { *c };
    tokens.extend(triple.iter().map(moved));
}

/// The document of one operation while it is built: tokens, each followed by a space.
#[derive(Default)]
struct Document {
    tokens: String,
    /// The text at hand, character by character.
    characters: Vec<char>,
}

impl Document {
    fn clear(&mut self) {
        self.tokens.clear();
    }

    fn add(&mut self, kind: RecordKind, position: Option<usize>, value: &str) {
        if value.is_empty() {
            return;
        }
        let folded = fold(value);
        push_word(&mut self.tokens, kind, position, &folded);
        self.tokens.push(' ');
        if !has_parts(kind, position) {
            return;
        }
        // The marker in front makes a text's beginning findable as such.
        self.characters.clear();
        self.characters.push(mark(kind, position));
        self.characters.extend(folded.chars());
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
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// Fills in the document of an operation: its values after edits, and what it changed.
    fn fill_document(
        &self,
        document: &mut Document,
        id: OperationId,
        kind: RecordKind,
        effect: Option<Effect>,
        layout: i64,
        row: &str,
    ) -> Result<()> {
        document.clear();
        let layout = self.layout(layout)?;
        // A damaged row cannot be found itself, but must not keep the others from being found.
        let Ok(values) = decode_row(row) else { return Ok(()) };
        let fields = Fields::from_row(&layout, &values);
        for (position, (_, value)) in fields.iter().enumerate() {
            document.add(kind, Some(position).filter(|position| *position < kind.fields().len()), value);
        }
        let has_changes = match effect {
            None => false,
            // A creation changes nothing but empty fields, which get the company's defaults.
            Some(Effect::Created) => {
                kind == RecordKind::Customer && DEFAULTED.iter().any(|field| fields.get(field).is_empty())
            }
            Some(_) => true,
        };
        if has_changes {
            for change in self.changes(id)? {
                let position = kind.position(&change.field);
                let received = fields.get(&change.field);
                for value in [&change.old, &change.new] {
                    if value != received {
                        document.add(kind, position, value);
                    }
                }
            }
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Adds the next operations to the index, at most `limit`; returns their number.
    pub(crate) fn index_operations(&self, limit: usize) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT o.id, o.id, o.kind, o.effect, o.superseded_by, r.layout, {ROW}
             FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.id > (SELECT indexed FROM store) ORDER BY o.id LIMIT ?1",
        ))?;
        let (count, last) = self.index_rows(statement.query([limit as i64])?, 0)?;
        if let Some(last) = last {
            self.execute("UPDATE store SET indexed = ?1", [last])?;
        }
        Ok(count)
    }

    /// Adds the next operations whose values changed to the index once more, at most `limit`; returns their number.
    pub(crate) fn index_later_documents(&self, limit: usize) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT l.id, o.id, o.kind, o.effect, o.superseded_by, r.layout, {ROW}
             FROM later_document l JOIN operation o ON o.id = l.operation JOIN received r ON r.operation = o.id
             WHERE l.id > (SELECT indexed_later FROM store) ORDER BY l.id LIMIT ?1",
        ))?;
        let (count, last) = self.index_rows(statement.query([limit as i64])?, LATER)?;
        if let Some(last) = last {
            self.execute("UPDATE store SET indexed_later = ?1", [last])?;
        }
        Ok(count)
    }

    /// Adds a document for each row, numbered from `base`; returns their count and the last number.
    fn index_rows(&self, mut rows: rusqlite::Rows<'_>, base: i64) -> Result<(u64, Option<i64>)> {
        let mut insert = self.connection.prepare_cached("INSERT INTO search (rowid, tokens) VALUES (?1, ?2)")?;
        let (mut count, mut bytes, mut last) = (0, 0, None);
        let mut document = Document::default();
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let effect = effect_of(row.get(3)?, row.get(4)?)?;
            let text = row.get_ref(6)?.as_str().map_err(rusqlite::Error::from)?;
            let (id, kind) = (OperationId(row.get(1)?), kind_of(row.get(2)?)?);
            self.fill_document(&mut document, id, kind, effect, row.get(5)?, text)?;
            insert.execute((base + number, &document.tokens))?;
            bytes += document.tokens.len();
            count += 1;
            last = Some(number);
            if bytes >= BATCH_BYTES {
                break;
            }
        }
        Ok((count, last))
    }

    /// Notes that the values of an operation changed, unless it is not in the index yet.
    pub(super) fn add_later_document(&self, id: OperationId) -> Result<()> {
        self.execute(
            "INSERT INTO later_document (operation) SELECT ?1 WHERE ?1 <= (SELECT indexed FROM store)",
            [id.0],
        )?;
        Ok(())
    }
}

/// The documents that may have a value, as an expression of FTS5. Everything in it is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) wanted: String,
    /// Whether it is for whole values, which are found as precisely as possible.
    is_precise: bool,
}

/// Where a field is: the kinds of record that have it, and its position in their stored fields; `None` for a channel's
/// own column.
pub(super) type Places<'a> = &'a [(RecordKind, Option<usize>)];

/// Returns the match for a field to pass a test; `None` if the index cannot tell.
pub(super) fn match_of(places: Places<'_>, test: &TextTest, precision: Precision) -> Option<Match> {
    if places.is_empty() {
        return None;
    }
    let has_parts = places.iter().all(|(kind, position)| has_parts(*kind, *position));
    let parts = |wanted: String| Match { wanted, is_precise: false };
    match test {
        TextTest::Ordered(..) => None,
        TextTest::Contains(_) if !has_parts => None,
        TextTest::Contains(part) => triples_within(&fold(part), precision).map(parts),
        TextTest::OneOf(operands) => {
            let patterns: Option<Vec<&Pattern>> = operands
                .iter()
                .map(|operand| match operand {
                    Operand::Pattern(pattern) => Some(pattern),
                    Operand::Range { .. } => None,
                })
                .collect();
            let patterns = patterns?;
            let exact: Option<Vec<&str>> = patterns.iter().map(|pattern| pattern.as_exact()).collect();
            if let Some(values) = exact {
                return match_of_values(places, &values);
            }
            if !has_parts {
                return None;
            }
            let marks: Vec<char> = places.iter().map(|(kind, position)| mark(*kind, *position)).collect();
            let terms: Option<Vec<_>> =
                patterns.iter().map(|pattern| pattern_match(pattern, &marks, precision)).collect();
            Some(parts(any(&terms?)))
        }
    }
}

fn match_of_values(places: Places<'_>, values: &[&str]) -> Option<Match> {
    // The empty text is not in the index.
    if values.iter().any(|value| value.is_empty()) {
        return None;
    }
    let mut words = Vec::with_capacity(values.len() * places.len());
    for value in values {
        let folded = fold(value);
        for (kind, position) in places {
            let mut word = String::with_capacity(8);
            push_word(&mut word, *kind, *position, &folded);
            words.push(quote(&word));
        }
    }
    Some(Match { wanted: any(&words), is_precise: true })
}

/// The number of triples to search for each value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Precision(usize);

impl Store {
    /// Returns the first match of `wanted` that is precise enough; `None` if so many documents match that reading all
    /// operations is no slower, or if the index cannot tell.
    pub(super) fn best_match(&self, wanted: impl Fn(Precision) -> Option<Match>) -> Result<Option<Match>> {
        let mut best = None;
        for number in TRIPLES {
            let Some(found) = wanted(Precision(number)) else { return Ok(None) };
            let is_precise = found.is_precise || Some(&found) == best.as_ref();
            if !is_precise && !self.has_matches(&found, FEW)? {
                return Ok(Some(found));
            }
            best = Some(found);
            if is_precise {
                break;
            }
        }
        let last: i64 =
            self.connection.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))?;
        match best {
            Some(best) if !self.has_matches(&best, 1_000 + last / COMMON)? => Ok(Some(best)),
            _ => Ok(None),
        }
    }

    /// Whether at least this many documents match.
    fn has_matches(&self, found: &Match, number: i64) -> Result<bool> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)";
        let count: i64 = self.connection.prepare_cached(sql)?.query_row((&found.wanted, number), |row| row.get(0))?;
        Ok(count >= number)
    }
}

impl Match {
    /// Returns a match for both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let wanted = format!("({} AND {})", self.wanted, other.wanted);
        Self { wanted, is_precise: self.is_precise && other.is_precise }
    }
}

fn pattern_match(pattern: &Pattern, marks: &[char], precision: Precision) -> Option<String> {
    let mut terms = Vec::new();
    for (at, piece) in pattern.pieces().iter().enumerate() {
        let Piece::Text(text) = piece else { continue };
        let folded = fold(text);
        if at == 0 {
            let beginnings: Option<Vec<_>> = marks.iter().map(|mark| triples_from(*mark, &folded, precision)).collect();
            terms.extend(beginnings.map(|beginnings| any(&beginnings)));
        } else {
            terms.extend(triples_within(&folded, precision));
        }
    }
    all(&terms)
}

/// Returns the match for texts that begin with this one; `None` if it is too short.
fn triples_from(mark: char, text: &str, precision: Precision) -> Option<String> {
    let characters: Vec<char> = [mark].into_iter().chain(text.chars()).collect();
    all(&every_second_triple(&characters, precision))
}

/// Returns the match for texts that contain this one, at an even or an odd position; `None` if it is too short.
fn triples_within(text: &str, precision: Precision) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let even = all(&every_second_triple(&characters, precision))?;
    let odd = all(&every_second_triple(&characters[1..], precision))?;
    Some(any(&[even, odd]))
}

/// Returns some of the triples that start at even positions, evenly spread: many texts share their ends, such as `com`.
fn every_second_triple(characters: &[char], Precision(most): Precision) -> Vec<String> {
    let triples: Vec<&[char]> = characters.windows(3).step_by(2).collect();
    let number = most.min(triples.len());
    let chosen = (0..number).map(|at| triples[(2 * at + 1) * triples.len() / (2 * number)]);
    chosen
        .map(|triple| {
            let mut token = String::with_capacity(12);
            push_triple(&mut token, triple);
            quote(&token)
        })
        .collect()
}

fn all(terms: &[String]) -> Option<String> {
    if terms.is_empty() { None } else { Some(format!("({})", terms.join(" AND "))) }
}

fn any(terms: &[String]) -> String {
    format!("({})", terms.join(" OR "))
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Returns the operations that may have what a match finds, as SELECTs of their numbers; `name` is the parameter with
/// the expression of FTS5.
pub(super) fn candidates(name: &str, version: Version) -> Vec<String> {
    let found = format!(
        "SELECT CASE WHEN rowid < {LATER} THEN rowid ELSE (SELECT operation FROM later_document WHERE id = search.rowid - \
         {LATER}) END FROM search WHERE search MATCH {name}"
    );
    let missing = [
        "SELECT id FROM operation WHERE id > (SELECT indexed FROM store)",
        "SELECT operation FROM later_document WHERE id > (SELECT indexed_later FROM store)",
    ];
    // The index does not know operations that are not in it yet, and those that show headquarters' present values.
    let live: &[&str] = match version {
        Version::New => &["SELECT id FROM operation WHERE effect IS NULL AND action = 3"],
        Version::Old => &[
            "SELECT id FROM operation WHERE state = 0",
            "SELECT id FROM operation WHERE state = 1",
            "SELECT id FROM operation WHERE state = 2",
            "SELECT id FROM operation WHERE state = 5",
        ],
    };
    [found.as_str()].into_iter().chain(missing).chain(live.iter().copied()).map(str::to_owned).collect()
}

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

    fn triples(text: &str, most: usize) -> Vec<String> {
        every_second_triple(&text.chars().collect::<Vec<_>>(), Precision(most))
    }

    /// Returns a triple as it is searched for.
    fn asked(triple: &str) -> String {
        let mut token = String::new();
        push_triple(&mut token, &triple.chars().collect::<Vec<_>>());
        quote(&token)
    }

    #[test]
    fn a_long_value_is_looked_for_by_a_few_of_its_triples() {
        assert_eq!(triples("ab", 2), Vec::<String>::new());
        assert_eq!(triples("abcde", 8), [asked("abc"), asked("cde")]);
        assert_eq!(triples("abcdefghi", 2), [asked("cde"), asked("ghi")]);
        assert_eq!(triples(&"x".repeat(1_000), 4).len(), 4);
    }

    #[test]
    fn a_part_of_four_characters_has_a_triple_of_its_text_wherever_it_is() {
        let mut document = Document::default();
        document.add(RecordKind::Customer, RecordKind::Customer.position("CustName"), "Ærø & Søn 100%");
        let tokens: Vec<_> = document.tokens.split_whitespace().map(quote).collect();
        let text: Vec<char> = fold("Ærø & Søn 100%").chars().collect();
        for part in text.windows(4) {
            let wanted = [&part[..3], &part[1..]].map(|triple| asked(&triple.iter().collect::<String>()));
            assert!(wanted.iter().any(|triple| tokens.contains(triple)), "{part:?}");
        }
    }
}
