//! A file of anchors, to which lines are only ever appended.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::anchor::{Anchor, AnchorText};
use super::error::WitnessError;
use crate::own_file::{self, OwnFileError};

/// How long to wait for other writers. A lock that somebody keeps for longer is ignored: a line is appended in one piece
/// anyway.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(10);

/// Bytes at the end of a file that hold its last line.
const TAIL: u64 = 64 * 1024;

/// The longest line that is read.
const LONGEST: u64 = 64 * 1024;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnchorLine {
    /// Counted from 1.
    pub(crate) number: u64,
    pub(crate) text: AnchorText,
}

/// A file to which a line is about to be appended, under its lock. It may belong to somebody else who lets hqsync do nothing
/// but append.
pub(super) struct LockedFile<'p> {
    path: &'p Path,
    file: File,
}

impl<'p> LockedFile<'p> {
    /// Opens the file, or creates it with the permissions of the store, if that is a file, and takes its lock.
    ///
    /// # Errors
    /// It is not what the program made, or cannot be opened.
    pub(super) fn open(path: &'p Path, store: Option<&Path>) -> Result<Self, WitnessError> {
        // A new file is its owner's alone; one that has its own permissions keeps them.
        let store = store.unwrap_or(path);
        let append = OpenOptions::new().append(true).clone();
        let file = own_file::open_or_create(path, append.clone().read(true), store)
            .or_else(|_| own_file::open_or_create(path, &append, store))
            .map_err(WitnessError::Unusable)?;
        lock(&file);
        Ok(Self { path, file })
    }

    /// Appends a line.
    ///
    /// # Errors
    /// It cannot be written, such as on a full disk.
    pub(super) fn append(self, line: &str) -> Result<(), WitnessError> {
        let unwritable = |error| WitnessError::Unwritable { file: self.path.to_owned(), error };
        append_line(&self.file, line).map_err(unwritable)
    }
}

/// Takes the file's lock, which ends when the file is closed; gives up after a while.
fn lock(file: &File) {
    let deadline = Instant::now() + PATIENCE;
    while let Err(TryLockError::WouldBlock) = file.try_lock() {
        if Instant::now() >= deadline {
            return;
        }
        thread::sleep(PAUSE);
    }
}

fn append_line(mut file: &File, line: &str) -> io::Result<()> {
    let before = if ends_with_newline(file)? { "" } else { "\n" };
    file.write_all(format!("{before}{line}\n").as_bytes())?;
    file.sync_data()
}

/// Whether the next line can be appended as it is. What cannot be read may have been cut off.
fn ends_with_newline(file: &File) -> io::Result<bool> {
    let length = file.metadata()?.len();
    let mut last = [0];
    Ok(length == 0 || (file.read_exact_at(&mut last, length - 1).is_ok() && last == *b"\n"))
}

/// Opens the configured file for reading; `None` if it does not exist.
///
/// # Errors
/// It is not what the program made, or cannot be read.
pub(crate) fn open_configured(path: &Path) -> Result<Option<File>, OwnFileError> {
    match own_file::open(path, OpenOptions::new().read(true)) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.is_missing() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Returns the last anchor of the configured file; `None` if it has none.
///
/// Whoever compares it with the store reads the store afterwards: another command may append to both meanwhile.
///
/// # Errors
/// The file exists, but is not what the program made or cannot be read.
pub(crate) fn last_anchor(path: &Path) -> Result<Option<Anchor>, OwnFileError> {
    last_anchor_where(path, |_| true)
}

/// Returns the last anchor of the configured file that `is_sought`, within its last lines; `None` if there is none.
///
/// # Errors
/// As [`last_anchor`].
pub(crate) fn last_anchor_where(
    path: &Path,
    is_sought: impl Fn(&Anchor) -> bool,
) -> Result<Option<Anchor>, OwnFileError> {
    let Some(mut file) = open_configured(path)? else { return Ok(None) };
    let mut read_tail = || {
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
        let mut tail = Vec::new();
        (&mut file).take(TAIL).read_to_end(&mut tail)?;
        Ok(tail)
    };
    let tail = read_tail().map_err(|error| OwnFileError::unusable(path, error))?;
    let lines = String::from_utf8_lossy(&tail).into_owned();
    Ok(lines.lines().rev().find_map(|line| match AnchorText::read(line) {
        AnchorText::Anchor(anchor) if is_sought(&anchor) => Some(anchor),
        _ => None,
    }))
}

/// Returns the lines of a file one after the other, until it ends or cannot be read.
pub(crate) fn read_lines(file: impl io::Read) -> impl Iterator<Item = io::Result<AnchorLine>> {
    let mut file = BufReader::new(file);
    let mut next = move |number| {
        let mut line = Vec::new();
        file.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        if line.len() as u64 == LONGEST {
            file.skip_until(b'\n')?;
        }
        let text = AnchorText::read(&String::from_utf8_lossy(&line));
        Ok((!line.is_empty()).then_some(AnchorLine { number, text }))
    };
    (1..).map_while(move |number| next(number).transpose())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use pretty_assertions::assert_eq;
    use uuid::Uuid;

    use super::*;
    use crate::model::Timestamp;

    fn anchor(entry: i64) -> Anchor {
        let at = Timestamp(1_795_000_000_000_000);
        Anchor { at, entry, hash: [7; 32], accounts: Vec::new(), store: Uuid::from_u128(1) }
    }

    #[test]
    fn a_line_that_was_cut_off_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.anchors");
        let append = |entry| LockedFile::open(&path, Some(folder.path()))?.append(&anchor(entry).to_string());
        append(1).unwrap();
        let cut = anchor(2).to_string();
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{whole}{}", &cut[..cut.len() - 1])).unwrap();
        assert_eq!(last_anchor(&path).unwrap(), Some(anchor(1)));
        append(3).unwrap();
        assert_eq!(last_anchor(&path).unwrap(), Some(anchor(3)));
        let lines: Vec<_> = read_lines(File::open(&path).unwrap()).map(|line| line.unwrap().text).collect();
        assert_eq!(lines, [AnchorText::Anchor(anchor(1)), AnchorText::Other, AnchorText::Anchor(anchor(3))]);
    }

    #[test]
    fn a_file_without_anchors_has_no_last_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.anchors");
        assert_eq!(last_anchor(&path).unwrap(), None);
        fs::write(&path, [0xff; 3]).unwrap();
        assert_eq!(last_anchor(&path).unwrap(), None);
    }
}
