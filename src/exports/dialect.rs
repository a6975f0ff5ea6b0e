//! How fields stand in a line: what is between them, and what quotes mean.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

/// What a quote at the beginning of a field means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// A letter like any other.
    Never,
    /// The field goes to the next quote; two of them are one.
    Doubled,
    /// The field goes to the next quote without a backslash before it, as Data Factory writes it.
    Backslash,
}

/// How the fields of a file are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between two fields. Nothing does if there is one column only.
    pub(super) delimiter: String,
    pub(super) quoting: Quoting,
}

/// A field as it stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawField {
    /// Its text, without the quotes around it.
    pub(super) range: Range<usize>,
    pub(super) is_quoted: bool,
    /// Whether quotes in it are escaped.
    pub(super) has_escapes: bool,
}

/// What was found where a record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scanned {
    /// A whole record: where its line end begins, and where the next one begins.
    Record { end: usize, next: usize },
    /// The text ends before the record does.
    Unfinished { in_quotes: bool },
    /// Something other than a delimiter follows a quoted field.
    Malformed,
}

/// What follows a field in quotes.
enum After {
    Delimiter,
    LineEnd(usize),
    TextEnd,
    Other,
}

impl Dialect {
    /// Reads the record that begins at a place, and hands out its fields one after the other.
    pub(super) fn scan(&self, text: &str, start: usize, mut take: impl FnMut(RawField)) -> Scanned {
        let (bytes, delimiter) = (text.as_bytes(), self.delimiter.as_bytes());
        let first = delimiter.first().copied().unwrap_or(b'\n');
        let mut at = start;
        loop {
            if self.quoting != Quoting::Never && bytes.get(at) == Some(&b'"') {
                let Some((field, close)) = self.scan_quoted(bytes, at + 1) else {
                    return Scanned::Unfinished { in_quotes: true };
                };
                take(field);
                match self.after(&bytes[close + 1..]) {
                    After::Delimiter => at = close + 1 + delimiter.len(),
                    After::LineEnd(length) => return Scanned::Record { end: close + 1, next: close + 1 + length },
                    After::TextEnd => return Scanned::Unfinished { in_quotes: false },
                    After::Other => return Scanned::Malformed,
                }
                continue;
            }
            let mut from = at;
            loop {
                let Some(found) = memchr2(first, b'\n', &bytes[from..]).map(|found| from + found) else {
                    return Scanned::Unfinished { in_quotes: false };
                };
                if bytes[found] == b'\n' {
                    let end = if found > at && bytes[found - 1] == b'\r' { found - 1 } else { found };
                    take(RawField { range: at..end, is_quoted: false, has_escapes: false });
                    return Scanned::Record { end, next: found + 1 };
                }
                if delimiter.len() == 1 || bytes[found..].starts_with(delimiter) {
                    take(RawField { range: at..found, is_quoted: false, has_escapes: false });
                    at = found + delimiter.len();
                    break;
                }
                from = found + 1;
            }
        }
    }

    /// Finds the end of a quoted field whose text begins at a place; returns the field, and where its closing quote is.
    fn scan_quoted(&self, bytes: &[u8], start: usize) -> Option<(RawField, usize)> {
        let mut has_escapes = false;
        let mut at = start;
        loop {
            let quote = at + memchr(b'"', &bytes[at..])?;
            let is_escaped = match self.quoting {
                Quoting::Backslash => quote > start && bytes[quote - 1] == b'\\',
                _ => bytes.get(quote + 1) == Some(&b'"'),
            };
            if !is_escaped {
                return Some((RawField { range: start..quote, is_quoted: true, has_escapes }, quote));
            }
            has_escapes = true;
            at = quote + if self.quoting == Quoting::Backslash { 1 } else { 2 };
        }
    }

    fn after(&self, rest: &[u8]) -> After {
        let delimiter = self.delimiter.as_bytes();
        // What stands in for a character that is cut off at the end may be any.
        let whole = rest.strip_suffix("\u{fffd}".as_bytes()).unwrap_or(rest);
        match rest {
            [b'\n', ..] => After::LineEnd(1),
            [b'\r', b'\n', ..] => After::LineEnd(2),
            _ if !delimiter.is_empty() && rest.starts_with(delimiter) => After::Delimiter,
            _ if matches!(whole, [] | [b'\r']) || delimiter.starts_with(whole) => After::TextEnd,
            _ => After::Other,
        }
    }

