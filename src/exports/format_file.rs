//! Format files (`.fmt`), in which `bcp … format nul -f FILE` names the columns of files that have no header.

use std::io;
use std::path::Path;

use super::encoding::TextEncoding;
use super::fault::{ExportFault, FormatFault};
use super::header::check_columns;
use crate::given_file;

/// A format file is a line per column; a larger file than this, in bytes, is none.
const MAX_LENGTH: usize = 4 * 1024 * 1024;

/// What a format file says of the lines of its data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileFormat {
    pub(super) columns: Vec<String>,
    pub(super) delimiter: String,
}

impl FileFormat {
    /// Reads a format file; `None` if there is none under that name.
    ///
    /// # Errors
    /// The system cannot give it, or it says what cannot be read here.
    pub(super) fn find(path: &Path) -> Result<Option<Self>, ExportFault> {
        let content = match given_file::read(path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let format =
            if content.len() > MAX_LENGTH { Err((1, FormatFault::NotOne)) } else { Self::read(&text_of(&content)) };
        let format = format.map_err(|(line, cause)| ExportFault::FormatFile { path: path.to_owned(), line, cause })?;
        check_columns(&format.columns)?;
        Ok(Some(format))
    }

    /// Reads the text of a format file.
    ///
    /// # Errors
    /// The number of the line that cannot be read, and why.
    pub(super) fn read(text: &str) -> Result<Self, (u64, FormatFault)> {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let mut word = || lines.next().map_or((1, ""), |(at, line)| (at, line.trim()));
        let (at, version) = word();
        if version.parse::<f64>().is_err() {
            return Err((at, if version.starts_with('<') { FormatFault::Xml } else { FormatFault::NotOne }));
        }
        let (at, announced) = word();
        let announced: usize = announced.parse().map_err(|_| (at, FormatFault::NotOne))?;
        let mut format = Self { columns: Vec::new(), delimiter: String::new() };
        let mut last_end: Option<(u64, String)> = None;
        for (at, line) in lines {
            let column = ColumnLine::read(line).map_err(|fault| (at, fault))?;
            if let Some((_, delimiter)) = last_end {
                let is_first = format.columns.len() == 1;
                if !is_first && delimiter != format.delimiter {
                    return Err((at, FormatFault::Terminator));
                }
                format.delimiter = delimiter;
            }
            format.columns.push(column.name);
            last_end = Some((at, column.end));
        }
        match last_end {
            Some((at, _)) if announced != format.columns.len() => Err((at, FormatFault::Column)),
            Some((at, end)) => match end.as_str() {
                "\n" | "\r\n" if !format.delimiter.contains(['\n', '"']) => Ok(format),
                _ => Err((at, FormatFault::Terminator)),
            },
            None => Err((1, FormatFault::Column)),
        }
    }
}

/// A line such as `1  SQLCHAR  0  512  "\t"  1  CUSTACCOUNT  Latin1_General_CI_AS`.
struct ColumnLine {
    name: String,
    /// What stands behind the field.
    end: String,
}

impl ColumnLine {
    fn read(line: &str) -> Result<Self, FormatFault> {
        let words = words(line);
        let [_order, kind, prefix, _length, end, _server_order, name, ..] = &words[..] else {
            return Err(FormatFault::Column);
        };
        let is_wide = kind.eq_ignore_ascii_case("SQLNCHAR");
        let is_text = is_wide || kind.eq_ignore_ascii_case("SQLCHAR");
        if !kind.to_ascii_uppercase().starts_with("SQL") {
            return Err(FormatFault::Column);
        }
        let end = unescape(end, is_wide);
        if !is_text || prefix != "0" || end.is_empty() {
            return Err(FormatFault::Binary);
        }
        Ok(Self { name: name.clone(), end })
    }
}

/// Splits a line at blanks; a word may stand in quotes and hold blanks then.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(inner) => {
                let is_end = |at: usize| !inner[..at].ends_with('\\') || inner[..at].ends_with("\\\\");
                let end = inner.match_indices('"').map(|(at, _)| at).find(|at| is_end(*at)).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

/// Reads the escapes of C; in UTF-16 a NUL stands behind each sign.
fn unescape(terminator: &str, is_wide: bool) -> String {
    let mut signs = String::new();
    let mut rest = terminator.chars();
    while let Some(sign) = rest.next() {
        signs.push(match sign {
            '\\' => match rest.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('0') => '\0',
                Some(other) => other,
                None => '\\',
            },
            other => other,
        });
    }
    if is_wide { signs.replace('\0', "") } else { signs }
}

