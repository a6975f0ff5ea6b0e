//! A store's log and its index in shared memory, as far as a reader can use them.

use std::fs::{Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{Access as Permission, AtFlags, CWD, StatVfsMountFlags, accessat, statvfs};

use super::place::PlaceError;
use crate::actor;
use crate::new_file::folder_of;
use crate::own_file::{self, beside};
use crate::sqlite::{SHM, WAL};
use crate::witness::Anchoring;

/// The endings of the log and of its index.
const LOG: [&str; 2] = [WAL, SHM];

/// How a reader comes to see what was written last.
#[derive(Debug)]
pub(super) enum LogAccess {
    /// Through the log, as everybody does.
    Shared,
    /// There is no log, and nobody can write through this mount.
    Frozen,
}

impl LogAccess {
    /// Returns how the user can read a store that has a log when it is written.
    ///
    /// # Errors
    /// [`PlaceError::NoLog`] if the user can neither use the log's files nor create them. Without them it could not be seen
    /// that somebody writes.
    pub(super) fn of_reader(path: &Path, store: &Metadata) -> Result<Self, PlaceError> {
        let can_create = may(path, Permission::WRITE_OK) && may(folder_of(&beside(path, "")), Permission::WRITE_OK);
        let is_usable = |file: &PathBuf| may(file, Permission::READ_OK) || (can_create && !file.exists());
        if LOG.iter().map(|suffix| beside(path, suffix)).all(|file| is_usable(&file)) {
            return Ok(Self::Shared);
        }
        let is_log_empty = beside(path, WAL)
            .metadata()
            .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |log| log.len() == 0);
        if is_log_empty && is_mounted_read_only(path) {
            return Ok(Self::Frozen);
        }
        Err(PlaceError::NoLog { owner: actor::user_name(store.uid()) })
    }
}

fn may(path: &Path, permission: Permission) -> bool {
    accessat(CWD, path, permission, AtFlags::EACCESS).is_ok()
}

fn is_mounted_read_only(path: &Path) -> bool {
    statvfs(path).is_ok_and(|mount| mount.f_flag.contains(StatVfsMountFlags::RDONLY))
}

/// Gives the files beside the store, which are its log, its lock and its anchors, the permissions that the store has now, so
/// that all who may use it can use them. Nothing in this process may have the store open: to close one of its files releases
/// the locks that SQLite has on it.
pub(super) fn share(path: &Path, store: &Metadata) {
    let companions = LOG.iter().chain([&own_file::LOCK]).map(|suffix| beside(path, suffix));
    for file in companions.chain([Anchoring::default_file(path)]) {
        let differs = |log: Metadata| (log.mode() ^ store.mode()) & 0o666 != 0;
        if file.symlink_metadata().is_ok_and(differs)
            && let Ok(log) = own_file::open(&file, OpenOptions::new().read(true))
        {
            own_file::adopt_permissions(&log, path);
        }
    }
}

/// A store that was opened without a log: the state that it had then.
#[derive(Debug)]
pub(crate) struct FrozenStore {
    path: PathBuf,
    state: (u64, i64, i64, i64, i64),
}

impl FrozenStore {
    pub(super) fn new(path: &Path, store: &Metadata) -> Self {
        Self { path: path.to_owned(), state: state(store) }
    }

    /// Checks that the store was not written since, through another mount.
    ///
    /// # Errors
    /// [`PlaceError::WrittenMeanwhile`] if it was, or if that cannot be known.
    pub(crate) fn check(&self) -> Result<(), PlaceError> {
        let is_same = self.path.metadata().is_ok_and(|store| state(&store) == self.state);
        let has_log = beside(&self.path, WAL).metadata().is_ok_and(|log| log.len() > 0);
        if is_same && !has_log { Ok(()) } else { Err(PlaceError::WrittenMeanwhile) }
    }
}

/// Size and times of a file, which change when it is written.
fn state(file: &Metadata) -> (u64, i64, i64, i64, i64) {
    (file.len(), file.mtime(), file.mtime_nsec(), file.ctime(), file.ctime_nsec())
}
