//! Functions that SQL lacks: values of stored rows, and comparisons that ignore case.

use std::borrow::Cow;
use std::fmt;

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error};
use serde::Deserialize;
use serde::de::{self, Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::json;

use super::error::StoreError;
use crate::filter::{Operand, Pattern, compare_folded, fold, number};
use crate::model::{Fields, RecordKind, Value, parse_guid};

/// Defines the functions for a connection:
///
/// - `value_at(row, position)`: a value of a received row as people see it, empty for NULL; NULL if there is no position, or
///   if the row cannot be read, since one damaged row must not hide the others;
/// - `own_value_at(row, position)`: the same of a channel's own column, whose blobs are described;
/// - `stored_at(fields, position)`: the same of a record's fields;
/// - `stored_extension(fields, kind, name)`: a record's value of a channel's own column;
/// - `fold(text)`: the text with its case folded;
/// - `amount(folded)`: a number in its shortest form, any other text as it is;
/// - `guid(folded)`: a GUID without the braces that it may have, any other text as it is;
/// - `any_of(folded, operands)`: whether a folded text equals any of the operands, as [`write_operands`] writes them;
/// - `compare(folded, folded)`: -1, 0 or 1, as numbers if both are numbers; NULL if the first is empty.
pub(super) fn define(connection: &Connection) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    connection.create_scalar_function("value_at", 2, flags, |cx| value_at(cx, ElementKind::Value))?;
    connection.create_scalar_function("own_value_at", 2, flags, |cx| value_at(cx, ElementKind::OwnValue))?;
    connection.create_scalar_function("stored_at", 2, flags, |cx| value_at(cx, ElementKind::Text))?;
    connection.create_scalar_function("stored_extension", 3, flags, stored_extension)?;
    connection.create_scalar_function("fold", 1, flags, |cx| -> rusqlite::Result<Option<String>> {
        Ok(text(cx, 0)?.map(|text| fold(text).into_owned()))
    })?;
    connection.create_scalar_function("amount", 1, flags, |cx| -> rusqlite::Result<Option<String>> {
        Ok(text(cx, 0)?.map(|text| amount(text).into_owned()))
    })?;
    connection.create_scalar_function("guid", 1, flags, |cx| -> rusqlite::Result<Option<String>> {
        Ok(text(cx, 0)?.map(|text| guid(text).into_owned()))
    })?;
    connection.create_scalar_function("any_of", 2, flags, |cx| -> rusqlite::Result<Option<bool>> {
        let operands = cx.get_or_create_aux(1, |value| -> Result<Vec<Operand>, Error> {
            Ok(read_operands(value.as_str().map_err(|error| Error::UserFunctionError(Box::new(error)))?))
        })?;
        Ok(text(cx, 0)?.map(|text| operands.iter().any(|operand| operand.matches_folded(text))))
    })?;
    connection.create_scalar_function("compare", 2, flags, |cx| -> rusqlite::Result<Option<i64>> {
        let (Some(one), Some(other)) = (text(cx, 0)?, text(cx, 1)?) else { return Ok(None) };
        Ok(compare_folded(one, other).map(|ordering| ordering as i64))
    })?;
    Ok(())
}

/// Returns a number in its shortest form, any other text as it is: `2500.00` is `2500`.
pub(super) fn amount(text: &str) -> Cow<'_, str> {
    // Adding zero makes a negative zero a positive one.
    number(text).map_or(Cow::Borrowed(text), |number| (number + 0.0).to_string().into())
}

/// Returns a folded GUID without the braces that it may have, any other text as it is.
pub(super) fn guid(text: &str) -> Cow<'_, str> {
    parse_guid(text).map_or(Cow::Borrowed(text), |guid| guid.to_string().into())
}

/// Returns operands as one folded text: an array of patterns and of pairs of ends.
pub(super) fn write_operands(operands: &[&Operand]) -> String {
    let written: Vec<_> = operands
        .iter()
        .map(|operand| match operand.folded() {
            Operand::Pattern(pattern) => json!(pattern.write()),
            Operand::Range { from, to } => json!([from, to]),
        })
        .collect();
    serde_json::Value::Array(written).to_string()
}

