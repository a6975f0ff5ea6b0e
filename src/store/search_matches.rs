//! Matches of the search index: what to search for, so that the operations are found that may pass a test.

use super::database::params;
use super::error::Result;
use super::handle::Store;
use super::search::{has_digits, has_parts, mark, push_triple, push_word};
use super::search_table::{UNINDEXED, condition_after, keeps_parts};
use crate::filter::{Operand, Pattern, Piece, TextTest, fold_loosely, fold_value, phone_spellings};
use crate::model::{RecordKind, Version, trimmed};

/// The numbers of triples to search for a value: more only if fewer would find too much, since each takes time.
const TRIPLES: [usize; 3] = [2, 4, 8];

/// The number of documents that are few enough to read: reading an operation costs a tenth of searching for another
/// triple.
const FEW: i64 = 25;

/// The share of a store's operations (one in …) up to which using the index is worth it.
const COMMON: i64 = 16;

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
        TextTest::Contains(part) => {
            let digits = phone_spellings(&fold_value(part)).filter(|_| may_have_digits(places));
            let texts = [fold_loosely(part)].into_iter().chain(digits.map(Into::into));
            let terms: Option<Vec<_>> = texts.map(|text| triples_within(&text, precision)).collect();
            Some(parts(any(&terms?)))
        }
        TextTest::OneOf(operands) => {
            let patterns: Option<Vec<&Pattern>> = operands.iter().map(Operand::as_pattern).collect();
            let patterns = patterns?;
            let exact: Option<Vec<&str>> = patterns.iter().map(|pattern| pattern.as_exact()).collect();
            if let Some(values) = exact {
                return match_of_values(places, &values);
            }
            if !has_parts {
                return None;
            }
            let marks: Vec<char> = places.iter().map(|(kind, position)| mark(*kind, *position)).collect();
            let digits =
                patterns.iter().filter(|_| may_have_digits(places)).flat_map(|pattern| pattern.phone_spellings());
            let patterns = patterns.iter().map(|pattern| pattern.folded(fold_loosely)).chain(digits);
            let terms: Option<Vec<_>> = patterns.map(|pattern| pattern_match(&pattern, &marks, precision)).collect();
            Some(parts(any(&terms?)))
        }
    }
}

/// Whether any of the fields is found by the digits of telephone numbers.
fn may_have_digits(places: Places<'_>) -> bool {
    places.iter().any(|(kind, position)| has_digits(*kind, *position))
}

fn match_of_values(places: Places<'_>, values: &[&str]) -> Option<Match> {
    // The empty text is not in the index.
    if values.iter().any(|value| trimmed(value).is_empty()) {
        return None;
    }
    let mut words = Vec::with_capacity(values.len() * places.len());
    for value in values {
        let folded = fold_value(trimmed(value));
        let digits: Vec<_> = phone_spellings(&folded).filter(|digits| *digits != folded).collect();
        for (kind, position) in places {
            let digits = digits.iter().filter(|_| has_digits(*kind, *position)).map(String::as_str);
            for spelled in [&*folded].into_iter().chain(digits) {
                let mut word = String::with_capacity(8);
                push_word(&mut word, *kind, *position, spelled);
                words.push(quote(&word));
            }
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
        let (mut best, keeps_parts) = (None, keeps_parts(&self.database));
        for number in TRIPLES {
            let Some(found) = wanted(Precision(number)).map(Match::or_unindexed) else { return Ok(None) };
            if !found.is_precise && !keeps_parts {
                return Ok(None);
            }
            let is_precise = found.is_precise || Some(&found) == best.as_ref();
            if !is_precise && !self.has_matches(&found, FEW)? {
                return Ok(Some(found));
            }
            best = Some(found);
            if is_precise {
                break;
            }
        }
        let last: i64 = self.settled()?.only("SELECT coalesce(max(id), 0) FROM operation", &[], |row| row.get(0))?;
        match best {
            Some(best) if !self.has_matches(&best, 1_000 + last / COMMON)? => Ok(Some(best)),
            _ => Ok(None),
        }
    }

    /// Whether at least this many documents match.
    fn has_matches(&self, found: &Match, number: i64) -> Result<bool> {
        let mut parameters = Vec::from(params![number]);
        let condition = condition_after(&self.database, &found.wanted, &mut parameters);
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM search WHERE {condition} LIMIT ?1) AS found");
        let count: i64 = self.settled()?.only(&sql, &parameters, |row| row.get(0))?;
        Ok(count >= number)
    }
}

impl Match {
    /// Returns a match that also finds the operations of which the index has nothing.
    fn or_unindexed(self) -> Self {
        Self { wanted: any(&[self.wanted, quote(UNINDEXED)]), ..self }
    }

    /// Returns a match for both.
    pub(super) fn and(&self, other: &Self) -> Self {
        let wanted = format!("({} AND {})", self.wanted, other.wanted);
        Self { wanted, is_precise: self.is_precise && other.is_precise }
    }
}

/// Returns the match for a pattern whose texts are folded as those of the index.
fn pattern_match(pattern: &Pattern, marks: &[char], precision: Precision) -> Option<String> {
    let mut terms = Vec::new();
    for (at, piece) in pattern.pieces().iter().enumerate() {
        let Piece::Text(text) = piece else { continue };
        if at == 0 {
            let beginnings: Option<Vec<_>> = marks.iter().map(|mark| triples_from(*mark, text, precision)).collect();
            terms.extend(beginnings.map(|beginnings| any(&beginnings)));
        } else {
            terms.extend(triples_within(text, precision));
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

/// Returns the operations that may have what a match finds, as SELECTs of their numbers; `found` is the SELECT of those that the
/// index has.
pub(super) fn candidates(found: &str, version: Version) -> Vec<String> {
    let missing = [
        "SELECT id FROM operation WHERE id > (SELECT indexed FROM store)",
        "SELECT operation FROM later_document WHERE id > (SELECT indexed_later FROM store)",
    ];
    // The index does not know operations that are not in it yet, and those that show headquarters' present values.
    let live: &[&str] = match version {
        // The index has the row after its edits.
        Version::Received => &["SELECT operation FROM edited_row"],
        Version::New => &["SELECT id FROM operation WHERE effect IS NULL AND action = 3"],
        Version::Old => &[
            "SELECT id FROM operation WHERE state = 0",
            "SELECT id FROM operation WHERE state = 1",
            "SELECT id FROM operation WHERE state = 2",
            "SELECT id FROM operation WHERE state = 5",
        ],
    };
    [found].into_iter().chain(missing).chain(live.iter().copied()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::search::Document;

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
        let mut document = Document::new(true);
        document.add(RecordKind::Customer, RecordKind::Customer.position("CustName"), "Ærø & Søn 100%");
        let tokens: Vec<_> = document.tokens.split_whitespace().map(quote).collect();
        let text: Vec<char> = fold_loosely("Ærø & Søn 100%").chars().collect();
        for part in text.windows(4) {
            let wanted = [&part[..3], &part[1..]].map(|triple| asked(&triple.iter().collect::<String>()));
            assert!(wanted.iter().any(|triple| tokens.contains(triple)), "{part:?}");
        }
    }
}
