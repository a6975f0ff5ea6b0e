//! Elements of a JSON array, found without reading the others.

use std::borrow::Cow;

use super::trimmed::trimmed_cow;
use super::value::Value;

/// The most digits of a number that is taken as it is written.
const DIGITS: usize = 18;

/// Returns the text of the element at a position as it is written; the empty text if the array has fewer elements, and
/// `None` if this is not an array, or if it ends in the middle of the element.
pub(crate) fn element_at(json: &str, position: usize) -> Option<&str> {
    let bytes = json.as_bytes();
    let mut at = skip_space(bytes, 0);
    if bytes.get(at) != Some(&b'[') {
        return None;
    }
    at += 1;
    for _ in 0..position {
        at = end_of_element(bytes, at)?;
        if bytes[at] == b']' {
            return Some("");
        }
        at += 1;
    }
    let end = end_of_element(bytes, at)?;
    json.get(at..end).map(str::trim)
}

/// The elements of a JSON array as they are written, for those who need many of them.
#[derive(Debug)]
pub(crate) struct Elements<'j> {
    texts: Vec<&'j str>,
    /// Whether the array has an end.
    is_complete: bool,
}

impl<'j> Elements<'j> {
    /// Finds the elements.
    pub(crate) fn new(json: &'j str) -> Self {
        let (bytes, mut texts) = (json.as_bytes(), Vec::new());
        let start = skip_space(bytes, 0);
        let mut before = Some(start).filter(|start| bytes.get(*start) == Some(&b'['));
        while let Some(end) = before.and_then(|before| end_of_element(bytes, before + 1)) {
            texts.extend(before.and_then(|before| json.get(before + 1..end)).map(str::trim));
            if bytes[end] == b']' {
                return Self { texts, is_complete: true };
            }
            before = Some(end);
        }
        Self { texts, is_complete: false }
    }

    /// Returns the element at a position, as [`element_at`] does.
    pub(crate) fn at(&self, position: usize) -> Option<&'j str> {
        self.texts.get(position).copied().or(if self.is_complete { Some("") } else { None })
    }
}

/// Returns the text of an element of a row without the white and invisible characters around it, empty for null; `None` if
/// it cannot be read. `is_own` says whether it is of an organisation's own column.
pub(crate) fn value_of_element(element: &str, is_own: bool) -> Option<Cow<'_, str>> {
    received_of_element(element, is_own).map(trimmed_cow)
}

/// Returns the text of an element of a row with every character of it, empty for null; `None` if it cannot be read.
fn received_of_element(element: &str, is_own: bool) -> Option<Cow<'_, str>> {
    if let Some(written) = plain_text(element).or_else(|| short_integer(element)) {
        return Some(Cow::Borrowed(written));
    }
    let value: Value<'_> = serde_json::from_str(element).ok()?;
    let text = if is_own { value.own_text() } else { value.text() };
    Some(text.unwrap_or_default())
}

/// Returns the text of an element of a record's fields; empty for null and for the object of the extensions. `None` if it
/// cannot be read.
pub(crate) fn text_of_element(element: &str) -> Option<Cow<'_, str>> {
    if let Some(plain) = plain_text(element) {
        return Some(Cow::Borrowed(plain));
    }
    match serde_json::from_str(element).ok()? {
        serde_json::Value::String(text) => Some(Cow::Owned(text)),
        _ => Some(Cow::Borrowed("")),
    }
}

/// Returns the text of an element that is written as it is; `None` if it has to be decoded.
fn plain_text(element: &str) -> Option<&str> {
    match element.as_bytes() {
        [] | b"null" => Some(""),
        [b'"', inner @ .., b'"'] if !inner.contains(&b'\\') => element.get(1..element.len() - 1),
        _ => None,
    }
}

/// Returns the text of an element of a received row that is a short whole number; `None` if it is anything else.
fn short_integer(element: &str) -> Option<&str> {
    let digits = element.strip_prefix('-').unwrap_or(element);
    let is_short = (1..=DIGITS).contains(&digits.len());
    (is_short && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(element)
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// Returns the place of the comma or bracket after the element that begins here; `None` if there is none.
fn end_of_element(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    loop {
        match *bytes.get(at)? {
            b'"' => at = end_of_string(bytes, at + 1)?,
            b'{' | b'[' => depth += 1,
            b',' | b']' if depth == 0 => return Some(at),
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += 1;
    }
}

/// Returns the place of the quote that ends the string whose text begins here; `None` if there is none.
fn end_of_string(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        match *bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::row::{decode, encode};
    use super::*;

    fn any_value() -> impl Strategy<Value = Value<'static>> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Integer),
            any::<f64>().prop_filter("SQLite has no NaN", |real| !real.is_nan()).prop_map(Value::Real),
            "[a-z\"\\\\,\\[\\]{}\n\u{e9} ]{0,6}".prop_map(|text| Value::Text(text.into())),
            (any::<bool>(), any::<Vec<u8>>()).prop_map(|(text, bytes)| Value::Bytes { text, bytes: bytes.into() }),
        ]
    }

    fn found(json: &str, position: usize, is_own: bool) -> Option<String> {
        element_at(json, position).and_then(|element| value_of_element(element, is_own)).map(Cow::into_owned)
    }

    proptest! {
        #[test]
        fn an_element_is_what_reading_all_of_them_finds(
            values in proptest::collection::vec(any_value(), 0..8), position in 0..10_usize, is_own in any::<bool>(),
        ) {
            let json = encode(&values);
            let all = decode(&json).unwrap();
            let text = all.get(position).and_then(|value| if is_own { value.own_text() } else { value.text() });
            prop_assert_eq!(found(&json, position, is_own), Some(trimmed_cow(text.unwrap_or_default()).into_owned()));
            if let Some(integer) = element_at(&json, position).and_then(short_integer) {
                prop_assert_eq!(Some(integer.to_owned()), found(&json, position, is_own));
            }
        }

        #[test]
        fn no_text_makes_it_panic_and_all_elements_are_each_of_them(json in "[\\[\\]{}\",\\\\a1 \u{e9}]{0,20}", position in 0..6_usize) {
            let _ = found(&json, position, false);
            prop_assert_eq!(Elements::new(&json).at(position), element_at(&json, position));
        }
    }

    #[test]
    fn what_is_not_an_array_has_no_elements() {
        for json in ["", "7", "[", "[\"a", "[1,", "{\"a\":1}"] {
            assert_eq!(found(json, 1, false), None, "{json}");
        }
        assert_eq!(found(" [ 1 , \"b\" ]", 1, false).as_deref(), Some("b"));
        assert_eq!(found("[]", 0, false).as_deref(), Some(""));
    }

    #[test]
    fn the_object_at_the_end_of_a_record_is_no_text() {
        let text = |json: &str, at| element_at(json, at).and_then(text_of_element).map(Cow::into_owned);
        let json = r#"["a\"b",null,{"TIER":"x,]"}]"#;
        assert_eq!([0, 1, 2, 3].map(|at| text(json, at).unwrap()), ["a\"b", "", "", ""]);
    }
}
