//! The values of one record: a snapshot that a channel sent, or what headquarters has.

use std::borrow::Cow;
use std::fmt;
use std::mem;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::own_value::OwnValue;
use super::record::RecordKind;
use super::row::{Layout, UNREAD_LINE};
use super::trimmed::trimmed_cow;
use super::value::Value;

/// A text of a record; `None` is NULL, which means the same as the empty text.
pub(crate) type Text<'a> = Option<Cow<'a, str>>;

/// A field's value before and after an operation. The empty text stands for no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) field: String,
    pub(crate) old: String,
    pub(crate) new: String,
}

impl Change {
    /// Whether the values differ: a value left as it was is recorded too if the row says something else.
    pub(crate) fn is_change(&self) -> bool {
        self.old != self.new
    }
}

/// The values that a company's customers get if a snapshot leaves a field empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Defaults {
    pub(crate) currency: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) customer_group: Option<String>,
}

/// Reads a default of a company; `None` if the company has none.
type ReadDefault = fn(&Defaults) -> Option<&str>;

/// The fields of customers that may have a default.
const WITH_DEFAULT: [(&str, ReadDefault); 3] = [
    ("Currency", |defaults| defaults.currency.as_deref()),
    ("LanguageId", |defaults| defaults.language.as_deref()),
    ("CustGroup", |defaults| defaults.customer_group.as_deref()),
];

/// Returns how a company's default for a field of customers is read; `None` if the field has no default.
pub(crate) fn default_of(field: &str) -> Option<ReadDefault> {
    WITH_DEFAULT.iter().find(|(name, _)| *name == field).map(|(_, default)| *default)
}

/// The values of one record by field, an organisation's own columns included.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fields<'a> {
    kind: RecordKind,
    /// By position in [`RecordKind::fields`].
    known: Vec<Text<'a>>,
    /// Columns that the contract does not list, under the channel's names for them; `None` is NULL.
    extensions: Extensions<'a>,
}

type Extensions<'a> = Vec<(Cow<'a, str>, Option<OwnValue<'a>>)>;

