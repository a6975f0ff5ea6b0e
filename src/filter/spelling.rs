//! How values of one field are spelled in several ways.

use std::borrow::Cow;

use super::comparing::{amount, guid};
use crate::model::{AnyOf, Column, Field, FieldType, Property, RecordKind};

/// How the same value is spelled in several ways. It depends on the place of a value, not on its field's name alone: a channel's
/// own column may have the name of a field that another kind of record has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// In one way only.
    Plain,
    /// Braces around a GUID mean nothing.
    Guid,
    /// Amounts are equal as numbers.
    Amount,
    /// Telephone numbers are equal by their digits too.
    Phone,
}

impl Spelling {
    /// Returns the spelling of a field's values by its position among those of its kind; `None` is a channel's own column.
    pub(crate) fn at(kind: RecordKind, position: Option<usize>) -> Self {
        position.map_or(Self::Plain, |position| Self::of_field(&kind.fields()[position]))
    }

    /// Returns the spelling that some values of a property have.
    pub(super) fn of(property: &Property) -> Self {
        match property {
            Property::Column(column) => Self::of_column(*column),
            Property::Field(path) => {
                path.fields().map(Self::of_field).find(|spelling| *spelling != Self::Plain).unwrap_or(Self::Plain)
            }
            Property::Anywhere(AnyOf::Texts | AnyOf::TelephoneNumbers) => Self::Phone,
            Property::Anywhere(AnyOf::EmailAddresses) | Property::Attribute(_) => Self::Plain,
        }
    }

    /// Returns the spelling of a built-in column's values.
    pub(super) fn of_column(column: Column) -> Self {
        if column == Column::AsyncCustomerAccount { Self::Guid } else { Self::Plain }
    }

    fn of_field(field: &Field) -> Self {
        match field.field_type {
            FieldType::Decimal => Self::Amount,
            FieldType::Guid => Self::Guid,
            FieldType::Text if field.holds_phone() => Self::Phone,
            FieldType::Text | FieldType::Integer => Self::Plain,
        }
    }

    /// Returns the one spelling that equal values have in common.
    pub(crate) fn canonical(self, folded: &str) -> Cow<'_, str> {
        match self {
            Self::Plain | Self::Phone => Cow::Borrowed(folded),
            Self::Guid => guid(folded),
            Self::Amount => amount(folded),
        }
    }
}
