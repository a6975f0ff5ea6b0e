//! How each database keeps the documents of the search index.
//!
//! SQLite has an index of texts of its own, which takes the tokens as they are. A server has a table of the words' numbers with an
//! inverted index; parts of texts are not in it, since these cost most of the room and the time there.

use std::collections::HashSet;

use super::database::{Database, Insertion, Param, params};
use super::error::Result;

/// Numbers from here on belong to later documents; below, a document has the number of its operation.
pub(super) const LATER: i64 = 1 << 62;

/// The token of a document that has no others, since its operation has too many or cannot be read: each search finds it,
/// and the condition itself decides.
pub(super) const UNINDEXED: &str = "unindexed";

/// The number of [`UNINDEXED`].
const EVERYWHERE: i32 = 0;

const DOCUMENT: Insertion<2> = Insertion { table: "search", columns: ["rowid", "tokens"], conflict: "" };

/// Whether the index has parts of texts.
pub(super) fn keeps_parts(database: &Database) -> bool {
    database.sqlite().is_some()
}

/// Adds documents: the number and the tokens of each, every one of these followed by a space.
pub(super) fn add_documents(database: &Database, documents: impl Iterator<Item = (i64, String)>) -> Result<()> {
    if database.sqlite().is_some() {
        database.insert_all(&DOCUMENT, documents.map(|(number, tokens)| params![number, tokens]))?;
        return Ok(());
    }
    let (numbers, words): (Vec<_>, Vec<_>) =
        documents.map(|(number, tokens)| (number, array_of(&words_of(&tokens)).into())).unzip();
    let sql = "INSERT INTO search (document, words)
         SELECT d.document, d.words::int4[] FROM unnest(?1::bigint[], ?2::text[]) AS d(document, words)";
    database.execute(sql, &[Param::Integers(numbers), Param::Texts(words)])?;
    Ok(())
}

/// Returns the condition for a row of `search` to be a document that an expression of FTS5 wants, whose texts are all quoted. `bind`
/// is called if the expression has to be a parameter, and returns its name.
pub(super) fn condition_for(database: &Database, wanted: &str, bind: impl FnOnce(&str) -> String) -> String {
    if database.sqlite().is_some() {
        return format!("search MATCH {}", bind(wanted));
    }
    let mut condition = String::new();
    for (at, piece) in wanted.split('"').enumerate() {
        match number_of(piece) {
            // Between quotes there is a text.
            number if at % 2 == 1 => {
                let number = number.unwrap_or_default();
                condition = format!("{condition}words @> '{{{number}}}'::int4[]");
            }
            _ => condition.push_str(piece),
        }
    }
    condition
}

/// As [`condition_for`], with the parameter behind others.
pub(super) fn condition_after(database: &Database, wanted: &str, parameters: &mut Vec<Param<'static>>) -> String {
    condition_for(database, wanted, |wanted| {
        parameters.push(Param::from(wanted.to_owned()));
        format!("?{}", parameters.len())
    })
}

/// Returns the expression for the number of a document.
pub(super) fn document_number(database: &Database) -> &'static str {
    if database.sqlite().is_some() { "search.rowid" } else { "search.document" }
}

/// Returns the operations whose documents fulfil a condition, as a SELECT of their numbers.
pub(super) fn operations_found(database: &Database, condition: &str) -> String {
    let number = document_number(database);
    format!(
        "SELECT CASE WHEN {number} < {LATER} THEN {number} ELSE (SELECT operation FROM later_document WHERE id = {number} - \
         {LATER}) END FROM search WHERE {condition}"
    )
}

/// Returns the numbers of the words among the tokens, each once and in order.
pub(super) fn words_of(tokens: &str) -> Vec<i32> {
    let mut words: Vec<_> = tokens.split_ascii_whitespace().filter_map(number_of).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether the index has not all words of a document, and not the one of documents that each search finds: their numbers, separated
/// by spaces.
pub(super) fn lacks_words(tokens: &str, stored: &str) -> bool {
    let stored: HashSet<i32> = stored.split(' ').filter_map(|number| number.parse().ok()).collect();
    !stored.contains(&EVERYWHERE) && words_of(tokens).iter().any(|word| !stored.contains(word))
}

/// Returns the number of a word; `None` for a part of a text.
fn number_of(token: &str) -> Option<i32> {
    if token == UNINDEXED {
        return Some(EVERYWHERE);
    }
    let is_word = token.len() == 8 && token.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_word.then(|| u32::from_str_radix(token, 16).ok().map(u32::cast_signed)).flatten()
}

/// Returns numbers as the server writes an array of them.
pub(super) fn array_of(words: &[i32]) -> String {
    let words: Vec<_> = words.iter().map(ToString::to_string).collect();
    format!("{{{}}}", words.join(","))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;

    #[test]
    fn words_have_numbers_and_parts_have_none() {
        assert_eq!(words_of("0000000a ffffffff šţř 0000000a "), [-1, 10]);
        assert_eq!(words_of(UNINDEXED), [0]);
        assert_eq!(array_of(&[-1, 10]), "{-1,10}");
    }
}
