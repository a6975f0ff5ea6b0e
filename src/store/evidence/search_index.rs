//! The search index: whether operations are found by it.
//!
//! An operation has a document under its own number, and another one under a number from [`LATER`] on each time that its values
//! changed after that. The last one has all of its present values.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::iter;
use std::ops::ControlFlow;

use crate::model::OperationId;
use crate::store::database::params;
use crate::store::error::{Result, of_index};
use crate::store::handle::Store;
use crate::store::operations::ROW;
use crate::store::search::{Document, SOURCE};
use crate::store::search_table::{LATER, UNINDEXED, condition_after, document_number, keeps_parts, lacks_words};

/// The most documents that are compared in one reading of the index; each takes eight bytes of memory.
const CHUNK: i64 = 1 << 22;

/// Fewer documents are looked up one by one.
const FEW: i64 = 200;

/// The most tokens in one query.
const TOKENS: usize = 64;

/// How far the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IndexProgress {
    /// The last operation that the index has.
    pub(crate) indexed: i64,
    /// The last operation.
    pub(crate) last: i64,
}

/// The last documents of operations.
struct LastDocuments {
    /// The number of a document is at least this.
    base: i64,
    /// A document's number less the base.
    number: &'static str,
    /// Where the operation `o` and its received row `r` come from.
    from: &'static str,
}

/// Of operations whose values did not change after they were added.
const FIRST: LastDocuments = LastDocuments {
    base: 0,
    number: "o.id",
    from: "FROM operation o JOIN received r ON r.operation = o.id
           WHERE o.id <= (SELECT indexed FROM store)
             AND NOT EXISTS (SELECT 1 FROM temp.last_document WHERE operation = o.id)",
};

/// Of those whose values did.
const LAST: LastDocuments = LastDocuments {
    base: LATER,
    number: "l.document",
    from: "FROM temp.last_document l JOIN operation o ON o.id = l.operation JOIN received r ON r.operation = o.id
           WHERE l.document <= (SELECT indexed_later FROM store)",
};

/// What documents should have, less what the index has: a sum of their tokens' hashes for each.
struct DocumentSums {
    first: i64,
    sums: Vec<u64>,
    hasher: RandomState,
}

impl DocumentSums {
    fn new(first: i64, last: i64) -> Self {
        let length = usize::try_from(last - first + 1).unwrap_or_default();
        Self { first, sums: vec![0; length], hasher: RandomState::new() }
    }

    fn of(&mut self, document: i64) -> Option<&mut u64> {
        let at = usize::try_from(document.checked_sub(self.first)?).ok()?;
        self.sums.get_mut(at)
    }

    /// Adds the tokens that a document should have.
    fn expect(&mut self, document: i64, tokens: &str) {
        let hash = distinct(tokens).map(|token| self.hasher.hash_one(token)).fold(0, u64::wrapping_add);
        if let Some(sum) = self.of(document) {
            *sum = sum.wrapping_add(hash);
        }
    }

    /// Takes off a token that a document has.
    fn find(&mut self, document: i64, token: &str) {
        let hash = self.hasher.hash_one(token);
        if let Some(sum) = self.of(document) {
            *sum = sum.wrapping_sub(hash);
        }
    }

    /// Whether a document has exactly the tokens that it should have.
    fn is_right(&mut self, document: i64) -> bool {
        self.of(document).is_none_or(|sum| *sum == 0)
    }
}

impl Store {
    /// Returns how far the index is.
    pub(crate) fn index_progress(&self) -> Result<IndexProgress> {
        let sql = "SELECT (SELECT indexed FROM store), coalesce(max(id), 0) FROM operation";
        of_index(self.settled()?.only(sql, &[], |row| Ok(IndexProgress { indexed: row.get(0)?, last: row.get(1)? })))
    }

    /// Passes the operations to `each` that the index does not find, out of at most `count` that are spread over the store.
    /// `start` selects others each time.
    pub(crate) fn for_each_unfound_of(
        &self,
        count: i64,
        start: i64,
        each: &mut dyn FnMut(OperationId) -> Result<()>,
    ) -> Result<()> {
        let IndexProgress { last, .. } = self.index_progress()?;
        let step = last.max(0) / count + 1;
        let first = 1 + start.rem_euclid(step);
        let mut sample: BTreeSet<i64> =
            iter::successors(Some(first), |id| id.checked_add(step)).take_while(|id| *id <= last).collect();
        let recent = "SELECT operation FROM later_document ORDER BY id DESC LIMIT ?1";
        let recent: Vec<i64> = of_index(self.settled()?.all(recent, &params![count / 4], |row| row.get(0)))?;
        sample.extend(recent);
        for operation in sample {
            if !self.is_found(operation)? {
                each(OperationId(operation))?;
            }
        }
        Ok(())
    }

