//! Reading the value of any property from what has been read of an operation.

use std::borrow::Cow;

use super::field_reader::FieldReader;
use super::folding::{fold, fold_value};
use super::free_texts::FreeTexts;
use super::reference::{Channels, Reference};
use super::seen::{NotRead, Seen};
use super::spelling::Spelling;
use super::telephone::phone_spellings;
use super::value_parts::ValueParts;
use crate::model::{
    Action, Column, EffectKind, FieldPath, NoteCode, OperationId, Property, RecordKind, State, Version,
    english_sentence,
};

/// The value of a property: a number or a time as a number, everything else as a text in its machine form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PropertyValue<'a> {
    /// The operation lacks the property.
    Missing,
    Number(i64),
    Text(Cow<'a, str>),
}

/// Reads a property of operations.
#[derive(Debug)]
pub(crate) struct PropertyReader {
    source: Source,
    channels: Channels,
}

#[derive(Debug)]
enum Source {
    Column(Column),
    Field(FieldReader),
    Attribute {
        /// The attribute's name, folded.
        wanted: String,
        name: FieldReader,
        value: FieldReader,
    },
    /// All texts of a record.
    Anywhere(FreeTexts),
}

/// A field of attributes.
pub(crate) fn attribute_field(name: &str) -> FieldPath {
    FieldPath { version: Version::New, kind: Some(RecordKind::Attribute), name: name.to_owned() }
}

impl PropertyReader {
    /// Returns the reader of a property.
    pub(crate) fn new(property: &Property, reference: &Reference<'_>) -> Self {
        let field = |path: &FieldPath| FieldReader::new(path, reference);
        let source = match property {
            Property::Column(column) => Source::Column(*column),
            Property::Field(path) => Source::Field(field(path)),
            Property::Attribute(name) => Source::Attribute {
                wanted: fold_value(name).into_owned(),
                name: field(&attribute_field("AttributeName")),
                value: field(&attribute_field("AttributeValueString")),
            },
            Property::Anywhere(any) => Source::Anywhere(FreeTexts::new(*any, reference)),
        };
        Self { source, channels: Channels::new(reference) }
    }

    /// Returns the parts of an operation that tell the value.
    pub(crate) fn parts(&self) -> ValueParts {
        match &self.source {
            Source::Column(Column::Errors) => ValueParts { codes: true, ..ValueParts::default() },
            Source::Column(Column::Proposal) => ValueParts { proposals: true, ..ValueParts::default() },
            Source::Column(column) => {
                ValueParts { columns: vec![*column], changes: *column == Column::Description, ..ValueParts::default() }
            }
            Source::Field(field) => field.parts(),
            Source::Attribute { name, value, .. } => name.parts() | value.parts(),
            Source::Anywhere(texts) => texts.parts(),
        }
    }

    /// Returns the value of an operation; of its errors the first one in the order of the alphabet.
    ///
    /// # Errors
    /// A part that tells the value was not read.
    pub(crate) fn value<'a>(&'a self, seen: &Seen<'a>) -> Result<PropertyValue<'a>, NotRead> {
        match &self.source {
            Source::Column(column) => self.column(*column, seen),
            _ => Ok(self.text(seen)?.map_or(PropertyValue::Missing, PropertyValue::Text)),
        }
    }

    /// Returns the value of an operation as a text; `None` if the operation lacks it.
    ///
    /// # Errors
    /// A part that tells the value was not read.
    pub(crate) fn text<'a>(&'a self, seen: &Seen<'a>) -> Result<Option<Cow<'a, str>>, NotRead> {
        match &self.source {
            Source::Column(column) => Ok(match self.column(*column, seen)? {
                PropertyValue::Missing => None,
                PropertyValue::Number(number) => Some(Cow::Owned(number.to_string())),
                PropertyValue::Text(text) => Some(text),
            }),
            Source::Field(field) => field.value(seen, &self.channels),
            Source::Attribute { wanted, name, value } => match name.value(seen, &self.channels)? {
                Some(name) if fold_value(&name) == wanted.as_str() => value.value(seen, &self.channels),
                _ => Ok(None),
            },
            Source::Anywhere(texts) => texts.joined(seen, &self.channels),
        }
    }

