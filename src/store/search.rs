//! The search index: by it the operations are found that may have a value.
//!
//! It has two parts, each a full-text index. `search_value` has a word for each value of an operation, made of the value and
//! its field: for whole values. `search_part` has three characters in a row of every text: for parts of values. Either finds
//! every operation that has the value, and some that do not: the condition itself decides.
//!
//! A document is the values of one operation, those that it changed included. Where a change comes after the operation was
//! put into the index, the operation gets a further document.

use super::Result;
use super::connection::Store;
use super::functions::amount;
use super::operations::{effect_of, kind_of};
use super::transaction::Transaction;
use crate::filter::{Operand, Pattern, Piece, TextTest, fold};
use crate::model::{Effect, FieldType, Fields, OperationId, RecordKind, Version, decode_row};

/// The two parts of the index.
const VALUES: &str = "search_value";
const PARTS: &str = "search_part";

/// Numbers from here on are those of later documents; below it a document has the number of its operation.
const LATER: i64 = 1 << 62;

/// By how many triples a value is looked for: more of them where fewer would find too much, since each takes time.
const TRIPLES: [usize; 3] = [2, 4, 8];

/// So many documents are few enough to look at: reading an operation costs a tenth of looking for another triple.
const FEW: i64 = 25;

/// Of a store's operations, so many (one in …) may match before asking the index is not worth it.
const COMMON: i64 = 16;

/// The marks are characters of the private use area, so many for each kind of record.
const FIRST_MARK: u32 = 0xE000;
const MARKS: u32 = 64;

/// The mark of a field by its position among those of its kind; the last one is for channels' own columns.
fn mark(kind: RecordKind, position: Option<usize>) -> char {
    let offset = position.and_then(|position| u32::try_from(position).ok()).map_or(MARKS - 1, |at| at.min(MARKS - 1));
    let kind = u32::try_from(kind.index()).unwrap_or_default();
    char::from_u32(FIRST_MARK + kind * MARKS + offset).unwrap_or('\u{E000}')
}

/// Whether parts of a field's values are looked for: not those of numbers and GUIDs.
fn has_parts(kind: RecordKind, position: Option<usize>) -> bool {
    match position.map(|position| kind.fields()[position].field_type) {
        Some(FieldType::Integer | FieldType::Guid) => false,
        Some(FieldType::Text | FieldType::Decimal) | None => true,
    }
}

/// The word for a value of a field. Two values may have the same one.
fn word(kind: RecordKind, position: Option<usize>, value: &str) -> String {
    let folded = fold(value);
    let canonical = match position.map(|position| kind.fields()[position].field_type) {
        Some(FieldType::Decimal) => amount(&folded).into_owned().into(),
        Some(FieldType::Guid) => folded.trim_matches(['{', '}']).to_owned().into(),
        Some(FieldType::Text | FieldType::Integer) | None => folded,
    };
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(mark(kind, position).encode_utf8(&mut [0; 4]).as_bytes());
    hasher.update(canonical.as_bytes());
    format!("{:08x}", hasher.finalize())
}

/// A text as its parts stand in the index: the tokenizer ends at NUL.
fn indexed(text: &str) -> String {
    fold(text).replace('\0', "\u{FFFD}")
}

/// The document of one operation, while it is put together.
#[derive(Default)]
struct Document {
    /// Words for the values, separated by spaces.
    values: String,
    /// The texts, each after the mark of its field.
    parts: String,
}

impl Document {
    fn add(&mut self, kind: RecordKind, position: Option<usize>, value: &str) {
        if value.is_empty() {
            return;
        }
        self.values.push_str(&word(kind, position, value));
        self.values.push(' ');
        if has_parts(kind, position) {
            let text = indexed(value);
            // Only the beginning of a text that is part of another one, as a last name of the whole name, is new.
            let is_known = self.parts.contains(&text);
            self.parts.push(mark(kind, position));
            if is_known {
                self.parts.extend(text.chars().take(2));
            } else {
                self.parts.push_str(&text);
            }
        }
    }
}

