//! Requests of a person that cannot be fulfilled, with how to put them right.

use thiserror::Error;

use crate::failure::{Explain, FailureKind};

/// A command line that makes no sense or names something that does not exist.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct UsageError {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl Explain for UsageError {
    fn kind(&self) -> FailureKind {
        FailureKind::Usage
    }

    fn hint(&self) -> Option<String> {
        self.hint.clone()
    }

    fn is_in_lines(&self) -> bool {
        true
    }
}

/// A valid request that cannot be fulfilled as things are, with a way out.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl Explain for Refusal {
    fn hint(&self) -> Option<String> {
        Some(self.hint.clone())
    }

    fn is_in_lines(&self) -> bool {
        true
    }
}
