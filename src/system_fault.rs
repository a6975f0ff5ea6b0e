//! Faults of the operating system that people can do something about, for databases and all other files alike.

use std::fmt;
use std::io;

use rustix::io::Errno;

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
        match self {
            Self::Disk => None,
            Self::Quota => Some("quota"),
            Self::FileSize => Some("file-size"),
        }
    }

    /// Returns what a person can do about it.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Disk => "free some space",
            Self::Quota => "free some space or have the quota raised",
            Self::FileSize => "raise the limit, which `ulimit -f` shows, or use a file system that allows larger files",
        }
    }
}

impl fmt::Display for Shortage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Disk => "the disk is full",
            Self::Quota => "the disk quota is used up",
            Self::FileSize => "the file would be larger than is allowed",
        })
    }
}

/// What to do about too many open files.
pub(crate) const TOO_MANY_FILES_HINT: &str = "raise the limit of open files, which `ulimit -n` shows";

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

    /// Returns what a person can do about it.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::NoRoom(shortage) => shortage.hint(),
            Self::TooManyFiles => TOO_MANY_FILES_HINT,
            Self::Device => "look at the disk first",
        }
    }
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

    #[test]
    fn a_full_disk_is_known_by_any_name() {
        for (errno, expected) in [
            (Errno::NOSPC, Some("free some space")),
            (Errno::DQUOT, Some("free some space or have the quota raised")),
            (Errno::MFILE, Some(TOO_MANY_FILES_HINT)),
            (Errno::NFILE, Some(TOO_MANY_FILES_HINT)),
            (Errno::IO, Some("look at the disk first")),
            (Errno::ACCESS, None),
        ] {
            assert_eq!(SystemFault::of(&errno.into()).map(SystemFault::hint), expected, "{errno:?}");
        }
        assert_eq!(SystemFault::of(&io::Error::other("no error of the system")), None);
        let within = io::Error::other(format!("{} at path `a.db`", io::Error::from(Errno::MFILE)));
        assert_eq!(SystemFault::of(&within), Some(SystemFault::TooManyFiles));
    }
}
