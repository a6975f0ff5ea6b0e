//! Reading all texts of an operation's record that people type.

use std::borrow::Cow;
use std::collections::HashMap;

use super::field_reader::{FieldReader, SeenElements};
use super::reference::{Channels, Reference};
use super::seen::{NotRead, Seen};
use super::spelling::Spelling;
use super::value_parts::ValueParts;
use crate::model::{AnyOf, FieldPath, RecordKind, Version};

/// Reads the free texts of operations, or certain ones, each row once for all of its texts.
#[derive(Debug)]
pub(super) struct FreeTexts {
    fields: Vec<FieldReader>,
    /// The position of the field that counts for contacts of one type only.
    of_contacts: Option<ContactTexts>,
    /// The positions of the fields that rows of a layout have, by its number.
    of_layout: HashMap<i64, Vec<usize>>,
}

/// The field of contacts whose values are of the kind that is looked for if the contact is of a type.
#[derive(Debug)]
struct ContactTexts {
    /// The position of the field.
    field: usize,
    type_of_contact: FieldReader,
    /// As in `CONTACTTYPE`.
    wanted: &'static str,
}

impl ContactTexts {
    fn new(any: AnyOf, paths: &[FieldPath], reference: &Reference<'_>) -> Option<Self> {
        let wanted = match any {
            AnyOf::Texts => return None,
            AnyOf::TelephoneNumbers => "1",
            AnyOf::EmailAddresses => "2",
        };
        let field = paths.iter().position(|path| path.kind == Some(RecordKind::Contact))?;
        let name = "ContactType".to_owned();
        let path = FieldPath { version: Version::New, kind: Some(RecordKind::Contact), name };
        Some(Self { field, type_of_contact: FieldReader::new(&path, reference), wanted })
    }
}

impl FreeTexts {
    pub(super) fn new(any: AnyOf, reference: &Reference<'_>) -> Self {
        let paths = reference.free_texts(any);
        let of_contacts = ContactTexts::new(any, &paths, reference);
        let fields: Vec<_> = paths.iter().map(|path| FieldReader::new(path, reference)).collect();
        let mut of_layout: HashMap<i64, Vec<usize>> = HashMap::new();
        for (at, field) in fields.iter().enumerate() {
            for layout in field.layouts() {
                of_layout.entry(layout).or_default().push(at);
            }
        }
        Self { fields, of_contacts, of_layout }
    }

    /// Returns the parts of an operation that tell the texts.
    pub(super) fn parts(&self) -> ValueParts {
        self.fields.iter().map(FieldReader::parts).fold(ValueParts::default(), |all, part| all | part)
    }

    /// Returns the texts of an operation that are not empty, a line each; `None` if there are none.
    ///
    /// # Errors
    /// A part that tells a text was not read.
    pub(super) fn joined<'a>(
        &'a self,
        seen: &Seen<'a>,
        channels: &'a Channels,
    ) -> Result<Option<Cow<'a, str>>, NotRead> {
        let (elements, mut texts) = (SeenElements::default(), Vec::new());
        for at in self.fields_of(seen) {
            let text = self.value(at, seen, channels, &elements)?;
            texts.extend(text.filter(|text| !text.is_empty()));
        }
        Ok((!texts.is_empty()).then(|| Cow::Owned(texts.join("\n"))))
    }

    /// Whether any text of an operation passes a test, which is told how the text is spelled.
    ///
    /// # Errors
    /// It depends on a part that was not read.
    pub(super) fn any(
        &self,
        seen: &Seen<'_>,
        channels: &Channels,
        passes: impl Fn(&str, Spelling) -> bool,
    ) -> Result<bool, NotRead> {
        let (elements, mut otherwise) = (SeenElements::default(), Ok(false));
        for at in self.fields_of(seen) {
            match self.value(at, seen, channels, &elements) {
                Ok(Some(text)) if !text.is_empty() && passes(&text, self.fields[at].spelling(seen)) => return Ok(true),
                Ok(_) => {}
                Err(NotRead) => otherwise = Err(NotRead),
            }
        }
        otherwise
    }

    /// Returns the value of a field; `None` also if it is of another kind than what is looked for.
    fn value<'a>(
        &'a self,
        at: usize,
        seen: &Seen<'a>,
        channels: &'a Channels,
        elements: &SeenElements<'a>,
    ) -> Result<Option<Cow<'a, str>>, NotRead> {
        if let Some(contacts) = self.of_contacts.as_ref().filter(|contacts| contacts.field == at) {
            let type_of_contact = contacts.type_of_contact.value_among(seen, channels, Some(elements))?;
            if type_of_contact.is_none_or(|found| found.trim() != contacts.wanted) {
                return Ok(None);
            }
        }
        self.fields[at].value_among(seen, channels, Some(elements))
    }

    /// Returns the positions of the fields that the operation's row has.
    fn fields_of(&self, seen: &Seen<'_>) -> impl Iterator<Item = usize> {
        self.of_layout.get(&seen.numbers.layout).into_iter().flatten().copied()
    }
}
