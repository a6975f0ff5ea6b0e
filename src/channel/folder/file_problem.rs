//! Why a file of a folder is not taken in.

use std::io;

use thiserror::Error;

use crate::channel::error::ChannelError;
use crate::exports::ExportFault;
use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::model::LayoutError;

/// Why a file of a folder is not taken in.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum FileProblem {
    Unreadable(#[from] ExportFault),
    /// It has the columns of that other table.
    OtherTable {
        table: &'static str,
        other: &'static str,
    },
    /// It lacks a column of the contract: taken in, it would empty the field.
    NoColumn(LayoutError),
    /// None of its rows is of the channel with the id `configured`; one of them is of `found`.
    OtherChannel {
        found: i64,
        configured: i64,
    },
    /// Its times are of a culture that nobody has named, as that one is.
    Culture {
        time: String,
    },
    /// The mirror does not take its columns.
    Columns {
        detail: String,
    },
}

impl FileProblem {
    /// Returns the error with which the system did not give the file.
    pub(crate) fn of_system(&self) -> Option<&io::Error> {
        match self {
            Self::Unreadable(fault) => fault.of_system(),
            _ => None,
        }
    }

    /// Whether the file can be taken in once the configuration of the channel says more: it waits for that where it is.
    pub(crate) fn needs_setting(&self) -> bool {
        match self {
            Self::Unreadable(fault) => fault.needs_setting(),
            Self::Culture { .. } => true,
            Self::OtherTable { .. } | Self::NoColumn(_) | Self::OtherChannel { .. } | Self::Columns { .. } => false,
        }
    }
}

impl Explain for FileProblem {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Unreadable(fault) => fault.phrase(),
            Self::OtherTable { table, other } => {
                Phrase::new("folder-other-table").with("table", table).with("other", other)
            }
            Self::NoColumn(LayoutError { table, column }) => {
                Phrase::new("folder-no-column").with("table", table).with("column", column)
            }
            Self::OtherChannel { found, configured } => {
                Phrase::new("folder-other-channel").with("found", found).with("configured", configured)
            }
            Self::Culture { time } => Phrase::new("folder-culture").with("value", time),
            Self::Columns { detail } => Phrase::new("folder-columns").because(Phrase::verbatim(detail)),
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Unreadable(fault) => fault.hint(),
            other => other.phrase().hint(),
        }
    }
}

/// Why a file is not taken in.
#[derive(Debug)]
pub(super) enum IntakeError {
    /// The file is not right.
    File(FileProblem),
    /// The channel as a whole is not.
    Channel(ChannelError),
}

impl From<ChannelError> for IntakeError {
    fn from(error: ChannelError) -> Self {
        Self::Channel(error)
    }
}

impl From<FileProblem> for IntakeError {
    fn from(problem: FileProblem) -> Self {
        Self::File(problem)
    }
}

impl From<ExportFault> for IntakeError {
    fn from(fault: ExportFault) -> Self {
        Self::File(fault.into())
    }
}