impl<'a> Fields<'a> {
    /// Returns the snapshot in a row, without the white and invisible characters around its values.
    pub(crate) fn from_row(layout: &'a Layout, values: &[Value<'a>]) -> Self {
        let mut fields = Self::as_received(layout, values);
        for text in fields.known.iter_mut().flatten() {
            *text = trimmed_cow(mem::take(text));
        }
        for (_, value) in &mut fields.extensions {
            *value = value.take().map(OwnValue::trimmed);
        }
        // A line that was corrected is a row: what it was belongs to the operation, not to the record.
        if layout.unread_line(values).is_none() {
            fields.extensions.retain(|(name, _)| !UNREAD_LINE.contains(&&**name));
        }
        fields
    }

    /// Returns the snapshot in a row with every character of its values.
    pub(crate) fn as_received(layout: &'a Layout, values: &[Value<'a>]) -> Self {
        let text = |at: usize| values.get(at).and_then(Value::text);
        Self {
            kind: layout.kind(),
            known: layout.field_positions().iter().map(|at| at.and_then(text)).collect(),
            extensions: layout
                .extensions()
                .map(|(at, name)| (name.into(), values.get(at).and_then(OwnValue::of)))
                .collect(),
        }
    }

    /// Returns a record without values.
    pub(crate) fn empty(kind: RecordKind) -> Self {
        Self { kind, known: vec![None; kind.fields().len()], extensions: Vec::new() }
    }

    /// Reads what [`Fields::to_json`] wrote.
    pub(crate) fn from_json(kind: RecordKind, json: &'a str) -> Result<Self, serde_json::Error> {
        let Stored { mut known, extensions } = serde_json::from_str(json)?;
        if known.len() > kind.fields().len() {
            return Err(serde_json::Error::custom("more values than the record has fields"));
        }
        known.resize(kind.fields().len(), None);
        Ok(Self { kind, known, extensions })
    }

    /// A JSON array of the known fields by position, with an object of the extensions as its last element where there are any.
    pub(crate) fn to_json(&self) -> String {
        // Texts always have a JSON form.
        serde_json::to_string(self).expect("texts are written to memory")
    }

    /// The value at a position of [`RecordKind::fields`]; the empty text if there is no such value.
    pub(crate) fn at(&self, position: usize) -> &str {
        self.known.get(position).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The value at a position, telling NULL from the empty text.
    pub(crate) fn nullable_at(&self, position: usize) -> Option<&str> {
        self.known.get(position).and_then(Option::as_deref)
    }

    /// The text at a position as it is kept, for taking it over.
    pub(crate) fn text_at(&self, position: usize) -> Option<Cow<'a, str>> {
        self.known.get(position).cloned().flatten()
    }

    /// The value of a known field or an extension, in any case; the empty text if there is no such value.
    pub(crate) fn get(&self, name: &str) -> &str {
        match self.kind.position(name) {
            Some(position) => self.at(position),
            None => self.extension(name).unwrap_or_default(),
        }
    }

    /// Whether the snapshot claims the primary flag; `None` for records without such a flag.
    pub(crate) fn claims_primary(&self) -> Option<bool> {
        let field = self.kind.primary_field()?;
        Some(self.get(field).trim().parse::<i64>().is_ok_and(|number| number != 0))
    }

    /// The value of an organisation's own column as people see it, empty for NULL; `None` if the record has no such column.
    pub(crate) fn extension(&self, name: &str) -> Option<&str> {
        let (_, value) = self.extensions.iter().find(|(extension, _)| extension.eq_ignore_ascii_case(name))?;
        Some(text_of(value.as_ref()))
    }

    /// The value of an organisation's own column; `None` if it is NULL or the record has no such column.
    pub(crate) fn own_value(&self, name: &str) -> Option<&OwnValue<'a>> {
        self.extensions.iter().find(|(extension, _)| extension.eq_ignore_ascii_case(name))?.1.as_ref()
    }

    /// Names and values of all fields, known ones first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = self.kind.fields().iter().enumerate().map(|(position, field)| (field.name, self.at(position)));
        let extensions = self.extensions.iter().map(|(name, value)| (name.as_ref(), text_of(value.as_ref())));
        known.chain(extensions)
    }

    /// Sets a known field.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Cow<'a, str>>) {
        if let Some(slot) = self.kind.position(name).and_then(|position| self.known.get_mut(position)) {
            *slot = Some(value.into());
        }
    }

    /// Puts the company's defaults in the place of an empty currency, language and customer group.
    pub(crate) fn fill_defaults(&mut self, defaults: &'a Defaults) {
        if self.kind != RecordKind::Customer {
            return;
        }
        for (name, default) in WITH_DEFAULT {
            if let Some(default) = default(defaults)
                && self.get(name).is_empty()
            {
                self.set(name, default);
            }
        }
    }

    /// Takes over extensions that this snapshot lacks because its channel does not have the column.
    pub(crate) fn keep_extensions_of(&mut self, old: &Fields<'a>) {
        for (name, value) in &old.extensions {
            if !self.extensions.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)) {
                self.extensions.push((name.clone(), value.clone()));
            }
        }
    }

    /// Returns the changes that these values, the record's after an operation, make to `old`, with the fields whose value
    /// differs from that of the row as it was `received`.
    pub(crate) fn changes_from(&self, old: &Fields<'_>, received: &Fields<'_>) -> Vec<Change> {
        let change = |field: &str, old: &str, new: &str, received: &str| {
            (differ(old, new) || differ(received, new)).then(|| Change {
                field: field.to_owned(),
                old: old.to_owned(),
                new: new.to_owned(),
            })
        };
        let known = self.kind.fields().iter().enumerate().filter_map(|(position, field)| {
            change(field.name, old.at(position), self.at(position), received.at(position))
        });
        // Columns that the row's channel does not have are kept as they are.
        let extensions = received.extensions.iter().filter_map(|(name, value)| {
            let text = |fields: &Fields<'_>| fields.extension(name).unwrap_or_default().to_owned();
            change(name, &text(old), &text(self), text_of(value.as_ref()))
        });
        known.chain(extensions).collect()
    }
}

/// Returns a value as people see it, empty for NULL.
fn text_of<'v>(value: Option<&'v OwnValue<'_>>) -> &'v str {
    value.map_or("", OwnValue::text)
}

/// Whether two texts differ. Most are empty, and comparing the bytes of empty texts, which are nowhere in memory, takes ten
/// times as long as comparing their lengths first (measured in `benches/README.md`).
fn differ(one: &str, other: &str) -> bool {
    one.len() != other.len() || (!one.is_empty() && one != other)
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let used = self.known.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        let mut sequence = serializer.serialize_seq(None)?;
        for value in &self.known[..used] {
            sequence.serialize_element(value)?;
        }
        if !self.extensions.is_empty() {
            sequence.serialize_element(&Object(&self.extensions))?;
        }
        sequence.end()
    }
}

struct Object<'f>(&'f Extensions<'f>);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

