//! Groups of operations with the same values, and their sizes.

use std::borrow::Cow;
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

/// A value of a group. A missing value and an empty one are the same, as for `is empty`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum GroupValue {
    Missing,
    Number(i64),
    Text(Box<str>),
}

impl GroupValue {
    fn new(value: &PropertyValue<'_>) -> Self {
        match value {
            PropertyValue::Missing => Self::Missing,
            PropertyValue::Number(number) => Self::Number(*number),
            PropertyValue::Text(text) => Self::text(text),
        }
    }

    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Missing } else { Self::Text(text.into()) }
    }

    /// Returns the cell of the value, which a property has.
    fn into_cell(self, property: &Property) -> Cell<'static> {
        let kind = match property {
            Property::Column(column) => column.kind(),
            Property::Field(_) | Property::Attribute(_) | Property::Anywhere(_) => ColumnKind::Text,
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
    proposals: Vec<usize>,
}

impl SeveralValues {
    fn of(by: &[Property]) -> Self {
        let places = |column: Column| {
            let properties = by.iter().enumerate();
            let places = properties.filter(|(_, property)| **property == Property::Column(column));
            places.map(|(at, _)| at).collect()
        };
        Self { errors: places(Column::Errors), notes: places(Column::Notes), proposals: places(Column::Proposal) }
    }

    fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.notes.is_empty() && self.proposals.is_empty()
    }
}

/// A group: what its first operation has, and how many there are.
struct Size {
    shown: Box<[GroupValue]>,
    count: u64,
}

/// The sizes of the groups by what their values have in common.
#[derive(Default)]
struct Sizes {
    sizes: HashMap<Box<[GroupValue]>, Size>,
    /// What the values of the operation at hand have in common with equal ones.
    common: Vec<GroupValue>,
}

/// The places of a property of which an operation has several words, and the words.
type Several<'a> = (&'a [usize], Vec<&'a str>);

impl Sizes {
    /// Counts an operation, once for each of its errors, notes or proposals if it is counted by those.
    fn add(&mut self, operation: &ReadOperation, query: &OperationQuery, several: &SeveralValues) {
        let seen = operation.see();
        let values = query.values.iter().map(|reader| reader.value(&seen).unwrap_or(PropertyValue::Missing));
        let mut shown: Vec<PropertyValue<'_>> = values.collect();
        self.common.clear();
        let common = query.values.iter().zip(&shown).map(|(reader, value)| match value {
            PropertyValue::Text(text) => GroupValue::text(&reader.common_form(text, &seen)),
            other => GroupValue::new(other),
        });
        self.common.extend(common);
        if several.is_empty() {
            return self.count(&shown);
        }
        let attached = &operation.attached;
        let several: [Several<'_>; 3] = [
            (&several.errors, attached.codes.iter().map(String::as_str).collect()),
            (&several.notes, operation.numbers.notes().map(NoteCode::name).collect()),
            (&several.proposals, attached.proposals.iter().map(String::as_str).collect()),
        ];
        self.count_each(&several, &mut shown);
    }

    /// Counts the values with each combination of these words in their places.
    fn count_each<'a>(&mut self, several: &[Several<'a>], shown: &mut [PropertyValue<'a>]) {
        let Some(((places, words), rest)) = several.split_first() else { return self.count(shown) };
        if places.is_empty() || words.is_empty() {
            return self.count_each(rest, shown);
        }
        // An error that several fields have counts once per operation.
        for (_, word) in words.iter().enumerate().filter(|(at, word)| !words[..*at].contains(word)) {
            for place in *places {
                self.common[*place] = GroupValue::text(word);
                shown[*place] = PropertyValue::Text(Cow::Borrowed(*word));
            }
            self.count_each(rest, shown);
        }
    }

    fn count(&mut self, shown: &[PropertyValue<'_>]) {
        match self.sizes.get_mut(self.common.as_slice()) {
            Some(size) => size.count += 1,
            None => {
                let shown = shown.iter().map(GroupValue::new).collect();
                self.sizes.insert(self.common.as_slice().into(), Size { shown, count: 1 });
            }
        }
    }

    /// Returns the groups, the largest first; their values decide between equals.
    fn into_sorted(self) -> Vec<Size> {
        let mut groups: Vec<_> = self.sizes.into_values().collect();
        groups.sort_unstable_by(|one, other| {
            Reverse(one.count).cmp(&Reverse(other.count)).then_with(|| one.shown.cmp(&other.shown))
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
        for Size { shown, count } in sizes.into_sorted().into_iter().take(grouping.limit.unwrap_or(usize::MAX)) {
            let values = shown.into_vec().into_iter().zip(grouping.by);
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
