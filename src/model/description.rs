//! The change description in English: what synchronizing an operation did, in a sentence.
//!
//! Filters and machine formats read descriptions in English whatever language people read.

use std::borrow::Borrow;

use super::ids::OperationId;
use super::operation::{EffectKind, Operation};
use super::record::RecordKind;

/// A piece of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DescriptionPiece {
    Words(&'static str),
    /// The word for the kind of record.
    Record,
    /// The customer account.
    Account,
    /// The names of the changed fields, separated by commas.
    ChangedFields,
    /// The number of the operation that superseded this one.
    NewerOperation,
}

/// Returns the sentence for an effect on a kind of record, in pieces. `has_changes` says whether a field changed.
pub(crate) fn description_pieces(
    effect: EffectKind,
    kind: RecordKind,
    has_changes: bool,
) -> &'static [DescriptionPiece] {
    use DescriptionPiece::{Account, ChangedFields, NewerOperation, Record, Words};
    match (effect, kind) {
        (EffectKind::Created, RecordKind::Customer) => &[Words("customer "), Account, Words(" created")],
        (EffectKind::Created, _) => &[Record, Words(" created")],
        (EffectKind::Updated, _) if has_changes => &[Words("changed: "), ChangedFields],
        (EffectKind::Updated, _) => &[Record, Words(" active again")],
        (EffectKind::Unchanged, _) => &[Words("nothing to change")],
        (EffectKind::Deactivated, RecordKind::Customer) => &[Words("customer blocked")],
        (EffectKind::Deactivated, RecordKind::Address | RecordKind::Contact) => &[Record, Words(" deactivated")],
        (EffectKind::Deactivated, RecordKind::Affiliation | RecordKind::Attribute) => &[Record, Words(" removed")],
        (EffectKind::Superseded, _) => &[Words("superseded by operation "), NewerOperation],
    }
}

/// Returns the sentence for an effect in English. `changed` are the names of the changed fields.
pub(crate) fn english_sentence(
    (effect, superseded_by): (EffectKind, Option<OperationId>),
    kind: RecordKind,
    account: Option<&str>,
    changed: &[impl Borrow<str>],
) -> String {
    let mut sentence = String::new();
    for piece in description_pieces(effect, kind, !changed.is_empty()) {
        match piece {
            DescriptionPiece::Words(words) => sentence.push_str(words),
            DescriptionPiece::Record => sentence.push_str(kind.name()),
            DescriptionPiece::Account => sentence.push_str(account.unwrap_or_default()),
            DescriptionPiece::ChangedFields => sentence.push_str(&changed.join(", ")),
            DescriptionPiece::NewerOperation => {
                sentence.push_str(&superseded_by.map(|id| id.to_string()).unwrap_or_default());
            }
        }
    }
    sentence
}

impl Operation {
    /// Returns the change description in English; empty before the operation is synchronized.
    pub(crate) fn english_description(&self) -> String {
        self.effect.map_or_else(String::new, |effect| {
            let account = self.customer_account.as_deref();
            english_sentence((effect.kind(), effect.superseded_by()), self.kind, account, &self.changed)
        })
    }
}
