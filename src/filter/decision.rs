//! Deciding whether an operation matches: a filter that is ready to be applied to many operations.

use std::slice;

use super::property_reader::{PropertyReader, PropertyValue};
use super::reference::Reference;
use super::seen::{NotRead, OperationNumbers, Seen};
use super::spelling::Spelling;
use super::text_decision::TextDecision;
use super::tree::{Filter, Span, Test, TextTest};
use super::value_parts::ValueParts;
use crate::model::{Column, Property, Timestamp};

/// A filter with everything prepared that is the same for all operations.
#[derive(Debug)]
pub(crate) struct FilterDecision(Node);

#[derive(Debug)]
enum Node {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    /// Any value of the property passes any of the tests.
    Text(PropertyReader, Vec<TextDecision>),
    /// Any of the operation's errors passes any of the tests.
    Errors(Vec<TextDecision>),
    /// Any of the proposals for its errors passes any of the tests.
    Proposals(Vec<TextDecision>),
    /// Any of the operation's notes passes any of the tests.
    Notes(Vec<TextDecision>),
    Number(Column, Vec<Span<i64>>),
    Time(Column, Vec<Span<Timestamp>>),
    At(Vec<Span<Timestamp>>),
    Edited(bool),
    Empty(PropertyReader),
    /// There is no proposal for any of the operation's errors.
    Unproposed,
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
            Filter::Any(parts) => Self::Any(merged(parts, reference)),
            Filter::Not(inner) => Self::Not(Box::new(Self::new(inner, reference))),
            Filter::Test(test) => Self::of_test(test, reference),
        }
    }

    fn of_test(test: &Test, reference: &Reference<'_>) -> Self {
        match test {
            Test::Text { property, test } => Self::of_texts(property, slice::from_ref(test), reference),
            Test::Number { column, spans } => Self::Number(*column, spans.clone()),
            Test::Time { column, spans } => Self::Time(*column, spans.clone()),
            Test::At { spans } => Self::At(spans.clone()),
            Test::Flag { value, .. } => Self::Edited(*value),
            Test::Empty { property: Property::Column(Column::Proposal) } => Self::Unproposed,
            Test::Empty { property } => Self::Empty(PropertyReader::new(property, reference)),
        }
    }

    /// Returns the node for any of these tests of a property to pass.
    fn of_texts(property: &Property, tests: &[TextTest], reference: &Reference<'_>) -> Self {
        let decisions = tests.iter().map(|test| TextDecision::new(property, test)).collect();
        match property {
            Property::Column(Column::Errors) => Self::Errors(decisions),
            Property::Column(Column::Notes) => Self::Notes(decisions),
            Property::Column(Column::Proposal) => Self::Proposals(decisions),
            property => Self::Text(PropertyReader::new(property, reference), decisions),
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
            Self::Proposals(_) | Self::Unproposed => ValueParts { proposals: true, ..ValueParts::default() },
            Self::Notes(_) => columns(&[Column::Notes]),
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
            Self::Text(reader, tests) => {
                reader.any_text(seen, |text, spelling| tests.iter().any(|test| test.passes(text, spelling)))
            }
            Self::Errors(tests) => {
                let codes = seen.codes.ok_or(NotRead)?;
                Ok(codes.iter().any(|code| tests.iter().any(|test| test.passes(code, Spelling::Plain))))
            }
            Self::Proposals(tests) => {
                let proposals = seen.proposals.ok_or(NotRead)?;
                Ok(proposals.iter().any(|proposal| tests.iter().any(|test| test.passes(proposal, Spelling::Plain))))
            }
            Self::Notes(tests) => {
                Ok(seen.numbers.notes().any(|note| tests.iter().any(|test| test.passes_word(note.name()))))
            }
            Self::Number(column, spans) => {
                let number = number_of(*column, seen.numbers);
                Ok(number.is_some_and(|number| spans.iter().any(|span| is_within(number, span))))
            }
            Self::Time(Column::Timestamp, spans) => {
                Ok(seen.numbers.own_time().is_some_and(|at| is_within_any(at.0, spans)))
            }
            Self::Time(Column::Received, spans) => Ok(is_within_any(seen.numbers.received, spans)),
            Self::Time(_, spans) | Self::At(spans) => Ok(is_within_any(seen.numbers.at, spans)),
            Self::Edited(value) => Ok(seen.numbers.edited == *value),
            Self::Unproposed => Ok(seen.proposals.ok_or(NotRead)?.is_empty()),
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

fn number_of(column: Column, numbers: &OperationNumbers) -> Option<i64> {
    match column {
        Column::Counter => Some(numbers.counter),
        Column::Attempts => Some(numbers.attempts),
        Column::Run => numbers.run,
        _ => Some(numbers.id),
    }
}

fn is_within(number: i64, span: &Span<i64>) -> bool {
    span.from.is_none_or(|from| from <= number) && span.to.is_none_or(|to| number <= to)
}

fn is_within_any(at: i64, spans: &[Span<Timestamp>]) -> bool {
    spans.iter().any(|span| is_within(at, &Span { from: span.from.map(|from| from.0), to: span.to.map(|to| to.0) }))
}

/// Returns alternatives in which the tests of one property are one node: its value is read once for all of them.
fn merged(parts: &[Filter], reference: &Reference<'_>) -> Vec<Node> {
    let mut together: Vec<(&Property, Vec<TextTest>)> = Vec::new();
    let mut others = Vec::new();
    for part in parts {
        let Filter::Test(Test::Text { property, test }) = part else {
            others.push(Node::new(part, reference));
            continue;
        };
        match together.iter_mut().find(|(of, _)| *of == property) {
            Some((_, tests)) => add_alternative(tests, test),
            None => together.push((property, vec![test.clone()])),
        }
    }
    let texts = together.into_iter().map(|(property, tests)| Node::of_texts(property, &tests, reference));
    texts.chain(others).collect()
}

/// Adds a test to those of which any has to pass.
fn add_alternative(tests: &mut Vec<TextTest>, test: &TextTest) {
    if let TextTest::OneOf(more) = test {
        for known in tests.iter_mut() {
            if let TextTest::OneOf(operands) = known {
                operands.extend(more.iter().cloned());
                return;
            }
        }
    }
    tests.push(test.clone());
}
