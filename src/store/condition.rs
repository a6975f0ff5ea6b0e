//! The SQL condition for the operations that match a filter. All values are parameters.

use super::columns::{SqlValue, numbers_of, sql_of, with_codes};
use super::error::Result;
use super::functions::{amount, guid, write_operands};
use super::handle::Store;
use super::property::PropertySql;
use super::query::{join, list};
use crate::filter::{Filter, Operand, Pattern, Piece, Span, Test, TextTest, fold};
use crate::model::{Column, FieldType, Property, Timestamp};

impl PropertySql<'_> {
    /// Returns the condition for operations that match the filter. It uses an index first if one can tell which may
    /// match.
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
            // A value that an operation lacks equals nothing, so it is unequal to everything.
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
                let (at, is_known) = match sql_of(*column).value {
                    SqlValue::Time(at, Some(is_known)) => (at.to_owned(), format!("{is_known} AND ")),
                    value => (value.expression(), String::new()),
                };
                let spans = spans.iter().map(|span| within(&at, span, |at: Timestamp| at.0.to_string()));
                format!("({is_known}{})", join(spans.collect(), "OR"))
            }
            Test::At { spans } => {
                join(spans.iter().map(|span| within("o.at", span, |at| at.0.to_string())).collect(), "OR")
            }
            Test::Flag { column, value } => {
                let condition = match sql_of(*column).value {
                    SqlValue::Flag(condition) => condition.to_owned(),
                    value => value.expression(),
                };
                if *value { condition } else { format!("NOT {condition}") }
            }
            Test::Empty { property } => self.is_empty(property),
        }
    }

    fn is_empty(&mut self, property: &Property) -> String {
        match property {
            Property::Column(column) => match sql_of(*column).value {
                SqlValue::Codes => "o.id NOT IN (SELECT operation FROM problem)".to_owned(),
                SqlValue::Time(_, Some(is_known)) => format!("NOT {is_known}"),
                value => format!("coalesce({}, '') = ''", value.expression()),
            },
            property => format!("coalesce({}, '') = ''", self.value(property)),
        }
    }

    fn text_test(&mut self, property: &Property, test: &TextTest) -> String {
        let Property::Column(column) = property else {
            let value = self.value(property);
            return self.passes(&value, property, test);
        };
        match sql_of(*column).value {
            SqlValue::Words(number, words) => among(number, numbers_of(words(), test)),
            SqlValue::Codes => format!("o.id IN ({})", with_codes(test)),
            SqlValue::ChannelName => {
                let channels = self.channels.iter().filter(|channel| test.matches(&channel.name));
                among("o.channel", channels.map(|channel| channel.key))
            }
            SqlValue::Company => {
                let channels = self.channels.iter().filter(|channel| test.matches(&channel.company));
                let own = among("o.channel", channels.map(|channel| channel.key));
                let other = self.passes("o.company", property, test);
                format!("CASE WHEN o.company IS NULL THEN {own} ELSE {other} END")
            }
            value @ (SqlValue::Expression(_) | SqlValue::Time(..) | SqlValue::Flag(_) | SqlValue::Description) => {
                self.passes(&value.expression(), property, test)
            }
        }
    }

    /// Returns the condition for an expression's text to pass a test.
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
                    operands.iter().partition(|operand| operand.as_exact().is_some());
                let texts = exact.into_iter().filter_map(|operand| operand.as_exact()).map(canonical);
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
}

/// Returns alternatives in which the tests of one property are one: its value is built once for all of them.
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

/// Whether a property is a field of that type.
fn is_of(property: &Property, field_type: FieldType) -> bool {
    match property {
        Property::Field(path) => path.types().any(|of| of == field_type),
        Property::Column(_) | Property::Attribute(_) => false,
    }
}

/// Returns the condition for a column to be one of these numbers. A single number is compared with `=`, so that SQLite
/// finds the partial indexes.
fn among(column: &str, numbers: impl IntoIterator<Item = i64>) -> String {
    let numbers: Vec<_> = numbers.into_iter().collect();
    match numbers.as_slice() {
        [] => "0".to_owned(),
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

    use super::super::{Access, Selection, ValueSettings};
    use super::*;
    use crate::clock::Clock;
    use crate::filter::{Names, Surroundings, parse};
    use crate::model::{Layout, RecordKind};
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
