//! Groups of operations with the same values, and their sizes.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::error::{Result, StoreError};
use super::handle::Store;
use super::read_operation::ReadOperation;
use super::scan::{BY_NUMBER, OperationQuery, Question};
use crate::filter::{Filter, PropertyValue, ValueSettings};
use crate::model::{Cell, Column, ColumnKind, Group, NoteCode, Property, Timestamp};

/// Which operations to count, and by what.
#[derive(Debug, Clone)]
pub(crate) struct Grouping<'a> {
    /// `None` for all operations.
    pub(crate) filter: Option<&'a Filter>,
    /// The properties that are the same in a group. An operation with several errors is in several groups.
    pub(crate) by: &'a [Property],
    /// `None` for all groups.
    pub(crate) limit: Option<usize>,
    pub(crate) settings: &'a ValueSettings,
}

/// A value that operations of a group have in common. A missing value and an empty one are the same, as for `is empty`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum GroupValue {
    Missing,
    Number(i64),
    Text(Box<str>),
}

impl GroupValue {
    fn new(value: PropertyValue<'_>) -> Self {
        match value {
            PropertyValue::Missing => Self::Missing,
            PropertyValue::Number(number) => Self::Number(number),
            PropertyValue::Text(text) if text.is_empty() => Self::Missing,
            PropertyValue::Text(text) => Self::Text(text.into()),
        }
    }

    /// Returns the cell of the value, which a property has.
    fn into_cell(self, property: &Property) -> Cell<'static> {
        let kind = match property {
            Property::Column(column) => column.kind(),
            Property::Field(_) | Property::Attribute(_) | Property::Anywhere => ColumnKind::Text,
        };
        let text = match self {
            Self::Missing => return kind.missing(),
            Self::Number(number) if kind == ColumnKind::Number => return number.into(),
            Self::Number(at) if kind == ColumnKind::Time => return Timestamp(at).into(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.into(),
        };
        kind.cell(&text).unwrap_or_else(|| text.into())
    }
}

/// The places of the properties of which an operation may have several values.
struct SeveralValues {
    errors: Vec<usize>,
    notes: Vec<usize>,
}

impl SeveralValues {
    fn of(by: &[Property]) -> Self {
        let places = |column: Column| {
            let properties = by.iter().enumerate();
            let places = properties.filter(|(_, property)| **property == Property::Column(column));
            places.map(|(at, _)| at).collect()
        };
        Self { errors: places(Column::Errors), notes: places(Column::Notes) }
    }
}

/// The sizes of the groups by their values.
#[derive(Default)]
struct Sizes {
    sizes: HashMap<Box<[GroupValue]>, u64>,
    /// The values of the operation at hand.
    values: Vec<GroupValue>,
}

impl Sizes {
    /// Counts an operation, once for each of its errors or notes if it is counted by those.
    fn add(&mut self, operation: &ReadOperation, query: &OperationQuery, several: &SeveralValues) {
        let seen = operation.see();
        self.values.clear();
        let values = query.values.iter().map(|value| value.value(&seen).unwrap_or(PropertyValue::Missing));
        self.values.extend(values.map(GroupValue::new));
        let errors = several.errors.as_slice();
        let codes: Vec<&str> = operation.attached.codes.iter().map(String::as_str).collect();
        let notes: Vec<&str> = operation.numbers.notes().map(NoteCode::name).collect();
        self.count_each([(errors, &codes), (&several.notes, &notes)].as_slice());
    }

    /// Counts the values with each combination of these words in their places.
    fn count_each(&mut self, words: &[(&[usize], &Vec<&str>)]) {
        let Some(((places, words), rest)) = words.split_first() else { return self.count() };
        if places.is_empty() || words.is_empty() {
            return self.count_each(rest);
        }
        // An error that several fields have counts once per operation.
        for (_, word) in words.iter().enumerate().filter(|(at, word)| !words[..*at].contains(word)) {
            for place in *places {
                self.values[*place] = GroupValue::Text((*word).into());
            }
            self.count_each(rest);
        }
    }

    fn count(&mut self) {
        match self.sizes.get_mut(self.values.as_slice()) {
            Some(size) => *size += 1,
            None => {
                self.sizes.insert(self.values.as_slice().into(), 1);
            }
        }
    }

    /// Returns the groups, the largest first; their values decide between equals.
    fn into_sorted(self) -> Vec<(Box<[GroupValue]>, u64)> {
        let mut groups: Vec<_> = self.sizes.into_iter().collect();
        groups.sort_unstable_by(|(one, size), (other, other_size)| {
            Reverse(size).cmp(&Reverse(other_size)).then_with(|| one.cmp(other))
        });
        groups
    }
}

impl Store {
    /// Passes each group to `each`, the largest first.
    ///
    /// # Errors
    /// Those of the store, and those of `each`, which end the list.
    pub(crate) fn for_each_group<E: From<StoreError>>(
        &self,
        grouping: &Grouping<'_>,
        mut each: impl FnMut(Group) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let query = self.group_query(grouping)?;
        let several = SeveralValues::of(grouping.by);
        let mut sizes = Sizes::default();
        self.scan(&query, |operation| -> Result<()> {
            sizes.add(operation, &query, &several);
            Ok(())
        })?;
        for (values, count) in sizes.into_sorted().into_iter().take(grouping.limit.unwrap_or(usize::MAX)) {
            let values = values.into_vec().into_iter().zip(grouping.by);
            each(Group { values: values.map(|(value, property)| value.into_cell(property)).collect(), count })?;
        }
        Ok(())
    }

    /// Returns the query for the operations that are counted.
    pub(super) fn group_query(&self, grouping: &Grouping<'_>) -> Result<OperationQuery> {
        let draft = self.draft_query(grouping.settings, grouping.filter, grouping.by.iter())?;
        let Grouping { filter, by: values, .. } = *grouping;
        let question = Question { filter, condition: None, columns: &[], values, order: BY_NUMBER, limit: None };
        self.operation_query(&question, draft)
    }
}
