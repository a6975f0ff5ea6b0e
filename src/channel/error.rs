//! What can be wrong with a channel.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::failure::{Explain, FailureKind};
use crate::i18n::Phrase;
use crate::model::{Counter, FailureCode, JobFailure, LayoutError, Timestamp};
use crate::sqlite::{self, FileHeader, SqliteFault};
use crate::system_fault::{Shortage, SystemFault};

/// The result of reading or writing a channel.
pub(super) type Result<T, E = ChannelError> = std::result::Result<T, E>;

/// A channel and the file or folder that holds its tables: what errors name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChannelPlace {
    /// Name of the channel in the configuration.
    pub(crate) channel: String,
    pub(crate) path: PathBuf,
}

impl ChannelPlace {
    pub(super) fn new(channel: &str, path: &Path) -> Self {
        Self { channel: channel.to_owned(), path: path.to_owned() }
    }

    /// Returns an error of this channel.
    pub(super) fn error(&self, fault: ChannelFault) -> ChannelError {
        ChannelError { place: Box::new(self.clone()), fault }
    }

    /// Returns the error of this channel's thread that has ended without an answer.
    pub(super) fn panicked(&self) -> SessionError {
        SessionError::Panicked(self.channel.clone())
    }

    /// Returns the error of this channel whose file the system cannot give.
    pub(super) fn system_error(&self, error: &io::Error) -> ChannelError {
        self.error(match SystemFault::of(error) {
            Some(SystemFault::NoRoom(shortage)) => ChannelFault::NoRoom(shortage),
            Some(SystemFault::TooManyFiles) => ChannelFault::TooManyFiles,
            Some(SystemFault::Device) => ChannelFault::Unread(error.phrase().to_string()),
            None => ChannelFault::Unreachable(error.phrase().to_string()),
        })
    }

    /// Returns the error of this channel that SQLite reports.
    pub(super) fn sqlite_error(&self, error: &rusqlite::Error) -> ChannelError {
        self.error(match SqliteFault::of(error) {
            SqliteFault::Locked => ChannelFault::Locked,
            SqliteFault::NotADatabase if FileHeader::read(&self.path).may_be_database() => {
                ChannelFault::Damaged(error.to_string())
            }
            SqliteFault::NotADatabase => ChannelFault::NotADatabase,
            SqliteFault::Damaged => ChannelFault::Damaged(error.to_string()),
            SqliteFault::ReadOnly => ChannelFault::ReadOnly,
            SqliteFault::NoRoom(shortage) => ChannelFault::NoRoom(shortage),
            SqliteFault::NoRoomBeside(shortage) => ChannelFault::NoRoomBeside(shortage),
            SqliteFault::TooManyFiles => ChannelFault::TooManyFiles,
            SqliteFault::Unread => ChannelFault::Unread(error.to_string()),
            SqliteFault::Disk => ChannelFault::Disk(error.to_string()),
            SqliteFault::Unreachable => ChannelFault::Unreachable(error.to_string()),
            SqliteFault::Statement if is_of_a_row(error) => ChannelFault::Refused(error.to_string()),
            SqliteFault::Statement => ChannelFault::Database(error.to_string()),
        })
    }
}

/// Whether the cause is the row that is written: a rule of the channel's tables, or one of its triggers, forbids it.
fn is_of_a_row(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(code, Some(ErrorCode::ConstraintViolation | ErrorCode::TooBig | ErrorCode::TypeMismatch))
}

/// A channel that cannot be read or written.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) struct ChannelError {
    pub(crate) place: Box<ChannelPlace>,
    pub(crate) fault: ChannelFault,
}

