//! The file of `--from`: fields for every operation, or a table with a row for each.

use std::io::{self, Read as _};
use std::path::Path;

use encoding_rs::Encoding;
use serde_json::Value as Json;

use super::encoding::{Decoded, decode};
use super::table_file::{ID, is_delimited, read_delimited, read_objects, read_workbook};
use super::table_lines::TableFile;
use crate::editor::parse_fields;
use crate::engine::{Assignment, TableOrigin};
use crate::failure::{Result, ResultExt as _};
use crate::given_file;
use crate::i18n::Phrase;
use crate::refusal::Refusal;

/// What a file says.
pub(super) enum GivenFile {
    /// Fields and values for every operation, and whether their encoding is a guess.
    Fields(Vec<Assignment>, bool),
    /// A row for each operation.
    Table(TableFile),
}

/// What a workbook begins with, as every archive does.
const WORKBOOK: &[u8] = b"PK\x03\x04";

/// What a workbook of Excel 97 begins with.
const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0";

/// Reads a file in an encoding, or the standard input for `-`; without an encoding, its bytes tell it. What it says is told by its
/// content, and by the ending of its name where that does not tell.
///
/// # Errors
/// It cannot be read, or is neither fields nor a table.
pub(super) fn read(path: &Path, encoding: Option<&'static Encoding>) -> Result<GivenFile> {
    let (from, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context(Phrase::new("edit-input-unreadable"))?;
        ("input", bytes)
    } else {
        let unreadable = || Phrase::new("edit-file-unreadable").with("file", path.display());
        ("file", given_file::read(path).with_context(unreadable)?)
    };
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    interpret(bytes, &ending, encoding).map_err(|(fault, expected)| {
        let phrase = Phrase::new("edit-file-unusable").with("from", from).with("file", path.display());
        Refusal::new(phrase.with("expected", expected).because(fault)).into()
    })
}

/// Returns what the bytes of a file say, or why they say nothing, with the key of what would.
fn interpret(
    bytes: Vec<u8>,
    ending: &str,
    encoding: Option<&'static Encoding>,
) -> Result<GivenFile, (Phrase, &'static str)> {
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err((Phrase::new("edit-workbook-old"), "workbook"));
    }
    if bytes.starts_with(WORKBOOK) {
        return read_workbook(bytes).map(GivenFile::Table).map_err(|fault| (fault, "table"));
    }
    let Decoded { text, is_guess } = decode(&bytes, encoding).map_err(|fault| (fault, "encoding"))?;
    let table_of = |delimiter| {
        let mut table = read_delimited(&text, delimiter);
        if is_guess {
            table.origin = TableOrigin::GuessedEncoding;
        }
        GivenFile::Table(table)
    };
    let delimiter = match ending {
        "csv" => Some(b','),
        "tsv" | "tab" => Some(b'\t'),
        _ => None,
    };
    let is_array = text.trim_start().starts_with('[') && ending != "toml";
    let is_list = is_array || matches!(ending, "jsonl" | "ndjson") || is_numbered_object(&text);
    match delimiter {
        Some(delimiter) => Ok(table_of(delimiter)),
        None if is_delimited(&text) => Ok(table_of(b',')),
        None if is_list => read_objects(&text).map(GivenFile::Table).map_err(|fault| (fault, "fields")),
        None => {
            parse_fields(&text).map(|fields| GivenFile::Fields(fields, is_guess)).map_err(|fault| (fault, "fields"))
        }
    }
}

/// Whether a text begins with a JSON object that names an operation.
fn is_numbered_object(text: &str) -> bool {
    let mut objects = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Map<String, Json>>();
    let first = objects.next().and_then(Result::ok);
    first.is_some_and(|object| object.keys().any(|key| key.trim().eq_ignore_ascii_case(ID)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(bytes: &[u8], ending: &str) -> &'static str {
        match interpret(bytes.to_vec(), ending, None) {
            Ok(GivenFile::Fields(..)) => "fields",
            Ok(GivenFile::Table(_)) => "table",
            Err(_) => "nothing",
        }
    }

    #[test]
    fn the_content_of_a_file_tells_what_it_says() {
        for (text, ending, kind) in [
            ("{\"Email\": \"x@example.com\"}", "json", "fields"),
            ("\u{feff}{\"Email\": \"x@example.com\"}", "txt", "fields"),
            ("Email = \"x@example.com\"", "toml", "fields"),
            ("", "", "fields"),
            ("id,Email\n7,x@example.com", "", "table"),
            ("id;Email\n7;x@example.com", "txt", "table"),
            ("id\n7", "csv", "table"),
            ("[{\"id\": 7}]", "json", "table"),
            ("{\"id\": 7}\n{\"id\": 8}", "jsonl", "table"),
            ("{\"Id\": 7, \"Email\": null}", "json", "table"),
            ("{\"id\": 7}\n{\"id\": 8}", "", "table"),
            ("[1]", "json", "nothing"),
            ("[Email]\nx = 1", "toml", "nothing"),
            ("Email =", "", "nothing"),
            ("PK\u{3}\u{4}no", "xlsx", "nothing"),
        ] {
            assert_eq!(kind_of(text.as_bytes(), ending), kind, "{text} {ending}");
        }
        let from_shell: Vec<u8> = "\u{feff}{\"Phone\": null}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind_of(&from_shell, "json"), "fields");
        assert_eq!(kind_of(OLD_WORKBOOK, "xls"), "nothing");
    }
}
