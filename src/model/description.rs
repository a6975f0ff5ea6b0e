//! The change description in English: what synchronizing an operation did, in a sentence.
//!
//! Filters and machine formats read descriptions in English whatever language people read. The store builds the same
//! sentences in SQL from the same pieces.

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

impl Operation {
    /// Returns the change description in English; empty before the operation is synchronized.
    pub(crate) fn english_description(&self) -> String {
        let Some(effect) = self.effect else { return String::new() };
        let pieces = description_pieces(effect.kind(), self.kind, !self.changed.is_empty());
        pieces.iter().fold(String::new(), |mut sentence, piece| {
            match piece {
                DescriptionPiece::Words(words) => sentence.push_str(words),
                DescriptionPiece::Record => sentence.push_str(self.kind.name()),
                DescriptionPiece::Account => sentence.push_str(self.customer_account.as_deref().unwrap_or_default()),
                DescriptionPiece::ChangedFields => sentence.push_str(&self.changed.join(", ")),
                DescriptionPiece::NewerOperation => {
                    sentence.push_str(&effect.superseded_by().map(|id| id.to_string()).unwrap_or_default());
                }
            }
            sentence
        })
    }
}