/// Why a session with a channel did not answer a request.
#[derive(Debug, Error)]
#[error("{}", self.phrase())]
pub(crate) enum SessionError {
    Channel(#[from] ChannelError),
    /// The program was asked to stop, by the signal with that number.
    Interrupted(usize),
    /// The thread of the channel with that name ended without an answer, which it does only if it panics.
    Panicked(String),
}

impl Explain for SessionError {
    fn phrase(&self) -> Phrase {
        match self {
            Self::Channel(error) => error.phrase(),
            Self::Interrupted(_) => Phrase::new("interrupted"),
            Self::Panicked(channel) => Phrase::new("channel-thread-panicked").with("channel", channel),
        }
    }

    fn kind(&self) -> FailureKind {
        match self {
            Self::Channel(error) => error.kind(),
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::Panicked(_) => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<Phrase> {
        match self {
            Self::Channel(error) => error.hint(),
            Self::Interrupted(_) | Self::Panicked(_) => None,
        }
    }
}

/// What is wrong with a channel.
#[derive(Debug)]
pub(crate) enum ChannelFault {
    Missing,
    Directory,
    Exists,
    /// Its absolute path has that many bytes.
    PathTooLong {
        length: usize,
    },
    Locked,
    /// It was given up after that time.
    Timeout {
        limit: Duration,
    },
    NotADatabase,
    Unread(String),
    Damaged(String),
    NoTable(&'static str),
    NoColumn(LayoutError),
    NoCounter {
        table: &'static str,
    },
    CounterTwice {
        table: &'static str,
        counter: Counter,
    },
    Behind {
        table: &'static str,
        newest: Counter,
        bookmark: Counter,
    },
    Emptied {
        table: &'static str,
        bookmark: Counter,
    },
    /// The mirror of a folder knows nothing of what was uploaded from it.
    MirrorLost {
        table: &'static str,
        bookmark: Counter,
    },
    OtherRow {
        table: &'static str,
        counter: Counter,
    },
    NotCompleted {
        table: &'static str,
        counter: Counter,
    },
    NotKept {
        table: &'static str,
        account: String,
    },
    WitnessNotKept,
    WitnessUnreadable {
        detail: String,
    },
    /// `at` is when that store last wrote to the channel, if it says so.
    OtherStore {
        store: String,
        at: Option<Timestamp>,
    },
    /// `owner` is the channel that has the id `found` in the configuration or in the store.
    OtherChannel {
        found: i64,
        configured: i64,
        owner: Option<String>,
    },
    /// `others` are the other channels of the configuration that lead to the file.
    SameFile {
        others: String,
    },
    /// `theirs` and `ours` are the GUIDs of the customers; `more` counts the other customers who were left out.
    AccountTaken {
        account: String,
        theirs: String,
        ours: String,
        more: u64,
    },
    /// `theirs` and `ours` are the accounts of the customer; `more` counts the other customers who were left out.
    AccountDiffers {
        customer: String,
        theirs: String,
        ours: String,
        more: u64,
    },
    CustomerRefused {
        account: String,
        detail: String,
        more: u64,
    },
    Refused(String),
    ReadOnly,
    NoRoom(Shortage),
    NoRoomBeside(Shortage),
    TooManyFiles,
    Disk(String),
    Unreachable(String),
    Database(String),
    FolderMissing,
    NoFolder,
    /// A file is where the folder of a channel has a folder of its own.
    PlaceTaken,
    /// The mirror is a database of something else, or of another version.
    MirrorForeign,
    /// The first file that cannot be read; `more` counts the others.
    FileRefused {
        file: String,
        problem: Phrase,
        more: u64,
    },
    /// The first file whose export the server did not finish; what is in it was taken in. `more` counts the others.
    FileInterrupted {
        file: String,
        problem: Phrase,
        more: u64,
    },
    /// The first file that waits for the configuration to say more; `more` counts the others.
    FileUnset {
        file: String,
        problem: Phrase,
        more: u64,
    },
}

impl From<LayoutError> for ChannelFault {
    fn from(error: LayoutError) -> Self {
        Self::NoColumn(error)
    }
}

/// Returns which sentence fits to so many others, for texts.
fn form_of_others(more: u64) -> &'static str {
    match more {
        0 => "alone",
        1 => "one",
        _ => "several",
    }
}

impl ChannelError {
    /// Whether the cause is one row, which the channel refuses or does not keep.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self.fault, ChannelFault::Refused(_) | ChannelFault::NotKept { .. })
    }

    /// Whether another try may succeed: the till writes, or the file system is away or cannot be read for a moment.
    pub(crate) fn is_transient(&self) -> bool {
        let is_unread = matches!(self.fault, ChannelFault::Unread(_) | ChannelFault::Damaged(_));
        is_unread || self.is_away()
    }

    /// Whether it was the channel that could not be reached: another job of the same run need not try.
    pub(crate) fn is_unreached(&self) -> bool {
        self.is_away() || matches!(self.fault, ChannelFault::Timeout { .. })
    }

    fn is_away(&self) -> bool {
        matches!(
            self.fault,
            ChannelFault::Missing
                | ChannelFault::FolderMissing
                | ChannelFault::Locked
                | ChannelFault::Unreachable(_)
                | ChannelFault::Disk(_)
        )
    }
}

impl ChannelError {
    /// Whether the channel can perhaps be read all the same.
    pub(crate) fn is_unwritable(&self) -> bool {
        matches!(
            self.fault,
            ChannelFault::Locked | ChannelFault::ReadOnly | ChannelFault::NoRoom(_) | ChannelFault::NoRoomBeside(_)
        )
    }
}

impl Explain for ChannelError {
    fn phrase(&self) -> Phrase {
        JobFailure::from(self).phrase()
    }

