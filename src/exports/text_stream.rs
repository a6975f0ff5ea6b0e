//! The text of a file, decoded piece by piece.

use encoding_rs::{Decoder, DecoderResult};

use super::bytes::ExportBytes;
use super::encoding::{TextEncoding, UpperHalf};
use super::fault::ExportFault;
use super::survey::Survey;

/// How many bytes are decoded at once.
const CHUNK: usize = 256 * 1024;

/// Stands where bytes are no sign of the encoding. The places are noted, so that it is never taken for a value.
const STAND_IN: char = '\u{fffd}';

/// The text of a file from its beginning to its end.
pub(super) struct TextStream {
    bytes: ExportBytes,
    decoder: TextDecoder,
    raw: Vec<u8>,
    has_ended: bool,
}

enum TextDecoder {
    Web(Box<Decoder>),
    Oem(&'static UpperHalf),
}

/// Text that has been decoded.
#[derive(Debug, Default)]
pub(super) struct DecodedText {
    pub(super) text: String,
    /// Where in the text a stand-in is for bytes that are no sign of the encoding, in ascending order.
    pub(super) undecoded: Vec<usize>,
}

impl TextStream {
    /// Returns the text of a file, without its byte-order mark.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn new(mut bytes: ExportBytes, survey: Survey) -> Result<Self, ExportFault> {
        bytes.rewind()?;
        let mut mark = [0; 3];
        bytes.fill(&mut mark[..survey.mark])?;
        Ok(Self { bytes, decoder: TextDecoder::new(survey.encoding), raw: vec![0; CHUNK], has_ended: false })
    }

    /// Returns the bytes, to be read anew.
    pub(super) fn into_bytes(self) -> ExportBytes {
        self.bytes
    }

    /// Adds the next piece of text, and returns whether there was one: nothing follows once it is `false`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn read_more(&mut self, decoded: &mut DecodedText) -> Result<bool, ExportFault> {
        if self.has_ended {
            return Ok(false);
        }
        let length = self.bytes.fill(&mut self.raw)?;
        self.has_ended = length < self.raw.len();
        self.decoder.decode(&self.raw[..length], self.has_ended, decoded);
        Ok(length > 0)
    }
}

impl TextDecoder {
    fn new(encoding: TextEncoding) -> Self {
        match encoding.table() {
            Ok(encoding) => Self::Web(Box::new(encoding.new_decoder_without_bom_handling())),
            Err(upper_half) => Self::Oem(upper_half),
        }
    }

    fn decode(&mut self, mut raw: &[u8], is_last: bool, into: &mut DecodedText) {
        match self {
            Self::Oem(upper_half) => into.text.extend(raw.iter().map(|byte| match byte {
                0x80.. => upper_half[usize::from(*byte) - 0x80],
                ascii => char::from(*ascii),
            })),
            Self::Web(decoder) => loop {
                let needed = decoder.max_utf8_buffer_length_without_replacement(raw.len());
                into.text.reserve(needed.unwrap_or(raw.len() * 4 + 16));
                let (result, read) = decoder.decode_to_string_without_replacement(raw, &mut into.text, is_last);
                raw = &raw[read..];
                match result {
                    DecoderResult::InputEmpty => break,
                    DecoderResult::OutputFull => {}
                    DecoderResult::Malformed(..) => {
                        into.undecoded.push(into.text.len());
                        into.text.push(STAND_IN);
                    }
                }
            },
        }
    }
}

impl DecodedText {
    /// Removes the beginning of the text.
    pub(super) fn discard(&mut self, length: usize) {
        self.text.drain(..length);
        self.move_places(length);
    }

    fn move_places(&mut self, length: usize) {
        self.undecoded.retain_mut(|place| match place.checked_sub(length) {
            Some(moved) => {
                *place = moved;
                true
            }
            None => false,
        });
    }

    /// Takes the text out; what follows its beginning of that length is left, in a text whose memory is used again.
    pub(super) fn take(&mut self, length: usize, mut spare: String) -> String {
        spare.clear();
        spare.push_str(&self.text[length..]);
        self.move_places(length);
        std::mem::replace(&mut self.text, spare)
    }

    /// Whether a stand-in is in a part of the text.
    pub(super) fn is_undecoded(&self, start: usize, end: usize) -> bool {
        let first = self.undecoded.partition_point(|place| *place < start);
        self.undecoded.get(first).is_some_and(|place| *place < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(name: &str, raw: &[u8], by: usize) -> (String, Vec<usize>) {
        let mut decoder = TextDecoder::new(TextEncoding::named(name).unwrap());
        let mut found = DecodedText::default();
        raw.chunks(by).for_each(|chunk| decoder.decode(chunk, false, &mut found));
        decoder.decode(&[], true, &mut found);
        (found.text, found.undecoded)
    }

    #[test]
    fn every_encoding_is_decoded_wherever_it_is_cut() {
        for (name, raw, expected) in [
            ("utf-8", "Køge 東京 🏬".as_bytes(), "Køge 東京 🏬"),
            ("windows-1252", b"K\xf8ge \x80 \x93x\x94", "Køge € “x”"),
            ("850", b"K\x9bge \x86", "Køge å"),
            ("437", b"D\x81sseldorf", "Düsseldorf"),
            ("865", b"K\x9bge", "Køge"),
            ("utf-16le", b"K\0\xf8\0\x3c\xd8\xec\xdf", "Kø🏬"),
            ("utf-16be", b"\0K\0\xf8", "Kø"),
            ("shift_jis", b"\x93\x8c\x8b\x9e", "東京"),
        ] {
            for by in 1..5 {
                assert_eq!(decode(name, raw, by), (expected.to_owned(), vec![]), "{name} by {by} bytes");
            }
        }
    }

    #[test]
    fn what_is_no_sign_of_the_encoding_is_noted() {
        assert_eq!(decode("utf-8", b"K\xf8ge", 9), ("K\u{fffd}ge".to_owned(), vec![1]));
        // Half of a pair of surrogates, and half of a unit.
        assert_eq!(decode("utf-16le", b"a\0\x3c\xd8b\0", 9), ("a\u{fffd}b".to_owned(), vec![1]));
        assert_eq!(decode("utf-16le", b"a\0b", 9), ("a\u{fffd}".to_owned(), vec![1]));
        // This one is in the file.
        assert_eq!(decode("utf-8", "a\u{fffd}".as_bytes(), 9), ("a\u{fffd}".to_owned(), vec![]));
    }

    #[test]
    fn places_move_with_the_text() {
        let mut decoded = DecodedText { text: "a\u{fffd}b\u{fffd}".to_owned(), undecoded: vec![1, 5] };
        assert!(decoded.is_undecoded(0, 4) && !decoded.is_undecoded(4, 5) && decoded.is_undecoded(4, 6));
        decoded.discard(4);
        assert_eq!((decoded.text.as_str(), &decoded.undecoded[..]), ("b\u{fffd}", &[1][..]));
    }
}
