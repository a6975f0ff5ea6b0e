//! The search index: three characters in a row of every text, by which the operations are found that may match.
//!
//! A document is the values of one operation, folded, one after the other, each after the mark of its field. A value is in it
//! if all its triples are, so the index finds every operation that has the value, and some that do not: the condition itself
//! decides. Whole numbers are left out, and GUIDs but for their first group, which tells them apart. What an operation
//! changed is part of its document; where that comes later, the operation gets a further document.

use super::Result;
use super::connection::Store;
use super::operations::{effect_of, kind_of};
use super::transaction::Transaction;
use crate::filter::{Operand, Pattern, Piece, TextTest, fold};
use crate::model::{Effect, FieldType, Fields, OperationId, RecordKind, Version, decode_row};

/// Numbers from here on are those of later documents; below it a document has the number of its operation.
const LATER: i64 = 1 << 62;

/// The most triples by which one value is looked for: more would not find less.
const MOST_TRIPLES: usize = 8;

/// How much of a GUID is in the index: its first group.
const GUID_LENGTH: usize = 8;

/// The marks are characters of the private use area, so many for each kind of record.
const FIRST_MARK: u32 = 0xE000;
const MARKS: u32 = 64;

/// The mark of a field by its position among those of its kind; the last one is for channels' own columns.
fn mark(kind: RecordKind, position: Option<usize>) -> char {
    let offset = position.and_then(|position| u32::try_from(position).ok()).map_or(MARKS - 1, |at| at.min(MARKS - 1));
    let kind = u32::try_from(kind.index()).unwrap_or_default();
    char::from_u32(FIRST_MARK + kind * MARKS + offset).unwrap_or('\u{E000}')
}

/// How the values of a field are kept in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Whole,
    /// The first group of a GUID.
    Start,
    Not,
}

fn kept(kind: RecordKind, position: Option<usize>) -> Kept {
    match position.map(|position| kind.fields()[position].field_type) {
        Some(FieldType::Integer) => Kept::Not,
        Some(FieldType::Guid) => Kept::Start,
        Some(FieldType::Text | FieldType::Decimal) | None => Kept::Whole,
    }
}

/// A text as it stands in the index: the tokenizer ends at NUL.
fn indexed(text: &str) -> String {
    fold(text).replace('\0', "\u{FFFD}")
}

fn first_group(guid: &str) -> &str {
    let bare = guid.strip_prefix('{').unwrap_or(guid);
    bare.char_indices().nth(GUID_LENGTH).map_or(bare, |(end, _)| &bare[..end])
}

/// The document of one operation, while it is put together.
#[derive(Default)]
struct Document(String);

