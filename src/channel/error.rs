//! What can be wrong with a channel.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;
use thiserror::Error;

use crate::failure::{Explain, FailureKind};
use crate::model::{Counter, FailureCode, JobFailure, LayoutError, Timestamp};
use crate::sqlite::{self, FileHeader, SqliteFault};
use crate::system_fault::{Shortage, SystemFault, TOO_MANY_FILES_HINT};

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
            Some(SystemFault::Device) => ChannelFault::Unread(error.to_string()),
            None => ChannelFault::Unreachable(error.to_string()),
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
#[error("`{}` {fault}", place.path.display())]
pub(crate) struct ChannelError {
    pub(crate) place: Box<ChannelPlace>,
    pub(crate) fault: ChannelFault,
}

/// Why a session with a channel did not answer a request.
#[derive(Debug, Error)]
pub(crate) enum SessionError {
    #[error(transparent)]
    Channel(#[from] ChannelError),
    /// The program was asked to stop, by the signal with that number.
    #[error("interrupted")]
    Interrupted(usize),
    /// The thread of the channel with that name ended without an answer, which it does only if it panics.
    #[error("the thread of channel `{0}` panicked")]
    Panicked(String),
}

impl Explain for SessionError {
    fn kind(&self) -> FailureKind {
        match self {
            Self::Channel(error) => error.kind(),
            Self::Interrupted(signal) => FailureKind::Interrupted(*signal),
            Self::Panicked(_) => FailureKind::Failed,
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Channel(error) => error.hint(),
            Self::Interrupted(_) | Self::Panicked(_) => None,
        }
    }
}

/// What is wrong, as the rest of a sentence that begins with the file.
#[derive(Debug, Error)]
pub(crate) enum ChannelFault {
    #[error("does not exist")]
    Missing,
    #[error("is a directory, not a channel database")]
    Directory,
    #[error("already exists")]
    Exists,
    /// Its absolute path has that many bytes.
    #[error("has an absolute path of {length} bytes, but SQLite takes at most {}", sqlite::MAX_PATH)]
    PathTooLong { length: usize },
    #[error("is locked by another program")]
    Locked,
    /// It was given up after that time.
    #[error("did not answer within {}", humantime::format_duration(*limit))]
    Timeout { limit: Duration },
    #[error("is not an SQLite database")]
    NotADatabase,
    #[error("could not be read: {0}")]
    Unread(String),
    #[error("is damaged, or could not be read: {0}")]
    Damaged(String),
    #[error("has no table `{0}`")]
    NoTable(&'static str),
    #[error("cannot be used: {0}")]
    NoColumn(#[from] LayoutError),
    #[error("has a row in `{table}` whose REPLICATIONCOUNTERFROMORIGIN is not an integer")]
    NoCounter { table: &'static str },
    #[error("has two rows with counter {counter} in `{table}`, which cannot be told apart")]
    CounterTwice { table: &'static str, counter: Counter },
    #[error(
        "was restored or replaced: the newest row of `{table}` has counter {newest}, \
         but rows up to {bookmark} were uploaded before"
    )]
    Behind { table: &'static str, newest: Counter, bookmark: Counter },
    #[error("was restored or replaced: `{table}` is empty, but rows up to {bookmark} were uploaded before")]
    Emptied { table: &'static str, bookmark: Counter },
    #[error(
        "was restored or replaced: the row with counter {counter} in `{table}` is not the one that was uploaded before"
    )]
    OtherRow { table: &'static str, counter: Counter },
    #[error("does not keep what is written: the row with counter {counter} in `{table}` was completed, but is not")]
    NotCompleted { table: &'static str, counter: Counter },
    #[error(
        "does not keep what is written: customer `{account}` was written to `{table}`, but is not there as written"
    )]
    NotKept { table: &'static str, account: String },
    #[error(
        "does not keep what is written: the row about its headquarters in `HQSYNC_BOOKMARK` is not there as written"
    )]
    WitnessNotKept,
    #[error("has a row in `HQSYNC_BOOKMARK` that hqsync did not write: {detail}")]
    WitnessUnreadable { detail: String },
    /// `at` is when that store last wrote to the channel, if it says so.
    #[error("belongs to another headquarters, store {store}{}", last_contact(*at))]
    OtherStore { store: String, at: Option<Timestamp> },
    /// `owner` is the channel that has the id `found` in the configuration or in the store.
    #[error("is the database of {}, not of the one with id {configured}", owner_of(*found, owner.as_deref()))]
    OtherChannel { found: i64, configured: i64, owner: Option<String> },
    /// `others` are the other channels of the configuration that lead to the file.
    #[error("is the database of several channels: also of {others}")]
    SameFile { others: String },
    /// `theirs` and `ours` are the GUIDs of the customers; `more` counts the other customers who were left out.
    #[error(
        "knows account {account} as that of customer {theirs}, but it is that of customer {ours} here{}",
        others_left_out(*more)
    )]
    AccountTaken { account: String, theirs: String, ours: String, more: u64 },
    /// `theirs` and `ours` are the accounts of the customer; `more` counts the other customers who were left out.
    #[error("knows customer {customer} under account {theirs}, but it has account {ours} here{}", others_left_out(*more))]
    AccountDiffers { customer: String, theirs: String, ours: String, more: u64 },
    #[error("does not take customer {account}: {detail}{}", others_left_out(*more))]
    CustomerRefused { account: String, detail: String, more: u64 },
    #[error("refuses a row: {0}")]
    Refused(String),
    #[error("is read-only")]
    ReadOnly,
    #[error("cannot be written: {0}")]
    NoRoom(Shortage),
    #[error("cannot be used: there is no room for the files that SQLite keeps beside it: {0}")]
    NoRoomBeside(Shortage),
    #[error("cannot be used: too many open files")]
    TooManyFiles,
    #[error("cannot be read or written: {0}")]
    Disk(String),
    #[error("cannot be opened: {0}")]
    Unreachable(String),
    #[error("cannot be queried: {0}")]
    Database(String),
    #[error("is a folder of exported tables, which this version cannot read yet")]
    FolderUnsupported,
}

