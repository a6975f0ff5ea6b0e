//! A value of a channel's row, kept as it came, and its form in the store.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

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
            Self::Text(text) => text.trim().parse().ok(),
            // SQLite turns whole reals into integers only where the column was declared as one.
            Self::Real(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(*number as i64),
            Self::Null | Self::Real(_) | Self::Bytes { .. } => None,
        }
    }

    /// NULL and the empty text are both "no value".
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::Bytes { bytes, .. } => bytes.is_empty(),
            Self::Integer(_) | Self::Real(_) => false,
        }
    }

    /// Appends the value as JSON. Numbers and text are themselves; what JSON has no form for is an object with one key:
    /// `{"blob": hex}`, `{"text": hex}` for TEXT that is not UTF-8, `{"real": "inf"}`.
    pub(crate) fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Integer(number) => out.extend_from_slice(itoa::Buffer::new().format(*number).as_bytes()),
            Self::Real(number) if number.is_finite() => write_serialized(out, number),
            Self::Real(number) => write_tagged(out, "real", if *number > 0.0 { "inf" } else { "-inf" }),
            Self::Text(text) => write_serialized(out, text),
            Self::Bytes { text, bytes } => write_tagged(out, if *text { "text" } else { "blob" }, &hex(bytes)),
        }
    }
}

fn write_serialized(out: &mut Vec<u8>, value: &impl serde::Serialize) {
    // Numbers and text always have a JSON form, and a vector takes every byte.
    serde_json::to_writer(out, value).expect("a scalar is written to memory");
}

fn write_tagged(out: &mut Vec<u8>, tag: &str, text: &str) {
    out.extend_from_slice(format!(r#"{{"{tag}":"{text}"}}"#).as_bytes());
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads hexadecimal digits in any case; `None` if the text is something else.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
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
        match tag.as_ref() {
            "blob" => Ok(Value::Bytes { text: false, bytes: bytes()?.into() }),
            "text" => Ok(Value::Bytes { text: true, bytes: bytes()?.into() }),
            // SQLite has no NaN.
            "real" => match text.as_ref() {
                "inf" => Ok(Value::Real(f64::INFINITY)),
                "-inf" => Ok(Value::Real(f64::NEG_INFINITY)),
                _ => Err(de::Error::custom("a number without a form in JSON is infinite")),
            },
            _ => Err(de::Error::unknown_field(&tag, &["blob", "text", "real"])),
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
    fn an_integer_may_be_spelled_as_text() {
        assert_eq!(Value::Text("2".into()).integer(), Some(2));
        assert_eq!(Value::Text("two".into()).integer(), None);
        assert_eq!(Value::Real(2.5).integer(), None);
    }
}
