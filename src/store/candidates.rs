//! The operations that may match a filter, as far as an index can tell.

use super::columns::{SqlIndex, numbers_of, sql_of, with_codes, words_of};
use super::error::Result;
use super::handle::Store;
use super::query::QueryDraft;
use super::search_matches;
use super::search_table::{condition_for, operations_found};
use crate::filter::{Filter, Operand, Pattern, Spelling, Test, TextDecision, TextTest, attribute_field, fold, guid};
use crate::model::{Column, FieldPath, Property, RecordKind, State, Version, default_of, parse_guid};

/// The most sets of candidates that are combined: each takes time to find.
const MOST_SETS: usize = 50;

/// The most SELECTs in one set of candidates; SQLite takes 500.
const MOST_SELECTS: usize = 400;

/// The longest text that is looked up as a GUID, in characters: PostgreSQL's index has the first 64 of each, and braces may be
/// around the text.
const LONGEST_GUID: usize = 60;

/// How many times as long it takes to find an operation by its number and to sort it as to come to it in the order of the list.
const SORTING_COSTS: u128 = 8;

/// A set of operations that includes all that match, as SELECTs of their numbers.
pub(super) struct Candidates {
    rank: Rank,
    pub(super) selects: Vec<String>,
}

/// How many operations a set probably has, fewer first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Operations of a customer.
    Few,
    /// What the search index found.
    Found,
    /// Operations with an error.
    Errors,
    /// Operations in some states.
    States,
}

impl QueryDraft<'_> {
    /// Returns operations of which an index can tell that no others match; `None` if any operation may match.
    /// At most so many operations are wanted.
    pub(super) fn candidates(
        &mut self,
        store: &Store,
        filter: &Filter,
        limit: Option<usize>,
    ) -> Result<Option<Candidates>> {
        match filter {
            Filter::All(parts) => {
                let mut best: Option<Candidates> = None;
                for part in parts.iter().take(MOST_SETS) {
                    if let Some(found) = self.candidates(store, part, limit)?
                        && best.as_ref().is_none_or(|best| found.rank < best.rank)
                    {
                        best = Some(found);
                    }
                    if best.as_ref().is_some_and(|best| best.rank == Rank::Few) {
                        break;
                    }
                }
                Ok(best)
            }
            Filter::Any(parts) => {
                if parts.len() > MOST_SETS {
                    return Ok(None);
                }
                let mut selects = Vec::with_capacity(parts.len());
                let mut rank = Rank::Few;
                for part in parts {
                    let Some(found) = self.candidates(store, part, limit)? else { return Ok(None) };
                    rank = rank.max(found.rank);
                    selects.extend(found.selects);
                    if selects.len() > MOST_SELECTS {
                        return Ok(None);
                    }
                }
                Ok(Some(Candidates { rank, selects }))
            }
            Filter::Test(Test::Text { property, test }) => self.text_candidates(store, property, test, limit),
            Filter::Not(_)
            | Filter::Test(
                Test::Number { .. } | Test::Time { .. } | Test::At { .. } | Test::Flag { .. } | Test::Empty { .. },
            ) => Ok(None),
        }
    }

    fn text_candidates(
        &mut self,
        store: &Store,
        property: &Property,
        test: &TextTest,
        limit: Option<usize>,
    ) -> Result<Option<Candidates>> {
        let Property::Column(column) = property else { return self.search(store, property, test) };
        let Some(index) = sql_of(*column).index else { return Ok(None) };
        let found = match index {
            SqlIndex::Accounts => self.with_accounts(test).map(|select| (Rank::Few, vec![select])),
            SqlIndex::AsyncAccounts => self.with_async_accounts(test).map(|selects| (Rank::Few, selects)),
            SqlIndex::Codes => Some((Rank::Errors, vec![with_codes(test)])),
            SqlIndex::States => with_states(store, test, limit)?.map(|selects| (Rank::States, selects)),
        };
        Ok(found.map(|(rank, selects)| Candidates { rank, selects }))
    }

    fn with_accounts(&mut self, test: &TextTest) -> Option<String> {
        // SQLite ignores the case of accounts in ASCII only.
        let texts = texts_of(test).filter(|texts| texts.iter().all(|text| text.is_ascii()))?;
        let names: Vec<_> = texts.iter().map(|text| self.parameters.bind(text.to_ascii_lowercase())).collect();
        Some(format!(
            "SELECT id FROM operation WHERE customer IN (SELECT id FROM customer WHERE account IS NOT NULL \
             AND company IN (SELECT id FROM company) AND account COLLATE NOCASE IN ({}))",
            names.join(", ")
        ))
    }

    fn with_async_accounts(&mut self, test: &TextTest) -> Option<Vec<String>> {
        let is_found = |text: &&str| folds_alone(text) && (1..=LONGEST_GUID).contains(&text.chars().count());
        let texts = texts_of(test).filter(|texts| texts.iter().all(is_found))?;
        let mut selects = Vec::new();
        for text in texts {
            let bare = guid(&fold(text)).into_owned();
            let spelled = [text.to_owned(), format!("{{{bare}}}"), bare];
            let names = spelled.map(|text| self.parameters.bind(text.to_ascii_lowercase()));
            selects.push(format!(
                "SELECT id FROM operation WHERE async_account IS NOT NULL AND async_account COLLATE NOCASE IN ({})",
                names.join(", ")
            ));
            if let Some(guid) = parse_guid(text) {
                let bytes = self.parameters.bind(guid.as_bytes().to_vec());
                selects.push(format!(
                    "SELECT id FROM operation WHERE customer IN (SELECT id FROM customer WHERE guid = {bytes} \
                     AND company IN (SELECT id FROM company))"
                ));
            }
        }
        Some(selects).filter(|selects| selects.len() <= MOST_SELECTS)
    }

    /// Uses the search index, if it has the values and few enough operations may match.
    fn search(&mut self, store: &Store, property: &Property, test: &TextTest) -> Result<Option<Candidates>> {
        let (version, wanted) = match property {
            Property::Field(path) if self.may_be_default(path, property, test) => return Ok(None),
            Property::Field(path) => {
                let places = self.search_places(path);
                (path.version, store.best_match(|precision| search_matches::match_of(&places, test, precision))?)
            }
            Property::Attribute(name) => {
                let right_name = TextTest::OneOf(vec![Operand::Pattern(Pattern::exact(name))]);
                let names = self.search_places(&attribute_field("AttributeName"));
                let values = self.search_places(&attribute_field("AttributeValueString"));
                let both = |precision| {
                    let name = search_matches::match_of(&names, &right_name, precision);
                    match (name, search_matches::match_of(&values, test, precision)) {
                        (Some(name), Some(value)) => Some(name.and(&value)),
                        (name, value) => name.or(value),
                    }
                };
                (Version::New, store.best_match(both)?)
            }
            Property::Anywhere(any) => {
                let places: Vec<_> =
                    self.reference.free_texts(*any).iter().flat_map(|path| self.search_places(path)).collect();
                (Version::New, store.best_match(|precision| search_matches::match_of(&places, test, precision))?)
            }
            Property::Column(_) => return Ok(None),
        };
        let Some(found) = wanted else { return Ok(None) };
        let condition = condition_for(&store.database, &found.wanted, |wanted| self.parameters.bind(wanted.to_owned()));
        let found = operations_found(&store.database, &condition);
        Ok(Some(Candidates { rank: Rank::Found, selects: search_matches::candidates(&found, version) }))
    }

    /// Returns where the search index has the field.
    fn search_places(&self, path: &FieldPath) -> Vec<(RecordKind, Option<usize>)> {
        self.reference.places(path).iter().map(|place| (place.kind, place.position)).collect()
    }

    /// Whether an empty field may pass, since it stands for a company's default.
    fn may_be_default(&self, path: &FieldPath, property: &Property, test: &TextTest) -> bool {
        let Some(default) = default_of(&path.name) else { return false };
        let (decision, kind) = (TextDecision::new(property, test), RecordKind::Customer);
        let spelling = Spelling::at(kind, kind.position(&path.name));
        self.reference
            .settings
            .defaults
            .iter()
            .filter_map(|(_, defaults)| default(defaults))
            .any(|default| decision.passes(default, spelling))
    }
}

