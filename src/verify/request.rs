//! What a verification holds against the trail, beside the store itself.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

use super::tills::AskedChannels;
use crate::i18n::Phrase;
use crate::store::Store;
use crate::trail::{SealKey, SealState};
use crate::witness::SealError;

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
    /// The store of which the one that is verified is a copy, whose integrity was checked when it was made; `None` if it is
    /// none.
    pub(crate) original: Option<Original<'c>>,
}

/// A store with the keys of its seal as they were before it was read: other commands go on meanwhile.
pub(crate) struct Original<'s> {
    pub(super) store: &'s Store,
    pub(super) early_keys: Result<Vec<SealState>, SealError>,
}

impl<'s> Original<'s> {
    /// Takes the keys that are beside the store at this moment.
    pub(crate) fn new(store: &'s Store) -> Self {
        Self { store, early_keys: store.present_keys() }
    }
}

/// An open file with anchors.
pub(crate) struct AnchorsSource {
    pub(super) path: PathBuf,
    /// What is wrong with a file that cannot be opened.
    pub(super) lines: Result<Box<dyn Read>, Phrase>,
    /// Device and number of a regular file, whatever its name.
    identity: Option<(u64, u64)>,
    /// Whether a person named it: then it must have anchors.
    pub(super) is_asked: bool,
}

impl AnchorsSource {
    /// Takes what the file has at this moment: other commands may append entries and anchors while the store is verified.
    ///
    /// # Errors
    /// The file's size cannot be read.
    pub(crate) fn new(path: PathBuf, file: File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        let (lines, identity): (Box<dyn Read>, _) = if metadata.is_file() {
            (Box::new(file.take(metadata.len())), Some((metadata.dev(), metadata.ino())))
        } else {
            (Box::new(file), None)
        };
        Ok(Self { path, lines: Ok(lines), identity, is_asked: false })
    }

    /// Adds a file that a person named, unless it is one of those that are there already under any name.
    pub(crate) fn ask(mut self, sources: &mut Vec<Self>) {
        self.is_asked = true;
        match sources.iter_mut().find(|known| known.identity.is_some() && known.identity == self.identity) {
            Some(known) => known.is_asked = true,
            None => sources.push(self),
        }
    }

    /// Returns a file that cannot be opened, which is a breach.
    pub(crate) fn unusable(path: PathBuf, error: Phrase) -> Self {
        Self { path, lines: Err(error), identity: None, is_asked: false }
    }
}