impl Store {
    /// How many operations the index lacks.
    pub(crate) fn count_unindexed(&self) -> Result<u64> {
        let sql = "SELECT coalesce(max(id), 0) - (SELECT indexed FROM store) + (SELECT count(*) FROM later_document
                   WHERE id > (SELECT indexed_later FROM store)) FROM operation";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// The document of an operation: what was received, and what it changed.
    fn document(
        &self,
        id: OperationId,
        kind: RecordKind,
        effect: Option<Effect>,
        layout: i64,
        row: &str,
    ) -> Result<Document> {
        let mut document = Document::default();
        let layout = self.layout(layout)?;
        // A row that cannot be read is found by nothing; `verify` and `show` say so.
        let Ok(values) = decode_row(row) else { return Ok(document) };
        let fields = Fields::from_row(&layout, &values);
        for (position, (_, value)) in fields.iter().enumerate() {
            document.add(kind, Some(position).filter(|position| *position < kind.fields().len()), value);
        }
        // What a creation has beside its row is a company's defaults, which only customers have.
        if effect.is_some_and(|effect| effect != Effect::Created || kind == RecordKind::Customer) {
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
        Ok(document)
    }
}

impl Transaction<'_> {
    /// Puts the next operations into the index, at most `limit`; gives their number.
    pub(crate) fn index_operations(&self, limit: usize) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(
            "SELECT o.id, o.id, o.kind, o.effect, o.superseded_by, r.layout, r.row
             FROM operation o JOIN received r ON r.operation = o.id
             WHERE o.id > (SELECT indexed FROM store) ORDER BY o.id LIMIT ?1",
        )?;
        let (count, last) = self.index_rows(statement.query([limit as i64])?, 0)?;
        if let Some(last) = last {
            self.execute("UPDATE store SET indexed = ?1", [last])?;
        }
        Ok(count)
    }

    /// Puts the next operations whose values changed into the index once more, at most `limit`; gives their number.
    pub(crate) fn index_later_documents(&self, limit: usize) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(
            "SELECT l.id, o.id, o.kind, o.effect, o.superseded_by, r.layout, r.row
             FROM later_document l JOIN operation o ON o.id = l.operation JOIN received r ON r.operation = o.id
             WHERE l.id > (SELECT indexed_later FROM store) ORDER BY l.id LIMIT ?1",
        )?;
        let (count, last) = self.index_rows(statement.query([limit as i64])?, LATER)?;
        if let Some(last) = last {
            self.execute("UPDATE store SET indexed_later = ?1", [last])?;
        }
        Ok(count)
    }

    /// Adds a document for each row, numbered from `base`; gives their count and the last number.
    fn index_rows(&self, mut rows: rusqlite::Rows<'_>, base: i64) -> Result<(u64, Option<i64>)> {
        let insert = |table| format!("INSERT INTO {table} (rowid, text) VALUES (?1, ?2)");
        let mut insert_values = self.connection.prepare_cached(&insert(VALUES))?;
        let mut insert_parts = self.connection.prepare_cached(&insert(PARTS))?;
        let (mut count, mut last) = (0, None);
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let effect = effect_of(row.get(3)?, row.get(4)?)?;
            let text = row.get_ref(6)?.as_str().map_err(rusqlite::Error::from)?;
            let document = self.document(OperationId(row.get(1)?), kind_of(row.get(2)?)?, effect, row.get(5)?, text)?;
            insert_values.execute((base + number, &document.values))?;
            insert_parts.execute((base + number, &document.parts))?;
            count += 1;
            last = Some(number);
        }
        Ok((count, last))
    }

    /// Notes that the values of an operation changed. Nothing is to be noted while it is not in the index yet.
    pub(super) fn add_later_document(&self, id: OperationId) -> Result<()> {
        self.execute(
            "INSERT INTO later_document (operation) SELECT ?1 WHERE ?1 <= (SELECT indexed FROM store)",
            [id.0],
        )?;
        Ok(())
    }
}

/// The documents in which a value may be found, as FTS5 asks for them. Everything in it is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// The part of the index to ask.
    table: &'static str,
    pub(super) wanted: String,
}

/// Where a field is: the kinds of record that have it, and its position in their stored fields; none for a channel's own
/// column.
pub(super) type Places<'a> = &'a [(RecordKind, Option<usize>)];

/// What is to be looked for where a field passes a test; none where the index cannot say.
pub(super) fn match_of(places: Places<'_>, test: &TextTest, precision: Precision) -> Option<Match> {
    if places.is_empty() {
        return None;
    }
    let parts = |wanted: String| Match { table: PARTS, wanted };
    match test {
        TextTest::Ordered(..) => None,
        TextTest::Contains(part) => {
            let has_parts = places.iter().all(|(kind, position)| has_parts(*kind, *position));
            if has_parts { all(&triples(&indexed(part), precision)).map(parts) } else { None }
        }
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
            let has_parts = places.iter().all(|(kind, position)| has_parts(*kind, *position));
            let marks: Vec<char> = places.iter().map(|(kind, position)| mark(*kind, *position)).collect();
            let terms: Option<Vec<_>> =
                patterns.iter().map(|pattern| pattern_match(pattern, &marks, precision)).collect();
            if has_parts { Some(parts(format!("({})", terms?.join(" OR ")))) } else { None }
        }
    }
}