impl Document {
    fn add(&mut self, kind: RecordKind, position: Option<usize>, value: &str) {
        if value.is_empty() {
            return;
        }
        let text = match kept(kind, position) {
            Kept::Not => return,
            Kept::Start => indexed(first_group(value)),
            Kept::Whole => indexed(value),
        };
        self.0.push(mark(kind, position));
        self.0.push_str(&text);
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
        let mut insert = self.connection.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?;
        let (mut count, mut last) = (0, None);
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            let effect = effect_of(row.get(3)?, row.get(4)?)?;
            let text = row.get_ref(6)?.as_str().map_err(rusqlite::Error::from)?;
            let document = self.document(OperationId(row.get(1)?), kind_of(row.get(2)?)?, effect, row.get(5)?, text)?;
            insert.execute((base + number, &document.0))?;
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

/// The documents in which a text may be found, as FTS5 asks for them. Everything in it is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match(pub(super) String);

/// Where a field is: the kinds of record that have it, and its position in their stored fields; none for a channel's own
/// column.
pub(super) type Places<'a> = &'a [(RecordKind, Option<usize>)];

/// What is to be looked for where a field passes a test; none where the index cannot say.
pub(super) fn match_of(places: Places<'_>, test: &TextTest) -> Option<Match> {
    let kept = places
        .iter()
        .map(|(kind, position)| kept(*kind, *position))
        .reduce(|one, other| if one == other { one } else { Kept::Not })?;
    let marks: Vec<char> = places.iter().map(|(kind, position)| mark(*kind, *position)).collect();
    match (test, kept) {
        (_, Kept::Not) | (TextTest::Ordered(..), _) | (TextTest::Contains(_), Kept::Start) => None,
        (TextTest::Contains(part), Kept::Whole) => all(&triples(&indexed(part))),
        (TextTest::OneOf(operands), kept) => {
            let terms: Option<Vec<_>> = operands
                .iter()
                .map(|operand| match operand {
                    Operand::Pattern(pattern) => pattern_match(pattern, kept, &marks),
                    Operand::Range { .. } => None,
                })
                .collect();
            Some(format!("({})", terms?.join(" OR ")))
        }
    }
    .map(Match)
}

impl Match {
    /// What matches both.
    pub(super) fn and(&self, other: &Self) -> Self {
        Self(format!("({} AND {})", self.0, other.0))
    }
}

fn pattern_match(pattern: &Pattern, kept: Kept, marks: &[char]) -> Option<String> {
    let mut terms = Vec::new();
    for (at, piece) in pattern.pieces().iter().enumerate() {
        let Piece::Text(text) = piece else { continue };
        let text = match kept {
            Kept::Start if at == 0 => indexed(first_group(text)),
            // A GUID's later groups are not in the index.
            Kept::Start => continue,
            Kept::Whole | Kept::Not => indexed(text),
        };
        if at == 0 {
            let start: String = text.chars().take(2).collect();
            if start.chars().count() == 2 {
                let anchored: Vec<_> = marks.iter().map(|mark| quote(&format!("{mark}{start}"))).collect();
                terms.push(format!("({})", anchored.join(" OR ")));
            }
        }
        terms.extend(triples(&text));
    }
    all(&terms)
}

/// Some of a text's triples, evenly spread, the last one included.
fn triples(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let count = characters.len().saturating_sub(2);
    let step = count.div_ceil(MOST_TRIPLES).max(3);
    let starts = (0..count).step_by(step).chain(count.checked_sub(1).filter(|last| last % step != 0));
    starts.map(|start| quote(&characters[start..start + 3].iter().collect::<String>())).collect()
}

fn all(terms: &[String]) -> Option<String> {
    if terms.is_empty() { None } else { Some(format!("({})", terms.join(" AND "))) }
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The operations that a match may mean, as a SELECT of their numbers; `name` is the parameter with the match.
pub(super) fn candidates(name: &str, version: Version) -> String {
    // What the index cannot know: what is not in it yet, and what shows headquarters' values of the moment.
    let live = match version {
        Version::New => "SELECT id FROM operation WHERE effect IS NULL AND action = 3",
        Version::Old => {
            "SELECT id FROM operation WHERE state = 0 UNION ALL SELECT id FROM operation WHERE state = 1 \
             UNION ALL SELECT id FROM operation WHERE state = 2 UNION ALL SELECT id FROM operation WHERE state = 5"
        }
    };
    format!(
        "SELECT CASE WHEN rowid < {LATER} THEN rowid ELSE (SELECT operation FROM later_document WHERE id = search.rowid - \
         {LATER}) END FROM search WHERE search MATCH {name} \
         UNION ALL SELECT id FROM operation WHERE id > (SELECT indexed FROM store) \
         UNION ALL SELECT operation FROM later_document WHERE id > (SELECT indexed_later FROM store) UNION ALL {live}"
    )
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
        assert_eq!(triples("ab"), Vec::<String>::new());
        assert_eq!(triples("abc"), ["\"abc\""]);
        assert_eq!(triples("abcdefgh"), ["\"abc\"", "\"def\"", "\"fgh\""]);
        assert_eq!(triples("a\"b"), ["\"a\"\"b\""]);
        assert!(triples(&"x".repeat(1_000)).len() <= MOST_TRIPLES + 1);
    }
}
