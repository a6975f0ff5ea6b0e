//! What can be asked of an operation: in a filter, as a column of a list, to sort by or to count by.

use std::fmt;

use super::cell::Cell;
use super::column::Column;
use super::field::{Field, FieldType};
use super::record::RecordKind;

/// The values that [`Property::Anywhere`] looks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnyOf {
    Texts,
    /// Of the customer, for receipts, of addresses and contacts.
    EmailAddresses,
    /// Of the customer, addresses and contacts.
    TelephoneNumbers,
}

impl AnyOf {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Texts, Self::EmailAddresses, Self::TelephoneNumbers];

    /// Returns the name in expressions.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Texts => "any",
            Self::EmailAddresses => "any.Email",
            Self::TelephoneNumbers => "any.Phone",
        }
    }
}

/// Something that an operation has or lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Property {
    /// A built-in column; [`Column::Errors`], [`Column::Notes`] and [`Column::Proposal`] have several values.
    Column(Column),
    /// A field of the record.
    Field(FieldPath),
    /// The value of the attribute with that name, in any case.
    Attribute(String),
    /// Any free text of the record, or any of a certain kind.
    Anywhere(AnyOf),
}

/// A field of the record that an operation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldPath {
    pub(crate) version: Version,
    /// The kind of record whose field it is; `None` for every kind that has the field.
    pub(crate) kind: Option<RecordKind>,
    /// The field's name: as in `fields.csv`, or as a channel names a column of its own.
    pub(crate) name: String,
}

/// Which value of a field it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// What the operation makes of it, after edits.
    New,
    /// What headquarters had when the operation was synchronized, or has now.
    Old,
    /// What was received, before edits.
    Received,
}

/// A number of operations that have the same values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    /// The values that they have in common.
    pub(crate) values: Vec<Cell<'static>>,
    pub(crate) count: u64,
}

impl FieldPath {
    /// Returns the fields with that name; none for a channel's own column.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &'static Field> {
        let kinds = RecordKind::ALL.into_iter().filter(|kind| self.kind.is_none_or(|wanted| wanted == *kind));
        kinds.flat_map(RecordKind::fields).filter(|field| field.name == self.name)
    }

    /// Returns the types of the fields with that name; none for a channel's own column.
    pub(crate) fn types(&self) -> impl Iterator<Item = FieldType> {
        self.fields().map(|field| field.field_type)
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column(column) => f.write_str(column.key()),
            Self::Field(path) => path.fmt(f),
            Self::Attribute(name) => write!(f, "attr.{name}"),
            Self::Anywhere(any) => f.write_str(any.name()),
        }
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.version {
            Version::New => "",
            Version::Old => "old.",
            Version::Received => "received.",
        })?;
        if let Some(kind) = self.kind {
            write!(f, "{}.", kind.name())?;
        }
        f.write_str(&self.name)
    }
}
