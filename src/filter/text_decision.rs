//! Deciding whether texts pass a test: all that can be prepared is done once, not for each text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::comparing::{Pattern, amount, guid};
use super::folding::{fold, fold_loosely, fold_value, phone_digits};
use super::tree::{Comparison, Operand, TextTest};
use crate::model::{Column, Field, FieldType, Property};

/// The number of texts up to which comparing with each of them is faster than hashing.
const FEW: usize = 4;

/// How the values of a property are spelled in several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Plain,
    /// Braces around a GUID mean nothing.
    Guid,
    /// Amounts are equal as numbers.
    Amount,
}

impl Spelling {
    fn of(property: &Property) -> Self {
        if is_guid(property) {
            Self::Guid
        } else if is_of(property, FieldType::Decimal) {
            Self::Amount
        } else {
            Self::Plain
        }
    }

    /// Returns the one spelling that equal values have in common.
    fn canonical(self, folded: &str) -> Cow<'_, str> {
        match self {
            Self::Plain => Cow::Borrowed(folded),
            Self::Guid => guid(folded),
            Self::Amount => amount(folded),
        }
    }
}

fn is_of(property: &Property, field_type: FieldType) -> bool {
    match property {
        Property::Field(path) => path.types().any(|of| of == field_type),
        Property::Column(_) | Property::Attribute(_) | Property::Anywhere => false,
    }
}

/// Whether the values of a property are GUIDs.
pub(super) fn is_guid(property: &Property) -> bool {
    *property == Property::Column(Column::AsyncCustomerAccount) || is_of(property, FieldType::Guid)
}

/// How the values of a property are folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folding {
    /// Names and words, of which only the case does not matter.
    Name,
    Value,
}

impl Folding {
    fn of(property: &Property) -> Self {
        match property {
            Property::Column(_) => Self::Name,
            Property::Field(_) | Property::Attribute(_) | Property::Anywhere => Self::Value,
        }
    }

    fn fold(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Name => fold(text),
            Self::Value => fold_value(text),
        }
    }
}

/// A test of a text, ready to decide on many of them.
///
/// Case never matters. Values of customers are compared as [`fold_value`] returns them, parts as [`fold_loosely`] does, and
/// telephone numbers by their digits too.
#[derive(Debug)]
pub(crate) struct TextDecision {
    spelling: Spelling,
    folding: Folding,
    test: Prepared,
    /// `None` if telephone numbers are not looked for.
    digits: Option<DigitTest>,
}

#[derive(Debug)]
enum Prepared {
    OneOf {
        /// The texts that are equal, in their common spelling.
        exact: EqualTexts,
        /// Patterns with wildcards and ranges, folded.
        others: Vec<Operand>,
    },
    Ordered(Comparison, String),
    Contains(String),
}

#[derive(Debug)]
enum EqualTexts {
    Few(Vec<String>),
    Many(HashSet<String>),
}

impl EqualTexts {
    fn new(texts: Vec<String>) -> Self {
        if texts.len() > FEW { Self::Many(texts.into_iter().collect()) } else { Self::Few(texts) }
    }

    fn contain(&self, text: &str) -> bool {
        match self {
            Self::Few(texts) => texts.iter().any(|one| one == text),
            Self::Many(texts) => texts.contains(text),
        }
    }
}

impl TextDecision {
    /// Prepares a test of a property.
    pub(crate) fn new(property: &Property, test: &TextTest) -> Self {
        let (spelling, folding) = (Spelling::of(property), Folding::of(property));
        let prepared = match test {
            TextTest::OneOf(operands) => {
                let exact = operands.iter().filter_map(Operand::as_exact);
                let exact = exact.map(|text| spelling.canonical(&folding.fold(text)).into_owned()).collect();
                let others = operands.iter().filter(|operand| operand.as_exact().is_none());
                let others = others.map(|operand| operand.folded(|text| folding.fold(text))).collect();
                Prepared::OneOf { exact: EqualTexts::new(exact), others }
            }
            TextTest::Ordered(order, other) => Prepared::Ordered(*order, folding.fold(other).into_owned()),
            TextTest::Contains(part) => Prepared::Contains(fold_loosely(part).into_owned()),
        };
        let digits = if holds_phone(property) { DigitTest::new(test) } else { None };
        Self { spelling, folding, test: prepared, digits }
    }

