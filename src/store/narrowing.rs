//! The SQL condition that narrows the operations down to those that may match a filter. All values are parameters.
//!
//! SQL says what plain columns can say; a [`crate::filter::FilterDecision`] on each operation that is left says the rest.

use super::columns::{WITH_PROPOSALS, has_note, numbers_of, with_codes, with_notes, words_of};
use super::query::{NEVER, QueryDraft, join, list};
use crate::filter::{ChannelNames, Filter, Span, Test, TextDecision, TextTest};
use crate::model::{Action, Column, EffectKind, NoteCode, Property, RecordKind, State, Timestamp};

/// A condition that every matching operation fulfils.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Narrowing {
    /// `None` if any operation may match.
    pub(super) condition: Option<String>,
    /// What is left to be decided on each operation that fulfils the condition; `None` if all of them match.
    pub(super) rest: Option<Filter>,
}

impl Narrowing {
    /// Every operation that fulfils the condition matches.
    fn exact(condition: String) -> Self {
        Self { condition: Some(condition), rest: None }
    }

    /// Returns the condition if it is exact.
    fn into_exact(self) -> Option<String> {
        self.condition.filter(|_| self.rest.is_none())
    }
}

impl QueryDraft<'_> {
    /// Returns the condition of a filter.
    pub(super) fn narrow(&self, filter: &Filter) -> Narrowing {
        let undecided = |condition| Narrowing { condition, rest: Some(filter.clone()) };
        match filter {
            Filter::All(parts) => self.narrow_all(parts),
            Filter::Any(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.narrow(part)).collect();
                let is_exact = parts.iter().all(|part| part.rest.is_none());
                let conditions: Option<Vec<_>> = parts.into_iter().map(|part| part.condition).collect();
                let condition = conditions.map(|conditions| join(conditions, "OR"));
                if is_exact { Narrowing { condition, rest: None } } else { undecided(condition) }
            }
            // A value that an operation lacks equals nothing, so it is unequal to everything.
            Filter::Not(inner) => match self.narrow(inner).into_exact() {
                Some(condition) => Narrowing::exact(format!("({condition}) IS NOT TRUE")),
                None => undecided(None),
            },
            Filter::Test(test) => match self.narrow_test(test) {
                Some(condition) => Narrowing::exact(condition),
                None => undecided(self.superset(test)),
            },
        }
    }

    fn narrow_all(&self, parts: &[Filter]) -> Narrowing {
        let (mut conditions, mut rest) = (Vec::new(), Vec::new());
        for part in parts.iter().map(|part| self.narrow(part)) {
            conditions.extend(part.condition);
            rest.extend(part.rest);
        }
        let condition = if conditions.is_empty() { None } else { Some(join(conditions, "AND")) };
        let rest = if rest.len() < 2 { rest.pop() } else { Some(Filter::All(rest)) };
        Narrowing { condition, rest }
    }

    /// Returns the condition of a test that plain columns can say; `None` if they cannot.
    fn narrow_test(&self, test: &Test) -> Option<String> {
        let any = |conditions: Vec<String>| join(conditions, "OR");
        Some(match test {
            Test::Text { property: Property::Column(column), test } => return self.narrow_text(*column, test),
            Test::Number { column, spans } => {
                let number = number_of(*column)?;
                any(spans.iter().map(|span| within(number, span, |number| number.to_string())).collect())
            }
            Test::Time { column, spans } => {
                let (at, is_known) = match column {
                    Column::Timestamp => ("o.at", "o.dated <> 0 AND "),
                    Column::Received => ("o.received", ""),
                    _ => return None,
                };
                let spans = spans.iter().map(|span| within(at, span, |at: Timestamp| at.0.to_string()));
                format!("({is_known}{})", any(spans.collect()))
            }
            Test::At { spans } => any(spans.iter().map(|span| within("o.at", span, |at| at.0.to_string())).collect()),
            Test::Flag { column: Column::Edited, value } => {
                format!("o.edited {} 0", if *value { "<>" } else { "=" })
            }
            Test::Empty { property: Property::Column(column) } => return is_empty(*column),
            Test::Text { .. } | Test::Flag { .. } | Test::Empty { .. } => return None,
        })
    }

    fn narrow_text(&self, column: Column, test: &TextTest) -> Option<String> {
        Some(match column {
            Column::Errors => format!("o.id IN ({})", with_codes(test)),
            Column::Notes => with_notes(test),
            Column::Channel => self.of_channels(test, |channel| &channel.name),
            column => {
                let (number, words) = words_of(column)?;
                among(number, numbers_of(words, test))
            }
        })
    }

    /// Returns the condition that an operation is of a channel whose name, or another word about it, passes.
    fn of_channels(&self, test: &TextTest, word: impl Fn(&ChannelNames) -> &str) -> String {
        let decision = TextDecision::of_words(test);
        let channels = self.reference.channels.iter().filter(|(_, channel)| decision.passes_word(word(channel)));
        among("o.channel", channels.map(|(key, _)| *key))
    }

    /// Returns a condition that every operation which passes the test fulfils, and some others.
    fn superset(&self, test: &Test) -> Option<String> {
        match test {
            Test::Text { property: Property::Column(Column::Company), test } => {
                let of_channel = self.of_channels(test, |channel| &channel.company);
                Some(format!("(o.company IS NOT NULL OR {of_channel})"))
            }
            Test::Text { property: Property::Column(Column::Proposal), .. } => {
                Some(format!("o.id IN ({WITH_PROPOSALS})"))
            }
            _ => None,
        }
    }
}

