//! What expressions can name: fields, values, saved filters. Read from the store, so that a line can be checked while it is
//! typed.

use crate::context::Context;
use crate::failure::Result;
use crate::filter::{self, Filter, KnownValues, Mistake, Names, Surroundings};
use crate::i18n::Phrase;
use crate::model::{Column, Property, Timestamp, parse_guid};
use crate::options::{known_values, names};
use crate::store::{SavedFilter, Store};
use crate::suggest;

/// What expressions can name.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) names: Names,
    pub(super) known: KnownValues,
    pub(super) saved: Vec<SavedFilter>,
}

impl Vocabulary {
    /// Reads it.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) fn read(store: &Store, cx: &Context) -> Result<Self> {
        Ok(Self { names: names(store)?, known: known_values(store, cx)?, saved: store.saved_filters()? })
    }

    /// Returns what an expression means; `None` for the empty one, which all operations match.
    ///
    /// # Errors
    /// The first mistake, with its place.
    pub(super) fn parse(&self, text: &str, now: Timestamp) -> Result<Option<Filter>, Mistake> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let expression = self.resolved(text)?;
        let surroundings = Surroundings { names: &self.names, known: &self.known, now };
        let parsed = filter::parse(expression, &surroundings).map_err(|mistake| {
            // The mistake of a saved expression is not at a place of what was typed.
            if expression == text { mistake } else { Mistake { place: 0..text.len(), ..mistake } }
        });
        parsed.map(Some)
    }

    /// Returns the expression for a bare text, which is looked for in all text fields, and which may be the account or the GUID
    /// of a customer; `None` if it is none.
    pub(super) fn bare(&self, text: &str, now: Timestamp) -> Option<String> {
        let surroundings = Surroundings { names: &self.names, known: &self.known, now };
        let in_texts = filter::bare_text(text, &surroundings)?;
        let column = match text.trim() {
            guid if parse_guid(guid).is_some() => Some(Column::AsyncCustomerAccount),
            account if is_like_account(account) => Some(Column::CustomerAccount),
            _ => None,
        };
        let of_customer =
            column.and_then(|column| filter::equal(Property::Column(column), text.trim(), &surroundings).ok());
        let either = match of_customer {
            Some(of_customer) => Filter::Any(vec![of_customer, in_texts]),
            None => in_texts,
        };
        Some(either.to_string())
    }

    /// Returns the expression as it was given, or the saved one that `@NAME` stands for.
    pub(super) fn resolved<'t>(&'t self, text: &'t str) -> Result<&'t str, Mistake> {
        let Some(name) = text.trim().strip_prefix('@') else { return Ok(text) };
        let found = self.saved.iter().find(|saved| filter::fold(&saved.name) == filter::fold(name));
        found.map(|saved| saved.expression.as_str()).ok_or_else(|| {
            let near = suggest::nearest(name, self.saved.iter().map(|saved| saved.name.as_str()));
            let hint = near.map(|near| Phrase::new("browse-nearest").with("nearest", format!("@{near}")));
            Mistake { message: Phrase::new("browse-no-saved-filter").with("name", name), place: 0..text.len(), hint }
        })
    }
}

/// Whether a text is a word with a digit, and no wildcard, as accounts are.
fn is_like_account(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(|c: char| c.is_whitespace() || "*?".contains(c))
}
