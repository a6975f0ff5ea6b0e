//! Values on the way from the database, and the types that they are read as.

/// A value of a column, whatever its type: somebody may have changed it behind the program's back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum RawValue<'r> {
    Null,
    Integer(i64),
    Text(&'r str),
    Bytes(&'r [u8]),
    /// A real number, or text that is not UTF-8: what the program never writes.
    Other(&'static str),
}

/// A type that a column's values are read as.
pub(in crate::store) trait FromColumn<'r>: Sized {
    /// Returns the value; `None` if it has another type, or is a number out of range.
    fn from_column(value: RawValue<'r>) -> Option<Self>;
}

impl FromColumn<'_> for i64 {
    fn from_column(value: RawValue<'_>) -> Option<Self> {
        match value {
            RawValue::Integer(number) => Some(number),
            _ => None,
        }
    }
}

/// Reads other whole numbers from what they have in common with those of the database.
macro_rules! from_integer {
    ($($number:ty),+) => {
        $(impl FromColumn<'_> for $number {
            fn from_column(value: RawValue<'_>) -> Option<Self> {
                i64::from_column(value).and_then(|number| number.try_into().ok())
            }
        })+
    };
}

from_integer!(u32, u64, usize);

impl FromColumn<'_> for bool {
    fn from_column(value: RawValue<'_>) -> Option<Self> {
        i64::from_column(value).map(|number| number != 0)
    }
}

impl<'r> FromColumn<'r> for &'r str {
    fn from_column(value: RawValue<'r>) -> Option<Self> {
        match value {
            RawValue::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl FromColumn<'_> for String {
    fn from_column(value: RawValue<'_>) -> Option<Self> {
        <&str>::from_column(value).map(str::to_owned)
    }
}

impl<'r> FromColumn<'r> for &'r [u8] {
    fn from_column(value: RawValue<'r>) -> Option<Self> {
        match value {
            RawValue::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }
}

impl FromColumn<'_> for Vec<u8> {
    fn from_column(value: RawValue<'_>) -> Option<Self> {
        <&[u8]>::from_column(value).map(<[u8]>::to_vec)
    }
}

impl<const N: usize> FromColumn<'_> for [u8; N] {
    fn from_column(value: RawValue<'_>) -> Option<Self> {
        <&[u8]>::from_column(value).and_then(|bytes| bytes.try_into().ok())
    }
}

/// A column that may be NULL.
impl<'r, T: FromColumn<'r>> FromColumn<'r> for Option<T> {
    fn from_column(value: RawValue<'r>) -> Option<Self> {
        match value {
            RawValue::Null => Some(None),
            value => T::from_column(value).map(Some),
        }
    }
}
