//! A value that is too long to be kept: its length and digest stand for it.

use std::fmt;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

use super::hexadecimal::{hex, unhex};

/// The length and digest of a value that was too long to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LongValue {
    /// Whether it was a text; otherwise it was a blob.
    pub(crate) is_text: bool,
    /// In bytes.
    pub(crate) length: u64,
    /// The most bytes of a value when it was received. A shorter value was in a row that was too long.
    pub(crate) limit: usize,
    /// SHA-256 of its bytes.
    digest: [u8; 32],
}

impl LongValue {
    /// Returns the length and digest of a value.
    pub(super) fn of(is_text: bool, bytes: &[u8], limit: usize) -> Self {
        Self { is_text, length: bytes.len() as u64, limit, digest: Sha256::digest(bytes).into() }
    }

    /// Reads a value piece by piece for its length and digest.
    ///
    /// # Errors
    /// Those of the reader.
    pub(crate) fn read(is_text: bool, mut reader: impl Read, limit: usize) -> io::Result<Self> {
        let mut hasher = Sha256::new();
        let mut piece = vec![0; 64 << 10];
        let mut length = 0;
        loop {
            let count = reader.read(&mut piece)?;
            if count == 0 {
                break;
            }
            hasher.update(&piece[..count]);
            length += count as u64;
        }
        Ok(Self { is_text, length, limit, digest: hasher.finalize().into() })
    }

    /// Whether these bytes are the value.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() as u64 && self.digest == *Sha256::digest(bytes)
    }

    /// Whether both stand for the same value, whatever the limits were.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.length, self.digest) == (other.length, other.digest)
    }

    /// Returns the text under which the store keeps it. The audit trail hashes this text, so it never changes.
    pub(super) fn encode(&self) -> String {
        format!("{} {} {}", self.length, self.limit, hex(&self.digest))
    }

    /// Reads what [`LongValue::encode`] wrote; `None` if the text is something else.
    pub(super) fn decode(is_text: bool, text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let (length, limit, digest) = (parts.next()?, parts.next()?, parts.next()?);
        let digest = unhex(digest)?.try_into().ok()?;
        let long = Self { is_text, length: length.parse().ok()?, limit: limit.parse().ok()?, digest };
        (long.encode() == text).then_some(long)
    }
}

/// What people and exports see instead of the value, such as `(text of 314572800 bytes, sha256 9f86…)`.
impl fmt::Display for LongValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_text { "text" } else { "blob" };
        write!(f, "({kind} of {} bytes, sha256 {})", self.length, hex(&self.digest))
    }
}

/// Returns what people and exports see instead of a blob.
pub(super) fn describe_blob(bytes: &[u8]) -> String {
    LongValue::of(false, bytes, 0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: usize = 100;

    #[test]
    fn a_value_is_read_piece_by_piece() {
        let bytes = vec![7; 200_000];
        let long = LongValue::read(false, bytes.as_slice(), LIMIT).unwrap();
        assert_eq!(long, LongValue::of(false, &bytes, LIMIT));
        assert!(long.is_of(&bytes) && !long.is_of(&bytes[1..]));
    }

    #[test]
    fn people_see_length_and_digest() {
        let long = LongValue::of(true, b"test", LIMIT);
        let sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert_eq!(long.to_string(), format!("(text of 4 bytes, sha256 {sha256})"));
        assert_eq!(long.encode(), format!("4 100 {sha256}"));
        assert_eq!(LongValue::decode(true, &long.encode()), Some(long));
        assert_eq!(LongValue::decode(true, &format!("+4 100 {sha256}")), None);
    }
}
