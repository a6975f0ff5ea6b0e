//! The files of a folder that wait to be read.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::drop_folder::DropFolder;
use crate::channel::error::Result;
use crate::channel::file_identity::FileIdentity;
use crate::clock::Clock;
use crate::model::RecordKind;
use crate::suggest;

/// The endings of exports, perhaps before `.gz`.
const ENDINGS: [&str; 6] = ["csv", "tsv", "txt", "dat", "json", "jsonl"];

/// The ending of a compressed file.
const COMPRESSED: &str = ".gz";

/// The ending of the text beside a file that cannot be read.
pub(super) const REASON: &str = ".txt";

/// How such a text begins.
pub(super) const REASON_MARK: &str = "hqsync: ";

/// The ending of format files.
const FORMAT: &str = ".fmt";

/// The endings of files that are still being written.
const UNFINISHED: [&str; 2] = [".tmp", ".part"];

/// How the names of all upload tables begin.
const ALL_TABLES: &str = "retailasync";

/// The schemas that tools put before the name of a table.
const SCHEMAS: [&str; 3] = ["ax.", "dbo.", "crt."];

/// A file as it was at some moment: another size, time of change or number is another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FileState {
    identity: FileIdentity,
    length: u64,
    changed: Option<SystemTime>,
}

/// A file that waits.
#[derive(Debug, Clone)]
pub(super) struct WaitingFile {
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// Whose upload table it is.
    pub(super) kind: RecordKind,
    pub(super) bytes: u64,
    /// Format files that may describe it, the best first.
    pub(super) format_files: Vec<PathBuf>,
}

/// What is in a folder.
#[derive(Debug, Default)]
pub(super) struct FolderContent {
    /// The complete files, in the order of their names.
    pub(super) files: Vec<WaitingFile>,
    /// The names of those that are still being written.
    pub(super) unfinished: Vec<String>,
    /// Those that are no upload table's.
    pub(super) others: Vec<OtherFile>,
}

/// A file that is no upload table's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OtherFile {
    pub(crate) name: String,
    /// The table that its name probably means.
    pub(crate) table: Option<&'static str>,
}

impl FileState {
    /// Returns the state of a file now.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        Ok(Self::new(&fs::metadata(path)?, path))
    }

    fn new(metadata: &Metadata, path: &Path) -> Self {
        let identity = FileIdentity::of(metadata, path);
        Self { identity, length: metadata.len(), changed: metadata.modified().ok() }
    }
}

impl FolderContent {
    /// Looks what is in a folder. A file that was changed within `settle` is still being written.
    pub(super) fn read(folder: &DropFolder, settle: Duration) -> Result<Self> {
        let at_folder = |error: io::Error| folder.error_at(folder.path(), &error);
        let (mut content, mut formats, now) = (Self::default(), Vec::new(), present_of(folder));
        for entry in fs::read_dir(folder.path()).map_err(at_folder)? {
            let entry = entry.map_err(at_folder)?;
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let lower = name.to_lowercase();
            let metadata = match fs::metadata(&path) {
                Ok(metadata) if metadata.is_file() => metadata,
                // A folder, a pipe or a link that leads nowhere: only its name can have been meant for a file.
                _ => {
                    let table = table_of(&lower).map(RecordKind::table);
                    content.others.extend(table.map(|table| OtherFile { name, table: Some(table) }));
                    continue;
                }
            };
            if lower.ends_with(REASON) && is_reason(&path) {
                // Put back with the file that it is about.
                continue;
            }
            if lower.ends_with(FORMAT) {
                formats.push((lower, path));
            } else if let Some(kind) = table_of(&lower) {
                if is_changing(&metadata, settle, now) {
                    content.unfinished.push(name);
                } else {
                    let bytes = metadata.len();
                    content.files.push(WaitingFile { name, path, kind, bytes, format_files: Vec::new() });
                }
            } else if UNFINISHED.iter().any(|ending| lower.ends_with(ending)) {
                content.unfinished.push(name);
            } else if path != folder.mirror() && !lower.starts_with("hqsync.db-") {
                content.others.push(OtherFile { table: probable_table(&lower), name });
            }
        }
        content.files.sort_by(|one, other| one.name.cmp(&other.name));
        content.unfinished.sort();
        content.others.sort();
        for file in &mut content.files {
            file.format_files = formats_of(file, &formats);
        }
        Ok(content)
    }
}