/// Reads the text of [`write_operands`].
fn read_operands(text: &str) -> Vec<Operand> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Pattern(String),
        Range([Option<String>; 2]),
    }
    let written: Vec<Written> = serde_json::from_str(text).unwrap_or_default();
    let operands = written.into_iter().map(|written| match written {
        Written::Pattern(pattern) => Operand::Pattern(Pattern::read(&pattern)),
        Written::Range([from, to]) => Operand::Range { from, to },
    });
    operands.collect()
}

fn text<'c>(cx: &'c Context<'_>, at: usize) -> rusqlite::Result<Option<&'c str>> {
    cx.get_raw(at).as_str_or_null().map_err(|error| Error::UserFunctionError(Box::new(error)))
}

/// What the elements of a JSON array are.
#[derive(Clone, Copy)]
enum ElementKind {
    /// Values of a received row.
    Value,
    /// Values of a channel's own columns.
    OwnValue,
    /// Texts of a record, and at the end an object that is none of them.
    Text,
}

fn value_at(cx: &Context<'_>, element: ElementKind) -> rusqlite::Result<Option<String>> {
    let (Some(json), ValueRef::Integer(position)) = (text(cx, 0)?, cx.get_raw(1)) else { return Ok(None) };
    let seek = Seek { position: usize::try_from(position).unwrap_or(usize::MAX), element };
    Ok(serde_json::Deserializer::from_str(json).deserialize_seq(seek).ok())
}

/// Reads one element of an array and skips the others.
struct Seek {
    position: usize,
    element: ElementKind,
}

impl<'de> Visitor<'de> for Seek {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of values")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<String, A::Error> {
        for _ in 0..self.position {
            if sequence.next_element::<IgnoredAny>()?.is_none() {
                return Ok(String::new());
            }
        }
        let found = match self.element {
            ElementKind::Value => {
                sequence.next_element::<Value<'de>>()?.and_then(|value| value.text().map(Cow::into_owned))
            }
            ElementKind::OwnValue => {
                sequence.next_element::<Value<'de>>()?.and_then(|value| value.own_text().map(Cow::into_owned))
            }
            ElementKind::Text => sequence.next_element::<TextOnly>()?.and_then(|text| text.0),
        };
        while sequence.next_element::<IgnoredAny>()?.is_some() {}
        Ok(found.unwrap_or_default())
    }
}

/// Returns a text; `None` for null and for the object of a record's extensions.
struct TextOnly(Option<String>);

impl<'de> de::Deserialize<'de> for TextOnly {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => Self(Some(text)),
            _ => Self(None),
        })
    }
}

fn stored_extension(cx: &Context<'_>) -> rusqlite::Result<Option<String>> {
    let (Some(json), ValueRef::Integer(kind), Some(name)) = (text(cx, 0)?, cx.get_raw(1), text(cx, 2)?) else {
        return Ok(None);
    };
    let Some(kind) = RecordKind::from_index(kind) else { return Ok(None) };
    Ok(Fields::from_json(kind, json).ok().and_then(|fields| fields.extension(name).map(str::to_owned)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_loses_its_braces_and_an_amount_its_zeros_and_other_texts_nothing() {
        let bare = "5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b";
        for (text, expected) in [(bare, bare), (&format!("{{{bare}}}"), bare), ("{", "{"), ("{x}", "{x}"), ("", "")] {
            assert_eq!(guid(text), expected);
        }
        for (text, expected) in [("2500.00", "2500"), ("-0", "0"), (" +7 ", "7"), ("2.500,00", "2.500,00"), ("", "")] {
            assert_eq!(amount(text), expected);
        }
    }

    #[test]
    fn operands_are_read_back() {
        let operands = [
            Operand::Pattern(Pattern::read(r"a\*b*?")),
            Operand::Range { from: Some("a".into()), to: None },
            Operand::Range { from: Some("a".into()), to: Some("b".into()) },
        ];
        let written = write_operands(&operands.iter().collect::<Vec<_>>());
        assert_eq!(read_operands(&written), operands);
    }
}
