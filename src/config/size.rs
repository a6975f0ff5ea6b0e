//! Sizes as they are written: a number of bytes, or a text such as `64KiB`.

use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use crate::i18n::Phrase;

/// The units of a size and how many bytes each has.
const UNITS: [(&str, u64); 8] = [
    ("", 1),
    ("b", 1),
    ("kb", 1_000),
    ("k", 1 << 10),
    ("kib", 1 << 10),
    ("mb", 1_000_000),
    ("m", 1 << 20),
    ("mib", 1 << 20),
];

/// A size as written; it may be invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum WrittenSize {
    Number(i64),
    Text(String),
}

impl WrittenSize {
    /// What the reader says it expected where it found neither a number nor a text.
    pub(super) const EXPECTED: &str = "size";

    /// Returns how many bytes it is.
    ///
    /// # Errors
    /// It is not a size.
    pub(super) fn bytes(self) -> Result<u64, Phrase> {
        match self {
            Self::Number(number) => {
                u64::try_from(number).map_err(|_| Phrase::new("config-negative-size").with("value", number))
            }
            Self::Text(text) => bytes_of(&text).ok_or_else(|| Phrase::new("config-size").with("value", text)),
        }
    }
}

fn bytes_of(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let (_, bytes) = UNITS.into_iter().find(|(name, _)| unit.trim().eq_ignore_ascii_case(name))?;
    number.parse::<u64>().ok()?.checked_mul(bytes)
}

impl<'de> Deserialize<'de> for WrittenSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SizeVisitor)
    }
}

struct SizeVisitor;

impl Visitor<'_> for SizeVisitor {
    type Value = WrittenSize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WrittenSize::EXPECTED)
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<WrittenSize, E> {
        Ok(WrittenSize::Number(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<WrittenSize, E> {
        Ok(WrittenSize::Text(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_a_unit_or_is_in_bytes() {
        for (text, bytes) in [
            ("65536", Some(65_536)),
            ("64KiB", Some(65_536)),
            (" 64 kib ", Some(65_536)),
            ("64k", Some(65_536)),
            ("1MB", Some(1_000_000)),
            ("1MiB", Some(1 << 20)),
            ("100B", Some(100)),
            ("64 KiBs", None),
            ("KiB", None),
            ("-1", None),
            ("1.5MiB", None),
            ("99999999999999999999", None),
            ("99999999999999999MiB", None),
        ] {
            assert_eq!(WrittenSize::Text(text.to_owned()).bytes().ok(), bytes, "{text}");
        }
        assert_eq!(WrittenSize::Number(65_536).bytes(), Ok(65_536));
        assert_eq!(WrittenSize::Number(-1).bytes().unwrap_err().to_string(), "`-1` is not a size");
    }
}
