//! The text of a file in whichever encoding a spreadsheet or a shell wrote it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::i18n::Phrase;
use crate::refusal::Refusal;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Whether nothing tells the encoding: it is Windows-1252 only because that is the most frequent one beside UTF-8.
    pub(super) is_guess: bool,
}

/// Returns the text of bytes, without its byte order mark: in this encoding, or otherwise in UTF-8, UTF-16, or Windows-1252 where
/// it is neither.
///
/// # Errors
/// The bytes are not text in that encoding, or in the one that they seem to have.
pub(super) fn decode(bytes: &[u8], named: Option<&'static Encoding>) -> Result<Decoded, Phrase> {
    let encoding = named.unwrap_or_else(|| encoding_of(bytes));
    let (text, used, has_errors) = encoding.decode(bytes);
    let is_guess = named.is_none() && used == WINDOWS_1252;
    if has_errors || text.contains('\0') || is_guess && bytes.iter().any(|byte| UNUSED.contains(byte)) {
        return Err(Phrase::new("edit-not-in-encoding").with("encoding", used.name()));
    }
    Ok(Decoded { text: text.into_owned(), is_guess })
}

/// The bytes that are no characters in Windows-1252.
const UNUSED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// Returns the encoding with a name such as `windows-1250`, in any case.
///
/// # Errors
/// No encoding has that name.
pub(super) fn encoding_named(name: &str) -> Result<&'static Encoding, Refusal> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| Refusal::of_usage(Phrase::new("edit-encoding-unknown")))
}

/// Returns the encoding that bytes have: by their byte order mark, by the zero bytes of ASCII characters in UTF-16, or by what is
/// not UTF-8.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => {}
        (even, odd) if even > odd => return UTF_16BE,
        _ => return UTF_16LE,
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        // It is cut within a character.
        Err(error)
            if error.error_len().is_none()
                && error.valid_up_to() > 0
                && has_other_signs(bytes, error.valid_up_to()) =>
        {
            UTF_8
        }
        Err(_) => WINDOWS_1252,
    }
}

/// Whether a text that begins as UTF-8 has a character beyond ASCII in that beginning.
fn has_other_signs(bytes: &[u8], valid: usize) -> bool {
    !bytes[..valid].is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn the_text_is_the_same_in_every_encoding() {
        let text = "id;City\n1;Køge ’s";
        let windows = b"id;City\n1;K\xf8ge \x92s".to_vec();
        for (name, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes()),
            ("UTF-16, little-endian", utf_16(text, u16::to_le_bytes)),
            ("UTF-16, big-endian", utf_16(text, u16::to_be_bytes)),
            ("UTF-16, little-endian, with a mark", utf_16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
            ("UTF-16, big-endian, with a mark", utf_16(&format!("\u{feff}{text}"), u16::to_be_bytes)),
            ("Windows-1252", windows),
        ] {
            let decoded = decode(&bytes, None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.is_guess), (text, name == "Windows-1252"), "{name}");
        }
        assert_eq!(decode(b"", None).unwrap().text, "");
    }

    #[test]
    fn an_encoding_can_be_named() {
        for (name, bytes, text) in [
            ("windows-1250", &b"\xa3\xf3d\x9f"[..], "Łódź"),
            ("CP1251", b"\xcc\xee\xf1\xea\xe2\xe0", "Москва"),
            ("shift_jis", b"\x93\x8c\x8b\x9e", "東京"),
            ("latin1", b"K\xf8ge", "Køge"),
        ] {
            let decoded = decode(bytes, Some(encoding_named(name).unwrap()));
            assert_eq!(decoded, Ok(Decoded { text: text.to_owned(), is_guess: false }), "{name}");
        }
        assert!(encoding_named("cp850x").is_err());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"a\0\0\0\xff\xd8"[..],
            b"\xef\xbb\xbfid\xff",
            b"\xff\xfea\0\0\xd8",
            b"K\xf8ge\x81",
            "Køge ø".as_bytes().split_last().unwrap().1,
        ] {
            assert!(decode(bytes, None).is_err(), "{bytes:?}");
        }
    }
}
