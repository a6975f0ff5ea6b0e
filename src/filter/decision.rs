//! Deciding whether an operation matches: a filter that is ready to be applied to many operations.

use super::property_reader::{PropertyReader, PropertyValue};
use super::reference::Reference;
use super::seen::{NotRead, OperationNumbers, Seen};
use super::text_decision::TextDecision;
use super::tree::{Filter, Operand, Span, Test, TextTest};
use super::value_parts::ValueParts;
use super::{Pattern, Piece};
use crate::model::{Column, Property, Timestamp};

/// A filter with everything prepared that is the same for all operations.
#[derive(Debug)]
pub(crate) struct FilterDecision(Node);

#[derive(Debug)]
enum Node {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Text(PropertyReader, TextDecision),
    /// Any of the operation's errors passes.
    Errors(TextDecision),
    Number(Column, Vec<Span<i64>>),
    Time(Column, Vec<Span<Timestamp>>),
    At(Vec<Span<Timestamp>>),
    Edited(bool),
    Empty(PropertyReader),
}

impl FilterDecision {
    pub(crate) fn new(filter: &Filter, reference: &Reference<'_>) -> Self {
        Self(Node::new(filter, reference))
    }

    /// Returns the parts of an operation that it takes to decide.
    pub(crate) fn parts(&self) -> ValueParts {
        self.0.parts()
    }

    /// Whether an operation matches.
    ///
    /// # Errors
    /// It depends on a part that was not read.
    pub(crate) fn decide(&self, seen: &Seen<'_>) -> Result<bool, NotRead> {
        self.0.decide(seen)
    }
}

impl Node {
    fn new(filter: &Filter, reference: &Reference<'_>) -> Self {
        let all = |parts: &[Filter]| parts.iter().map(|part| Self::new(part, reference)).collect();
        match filter {
            Filter::All(parts) => Self::All(all(parts)),
            Filter::Any(parts) => Self::Any(all(&merged(parts))),
            Filter::Not(inner) => Self::Not(Box::new(Self::new(inner, reference))),
            Filter::Test(test) => Self::of_test(test, reference),
        }
    }

    fn of_test(test: &Test, reference: &Reference<'_>) -> Self {
        match test {
            Test::Text { property, test } => {
                let decision = TextDecision::new(property, test);
                match property {
                    Property::Column(Column::Errors) => Self::Errors(decision),
                    property => Self::Text(PropertyReader::new(property, reference), decision),
                }
            }
            Test::Number { column, spans } => Self::Number(*column, spans.clone()),
            Test::Time { column, spans } => Self::Time(*column, spans.clone()),
            Test::At { spans } => Self::At(spans.clone()),
            Test::Flag { value, .. } => Self::Edited(*value),
            Test::Empty { property } => Self::Empty(PropertyReader::new(property, reference)),
        }
    }

    fn parts(&self) -> ValueParts {
        let columns = |columns: &[Column]| ValueParts { columns: columns.to_vec(), ..ValueParts::default() };
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().map(Self::parts).fold(ValueParts::default(), |all, part| all | part)
            }
            Self::Not(inner) => inner.parts(),
            Self::Text(reader, _) | Self::Empty(reader) => reader.parts(),
            Self::Errors(_) => ValueParts { codes: true, ..ValueParts::default() },
            Self::Number(column, _) | Self::Time(column, _) => columns(&[*column]),
            Self::At(_) => columns(&[Column::Timestamp]),
            Self::Edited(_) => columns(&[Column::Edited]),
        }
    }

    fn decide(&self, seen: &Seen<'_>) -> Result<bool, NotRead> {
        match self {
            Self::All(parts) => first(parts, seen, false),
            Self::Any(parts) => first(parts, seen, true),
            // A value that an operation lacks equals nothing, so it is unequal to everything.
            Self::Not(inner) => Ok(!inner.decide(seen)?),
            Self::Text(reader, test) => Ok(reader.text(seen)?.is_some_and(|text| test.passes(&text))),
            Self::Errors(test) => Ok(seen.codes.ok_or(NotRead)?.iter().any(|code| test.passes(code))),
            Self::Number(column, spans) => {
                let number = number_of(*column, seen.numbers);
                Ok(spans.iter().any(|span| is_within(number, span)))
            }
            Self::Time(Column::Timestamp, _) if !seen.numbers.dated => Ok(false),
            Self::Time(Column::Received, spans) => Ok(is_within_any(seen.numbers.received, spans)),
            Self::Time(_, spans) | Self::At(spans) => Ok(is_within_any(seen.numbers.at, spans)),
            Self::Edited(value) => Ok(seen.numbers.edited == *value),
            Self::Empty(reader) => Ok(match reader.value(seen)? {
                PropertyValue::Missing => true,
                PropertyValue::Number(_) => false,
                PropertyValue::Text(text) => text.is_empty(),
            }),
        }
    }
}

/// Whether any part decides so; a part that was not read matters only if no other one does.
fn first(parts: &[Node], seen: &Seen<'_>, wanted: bool) -> Result<bool, NotRead> {
    let mut otherwise = Ok(!wanted);
    for part in parts {
        match part.decide(seen) {
            Ok(decided) if decided == wanted => return Ok(wanted),
            Ok(_) => {}
            Err(NotRead) => otherwise = Err(NotRead),
        }
    }
    otherwise
}

fn number_of(column: Column, numbers: &OperationNumbers) -> i64 {
    match column {
        Column::Counter => numbers.counter,
        Column::Attempts => numbers.attempts,
        _ => numbers.id,
    }
}

fn is_within(number: i64, span: &Span<i64>) -> bool {
    span.from.is_none_or(|from| from <= number) && span.to.is_none_or(|to| number <= to)
}

fn is_within_any(at: i64, spans: &[Span<Timestamp>]) -> bool {
    spans.iter().any(|span| is_within(at, &Span { from: span.from.map(|from| from.0), to: span.to.map(|to| to.0) }))
}

/// Returns alternatives in which the tests of one property are one: its value is read once for all of them.
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