/// Returns the texts of a test that only some texts pass; `None` for any other test.
fn texts_of(test: &TextTest) -> Option<Vec<&str>> {
    match test {
        TextTest::OneOf(operands) => operands.iter().map(Operand::as_exact).collect(),
        TextTest::Ordered(..) | TextTest::Contains(_) => None,
    }
}

/// Whether SQLite, which ignores the case of ASCII only, finds all texts that equal this one: the Kelvin sign folds to
/// `k`, and the long s to `s`.
fn folds_alone(text: &str) -> bool {
    text.is_ascii() && !text.bytes().any(|byte| matches!(byte, b'k' | b'K' | b's' | b'S'))
}

/// Uses the indexes of the states that match, if few operations are in them. Otherwise the wanted ones are found as soon in
/// the order of the list, and need not be sorted.
fn with_states(store: &Store, test: &TextTest, limit: Option<usize>) -> Result<Option<Vec<String>>> {
    let states = words_of(Column::Status).map_or_else(Vec::new, |(_, words)| numbers_of(words, test));
    // Completed operations have no index: most are.
    if states.is_empty() || states.contains(&(State::Completed.index() as i64)) {
        return Ok(None);
    }
    let (mut all, mut found) = (0_u128, 0_u128);
    for counts in store.counts()? {
        let count = u128::from(counts.count);
        all += count;
        found += if states.contains(&(counts.state.index() as i64)) { count } else { 0 };
    }
    let is_useful = match limit {
        // In the order of the list, the last one that is wanted stands at this part of all.
        Some(limit) => found * found <= limit as u128 * all,
        None => found * SORTING_COSTS <= all,
    };
    let select = |state| format!("SELECT id FROM operation WHERE state = {state}");
    Ok(is_useful.then(|| states.into_iter().map(select).collect()))
}