    /// Whether any value of an operation passes a test, which is told how the value is spelled. Only [`Property::Anywhere`] has
    /// several values.
    ///
    /// # Errors
    /// It depends on a part that was not read.
    pub(crate) fn any_text(&self, seen: &Seen<'_>, passes: impl Fn(&str, Spelling) -> bool) -> Result<bool, NotRead> {
        if let Source::Anywhere(texts) = &self.source {
            return texts.any(seen, &self.channels, passes);
        }
        let spelling = self.spelling(seen);
        Ok(self.text(seen)?.is_some_and(|text| passes(&text, spelling)))
    }

    /// Returns how the value of an operation is spelled.
    pub(crate) fn spelling(&self, seen: &Seen<'_>) -> Spelling {
        match &self.source {
            Source::Column(column) => Spelling::of_column(*column),
            Source::Field(field) => field.spelling(seen),
            Source::Attribute { .. } | Source::Anywhere(_) => Spelling::Plain,
        }
    }

    /// Returns what equal values of an operation have in common: their case does not matter, nor how they are typed.
    pub(crate) fn common_form<'t>(&self, text: &'t str, seen: &Seen<'_>) -> Cow<'t, str> {
        let folded = match &self.source {
            Source::Column(_) => fold(text),
            Source::Field(_) | Source::Attribute { .. } | Source::Anywhere(_) => fold_value(text),
        };
        let spelling = self.spelling(seen);
        match spelling {
            Spelling::Plain => folded,
            // The last one is the number as it is dialled from abroad.
            Spelling::Phone => phone_spellings(&folded).last().map_or(folded, Cow::Owned),
            Spelling::Guid | Spelling::Amount => Cow::Owned(spelling.canonical(&folded).into_owned()),
        }
    }

    fn column<'a>(&'a self, column: Column, seen: &Seen<'a>) -> Result<PropertyValue<'a>, NotRead> {
        let numbers = seen.numbers;
        let text = |text: &'a str| PropertyValue::Text(Cow::Borrowed(text));
        let word = |word: Option<&'static str>| word.map_or(PropertyValue::Missing, text);
        Ok(match column {
            Column::Id => PropertyValue::Number(numbers.id),
            Column::Channel => self.channels.name(numbers).map_or(PropertyValue::Missing, text),
            Column::Company => self.channels.company(seen).map_or(PropertyValue::Missing, text),
            Column::CustomerAccount => seen.account.map_or(PropertyValue::Missing, text),
            Column::AsyncCustomerAccount => text(seen.async_account),
            Column::Record => word(numbers.kind().map(RecordKind::name)),
            Column::Table => word(numbers.kind().map(RecordKind::table)),
            Column::Operation => word(numbers.action().map(Action::name)),
            Column::Timestamp => numbers.own_time().map_or(PropertyValue::Missing, |at| PropertyValue::Number(at.0)),
            Column::Status => word(State::from_index(numbers.state).map(State::name)),
            Column::Errors => {
                let codes = seen.codes.ok_or(NotRead)?;
                codes.iter().min().map_or(PropertyValue::Missing, |code| text(code))
            }
            Column::Proposal => {
                let proposals = seen.proposals.ok_or(NotRead)?;
                proposals.iter().min().map_or(PropertyValue::Missing, |proposal| text(proposal))
            }
            Column::Attempts => PropertyValue::Number(numbers.attempts),
            Column::Description => PropertyValue::Text(Cow::Owned(description(seen)?)),
            Column::Counter => PropertyValue::Number(numbers.counter),
            Column::Received => PropertyValue::Number(numbers.received),
            Column::Edited => word(Some(if numbers.edited { "true" } else { "false" })),
            Column::Run => numbers.run.map_or(PropertyValue::Missing, PropertyValue::Number),
            Column::Effect => word(numbers.effect().map(EffectKind::name)),
            Column::Notes => word(numbers.notes().map(NoteCode::name).min()),
        })
    }
}

/// Returns the change description in English; empty before the operation is synchronized.
fn description(seen: &Seen<'_>) -> Result<String, NotRead> {
    let (Some(effect), Some(kind)) = (seen.numbers.effect(), seen.numbers.kind()) else { return Ok(String::new()) };
    let superseded_by = seen.numbers.superseded_by.map(OperationId);
    if effect == EffectKind::Superseded && superseded_by.is_none() {
        return Ok(String::new());
    }
    let mut changed = Vec::new();
    if effect == EffectKind::Updated {
        let recorded = seen.changes.ok_or(NotRead)?.iter().filter(|change| change.is_change());
        changed.extend(recorded.map(|change| change.field.as_str()));
    }
    Ok(english_sentence((effect, superseded_by), kind, seen.account, &changed))
}
