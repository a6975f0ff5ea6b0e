//! The value of a field before and after an operation: one rule for filters, lists and details.

use std::borrow::Cow;

use super::fields::default_of;
use super::operation::{Action, EffectKind};
use super::property::Version;
use super::record::RecordKind;

/// What is known of a field of an operation. Each part is read only if the rule needs it.
pub(crate) trait FieldEvidence<'a> {
    /// Why a part is not known.
    type Unknown;

    /// Returns the value of the row after its edits, empty for NULL; `None` if the row cannot be read.
    fn received(&self) -> Result<Option<Cow<'a, str>>, Self::Unknown>;

    /// Returns the old and the new value that were recorded when the operation was synchronized; `None` if both are what the
    /// row says.
    fn change(&self) -> Result<Option<[Cow<'a, str>; 2]>, Self::Unknown>;

    /// Returns what headquarters has now; `None` if it has no such record.
    fn present(&self) -> Result<Option<Cow<'a, str>>, Self::Unknown>;

    /// Returns what the company's customers get if the field is empty; `None` if they get nothing.
    fn default(&self) -> Option<Cow<'a, str>>;
}

/// A field of an operation that the rule is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldOfOperation<'n> {
    pub(crate) kind: RecordKind,
    pub(crate) name: &'n str,
    /// `None` if the row's `OPERATION` cannot be read.
    pub(crate) action: Option<Action>,
    /// `None` until the operation is synced.
    pub(crate) effect: Option<EffectKind>,
}

impl FieldOfOperation<'_> {
    /// Returns the field's value: recorded once the operation is synchronized, and live before. `None` if there is no such
    /// value, or if the row cannot be read.
    pub(crate) fn value<'a, E: FieldEvidence<'a>>(
        self,
        version: Version,
        evidence: &E,
    ) -> Result<Option<Cow<'a, str>>, E::Unknown> {
        match (version, self.effect) {
            // Of a row without edits; those who know the received row do not ask here.
            (Version::Received, _) => evidence.received(),
            (Version::Old, Some(EffectKind::Created)) => Ok(None),
            // A creation takes the row as it is, except for the company's defaults.
            (Version::New, Some(EffectKind::Created)) if default_of(self.name).is_none() => evidence.received(),
            (version, Some(_)) => match evidence.change()? {
                Some([old, new]) => Ok(Some(if version == Version::Old { old } else { new })),
                None => evidence.received(),
            },
            (Version::Old, None) => evidence.present(),
            (Version::New, None) => self.intended(evidence),
        }
    }

    /// Returns what an operation that is not synchronized would make of the field now.
    fn intended<'a, E: FieldEvidence<'a>>(self, evidence: &E) -> Result<Option<Cow<'a, str>>, E::Unknown> {
        if self.action == Some(Action::Deactivate)
            && let Some(present) = evidence.present()?
        {
            let set = set_by_deactivation(self.kind).filter(|(field, _)| *field == self.name);
            return Ok(Some(set.map_or(present, |(_, value)| Cow::Borrowed(value))));
        }
        let received = evidence.received()?;
        if received.as_deref().is_some_and(|text| !text.is_empty()) {
            return Ok(received);
        }
        Ok(evidence.default().or(received))
    }
}

/// Returns the field that the deactivation of a record sets, with its value: a customer is blocked for all. `None` for
/// records that keep their values.
pub(crate) fn set_by_deactivation(kind: RecordKind) -> Option<(&'static str, &'static str)> {
    (kind == RecordKind::Customer).then_some(("Blocked", "2"))
}
