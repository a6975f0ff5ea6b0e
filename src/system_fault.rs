//! Faults of the operating system that people can do something about, for databases and all other files alike.

use std::io;

use rustix::io::Errno;

use crate::i18n::Phrase;

/// A reason for which the system gives no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortage {
    /// The disk is full.
    Disk,
    /// The user, or the group, may have no more of the disk.
    Quota,
    /// The process, or the file system, allows no larger file.
    FileSize,
}

impl Shortage {
    /// The word of machine formats; `None` for a full disk, which is the usual reason.
    pub(crate) fn name(self) -> Option<&'static str> {
        (self != Self::Disk).then(|| self.key())
    }

    /// The key by which texts select their words.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Disk => "disk",
            Self::Quota => "quota",
            Self::FileSize => "file-size",
        }
    }
}

/// A fault of the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SystemFault {
    NoRoom(Shortage),
    /// The process or the system has too many open files.
    TooManyFiles,
    /// The disk, or what is between it and the program, fails.
    Device,
}

impl SystemFault {
    /// Returns the fault that an error tells, or the error that it was made from; `None` for every other error.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        Some(match Errno::from_io_error(error).or_else(|| errno_in(&error.to_string()))? {
            Errno::NOSPC => Self::NoRoom(Shortage::Disk),
            Errno::DQUOT => Self::NoRoom(Shortage::Quota),
            Errno::FBIG => Self::NoRoom(Shortage::FileSize),
            Errno::MFILE | Errno::NFILE => Self::TooManyFiles,
            Errno::IO | Errno::NXIO | Errno::STALE | Errno::TIMEDOUT => Self::Device,
            _ => return None,
        })
    }

    /// Returns the fault that the last system call of this thread met that failed. It may have been an earlier call than the
    /// one that matters, so ask only where a call has just failed.
    pub(crate) fn last() -> Option<Self> {
        Self::of(&io::Error::last_os_error())
    }

    /// The key by which texts select their words.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::NoRoom(shortage) => shortage.key(),
            Self::TooManyFiles => "too-many-files",
            Self::Device => "device",
        }
    }

    /// Returns what a person can do about it.
    pub(crate) fn hint(self) -> Option<Phrase> {
        Phrase::new("system-error").with("kind", self.key()).hint()
    }
}

/// Returns the key by which texts select what can be done about an error: `denied`, that of a fault, or `other`.
pub(crate) fn key_of(error: &io::Error) -> &'static str {
    match SystemFault::of(error) {
        Some(fault) => fault.key(),
        None if error.kind() == io::ErrorKind::PermissionDenied => "denied",
        None => "other",
    }
}

/// The errors of the system that each language has words for, by the key of these words.
const WORDED: [(Errno, &str); 12] = [
    (Errno::NOENT, "missing"),
    (Errno::ACCESS, "denied"),
    (Errno::PERM, "not-permitted"),
    (Errno::EXIST, "exists"),
    (Errno::ISDIR, "folder"),
    (Errno::NOTDIR, "no-folder"),
    (Errno::NOSPC, "disk"),
    (Errno::DQUOT, "quota"),
    (Errno::FBIG, "file-size"),
    (Errno::ROFS, "read-only"),
    (Errno::MFILE, "too-many-files"),
    (Errno::IO, "device"),
];

/// Returns an error of the system in words that each language has, as far as people meet it.
pub(crate) fn phrase_of(error: &io::Error) -> Phrase {
    let errno = Errno::from_io_error(error);
    match WORDED.iter().find(|(worded, _)| errno == Some(*worded)) {
        Some((_, kind)) => in_words(kind),
        None => Phrase::verbatim(error),
    }
}

/// Returns what was stored of an error, in English, as [`phrase_of`] does if it is one of the system.
pub(crate) fn phrase_of_text(text: &str) -> Phrase {
    let worded = WORDED.iter().map(|(_, kind)| in_words(kind));
    worded.into_iter().find(|phrase| phrase.to_string() == text).unwrap_or_else(|| Phrase::verbatim(text))
}

fn in_words(kind: &str) -> Phrase {
    Phrase::new("system-error").with("kind", kind)
}

/// Returns an error of the system without the path of a temporary file, which says nothing to people.
pub(crate) fn without_path(error: io::Error) -> io::Error {
    errno_in(&error.to_string()).map_or(error, io::Error::from)
}

/// Returns the number in the text of an error. One that was given a path, as those of temporary files, has it nowhere else.
fn errno_in(text: &str) -> Option<Errno> {
    let number = text.split("(os error ").nth(1)?.split(')').next()?;
    number.parse().ok().map(Errno::from_raw_os_error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    #[test]
    fn a_full_disk_is_known_by_any_name() {
        let texts = Texts::new(Language::En);
        for (errno, expected) in [
            (Errno::NOSPC, Some("free some space")),
            (Errno::DQUOT, Some("free some space or have the quota raised")),
            (Errno::MFILE, Some("raise the limit of open files, which `ulimit -n` shows")),
            (Errno::NFILE, Some("raise the limit of open files, which `ulimit -n` shows")),
            (Errno::IO, Some("look at the disk first")),
            (Errno::ACCESS, None),
        ] {
            let hint = SystemFault::of(&errno.into()).and_then(|fault| texts.say_if_any(&fault.hint()?));
            assert_eq!(hint.as_deref(), expected, "{errno:?}");
        }
        assert_eq!(SystemFault::of(&io::Error::other("no error of the system")), None);
        let within = io::Error::other(format!("{} at path `a.db`", io::Error::from(Errno::MFILE)));
        assert_eq!(SystemFault::of(&within), Some(SystemFault::TooManyFiles));
    }
}
