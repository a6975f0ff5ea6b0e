//! The reference data of the configuration, ready for checking.

use std::collections::{BTreeMap, HashMap};

use regex_lite::Regex;

use crate::model::AttributeType;

/// The lists and patterns that values are checked against. A list that is left out is not checked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rules {
    pub(crate) customer_groups: Option<Vec<String>>,
    pub(crate) affiliations: Option<Vec<String>>,
    pub(crate) attributes: Option<BTreeMap<String, AttributeType>>,
    /// Codes beside those of ISO 3166-1.
    pub(crate) countries: Vec<String>,
    /// In the place of the built-in ones, by ISO alpha-3 country code.
    pub(crate) postal_codes: HashMap<String, Regex>,
    /// The only values of a field, by its name.
    pub(crate) values: BTreeMap<&'static str, Vec<String>>,
    /// In the place of headquarters' lengths, by a field's name; UTF-16 units.
    pub(crate) lengths: BTreeMap<&'static str, usize>,
}

#[cfg(test)]
impl Rules {
    /// Lists as in the example configuration and the built-in postal codes.
    pub(crate) fn example() -> Self {
        let list = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
        Self {
            customer_groups: list(&["10", "20", "30", "40"]),
            affiliations: list(&["VIP", "Staff", "Student"]),
            attributes: Some(
                [
                    ("ShoeSize", AttributeType::Integer),
                    ("Newsletter", AttributeType::Boolean),
                    ("Nickname", AttributeType::Text),
                    ("Spend", AttributeType::Decimal),
                ]
                .map(|(name, attribute_type)| (name.to_owned(), attribute_type))
                .into(),
            ),
            ..Self::default()
        }
    }
}