    /// Whether the index finds an operation by all of its values. What it does not have yet is found without it.
    fn is_found(&self, operation: i64) -> Result<bool> {
        let last = "SELECT max(id) FROM later_document WHERE operation = ?1";
        let later: Option<i64> = of_index(self.settled()?.only(last, &params![operation], |row| row.get(0)))?;
        let (number, condition) = match later {
            Some(later) => (LATER.checked_add(later), "?2 <= (SELECT indexed_later FROM store)"),
            None => (Some(operation), "?2 <= (SELECT indexed FROM store)"),
        };
        let sql = format!(
            "SELECT o.id, {SOURCE}, {ROW} FROM operation o JOIN received r ON r.operation = o.id WHERE o.id = ?1 AND {condition}"
        );
        let mut document = Document::new(keeps_parts(&self.database));
        let parameters = params![operation, later.unwrap_or(operation)];
        match self.settled()?.one(&sql, &parameters, |row| self.fill_document(&mut document, row))? {
            Some(()) => self.has_tokens(number, &document.tokens),
            None => Ok(true),
        }
    }

    /// Whether a document of the index has all of these tokens, or the one of documents that each search finds. There is no
    /// document without a number.
    fn has_tokens(&self, number: Option<i64>, tokens: &str) -> Result<bool> {
        let Some(number) = number else { return Ok(false) };
        let tokens: Vec<_> = distinct(tokens).map(|token| format!("\"{token}\"")).collect();
        for some in tokens.chunks(TOKENS) {
            if !self.matches(number, &some.join(" AND "))? {
                return self.matches(number, &format!("\"{UNINDEXED}\""));
            }
        }
        Ok(true)
    }

    fn matches(&self, number: i64, wanted: &str) -> Result<bool> {
        let mut parameters = Vec::from(params![number]);
        let condition = condition_after(&self.database, wanted, &mut parameters);
        let sql = format!("SELECT 1 FROM search WHERE {condition} AND {} = ?1", document_number(&self.database));
        of_index(self.settled()?.exists(&sql, &parameters))
    }

    /// Passes all operations to `each` that the index does not find.
    pub(crate) fn for_each_unfound(&self, each: &mut dyn FnMut(OperationId) -> Result<()>) -> Result<()> {
        let Some(sqlite) = self.settled()?.sqlite() else { return self.for_each_row_unfound(each) };
        // Temporary tables are no change of the store.
        let is_read_only = sqlite.pragma("query_only")?;
        sqlite.set_pragma("query_only", 0)?;
        let prepared = of_index(sqlite.batch(
            "CREATE TEMP TABLE last_document AS
               SELECT operation, max(id) AS document FROM main.later_document GROUP BY operation;
             CREATE INDEX temp.last_document_operation ON last_document (operation);
             CREATE INDEX temp.last_document_document ON last_document (document);
             CREATE VIRTUAL TABLE temp.document_token USING fts5vocab(main, search, instance)",
        ));
        let checked = prepared.and_then(|()| {
            self.check_documents(&FIRST, each)?;
            self.check_documents(&LAST, each)
        });
        sqlite.forget_statements();
        let dropped = sqlite.batch("DROP TABLE IF EXISTS temp.document_token; DROP TABLE IF EXISTS temp.last_document");
        sqlite.set_pragma("query_only", is_read_only)?;
        checked.and(dropped)
    }

