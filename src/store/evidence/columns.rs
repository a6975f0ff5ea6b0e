//! Columns whose values may have any type, since somebody may have changed them behind the program's back.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use crate::store::database::RawValue;
use crate::store::error::Result;

/// Returns a stored value, whatever its type.
fn raw(value: ValueRef<'_>) -> RawValue<'_> {
    match value {
        ValueRef::Null => RawValue::Null,
        ValueRef::Integer(number) => RawValue::Integer(number),
        ValueRef::Text(bytes) => str::from_utf8(bytes).map_or(RawValue::Other("Text"), RawValue::Text),
        ValueRef::Blob(bytes) => RawValue::Bytes(bytes),
        ValueRef::Real(_) => RawValue::Other("Real"),
    }
}

/// A type that the values of a column are expected to have. The default stands in for a value of another type.
pub(super) trait ColumnType<'r>: Default {
    /// Returns the value; `None` if it has another type.
    fn from_raw(value: RawValue<'r>) -> Option<Self>;
}

impl ColumnType<'_> for i64 {
    fn from_raw(value: RawValue<'_>) -> Option<Self> {
        match value {
            RawValue::Integer(number) => Some(number),
            _ => None,
        }
    }
}

impl<'r> ColumnType<'r> for &'r str {
    fn from_raw(value: RawValue<'r>) -> Option<Self> {
        match value {
            RawValue::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'r> ColumnType<'r> for &'r [u8] {
    fn from_raw(value: RawValue<'r>) -> Option<Self> {
        match value {
            RawValue::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

/// A column that may be NULL.
impl<'r, T: ColumnType<'r>> ColumnType<'r> for Option<T> {
    fn from_raw(value: RawValue<'r>) -> Option<Self> {
        match value {
            RawValue::Null => Some(None),
            value => T::from_raw(value).map(Some),
        }
    }
}

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
        self.row.get_ref(self.at).map_or(RawValue::Null, raw)
    }

    /// Reads the next column, which is reported under this name if its value has another type.
    pub(super) fn next<T: ColumnType<'r>>(&mut self, name: &'static str) -> T {
        let value = T::from_raw(self.value());
        self.at += 1;
        value.unwrap_or_else(|| {
            self.unreadable.push(name);
            T::default()
        })
    }

    /// Reads the next column; the default if its value has another type, which is not reported.
    pub(super) fn next_or_default<T: ColumnType<'r>>(&mut self) -> T {
        let value = T::from_raw(self.value());
        self.at += 1;
        value.unwrap_or_default()
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
    connection: &Connection,
    sql: &str,
    each: &mut dyn FnMut(Columns<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(Columns::new(row))?;
    }
    Ok(())
}

/// Returns the list of a SELECT with these columns.
pub(super) fn select_list(lists: &[&[&str]]) -> String {
    lists.concat().join(", ")
}