fn last_contact(at: Option<Timestamp>) -> String {
    at.map(|at| format!(", which wrote to it on {}", at.rfc3339())).unwrap_or_default()
}

fn owner_of(id: i64, owner: Option<&str>) -> String {
    match owner {
        Some(owner) => format!("channel `{owner}` (id {id})"),
        None => format!("the channel with id {id}"),
    }
}

fn others_left_out(more: u64) -> String {
    match more {
        0 => String::new(),
        1 => "; 1 more customer was left out".to_owned(),
        more => format!("; {more} more customers were left out"),
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
            ChannelFault::Missing | ChannelFault::Locked | ChannelFault::Unreachable(_) | ChannelFault::Disk(_)
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
    fn hint(&self) -> Option<String> {
        let channel = &self.place.channel;
        let hint = match &self.fault {
            ChannelFault::Missing => format!(
                "check the channel's `database` in the configuration; \
                 `hqsync channels create \"{channel}\"` creates an empty one"
            ),
            ChannelFault::Locked => "the next run continues with this channel".to_owned(),
            ChannelFault::Timeout { .. } => {
                "check its disk or network, and views or triggers that somebody added; the next run tries it again"
                    .to_owned()
            }
            ChannelFault::Directory
            | ChannelFault::NotADatabase
            | ChannelFault::NoTable(_)
            | ChannelFault::NoColumn(_)
            | ChannelFault::NoCounter { .. }
            | ChannelFault::CounterTwice { .. } => "check the channel's `database` in the configuration".to_owned(),
            ChannelFault::Behind { .. } | ChannelFault::Emptied { .. } | ChannelFault::OtherRow { .. } => {
                format!("`hqsync channels reset \"{channel}\"` accepts it as the channel's database")
            }
            ChannelFault::NotCompleted { table, .. } | ChannelFault::NotKept { table, .. } => {
                format!("look for triggers on `{table}` that ignore or undo changes")
            }
            ChannelFault::WitnessNotKept => "look for triggers on `HQSYNC_BOOKMARK`, which only hqsync uses".to_owned(),
            ChannelFault::WitnessUnreadable { .. } => {
                format!("`hqsync channels claim \"{channel}\"` replaces it")
            }
            ChannelFault::OtherStore { .. } => format!(
                "check `store` in the configuration, `--store` and `$HQSYNC_STORE`; \
                 `hqsync channels claim \"{channel}\"` makes this store its headquarters from now on"
            ),
            ChannelFault::OtherChannel { found, owner: Some(owner), .. } if owner == channel => {
                format!(
                    "correct `id` or `database` of the channel in the configuration: it was uploaded with `id = {found}`"
                )
            }
            ChannelFault::OtherChannel { .. } => {
                "correct `id` or `database` of the channel in the configuration".to_owned()
            }
            ChannelFault::SameFile { .. } => "give each channel its own `database` in the configuration".to_owned(),
            ChannelFault::AccountTaken { .. } | ChannelFault::AccountDiffers { .. } => {
                "correct the account in the channel's `RETAILCUSTTABLE` if it is wrong there; the next run tries again"
                    .to_owned()
            }
            ChannelFault::CustomerRefused { .. } | ChannelFault::Refused(_) => {
                "look at the rules and triggers of the channel's tables; the next run tries again".to_owned()
            }
            ChannelFault::ReadOnly | ChannelFault::Unreachable(_) => {
                "check the permissions of the file and its folder".to_owned()
            }
            ChannelFault::Unread(_) => "look at the disk first; the next run tries the channel again".to_owned(),
            ChannelFault::Damaged(_) => {
                "look at the disk first, since a read that fails looks like damage; if the disk is healthy, \
                 restore the channel's database, then run the jobs again"
                    .to_owned()
            }
            ChannelFault::Disk(_) => "check the disk and its file system, then run the jobs again".to_owned(),
            ChannelFault::NoRoom(shortage) | ChannelFault::NoRoomBeside(shortage) => {
                format!("{}, then run the jobs again", shortage.hint())
            }
            ChannelFault::TooManyFiles => format!("{TOO_MANY_FILES_HINT}, then run the jobs again"),
            ChannelFault::FolderUnsupported => "until then, give the channel a `database`".to_owned(),
            ChannelFault::Exists => "the file was not changed".to_owned(),
            ChannelFault::PathTooLong { .. } => "move the database to a folder with a shorter path".to_owned(),
            ChannelFault::Database(_) => return None,
        };
        Some(hint)
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
            ChannelFault::FolderUnsupported => Self::new(FailureCode::ChannelFolder),
        };
        failure.with("channel", error.place.channel.as_str()).with("path", error.place.path.display().to_string())
    }
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
            ChannelFault::FolderUnsupported,
        ]
    }

    #[test]
    fn a_job_says_in_english_what_the_error_says() {
        let texts = Texts::new(Language::En);
        let place = ChannelPlace::new("Houston", Path::new("channels/houston.db"));
        let errors: Vec<_> = all_faults().into_iter().map(|fault| place.error(fault)).collect();
        for error in &errors {
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            assert_eq!(texts.failure_with_hint(&error.into()), format!("{error}{hint}"));
        }
        let store = "5f0b1c6e".to_owned();
        let of_owner = |owner: &str| Some(owner.to_owned());
        for fault in [
            ChannelFault::OtherStore { store, at: Some(Timestamp(1_795_000_000_000_000)) },
            ChannelFault::OtherChannel { found: 5_637_144_593, configured: 5_637_144_592, owner: of_owner("Seattle") },
            ChannelFault::OtherChannel { found: 7, configured: 8, owner: of_owner("Houston") },
            taken(1),
            taken(12),
            differing(1),
            differing(12),
            refused(1),
            refused(12),
        ] {
            let error = place.error(fault);
            let hint = error.hint().map(|hint| format!("; {hint}")).unwrap_or_default();
            assert_eq!(texts.failure_with_hint(&(&error).into()), format!("{error}{hint}"));
        }
        let codes = errors.iter().filter_map(|error| JobFailure::from(error).code());
        let all = FailureCode::ALL.iter().copied().filter(|code| code.name().starts_with("channel-"));
        assert_eq!(codes.collect::<Vec<_>>(), all.collect::<Vec<_>>());
    }
}