    /// As [`Self::for_each_unfound`], for an index whose documents are rows.
    fn for_each_row_unfound(&self, each: &mut dyn FnMut(OperationId) -> Result<()>) -> Result<()> {
        // A forged number may be beyond all that documents have.
        let most = i64::MAX - LATER;
        // The last document of each operation.
        let sql = format!(
            "SELECT o.id, {SOURCE}, {ROW}, coalesce(array_to_string(s.words, ' '), ''), s.document
             FROM operation o JOIN received r ON r.operation = o.id
               LEFT JOIN (SELECT operation, max(id) AS id FROM later_document GROUP BY operation) AS l ON l.operation = o.id
               LEFT JOIN search s ON s.document = CASE WHEN l.id IS NULL THEN o.id WHEN l.id <= {most} THEN l.id + {LATER} END
             WHERE CASE WHEN l.id IS NULL THEN o.id <= (SELECT indexed FROM store)
               ELSE l.id <= (SELECT indexed_later FROM store) END ORDER BY o.id"
        );
        let mut document = Document::new(false);
        self.settled()?.each(&sql, &[], |row| {
            self.fill_document(&mut document, row)?;
            let is_there = row.get::<Option<i64>>(8)?.is_some();
            if !is_there || lacks_words(&document.tokens, row.get(7)?) {
                each(OperationId(row.get(1)?))?;
            }
            Ok(ControlFlow::Continue(()))
        })
    }

    fn check_documents(
        &self,
        documents: &LastDocuments,
        each: &mut dyn FnMut(OperationId) -> Result<()>,
    ) -> Result<()> {
        let LastDocuments { number, from, .. } = documents;
        let mut first = i64::MIN;
        loop {
            let sql = format!("SELECT min({number}) {from} AND {number} >= ?1");
            let next: Option<i64> = of_index(self.settled()?.only(&sql, &params![first], |row| row.get(0)))?;
            let Some(next) = next else { return Ok(()) };
            let end = next.saturating_add(CHUNK - 1);
            let sql = format!("SELECT count(*), max({number}) {from} AND {number} BETWEEN ?1 AND ?2");
            let (count, last) =
                of_index(self.settled()?.only(&sql, &params![next, end], |row| Ok((row.get(0)?, row.get(1)?))))?;
            self.check_chunk(documents, (next, last), count, each)?;
            let Some(after) = last.checked_add(1) else { return Ok(()) };
            first = after;
        }
    }

    /// Checks the documents from `first` to `last`, of which there are `count`.
    fn check_chunk(
        &self,
        documents: &LastDocuments,
        (first, last): (i64, i64),
        count: i64,
        each: &mut dyn FnMut(OperationId) -> Result<()>,
    ) -> Result<()> {
        let mut sums = None;
        if count > FEW {
            let mut compared = DocumentSums::new(first, last);
            self.for_each_document(documents, (first, last), &mut |number, _, tokens| {
                compared.expect(number, tokens);
                Ok(())
            })?;
            self.for_each_token(&mut |document, token| {
                if let Some(number) = document.checked_sub(documents.base) {
                    compared.find(number, token);
                }
            })?;
            sums = Some(compared);
        }
        self.for_each_document(documents, (first, last), &mut |number, operation, tokens| {
            let is_right = sums.as_mut().is_some_and(|sums| sums.is_right(number));
            if is_right || self.has_tokens(documents.base.checked_add(number), tokens)? {
                Ok(())
            } else {
                each(operation)
            }
        })
    }

    /// Passes the documents to `each` as they should be: number less base, operation and tokens.
    fn for_each_document(
        &self,
        LastDocuments { number, from, .. }: &LastDocuments,
        (first, last): (i64, i64),
        each: &mut dyn FnMut(i64, OperationId, &str) -> Result<()>,
    ) -> Result<()> {
        let sql = format!("SELECT {number}, {SOURCE}, {ROW} {from} AND {number} BETWEEN ?1 AND ?2 ORDER BY {number}");
        let mut document = Document::new(keeps_parts(&self.database));
        self.settled()?.each(&sql, &params![first, last], |row| {
            self.fill_document(&mut document, row)?;
            each(row.get(0)?, OperationId(row.get(1)?), &document.tokens).map(ControlFlow::Continue)
        })
    }

    /// Passes the tokens of all documents in the index to `each`.
    fn for_each_token(&self, each: &mut dyn FnMut(i64, &str)) -> Result<()> {
        of_index(self.settled()?.each("SELECT doc, term FROM temp.document_token", &[], |row| -> Result<_> {
            if let (Ok(document), Ok(token)) = (row.get(0), row.get(1)) {
                each(document, token);
            }
            Ok(ControlFlow::Continue(()))
        }))
    }
}

/// Returns the tokens of a document, each once.
fn distinct(tokens: &str) -> impl Iterator<Item = &str> {
    tokens.split_ascii_whitespace().collect::<BTreeSet<_>>().into_iter()
}
