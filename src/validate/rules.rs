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
    /// By ISO alpha-3 country code.
    pub(crate) postal_codes: HashMap<String, Regex>,
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
            postal_codes: super::built_in_postal_codes(),
        }
    }
}