fn match_of_values(places: Places<'_>, values: &[&str]) -> Option<Match> {
    // The empty text is not in the index.
    if values.iter().any(|value| value.is_empty()) {
        return None;
    }
    let words =
        values.iter().flat_map(|value| places.iter().map(|(kind, position)| quote(&word(*kind, *position, value))));
    Some(Match { table: VALUES, wanted: format!("({})", words.collect::<Vec<_>>().join(" OR ")) })
}

/// By how many triples each value is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Precision(usize);

impl Store {
    /// The match that is precise enough, of those that `wanted` gives; none where so many documents match that reading all
    /// operations is no slower, or where the index cannot say.
    pub(super) fn best_match(&self, wanted: impl Fn(Precision) -> Option<Match>) -> Result<Option<Match>> {
        let mut best = None;
        for number in TRIPLES {
            let Some(found) = wanted(Precision(number)) else { return Ok(None) };
            // Whole values are found as precisely as can be.
            let is_precise = found.table == VALUES || Some(&found) == best.as_ref();
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

    /// Whether at least so many documents match.
    fn has_matches(&self, Match { table, wanted }: &Match, number: i64) -> Result<bool> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ?1 LIMIT ?2)");
        let count: i64 = self.connection.prepare_cached(&sql)?.query_row((wanted, number), |row| row.get(0))?;
        Ok(count >= number)
    }
}

impl Match {
    /// What matches both, as far as one part of the index can say.
    pub(super) fn and(self, other: Self) -> Self {
        if self.table == other.table {
            Self { wanted: format!("({} AND {})", self.wanted, other.wanted), ..self }
        } else {
            other
        }
    }
}

fn pattern_match(pattern: &Pattern, marks: &[char], precision: Precision) -> Option<String> {
    let mut terms = Vec::new();
    for (at, piece) in pattern.pieces().iter().enumerate() {
        let Piece::Text(text) = piece else { continue };
        let text = indexed(text);
        let start: String = text.chars().take(2).collect();
        if at == 0 && start.chars().count() == 2 {
            let anchored: Vec<_> = marks.iter().map(|mark| quote(&format!("{mark}{start}"))).collect();
            terms.push(format!("({})", anchored.join(" OR ")));
        }
        terms.extend(triples(&text, precision));
    }
    all(&terms)
}

/// Some of a text's triples, evenly spread: its ends are often those of many values, as `com` is.
fn triples(text: &str, Precision(most): Precision) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let count = characters.len().saturating_sub(2);
    let number = most.min(count);
    let starts = (0..number).map(|at| (2 * at + 1) * count / (2 * number));
    starts.map(|start| quote(&characters[start..start + 3].iter().collect::<String>())).collect()
}

fn all(terms: &[String]) -> Option<String> {
    if terms.is_empty() { None } else { Some(format!("({})", terms.join(" AND "))) }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The operations that a match may mean, as SELECTs of their numbers; `name` is the parameter with what is
/// wanted.
pub(super) fn candidates(Match { table, .. }: &Match, name: &str, version: Version) -> Vec<String> {
    let found = format!(
        "SELECT CASE WHEN rowid < {LATER} THEN rowid ELSE (SELECT operation FROM later_document WHERE id = {table}.rowid - \
         {LATER}) END FROM {table} WHERE {table} MATCH {name}"
    );
    let missing = [
        "SELECT id FROM operation WHERE id > (SELECT indexed FROM store)",
        "SELECT operation FROM later_document WHERE id > (SELECT indexed_later FROM store)",
    ];
    // What the index cannot know: what is not in it yet, and what shows headquarters' values of the moment.
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

    #[test]
    fn a_long_value_is_looked_for_by_a_few_of_its_triples() {
        let triples = |text: &str, number| triples(text, Precision(number));
        assert_eq!(triples("ab", 2), Vec::<String>::new());
        assert_eq!(triples("abc", 2), ["\"abc\""]);
        assert_eq!(triples("abcde", 8), ["\"abc\"", "\"bcd\"", "\"cde\""]);
        assert_eq!(triples("abcdefghij", 2), ["\"cde\"", "\"ghi\""]);
        assert_eq!(triples("a\"b", 2), ["\"a\"\"b\""]);
        assert_eq!(triples(&"x".repeat(1_000), 4).len(), 4);
    }
}
