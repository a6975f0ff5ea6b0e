//! Deciding whether texts pass a test: all that can be prepared is done once, not for each text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::comparing::Pattern;
use super::folding::{fold, fold_loosely, fold_value};
use super::spelling::Spelling;
use super::telephone::{may_be_phone, phone_spellings};
use super::tree::{Comparison, Operand, TextTest};
use crate::model::{Column, Property, trimmed};

/// The number of texts up to which comparing with each of them is faster than hashing.
const FEW: usize = 4;

/// Whether the values of a property are GUIDs.
pub(super) fn is_guid(property: &Property) -> bool {
    Spelling::of(property) == Spelling::Guid
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
            Property::Column(Column::Proposal)
            | Property::Field(_)
            | Property::Attribute(_)
            | Property::Anywhere(_) => Self::Value,
            Property::Column(_) => Self::Name,
        }
    }

    /// Returns the part of a text that is compared where it is to be equal: what nobody sees around a value does not belong to
    /// it.
    fn whole(self, text: &str) -> &str {
        match self {
            Self::Name => text,
            Self::Value => trimmed(text),
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
/// Case never matters. Values of customers are compared as [`fold_value`] returns them, parts as [`fold_loosely`] does
/// unless the part has accents, and telephone numbers by their digits too.
#[derive(Debug)]
pub(crate) struct TextDecision {
    folding: Folding,
    test: Prepared,
    /// `None` if telephone numbers are not looked for.
    digits: Option<DigitTest>,
}

#[derive(Debug)]
enum Prepared {
    OneOf {
        /// The texts that are equal.
        exact: EqualTexts,
        /// The same in the common spelling of the property's GUIDs or amounts, if it has any.
        canonical: EqualTexts,
        /// Patterns with wildcards and ranges, folded.
        others: Vec<Operand>,
    },
    Ordered(Comparison, String),
    /// The part without accents, and with them if it has any: then they count.
    Contains {
        plain: String,
        accented: Option<String>,
    },
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
        Self::with(test, Spelling::of(property), Folding::of(property))
    }

    /// Prepares a test of the program's own words, and of names.
    pub(crate) fn of_words(test: &TextTest) -> Self {
        Self::with(test, Spelling::Plain, Folding::Name)
    }

    fn with(test: &TextTest, spelling: Spelling, folding: Folding) -> Self {
        let prepared = match test {
            TextTest::OneOf(operands) => Prepared::one_of(operands, spelling, folding),
            TextTest::Ordered(order, other) => Prepared::Ordered(*order, folding.fold(other).into_owned()),
            TextTest::Contains(part) => Prepared::contains(part),
        };
        let digits = if spelling == Spelling::Phone { DigitTest::new(test) } else { None };
        Self { folding, test: prepared, digits }
    }

    /// Whether one of the program's words, or a name, passes.
    pub(crate) fn passes_word(&self, word: &str) -> bool {
        self.passes(word, Spelling::Plain)
    }

    /// Whether a text passes that is spelled so.
    pub(crate) fn passes(&self, text: &str, spelling: Spelling) -> bool {
        self.passes_ascii(text, spelling).unwrap_or_else(|| self.passes_folded(text, spelling))
            || self.passes_as_phone(text, spelling)
    }

    /// Decides the most frequent tests without a copy of the text; `None` if that takes more.
    fn passes_ascii(&self, text: &str, spelling: Spelling) -> Option<bool> {
        match &self.test {
            _ if !text.is_ascii() => None,
            Prepared::OneOf { exact: EqualTexts::Few(exact), others, .. }
                if matches!(spelling, Spelling::Plain | Spelling::Phone) && others.is_empty() =>
            {
                let whole = self.folding.whole(text);
                Some(exact.iter().any(|one| one.eq_ignore_ascii_case(whole)))
            }
            Prepared::Contains { plain, accented: None } => {
                Some(contains_ignoring_case(text.as_bytes(), plain.as_bytes()))
            }
            Prepared::Contains { accented: Some(_), .. } => Some(false),
            _ => None,
        }
    }

    fn passes_folded(&self, text: &str, spelling: Spelling) -> bool {
        match &self.test {
            Prepared::OneOf { exact, canonical, others } => {
                let folded = self.folding.fold(text);
                let whole = self.folding.fold(self.folding.whole(text));
                let is_equal = match spelling {
                    Spelling::Plain | Spelling::Phone => exact.contain(&whole),
                    Spelling::Guid | Spelling::Amount => canonical.contain(&spelling.canonical(&whole)),
                };
                is_equal || others.iter().any(|operand| operand.matches_folded(&folded))
            }
            Prepared::Ordered(order, other) => order.holds(&self.folding.fold(text), other),
            Prepared::Contains { plain, accented: None } => fold_loosely(text).contains(plain.as_str()),
            Prepared::Contains { accented: Some(part), .. } => fold_value(text).contains(part.as_str()),
        }
    }

    fn passes_as_phone(&self, text: &str, spelling: Spelling) -> bool {
        let digits = self.digits.as_ref().filter(|_| spelling == Spelling::Phone && may_be_phone(text));
        digits.is_some_and(|test| test.passes(&fold_value(text)))
    }
}

impl Prepared {
    fn contains(part: &str) -> Self {
        let (plain, accented) = (fold_loosely(part).into_owned(), fold_value(part).into_owned());
        let accented = Some(accented).filter(|accented| *accented != plain);
        Self::Contains { plain, accented }
    }

    fn one_of(operands: &[Operand], spelling: Spelling, folding: Folding) -> Self {
        let exact = || operands.iter().filter_map(Operand::as_exact).map(|text| folding.fold(folding.whole(text)));
        let canonical = match spelling {
            Spelling::Plain | Spelling::Phone => Vec::new(),
            Spelling::Guid | Spelling::Amount => exact().map(|text| spelling.canonical(&text).into_owned()).collect(),
        };
        let others = operands.iter().filter(|operand| operand.as_exact().is_none());
        Self::OneOf {
            exact: EqualTexts::new(exact().map(Cow::into_owned).collect()),
            canonical: EqualTexts::new(canonical),
            others: others.map(|operand| operand.folded(|text| folding.fold(text))).collect(),
        }
    }
}

/// A test of the digits of a telephone number, any of whose spellings passes.
#[derive(Debug)]
enum DigitTest {
    OneOf(Vec<Pattern>),
    Contains(Vec<String>),
}

impl DigitTest {
    /// Returns the test of the digits; `None` if what is looked for is no telephone number.
    fn new(test: &TextTest) -> Option<Self> {
        match test {
            TextTest::OneOf(operands) => {
                let patterns = operands.iter().filter_map(Operand::as_pattern).flat_map(Pattern::phone_spellings);
                Some(patterns.collect::<Vec<_>>()).filter(|patterns| !patterns.is_empty()).map(Self::OneOf)
            }
            TextTest::Contains(part) => {
                let parts: Vec<_> = phone_spellings(&fold_value(part)).collect();
                Some(parts).filter(|parts| !parts.is_empty()).map(Self::Contains)
            }
            TextTest::Ordered(..) => None,
        }
    }

    fn passes(&self, folded: &str) -> bool {
        phone_spellings(folded).any(|digits| match self {
            Self::OneOf(patterns) => patterns.iter().any(|pattern| pattern.matches_folded(&digits)),
            Self::Contains(parts) => parts.iter().any(|part| digits.contains(part.as_str())),
        })
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

    /// Whether a name or a word passes a test, as it is defined.
    fn matches(test: &TextTest, word: &str) -> bool {
        let folded = fold(word);
        match test {
            TextTest::OneOf(operands) => operands.iter().any(|operand| operand.folded(fold).matches_folded(&folded)),
            TextTest::Ordered(order, other) => order.holds(&folded, &fold(other)),
            TextTest::Contains(part) if fold_value(part) == fold_loosely(part) => {
                fold_loosely(word).contains(fold_loosely(part).as_ref())
            }
            TextTest::Contains(part) => fold_value(word).contains(fold_value(part).as_ref()),
        }
    }

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
                let expected = matches(&test, &text);
                prop_assert_eq!(TextDecision::new(&property, &test).passes(&text, Spelling::Plain), expected, "{:?}", test);
                prop_assert_eq!(TextDecision::of_words(&test).passes_word(&text), expected, "{:?}", test);
            }
        }
    }
}
