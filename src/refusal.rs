//! Requests of a person that cannot be fulfilled, with how to put them right.

use thiserror::Error;

use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;

/// A request that cannot be fulfilled, with a way out.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    kind: FailureKind,
    message: Phrase,
    hint: Option<Phrase>,
}

impl Refusal {
    /// Refuses a valid request as things are. The text of the message has the hint.
    pub(crate) fn new(message: Phrase) -> Self {
        Self { kind: FailureKind::Failed, hint: message.hint(), message }
    }

    /// Refuses a command line that makes no sense or names something that does not exist. The text of the message has the hint.
    pub(crate) fn of_usage(message: Phrase) -> Self {
        Self { kind: FailureKind::Usage, ..Self::new(message) }
    }

    /// Sets another hint, or none.
    pub(crate) fn hinting(self, hint: Option<Phrase>) -> Self {
        Self { hint, ..self }
    }
}

impl Explain for Refusal {
    fn phrase(&self) -> Phrase {
        self.message.clone()
    }

    fn kind(&self) -> FailureKind {
        self.kind
    }

    fn hint(&self) -> Option<Phrase> {
        self.hint.clone()
    }
}
