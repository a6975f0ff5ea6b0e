//! Deciding whether texts pass a test: all that can be prepared is done once, not for each text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::comparing::{amount, fold, guid};
use super::tree::{Comparison, Operand, TextTest};
use crate::model::{Column, FieldType, Property};

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
        let is_of = |field_type| match property {
            Property::Field(path) => path.types().any(|of| of == field_type),
            Property::Column(_) | Property::Attribute(_) => false,
        };
        if *property == Property::Column(Column::AsyncCustomerAccount) || is_of(FieldType::Guid) {
            Self::Guid
        } else if is_of(FieldType::Decimal) {
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

/// A test of a text, ready to decide on many of them.
#[derive(Debug)]
pub(crate) struct TextDecision {
    spelling: Spelling,
    test: Prepared,
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
    pub(super) fn new(property: &Property, test: &TextTest) -> Self {
        let spelling = Spelling::of(property);
        let test = match test {
            TextTest::OneOf(operands) => {
                let exact = operands.iter().filter_map(Operand::as_exact);
                let exact = exact.map(|text| spelling.canonical(&fold(text)).into_owned()).collect();
                let others = operands.iter().filter(|operand| operand.as_exact().is_none()).map(Operand::folded);
                Prepared::OneOf { exact: EqualTexts::new(exact), others: others.collect() }
            }
            TextTest::Ordered(order, other) => Prepared::Ordered(*order, fold(other).into_owned()),
            TextTest::Contains(part) => Prepared::Contains(fold(part).into_owned()),
        };
        Self { spelling, test }
    }

    /// Whether a text passes.
    pub(crate) fn passes(&self, text: &str) -> bool {
        if let Some(passes) = self.passes_ascii(text) {
            return passes;
        }
        let folded = fold(text);
        match &self.test {
            Prepared::OneOf { exact, others } => {
                exact.contain(&self.spelling.canonical(&folded))
                    || others.iter().any(|operand| operand.matches_folded(&folded))
            }
            Prepared::Ordered(order, other) => order.holds(&folded, other),
            Prepared::Contains(part) => folded.contains(part.as_str()),
        }
    }

    /// Decides the most frequent tests without a copy of the text; `None` if that takes more.
    fn passes_ascii(&self, text: &str) -> Option<bool> {
        match &self.test {
            Prepared::OneOf { exact: EqualTexts::Few(exact), others }
                if self.spelling == Spelling::Plain && others.is_empty() && text.is_ascii() =>
            {
                Some(exact.iter().any(|one| one.eq_ignore_ascii_case(text)))
            }
            Prepared::Contains(part) if text.is_ascii() => {
                Some(contains_ignoring_case(text.as_bytes(), part.as_bytes()))
            }
            _ => None,
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
    use crate::filter::Pattern;

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
