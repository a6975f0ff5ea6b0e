//! Values on the way to the database: the parameters of statements.

use std::borrow::Cow;

use uuid::Uuid;

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Param<'p> {
    Null,
    Integer(i64),
    Text(Cow<'p, str>),
    Bytes(Cow<'p, [u8]>),
    /// A set of numbers: see [`super::among`].
    Integers(Vec<i64>),
    /// A set of texts.
    Texts(Vec<Cow<'p, str>>),
    /// A set of GUIDs.
    Guids(Vec<Uuid>),
}

impl Param<'_> {
    /// Returns the same value without a copy of it.
    pub(in crate::store) fn borrowed(&self) -> Param<'_> {
        match self {
            Self::Null => Param::Null,
            Self::Integer(number) => Param::Integer(*number),
            Self::Text(text) => Param::Text(Cow::Borrowed(text)),
            Self::Bytes(bytes) => Param::Bytes(Cow::Borrowed(bytes)),
            set => set.clone(),
        }
    }
}

/// Returns the parameters of a statement: `params![id, "text", None::<i64>]`.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        [$($crate::store::database::Param::from($value)),*]
    };
}

pub(in crate::store) use params;

impl From<i64> for Param<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u32> for Param<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<usize> for Param<'_> {
    /// Numbers beyond those of the database count as its greatest.
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Param<'_> {
    /// Numbers beyond those of the database count as its greatest.
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Param<'_> {
    fn from(flag: bool) -> Self {
        Self::Integer(flag.into())
    }
}

impl<'p> From<&'p str> for Param<'p> {
    fn from(text: &'p str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'p> From<&'p String> for Param<'p> {
    fn from(text: &'p String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'p> From<Cow<'p, str>> for Param<'p> {
    fn from(text: Cow<'p, str>) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Param<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'p> From<&'p [u8]> for Param<'p> {
    fn from(bytes: &'p [u8]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'p, const N: usize> From<&'p [u8; N]> for Param<'p> {
    fn from(bytes: &'p [u8; N]) -> Self {
        Self::Bytes(Cow::Borrowed(bytes))
    }
}

impl From<Vec<u8>> for Param<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Cow::Owned(bytes))
    }
}

impl<T> From<Option<T>> for Param<'_>
where
    Self: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}
