//! Requests of a person that cannot be fulfilled, with how to put them right.

use thiserror::Error;

use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;

/// A command line that makes no sense or names something that does not exist.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct UsageError {
    message: Phrase,
    hint: Option<Phrase>,
}

impl UsageError {
    /// Creates the error with the hint that the text of the message has.
    pub(crate) fn new(message: Phrase) -> Self {
        Self { hint: message.hint(), message }
    }

    /// Sets another hint, or none.
    pub(crate) fn hinting(self, hint: Option<Phrase>) -> Self {
        Self { hint, ..self }
    }
}

impl Explain for UsageError {
    fn phrase(&self) -> Phrase {
        self.message.clone()
    }

    fn kind(&self) -> FailureKind {
        FailureKind::Usage
    }

    fn hint(&self) -> Option<Phrase> {
        self.hint.clone()
    }
}

/// A valid request that cannot be fulfilled as things are, with a way out.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    message: Phrase,
    hint: Option<Phrase>,
}

impl Refusal {
    /// Creates the error with the hint that the text of the message has.
    pub(crate) fn new(message: Phrase) -> Self {
        Self { hint: message.hint(), message }
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

    fn hint(&self) -> Option<Phrase> {
        self.hint.clone()
    }
}