/// Whether a file is the text about one that could not be read.
fn is_reason(path: &Path) -> bool {
    let mut beginning = [0; REASON_MARK.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut beginning)).is_ok() && beginning == REASON_MARK.as_bytes()
}

/// Returns the record whose upload table a file is named after. The name is in lower case.
fn table_of(name: &str) -> Option<RecordKind> {
    let stem = name.strip_suffix(COMPRESSED).unwrap_or(name);
    let (stem, ending) = stem.rsplit_once('.')?;
    if !ENDINGS.contains(&ending) {
        return None;
    }
    let stem = SCHEMAS.iter().find_map(|schema| stem.strip_prefix(schema)).unwrap_or(stem);
    RecordKind::ALL.into_iter().find(|kind| stem.starts_with(&kind.table().to_lowercase()))
}

/// Returns the table that a name probably means although it is not named after it: misspelt, of an earlier version, or with an
/// ending that is not read. The name is in lower case.
fn probable_table(name: &str) -> Option<&'static str> {
    let stem = name.split(['.', '-', '_', ' ']).find(|part| part.starts_with(ALL_TABLES))?;
    let tables = RecordKind::ALL.map(RecordKind::table);
    suggest::nearest(&stem.to_uppercase(), tables)
}

/// Whether a file was changed so recently that it may still be written.
fn is_changing(metadata: &Metadata, settle: Duration, now: i64) -> bool {
    // One that is dated after now is not waited for longer.
    time_of_change(metadata).is_some_and(|changed| u128::from(now.abs_diff(changed)) < settle.as_micros())
}

/// Microseconds since 1970.
fn time_of_change(metadata: &Metadata) -> Option<i64> {
    let since = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_micros()).ok()
}

/// Returns what the file system of a folder takes for the present: it may be that of another host.
fn present_of(folder: &DropFolder) -> i64 {
    let there = tempfile::tempfile_in(folder.path()).and_then(|file| file.metadata());
    let there = there.ok().and_then(|metadata| time_of_change(&metadata));
    there.unwrap_or_else(|| Clock::system().now().0)
}

/// Returns the format files that may describe a file: the one with its own name, then that of its table.
fn formats_of(file: &WaitingFile, formats: &[(String, PathBuf)]) -> Vec<PathBuf> {
    let lower = file.name.to_lowercase();
    let whole = lower.strip_suffix(COMPRESSED).unwrap_or(&lower);
    let stem = whole.rsplit_once('.').map_or(whole, |(stem, _)| stem);
    let table = file.kind.table().to_lowercase();
    let names = [stem, whole, &table].map(|name| format!("{name}{FORMAT}"));
    let of_name = |name: &String| formats.iter().find(|(known, _)| known == name).map(|(_, path)| path.clone());
    names.iter().filter_map(of_name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_read_may_mean_a_table() {
        for (name, expected) in [
            ("retailasyncadressv2.csv", Some("RETAILASYNCADDRESSV2")),
            ("retailasynccustomercontact.xlsx", Some("RETAILASYNCCUSTOMERCONTACT")),
            ("retailasynccustomer.csv", Some("RETAILASYNCCUSTOMERV2")),
            ("notes.txt", None),
        ] {
            assert_eq!(probable_table(name), expected, "{name}");
        }
    }

    #[test]
    fn files_are_named_after_their_upload_table() {
        for (name, expected) in [
            ("retailasynccustomerv2.csv", Some(RecordKind::Customer)),
            ("retailasynccustomerv2-0001.jsonl.gz", Some(RecordKind::Customer)),
            ("ax.retailasyncaddressv2_2026-11-27.txt", Some(RecordKind::Address)),
            ("retailasynccustomercontact.tsv", Some(RecordKind::Contact)),
            ("retailasynccustomeraffiliation.dat", Some(RecordKind::Affiliation)),
            ("retailasynccustomerattributev2.json", Some(RecordKind::Attribute)),
            ("retailasynccustomerv2.csv.txt", Some(RecordKind::Customer)),
            ("retailasynccustomerv2.rpt", None),
            ("retailasynccustomerv2.csv.tmp", None),
            ("retailasynccustomerv2", None),
            ("retailasynccustomer.csv", None),
            ("customers.csv", None),
        ] {
            assert_eq!(table_of(name), expected, "{name}");
        }
    }
}
