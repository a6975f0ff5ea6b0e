//! What the bytes of a file show of its encoding, and whether they are text at all.

use memchr::{memchr, memchr_iter};

use super::bytes::ExportBytes;
use super::encoding::TextEncoding;
use super::fault::ExportFault;

/// How much is looked at where a beginning is enough, in bytes.
pub(super) const SAMPLE: usize = 64 * 1024;

/// How much of the first line is looked at, in bytes. Names tell UTF-16 even where the values do not.
const NAMES: usize = 256;

/// How much is read at once, in bytes.
const CHUNK: usize = 256 * 1024;

const BYTE_ORDER_MARKS: [(&[u8], TextEncoding); 3] = [
    (&[0xef, 0xbb, 0xbf], TextEncoding::UTF_8),
    (&[0xff, 0xfe], TextEncoding::UTF_16LE),
    (&[0xfe, 0xff], TextEncoding::UTF_16BE),
];

/// What the bytes of a file show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey {
    pub(super) encoding: TextEncoding,
    /// Length of the byte-order mark, which is 0 without one.
    pub(super) mark: usize,
    /// Whether there is any quote.
    pub(super) has_quote: bool,
    /// Whether a quote stands behind a backslash anywhere.
    pub(super) has_backslash_quote: bool,
}

/// Looks through a file, and leaves it at its beginning.
///
/// # Errors
/// The file cannot be read, is not text, or its encoding has to be named.
pub(super) fn survey(bytes: &mut ExportBytes, named: Option<TextEncoding>) -> Result<Survey, ExportFault> {
    let mut buffer = vec![0; CHUNK];
    let mut length = bytes.fill(&mut buffer)?;
    let beginning = &buffer[..length.min(SAMPLE)];
    let marked = BYTE_ORDER_MARKS.iter().find(|(mark, _)| beginning.starts_with(mark));
    let shown = marked.map(|(_, encoding)| *encoding).or_else(|| unmarked_utf_16(beginning));
    if shown.is_none() && is_binary(beginning) {
        return Err(ExportFault::Binary);
    }
    let mut check = Utf8Check::default();
    let mut quotes = QuoteSearch::default();
    while length > 0 {
        quotes.take(&buffer[..length]);
        if shown.is_none() {
            check.take(&buffer[..length]);
        } else if quotes.has_backslash_quote {
            break;
        }
        length = bytes.fill(&mut buffer)?;
    }
    bytes.rewind()?;
    let encoding = match (shown, check.line_of_other_encoding(), named) {
        (Some(encoding), ..) => encoding,
        (None, None, _) => TextEncoding::UTF_8,
        (None, Some(_), Some(named)) if named != TextEncoding::UTF_8 => named,
        (None, Some(line), _) => return Err(ExportFault::Encoding { line }),
    };
    let QuoteSearch { has_quote, has_backslash_quote, .. } = quotes;
    Ok(Survey { encoding, mark: marked.map_or(0, |(mark, _)| mark.len()), has_quote, has_backslash_quote })
}

/// Returns the kind of UTF-16 that text without a byte-order mark is, since every second byte of names and figures is NUL.
/// `bcp -c` writes NULs too, for empty texts, but never without pairs of other bytes between them.
fn unmarked_utf_16(beginning: &[u8]) -> Option<TextEncoding> {
    let first_line = memchr(b'\n', beginning).unwrap_or(beginning.len());
    let names = PairCounts::of(&beginning[..first_line.min(NAMES)]);
    let all = PairCounts::of(beginning);
    names.utf_16(8).or_else(|| all.utf_16(2))
}

/// Pairs of bytes at even places.
#[derive(Debug, Default)]
struct PairCounts {
    nul_second: usize,
    nul_first: usize,
    without_nul: usize,
    both_nul: usize,
}

impl PairCounts {
    fn of(bytes: &[u8]) -> Self {
        let mut counts = Self::default();
        for pair in bytes.chunks_exact(2) {
            match (pair[0], pair[1]) {
                (0, 0) => counts.both_nul += 1,
                (_, 0) => counts.nul_second += 1,
                (0, _) => counts.nul_first += 1,
                _ => counts.without_nul += 1,
            }
        }
        counts
    }

    /// Returns which UTF-16 it is, if so many times more pairs are letters of ASCII than letters of other scripts.
    fn utf_16(&self, share: usize) -> Option<TextEncoding> {
        let is_it = |ascii: usize, swapped: usize| {
            ascii > 0 && ascii >= self.without_nul * share && ascii > (swapped + self.both_nul) * 4
        };
        if is_it(self.nul_second, self.nul_first) {
            return Some(TextEncoding::UTF_16LE);
        }
        is_it(self.nul_first, self.nul_second).then_some(TextEncoding::UTF_16BE)
    }
}

