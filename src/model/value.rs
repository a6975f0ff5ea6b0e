//! A value of a channel's row, kept as it came, and its form in the store.

use std::borrow::Cow;
use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::hexadecimal::{hex, unhex};
use super::long_value::{LongValue, describe_blob};
use super::trimmed::trimmed;

/// One value of a received row. SQLite lets any column hold any of these, whatever the contract says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    /// Bytes that are not text: a BLOB, or (`text`) a TEXT that is not UTF-8.
    Bytes {
        text: bool,
        bytes: Cow<'a, [u8]>,
    },
    /// What stands for a value that was too long to be kept.
    Long(Box<LongValue>),
}

impl<'a> Value<'a> {
    /// The value as text, as people see and compare it; `None` for NULL. Bytes that are not UTF-8 show as `U+FFFD`.
    pub(crate) fn text(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Null => None,
            Self::Integer(number) => Some(itoa::Buffer::new().format(*number).to_owned().into()),
            Self::Real(number) => Some(number.to_string().into()),
            Self::Text(text) => Some(text.clone()),
            Self::Bytes { bytes, .. } => Some(String::from_utf8_lossy(bytes).into_owned().into()),
            Self::Long(long) => Some(long.to_string().into()),
        }
    }

    /// The value of an organisation's own column as people see it: as [`Value::text`], but a blob is described.
    pub(crate) fn own_text(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Bytes { text: false, bytes } => Some(describe_blob(bytes).into()),
            other => other.text(),
        }
    }

    /// Returns a value that borrows nothing.
    pub(crate) fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Integer(number) => Value::Integer(number),
            Self::Real(number) => Value::Real(number),
            Self::Text(text) => Value::Text(text.into_owned().into()),
            Self::Bytes { text, bytes } => Value::Bytes { text, bytes: bytes.into_owned().into() },
            Self::Long(long) => Value::Long(long),
        }
    }

    /// The value as text, `""` for NULL, without a copy where it is text.
    pub(crate) fn text_or_empty(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            other => other.text().unwrap_or_default(),
        }
    }

    /// The value as an integer, also where it is spelled as text; `None` if it is not one.
    pub(crate) fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Text(text) => trimmed(text).parse().ok(),
            // SQLite turns whole reals into integers only where the column was declared as one.
            Self::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
            Self::Null | Self::Real(_) | Self::Bytes { .. } | Self::Long(_) => None,
        }
    }

    /// Whether there is no value: NULL, or a text in which nothing can be seen.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => trimmed(text).is_empty(),
            Self::Bytes { bytes, .. } => bytes.is_empty(),
            Self::Integer(_) | Self::Real(_) | Self::Long(_) => false,
        }
    }

    /// Returns the number of bytes that keeping the value takes, numbers and what stands for a long value not counted.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes { bytes, .. } => bytes.len(),
            Self::Null | Self::Integer(_) | Self::Real(_) | Self::Long(_) => 0,
        }
    }

    /// Returns the value's bytes, those of its text if it is a number.
    pub(super) fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Bytes { bytes, .. } => Cow::Borrowed(bytes),
            other => match other.text_or_empty() {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            },
        }
    }

    /// Whether two values are the same, NULL and empty texts alike. A value that was too long to be kept is recognized.
    pub(super) fn is_same(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Self::Long(long), Value::Long(other)) => long.is_same(other),
            (Self::Long(long), other) => long.is_of(&other.bytes()),
            (value, Value::Long(long)) => long.is_of(&value.bytes()),
            (value, other) => value.text_or_empty() == other.text_or_empty(),
        }
    }

    /// Appends the value as JSON. Numbers and text are themselves; what JSON has no form for is an object with one key:
    /// `{"base64": blob}`, `{"text": hex}` for TEXT that is not UTF-8, `{"real": "inf"}`, `{"long-text": "…"}` and
    /// `{"long-blob": "…"}` for what was too long to be kept. Earlier versions wrote `{"blob": hex}`.
    pub(crate) fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Integer(number) => out.extend_from_slice(itoa::Buffer::new().format(*number).as_bytes()),
            Self::Real(number) if number.is_finite() => write_serialized(out, number),
            Self::Real(number) => write_tagged(out, "real", if *number > 0.0 { "inf" } else { "-inf" }),
            Self::Text(text) => write_serialized(out, text),
            Self::Bytes { text: true, bytes } => write_tagged(out, "text", &hex(bytes)),
            Self::Bytes { text: false, bytes } => write_tagged(out, BLOB, &encode_blob(bytes)),
            Self::Long(long) => write_tagged(out, if long.is_text { LONG_TEXT } else { LONG_BLOB }, &long.encode()),
        }
    }
}