    fn hint(&self) -> Option<Phrase> {
        JobFailure::from(self).hint()
    }
}

impl From<&ChannelError> for JobFailure {
    fn from(error: &ChannelError) -> Self {
        let failure = match &error.fault {
            ChannelFault::Missing => Self::new(FailureCode::ChannelMissing),
            ChannelFault::Directory => Self::new(FailureCode::ChannelDirectory),
            ChannelFault::Exists => Self::new(FailureCode::ChannelExists),
            ChannelFault::PathTooLong { length } => Self::new(FailureCode::ChannelPathTooLong)
                .with("length", *length as u64)
                .with("limit", sqlite::MAX_PATH as u64),
            ChannelFault::Locked => Self::new(FailureCode::ChannelLocked),
            ChannelFault::Timeout { limit } => Self::new(FailureCode::ChannelTimeout)
                .with("limit", humantime::format_duration(*limit).to_string())
                .with("seconds", limit.as_secs()),
            ChannelFault::NotADatabase => Self::new(FailureCode::ChannelForeign),
            ChannelFault::Unread(detail) => Self::new(FailureCode::ChannelUnread).with("detail", detail.as_str()),
            ChannelFault::Damaged(detail) => Self::new(FailureCode::ChannelDamaged).with("detail", detail.as_str()),
            ChannelFault::NoTable(table) => Self::new(FailureCode::ChannelTableMissing).with("table", *table),
            ChannelFault::NoColumn(LayoutError { table, column }) => {
                Self::new(FailureCode::ChannelColumnMissing).with("table", *table).with("column", *column)
            }
            ChannelFault::NoCounter { table } => Self::new(FailureCode::ChannelCounterInvalid).with("table", *table),
            ChannelFault::CounterTwice { table, counter } => {
                Self::new(FailureCode::ChannelCounterTwice).with("table", *table).with("counter", counter.0)
            }
            ChannelFault::Behind { table, newest, bookmark } => Self::new(FailureCode::ChannelBehind)
                .with("table", *table)
                .with("newest", newest.0)
                .with("bookmark", bookmark.0),
            ChannelFault::Emptied { table, bookmark } => {
                Self::new(FailureCode::ChannelEmptied).with("table", *table).with("bookmark", bookmark.0)
            }
            ChannelFault::MirrorLost { table, bookmark } => {
                Self::new(FailureCode::ChannelMirrorLost).with("table", *table).with("bookmark", bookmark.0)
            }
            ChannelFault::OtherRow { table, counter } => {
                Self::new(FailureCode::ChannelOtherRow).with("table", *table).with("counter", counter.0)
            }
            ChannelFault::NotCompleted { table, counter } => {
                Self::new(FailureCode::ChannelNotCompleted).with("table", *table).with("counter", counter.0)
            }
            ChannelFault::NotKept { table, account } => {
                Self::new(FailureCode::ChannelNotKept).with("table", *table).with("account", account.as_str())
            }
            ChannelFault::WitnessNotKept => Self::new(FailureCode::ChannelWitnessNotKept),
            ChannelFault::WitnessUnreadable { detail } => {
                Self::new(FailureCode::ChannelWitnessUnreadable).with("detail", detail.as_str())
            }
            ChannelFault::OtherStore { store, at } => {
                let failure = Self::new(FailureCode::ChannelOtherStore).with("store_id", store.as_str());
                match at {
                    Some(at) => failure.with("form", "dated").with("at", at.rfc3339()),
                    None => failure.with("form", "undated"),
                }
            }
            ChannelFault::OtherChannel { found, configured, owner } => {
                let failure =
                    Self::new(FailureCode::ChannelOtherId).with("found", *found).with("configured", *configured);
                match owner {
                    Some(owner) => {
                        let form = if *owner == error.place.channel { "itself" } else { "known" };
                        failure.with("form", form).with("owner", owner.as_str())
                    }
                    None => failure.with("form", "unknown"),
                }
            }
            ChannelFault::SameFile { others } => {
                Self::new(FailureCode::ChannelSameFile).with("others", others.as_str())
            }
            ChannelFault::AccountTaken { account, theirs, ours, more } => Self::new(FailureCode::ChannelAccountTaken)
                .with("account", account.as_str())
                .with("theirs", theirs.as_str())
                .with("ours", ours.as_str())
                .with("more", *more)
                .with("form", form_of_others(*more)),
            ChannelFault::AccountDiffers { customer, theirs, ours, more } => {
                Self::new(FailureCode::ChannelAccountDiffers)
                    .with("customer", customer.as_str())
                    .with("theirs", theirs.as_str())
                    .with("ours", ours.as_str())
                    .with("more", *more)
                    .with("form", form_of_others(*more))
            }
            ChannelFault::CustomerRefused { account, detail, more } => Self::new(FailureCode::ChannelCustomerRefused)
                .with("account", account.as_str())
                .with("detail", detail.as_str())
                .with("more", *more)
                .with("form", form_of_others(*more)),
            ChannelFault::Refused(detail) => Self::new(FailureCode::ChannelRefused).with("detail", detail.as_str()),
            ChannelFault::ReadOnly => Self::new(FailureCode::ChannelReadOnly),
            ChannelFault::NoRoom(shortage) => of_shortage(FailureCode::ChannelDiskFull, *shortage),
            ChannelFault::NoRoomBeside(shortage) => of_shortage(FailureCode::ChannelDiskFullBeside, *shortage),
            ChannelFault::TooManyFiles => Self::new(FailureCode::ChannelTooManyFiles),
            ChannelFault::Disk(detail) => Self::new(FailureCode::ChannelDisk).with("detail", detail.as_str()),
            ChannelFault::Unreachable(detail) => {
                Self::new(FailureCode::ChannelUnreachable).with("detail", detail.as_str())
            }
            ChannelFault::Database(detail) => Self::new(FailureCode::ChannelDatabase).with("detail", detail.as_str()),
            ChannelFault::FolderMissing => Self::new(FailureCode::ChannelFolderMissing),
            ChannelFault::NoFolder => Self::new(FailureCode::ChannelNoFolder),
            ChannelFault::PlaceTaken => Self::new(FailureCode::ChannelPlaceTaken),
            ChannelFault::MirrorForeign => Self::new(FailureCode::ChannelMirrorForeign),
            ChannelFault::FileRefused { file, problem, more } => {
                of_file(FailureCode::ChannelFileRefused, file, problem, *more)
            }
            ChannelFault::FileInterrupted { file, problem, more } => {
                of_file(FailureCode::ChannelFileInterrupted, file, problem, *more)
            }
            ChannelFault::FileUnset { file, problem, more } => {
                of_file(FailureCode::ChannelFileUnset, file, problem, *more)
            }
        };
        failure.with("channel", error.place.channel.as_str()).with("path", error.place.path.display().to_string())
    }
}

/// Returns the failure for a file of a folder, and so many others.
fn of_file(code: FailureCode, file: &str, problem: &Phrase, more: u64) -> JobFailure {
    JobFailure::new(code).with("file", file).with("more", more).with("form", form_of_others(more)).because(problem)
}

fn of_shortage(code: FailureCode, shortage: Shortage) -> JobFailure {
    let failure = JobFailure::new(code);
    shortage.name().map_or(failure.clone(), |name| failure.with("shortage", name))
}

#[cfg(test)]
mod tests {
    use pretty_assertions::assert_eq;

