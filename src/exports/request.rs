//! What is known of an exported file before it is read.

use std::path::{Path, PathBuf};

use super::culture::Culture;
use super::encoding::TextEncoding;

/// A file that is to be read, and what is known about it beforehand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ExportRequest<'r> {
    pub(crate) path: &'r Path,
    /// Names of columns by which a header is recognized, in any case.
    pub(crate) known: &'r [&'r str],
    /// The encoding of a file that does not show its own.
    pub(crate) encoding: Option<TextEncoding>,
    /// The columns of a file without a header and without a format file (`.fmt`) beside it.
    pub(crate) header: Option<&'r [String]>,
    /// Format files that may describe it, the best first; those that do not exist do not matter.
    pub(crate) format_files: &'r [PathBuf],
    /// The culture of times and amounts; the reader itself does not need it, but for what the form says.
    pub(crate) culture: Option<Culture>,
}
