//! Where a store lies: the places where SQLite cannot keep its promises.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
use thiserror::Error;

use super::network;
use crate::failure::{Explain, FailureKind};
use crate::own_file::beside;
use crate::sqlite;

/// A place where a store cannot be used.
#[derive(Debug, Error)]
pub(crate) enum PlaceError {
    #[error("the store is not a regular file")]
    NotRegular,
    #[error("the absolute path of the store has {length} bytes, but SQLite takes at most {}", sqlite::MAX_PATH)]
    PathTooLong { length: usize },
    #[error("the store's file has {0} names (hard links), and each would have a log of its own")]
    SeveralNames(u64),
    #[error("only the store's file is mounted here, without the log beside it")]
    MountedAlone,
    #[error("the store is on a network file system ({0}), whose hosts do not share SQLite's locks and memory")]
    Network(String),
    #[error("`{}` is a link, which hqsync does not follow", .0.display())]
    Link(PathBuf),
    /// The log and its index are missing, or the user may not read them. The store has that owner.
    #[error("the store's `-wal` and `-shm` files are missing or unreadable, and this user may not create them")]
    NoLog { owner: String },
    #[error("another run is at work on the store's file under another name, or its lock file was removed")]
    RunElsewhere,
    /// The store is of an earlier version, and a run that may be one of that version is at work on it.
    #[error("the store is of an earlier version of hqsync, and a run is at work on it: {holder}")]
    RunOfEarlierVersion { holder: String },
    #[error("another program wrote to the store while it was read, so what was printed may be wrong")]
    WrittenMeanwhile,
    #[error("another file took the place of the store while the run was at work")]
    Replaced,
}

impl Explain for PlaceError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::RunElsewhere | Self::RunOfEarlierVersion { .. } => FailureKind::Locked,
            _ => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NotRegular => "check `store` in the configuration, `--store` and `$HQSYNC_STORE`",
            Self::PathTooLong { .. } => "move the store to a folder with a shorter path",
            Self::SeveralNames(_) => {
                "remove the other names, which `find DIR -samefile FILE` lists; make copies with `hqsync backup`"
            }
            Self::MountedAlone => "mount the folder that contains the store, not the file",
            Self::Network(_) => {
                "keep the store on a local disk of the host that runs hqsync, and back it up to the network"
            }
            Self::Link(_) => "find out who created it, then remove it",
            Self::NoLog { owner } => {
                return Some(format!(
                    "let {owner}, or another user who may write to the store, run `hqsync status` once: it creates them with \
                     the permissions of the store, and they stay"
                ));
            }
            Self::RunElsewhere => {
                "try again when it has finished; use one name only, and leave the file `.lock` beside the store"
            }
            Self::RunOfEarlierVersion { .. } => "try again when it has finished; the store is upgraded then",
            Self::WrittenMeanwhile => "run the command again",
            Self::Replaced => "find out who replaced the store, and leave its file alone while a run is at work",
        };
        Some(hint.to_owned())
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
