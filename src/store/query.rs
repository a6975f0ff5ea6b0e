//! Parts of a query that is built from what people look for: text with numbered parameters.

use std::sync::Arc;

use super::database::Param;
use super::error::Result;
use super::handle::Store;
use crate::filter::{ChannelNames, Filter, Reference, Test, ValueSettings};
use crate::model::Property;

/// The parameters of a query; its text is SQL that names them `?1`, `?2` and so on.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters(Vec<Param<'static>>);

impl Parameters {
    /// Adds a value; returns the name by which the query's text refers to it. Equal values share one name, since SQLite
    /// takes at most 32,766 parameters and slows down with their number.
    pub(super) fn bind(&mut self, value: impl Into<Param<'static>>) -> String {
        let value = value.into();
        let at = self.0.iter().position(|known| *known == value).unwrap_or_else(|| {
            self.0.push(value);
            self.0.len() - 1
        });
        format!("?{}", at + 1)
    }

    /// Returns a query's text with the values that it refers to, named anew in their order: some were for a part that is not
    /// in it.
    pub(super) fn finish(self, sql: &str) -> (String, Vec<Param<'static>>) {
        let mut pieces = sql.split('?');
        let mut finished = pieces.next().unwrap_or_default().to_owned();
        let mut used: Vec<Param<'static>> = Vec::new();
        for piece in pieces {
            let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
            let (number, rest) = piece.split_at(digits);
            let value = number.parse().ok().and_then(|number: usize| self.0.get(number.checked_sub(1)?));
            let name = value.map_or_else(
                || number.to_owned(),
                |value| {
                    let at = used.iter().position(|known| known == value).unwrap_or_else(|| {
                        used.push(value.clone());
                        used.len() - 1
                    });
                    (at + 1).to_string()
                },
            );
            finished = finished + "?" + &name + rest;
        }
        (finished, used)
    }
}

/// A query that is being built, with what its values refer to.
pub(super) struct QueryDraft<'a> {
    pub(super) reference: Reference<'a>,
    pub(super) parameters: Parameters,
}

impl Store {
    /// Begins a query about operations. The layouts are read only if a property or the filter is about fields.
    pub(super) fn draft_query<'a>(
        &self,
        settings: &'a ValueSettings,
        filter: Option<&Filter>,
        mut properties: impl Iterator<Item = &'a Property>,
    ) -> Result<QueryDraft<'a>> {
        let channels = self.channels()?.into_iter().map(|channel| {
            (channel.key.0, ChannelNames { name: channel.name.into(), company: channel.company_code.into() })
        });
        let has_fields = properties.any(is_in_row) || filter.is_some_and(has_fields);
        let layouts = if has_fields { self.layouts()? } else { Vec::new() };
        let reference = Reference { channels: Arc::new(channels.collect()), layouts, settings };
        Ok(QueryDraft { reference, parameters: Parameters::default() })
    }
}

fn has_fields(filter: &Filter) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().any(has_fields),
        Filter::Not(inner) => has_fields(inner),
        Filter::Test(Test::Text { property, .. } | Test::Empty { property }) => is_in_row(property),
        Filter::Test(Test::Number { .. } | Test::Time { .. } | Test::At { .. } | Test::Flag { .. }) => false,
    }
}

/// Whether a property is a value of the operation's row.
pub(super) fn is_in_row(property: &Property) -> bool {
    match property {
        Property::Field(_) | Property::Attribute(_) | Property::Anywhere(_) => true,
        Property::Column(_) => false,
    }
}

/// A condition that no row fulfils.
pub(super) const NEVER: &str = "1 = 0";

/// Joins conditions as a shallow tree, since SQLite limits its depth.
pub(super) fn join(mut conditions: Vec<String>, operator: &str) -> String {
    match conditions.len() {
        0 => NEVER.to_owned(),
        1 => conditions.remove(0),
        count => {
            let right = conditions.split_off(count / 2);
            format!("({} {operator} {})", join(conditions, operator), join(right, operator))
        }
    }
}

/// Returns a list of whole numbers, which need no parameters.
pub(super) fn list(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_values_that_a_query_refers_to_are_its_parameters() {
        let mut parameters = Parameters::default();
        let [_, second, third] = ["a", "b", "c"].map(|value| parameters.bind(value.to_owned()));
        let sql = format!("SELECT {third}, {second}, {third}");
        let (sql, values) = parameters.finish(&sql);
        assert_eq!((sql.as_str(), values), ("SELECT ?1, ?2, ?1", vec!["c".into(), "b".into()]));
        let own = Parameters::default().finish("SELECT ?1");
        assert_eq!(own, ("SELECT ?1".to_owned(), Vec::new()));
    }
}