/// The keys of values that JSON has no form for.
pub(super) const BLOB: &str = "base64";
const LONG_TEXT: &str = "long-text";
const LONG_BLOB: &str = "long-blob";

/// Returns a blob as JSON holds it.
pub(super) fn encode_blob(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

fn write_serialized(out: &mut Vec<u8>, value: &impl serde::Serialize) {
    // Numbers and text always have a JSON form, and a vector takes every byte.
    serde_json::to_writer(out, value).expect("a scalar is written to memory");
}

fn write_tagged(out: &mut Vec<u8>, tag: &str, text: &str) {
    out.extend_from_slice(format!(r#"{{"{tag}":"{text}"}}"#).as_bytes());
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a received row")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Integer(number))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        i64::try_from(number).map(Value::Integer).map_err(|_| E::custom("integer beyond 64 bits"))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Real(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some((tag, text)) = map.next_entry::<Cow<'_, str>, Cow<'_, str>>()? else {
            return Err(de::Error::custom("an empty object is no value"));
        };
        let bytes = || unhex(&text).ok_or_else(|| de::Error::custom("bytes are not hexadecimal"));
        let long = |is_text| {
            let long = LongValue::decode(is_text, &text).ok_or_else(|| de::Error::custom("no length and digest"))?;
            Ok(Value::Long(Box::new(long)))
        };
        match tag.as_ref() {
            BLOB => match BASE64_STANDARD.decode(text.as_ref()) {
                Ok(bytes) => Ok(Value::Bytes { text: false, bytes: bytes.into() }),
                Err(_) => Err(de::Error::custom("bytes are not base64")),
            },
            LONG_TEXT => long(true),
            LONG_BLOB => long(false),
            "blob" => Ok(Value::Bytes { text: false, bytes: bytes()?.into() }),
            "text" => Ok(Value::Bytes { text: true, bytes: bytes()?.into() }),
            // SQLite has no NaN.
            "real" => match text.as_ref() {
                "inf" => Ok(Value::Real(f64::INFINITY)),
                "-inf" => Ok(Value::Real(f64::NEG_INFINITY)),
                _ => Err(de::Error::custom("a number without a form in JSON is infinite")),
            },
            _ => Err(de::Error::unknown_field(&tag, &[BLOB, "blob", "text", "real", LONG_TEXT, LONG_BLOB])),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_value() -> impl Strategy<Value = Value<'static>> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>().prop_filter("SQLite has no NaN", |real| !real.is_nan()).prop_map(Value::Real),
            any::<String>().prop_map(|text| Value::Text(text.into())),
            (any::<bool>(), any::<Vec<u8>>()).prop_map(|(text, bytes)| Value::Bytes { text, bytes: bytes.into() }),
            (any::<bool>(), any::<Vec<u8>>())
                .prop_map(|(text, bytes)| Value::Long(Box::new(LongValue::of(text, &bytes, 100)))),
        ]
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(value in any_value()) {
            let mut json = Vec::new();
            value.write_json(&mut json);
            let read: Value<'_> = serde_json::from_slice(&json).unwrap();
            prop_assert_eq!(read, value);
        }
    }

    #[test]
    fn only_infinite_numbers_have_a_form_of_their_own() {
        let read = |json| serde_json::from_str::<Value<'_>>(json).ok();
        assert_eq!(read(r#"{"real":"-inf"}"#), Some(Value::Real(f64::NEG_INFINITY)));
        assert_eq!(read(r#"{"real":"NaN"}"#), None);
        assert_eq!(read(r#"{"real":"1"}"#), None);
    }

    #[test]
    fn a_blob_of_an_earlier_version_is_read() {
        let read: Value<'_> = serde_json::from_str(r#"{"blob":"00ff"}"#).unwrap();
        assert_eq!(read, Value::Bytes { text: false, bytes: vec![0, 255].into() });
    }

    #[test]
    fn a_value_that_was_not_kept_is_recognized() {
        let text = Value::Text("long".into());
        let long = Value::Long(Box::new(LongValue::of(true, b"long", 100)));
        assert!(long.is_same(&text) && text.is_same(&long) && long.is_same(&long));
        assert!(!long.is_same(&Value::Text("other".into())));
    }

    #[test]
    fn an_integer_may_be_spelled_as_text() {
        assert_eq!(Value::Text("2".into()).integer(), Some(2));
        assert_eq!(Value::Text("two".into()).integer(), None);
        assert_eq!(Value::Real(2.5).integer(), None);
    }
}
