//! Which operations pass a filter, as an SQL condition. Values are parameters, whatever they are.

use super::error::Result;
use super::functions::{amount, guid, write_operands};
use super::handle::Store;
use super::property::{Values, attribute_field, default_of};
use super::query::{join, list};
use super::search;
use crate::filter::{Filter, Operand, Pattern, Piece, Span, Test, TextTest, fold};
use crate::model::{
    Action, Code, Column, EffectKind, FieldPath, FieldType, Property, RecordKind, State, Timestamp, Version, parse_guid,
};

impl Values<'_> {
    /// The condition for operations that pass the filter. It asks an index first where one can tell which may pass.
    pub(super) fn condition(&mut self, store: &Store, filter: &Filter) -> Result<String> {
        let exact = self.exact(filter);
        Ok(match self.candidates(store, filter)? {
            Some(candidates) => format!("o.id IN ({}) AND {exact}", candidates.selects.join(" UNION ALL ")),
            None => exact,
        })
    }

    fn exact(&mut self, filter: &Filter) -> String {
        match filter {
            Filter::All(parts) => join(parts.iter().map(|part| self.exact(part)).collect(), "AND"),
            Filter::Any(parts) => {
                let parts = merged(parts);
                join(parts.iter().map(|part| self.exact(part)).collect(), "OR")
            }
            // What an operation lacks is equal to nothing, so it is unequal to everything.
            Filter::Not(inner) => format!("({}) IS NOT TRUE", self.exact(inner)),
            Filter::Test(test) => self.test(test),
        }
    }

    fn test(&mut self, test: &Test) -> String {
        match test {
            Test::Text { property, test } => self.text_test(property, test),
            Test::Number { column, spans } => {
                let value = self.value(&Property::Column(*column));
                let spans = spans.iter().map(|span| within(&value, span, |number| number.to_string()));
                join(spans.collect(), "OR")
            }
            Test::Time { column, spans } => {
                let (value, has_value) = match column {
                    Column::Timestamp => ("o.at", "o.dated AND "),
                    _ => ("o.received", ""),
                };
                let spans = spans.iter().map(|span| within(value, span, |at: Timestamp| at.0.to_string()));
                format!("({has_value}{})", join(spans.collect(), "OR"))
            }
            Test::At { spans } => {
                join(spans.iter().map(|span| within("o.at", span, |at| at.0.to_string())).collect(), "OR")
            }
            Test::Flag { value, .. } => if *value { "o.edited" } else { "NOT o.edited" }.to_owned(),
            Test::Empty { property } => self.is_empty(property),
        }
    }

    fn is_empty(&mut self, property: &Property) -> String {
        match property {
            Property::Column(Column::Errors) => "o.id NOT IN (SELECT operation FROM problem)".to_owned(),
            Property::Column(Column::Timestamp) => "NOT o.dated".to_owned(),
            property => format!("coalesce({}, '') = ''", self.value(property)),
        }
    }

    fn text_test(&mut self, property: &Property, test: &TextTest) -> String {
        if let Property::Column(column) = property {
            match column {
                Column::Record => return among("o.kind", kinds_that(test, RecordKind::name)),
                Column::Table => return among("o.kind", kinds_that(test, RecordKind::table)),
                Column::Operation => {
                    let actions = Action::ALL.into_iter().filter(|action| test.matches(action.name()));
                    return among("o.action", actions.map(|action| action as i64));
                }
                Column::Status => return among("o.state", states_that(test)),
                Column::Effect => {
                    let effects = EffectKind::ALL.into_iter().filter(|effect| test.matches(effect.name()));
                    return among("o.effect", effects.map(|effect| effect as i64));
                }
                Column::Errors => return format!("o.id IN ({})", with_errors(test)),
                Column::Channel => {
                    let channels = self.channels.iter().filter(|channel| test.matches(&channel.name));
                    return among("o.channel", channels.map(|channel| channel.key));
                }
                Column::Company => {
                    let channels = self.channels.iter().filter(|channel| test.matches(&channel.company));
                    let own = among("o.channel", channels.map(|channel| channel.key));
                    let other = self.passes("o.company", property, test);
                    return format!("CASE WHEN o.company IS NULL THEN {own} ELSE {other} END");
                }
                Column::Id
                | Column::CustomerAccount
                | Column::AsyncCustomerAccount
                | Column::Timestamp
                | Column::Attempts
                | Column::Description
                | Column::Counter
                | Column::Received
                | Column::Edited => {}
            }
        }
        let value = self.value(property);
        self.passes(&value, property, test)
    }

    /// Whether an expression's text passes a test.
    fn passes(&mut self, value: &str, property: &Property, test: &TextTest) -> String {
        // Braces around a GUID mean nothing, and amounts are equal as numbers.
        let is_guid = *property == Property::Column(Column::AsyncCustomerAccount) || is_of(property, FieldType::Guid);
        let is_decimal = is_of(property, FieldType::Decimal);
        let canonical = |text: &str| match (is_guid, is_decimal) {
            (true, _) => guid(&fold(text)).into_owned(),
            (_, true) => amount(text).into_owned(),
            _ => text.to_owned(),
        };
        let spelled = match (is_guid, is_decimal) {
            (true, _) => format!("guid(fold({value}))"),
            (_, true) => format!("amount(fold({value}))"),
            _ => format!("fold({value})"),
        };
        let value = format!("fold({value})");
        match test {
            TextTest::OneOf(operands) => {
                let (exact, others): (Vec<_>, Vec<_>) =
                    operands.iter().partition(|operand| as_exact(operand).is_some());
                let texts = exact.into_iter().filter_map(as_exact).map(canonical);
                let names: Vec<_> = texts.map(|text| self.folded(&text)).collect();
                let mut conditions = Vec::new();
                match names.as_slice() {
                    [] => {}
                    [one] => conditions.push(format!("{spelled} = {one}")),
                    several => conditions.push(format!("{spelled} IN ({})", several.join(", "))),
                }
                if !others.is_empty() {
                    conditions.push(format!("any_of({value}, {})", self.parameters.bind(write_operands(&others))));
                }
                join(conditions, "OR")
            }
            TextTest::Ordered(order, other) => format!("compare({value}, {}) {} 0", self.folded(other), order.sign()),
            TextTest::Contains(part) => format!("instr({value}, {}) > 0", self.folded(part)),
        }
    }

    fn folded(&mut self, text: &str) -> String {
        self.parameters.bind(fold(text).into_owned())
    }

    /// The operations of which an index can tell that no other passes; none where that may be any.
    fn candidates(&mut self, store: &Store, filter: &Filter) -> Result<Option<Candidates>> {
        match filter {
            Filter::All(parts) => {
                let mut best: Option<Candidates> = None;
                for part in parts.iter().take(MOST_SETS) {
                    if let Some(found) = self.candidates(store, part)?
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
                    let Some(found) = self.candidates(store, part)? else { return Ok(None) };
                    rank = rank.max(found.rank);
                    selects.extend(found.selects);
                    if selects.len() > MOST_SELECTS {
                        return Ok(None);
                    }
                }
                Ok(Some(Candidates { rank, selects }))
            }
            Filter::Test(Test::Text { property, test }) => self.text_candidates(store, property, test),
            Filter::Not(_)
            | Filter::Test(
                Test::Number { .. } | Test::Time { .. } | Test::At { .. } | Test::Flag { .. } | Test::Empty { .. },
            ) => Ok(None),
        }
    }

    fn text_candidates(&mut self, store: &Store, property: &Property, test: &TextTest) -> Result<Option<Candidates>> {
        let found = |rank, selects| Ok(Some(Candidates { rank, selects }));
        match property {
            Property::Column(Column::CustomerAccount) => match texts_of(test) {
                Some(texts) => {
                    let names: Vec<_> = texts.iter().map(|text| self.parameters.bind((*text).to_owned())).collect();
                    let sql = format!(
                        "SELECT id FROM operation WHERE customer IN (SELECT id FROM customer WHERE account IS NOT NULL \
                         AND company IN (SELECT id FROM company) AND account IN ({}))",
                        names.join(", ")
                    );
                    // SQLite compares accounts without regard to case in ASCII only.
                    if texts.iter().all(|text| text.is_ascii()) { found(Rank::Few, vec![sql]) } else { Ok(None) }
                }
                None => Ok(None),
            },
            Property::Column(Column::AsyncCustomerAccount) => match texts_of(test) {
                Some(texts) if texts.iter().all(|text| folds_alone(text) && !text.is_empty()) => {
                    let mut selects = Vec::new();
                    for text in texts {
                        let bare = guid(&fold(text)).into_owned();
                        let spelled = [text.to_owned(), format!("{{{bare}}}"), bare];
                        let names = spelled.map(|text| self.parameters.bind(text));
                        selects.push(format!(
                            "SELECT id FROM operation WHERE async_account IS NOT NULL \
                             AND async_account COLLATE NOCASE IN ({})",
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
                    if selects.len() <= MOST_SELECTS { found(Rank::Few, selects) } else { Ok(None) }
                }
                _ => Ok(None),
            },
            Property::Column(Column::Errors) => found(Rank::Errors, vec![with_errors(test)]),
            Property::Column(Column::Status) => {
                let states = states_that(test);
                // Of completed operations there are too many, and a single state has its own index in time order.
                if states.len() < 2 || states.contains(&(State::Completed.index() as i64)) {
                    return Ok(None);
                }
                let selects = states.iter().map(|state| format!("SELECT id FROM operation WHERE state = {state}"));
                found(Rank::States, selects.collect())
            }
            Property::Column(_) => Ok(None),
            Property::Field(_) | Property::Attribute(_) => self.search(store, property, test),
        }
    }

    /// Asks the search index, where it knows the values and few enough operations may match.
    fn search(&mut self, store: &Store, property: &Property, test: &TextTest) -> Result<Option<Candidates>> {
        let (version, wanted) = match property {
            Property::Field(path) if self.may_be_default(path, test) => return Ok(None),
            Property::Field(path) => {
                let places = self.search_places(path);
                (path.version, store.best_match(|precision| search::match_of(&places, test, precision))?)
            }
            Property::Attribute(name) => {
                let right_name = TextTest::OneOf(vec![Operand::Pattern(Pattern::exact(name))]);
                let names = self.search_places(&attribute_field("AttributeName"));
                let values = self.search_places(&attribute_field("AttributeValueString"));
                let both = |precision| {
                    let name = search::match_of(&names, &right_name, precision);
                    match (name, search::match_of(&values, test, precision)) {
                        (Some(name), Some(value)) => Some(name.and(&value)),
                        (name, value) => name.or(value),
                    }
                };
                (Version::New, store.best_match(both)?)
            }
            Property::Column(_) => return Ok(None),
        };
        let Some(found) = wanted else { return Ok(None) };
        let name = self.parameters.bind(found.wanted);
        Ok(Some(Candidates { rank: Rank::Found, selects: search::candidates(&name, version) }))
    }

    /// Whether an empty field may pass, since it stands for a company's default.
    fn may_be_default(&self, path: &FieldPath, test: &TextTest) -> bool {
        let Some(default) = default_of(&path.name) else { return false };
        self.settings.defaults.iter().filter_map(|(_, defaults)| default(defaults)).any(|default| test.matches(default))
    }
}

/// Alternatives in which the tests of one property are one: its value is put together once for all of them.
fn merged(parts: &[Filter]) -> Vec<Filter> {
    let mut together: Vec<(Property, Vec<Operand>)> = Vec::new();
    let mut others = Vec::new();
    for part in parts {
        let Filter::Test(Test::Text { property, test }) = part else {
            others.push(part.clone());
            continue;
        };
        let operands = match test {
            TextTest::OneOf(operands) => operands.clone(),
            TextTest::Contains(part) => {
                let pieces = [Piece::Any, Piece::Text(part.clone()), Piece::Any];
                vec![Operand::Pattern(Pattern::new(pieces))]
            }
            TextTest::Ordered(..) => {
                others.push(part.clone());
                continue;
            }
        };
        match together.iter_mut().find(|(of, _)| of == property) {
            Some((_, all)) => all.extend(operands),
            None => together.push((property.clone(), operands)),
        }
    }
    let texts = together
        .into_iter()
        .map(|(property, operands)| Filter::Test(Test::Text { property, test: TextTest::OneOf(operands) }));
    texts.chain(others).collect()
}

/// The most sets of candidates that are put together: each takes time to look for.
const MOST_SETS: usize = 50;

/// The most SELECTs in one set of candidates; SQLite takes 500.
const MOST_SELECTS: usize = 400;

/// A set of operations that holds all that pass, as SELECTs of their numbers.
struct Candidates {
    rank: Rank,
    selects: Vec<String>,
}

/// How many operations a set is likely to have, fewer first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Those of a customer.
    Few,
    /// What the search index found.
    Found,
    /// Those with an error.
    Errors,
    /// Those in some states.
    States,
}

/// The texts of a test that asks for some texts alone; none for any other.
fn texts_of(test: &TextTest) -> Option<Vec<&str>> {
    match test {
        TextTest::OneOf(operands) => operands.iter().map(as_exact).collect(),
        TextTest::Ordered(..) | TextTest::Contains(_) => None,
    }
}

fn as_exact(operand: &Operand) -> Option<&str> {
    match operand {
        Operand::Pattern(pattern) => Pattern::as_exact(pattern),
        Operand::Range { .. } => None,
    }
}

/// Whether no other text is the same without regard to case but in ASCII, as far as SQLite compares: the Kelvin sign is a
/// `k`, and the long s an `s`.
fn folds_alone(text: &str) -> bool {
    text.is_ascii() && !text.bytes().any(|byte| matches!(byte, b'k' | b'K' | b's' | b'S'))
}

/// Whether a property is a field of that type.
fn is_of(property: &Property, field_type: FieldType) -> bool {
    match property {
        Property::Field(path) => path.types().any(|of| of == field_type),
        Property::Column(_) | Property::Attribute(_) => false,
    }
}

fn kinds_that(test: &TextTest, name: impl Fn(RecordKind) -> &'static str) -> impl Iterator<Item = i64> {
    RecordKind::ALL.into_iter().filter(move |kind| test.matches(name(*kind))).map(|kind| kind.index() as i64)
}

fn states_that(test: &TextTest) -> Vec<i64> {
    State::ALL.into_iter().filter(|state| test.matches(state.name())).map(|state| state.index() as i64).collect()
}

/// The operations with an error that passes. The codes are the program's own words.
fn with_errors(test: &TextTest) -> String {
    let codes = Code::ALL.into_iter().filter(|code| test.matches(code.name()));
    let codes: Vec<_> = codes.map(|code| format!("'{code}'")).collect();
    format!("SELECT operation FROM problem WHERE code IN ({})", codes.join(", "))
}

/// Whether a column is one of these numbers. A single one is compared by itself, so that SQLite finds the partial indexes.
fn among(column: &str, numbers: impl IntoIterator<Item = i64>) -> String {
    let numbers: Vec<_> = numbers.into_iter().collect();
    match numbers.as_slice() {
        [] => "0".to_owned(),
        [one] => format!("{column} = {one}"),
        several => format!("{column} IN ({})", list(several)),
    }
}

/// Whether a number is in a span. Whole numbers need no parameters.
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

    use super::super::{Access, Selection, ValueSettings};
    use super::*;
    use crate::clock::Clock;
    use crate::filter::{Names, Surroundings, parse};
    use crate::model::Layout;
    use crate::trail::Author;

    #[test]
    fn alternatives_make_no_more_selects_than_sqlite_takes() {
        // Of a store that is not there a rehearsal is in memory.
        let mut store = Store::open(Path::new(""), Access::Rehearse, Clock::system(), "tester").unwrap();
        let author = Author::default();
        let transaction = store.begin(&author).unwrap();
        transaction.layout_number(&Layout::new(RecordKind::Address, vec!["CITY".to_owned()])).unwrap();
        transaction.commit().unwrap();
        let names = Names::default();
        let surroundings = Surroundings { names: &names, now: Timestamp(0) };
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
