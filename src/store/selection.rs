//! Which operations to list, in which order, and what to read of them.

use crate::filter::{Filter, ValueSettings};
use crate::model::{Column, Property};

/// Which operations to list, and in which order.
#[derive(Debug, Clone)]
pub(crate) struct Selection<'a> {
    /// `None` for all operations.
    pub(crate) filter: Option<&'a Filter>,
    pub(crate) sort: Property,
    pub(crate) descending: bool,
    /// `None` for all.
    pub(crate) limit: Option<usize>,
    /// The columns that are read of each operation; the others may keep their defaults, since reading them takes time.
    pub(crate) columns: &'a [Property],
    pub(crate) settings: &'a ValueSettings,
}

impl Selection<'_> {
    /// Returns the columns of operations, and the other properties that are read.
    pub(super) fn columns_and_values(&self) -> (Vec<Column>, Vec<Property>) {
        let columns = self.columns.iter().filter_map(as_column).collect();
        (columns, self.columns.iter().filter(|property| as_column(property).is_none()).cloned().collect())
    }
}

/// Returns the built-in column that a property stands for.
pub(super) fn as_column(property: &Property) -> Option<Column> {
    match property {
        Property::Column(column) => Some(*column),
        Property::Field(_) | Property::Attribute(_) | Property::Anywhere(_) => None,
    }
}
