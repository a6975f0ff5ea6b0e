//! The folder of a channel and its parts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::channel::error::{ChannelError, ChannelFault, ChannelPlace, Result};
use crate::channel::file_identity::FileIdentity;

/// Where files go whose rows headquarters has.
const DONE: &str = "done";

/// Where files go that cannot be read.
const FAILED: &str = "failed";

/// Where 1010 puts its packages.
const DOWNLOAD: &str = "download";

/// The program's own database.
const MIRROR: &str = "hqsync.db";

/// A folder that is there.
pub(in crate::channel) struct DropFolder {
    /// The channel and the folder.
    pub(in crate::channel) place: ChannelPlace,
    pub(super) identity: FileIdentity,
}

impl DropFolder {
    /// Opens a folder.
    ///
    /// # Errors
    /// It does not exist, is no folder, or cannot be looked at.
    pub(super) fn open(place: ChannelPlace) -> Result<Self> {
        match fs::metadata(&place.path) {
            Ok(metadata) if metadata.is_dir() => {
                let identity = FileIdentity::of(&metadata, &place.path);
                Ok(Self { place, identity })
            }
            Ok(_) => Err(place.error(ChannelFault::NoFolder)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(place.error(ChannelFault::FolderMissing)),
            Err(error) => Err(place.system_error(&error)),
        }
    }

    /// Creates the folders for what becomes of files, and for packages.
    pub(super) fn create_parts(&self) -> Result<()> {
        [self.done(), self.failed(), self.download()].iter().try_for_each(|part| self.create_part(part))
    }

    /// Creates a folder in it, unless that is there.
    pub(super) fn create_part(&self, part: &Path) -> Result<()> {
        fs::create_dir_all(part).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => self.fault_at(part, ChannelFault::PlaceTaken),
            _ => self.error_at(part, &error),
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.place.path
    }

    pub(super) fn done(&self) -> PathBuf {
        self.path().join(DONE)
    }

    pub(super) fn failed(&self) -> PathBuf {
        self.path().join(FAILED)
    }

    pub(super) fn download(&self) -> PathBuf {
        self.path().join(DOWNLOAD)
    }

    pub(super) fn mirror(&self) -> PathBuf {
        self.path().join(MIRROR)
    }

    /// Returns the error of a file or folder in it that the system cannot give, read or write.
    pub(super) fn error_at(&self, path: &Path, error: &io::Error) -> ChannelError {
        ChannelPlace::new(&self.place.channel, path).system_error(error)
    }

    /// Returns an error of a file in it.
    pub(super) fn fault_at(&self, path: &Path, fault: ChannelFault) -> ChannelError {
        ChannelPlace::new(&self.place.channel, path).error(fault)
    }
}

/// Creates the folder of a channel and its parts; what is there stays.
///
/// # Errors
/// There is a file of that name, or the folder cannot be created.
pub(in crate::channel) fn create(place: &ChannelPlace) -> Result<()> {
    fs::create_dir_all(&place.path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => place.error(ChannelFault::NoFolder),
        _ => place.system_error(&error),
    })?;
    DropFolder::open(place.clone())?.create_parts()
}
