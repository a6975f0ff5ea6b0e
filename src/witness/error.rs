//! Why the end of the trail could not be noted, with what a person can do about it.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Explain;
use crate::own_file::OwnFileError;

/// A witness that cannot be reached.
#[derive(Debug, Error)]
pub(crate) enum WitnessError {
    #[error("the end of the audit trail could not be noted: {0}")]
    Unusable(#[source] OwnFileError),
    #[error("the end of the audit trail could not be noted: `{}` cannot be written: {error}", file.display())]
    Unwritable {
        file: PathBuf,
        #[source]
        error: io::Error,
    },
    #[error("the end of the audit trail could not be sent to the system's journal: `{}`: {error}", socket.display())]
    Journal {
        socket: PathBuf,
        #[source]
        error: io::Error,
    },
}

impl Explain for WitnessError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Unusable(_) | Self::Unwritable { .. } => {
                "everything else is done; let hqsync's user append to the file, or name another one as `trail.anchors`"
            }
            Self::Journal { .. } => "everything else is done; without a journal, set `trail.syslog` to false",
        };
        Some(hint.to_owned())
    }
}
