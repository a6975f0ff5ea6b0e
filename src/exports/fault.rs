//! Why an exported file, or a line of it, cannot be read.

use std::io;

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;

/// Why a file cannot be read. The phrase says where and why, the hint which command would export it well.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum ExportFault {
    /// The system does not give the file.
    System(#[from] io::Error),
}

impl ExportFault {
    /// Whether the file can be read once the channel's configuration says more: its encoding, columns or culture.
    pub(crate) fn needs_setting(&self) -> bool {
        false
    }
}

impl Explain for ExportFault {
    fn phrase(&self) -> Phrase {
        match self {
            Self::System(error) => error.phrase(),
        }
    }
}

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadLine {
    /// It has another number of fields than the header.
    Fields { expected: usize, found: usize },
    /// It is not a JSON object of plain values.
    Json,
}