/// Returns the number that a test is about; `None` if the column has none.
fn number_of(column: Column) -> Option<&'static str> {
    match column {
        Column::Id => Some("o.id"),
        Column::Attempts => Some("o.attempts"),
        Column::Counter => Some("o.counter"),
        Column::Run => Some("o.run"),
        _ => None,
    }
}

/// Returns the condition for a column to be empty; `None` if plain columns cannot say it.
fn is_empty(column: Column) -> Option<String> {
    let no_word = |number: &str, known: &[i64]| format!("({number} IS NULL OR {number} NOT IN ({}))", list(known));
    Some(match column {
        Column::Proposal => format!("o.id NOT IN ({WITH_PROPOSALS})"),
        Column::Errors => "NOT EXISTS (SELECT 1 FROM problem p WHERE p.operation = o.id)".to_owned(),
        Column::Timestamp => "o.dated = 0".to_owned(),
        Column::Run => "o.run IS NULL".to_owned(),
        Column::Notes => {
            format!("NOT ({})", NoteCode::ALL.map(|code| format!("coalesce({}, false)", has_note(code))).join(" OR "))
        }
        Column::CustomerAccount => "coalesce(c.account, '') = ''".to_owned(),
        Column::AsyncCustomerAccount => "coalesce(o.async_account, c.async_account, '') = ''".to_owned(),
        Column::Operation => no_word("o.action", &Action::ALL.map(|action| action as i64)),
        Column::Effect => no_word("o.effect", &EffectKind::ALL.map(|effect| effect as i64)),
        Column::Record | Column::Table => no_word("o.kind", &RecordKind::ALL.map(|kind| kind.index() as i64)),
        Column::Status => no_word("o.state", &State::ALL.map(|state| state.index() as i64)),
        Column::Id | Column::Attempts | Column::Counter | Column::Received | Column::Edited => NEVER.to_owned(),
        Column::Channel | Column::Company | Column::Description => return None,
    })
}

/// Returns the condition for a column to be one of these numbers. A single number is compared with `=`, so that SQLite
/// finds the partial indexes.
fn among(column: &str, numbers: impl IntoIterator<Item = i64>) -> String {
    let mut numbers: Vec<_> = numbers.into_iter().collect();
    numbers.sort_unstable();
    match numbers.as_slice() {
        [] => NEVER.to_owned(),
        [one] => format!("{column} = {one}"),
        several => format!("{column} IN ({})", list(several)),
    }
}

/// Returns the condition for a number to be in a span. Whole numbers need no parameters.
fn within<T: Copy>(value: &str, span: &Span<T>, number: impl Fn(T) -> String) -> String {
    match (span.from.map(&number), span.to.map(&number)) {
        (Some(from), Some(to)) if from == to => format!("{value} = {from}"),
        (Some(from), Some(to)) => format!("{value} BETWEEN {from} AND {to}"),
        (Some(from), None) => format!("{value} >= {from}"),
        (None, Some(to)) => format!("{value} <= {to}"),
        (None, None) => format!("{value} IS NOT NULL"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::{Access, Selection};
    use super::*;
    use crate::clock::Clock;
    use crate::filter::{KnownValues, Names, Surroundings, ValueSettings, parse};
    use crate::model::Layout;
    use crate::store::handle::Store;
    use crate::trail::Author;

    #[test]
    fn alternatives_make_no_more_selects_than_sqlite_takes() {
        // Of a store that is not there a rehearsal is in memory.
        let mut store = Store::open(&Path::new("").into(), Access::Rehearse, Clock::system(), "tester").unwrap();
        let author = Author::default();
        let transaction = store.begin(&author).unwrap();
        transaction.layout_number(&Layout::new(RecordKind::Address, vec!["CITY".to_owned()])).unwrap();
        transaction.commit().unwrap();
        let (names, known) = (Names::default(), KnownValues::default());
        let surroundings = Surroundings { names: &names, known: &known, now: Timestamp(0) };
        let guids = ["5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b"; 4].join(",");
        for (part, count, uses_index) in [
            ("old.City = Houston".to_owned(), 50, true),
            ("old.City = Houston".to_owned(), 90, false),
            ("City = Houston".to_owned(), 50, true),
            ("City = Houston".to_owned(), 51, false),
            (format!("async in ({guids})"), 50, true),
            (format!("async in ({guids})"), 90, false),
        ] {
            let filter = parse(&vec![part.as_str(); count].join(" or "), &surroundings).unwrap();
            let (sort, settings) = (Property::Column(Column::Id), ValueSettings::default());
            let selection = Selection {
                filter: Some(&filter),
                sort,
                descending: false,
                limit: None,
                columns: &[],
                settings: &settings,
            };
            let explanation = store.explain_list(&selection).unwrap();
            assert_eq!(explanation.sql.contains("UNION ALL"), uses_index, "{count} × {part}");
        }
    }
}