/// Whether bytes are no text: more than one in two hundred is a control character, or a NUL that is not alone between two
/// delimiters, as `bcp -c` has them for empty texts.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|byte| matches!(byte, 1..=8 | 14..=25 | 27..=31)).count();
    let stands_alone = |at: usize| {
        let is_delimiter = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != 0);
        is_delimiter(at.checked_sub(1).map(|before| &bytes[before])) && is_delimiter(bytes.get(at + 1))
    };
    let nuls = memchr_iter(0, bytes).filter(|at| !stands_alone(*at)).count();
    (controls + nuls) * 200 > bytes.len()
}

/// Looks for quotes in a stream of bytes.
#[derive(Debug, Default)]
struct QuoteSearch {
    has_quote: bool,
    has_backslash_quote: bool,
    /// The last bytes of what was taken before.
    end: Vec<u8>,
}

impl QuoteSearch {
    fn take(&mut self, bytes: &[u8]) {
        self.has_quote = self.has_quote || memchr(b'"', bytes).is_some();
        if self.has_backslash_quote {
            return;
        }
        self.end.extend(bytes.iter().take(2));
        self.has_backslash_quote = has_backslash_quote(&self.end) || has_backslash_quote(bytes);
        if let Some(end) = bytes.last_chunk::<2>() {
            self.end = end.to_vec();
        }
    }
}

/// Whether a quote stands behind a backslash. In UTF-16 a NUL stands between them.
fn has_backslash_quote(bytes: &[u8]) -> bool {
    memchr_iter(b'\\', bytes).any(|at| matches!(bytes[at + 1..], [b'"', ..] | [0, b'"', ..]))
}

/// So many times more characters of UTF-8 than other bytes make a file UTF-8: text of other encodings has next to none by chance.
const CLEARLY_MORE: u64 = 5;

/// Tells whether a stream of bytes is UTF-8, but for single bytes that are damaged. A character that is cut off at the end is: then
/// the whole file is cut off.
#[derive(Debug, Default)]
struct Utf8Check {
    /// The beginning of a character whose end was not seen yet.
    pending: Vec<u8>,
    lines: u64,
    /// Characters of more than one byte.
    long: u64,
    /// Bytes, or beginnings of characters, that are no UTF-8.
    invalid: u64,
    invalid_line: Option<u64>,
}

impl Utf8Check {
    /// Returns the first line that is no UTF-8, if the file is none.
    fn line_of_other_encoding(&self) -> Option<u64> {
        self.invalid_line.filter(|_| self.long < self.invalid * CLEARLY_MORE)
    }

    fn take(&mut self, mut bytes: &[u8]) {
        while !self.pending.is_empty()
            && let Some(next) = bytes.first()
        {
            self.pending.push(*next);
            match str::from_utf8(&self.pending) {
                Err(error) if error.error_len().is_none() => bytes = &bytes[1..],
                Ok(_) => {
                    self.long += 1;
                    self.pending.clear();
                    bytes = &bytes[1..];
                }
                // The byte belongs to what follows.
                Err(_) => {
                    self.take_invalid();
                    self.pending.clear();
                }
            }
        }
        while !bytes.is_empty() {
            let error = str::from_utf8(bytes).err();
            let (valid, rest) = bytes.split_at(error.map_or(bytes.len(), |error| error.valid_up_to()));
            self.long += valid.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            self.lines += memchr_iter(b'\n', valid).count() as u64;
            bytes = match error.map(|error| error.error_len()) {
                None => rest,
                Some(None) => {
                    self.pending.extend_from_slice(rest);
                    return;
                }
                Some(Some(length)) => {
                    self.take_invalid();
                    &rest[length..]
                }
            };
        }
    }