    use super::*;
    use crate::i18n::Texts;
    use crate::language::Language;

    fn differing(more: u64) -> ChannelFault {
        let text = |text: &str| text.to_owned();
        ChannelFault::AccountDiffers { customer: text("5f0b"), theirs: text("C-000001"), ours: text("C-000002"), more }
    }

    fn taken(more: u64) -> ChannelFault {
        let text = |text: &str| text.to_owned();
        ChannelFault::AccountTaken { account: text("C-000001"), theirs: text("5f0b"), ours: text("6e7d"), more }
    }

    fn refused(more: u64) -> ChannelFault {
        ChannelFault::CustomerRefused { account: "C-000001".to_owned(), detail: "no".to_owned(), more }
    }

    fn all_faults() -> Vec<ChannelFault> {
        let (table, detail) = ("RETAILASYNCCUSTOMERV2", || "disk I/O error".to_owned());
        vec![
            ChannelFault::Missing,
            ChannelFault::Directory,
            ChannelFault::Exists,
            ChannelFault::PathTooLong { length: 600 },
            ChannelFault::Locked,
            ChannelFault::Timeout { limit: Duration::from_secs(300) },
            ChannelFault::NotADatabase,
            ChannelFault::Unread(detail()),
            ChannelFault::Damaged(detail()),
            ChannelFault::NoTable(table),
            ChannelFault::NoColumn(LayoutError { table, column: "OPERATION" }),
            ChannelFault::NoCounter { table },
            ChannelFault::CounterTwice { table, counter: Counter(i64::MAX) },
            ChannelFault::Behind { table, newest: Counter(1), bookmark: Counter(12_345) },
            ChannelFault::Emptied { table, bookmark: Counter(2) },
            ChannelFault::MirrorLost { table, bookmark: Counter(2) },
            ChannelFault::OtherRow { table, counter: Counter(-3) },
            ChannelFault::NotCompleted { table, counter: Counter(7) },
            ChannelFault::NotKept { table: "CUSTTABLE", account: "C-000001".to_owned() },
            ChannelFault::WitnessNotKept,
            ChannelFault::WitnessUnreadable { detail: "`ENTRY` is of type Text".to_owned() },
            ChannelFault::OtherStore { store: "5f0b1c6e".to_owned(), at: None },
            ChannelFault::OtherChannel { found: 5_637_144_593, configured: 5_637_144_592, owner: None },
            ChannelFault::SameFile { others: "`Seattle`, `Web shop`".to_owned() },
            taken(0),
            differing(0),
            refused(0),
            ChannelFault::Refused(detail()),
            ChannelFault::ReadOnly,
            ChannelFault::NoRoom(Shortage::Disk),
            ChannelFault::NoRoomBeside(Shortage::Quota),
            ChannelFault::TooManyFiles,
            ChannelFault::Disk(detail()),
            ChannelFault::Unreachable(detail()),
            ChannelFault::Database(detail()),
            ChannelFault::FolderMissing,
            ChannelFault::NoFolder,
            ChannelFault::PlaceTaken,
            ChannelFault::MirrorForeign,
            ChannelFault::FileRefused { file: "a.csv".to_owned(), problem: Phrase::new("folder-columns"), more: 0 },
            ChannelFault::FileInterrupted { file: "a.csv".to_owned(), problem: Phrase::new("folder-columns"), more: 0 },
            ChannelFault::FileUnset { file: "a.csv".to_owned(), problem: Phrase::new("folder-columns"), more: 0 },
        ]
    }

