//! What a verification holds against the trail, beside the store itself.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use super::tills::AskedChannels;
use crate::trail::SealKey;

/// What the store is held against.
#[derive(Default)]
pub(crate) struct VerifyRequest<'c> {
    /// Hashes of entries that were noted earlier and must still be part of the trail.
    pub(crate) hashes: Vec<Vec<u8>>,
    /// Files with anchors of the trail.
    pub(crate) anchors: Vec<AnchorsSource>,
    /// The channels that are to be asked; `None` if they are not.
    pub(crate) channels: Option<AskedChannels<'c>>,
    /// Keys with which seals of the trail begin.
    pub(crate) keys: Vec<SealKey>,
    /// Whether the search index is held against all operations, and not against some.
    pub(crate) is_full: bool,
}

/// An open file with anchors.
pub(crate) struct AnchorsSource {
    pub(super) path: PathBuf,
    /// What is wrong with a file that cannot be opened.
    pub(super) lines: Result<Box<dyn Read>, String>,
}

impl AnchorsSource {
    /// Takes what the file has at this moment: other commands may append entries and anchors while the store is verified.
    ///
    /// # Errors
    /// The file's size cannot be read.
    pub(crate) fn new(path: PathBuf, file: File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        let lines: Box<dyn Read> =
            if metadata.is_file() { Box::new(file.take(metadata.len())) } else { Box::new(file) };
        Ok(Self { path, lines: Ok(lines) })
    }

    /// Returns a file that cannot be opened, which is a breach.
    pub(crate) fn unusable(path: PathBuf, error: &dyn Display) -> Self {
        Self { path, lines: Err(error.to_string()) }
    }
}
