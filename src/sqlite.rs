//! What went wrong in SQLite, for the store and the channels alike.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{self, Path};

use rusqlite::{ErrorCode, ffi};

use crate::new_file::folder_of;
use crate::system_fault::{Shortage, SystemFault};

/// The endings of the files that SQLite keeps beside a database: its log, the log's index in shared memory, its journal.
pub(crate) const WAL: &str = "-wal";
pub(crate) const SHM: &str = "-shm";
pub(crate) const JOURNAL: &str = "-journal";

/// All of these endings.
pub(crate) const COMPANIONS: [&str; 3] = [WAL, SHM, JOURNAL];

/// The bytes of the longest absolute path that SQLite opens: its limit of 512, less the ending of a log's name.
pub(crate) const MAX_PATH: usize = 504;

/// Returns the length of a path's absolute form in bytes if SQLite cannot open it for that.
pub(crate) fn excessive_length(path: &Path) -> Option<usize> {
    let in_folder = || Ok(folder_of(path).canonicalize()?.join(path.file_name().unwrap_or_default()));
    let absolute = path.canonicalize().or_else(|_| in_folder()).or_else(|_: io::Error| path::absolute(path));
    let length = absolute.ok()?.as_os_str().len();
    (length > MAX_PATH).then_some(length)
}

/// The causes of an SQLite error that people can tell apart and do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SqliteFault {
    Locked,
    ReadOnly,
    /// There is no more room for the file.
    NoRoom(Shortage),
    /// There is no more room for the files that SQLite keeps beside it, even to read.
    NoRoomBeside(Shortage),
    TooManyFiles,
    /// Reading failed: the file may be whole.
    Unread,
    /// The disk cannot be read or written.
    Disk,
    NotADatabase,
    /// What was read is not as SQLite wrote it.
    Damaged,
    /// The file cannot be opened.
    Unreachable,
    /// Everything else, such as a statement that the database does not understand.
    Statement,
}

/// Errors of input and output that concern the file which SQLite shares with others.
const SHARING: [i32; 4] =
    [ffi::SQLITE_IOERR_SHMOPEN, ffi::SQLITE_IOERR_SHMSIZE, ffi::SQLITE_IOERR_SHMMAP, ffi::SQLITE_IOERR_SHMLOCK];

/// Errors of input and output on reading.
const READING: [i32; 7] = [
    ffi::SQLITE_IOERR_READ,
    ffi::SQLITE_IOERR_SHORT_READ,
    ffi::SQLITE_IOERR_FSTAT,
    ffi::SQLITE_IOERR_ACCESS,
    ffi::SQLITE_IOERR_SEEK,
    ffi::SQLITE_IOERR_DATA,
    ffi::SQLITE_IOERR_CORRUPTFS,
];

impl SqliteFault {
    /// Returns the cause of an error that has just happened on this thread.
    pub(crate) fn of(error: &rusqlite::Error) -> Self {
        let Some(error) = error.sqlite_error() else { return Self::Statement };
        match error.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
            ErrorCode::ReadOnly => Self::ReadOnly,
            ErrorCode::DiskFull => Self::NoRoom(shortage().unwrap_or(Shortage::Disk)),
            ErrorCode::SystemIoFailure => Self::of_input_or_output(error.extended_code),
            // SQLite takes some failed reads for damage.
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt
                if SystemFault::last() == Some(SystemFault::Device) =>
            {
                Self::Unread
            }
            ErrorCode::NotADatabase => Self::NotADatabase,
            ErrorCode::DatabaseCorrupt => Self::Damaged,
            ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Self::of_opening(),
            _ => Self::Statement,
        }
    }

    fn of_input_or_output(extended_code: i32) -> Self {
        match shortage() {
            // SQLite itself knows only one errno that means a full disk.
            Some(shortage) if SHARING.contains(&extended_code) => Self::NoRoomBeside(shortage),
            Some(shortage) if !READING.contains(&extended_code) => Self::NoRoom(shortage),
            _ if READING.contains(&extended_code) => Self::Unread,
            _ => Self::Disk,
        }
    }

    fn of_opening() -> Self {
        match SystemFault::last() {
            Some(SystemFault::TooManyFiles) => Self::TooManyFiles,
            Some(SystemFault::NoRoom(shortage)) => Self::NoRoomBeside(shortage),
            Some(SystemFault::Device) => Self::Unread,
            None => Self::Unreachable,
        }
    }
}

fn shortage() -> Option<Shortage> {
    match SystemFault::last() {
        Some(SystemFault::NoRoom(shortage)) => Some(shortage),
        _ => None,
    }
}

/// Bytes at the beginning of every database.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// Where the version of the format stands that a reader has to know: 1 without a log, 2 with one.
const READ_VERSION: usize = 19;

/// Where the number of the program stands that made the database.
const APPLICATION: usize = 68;

/// The beginning of a file, as it is without SQLite.
pub(crate) struct FileHeader {
    bytes: Vec<u8>,
    /// Whether the file has more bytes than could be read.
    is_unread: bool,
}

impl FileHeader {
    /// Reads the beginning of a file, as far as that is possible.
    pub(crate) fn read(path: &Path) -> Self {
        let length = (APPLICATION + size_of::<i32>()) as u64;
        let mut bytes = Vec::new();
        let _ = File::open(path).and_then(|file| file.take(length).read_to_end(&mut bytes));
        let is_unread = fs::metadata(path).is_ok_and(|metadata| (bytes.len() as u64) < metadata.len().min(length));
        Self { bytes, is_unread }
    }

    /// Whether the file begins as a database does, as far as is known: where SQLite says that it does not, a read failed, or
    /// the rest of the header is damaged.
    pub(crate) fn may_be_database(&self) -> bool {
        self.is_unread || self.bytes.starts_with(MAGIC)
    }

    /// Whether the file is a database that cannot be read without the log beside it.
    pub(crate) fn needs_log(&self) -> bool {
        self.may_be_database() && self.bytes.get(READ_VERSION) == Some(&2)
    }

    /// Whether the file is a database of the program with that number, as far as is known.
    pub(crate) fn may_be_made_by(&self, application: i64) -> bool {
        let number = self.bytes.get(APPLICATION..).and_then(|bytes| bytes.try_into().ok()).map(i32::from_be_bytes);
        self.is_unread || (self.may_be_database() && number.is_some_and(|number| i64::from(number) == application))
    }
}