    #[test]
    fn every_fault_is_said_with_what_can_be_done_about_it() {
        let texts = Texts::new(Language::En);
        let place = ChannelPlace::new("Houston", Path::new("channels/houston.db"));
        let errors: Vec<_> = all_faults().into_iter().map(|fault| place.error(fault)).collect();
        for error in &errors {
            assert!(error.to_string().contains("`channels/houston.db`"), "{error}");
            let hint = error.hint().and_then(|hint| texts.say_if_any(&hint));
            assert_eq!(hint.is_some(), !matches!(error.fault, ChannelFault::Database(_)), "{error}");
        }
        let codes = errors.iter().filter_map(|error| JobFailure::from(error).code());
        let all = FailureCode::ALL.iter().copied().filter(|code| code.name().starts_with("channel-"));
        assert_eq!(codes.collect::<Vec<_>>(), all.collect::<Vec<_>>());
    }

    #[test]
    fn a_fault_says_what_is_known_and_no_more() {
        let texts = Texts::new(Language::En);
        let place = ChannelPlace::new("Houston", Path::new("houston.db"));
        let owned_by = |owner: Option<&str>| {
            let owner = owner.map(str::to_owned);
            ChannelFault::OtherChannel { found: 5_637_144_593, configured: 5_637_144_592, owner }
        };
        let other_store = |at| ChannelFault::OtherStore { store: "5f0b".to_owned(), at };
        let at = Some(Timestamp(1_795_000_000_000_000));
        for (fault, expected) in [
            (other_store(None), "belongs to another headquarters, store 5f0b"),
            (other_store(at), "belongs to another headquarters, store 5f0b, which wrote to it on 2026-11-18T11:06:40Z"),
            (owned_by(None), "is the database of the channel with id 5637144593, not of the one with id 5637144592"),
            (
                owned_by(Some("Seattle")),
                "is the database of channel `Seattle` (id 5637144593), not of the one with id 5637144592",
            ),
            (taken(0), "knows account C-000001 as that of customer 5f0b, but it is that of customer 6e7d here"),
            (
                differing(1),
                "knows customer 5f0b under account C-000001, but it has account C-000002 here; 1 more customer was left out",
            ),
            (refused(12), "does not take customer C-000001: no; 12 more customers were left out"),
            (ChannelFault::NoRoom(Shortage::Disk), "cannot be written: the disk is full"),
            (ChannelFault::NoRoom(Shortage::Quota), "cannot be written: the disk quota is used up"),
        ] {
            assert_eq!(place.error(fault).to_string(), format!("`houston.db` {expected}"));
        }
        let hint = |owner| texts.say_if_any(&place.error(owned_by(Some(owner))).hint().unwrap()).unwrap();
        assert!(hint("Houston").ends_with("in the configuration: it was uploaded with `id = 5637144593`"));
        assert!(hint("Seattle").ends_with("in the configuration"));
    }
}
