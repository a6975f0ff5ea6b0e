//! Sorting operations by a field, which SQL cannot read: by keys that are read first.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::database::{among, ids};
use super::error::{Result, StoreError};
use super::handle::Store;
use super::query::is_in_row;
use super::read_operation::ReadOperation;
use super::scan::{BY_NUMBER, OperationQuery, Question};
use super::selection::Selection;
use crate::filter::fold;
use crate::model::{FieldType, Operation, Property};

/// How many operations are read at a time.
const CHUNK: usize = 1_000;

/// How many times as many keys as are wanted are kept before the rest is dropped.
const SLACK: usize = 4;

/// What operations are sorted by: texts ignore case.
#[derive(Debug, Clone, PartialEq)]
enum SortKey {
    Missing,
    Number(f64),
    Text(Box<str>),
}

impl SortKey {
    fn new(value: Option<&str>, is_number: bool) -> Self {
        match value {
            None | Some("") => Self::Missing,
            Some(text) if is_number => Self::Number(leading_number(text)),
            Some(text) => Self::Text(fold(text).into()),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Missing, Self::Missing) => Ordering::Equal,
            (Self::Number(one), Self::Number(other)) => one.total_cmp(other),
            (Self::Text(one), Self::Text(other)) => one.cmp(other),
            (Self::Missing, _) | (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (_, Self::Missing) | (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }

    fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

/// The keys of the operations that are found, the first ones if there is a limit.
struct Keys {
    keys: Vec<(SortKey, i64)>,
    descending: bool,
    limit: usize,
}

impl Keys {
    fn add(&mut self, key: SortKey, id: i64) {
        self.keys.push((key, id));
        if self.keys.len() / SLACK > self.limit {
            self.sort();
        }
    }

    /// Sorts the keys, and drops those beyond the limit. The number decides between equals.
    fn sort(&mut self) {
        let descending = self.descending;
        self.keys.sort_unstable_by(|(one, id), (other, other_id)| {
            let order = one.order(other).then(id.cmp(other_id));
            let order = if descending { order.reverse() } else { order };
            // What has no value comes last in either direction.
            one.is_missing().cmp(&other.is_missing()).then(order)
        });
        self.keys.truncate(self.limit);
    }
}

impl Store {
    /// Passes each selected operation to `each` in the order of a field.
    pub(super) fn for_each_sorted<E: From<StoreError>>(
        &self,
        selection: &Selection<'_>,
        each: &mut impl FnMut(Operation) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let query = self.key_query(selection)?;
        let limit = selection.limit.unwrap_or(usize::MAX);
        let mut keys = Keys { keys: Vec::new(), descending: selection.descending, limit };
        let is_number = is_number(&selection.sort);
        self.scan(&query, |operation| -> Result<()> {
            let value = query.values[0].text(&operation.see()).unwrap_or_default();
            keys.add(SortKey::new(value.as_deref(), is_number), operation.numbers.id);
            Ok(())
        })?;
        keys.sort();
        let fetching = self.fetching_query(selection)?;
        for chunk in keys.keys.chunks(CHUNK) {
            let wanted: Vec<i64> = chunk.iter().map(|(_, id)| *id).collect();
            for mut operation in self.fetch(&fetching, &wanted)? {
                each(fetching.operation(&mut operation)?)?;
            }
        }
        Ok(())
    }

    /// Returns the query for the keys.
    pub(super) fn key_query(&self, selection: &Selection<'_>) -> Result<OperationQuery> {
        let draft = self.draft_query(selection.settings, selection.filter, [&selection.sort].into_iter())?;
        let values = std::slice::from_ref(&selection.sort);
        let question =
            Question { filter: selection.filter, condition: None, columns: &[], values, order: BY_NUMBER, limit: None };
        self.operation_query(&question, draft)
    }

    /// Returns the query for operations by their numbers.
    fn fetching_query(&self, selection: &Selection<'_>) -> Result<OperationQuery> {
        let (columns, values) = selection.columns_and_values();
        let draft = self.draft_query(selection.settings, None, values.iter())?;
        let condition = Some(among("o.id", 1));
        let question =
            Question { filter: None, condition, columns: &columns, values: &values, order: BY_NUMBER, limit: None };
        self.operation_query(&question, draft)
    }

    /// Returns the operations with these numbers, in this order.
    fn fetch(&self, query: &OperationQuery, wanted: &[i64]) -> Result<Vec<ReadOperation>> {
        let mut sorted = wanted.to_vec();
        sorted.sort_unstable();
        let mut found = HashMap::new();
        self.scan_with(query, &[ids(sorted)], |operation| -> Result<()> {
            found.insert(operation.numbers.id, std::mem::take(operation));
            Ok(())
        })?;
        Ok(wanted.iter().filter_map(|id| found.remove(id)).collect())
    }
}

/// Whether operations are sorted by the property here.
pub(super) fn is_sorted_here(property: &Property) -> bool {
    is_in_row(property)
}

fn is_number(property: &Property) -> bool {
    match property {
        Property::Field(path) => path.types().any(|of| matches!(of, FieldType::Integer | FieldType::Decimal)),
        Property::Column(_) | Property::Attribute(_) | Property::Anywhere(_) => false,
    }
}

/// Returns the decimal number that a text begins with; 0 if it begins with none.
fn leading_number(text: &str) -> f64 {
    let text = text.trim_ascii_start();
    let bytes = text.as_bytes();
    let digits_from = |at: usize| at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let start = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let mut end = digits_from(start);
    let mut digits = end - start;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits_from(end + 1);
        digits += fraction - end - 1;
        end = fraction;
    }
    if digits == 0 {
        return 0.0;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
        let exponent = digits_from(end + 1 + sign);
        if exponent > end + 1 + sign {
            end = exponent;
        }
    }
    // Adding zero makes a negative zero a positive one.
    text[..end].parse::<f64>().unwrap_or_default() + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_much_as_the_number_that_it_begins_with() {
        for (text, number) in [
            ("", 0.0),
            ("many", 0.0),
            ("2500.00", 2500.0),
            (" -3 kg", -3.0),
            (".5", 0.5),
            ("+7.", 7.0),
            ("1e3", 1_000.0),
            ("1e", 1.0),
            ("2E-1x", 0.2),
            ("-", 0.0),
            (".", 0.0),
            ("-0", 0.0),
            ("0x10", 0.0),
            ("inf", 0.0),
        ] {
            assert!((leading_number(text) - number).abs() < 1e-9, "{text}");
        }
    }

    #[test]
    fn the_first_keys_are_kept_and_the_number_decides_between_equals() {
        let first = |descending: bool| {
            let mut keys = Keys { keys: Vec::new(), descending, limit: 3 };
            for id in 0..100 {
                let key = if id % 10 == 9 { SortKey::Missing } else { SortKey::new(Some(&(id % 7).to_string()), true) };
                keys.add(key, id);
            }
            keys.sort();
            keys.keys.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        };
        assert_eq!(first(false), [0, 7, 14], "what is missing comes last");
        assert_eq!(first(true), [97, 90, 83]);
    }
}