    fn take_invalid(&mut self) {
        self.invalid += 1;
        self.invalid_line.get_or_insert(self.lines + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey_of(content: &[u8], named: Option<&str>) -> Result<Survey, ExportFault> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), content).unwrap();
        let mut bytes = ExportBytes::open(file.path()).unwrap();
        survey(&mut bytes, named.and_then(TextEncoding::named))
    }

    fn encoding_of(content: &[u8]) -> (&'static str, usize) {
        let survey = survey_of(content, Some("windows-1252")).unwrap();
        (survey.encoding.name(), survey.mark)
    }

    fn utf_16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_tells_the_encoding() {
        assert_eq!(encoding_of(b"\xef\xbb\xbfa,b\n"), ("UTF-8", 3));
        assert_eq!(encoding_of(b"\xff\xfea\0,\0"), ("UTF-16LE", 2));
        assert_eq!(encoding_of(b"\xfe\xff\0a\0,"), ("UTF-16BE", 2));
        // It begins with an empty text, and is no UTF-32.
        assert_eq!(encoding_of(b"\xff\xfe\0\0\t\0"), ("UTF-16LE", 2));
    }

    #[test]
    fn utf_16_shows_without_a_mark() {
        let header = "REPLICATIONCOUNTERFROMORIGIN|CUSTACCOUNTASYNC|CUSTNAME\r\n";
        assert_eq!(encoding_of(&utf_16(header)), ("UTF-16LE", 0));
        let foreign = format!("{header}{}", "42|x|東京都千代田区丸の内一丁目\r\n".repeat(3000));
        assert_eq!(encoding_of(&utf_16(&foreign)), ("UTF-16LE", 0));
        let swapped: Vec<u8> = header.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(encoding_of(&swapped), ("UTF-16BE", 0));
    }

    #[test]
    fn empty_texts_of_bcp_are_not_taken_for_utf_16() {
        let row =
            format!("41200\t5f0b1c6e-7d3a-4b58-9a34-0c8f0e1d2a3b{}\t2026-11-01 08:00:22.003\n", "\t\0".repeat(31));
        for rows in [1, 2, 1000] {
            assert_eq!(encoding_of(row.repeat(rows).as_bytes()), ("UTF-8", 0), "{rows} rows");
        }
    }

    #[test]
    fn a_file_is_utf_8_as_a_whole_but_for_single_bytes() {
        let utf_8 = "1;Køge\n".repeat(100_000).into_bytes();
        assert_eq!(encoding_of(&utf_8), ("UTF-8", 0));
        assert_eq!(encoding_of("a;b\n1;K\u{f8}".as_bytes().split_last().unwrap().1), ("UTF-8", 0));
        for (valid, damaged, expected) in [(5, 1, "UTF-8"), (100_000, 20_000, "UTF-8"), (4, 1, "windows-1252")] {
            let content = [&utf_8[..valid * "1;Køge\n".len()], &b"1;K\xf8ge\n".repeat(damaged)].concat();
            assert_eq!(encoding_of(&content), (expected, 0), "{valid} and {damaged}");
        }
        let content = [&utf_8[..], &b"1;K\xf8ge\n".repeat(30_000)].concat();
        assert_eq!(encoding_of(&content), ("windows-1252", 0));
        assert!(matches!(survey_of(&content, None), Err(ExportFault::Encoding { line: 100_001 })));
        assert!(matches!(survey_of(&content, Some("utf-8")), Err(ExportFault::Encoding { line: 100_001 })));
    }

    #[test]
    fn where_the_blocks_are_cut_does_not_matter() {
        let text = "a;東京 🏬 Ł\n".repeat(9).into_bytes();
        for (content, line, invalid, long) in [
            (&text[..], None, 0, 36),
            (b"ok\na;\xf0\x9f\x8f\n\xc3\xb8", Some(2), 1, 1),
            (b"ok\n\xe0\x80\x80\xff\xc3\xb8", Some(2), 4, 1),
            (b"a\nb\n\xf0\x9f", None, 0, 0),
        ] {
            for size in 1..9 {
                let mut check = Utf8Check::default();
                content.chunks(size).for_each(|chunk| check.take(chunk));
                assert_eq!((check.invalid_line, check.invalid, check.long), (line, invalid, long), "by {size} bytes");
            }
        }
    }

    #[test]
    fn binary_files_are_told_from_text() {
        let native = b"\x04\0\x01\0\0\0\x24\x005f0b1c6e\xff\xff\x08\0\x10\x11\x12\x13\x14\x15\x16\x17";
        assert!(matches!(survey_of(native, None), Err(ExportFault::Binary)));
        assert!(matches!(survey_of(&native.repeat(99), Some("850")), Err(ExportFault::Binary)));
        for text in ["a\tb\r\n", "1\t\0\t\0\t2\n\0\t3\n", "a||\0||b\n", "one\x1a"] {
            assert!(!is_binary(text.as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn quotes_are_seen_anywhere() {
        assert!(survey_of(b"a,b\n\"1\",2\n", None).unwrap().has_quote);
        assert!(!survey_of(b"a,b\n1,2\n", None).unwrap().has_quote);
        assert!(survey_of(&utf_16("\u{feff}a,b\n\"1\",2\n"), None).unwrap().has_quote);
    }

    #[test]
    fn quotes_behind_backslashes_are_seen_wherever_the_blocks_are_cut() {
        let escaped = r#"a,"b \"c\"""#;
        for (content, expected) in [
            (escaped.as_bytes().to_vec(), true),
            (utf_16(escaped), true),
            (utf_16(escaped).split_off(1), true),
            (br#"a,"C:\x","b""#.to_vec(), false),
            (br"a,b\".to_vec(), false),
        ] {
            for size in 1..9 {
                let mut search = QuoteSearch::default();
                content.chunks(size).for_each(|chunk| search.take(chunk));
                assert_eq!(search.has_backslash_quote, expected, "{content:?} by {size} bytes");
            }
        }
    }
}
