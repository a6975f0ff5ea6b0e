//! A value of an organisation's own column in a record: a text, or a blob that is kept byte for byte.

use std::borrow::Cow;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::long_value::describe_blob;
use super::trimmed::trimmed_cow;
use super::value::{BLOB, Value, encode_blob};

/// A value of an organisation's own column that is not NULL.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OwnValue<'a> {
    Text(Cow<'a, str>),
    Blob {
        bytes: Cow<'a, [u8]>,
        /// What people and exports see instead.
        shown: String,
    },
}

impl<'a> OwnValue<'a> {
    /// Returns the value of a received row; `None` for NULL.
    pub(super) fn of(value: &Value<'a>) -> Option<Self> {
        match value {
            Value::Bytes { text: false, bytes } => {
                Some(Self::Blob { bytes: bytes.clone(), shown: describe_blob(bytes) })
            }
            other => other.text().map(Self::Text),
        }
    }

    /// Returns the value without the white and invisible characters around a text.
    pub(super) fn trimmed(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(trimmed_cow(text)),
            blob @ Self::Blob { .. } => blob,
        }
    }

    /// Returns the value as people and exports see it.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Blob { shown, .. } => shown,
        }
    }
}

/// A text, or the object of a blob.
impl Serialize for OwnValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Blob { bytes, .. } => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(BLOB, &encode_blob(bytes))?;
                map.end()
            }
        }
    }
}
