//! Columns whose values may have any type, since somebody may have changed them behind the program's back.

use std::ops::ControlFlow;

use crate::store::database::{Database, FromColumn, Param, RawValue, Row};
use crate::store::error::Result;

/// A row that [`stored_row`] defines.
pub(super) trait StoredRow<'r> {
    /// The columns in SQL, in the order in which they are read.
    const COLUMNS: &'static [&'static str];

    /// Reads the columns.
    fn read(columns: &mut Columns<'r>) -> Self;
}

/// Defines a row of the store, which lists its columns once: field, type, SQL, and the name in reports.
macro_rules! stored_row {
    ($(#[$meta:meta])* struct $name:ident $(<$life:lifetime>)? {
        $($(#[$field_meta:meta])* $field:ident: $type:ty = $sql:literal as $shown:literal,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $name $(<$life>)? {
            $($(#[$field_meta])* pub(crate) $field: $type,)+
        }

        impl<'r> crate::store::evidence::columns::StoredRow<'r> for stored_row!(@type $name $($life)?) {
            const COLUMNS: &'static [&'static str] = &[$($sql),+];

            fn read(columns: &mut crate::store::evidence::columns::Columns<'r>) -> Self {
                Self { $($field: columns.next($shown),)+ }
            }
        }
    };
    (@type $name:ident) => { $name };
    (@type $name:ident $life:lifetime) => { $name<'r> };
}

pub(super) use stored_row;

/// The columns of a row, read from left to right.
pub(super) struct Columns<'r> {
    row: &'r Row<'r>,
    at: usize,
    unreadable: Vec<&'static str>,
}

impl<'r> Columns<'r> {
    pub(super) fn new(row: &'r Row<'r>) -> Self {
        Self { row, at: 0, unreadable: Vec::new() }
    }

    /// The columns of a row about an operation, after the operation's number.
    pub(super) fn about_operation(row: &'r Row<'r>) -> Self {
        Self { at: 1, ..Self::new(row) }
    }

    pub(super) fn skip(&mut self) {
        self.at += 1;
    }

    fn value(&self) -> RawValue<'r> {
        self.row.value(self.at).unwrap_or(RawValue::Null)
    }

    /// Reads the next column; `None` if its value has another type.
    fn next_as<T: FromColumn<'r>>(&mut self) -> Option<T> {
        let value = T::from_column(self.value());
        self.at += 1;
        value
    }

    /// Reads the next column, which is reported under this name if its value has another type; it is the default then.
    pub(super) fn next<T: FromColumn<'r> + Default>(&mut self, name: &'static str) -> T {
        self.next_as().unwrap_or_else(|| {
            self.unreadable.push(name);
            T::default()
        })
    }

    /// Reads the next column; the default if its value has another type, which is not reported.
    pub(super) fn next_or_default<T: FromColumn<'r> + Default>(&mut self) -> T {
        self.next_as().unwrap_or_default()
    }

    /// Reads the columns of a row of another table; `None` if the first one is NULL, since there is no such row then.
    pub(super) fn next_joined<T: StoredRow<'r>>(&mut self) -> Option<T> {
        if self.value() == RawValue::Null {
            self.at += T::COLUMNS.len();
            return None;
        }
        Some(T::read(self))
    }

    /// Returns the names of the columns whose values had another type.
    pub(super) fn into_unreadable(self) -> Vec<&'static str> {
        self.unreadable
    }

    /// Reads the columns of a row; `None` if any value so far has another type.
    pub(super) fn read_readable<T: StoredRow<'r>>(&mut self) -> Option<T> {
        let read = T::read(self);
        self.unreadable.is_empty().then_some(read)
    }
}

/// Passes the columns of each row that a query returns to `each`.
pub(super) fn for_each_row(
    database: &Database,
    sql: &str,
    parameters: &[Param<'_>],
    each: &mut dyn FnMut(Columns<'_>) -> Result<()>,
) -> Result<()> {
    database.each(sql, parameters, |row| each(Columns::new(row)).map(ControlFlow::Continue))
}

/// Returns the list of a SELECT with these columns.
pub(super) fn select_list(lists: &[&[&str]]) -> String {
    lists.concat().join(", ")
}
