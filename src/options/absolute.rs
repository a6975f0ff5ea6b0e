//! The whole path of a file, for people who read the output elsewhere.

use std::path::{self, Path, PathBuf};

/// Returns the absolute path of a file; as it is given if the current folder is unknown.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
