//! The manifest of a package: what is in it, and which changes of headquarters it brings.

use serde::Serialize;

/// What a package says about itself.
#[derive(Debug, Serialize)]
pub(super) struct Manifest<'m> {
    pub(super) package: i64,
    /// What tells this folder's packages from those of others.
    pub(super) mirror: &'m str,
    pub(super) channel: &'m str,
    /// `ORIGINATINGCHANNEL`.
    pub(super) channel_id: i64,
    pub(super) company: &'m str,
    /// `full` if what was loaded before is to be removed, otherwise `changes`.
    pub(super) content: &'static str,
    /// The number of the first change to a customer that the package brings; null if it brings none.
    pub(super) first_change: Option<i64>,
    /// The number of the last change.
    pub(super) last_change: i64,
    /// RFC 3339, UTC.
    pub(super) written: String,
    pub(super) program: &'static str,
    pub(super) tables: Vec<ManifestTable>,
}

/// A table of a package.
#[derive(Debug, Serialize)]
pub(super) struct ManifestTable {
    pub(super) table: &'static str,
    pub(super) file: String,
    /// The columns that tell its rows apart.
    pub(super) key: Vec<&'static str>,
    pub(super) rows: u64,
    /// Of the file, in hexadecimal digits.
    pub(super) sha256: String,
}

/// Its name in a package.
pub(super) const NAME: &str = "manifest.json";

/// The program and its version.
pub(super) const PROGRAM: &str = concat!("hqsync ", env!("CARGO_PKG_VERSION"));
