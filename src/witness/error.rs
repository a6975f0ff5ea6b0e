//! Why the end of the trail could not be noted, with what a person can do about it.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::failure::Explain;
use crate::i18n::Phrase;
use crate::own_file::OwnFileError;
use crate::system_fault::key_of;

/// A witness that cannot be reached.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum WitnessError {
    Unusable(#[source] OwnFileError),
    Unwritable {
        file: PathBuf,
        #[source]
        error: io::Error,
    },
    Journal {
        socket: PathBuf,
        #[source]
        error: io::Error,
    },
}

impl Explain for WitnessError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Unusable(error) => Phrase::new("anchors-unnoted").because(error.phrase()),
            Self::Unwritable { file, error } => Phrase::new("anchors-unwritable")
                .with("file", file.display())
                .with("fault", key_of(error))
                .because(error.phrase()),
            Self::Journal { socket, error } => {
                Phrase::new("journal-unreachable").with("socket", socket.display()).because(error.phrase())
            }
        }
    }
}

/// A sealed trail to which nothing can be appended.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum SealError {
    Missing {
        file: PathBuf,
    },
    Unusable(#[source] OwnFileError),
    Locked {
        file: PathBuf,
    },
    Unreadable {
        file: PathBuf,
    },
    Unwritable {
        file: PathBuf,
        #[source]
        error: io::Error,
    },
    /// The store is on a server, and has no file beside it.
    OnServer,
    /// The key is of another seal.
    OtherSeal {
        file: PathBuf,
    },
    /// The key is that of an entry after the next one.
    Ahead {
        file: PathBuf,
        key: i64,
        next: i64,
    },
}

impl SealError {
    /// Returns the word under which the trail keeps why a seal could not go on.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Missing { .. } | Self::OnServer => "missing",
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
            Self::Missing { .. }
            | Self::OnServer
            | Self::Unreadable { .. }
            | Self::OtherSeal { .. }
            | Self::Ahead { .. } => false,
        }
    }

    /// Whether the user lacks the permission to use the key.
    pub(crate) fn is_denied(&self) -> bool {
        matches!(self, Self::Unusable(error) if error.is_denied())
    }
}

impl Explain for SealError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Missing { file } => Phrase::new("seal-key-missing").with("file", file.display()),
            Self::Unusable(error) => Phrase::new("seal-key-unusable").because(error.phrase()),
            Self::Locked { file } => Phrase::new("seal-key-locked").with("file", file.display()),
            Self::Unreadable { file } => Phrase::new("seal-key-damaged").with("file", file.display()),
            Self::Unwritable { file, error } => {
                Phrase::new("seal-key-unwritable").with("file", file.display()).because(error.phrase())
            }
            Self::OnServer => Phrase::new("seal-on-server"),
            Self::OtherSeal { file } => Phrase::new("seal-key-of-another-seal").with("file", file.display()),
            Self::Ahead { file, key, next } => {
                Phrase::new("seal-key-ahead").with("file", file.display()).with("entry", key).with("next", next)
            }
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Unusable(error) => error.hint(),
            _ => self.phrase().hint(),
        }
    }
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    fn said(error: &impl Explain) -> (String, Option<String>) {
        let hint = error.hint().and_then(|hint| Texts::new(Language::En).say_if_any(&hint));
        (error.to_string(), hint)
    }

    #[test]
    fn a_witness_says_what_it_lacks() {
        let unwritable =
            |number| WitnessError::Unwritable { file: "a".into(), error: io::Error::from_raw_os_error(number) };
        let denied = || io::Error::from_raw_os_error(13);
        let noted = "the end of the audit trail could not be noted";
        let other = "let hqsync's user append to the file, or name another one as `trail.anchors`";
        for (error, message, hint) in [
            (unwritable(28), format!("{noted}: `a` cannot be written: No space left on device"), "free some space"),
            (unwritable(13), format!("{noted}: `a` cannot be written: Permission denied"), other),
            (
                WitnessError::Unusable(OwnFileError::unusable("a".as_ref(), denied())),
                format!("{noted}: `a` cannot be opened: Permission denied"),
                other,
            ),
            (
                WitnessError::Journal { socket: "s".into(), error: denied() },
                "the end of the audit trail could not be sent to the system's journal: `s`: Permission denied"
                    .to_owned(),
                "without a journal, set `trail.syslog` to false",
            ),
        ] {
            assert_eq!(said(&error), (message, Some(format!("nothing else failed because of that; {hint}"))));
        }
    }

    #[test]
    fn a_seal_says_what_is_wrong_with_its_key() {
        let file = || PathBuf::from("k");
        let error = || io::Error::from_raw_os_error(13);
        for (error, message) in [
            (SealError::Missing { file: file() }, "its key `k` is missing"),
            (
                SealError::Unusable(OwnFileError::unusable("k".as_ref(), error())),
                "its key cannot be used: `k` cannot be opened: Permission denied",
            ),
            (SealError::Locked { file: file() }, "its key `k` is locked by another program"),
            (SealError::Unreadable { file: file() }, "its key `k` is damaged"),
            (
                SealError::Unwritable { file: file(), error: error() },
                "its key `k` cannot be written: Permission denied",
            ),
            (SealError::OtherSeal { file: file() }, "`k` has the key of another seal"),
            (
                SealError::Ahead { file: file(), key: 1_234, next: 7 },
                "its key `k` has moved on to entry 1234, and the next entry is 7: the store was put back to an older state",
            ),
        ] {
            let (said, hint) = said(&error);
            assert_eq!(said, format!("the audit trail is sealed, but {message}"));
            assert!(hint.is_some(), "{said}");
        }
    }
}