struct Stored<'a> {
    known: Vec<Text<'a>>,
    extensions: Extensions<'a>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Stored<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements;

        impl<'de> Visitor<'de> for Elements {
            type Value = Stored<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the values of a record")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
                let mut stored = Stored { known: Vec::with_capacity(32), extensions: Vec::new() };
                while let Some(element) = sequence.next_element::<Element<'de>>()? {
                    match element {
                        Element::Text(text) => stored.known.push(text),
                        Element::Extensions(extensions) => stored.extensions = extensions,
                    }
                }
                Ok(stored)
            }
        }

        deserializer.deserialize_seq(Elements)
    }
}

enum Element<'a> {
    Text(Text<'a>),
    Extensions(Extensions<'a>),
}

impl<'de> Deserialize<'de> for Element<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;

        impl<'de> Visitor<'de> for One {
            type Value = Element<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, null or an object of extensions")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Element::Text(None))
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Element::Text(Some(Cow::Borrowed(text))))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Element::Text(Some(Cow::Owned(text.to_owned()))))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut extensions = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value<'de>>()? {
                    extensions.push((Cow::Owned(name), OwnValue::of(&value)));
                }
                Ok(Element::Extensions(extensions))
            }
        }

        deserializer.deserialize_any(One)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn customer(values: &[(&'static str, &'static str)]) -> Fields<'static> {
        let mut fields = Fields::from_json(RecordKind::Customer, "[]").unwrap();
        for (name, value) in values {
            fields.set(name, *value);
        }
        fields
    }

    #[test]
    fn a_change_names_the_field_with_its_old_and_new_value() {
        let old = customer(&[("CustName", "Molly Arun"), ("Phone", "883-555-0127")]);
        let new = customer(&[("CustName", "Molly Arun"), ("Phone", "883-555-0199"), ("Url", "")]);
        let expected = Change { field: "Phone".into(), old: "883-555-0127".into(), new: "883-555-0199".into() };
        assert_eq!(new.changes_from(&old, &new), [expected]);
    }

    #[test]
    fn a_value_that_is_kept_against_the_row_is_noted() {
        let kept = customer(&[("Currency", "USD")]);
        let noted = Change { field: "Currency".into(), old: "USD".into(), new: "USD".into() };
        assert!(!noted.is_change());
        assert_eq!(kept.changes_from(&kept, &customer(&[])), [noted]);
    }

    #[test]
    fn an_empty_currency_language_or_group_takes_the_companys_default() {
        let defaults = Defaults {
            currency: Some("EUR".into()),
            language: Some("nl-NL".into()),
            customer_group: Some("30".into()),
        };
        let mut fields = customer(&[("Currency", "USD")]);
        fields.fill_defaults(&defaults);
        let filled = ["Currency", "LanguageId", "CustGroup", "Email"].map(|name| fields.get(name));
        assert_eq!(filled, ["USD", "nl-NL", "30", ""]);
    }

    #[test]
    fn an_organisations_own_column_is_compared_and_kept_like_any_other() {
        let old = Fields::from_json(RecordKind::Affiliation, r#"["VIP",{"Tier":"gold","Since":"2020"}]"#).unwrap();
        let mut new = Fields::from_json(RecordKind::Affiliation, r#"["VIP",{"TIER":"silver"}]"#).unwrap();
        assert_eq!(
            new.changes_from(&old, &new),
            [Change { field: "TIER".into(), old: "gold".into(), new: "silver".into() }]
        );
        new.keep_extensions_of(&old);
        assert_eq!(new.get("since"), "2020");
    }

    fn own_value() -> impl Strategy<Value = Value<'static>> {
        prop_oneof![
            Just(Value::Null),
            any::<String>().prop_map(|text| Value::Text(text.into())),
            any::<Vec<u8>>().prop_map(|bytes| Value::Bytes { text: false, bytes: bytes.into() }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(
            known in prop::collection::vec(prop::option::of(any::<String>()), 0..18),
            extensions in prop::collection::btree_map("[A-Z]{1,8}", own_value(), 0..3),
        ) {
            let mut fields = Fields {
                kind: RecordKind::Address,
                known: known.into_iter().map(|text| text.map(Cow::Owned)).collect(),
                extensions: extensions.into_iter().map(|(name, value)| (name.into(), OwnValue::of(&value))).collect(),
            };
            fields.known.resize(RecordKind::Address.fields().len(), None);
            let json = fields.to_json();
            prop_assert_eq!(Fields::from_json(RecordKind::Address, &json).unwrap(), fields);
        }
    }
}
