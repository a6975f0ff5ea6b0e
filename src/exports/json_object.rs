//! JSON objects: cutting one out of a text, and reading it as a row.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::rows::CellPlace;

/// How many names objects may have together: a table of SQL Server has at most 1 024 columns.
pub(super) const MAX_COLUMNS: usize = 4096;

/// What was found where an object begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CutObject {
    /// It ends there.
    Whole(usize),
    Unfinished,
    /// A text in it goes on behind a raw line break, which is there.
    LineBreak(usize),
    /// Another object begins behind the line break which is there, in a file with one object per line.
    NextLine(usize),
}

/// Finds the end of the object that begins at a place.
pub(super) fn cut_object(text: &str, start: usize, has_lines: bool) -> CutObject {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (start, 0usize);
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return CutObject::Whole(at + 1);
                }
            }
            b'"' => match end_of_text(bytes, at + 1) {
                Some(end) if bytes[end] == b'"' => at = end,
                Some(end) => return CutObject::LineBreak(end),
                None => return CutObject::Unfinished,
            },
            b'\n' if has_lines && bytes.get(at + 1) == Some(&b'{') => return CutObject::NextLine(at),
            _ => {}
        }
        at += 1;
    }
    CutObject::Unfinished
}

/// Finds the quote that ends a JSON text, or the line break in it.
fn end_of_text(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..])?;
        if bytes[found] != b'\\' {
            return Some(found);
        }
        at = found + 2;
        if at > bytes.len() {
            return None;
        }
    }
}

/// The names of all objects so far.
#[derive(Debug, Default)]
pub(super) struct JsonColumns {
    names: Vec<String>,
    by_name: HashMap<String, usize>,
    /// For each name the number of the last object that had it.
    last_seen: Vec<u64>,
    objects: u64,
    /// Whether a value is `null`: then a property that no object has is no empty one.
    has_nulls: bool,
}

impl JsonColumns {
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn has_nulls(&self) -> bool {
        self.has_nulls
    }

    /// Reads an object, and appends a cell for each name known so far. Returns whether it was one; otherwise nothing changes.
    pub(super) fn read(
        &mut self,
        text: &str,
        range: Range<usize>,
        cells: &mut Vec<CellPlace>,
        aside: &mut String,
    ) -> bool {
        self.objects += 1;
        let (known, first) = (self.names.len(), cells.len());
        cells.resize(first + known, CellPlace::Null);
        let mut deserializer = serde_json::Deserializer::from_str(&text[range]);
        let row = ObjectRow { columns: self, text, cells, aside, first, properties: 0 };
        let is_read = deserializer.deserialize_map(row).is_ok() && deserializer.end().is_ok();
        if !is_read {
            cells.truncate(first);
            for name in self.names.drain(known..) {
                self.by_name.remove(&name.to_lowercase());
            }
            self.last_seen.truncate(known);
        }
        is_read
    }

    /// Returns the place of a name, which a property has that stands there in its object; `None` if the object has it already.
    fn place(&mut self, name: &str, property: usize) -> Option<usize> {
        let usual = self.names.get(property).is_some_and(|usual| usual == name).then_some(property);
        let known = usual.or_else(|| self.by_name.get(&name.to_lowercase()).copied());
        let place = known.unwrap_or_else(|| {
            self.by_name.insert(name.to_lowercase(), self.names.len());
            self.names.push(name.to_owned());
            self.last_seen.push(0);
            self.names.len() - 1
        });
        let is_first = std::mem::replace(&mut self.last_seen[place], self.objects) != self.objects;
        is_first.then_some(place)
    }
}

/// An object that becomes a row.
struct ObjectRow<'r, 't> {
    columns: &'r mut JsonColumns,
    text: &'t str,
    cells: &'r mut Vec<CellPlace>,
    aside: &'r mut String,
    first: usize,
    properties: usize,
}

impl<'t> Visitor<'t> for ObjectRow<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of plain values")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(PropertyName)? {
            let place = self.columns.place(&name, self.properties).ok_or_else(|| A::Error::custom("a name twice"))?;
            let value = map.next_value::<&'t RawValue>()?;
            let place = self.first + place;
            if place == self.cells.len() {
                self.cells.push(CellPlace::Null);
            }
            self.cells[place] = self.place_of(value.get()).ok_or_else(|| A::Error::custom("no plain value"))?;
            self.properties += 1;
        }
        Ok(())
    }
}

impl ObjectRow<'_, '_> {
    /// Returns where a value is; `None` if it is an object, an array or no text.
    fn place_of(&mut self, raw: &str) -> Option<CellPlace> {
        let mut aside = |value: &str| CellPlace::aside(self.aside, |aside| aside.push_str(value));
        match raw.as_bytes().first()? {
            b'n' => {
                self.columns.has_nulls = true;
                Some(CellPlace::Null)
            }
            b't' => Some(aside("1")),
            b'f' => Some(aside("0")),
            b'"' if raw.contains('\\') => {
                let value: String = serde_json::from_str(raw).ok()?;
                Some(aside(if value == "\0" { "" } else { &value }))
            }
            b'"' => Some(self.within(&raw[1..raw.len() - 1])),
            b'{' | b'[' => None,
            _ => Some(self.within(raw)),
        }
    }

