//! Where a store lies: the places where SQLite cannot keep its promises.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
use thiserror::Error;

use super::network;
use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::own_file::beside;
use crate::sqlite;

/// A place where a store cannot be used.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum PlaceError {
    NotRegular,
    PathTooLong {
        length: usize,
    },
    SeveralNames(u64),
    MountedAlone,
    Network(String),
    Link(PathBuf),
    /// The log and its index are missing, or the user may not read them. The store has that owner.
    NoLog {
        owner: String,
    },
    RunElsewhere,
    /// A run lost the server's lock, and the next one took it for killed.
    TakenForKilled {
        run: i64,
        next: i64,
    },
    /// The store is of an earlier version, and a run that may be one of that version is at work on it.
    RunOfEarlierVersion {
        holder: Phrase,
    },
    WrittenMeanwhile,
    Replaced,
}

impl Explain for PlaceError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::NotRegular => Phrase::new("store-not-regular"),
            Self::PathTooLong { length } => {
                Phrase::new("store-path-too-long").with("length", length).with("limit", sqlite::MAX_PATH)
            }
            Self::SeveralNames(count) => Phrase::new("store-several-names").count("count", *count),
            Self::MountedAlone => Phrase::new("store-mounted-alone"),
            Self::Network(kind) => Phrase::new("store-on-network").with("kind", kind),
            Self::Link(file) => Phrase::new("store-companion-link").with("file", file.display()),
            Self::NoLog { owner } => Phrase::new("store-without-log").with("owner", owner),
            Self::RunElsewhere => Phrase::new("store-run-elsewhere"),
            Self::TakenForKilled { run, next } => {
                Phrase::new("store-run-taken-for-killed").with("run", run).with("next", next)
            }
            Self::RunOfEarlierVersion { holder } => Phrase::new("store-run-of-earlier-version").because(holder.clone()),
            Self::WrittenMeanwhile => Phrase::new("store-written-meanwhile"),
            Self::Replaced => Phrase::new("store-replaced"),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::RunElsewhere | Self::TakenForKilled { .. } | Self::RunOfEarlierVersion { .. } => FailureKind::Locked,
            _ => FailureKind::Failed,
        }
    }
}

/// Checks that SQLite opens a path of that length.
///
/// # Errors
/// [`PlaceError::PathTooLong`] if it does not.
pub(super) fn check_path(path: &Path) -> Result<(), PlaceError> {
    sqlite::excessive_length(path).map_or(Ok(()), |length| Err(PlaceError::PathTooLong { length }))
}

/// Checks that a file is neither a pipe nor a device nor a folder.
///
/// # Errors
/// [`PlaceError::NotRegular`] if it is.
pub(super) fn check_file(file: &Metadata) -> Result<(), PlaceError> {
    if file.is_file() { Ok(()) } else { Err(PlaceError::NotRegular) }
}

/// Checks that everybody who uses a store finds the same log beside it.
///
/// # Errors
/// The file has several names, is mounted without its folder, has links beside it or is on a network file system.
pub(super) fn check_log(path: &Path, file: &Metadata) -> Result<(), PlaceError> {
    if file.nlink() > 1 {
        return Err(PlaceError::SeveralNames(file.nlink()));
    }
    if is_mounted_alone(path) {
        return Err(PlaceError::MountedAlone);
    }
    if let Some(kind) = network::file_system(path, file) {
        return Err(PlaceError::Network(kind));
    }
    // SQLite would write through a link.
    match sqlite::COMPANIONS.iter().map(|suffix| beside(path, suffix)).find(|companion| companion.is_symlink()) {
        Some(link) => Err(PlaceError::Link(link)),
        None => Ok(()),
    }
}

/// Whether the file itself is the root of a mount. A kernel that cannot tell says no.
fn is_mounted_alone(path: &Path) -> bool {
    statx(CWD, path, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|file| (file.stx_attributes & file.stx_attributes_mask).contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    #[test]
    fn every_place_is_said_with_what_can_be_done_about_it() {
        let holder = Phrase::verbatim("ann@hq, process 7");
        for (error, message) in [
            (PlaceError::NotRegular, "the store is not a regular file"),
            (
                PlaceError::PathTooLong { length: 1_200 },
                "the absolute path of the store has 1200 bytes, but SQLite takes at most 504",
            ),
            (
                PlaceError::SeveralNames(2),
                "the store's file has 2 names (hard links), and each would have a log of its own",
            ),
            (PlaceError::MountedAlone, "only the store's file is mounted here, without the log beside it"),
            (
                PlaceError::Network("nfs".to_owned()),
                "the store is on a network file system (nfs), whose hosts do not share SQLite's locks and memory",
            ),
            (PlaceError::Link("a.db-wal".into()), "`a.db-wal` is a link, which hqsync does not follow"),
            (
                PlaceError::NoLog { owner: "ann".to_owned() },
                "the store's `-wal` and `-shm` files are missing or unreadable, and this user may not create them",
            ),
            (
                PlaceError::RunElsewhere,
                "another run is at work on the store's file under another name, or its lock file was removed",
            ),
            (
                PlaceError::RunOfEarlierVersion { holder },
                "the store is of an earlier version of hqsync, and a run is at work on it: ann@hq, process 7",
            ),
            (
                PlaceError::WrittenMeanwhile,
                "another program wrote to the store while it was read, so what was printed may be wrong",
            ),
            (PlaceError::Replaced, "another file took the place of the store while the run was at work"),
        ] {
            assert_eq!(error.to_string(), message);
            assert!(Texts::new(Language::En).say_if_any(&error.hint().unwrap()).is_some(), "{message}");
        }
    }
}