    /// Appends the value of a field with escapes.
    pub(super) fn unescape(&self, field: &str, value: &mut String) {
        let escaped = if self.quoting == Quoting::Backslash { "\\\"" } else { "\"\"" };
        let mut parts = field.split(escaped);
        value.push_str(parts.next().unwrap_or_default());
        for part in parts {
            value.push('"');
            value.push_str(part);
        }
    }
}

/// Returns the length of the first line of a text, with its end; `None` if it has none.
pub(super) fn line_length(text: &str) -> Option<usize> {
    memchr(b'\n', text.as_bytes()).map(|end| end + 1)
}

/// Counts the line ends in a text.
pub(super) fn count_lines(text: &str) -> u64 {
    memchr_iter(b'\n', text.as_bytes()).count() as u64
}

/// Returns a line without its end.
pub(super) fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of the first record and how the scan ended.
    fn scan(quoting: Quoting, delimiter: &str, text: &str) -> (Vec<String>, Scanned) {
        let dialect = Dialect { delimiter: delimiter.to_owned(), quoting };
        let mut values = Vec::new();
        let scanned = dialect.scan(text, 0, |field| {
            let mut value = String::new();
            if field.has_escapes {
                dialect.unescape(&text[field.range], &mut value);
            } else {
                value.push_str(&text[field.range]);
            }
            values.push(value);
        });
        (values, scanned)
    }

    #[test]
    fn fields_are_told_apart() {
        use Quoting::{Backslash, Doubled, Never};
        for (quoting, delimiter, text, expected) in [
            (Never, ",", "a,b\r\nc", &["a", "b"][..]),
            (Never, ",", ",\n", &["", ""]),
            (Never, ",", "\n", &[""]),
            (Never, ",", "\r\n", &[""]),
            (Never, "||", "a|b||c\n", &["a|b", "c"]),
            (Never, "", "a,b\n", &["a,b"]),
            (Never, ",", "\"a,b\"\n", &["\"a", "b\""]),
            (Never, ",", "a\rb,c\r\r\n", &["a\rb", "c\r"]),
            (Doubled, ",", "\"a,b\",c\n", &["a,b", "c"]),
            (Doubled, ",", "\"a\r\nb\",\"\"\r\n", &["a\r\nb", ""]),
            (Doubled, ",", "\"the \"\"Mill\"\"\",\"\"\"\"\n", &["the \"Mill\"", "\""]),
            (Doubled, ",", "5\" nail,2\n", &["5\" nail", "2"]),
            (Doubled, "||", "\"a||b\"||c\n", &["a||b", "c"]),
            (Doubled, "\t", "\"C:\\\"\tb\n", &["C:\\", "b"]),
            (Backslash, ",", "\"the \\\"Mill\\\"\",\"\"\n", &["the \"Mill\"", ""]),
        ] {
            let (values, scanned) = scan(quoting, delimiter, text);
            assert_eq!(values, expected, "{text:?}");
            assert!(matches!(scanned, Scanned::Record { .. }), "{text:?}: {scanned:?}");
        }
    }

    #[test]
    fn a_record_is_whole_or_unfinished_wherever_the_text_ends() {
        let text = "\"a\"\"b||c\r\nd\"||e|f||\"g\"\r\n";
        let whole = scan(Quoting::Doubled, "||", text);
        assert_eq!(whole.1, Scanned::Record { end: text.len() - 2, next: text.len() });
        for length in 0..text.len() {
            let (_, scanned) = scan(Quoting::Doubled, "||", &text[..length]);
            assert!(matches!(scanned, Scanned::Unfinished { .. }), "{length}: {scanned:?}");
        }
    }

    #[test]
    fn a_quoted_field_ends_with_its_quote() {
        assert_eq!(scan(Quoting::Doubled, ",", "\"The Mill\" Inc,b\n").1, Scanned::Malformed);
        assert_eq!(scan(Quoting::Backslash, ",", "\"a\"\"b\",c\n").1, Scanned::Malformed);
        assert_eq!(scan(Quoting::Doubled, ",", "\"a\"\u{fffd},b\n").1, Scanned::Malformed);
    }

    #[test]
    fn a_text_may_be_cut_off_within_a_character() {
        for text in ["\"a\"", "\"a\"\r", "\"a\"~^"] {
            let cut = format!("{text}\u{fffd}");
            assert_eq!(scan(Quoting::Doubled, "~^~", &cut).1, Scanned::Unfinished { in_quotes: false }, "{text}");
        }
    }
}
