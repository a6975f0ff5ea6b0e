//! The text of a file in whichever encoding a spreadsheet or a shell wrote it.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns the text of bytes, without its byte order mark: UTF-8, UTF-16, or Windows-1252 where it is neither.
///
/// # Errors
/// The bytes are not text in the encoding that they seem to have.
pub(super) fn decode(bytes: &[u8]) -> Result<String, String> {
    let encoding = encoding_of(bytes);
    let (text, _, has_errors) = encoding.decode(bytes);
    if has_errors || text.contains('\0') {
        return Err(format!("it is not a text in {}", encoding.name()));
    }
    Ok(text.into_owned())
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
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{name}");
        }
        assert_eq!(decode(b"").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b"a\0\0\0\xff\xd8"[..],
            b"\xef\xbb\xbfid\xff",
            b"\xff\xfea\0\0\xd8",
            "Køge ø".as_bytes().split_last().unwrap().1,
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
