//! Why the end of the trail could not be noted, with what a person can do about it.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Explain;
use crate::own_file::OwnFileError;
use crate::system_fault::SystemFault;

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
        let unusable = "let hqsync's user append to the file, or name another one as `trail.anchors`";
        let hint = match self {
            Self::Unwritable { error, .. } => SystemFault::of(error).map_or(unusable, SystemFault::hint),
            Self::Unusable(_) => unusable,
            Self::Journal { .. } => "without a journal, set `trail.syslog` to false",
        };
        Some(format!("nothing else failed because of that; {hint}"))
    }
}

/// A sealed trail to which nothing can be appended.
#[derive(Debug, Error)]
pub(crate) enum SealError {
    #[error("the audit trail is sealed, but its key `{}` is missing", file.display())]
    Missing { file: PathBuf },
    #[error("the audit trail is sealed, but its key cannot be used: {0}")]
    Unusable(#[source] OwnFileError),
    #[error("the audit trail is sealed, but its key `{}` is locked by another program", file.display())]
    Locked { file: PathBuf },
    #[error("the audit trail is sealed, but its key `{}` is damaged", file.display())]
    Unreadable { file: PathBuf },
    #[error("the audit trail is sealed, but its key `{}` cannot be written: {error}", file.display())]
    Unwritable {
        file: PathBuf,
        #[source]
        error: io::Error,
    },
    /// The key is of another seal.
    #[error("the audit trail is sealed, but `{}` has the key of another seal", file.display())]
    OtherSeal { file: PathBuf },
    /// The key is that of an entry after the next one.
    #[error(
        "the audit trail is sealed, but its key `{}` has moved on to entry {key}, and the next entry is {next}: the store was \
         put back to an older state",
        file.display()
    )]
    Ahead { file: PathBuf, key: i64, next: i64 },
}

impl SealError {
    /// Returns the word under which the trail keeps why a seal could not go on.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "missing",
            Self::Unusable(_) | Self::Unwritable { .. } => "unusable",
            Self::Locked { .. } => "locked",
            Self::Unreadable { .. } => "damaged",
            Self::OtherSeal { .. } => "other-seal",
            Self::Ahead { .. } => "ahead",
        }
    }

    /// Whether the system does not let the program use a file that may be right: the user lacks the permission, another program
    /// keeps it locked, or the disk fails.
    pub(crate) fn is_of_system(&self) -> bool {
        match self {
            Self::Unusable(error) => error.is_of_system(),
            Self::Locked { .. } | Self::Unwritable { .. } => true,
            Self::Missing { .. } | Self::Unreadable { .. } | Self::OtherSeal { .. } | Self::Ahead { .. } => false,
        }
    }

    /// Whether the user lacks the permission to use the key.
    pub(crate) fn is_denied(&self) -> bool {
        matches!(self, Self::Unusable(error) if error.is_denied())
    }
}

impl Explain for SealError {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Missing { .. } | Self::Unreadable { .. } | Self::OtherSeal { .. } => {
                "put the file back; if it is lost, `hqsync trail seal` begins a new seal, and the trail says so"
            }
            Self::Ahead { .. } => "`hqsync trail seal` begins a new seal, and the trail says so",
            Self::Locked { .. } => "try again when the other program has finished",
            Self::Unwritable { .. } => "check the disk and its file system, then try again; nothing was changed",
            Self::Unusable(error) => return error.hint(),
        };
        Some(hint.to_owned())
    }
}
