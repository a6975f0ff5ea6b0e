//! Which file a path leads to, whatever links it goes through.

use std::fs::Metadata;
use std::path::Path;

/// A file: equal for all of its names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct FileIdentity {
    /// The device and the number of the file on it.
    #[cfg(unix)]
    inode: (u64, u64),
    #[cfg(not(unix))]
    path: std::path::PathBuf,
}

impl FileIdentity {
    /// Returns the identity of the file with these properties, which that path leads to.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata, _path: &Path) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self { inode: (metadata.dev(), metadata.ino()) }
    }

    /// Returns the identity of the file with these properties, which that path leads to.
    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata, path: &Path) -> Self {
        Self { path: path.canonicalize().unwrap_or_else(|_| path.to_owned()) }
    }
}