/// Returns the text of a format file, which `bcp` writes in the code page of its machine.
fn text_of(content: &[u8]) -> String {
    let utf_16 = match content {
        [0xff, 0xfe, ..] => Some(TextEncoding::UTF_16LE),
        [0xfe, 0xff, ..] => Some(TextEncoding::UTF_16BE),
        _ => None,
    };
    let encoding = match (utf_16.and_then(|encoding| encoding.table().ok()), str::from_utf8(content)) {
        (Some(encoding), _) => encoding,
        (None, Ok(_)) => encoding_rs::UTF_8,
        (None, Err(_)) => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(content).0.into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NARROW: &str = "14.0\n3\n\
        1       SQLCHAR             0       512     \"\\t\"             1     CUSTACCOUNT          \"\"\n\
        2       SQLCHAR             0       512     \"\\t\"             2     \"CUST NAME\"        Latin1_General_CI_AS\n\
        3       SQLCHAR             0       512     \"\\r\\n\"          3     CITY                 \"\"\n";

    #[test]
    fn columns_and_delimiter_are_read() {
        let format = FileFormat::read(NARROW).unwrap();
        assert_eq!(format.columns, ["CUSTACCOUNT", "CUST NAME", "CITY"]);
        assert_eq!(format.delimiter, "\t");
        let wide = NARROW.replace("SQLCHAR ", "SQLNCHAR").replace("\\t", "|\\0|\\0").replace("\\r\\n", "\\r\\0\\n\\0");
        assert_eq!(FileFormat::read(&wide).unwrap().delimiter, "||");
        let one = "9.0\r\n1\r\n1 SQLCHAR 0 0 \"\\n\" 1 CITY \"\"\r\n";
        assert_eq!(
            FileFormat::read(one).unwrap(),
            FileFormat { columns: vec!["CITY".to_owned()], delimiter: String::new() }
        );
    }

    #[test]
    fn other_files_are_refused_with_their_line() {
        for (text, line, fault) in [
            ("", 1, FormatFault::NotOne),
            ("<?xml version=\"1.0\"?>\n", 1, FormatFault::Xml),
            ("CUSTACCOUNT\n", 1, FormatFault::NotOne),
            ("14.0\nCITY\n", 2, FormatFault::NotOne),
            ("14.0\n3\n", 1, FormatFault::Column),
            ("14.0\n1\n1 SQLCHAR 0\n", 3, FormatFault::Column),
            (&NARROW.replace("14.0\n3", "14.0\n4"), 5, FormatFault::Column),
            (&NARROW.replace("SQLCHAR ", "SQLINT  "), 3, FormatFault::Binary),
            (&NARROW.replacen("\\t", "", 1), 3, FormatFault::Binary),
            (&NARROW.replacen("\\t", ";", 1), 5, FormatFault::Terminator),
            (&NARROW.replace("\\r\\n", "|"), 5, FormatFault::Terminator),
        ] {
            assert_eq!(FileFormat::read(text), Err((line, fault)), "{text}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_does_not_matter() {
        assert!(FileFormat::find(Path::new("/nowhere/a.fmt")).unwrap().is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(14.0\n2\n)?([0-9A-Z\"\\\\ tn\u{e9}]{0,30}\n){0,4}") {
            let _ = FileFormat::read(&text);
        }
    }
}
