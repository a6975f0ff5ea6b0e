//! Reading all texts of an operation's record that people type.

use std::borrow::Cow;
use std::collections::HashMap;

use super::field_reader::{FieldReader, SeenElements};
use super::reference::{Channels, Reference};
use super::seen::{NotRead, Seen};
use super::spelling::Spelling;
use super::value_parts::ValueParts;

/// Reads the free texts of operations, each row once for all of its texts.
#[derive(Debug)]
pub(super) struct FreeTexts {
    fields: Vec<FieldReader>,
    /// The positions of the fields that rows of a layout have, by its number.
    of_layout: HashMap<i64, Vec<usize>>,
}

impl FreeTexts {
    pub(super) fn new(reference: &Reference<'_>) -> Self {
        let fields: Vec<_> = reference.free_texts().iter().map(|path| FieldReader::new(path, reference)).collect();
        let mut of_layout: HashMap<i64, Vec<usize>> = HashMap::new();
        for (at, field) in fields.iter().enumerate() {
            for layout in field.layouts() {
                of_layout.entry(layout).or_default().push(at);
            }
        }
        Self { fields, of_layout }
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
        for field in self.fields_of(seen) {
            let text = field.value_among(seen, channels, Some(&elements))?;
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
        for field in self.fields_of(seen) {
            match field.value_among(seen, channels, Some(&elements)) {
                Ok(Some(text)) if !text.is_empty() && passes(&text, field.spelling(seen)) => return Ok(true),
                Ok(_) => {}
                Err(NotRead) => otherwise = Err(NotRead),
            }
        }
        otherwise
    }

    /// Returns the readers of the fields that the operation's row has.
    fn fields_of(&self, seen: &Seen<'_>) -> impl Iterator<Item = &FieldReader> {
        let positions = self.of_layout.get(&seen.numbers.layout);
        positions.into_iter().flatten().filter_map(|at| self.fields.get(*at))
    }
}
