//! A file as a reading finds it: a strict import reads each file twice, and what it writes has to be what it checked.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

/// Which file a path leads to, and when it was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ImportedFileState {
    /// The device and the number of the file on it.
    inode: (u64, u64),
    /// In bytes.
    length: u64,
    /// Seconds since 1970, and nanoseconds.
    modified: (i64, i64),
}

impl ImportedFileState {
    /// Returns the present state of a file.
    ///
    /// # Errors
    /// The system cannot tell it.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let found = fs::metadata(path)?;
        let (inode, modified) = ((found.dev(), found.ino()), (found.mtime(), found.mtime_nsec()));
        Ok(Self { inode, length: found.len(), modified })
    }
}

/// What a reading finds of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundFile {
    /// Before it was opened.
    pub(super) state: ImportedFileState,
    /// How many lines it has, but for those that are no rows in any form of export.
    pub(super) lines: u64,
}
