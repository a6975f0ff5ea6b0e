//! What is to be imported, and how.

use std::path::PathBuf;

use crate::config::Config;
use crate::exports::{Culture, TextEncoding};
use crate::trail::Author;

/// What is to be imported, and how.
#[derive(Clone, Copy)]
pub(crate) struct ImportRequest<'a> {
    pub(crate) files: &'a [ImportFile],
    pub(crate) config: &'a Config,
    /// The code of the company of lines that name none; `None` if each has to name its own.
    pub(crate) company: Option<&'a str>,
    /// The encoding of files that do not show their own.
    pub(crate) encoding: Option<TextEncoding>,
    /// The culture of amounts.
    pub(crate) culture: Option<Culture>,
    /// Whether nothing is imported if any line is bad.
    pub(crate) is_strict: bool,
    /// Who imports, and why.
    pub(crate) author: &'a Author,
}

/// A file with customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportFile {
    pub(crate) path: PathBuf,
    /// As it is called in messages and in the audit trail.
    pub(crate) name: String,
}