    /// Whether a text passes.
    pub(crate) fn passes(&self, text: &str) -> bool {
        if let Some(passes) = self.passes_ascii(text) {
            return passes;
        }
        let folded = self.folding.fold(text);
        let passes = match &self.test {
            Prepared::OneOf { exact, others } => {
                exact.contain(&self.spelling.canonical(&folded))
                    || others.iter().any(|operand| operand.matches_folded(&folded))
            }
            Prepared::Ordered(order, other) => order.holds(&folded, other),
            Prepared::Contains(part) => fold_loosely(text).contains(part.as_str()),
        };
        passes || self.digits.as_ref().is_some_and(|test| test.passes(&folded))
    }

    /// Decides the most frequent tests without a copy of the text; `None` if that takes more.
    fn passes_ascii(&self, text: &str) -> Option<bool> {
        if self.digits.is_some() || !text.is_ascii() {
            return None;
        }
        match &self.test {
            Prepared::OneOf { exact: EqualTexts::Few(exact), others }
                if self.spelling == Spelling::Plain && others.is_empty() =>
            {
                Some(exact.iter().any(|one| one.eq_ignore_ascii_case(text)))
            }
            Prepared::Contains(part) => Some(contains_ignoring_case(text.as_bytes(), part.as_bytes())),
            _ => None,
        }
    }
}

/// Whether the values of a property can be telephone numbers.
fn holds_phone(property: &Property) -> bool {
    match property {
        Property::Field(path) => path.fields().any(Field::holds_phone),
        Property::Anywhere => true,
        Property::Column(_) | Property::Attribute(_) => false,
    }
}

/// A test of the digits of a telephone number.
#[derive(Debug)]
enum DigitTest {
    OneOf(Vec<Pattern>),
    Contains(String),
}

impl DigitTest {
    /// Returns the test of the digits; `None` if what is looked for is no telephone number.
    fn new(test: &TextTest) -> Option<Self> {
        match test {
            TextTest::OneOf(operands) => {
                let patterns = operands.iter().filter_map(|operand| match operand {
                    Operand::Pattern(pattern) => pattern.of_digits(),
                    Operand::Range { .. } => None,
                });
                Some(patterns.collect::<Vec<_>>()).filter(|patterns| !patterns.is_empty()).map(Self::OneOf)
            }
            TextTest::Contains(part) => phone_digits(&fold_value(part)).map(Self::Contains),
            TextTest::Ordered(..) => None,
        }
    }

    fn passes(&self, folded: &str) -> bool {
        let Some(digits) = phone_digits(folded) else { return false };
        match self {
            Self::OneOf(patterns) => patterns.iter().any(|pattern| pattern.matches_folded(&digits)),
            Self::Contains(part) => digits.contains(part.as_str()),
        }
    }
}

/// Whether an ASCII text contains a folded part.
fn contains_ignoring_case(text: &[u8], part: &[u8]) -> bool {
    let Some((first, rest)) = part.split_first() else { return true };
    let last_start = (text.len() + 1).saturating_sub(part.len());
    (0..last_start)
        .any(|at| text[at].to_ascii_lowercase() == *first && text[at + 1..at + part.len()].eq_ignore_ascii_case(rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_prepared_test_says_what_the_test_itself_says(text in "[aAbK\u{212a}kö1.0-]{0,5}", other in "[aAbK\u{212a}kö10]{0,3}") {
            let property = Property::Column(Column::Description);
            for test in [
                TextTest::Contains(other.clone()),
                TextTest::Ordered(Comparison::Less, other.clone()),
                TextTest::OneOf(vec![Operand::Pattern(Pattern::exact(&other))]),
                TextTest::OneOf(["", "a", "ab", "kö", "1", "-"].map(|text| Operand::Pattern(Pattern::exact(text))).into()),
            ] {
                prop_assert_eq!(TextDecision::new(&property, &test).passes(&text), test.matches(&text), "{:?}", test);
            }
        }
    }
}
