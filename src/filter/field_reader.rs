//! Reading the value of a field from what has been read of an operation.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::reference::{Channels, FieldPlace, Reference};
use super::seen::{NotRead, Seen};
use super::spelling::Spelling;
use super::value_parts::ValueParts;
use crate::model::{
    Elements, FieldEvidence, FieldOfOperation, FieldPath, Fields, RecordKind, Version, default_of, element_at,
    text_of_element, value_of_element,
};

/// Reads a field of operations.
#[derive(Debug)]
pub(crate) struct FieldReader {
    version: Version,
    name: String,
    /// Where the field is, by the number of the row's layout.
    places: Vec<(i64, Place)>,
    /// The companies' defaults for customers, by their codes.
    defaults: Vec<(String, String)>,
}

/// Where a field is in rows of one layout, and in the records that they are about.
#[derive(Debug, Clone, Copy)]
struct Place {
    kind: RecordKind,
    /// The position in the record's fields; `None` for a channel's own column.
    position: Option<usize>,
    in_row: usize,
}

impl FieldReader {
    pub(super) fn new(path: &FieldPath, reference: &Reference<'_>) -> Self {
        let place = |of: &FieldPlace, in_row| Place { kind: of.kind, position: of.position, in_row };
        let places = reference.places(path);
        let places =
            places.iter().flat_map(|of| of.layouts.iter().map(move |(id, at)| (*id, place(of, *at)))).collect();
        let defaults = default_of(&path.name).map_or_else(Vec::new, |default| {
            let of_companies = reference.settings.defaults.iter();
            of_companies
                .filter_map(|(company, defaults)| Some((company.clone(), default(defaults)?.to_owned())))
                .collect()
        });
        Self { version: path.version, name: path.name.clone(), places, defaults }
    }

    /// Returns the parts of an operation that tell the value.
    pub(super) fn parts(&self) -> ValueParts {
        if self.places.is_empty() {
            return ValueParts::default();
        }
        if self.version == Version::Received {
            return ValueParts { received_row: true, ..ValueParts::default() };
        }
        ValueParts {
            row: true,
            records: true,
            changes: true,
            company: !self.defaults.is_empty(),
            ..ValueParts::default()
        }
    }

    /// Returns the numbers of the layouts that have the field.
    pub(super) fn layouts(&self) -> impl Iterator<Item = i64> {
        self.places.iter().map(|(layout, _)| *layout)
    }

    /// Returns how the value of an operation is spelled.
    pub(super) fn spelling(&self, seen: &Seen<'_>) -> Spelling {
        self.place(seen).map_or(Spelling::Plain, |place| Spelling::at(place.kind, place.position))
    }

    /// Returns the value; `None` if the operation's record has no such field.
    pub(super) fn value<'a>(
        &'a self,
        seen: &Seen<'a>,
        channels: &'a Channels,
    ) -> Result<Option<Cow<'a, str>>, NotRead> {
        self.value_among(seen, channels, None)
    }

    /// Returns the value as [`Self::value`] does, from elements that were found before.
    pub(super) fn value_among<'a>(
        &'a self,
        seen: &Seen<'a>,
        channels: &'a Channels,
        elements: Option<&SeenElements<'a>>,
    ) -> Result<Option<Cow<'a, str>>, NotRead> {
        let Some(place) = self.place(seen) else { return Ok(None) };
        if self.version == Version::Received {
            let element = element_at(seen.received_row.ok_or(NotRead)?, place.in_row);
            return Ok(element.and_then(|element| value_of_element(element, place.position.is_none())));
        }
        let field = FieldOfOperation {
            kind: place.kind,
            name: &self.name,
            action: seen.numbers.action(),
            effect: seen.numbers.effect(),
        };
        field.value(self.version, &SeenField { reader: self, place, seen, channels, elements })
    }

    fn place(&self, seen: &Seen<'_>) -> Option<Place> {
        self.places.iter().find(|(layout, _)| *layout == seen.numbers.layout).map(|(_, place)| *place)
    }
}

/// The elements of an operation's row and of its record, for those who read many fields of it.
#[derive(Debug, Default)]
pub(super) struct SeenElements<'a> {
    row: OnceCell<Elements<'a>>,
    record: OnceCell<Elements<'a>>,
}

/// Returns an element of an array; `all` are its elements if they are wanted.
fn element<'a>(json: &'a str, position: usize, all: Option<&OnceCell<Elements<'a>>>) -> Option<&'a str> {
    match all {
        Some(all) => all.get_or_init(|| Elements::new(json)).at(position),
        None => element_at(json, position),
    }
}

/// A field of an operation that has been read.
struct SeenField<'s, 'a> {
    reader: &'a FieldReader,
    place: Place,
    seen: &'s Seen<'a>,
    channels: &'a Channels,
    /// `None` if no other field of the operation is read.
    elements: Option<&'s SeenElements<'a>>,
}

impl<'a> FieldEvidence<'a> for SeenField<'_, 'a> {
    type Unknown = NotRead;

    fn received(&self) -> Result<Option<Cow<'a, str>>, NotRead> {
        let row = self.seen.row.ok_or(NotRead)?;
        let element = element(row, self.place.in_row, self.elements.map(|elements| &elements.row));
        Ok(element.and_then(|element| value_of_element(element, self.place.position.is_none())))
    }

    fn change(&self) -> Result<Option<[Cow<'a, str>; 2]>, NotRead> {
        let changes = self.seen.changes.ok_or(NotRead)?;
        let change = changes.iter().find(|change| change.field.eq_ignore_ascii_case(&self.reader.name));
        Ok(change.map(|change| [Cow::Borrowed(change.old.as_str()), Cow::Borrowed(change.new.as_str())]))
    }

    fn present(&self) -> Result<Option<Cow<'a, str>>, NotRead> {
        let Some(record) = self.seen.record? else { return Ok(None) };
        let kind = self.place.kind;
        Ok(match self.place.position {
            Some(position) if Some(kind.fields()[position].name) == kind.primary_field() => {
                Some(Cow::Borrowed(if record.is_primary { "1" } else { "0" }))
            }
            Some(position) => {
                let elements = self.elements.map(|elements| &elements.record);
                element(&record.fields, position, elements).and_then(text_of_element)
            }
            None => {
                let fields = Fields::from_json(kind, &record.fields).ok();
                let text = fields.and_then(|fields| fields.extension(&self.reader.name).map(str::to_owned));
                Some(Cow::Owned(text.unwrap_or_default()))
            }
        })
    }

    fn default(&self) -> Option<Cow<'a, str>> {
        if self.place.kind != RecordKind::Customer {
            return None;
        }
        let company = self.channels.company(self.seen)?;
        let default = self.reader.defaults.iter().find(|(of, _)| of.eq_ignore_ascii_case(company));
        default.map(|(_, default)| Cow::Borrowed(default.as_str()))
    }
}