    /// Returns the place of a part of the text.
    fn within(&self, part: &str) -> CellPlace {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        CellPlace::text(start..start + part.len())
    }
}

/// The name of a property, borrowed from the text where nothing in it is escaped.
struct PropertyName;

impl<'t> DeserializeSeed<'t> for PropertyName {
    type Value = Cow<'t, str>;

    fn deserialize<D: serde::Deserializer<'t>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for PropertyName {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'t str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_cut_out_of_the_text() {
        for (text, has_lines, expected) in [
            ("{}", true, CutObject::Whole(2)),
            ("{\"a\":\"}\"}, {", false, CutObject::Whole(9)),
            ("{\"a\":{\"b\":1}}", true, CutObject::Whole(13)),
            ("{\"a\":\"\\\"}\"}x", true, CutObject::Whole(11)),
            ("{\"a\":\"\\\\\"}x", true, CutObject::Whole(10)),
            ("{\r\n  \"a\": 1\r\n}", true, CutObject::Whole(14)),
            ("{\"a\":1", true, CutObject::Unfinished),
            ("{\"a\":\"x\\", true, CutObject::Unfinished),
            ("{\"a\":\"x\ny\"}", false, CutObject::LineBreak(7)),
            ("{\"a\":1,\n{\"a\":2}", true, CutObject::NextLine(7)),
        ] {
            assert_eq!(cut_object(text, 0, has_lines), expected, "{text}");
        }
    }

    type Values = Vec<Option<String>>;

    /// The names and values of some objects; `None` for a bad one.
    fn read(objects: &[&str]) -> (Vec<String>, Vec<Option<Values>>) {
        let mut columns = JsonColumns::default();
        let rows = objects.iter().map(|object| {
            let text = format!(" {object} ");
            let (mut cells, mut aside) = (vec![CellPlace::Null], String::new());
            let is_read = columns.read(&text, 1..text.len() - 1, &mut cells, &mut aside);
            is_read.then(|| {
                let value = |cell: &CellPlace| match *cell {
                    CellPlace::Null => None,
                    CellPlace::Text(start, end) => Some(text[start as usize..end as usize].to_owned()),
                    CellPlace::Aside(start, end) => Some(aside[start as usize..end as usize].to_owned()),
                };
                cells[1..].iter().map(value).collect()
            })
        });
        let rows = rows.collect();
        (columns.names().to_vec(), rows)
    }

    #[test]
    fn plain_values_keep_their_digits_and_signs() {
        for (json, expected) in [
            ("null", None),
            ("\"NULL\"", Some("NULL")),
            ("true", Some("1")),
            ("false", Some("0")),
            ("2500.0000000000000000", Some("2500.0000000000000000")),
            ("-12345678901234567890.5", Some("-12345678901234567890.5")),
            ("1e5", Some("1e5")),
            ("\"\"", Some("")),
            ("\"\\u0000\"", Some("")),
            ("\"a\\/b \\\"\\u00f8\\ud83c\\udfec\\n\"", Some("a/b \"ø🏬\n")),
        ] {
            let (_, rows) = read(&[&format!("{{\"a\" : {json} }}")]);
            assert_eq!(rows, [Some(vec![expected.map(str::to_owned)])], "{json}");
        }
    }

    #[test]
    fn names_add_up_and_a_left_out_one_is_null() {
        let text = |text: &str| Some(text.to_owned());
        let (names, rows) = read(&["{\"a\":1,\"b\":2}", "{\"B\":3,\"c\":4}", "{}", "{\"c\":5,\"a\":6}"]);
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(rows[0], Some(vec![text("1"), text("2")]));
        assert_eq!(rows[1], Some(vec![None, text("3"), text("4")]));
        assert_eq!(rows[2], Some(vec![None; 3]));
        assert_eq!(rows[3], Some(vec![text("6"), None, text("5")]));
    }

    #[test]
    fn an_object_of_other_values_is_bad_and_leaves_no_names() {
        for bad in [
            "{\"x\":[1]}",
            "{\"x\":{}}",
            "{\"x\":1,\"X\":2}",
            "{\"x\":1 2}",
            "{\"x\":}",
            "{\"x\":01}",
            "{\"x\":\"\\ud800\"}",
            "{\"x\":\"\t\"}",
            "{\"x\":1} 2",
            "{'x':1}",
        ] {
            let (names, rows) = read(&[bad, "{\"a\":1}"]);
            assert_eq!(names, ["a"], "{bad}");
            assert_eq!(rows, [None, Some(vec![Some("1".to_owned())])], "{bad}");
        }
    }
}
