//! What a person asked for that cannot be done, and how to put it right.

use thiserror::Error;

/// A command line that asks for something that is not there.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct UsageError {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

/// Something that a person can put right, with a proposal.
#[derive(Debug, Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) hint: String,
}
