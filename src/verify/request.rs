//! What a verification holds against the trail, beside the store itself.

use std::io::Read;
use std::path::PathBuf;

/// What the store is held against.
#[derive(Default)]
pub(crate) struct VerifyRequest {
    /// Hashes of entries that were noted earlier and must still be part of the trail.
    pub(crate) hashes: Vec<Vec<u8>>,
    /// Files with anchors of the trail.
    pub(crate) anchors: Vec<AnchorsSource>,
}

/// An open file with anchors.
pub(crate) struct AnchorsSource {
    pub(crate) path: PathBuf,
    pub(crate) file: Box<dyn Read>,
}
